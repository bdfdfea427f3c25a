import * as dossierQueries from '../../projections/dossiers/query.js';
import { factsBetween, lastFactAt } from '../../projections/reference/query.js';
import * as statementQueries from '../../projections/statements/query.js';
import { catalog } from '../../src/domain/catalog.js';
import type { Recorded } from '../../src/domain/decider.js';
import type { LineDetermined } from '../../src/domain/dossier/events.js';
import { rate } from '../../src/domain/money.js';
import type { Redetermination } from '../../src/domain/redetermination/redetermination-book.js';
import type { RedeterminationScope } from '../../src/domain/redetermination/events.js';
import { Rejection } from '../../src/domain/rejection.js';
import type { Parameter } from '../../src/domain/rulebook/events.js';
import { rulebook } from '../../src/domain/rulebook/rulebook.js';
import { addDays, day, monthOf } from '../../src/domain/time.js';
import type { Day } from '../../src/domain/time.js';
import type { Acting } from '../../src/engine/acting.js';
import { codecOf } from '../../src/engine/codec.js';
import type { Engine } from '../../src/engine/engine.js';
import {
  approveRedetermination,
  processIdOf,
  proposeRedetermination,
  redeterminationOf,
  runRedetermination,
} from '../../src/engine/redetermination.js';
import { sumOf } from '../../src/engine/redetermination-preview.js';
import type { RedeterminationTools } from '../../src/engine/redetermination-plan.js';
import { BRUSSELS, NEW, OLD } from './intake-node.js';
import { CLARA, DAVID } from './published.js';

const OPENERS = [BRUSSELS, OLD, NEW];
const codec = codecOf(catalog);

/** What an act of a random world says of a law or of lines determined again. */
export interface AgainAct {
  readonly category: 1 | 2 | 3;
  readonly dossier: number;
  readonly about: number;
  readonly share: string;
  readonly register: boolean;
  readonly piis: boolean;
  readonly way: 'once' | 'again' | 'atOnce' | 'list';
}

/** The rows that an act changes: the rate of projects, or amounts of no law. */
export function lawOf({ category, register, share }: AgainAct): Parameter {
  const changed =
    category < 3
      ? {
          ruleId: 'ris.rate.piis',
          from: register ? '2025-01-01' : '2024-12-01',
          values: { rate: rate(share) },
        }
      : {
          ruleId: 'ris.amount',
          from: '2024-05-01',
          values: { cat1Month: `${share.slice(2)}.01`, cat2Month: '60.00', cat3Month: '1741.29' },
        };
  return {
    ruleId: changed.ruleId,
    values: changed.values,
    validFrom: day(changed.from),
    validTo: null,
    legalReference: 'law of a random world',
    status: 'published',
    mark: 'N',
    mayPayFrom: null,
    lastCheckedOn: day('2026-11-01'),
    source: 'test',
  };
}

/** The two commands that bring a law about. */
export const lawCommands = (act: AgainAct, index: number, on: Day) => {
  const base = { scheme: 'RIS', proposalId: `law-${index}`, on } as const;
  return {
    decider: rulebook,
    propose: { type: 'ProposeRules', ...base, parameters: [lawOf(act)], by: CLARA } as const,
    confirm: { type: 'ConfirmRules', ...base, by: DAVID } as const,
  };
};

/** Lines determined again in a random world: once, twice at the same time, again, or only after other acts. */
export class Again {
  readonly violations: string[] = [];
  done = 0;
  private readonly tools: RedeterminationTools;
  private waiting: { readonly id: string; readonly index: number } | undefined;

  constructor(private readonly engine: Engine) {
    const reads = { ...dossierQueries, ...statementQueries, factsBetween, lastFactAt };
    this.tools = { engine, reads, filesAnAppend: 1 };
  }

