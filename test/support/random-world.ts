import fc from 'fast-check';
import { auditTrail } from '../../projections/audit-trail/project.js';
import { balances } from '../../projections/balances/project.js';
import { dossiers } from '../../projections/dossiers/project.js';
import * as dossierQueries from '../../projections/dossiers/query.js';
import { forms } from '../../projections/forms/project.js';
import { reference } from '../../projections/reference/project.js';
import { referenceFacts } from '../../projections/reference/query.js';
import { statements } from '../../projections/statements/project.js';
import * as statementQueries from '../../projections/statements/query.js';
import { catalog } from '../../src/domain/catalog.js';
import type { DomainEvent } from '../../src/domain/decider.js';
import { dossier } from '../../src/domain/dossier/dossier.js';
import type { DossierCommand } from '../../src/domain/dossier/commands.js';
import { dossierId, fileNumber, nisCode } from '../../src/domain/ids.js';
import type { PartyId, Pseudonym } from '../../src/domain/ids.js';
import { rate } from '../../src/domain/money.js';
import { party } from '../../src/domain/party/party.js';
import { Rejection } from '../../src/domain/rejection.js';
import { share } from '../../src/domain/share/share.js';
import {
  addDays,
  addMonths,
  brusselsDay,
  day,
  firstSunday,
  instant,
  yearMonth,
} from '../../src/domain/time.js';
import type { Day } from '../../src/domain/time.js';
import { simulatedClock } from '../../src/engine/clock.js';
import type { SimulatedClock } from '../../src/engine/clock.js';
import { codecOf } from '../../src/engine/codec.js';
import type { CommandContext } from '../../src/engine/command.js';
import { Engine } from '../../src/engine/engine.js';
import { confirmRun, proposeRun } from '../../src/engine/month-run.js';
import type { MonthRunTools } from '../../src/engine/month-run.js';
import { openLog } from '../../src/engine/open-log.js';
import { NO_STREAM } from '../../src/log/event-log.js';
import type { StreamAppend } from '../../src/log/event-log.js';
import { SqliteEventLog } from '../../src/log/sqlite.event-log.js';
import { formB, formC, formD } from './dossier.js';
import { ACTOR, hashContent } from './engine-node.js';
import { FOUNDERS, metadata } from './facts.js';
import { BRUSSELS, FACTS, NEW, OLD } from './intake-node.js';
import { CLARA, DAVID, MANDATES } from './published.js';
import { Again, lawCommands } from './random-again.js';

/** One thing that happens in a small world; numbers choose among what there is. */
export interface WorldAct {
  readonly kind: 'B' | 'C' | 'move' | 'D' | 'due' | 'run' | 'share' | 'law' | 'merge' | 'again';
  readonly dossier: number;
  /** Date that the act is about, counted in days from the first of December 2024. */
  readonly about: number;
  /** Days that go by before it. */
  readonly later: number;
  readonly category: 1 | 2 | 3;
  readonly amount: string;
  readonly share: string;
  readonly register: boolean;
  readonly piis: boolean;
  /** Once, again later, twice at the same time, or twice in one list. */
  readonly way: 'once' | 'again' | 'atOnce' | 'list';
}

const WAYS: readonly WorldAct['way'][] = ['once', 'once', 'once', 'again', 'atOnce', 'list'];

/** Up to so many acts, at least half of them, with month runs, laws, lines determined again and a merger among them at any place. */
export const anyWorld = (length: number): fc.Arbitrary<readonly WorldAct[]> =>
  fc.array(anyAct, { minLength: Math.floor(length / 2), maxLength: length, size: 'max' });

