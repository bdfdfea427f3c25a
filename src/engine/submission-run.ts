import { dossier } from '../domain/dossier/dossier.js';
import type { DossierEvent } from '../domain/dossier/events.js';
import type { RefusedLine } from '../domain/submission/events.js';
import { REFUSED_LINES_MAX, submission } from '../domain/submission/submission.js';
import type { DossierOfReference } from '../intake/form-parties.js';
import { malformed } from '../intake/problem.js';
import type { Problem } from '../intake/problem.js';
import type { FormLine } from '../intake/read-forms.js';
import { formTranslator } from '../intake/to-command.js';
import type { FormCommand, Receipt } from '../intake/to-command.js';
import type { Store } from '../../projections/projection.js';
import { taskIdOf } from './acting.js';
import type { Acting } from './acting.js';
import { OutcomeUnknown } from './acts.js';
import type { Order, Result } from './command.js';
import type { Engine } from './engine.js';
import { isOwn, notReplayed, planLine } from './form-orders.js';
import type { OrderedLine, PlannedLine, Planning } from './form-orders.js';
import type { LineOutcome, OutcomeWriter } from './outcome-list.js';
import { verdictBefore } from './overtaken.js';
import { problemOf, refusedLine } from './refused-form.js';

/** `dossierOfForm` of the read model `forms`: in which dossier a sender used a form reference first. */
export type DossierOfForm = (store: Store) => DossierOfReference;

export interface RunParts {
  readonly engine: Engine;
  readonly acting: Acting;
  readonly receipt: Receipt;
  readonly dossierOfForm: DossierOfForm;
  readonly outcomes: OutcomeWriter;
  /** Lines that were recorded as refused before an interruption: they stay so. */
  readonly refusedBefore: ReadonlyMap<number, RefusedLine>;
}

export interface Totals {
  readonly lines: number;
  readonly accepted: number;
  readonly unchanged: number;
  readonly refused: number;
}

/** After so many refused lines a file is given up: it is not what it should be, and the log keeps each of them for ever. */
export const REFUSED_MAX = 20_000;

/** Lines that become one append of the log. */
const GROUP_LINES = 1_000;

const FORMS = 'forms';
const FORMS_WAIT_MS = 300_000;

/** The lines of one submission on their way into the log, in their order, some hundred at a time. */
export class SubmissionRun {
  private refused: RefusedLine[] = [];
  private lines = 0;
  private accepted = 0;
  private unchanged = 0;
  private refusedCount = 0;

  constructor(private readonly parts: RunParts) {}

  totals(): Totals {
    const { lines, accepted, unchanged, refusedCount } = this;
    return { lines, accepted, unchanged, refused: refusedCount };
  }

  /** Takes in lines; false once the file is given up. */
  async take(lines: readonly FormLine[]): Promise<boolean> {
    for (let rest = lines; rest.length > 0;) {
      await this.referencesKnown();
      const group = this.plan(rest.slice(0, GROUP_LINES));
      await this.execute(group);
      rest = rest.slice(group.length);
      const last = group.at(-1);
      if (this.refusedCount >= REFUSED_MAX && last) {
        this.refuse(last.line + 1, null, [malformed(null, GIVEN_UP)]);
        return false;
      }
    }
    await this.parts.outcomes.drain();
    return true;
  }

  /** Records the refused lines that are not recorded yet. */
  async flush(): Promise<void> {
    for (let start = 0; start < this.refused.length; start += REFUSED_LINES_MAX) {
      await this.recordRefused(this.refused.slice(start, start + REFUSED_LINES_MAX));
    }
    this.refused = [];
  }

  /**
   * What to do with the lines, up to one whose reference stands before it for another dossier: whether the first was
   * accepted must be known before the second is looked at. Parties may change while a file is read: their codes are
   * looked up anew for each group.
   */
  private plan(lines: readonly FormLine[]): readonly PlannedLine[] {
    const { engine, acting, receipt, dossierOfForm } = this.parts;
    const { submissionId } = receipt;
    const { parties } = engine.reference();
    return engine.read(FORMS, (store) => {
      const translate = formTranslator(parties, receipt, dossierOfForm(store));
      const planning: Planning = { acting, submissionId, translate };
      const dossiers = new Map<string, string>();
      const group: PlannedLine[] = [];
      for (const line of lines) {
        const planned = this.planOne(line, planning);
        if ('order' in planned) {
          const { context, command } = planned.order;
          const held = dossiers.get(context.commandId) ?? command.dossierId;
          if (held !== command.dossierId) break;
          dossiers.set(context.commandId, held);
        }
        group.push(planned);
      }
      return group;
    });
  }

