import type { DetermineDue } from '../domain/dossier/commands.js';
import { dossier } from '../domain/dossier/dossier.js';
import type { DossierEvent } from '../domain/dossier/events.js';
import type { DossierState } from '../domain/dossier/state.js';
import { Rejection } from '../domain/rejection.js';
import type { Rules } from '../domain/rules.js';
import { addMonths, firstDayOf, later } from '../domain/time.js';
import type { Instant, YearMonth } from '../domain/time.js';
import type { NissKeys } from '../intake/niss.js';
import type { Problem } from '../intake/problem.js';
import { readForms, withFormat } from '../intake/read-forms.js';
import type { FormLine } from '../intake/read-forms.js';
import { formTranslator } from '../intake/to-command.js';
import type { FormCommand } from '../intake/to-command.js';
import type { Acting } from './acting.js';
import { assessedDossiers } from './assessed-dossiers.js';
import type { AssessedDossiers } from './assessed-dossiers.js';
import type { Engine } from './engine.js';
import { notReplayed, planLine } from './form-orders.js';
import type { OrderedLine, Planning } from './form-orders.js';
import { problemOf } from './refused-form.js';
import type { DossierOfForm } from './submission-run.js';

export interface AssessTools {
  readonly engine: Engine;
  readonly keys: NissKeys & { commandHash(canonicalText: string): string };
  readonly dossierOfForm: DossierOfForm;
  /** When the file would be received. */
  readonly receivedAt: Instant;
  /** Last month to determine for a form B, as if it were over. */
  readonly through: YearMonth;
}

/** What a line would do now. Nothing of it is recorded. */
export interface AssessedLine {
  readonly line: number;
  readonly formReference: string | null;
  readonly outcome: 'recorded' | 'replayed' | 'unchanged' | 'refused';
  /** The facts it would record, then the months that would fall due: lines with all that they use. */
  readonly events: readonly DossierEvent[];
  /** Why the line is refused, or why none of the months due could be determined. */
  readonly problems: readonly Problem[];
}

/**
 * Decides every line of a file as `submit` would, on the dossiers and rules as they are, each line after those before
 * it. Whether the official may is not asked, since nothing is recorded. Holds the state of every dossier of the file,
 * some KB each: it is meant for files of some thousand lines.
 */
export async function* assess(
  tools: AssessTools,
  acting: Acting,
  file: AsyncIterable<Uint8Array>,
): AsyncGenerator<AssessedLine> {
  const { engine, keys, dossierOfForm, receivedAt } = tools;
  await engine.waitFor(engine.local.head(), { timeoutMs: WAIT_MS, names: [FORMS] });
  const dossiers = assessedDossiers(engine.local, (text) => keys.commandHash(text));
  const { format, source } = await withFormat(file);
  for await (const lines of readForms(source, format, keys)) {
    const reference = engine.reference();
    const receipt = { submissionId: ASSESSMENT, receivedAt, by: acting.official, on: acting.on };
    const rules = withoutMandates(reference);
    yield* engine.read(FORMS, (store) => {
      const translate = formTranslator(reference.parties, receipt, dossierOfForm(store));
      const planning = { acting, submissionId: ASSESSMENT, translate };
      return lines.map((line) => assessLine(line, { tools, planning, dossiers, rules }));
    });
  }
}

const FORMS = 'forms';
const ASSESSMENT = 'assessment';
const WAIT_MS = 300_000;

interface Assessing {
  readonly tools: AssessTools;
  readonly planning: Planning;
  readonly dossiers: AssessedDossiers;
  readonly rules: Rules;
}

function assessLine(read: FormLine, assessing: Assessing): AssessedLine {
  const planned = planLine(read, assessing.planning);
  const { line, formReference } = planned;
  const base = { line, formReference, events: [], problems: [] } as const;
  if ('problems' in planned) return { ...base, outcome: 'refused', problems: planned.problems };
  try {
    return { ...base, ...assessOrder(planned, assessing) };
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    return { ...base, outcome: 'refused', problems: [problemOf(error)] };
  }
}

type Verdict = Pick<AssessedLine, 'outcome' | 'events'> & Partial<Pick<AssessedLine, 'problems'>>;

function assessOrder(planned: OrderedLine, { tools, dossiers, rules }: Assessing): Verdict {
  const { order } = planned;
  const { command } = order;
  const replayed = dossiers.recall(order);
  const refusal = replayed && notReplayed(planned);
  if (refusal) throw refusal;
  if (replayed) return { outcome: 'replayed', events: replayed };
  const before = dossiers.stateOf(command);
  const events = dossier.decide(command, before, rules);
  const state = events.reduce((next, event) => dossier.evolve(next, event), before);
  dossiers.keep(order, { state, events });
  const due = command.type === 'RecordDecision' ? monthsDue(command, state, { tools, rules }) : NOTHING_DUE;
  const outcome = events.length === 0 ? 'unchanged' : 'recorded';
  return { outcome, events: [...events, ...due.events], problems: due.problems };
}

interface Due {
  readonly events: readonly DossierEvent[];
  readonly problems: readonly Problem[];
}

const NOTHING_DUE: Due = { events: [], problems: [] };

/** The months that would fall due through the month asked for, which is taken as over. */
function monthsDue(
  { dossierId, by, on }: FormCommand,
  state: DossierState,
  { tools: { through }, rules }: Pick<Assessing, 'tools' | 'rules'>,
): Due {
  const over = later(on, firstDayOf(addMonths(through, 1)));
  const command: DetermineDue = { type: 'DetermineDue', dossierId, through, by, on: over };
  try {
    return { events: dossier.decide(command, state, rules), problems: [] };
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    return { events: [], problems: [problemOf(error)] };
  }
}

function withoutMandates(rules: Rules): Rules {
  return {
    knownThrough: rules.knownThrough,
    openedOn: rules.openedOn,
    rulebook: rules.rulebook,
    parties: rules.parties,
    mandates: { holds: () => true, heldBy: () => [] },
    share: (cpasId, year) => rules.share(cpasId, year),
    mayRedetermine: (redeterminationId) => rules.mayRedetermine(redeterminationId),
  };
}