const anyAct: fc.Arbitrary<WorldAct> = fc.record({
  kind: fc.constantFrom<WorldAct['kind'][]>(
    ...([
      'B',
      'B',
      'B',
      'B',
      'B',
      'C',
      'move',
      'D',
      'D',
      'due',
      'run',
      'run',
      'run',
      'share',
      'law',
      'merge',
      'again',
      'again',
    ] as const),
  ),
  dossier: fc.integer({ min: 0, max: 3 }),
  about: fc.integer({ min: 0, max: 100 }),
  later: fc.integer({ min: 0, max: 6 }),
  category: fc.constantFrom(1, 2, 3),
  amount: fc.constantFrom('0.00', '0.01', '100.00', '333.33', '876.13', '1314.20'),
  share: fc.constantFrom('0.55', '0.6', '0.65', '0.7'),
  register: fc.boolean(),
  piis: fc.boolean(),
  way: fc.constantFrom(...WAYS),
});

/** A command that was recorded, to be sent again. */
export interface Sent {
  readonly context: CommandContext;
  /** Sends it again; the status of the answer, or the code of the refusal. */
  again(context: CommandContext): Promise<string>;
}

export interface World {
  readonly engine: Engine;
  readonly clock: SimulatedClock;
  readonly sent: readonly Sent[];
  readonly tally: {
    readonly taken: number;
    readonly refused: number;
    readonly runs: number;
    readonly again: number;
  };
  /** What was wrong while it was played. */
  readonly violations: readonly string[];
  close(): Promise<void>;
}

export const CPAS: readonly PartyId[] = [BRUSSELS, OLD, NEW];
const START = instant('2024-12-10T09:00:00.000Z');
const MODELS = [reference, dossiers, forms, statements, balances, auditTrail];
const WAIT = { timeoutMs: 60_000 };

/** Plays acts on a new engine in memory. The caller closes the world. */
export async function playWorld(acts: readonly WorldAct[]): Promise<World> {
  const log = SqliteEventLog.open({ path: ':memory:', instance: 'test' });
  const clock = simulatedClock(START);
  const node = { hashContent, engine: 'test', node: 'node-1' };
  await openLog({
    log,
    clock,
    logId: 'log-test',
    instance: 'test',
    founders: FOUNDERS,
    actor: ACTOR,
    ...node,
  });
  await log.append(SETUP);
  const engine = Engine.open({
    log,
    local: log.local,
    clock,
    projections: MODELS,
    referenceFacts,
    readModels: ':memory:',
    hashContent,
    release: 'test',
    node: 'node-1',
    batchSize: 3,
  });
  const player = new Player(engine, clock);
  for (const [index, act] of acts.entries()) await player.play(act, index);
  await player.finish();
  await engine.waitFor(engine.local.head(), WAIT);
  const { sent, tally, violations } = player;
  const close = async (): Promise<void> => {
    await engine.close();
    await log.close();
  };
  return { engine, clock, sent, tally, violations, close };
}

/** The facts of the intake's tests without their succession, which is an act here; encoded once for all worlds. */
const SETUP: readonly StreamAppend[] = [
  ...FACTS,
  ['mandate-david', MANDATES.filter(({ data }) => data.officialId === DAVID)] as const,
].map(([stream, facts]) =>
  setupOf(
    stream,
    facts.filter((fact) => fact.type !== 'PartySucceeded'),
  ),
);

function setupOf(stream: string, facts: readonly DomainEvent[]): StreamAppend {
  const meta = { ...metadata(), commandId: `setup:${stream}`, commandHash: hashContent(stream) };
  const codec = codecOf(catalog);
  return {
    stream,
    expectedRevision: NO_STREAM,
    events: facts.map((fact, index) => codec.encode(fact, index, meta)),
  };
}

class Player {
  readonly sent: Sent[] = [];
  readonly tally = { taken: 0, refused: 0, runs: 0, again: 0 };
  readonly violations: string[] = [];
  private readonly tools: MonthRunTools;
  private readonly linesAgain: Again;

  constructor(
    private readonly engine: Engine,
    private readonly clock: SimulatedClock,
  ) {
    this.linesAgain = new Again(engine);
    this.tools = { engine, reads: { ...dossierQueries, ...statementQueries } };
  }

