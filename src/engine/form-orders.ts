import type { DossierEvent } from '../domain/dossier/events.js';
import { Rejection } from '../domain/rejection.js';
import type { FormLine } from '../intake/read-forms.js';
import { contentOf } from '../intake/form.js';
import type { Problem } from '../intake/problem.js';
import type { FormCommand, Translated } from '../intake/to-command.js';
import type { Acting } from './acting.js';
import type { Answer, Order } from './command.js';
import { problemOf } from './refused-form.js';

export interface OrderedLine {
  readonly line: number;
  readonly formReference: string;
  readonly order: Order<FormCommand>;
  /** What was recorded under its reference is not what its codes say now: that was for the CPAS that had them by mistake. */
  readonly isOfAnotherNow: boolean;
}

/** A line that can be executed, or why it cannot. */
export type PlannedLine =
  | OrderedLine
  | { readonly line: number; readonly formReference: string | null; readonly problems: readonly Problem[] };

export interface Planning {
  readonly submissionId: string;
  readonly acting: Acting;
  readonly translate: (line: number, form: Extract<FormLine, { form: unknown }>['form']) => Translated;
}

/** The order of a line: its command under (sender, form reference), with what the client sent after pseudonymization. */
export function planLine(line: FormLine, planning: Planning): PlannedLine {
  if ('problems' in line) return line;
  const { formReference } = line.form;
  const translated = planning.translate(line.line, line.form);
  if ('problem' in translated) return { line: line.line, formReference, problems: [translated.problem] };
  if ('usedElsewhere' in translated) {
    return { line: line.line, formReference, problems: [problemOf(reused(translated.usedElsewhere))] };
  }
  const { command, commandId, isOfAnotherNow } = translated;
  const { acting, submissionId } = planning;
  const context = {
    commandId,
    actor: { issuer: acting.door, subject: acting.official, kind: 'official', mandate: 'submit' } as const,
    content: contentOf(line.form),
    correlationId: `submission:${submissionId}`,
  };
  return { line: line.line, formReference, order: { command, context }, isOfAnotherNow };
}

/**
 * Why a line that was recorded before is not simply answered as replayed: for the CPAS whose its codes are, nothing was recorded.
 * It is sent again under a new reference.
 */
export const notReplayed = ({ order, isOfAnotherNow }: OrderedLine): Rejection | undefined =>
  isOfAnotherNow ? reused(order.context.commandId) : undefined;

const reused = (commandId: string): Rejection => new Rejection('idempotencyKeyReused', { commandId });

/** Whether the events of an answer came from this very line, now or before an interruption. */
export function isOwn(answer: Answer<DossierEvent>, submissionId: string, line: number): boolean {
  if (answer.status === 'unknown') return false;
  return answer.events.some(
    (event) =>
      'form' in event.data && event.data.form.submissionId === submissionId && event.data.form.line === line,
  );
}
