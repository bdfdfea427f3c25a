import fc from 'fast-check';
import { draftsOf } from '../../projections/statements/query.js';
import { statements } from '../../projections/statements/project.js';
import type { Recorded } from '../../src/domain/decider.js';
import {
  addDays,
  addMonths,
  brusselsDay,
  firstSunday,
  instant,
  later,
  yearMonth,
} from '../../src/domain/time.js';
import { day } from '../../src/domain/time.js';
import type { Day, YearMonth } from '../../src/domain/time.js';
import { history } from './history.js';
import type { History } from './history.js';
import { readModel } from './read-model.js';

/** One thing that happens; numbers choose among what there is. */
export interface Act {
  readonly kind: 'grant' | 'recovery' | 'run' | 'issue' | 'succeed';
  readonly dossier: number;
  /** Reference month, counted from October 2024. */
  readonly month: number;
  readonly gross: number;
  readonly piis: boolean;
  /** Sending date of its form, counted in days from the first of the reference month. */
  readonly sent: number;
  readonly number: number;
}

export const anyActs = (length: number): fc.Arbitrary<readonly Act[]> =>
  fc.array(
    fc.record({
      kind: fc.constantFrom<Act['kind'][]>(
        'grant',
        'grant',
        'grant',
        'grant',
        'recovery',
        'run',
        'run',
        'issue',
        'succeed',
        'recovery',
        'grant',
        'grant',
        'grant',
      ),
      dossier: fc.integer({ min: 0, max: 5 }),
      month: fc.integer({ min: 0, max: 5 }),
      gross: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 200_000 })),
      piis: fc.boolean(),
      sent: fc.integer({ min: 0, max: 80 }),
      number: fc.integer({ min: 1, max: 3 }),
    }),
    { minLength: Math.floor(length / 2), maxLength: length, size: 'max' },
  );

/** Predecessors and successors that acts choose from: two merge, the third is absorbed, the merged one is absorbed later. */
const SUCCESSIONS = [
  ['cpas-a', 'cpas-m'],
  ['cpas-b', 'cpas-m'],
  ['cpas-c', 'cpas-d'],
  ['cpas-m', 'cpas-d'],
] as const;

/** A log in which these acts happened: four CPAS and a fifth from 2025 on, six dossiers, runs that follow one another. */
export function playMonths(acts: readonly Act[]): readonly Recorded[] {
  const log = history();
  const model = readModel(statements);
  let put = 0;
  const follow = () => {
    if (put < log.head) model.put(log.facts.slice(put));
    put = log.head;
    return model.store;
  };
  ['a', 'b', 'c', 'd'].forEach((name, index) => log.cpas(`cpas-${name}`, { nis: `1100${index}` }));
  log.cpas('cpas-m', { nis: '11009', from: '2025-01-01' });
  for (let index = 0; index < 6; index += 1)
    log.open(`dossier-${index}`, `cpas-${'abcdab'.charAt(index)}`, `${9 - index}`);
  const state: State = { now: '2024-12-28T09:00:00.000Z', runs: 0, cuts: [], sentThrough: day('2024-12-01') };
  log.at(state.now);
  const issue = (limit: number): void => {
    const cut = state.cuts.at(-1);
    if (cut === undefined) return;
    for (const draft of draftsOf(follow(), cut).slice(0, limit)) {
      log.issue({ ...draft, type: 'IssueStatement', itemRoot: 'ab'.repeat(32) });
    }
  };
  for (const act of acts) {
    // Time goes on by up to two days, whatever happens.
    state.now = new Date(Date.parse(state.now) + (act.sent % 5) * 12 * 3_600_000).toISOString();
    log.at(state.now);
    happen(act, { log, state, issue });
  }
  return log.facts;
}

interface State {
  now: string;
  runs: number;
  readonly cuts: number[];
  sentThrough: Day;
}

interface World {
  readonly log: History;
  readonly state: State;
  readonly issue: (limit: number) => void;
}

function happen(act: Act, { log, state, issue }: World): void {
  const month: YearMonth = addMonths(yearMonth('2024-10'), act.month);
  const sent = addDays(day(`${month}-01`), act.sent);
  switch (act.kind) {
    case 'grant': {
      const grosses =
        act.gross === 0
          ? {}
          : { 101: act.gross, ...(act.piis ? { 'piis:unconfirmed': (act.gross / 2) | 0 } : {}) };
      log.determine({ dossier: `dossier-${act.dossier}`, month, grosses, sent });
      return;
    }
    case 'recovery': {
      const recovery = { bookingMonth: addMonths(month, 1), number: act.number };
      const grosses = act.gross === 0 ? {} : { 101: -act.gross };
      log.determine({ dossier: `dossier-${act.dossier}`, month, grosses, sent, recovery });
      return;
    }
    case 'run':
      issue(Infinity);
      return startRun(act, log, state);
    case 'issue':
      return issue(act.number);
    case 'succeed':
      return succeed(act, log, state);
  }
}

/** The next month's run, sent through the last day of the month before or a few days earlier. */
function startRun(act: Act, log: History, state: State): void {
  const month = addMonths(yearMonth('2025-01'), state.runs);
  state.runs += 1;
  state.sentThrough = later(
    state.sentThrough,
    addDays(day(`${month}-01`), -1 - (act.number === 3 ? act.month : 0)),
  );
  state.cuts.push(log.start(month, state.sentThrough, firstSunday(month)));
}

/** One of the successions that is still to come, once the day of mergers is there. */
function succeed(act: Act, log: History, state: State): void {
  const today = brusselsDay(instant(state.now));
  const ended = new Set(
    log.facts.filter((fact) => fact.type === 'PartySucceeded').map((fact) => fact.stream),
  );
  const open = SUCCESSIONS.filter(([predecessor]) => !ended.has(`party-${predecessor}`));
  const [predecessor, successor] = open[act.dossier % Math.max(1, open.length)] ?? [];
  if (predecessor === undefined || successor === undefined || today < '2025-01-01') return;
  log.succeed(predecessor, successor, act.piis ? '2025-01-01' : today);
}