  async play(act: WorldAct, index: number): Promise<void> {
    this.clock.advance(act.later * 86_400_000 + 1_000);
    switch (act.kind) {
      case 'run':
        return this.run(act);
      case 'share':
        return this.share(act, index);
      case 'law':
        return this.law(act, index);
      case 'merge':
        return this.merge(index);
      case 'again':
        return this.again(act, index);
      default:
        return this.form(this.formOf(act, index), act, index);
    }
  }

  /** What was approved and waits is carried out. */
  async finish(): Promise<void> {
    await this.linesAgain.finish(this.today);
    this.tally.again = this.linesAgain.done;
    this.violations.push(...this.linesAgain.violations);
  }

  private get today(): Day {
    return brusselsDay(this.clock.now());
  }

  /** Forms arrive today, from the CPAS that has the file now. */
  private formOf(act: WorldAct, index: number): DossierCommand {
    const opener = act.dossier < 2 ? BRUSSELS : OLD;
    const sender = this.engine.reference().parties.ownerOn(opener, this.today);
    const { today } = this;
    const about = addDays(day('2024-12-01'), act.about);
    const party = { opener, sender, sent: today, ref: `F${index}` };
    const own = {
      dossierId: dossierId(`dossier-${act.dossier}`),
      file: {
        cpasId: opener,
        openedByNis: nisCode(opener === OLD ? '46013' : '21004'),
        fileNumber: fileNumber(`${act.dossier + 1}`),
      },
    };
    const window = { from: about, to: act.dossier % 2 === 0 ? null : addDays(about, 40) };
    switch (act.kind) {
      case 'B': {
        const decided = about < today ? about : today;
        const given = { from: about, decided, category: act.category, resources: act.amount };
        const windows = { register: act.register ? window : null, piis: act.piis ? window : null };
        const pseudonym = `k1:${String(act.dossier).repeat(64)}` as Pseudonym;
        return {
          ...formB({ ...party, ...given, ...windows }),
          ...own,
          beneficiaries: [{ pseudonym, role: 'main' }],
        };
      }
      case 'C':
        return { ...formC({ kind: 'withdrawal', effectiveFrom: about }, today, party), ...own };
      case 'move': {
        const effectiveFrom = act.piis ? addDays(about, 7) : null;
        const regularization = {
          kind: 'regularization',
          of: 'withdrawal',
          regularizes: about,
          effectiveFrom,
        } as const;
        return { ...formC(regularization, today, party), ...own };
      }
      case 'D': {
        // One in two is of a month before, which may have been settled before the log.
        const month = addMonths(yearMonth(about.slice(0, 7)), act.register ? -1 : 0);
        const booked = { month, booked: today.slice(0, 7), number: act.category, amount: act.amount };
        return { ...formD({ ...party, ...booked }), ...own };
      }
      default: {
        const through = addMonths(yearMonth(today.slice(0, 7)), -1);
        return { type: 'DetermineDue', dossierId: own.dossierId, through, by: CLARA, on: today };
      }
    }
  }

  private async form(command: DossierCommand, { way }: WorldAct, index: number): Promise<void> {
    const context = contextOf(`form:${index}`);
    const { engine } = this;
    const again = (other: CommandContext): Promise<string> =>
      statusOf(engine.execute(dossier, command, other));
    const head = engine.local.head();
    const statuses: string[] = [];
    if (way === 'list') {
      for await (const result of engine.executeMany(dossier, [
        { command, context },
        { command, context },
      ])) {
        statuses.push('rejection' in result ? result.rejection.code : result.answer.status);
      }
    } else if (way === 'atOnce') statuses.push(...(await Promise.all([again(context), again(context)])));
    else statuses.push(await again(context));
    if (way === 'again') statuses.push(await again(context));
    const [first = '', second] = statuses;
    if (first !== 'recorded') {
      this.tally.refused += 1;
      if (second !== undefined && second !== first)
        this.violations.push(`act ${index}: ${first}, then ${second}`);
      if (engine.local.head() !== head) this.violations.push(`act ${index}: ${first}, but it wrote`);
      return;
    }
    this.tally.taken += 1;
    this.sent.push({ context, again });
    if (second !== undefined && second !== 'replayed')
      this.violations.push(`act ${index}: recorded, then ${second}`);
  }

