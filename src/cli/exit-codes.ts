import { REFUSALS } from '../domain/refusals.js';
import { Malformed, Rejection } from '../domain/rejection.js';
import { OutcomeUnknown } from '../engine/acts.js';
import { InvalidAppend, LogDamaged, LogUnavailable } from '../log/event-log.js';

/** What a caller may rely on; `docs/cli.md` lists them for people. */
export const EXIT = {
  done: 0,
  bug: 1,
  malformed: 2,
  refused: 3,
  /** The file was taken, some of its lines were refused and are listed. */
  linesRefused: 4,
  /** A check found a difference: a rebuild, a digest, a leaf. */
  notEqual: 5,
  /** The outcome is not known: the same command again tells. */
  unknown: 6,
  /** The log cannot be reached, or another process writes to it. */
  unavailable: 7,
  /** The log is not what it was: nothing goes on until a person looked. */
  damaged: 8,
} as const;

/** Ends a command with a code other than 0 although nothing failed, such as a file of which lines were refused. */
export class Ended extends Error {
  override readonly name = 'Ended';

  constructor(readonly exitCode: number) {
    super(`exit ${exitCode}`);
  }
}

export function codeOf(error: unknown): number {
  if (error instanceof Ended) return error.exitCode;
  if (error instanceof Malformed || error instanceof InvalidAppend) return EXIT.malformed;
  if (error instanceof Rejection) return EXIT.refused;
  if (error instanceof OutcomeUnknown) return EXIT.unknown;
  if (error instanceof LogUnavailable || nameOf(error) === 'LogLocked') return EXIT.unavailable;
  if (error instanceof LogDamaged) return EXIT.damaged;
  return EXIT.bug;
}

/** The message for a person; of what nobody expected, with the place it came from. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof Rejection) {
    const { means, next } = REFUSALS[error.code];
    return `${error.message}\n${means} ${next}`;
  }
  return codeOf(error) === EXIT.bug ? (error.stack ?? error.message) : error.message;
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');