  private planOne(line: FormLine, planning: Planning): PlannedLine {
    const before = this.parts.refusedBefore.get(line.line);
    if (before === undefined) return planLine(line, planning);
    const { formReference, code, field, rule } = before;
    const problem: Problem = { code: code as Problem['code'], field, rule };
    return { line: line.line, formReference, problems: 'problems' in line ? line.problems : [problem] };
  }

  private async execute(group: readonly PlannedLine[]): Promise<void> {
    const orders = group.flatMap((line) => ('order' in line ? [line.order] : []));
    const results = new Map<Order<FormCommand>, Result<DossierEvent>>();
    const size = Math.max(1, orders.length);
    for await (const result of this.parts.engine.executeMany(dossier, orders, { batchSize: size })) {
      const order = orders[result.index];
      if (order) results.set(order, result);
    }
    for (const line of group) {
      if ('order' in line) this.settle(line, results.get(line.order));
      else this.refuse(line.line, line.formReference, line.problems);
    }
    if (this.refused.length >= REFUSED_LINES_MAX) await this.flush();
  }

  private settle(planned: OrderedLine, result: Result<DossierEvent> | undefined): void {
    if (result === undefined) throw new Error(`line ${planned.line} was given no result`);
    const { line, formReference, order } = planned;
    if ('rejection' in result) {
      const verdict =
        result.rejection.code === 'overtaken'
          ? verdictBefore(this.parts.engine, order.command)
          : result.rejection;
      if (verdict === 'unchanged') this.add(planned, 'unchanged');
      else this.refuse(line, formReference, [problemOf(verdict)]);
      return;
    }
    const { answer } = result;
    if (answer.status === 'unknown') throw new OutcomeUnknown(answer.commandId);
    if (answer.status === 'unchanged') return this.add(planned, 'unchanged');
    if (isOwn(answer, this.parts.receipt.submissionId, line)) return this.add(planned, 'recorded');
    const refusal = notReplayed(planned);
    if (refusal) this.refuse(line, formReference, [problemOf(refusal)]);
    else this.add(planned, 'replayed');
  }

  private add(
    { line, formReference, order }: OrderedLine,
    outcome: Exclude<LineOutcome['outcome'], 'refused'>,
  ): void {
    this.lines += 1;
    if (outcome === 'unchanged') this.unchanged += 1;
    else this.accepted += 1;
    const { dossierId } = order.command;
    this.parts.outcomes.add({ line, formReference, outcome, dossierId, problems: [] });
  }

  private refuse(line: number, formReference: string | null, problems: readonly Problem[]): void {
    const [first] = problems;
    if (first === undefined) throw new Error(`line ${line} was refused without a reason`);
    this.lines += 1;
    this.refusedCount += 1;
    this.parts.outcomes.add({ line, formReference, outcome: 'refused', dossierId: null, problems });
    if (!this.parts.refusedBefore.has(line)) this.refused.push(refusedLine(line, formReference, first));
  }

  private async recordRefused(lines: readonly RefusedLine[]): Promise<void> {
    const { engine, acting, receipt } = this.parts;
    const { submissionId, by, on } = receipt;
    const [first] = lines;
    const command = { type: 'RefuseLines', submissionId, by, on, lines } as const;
    const context = submissionContext({ acting, submissionId }, `refused:${first?.line ?? 0}`, {
      lines: lines.map((one) => ({ ...one })),
    });
    const answer = await engine.execute(submission, command, context);
    if (answer.status === 'unknown') throw new OutcomeUnknown(answer.commandId);
  }

  /** Until the references of all that was recorded so far can be looked up. */
  private async referencesKnown(): Promise<void> {
    const { engine } = this.parts;
    await engine.waitFor(engine.local.head(), { timeoutMs: FORMS_WAIT_MS, names: [FORMS] });
  }
}

const GIVEN_UP = `is not read, nor is any line after it: more than ${REFUSED_MAX} lines of the file were refused`;

/** The long work that taking a file in is: its receipt names it, so that the log can tell what became of it. */
export const submitTaskOf = (acting: Acting): string => taskIdOf(acting, 'submission.submit');

/** The context of a command on the submission itself; its id follows from the file, whoever sends it again. */
export function submissionContext(
  who: { readonly acting: Acting; readonly submissionId: string },
  step: string,
  content: object,
) {
  const process = `submission:${who.submissionId}`;
  return {
    commandId: `${process}:${step}`,
    causationId: submitTaskOf(who.acting),
    actor: {
      issuer: who.acting.door,
      subject: who.acting.official,
      kind: 'official',
      mandate: 'submit',
    } as const,
    content,
    correlationId: process,
  };
}