  /** The run of the next month, on its first Sunday or later; twice it is the same run. */
  private async run({ way }: WorldAct): Promise<void> {
    const month = addMonths(yearMonth('2025-01'), this.tally.runs);
    if (month > '2025-04') return;
    const sunday = instant(`${firstSunday(month)}T08:00:00.000Z`);
    if (this.clock.now() < sunday) this.clock.set(sunday);
    const propose = { official: CLARA, on: this.today, door: 'test', key: `propose-${month}` };
    const confirm = { ...propose, official: DAVID, key: `confirm-${month}` };
    const { proposalId } = await proposeRun(this.tools, propose, { month, sentThrough: null });
    await confirmRun(this.tools, confirm, { month, proposalId });
    this.tally.runs += 1;
    if (way === 'once') return;
    const head = this.engine.local.head();
    await confirmRun(this.tools, confirm, { month, proposalId });
    if (this.engine.local.head() !== head) this.violations.push(`run ${month} confirmed twice wrote again`);
  }

  private async share(act: WorldAct, index: number): Promise<void> {
    const base = { cpasId: CPAS[act.dossier % 3] ?? BRUSSELS, year: 2024 + (act.about % 2), on: this.today };
    const proposalId = `share-${index}`;
    const source = { status: 'final', source: 'test', legalReference: 'law of the share' } as const;
    const give = {
      type: 'GiveShare',
      ...base,
      ...source,
      share: rate(act.share),
      proposalId,
      by: CLARA,
    } as const;
    const confirm = { type: 'ConfirmShare', ...base, proposalId, by: DAVID } as const;
    for (const [name, command] of Object.entries({ give, confirm })) {
      const context = contextOf(`share:${index}:${name}`);
      await this.once(context, (other) => statusOf(this.engine.execute(share, command, other)));
    }
  }

  /** Most often a share or a law has changed just before. */
  private async again(act: WorldAct, index: number): Promise<void> {
    if (act.category === 1) await this.share(act, index);
    if (act.category === 2) await this.law(act, index);
    await this.linesAgain.play(act, index, this.today);
  }

  private async law(act: WorldAct, index: number): Promise<void> {
    const { decider, propose, confirm } = lawCommands(act, index, this.today);
    for (const [name, command] of Object.entries({ propose, confirm })) {
      await this.once(contextOf(`law:${index}:${name}`), (other) =>
        statusOf(this.engine.execute(decider, command, other)),
      );
    }
  }

  /** Refused before the day of mergers, and a second time. */
  private async merge(index: number): Promise<void> {
    const about = { partyId: OLD, proposalId: `merge-${index}`, on: this.today } as const;
    const [effectiveOn, mode, source] = [day('2025-01-01'), 'newEntity', 'test'] as const;
    const content = { successorId: NEW, effectiveOn, mode, source };
    const propose = { type: 'ProposeSuccession', ...about, ...content, by: CLARA } as const;
    const confirm = { type: 'ConfirmSuccession', ...about, by: DAVID } as const;
    for (const [name, command] of Object.entries({ propose, confirm })) {
      await this.once(contextOf(`merge:${index}:${name}`), (other) =>
        statusOf(this.engine.execute(party, command, other)),
      );
    }
  }

  private async once(context: CommandContext, again: Sent['again']): Promise<void> {
    if ((await again(context)) !== 'recorded') this.tally.refused += 1;
    else {
      this.tally.taken += 1;
      this.sent.push({ context, again });
    }
  }
}

export const contextOf = (commandId: string, content: unknown = commandId): CommandContext => ({
  commandId,
  actor: ACTOR,
  content,
});

async function statusOf(work: Promise<{ readonly status: string }>): Promise<string> {
  try {
    return (await work).status;
  } catch (error) {
    if (error instanceof Rejection) return error.code;
    throw error;
  }
}