  /** Proposed and approved; what waited from an act before is carried out first. */
  async play(act: AgainAct, index: number, on: Day): Promise<void> {
    await this.finish(on);
    const clara: Acting = { official: CLARA, on, door: 'test', key: `again-${index}` };
    const david: Acting = { ...clara, official: DAVID };
    const scope = scopeOf(act);
    const proposed = await this.proposed(clara, scope, index);
    if (proposed === undefined) return;
    const { redeterminationId: id, digest } = proposed.proposal;
    await approveRedetermination(this.engine, david, { redeterminationId: id, digest });
    if (act.way === 'list') {
      this.waiting = { id, index };
      return;
    }
    const first = this.run(david, id);
    const runs = await Promise.all(act.way === 'atOnce' ? [first, this.run(clara, id)] : [first]);
    const head = this.engine.local.head();
    if (act.way === 'again') await this.run(clara, id);
    if (this.engine.local.head() !== head) this.say(index, 'carried out again, it wrote');
    const planned = sumOf(proposed.proposal.totals);
    const outcome = runs[0]?.outcome;
    if (outcome?.overtaken !== 0) this.say(index, `${outcome?.overtaken} overtaken by nothing`);
    if (outcome?.net !== planned.netDifference || outcome.gross !== planned.grossDifference)
      this.say(index, `previewed ${JSON.stringify(planned)}, came out ${JSON.stringify(outcome)}`);
    this.check(id, index);
    const more = await this.proposed({ ...clara, key: `${clara.key}-more` }, scope, index);
    if (more !== undefined) this.say(index, `left ${JSON.stringify(more.proposal.totals)}`);
  }

  /** What was approved and waits. */
  async finish(on: Day): Promise<void> {
    if (this.waiting === undefined) return;
    const { id, index } = this.waiting;
    this.waiting = undefined;
    const david: Acting = { official: DAVID, on, door: 'test', key: `finish-${index}` };
    await this.run(david, id);
    this.check(id, index);
  }

  private async run(acting: Acting, id: string): Promise<Redetermination> {
    const found = await runRedetermination(this.tools, acting, id);
    if (found.status !== 'completed') throw new Error(`${id} is ${found.status}`);
    return found;
  }

  private async proposed(
    clara: Acting,
    scope: RedeterminationScope,
    index: number,
  ): Promise<Redetermination | undefined> {
    const head = this.engine.local.head();
    try {
      const first = await proposeRedetermination(this.tools, clara, scope);
      const again = await proposeRedetermination(this.tools, clara, scope);
      if (again.answer.status !== 'replayed') this.say(index, `proposed again: ${again.answer.status}`);
      if (this.engine.local.head() !== head + 1) this.say(index, 'its proposal wrote more than itself');
      return first.redetermination;
    } catch (error) {
      if (!(error instanceof Rejection) || error.code !== 'invalidState') throw error;
      if (error.details['lines'] !== 0) throw error;
      if (this.engine.local.head() !== head) this.say(index, 'nothing to propose, but it wrote');
      return undefined;
    }
  }

  /** The outcome is what the log holds of it, and what it left of the preview. */
  private check(id: string, index: number): void {
    this.done += 1;
    const { outcome, proposal } = redeterminationOf(this.engine, id);
    const lines = this.engine.local
      .read(0, 100_000)
      .flatMap((event) => codec.decode(event) ?? [])
      .filter((fact): fact is Recorded<LineDetermined> => fact.type === 'LineDetermined')
      .filter(({ meta }) => meta.correlationId === processIdOf(id));
    const net = lines
      .flatMap(({ data }) => data.differences)
      .reduce((total, difference) => total + difference.net, 0);
    const left = sumOf(proposal.totals).lines - lines.length;
    const [said, seen] = [
      `${outcome?.lines} ${outcome?.net} ${outcome?.overtaken}`,
      `${lines.length} ${net} ${left}`,
    ];
    if (said !== seen) this.say(index, `its outcome is ${said}, its lines ${seen}`);
  }

  private say(index: number, what: string): void {
    this.violations.push(`act ${index}, lines again: ${what}`);
  }
}

function scopeOf({ category, dossier, about, register, piis }: AgainAct): RedeterminationScope {
  const month = monthOf(addDays(day('2024-12-01'), about));
  const basis = category === 1 ? 'shares' : 'rules';
  // No line names a day of statements: every line that comes out otherwise is then in the scope.
  const ruleIds = category === 2 ? ['ris.rate.piis', 'ris.amount'] : ['ris.statement.day'];
  return {
    scheme: 'RIS',
    basis,
    ruleIds: basis === 'rules' ? ruleIds : [],
    cpasIds: register ? [OPENERS[dossier % 3] ?? BRUSSELS] : [],
    from: piis && about % 2 === 0 ? month : null,
    to: piis && about % 2 === 1 ? month : null,
  };
}
