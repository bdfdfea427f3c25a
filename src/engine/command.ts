import type { Actor, DomainEvent } from '../domain/decider.js';
import type { Rejection } from '../domain/rejection.js';

/** Who sends a command, under which id, and what the client sent: the same id with other content is refused. */
export interface CommandContext {
  /** Remembered for ever on the stream: the same command sent again gives the same answer and no second effect. */
  readonly commandId: string;
  readonly actor: Actor;
  /** What the client sent, after pseudonymization; any JSON. Only its keyed hash is kept. */
  readonly content: unknown;
  /** What caused the command; the command itself where not given. */
  readonly causationId?: string;
  /** What it belongs to (a submission, a run); the command itself where not given. */
  readonly correlationId?: string;
  /** 32 hex digits of the caller's trace; derived from the correlation where not given. */
  readonly traceId?: string;
  /** The version of the stream that the client has seen; another one is refused with `staleVersion`. */
  readonly expectedRevision?: number;
}

/** What became of a command. A refusal is not an answer: it is thrown as a `Rejection`. */
export type Answer<Event extends DomainEvent = DomainEvent> = Settled<Event> | Unknown;

/** `recorded` now; `replayed`: this command was recorded before; `unchanged`: there was nothing to record. */
export interface Settled<Event extends DomainEvent = DomainEvent> {
  readonly status: 'recorded' | 'replayed' | 'unchanged';
  readonly stream: string;
  /** Revision of the last event of the command, or of the stream where it is unchanged. */
  readonly revision: number;
  /** Sequence of the last event of the command; null until the local log holds it, and where it is unchanged. */
  readonly sequence: number | null;
  /** What the command recorded, as the log has it. */
  readonly events: readonly Event[];
}

/** The log gave no final answer: the command may or may not have been recorded. The same command again tells. */
export interface Unknown {
  readonly status: 'unknown';
  readonly commandId: string;
  readonly stream: string;
}

/** A command of a list, with its context. */
export interface Order<Command> {
  readonly command: Command;
  readonly context: CommandContext;
}

/** The answer to the n-th command of a list (from 0), or its refusal. */
export type Result<Event extends DomainEvent = DomainEvent> =
  | { readonly index: number; readonly answer: Answer<Event> }
  | { readonly index: number; readonly rejection: Rejection };

/** A type or state of the log that this release must not act on: commands are refused on this node until it is mended. */
export class NodeStopped extends Error {
  override readonly name: string = 'NodeStopped';
}

/** A wait was longer than the caller allowed. */
export class NotReached extends Error {
  override readonly name = 'NotReached';

  constructor(
    readonly what: string,
    readonly sequence: number,
    readonly at: number,
  ) {
    super(`${what} is at sequence ${at}, not yet at ${sequence}`);
  }
}
