import { setImmediate as nextTurn } from 'node:timers/promises';
import { catalog } from '../domain/catalog.js';
import type { Recorded } from '../domain/decider.js';
import { determinedMonths, monthAgain } from '../domain/dossier/again.js';
import { dossier } from '../domain/dossier/dossier.js';
import type { DossierEvent } from '../domain/dossier/events.js';
import type { DossierState } from '../domain/dossier/state.js';
import { dossierId, partyId } from '../domain/ids.js';
import type { DossierId, PartyId } from '../domain/ids.js';
import type { RedeterminationScope } from '../domain/redetermination/events.js';
import type { Reference } from '../domain/reference.js';
import { Rejection } from '../domain/rejection.js';
import type { RejectionCode } from '../domain/rejection.js';
import { lineKeyText } from '../domain/statements/item.js';
import type { Day, YearMonth } from '../domain/time.js';
import type { LocalLog } from '../log/event-log.js';
import type { Store } from '../../projections/projection.js';
import { codecOf } from './codec.js';
import type { Engine } from './engine.js';
import { PastReferences } from './past-references.js';
import type { ReferenceQueries } from './past-references.js';
import { scopeTest, versionText } from './redetermination-scope.js';
import type { Line, MonthInQuestion, StaleVersions } from './redetermination-scope.js';

/** The questions that a redetermination asks of the read models `reference`, `dossiers` and `statements`. */
export interface RedeterminationReads extends ReferenceQueries {
  /** Every CPAS that opened a file. */
  openersOf(store: Store): readonly string[];
  /** Files that a CPAS opened, after an id; at most `limit`, by id. */
  dossiersOpenedBy(
    store: Store,
    page: { readonly cpasId: string; readonly after: string; readonly limit: number },
  ): readonly string[];
  staleLines(store: Store): readonly {
    readonly sequence: number;
    readonly dossierId: string;
    readonly lineKey: string;
    readonly version: number;
  }[];
}

export interface RedeterminationTools {
  readonly engine: Engine;
  readonly reads: RedeterminationReads;
  /** Files an append, 100 where not given: a file may have dozens of lines, of some 2 KB each. */
  readonly filesAnAppend?: number;
  /** CPAS looked at, then lines determined again. */
  readonly onProgress?: (step: 'preview' | 'redetermine', done: number, total: number) => void;
}

/** Which lines, on the log up to which sequence, per CPAS that has the files on which day. */
export interface PlanAsked {
  readonly scope: RedeterminationScope;
  readonly ruleSequence: number;
  readonly proposedOn: Day;
}

/** A line that comes out otherwise, with the version it replaces. */
export interface PlannedLine {
  readonly before: Line;
  readonly after: Line;
}

export interface PlannedMonth {
  readonly month: YearMonth;
  readonly lines: readonly PlannedLine[];
}

export interface RefusedMonth {
  readonly month: YearMonth;
  readonly code: RejectionCode;
}

export interface PlannedDossier {
  readonly dossierId: DossierId;
  /** Where it stands among the files of its CPAS: a plan can be asked from behind it. */
  readonly place: Place;
  readonly months: readonly PlannedMonth[];
  readonly refused: readonly RefusedMonth[];
}

/** Files of a CPAS come by the party that opened them, then by their id. */
export interface Place {
  readonly opener: string;
  readonly dossierId: string;
}

/** What a redetermination would do: a function of the log up to the sequence asked for, and of nothing after it. */
export interface Plan {
  /** The CPAS that have files in question, by id. */
  readonly owners: readonly PartyId[];
  /** Files of which something comes out otherwise or cannot be determined; all, or those behind a place. */
  dossiersOf(owner: PartyId, after?: Place): AsyncGenerator<PlannedDossier>;
}

const REFERENCE = 'reference';
const DOSSIERS = 'dossiers';
const STATEMENTS = 'statements';
const WAIT_MS = 600_000;
const PAGE = 1_000;
/** Others have their turn now and then: a file takes about half a millisecond. */
const FILES_A_TURN = 20;

export async function planOf(tools: RedeterminationTools, asked: PlanAsked): Promise<Plan> {
  const { engine, reads } = tools;
  const { scope, ruleSequence } = asked;
  await engine.verdictAt(ruleSequence, { timeoutMs: WAIT_MS, names: [REFERENCE, DOSSIERS, STATEMENTS] });
  const rules = new PastReferences(engine, reads).at(ruleSequence);
  const stale = scope.basis === 'stale' ? staleAt(tools, ruleSequence) : undefined;
  const openers = openersByOwner(tools, asked, rules);
  const ofScope = scopeTest(scope, stale ?? new Map<string, ReadonlySet<string>>());
  return {
    owners: [...openers.keys()].sort(),
    async *dossiersOf(owner, after) {
      let looked = 0;
      for (const place of placesOf(tools, openers.get(owner) ?? [], after)) {
        if (stale !== undefined && !stale.has(place.dossierId)) continue;
        const past = pastOf(engine.local, place.dossierId, ruleSequence);
        const planned = planDossier(past, { place, owner, scope, rules, ofScope });
        if (planned) yield planned;
        looked += 1;
        if (looked % FILES_A_TURN === 0) await nextTurn();
      }
    },
  };
}

/** Only CPAS that are in question: those named, or whoever has the files of one that is named. */
function openersByOwner(
  { engine, reads }: RedeterminationTools,
  { scope, proposedOn }: PlanAsked,
  { parties }: Reference,
): ReadonlyMap<PartyId, readonly string[]> {
  const named = new Set(scope.cpasIds.map((cpasId) => parties.ownerOn(cpasId, proposedOn)));
  const byOwner = new Map<PartyId, string[]>();
  for (const opener of engine.read(DOSSIERS, (store) => reads.openersOf(store)).toSorted()) {
    const owner = parties.ownerOn(partyId(opener), proposedOn);
    if (named.size > 0 && !named.has(owner)) continue;
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), opener]);
  }
  return byOwner;
}

function staleAt({ engine, reads }: RedeterminationTools, ruleSequence: number): StaleVersions {
  const versions = new Map<string, Set<string>>();
  for (const row of engine.read(STATEMENTS, (store) => reads.staleLines(store))) {
    if (row.sequence > ruleSequence) continue;
    const known = versions.get(row.dossierId) ?? new Set();
    versions.set(row.dossierId, known.add(`${row.lineKey}@${row.version}`));
  }
  return versions;
}

function* placesOf(
  { engine, reads }: RedeterminationTools,
  openers: readonly string[],
  from: Place | undefined,
): Generator<Place> {
  for (const opener of openers) {
    if (from !== undefined && opener < from.opener) continue;
    for (let after = opener === from?.opener ? from.dossierId : ''; ;) {
      const asked = { cpasId: opener, after, limit: PAGE };
      const page = engine.read(DOSSIERS, (store) => reads.dossiersOpenedBy(store, asked));
      for (const id of page) yield { opener, dossierId: id };
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) break;
      after = last;
    }
  }
}

/** A file as it was at a sequence: its state, and the lines that stood, by month. */
interface Past {
  readonly state: DossierState;
  readonly held: ReadonlyMap<YearMonth, ReadonlyMap<string, Line>>;
}

const codec = codecOf(catalog);

function pastOf(local: LocalLog, id: string, through: number): Past {
  const held = new Map<YearMonth, Map<string, Line>>();
  let state: DossierState = dossier.initial;
  for (const stored of local.readStream(`dossier-${id}`)) {
    if (stored.sequence > through) break;
    const fact = codec.decode(stored);
    if (fact === undefined) continue;
    // The stream's name says which facts are in it.
    const event = fact as Recorded<DossierEvent>;
    state = dossier.evolve(state, event);
    if (event.type !== 'LineDetermined') continue;
    const { line } = event.data;
    const ofMonth = held.get(line.referenceMonth) ?? new Map<string, Line>();
    held.set(line.referenceMonth, ofMonth.set(lineKeyText(line), event.data));
  }
  return { state, held };
}

interface Planning {
  readonly place: Place;
  readonly owner: PartyId;
  readonly scope: RedeterminationScope;
  readonly rules: Reference;
  readonly ofScope: (one: MonthInQuestion) => boolean;
}

function planDossier({ state, held }: Past, planning: Planning): PlannedDossier | undefined {
  if (state.status === 'none') return undefined;
  const { place, owner, scope, rules, ofScope } = planning;
  const months: PlannedMonth[] = [];
  const refused: RefusedMonth[] = [];
  for (const month of determinedMonths(state, scope)) {
    const standing = held.get(month) ?? new Map<string, Line>();
    const question = { dossierId: place.dossierId, owner, held: [...standing.values()] };
    try {
      const lines = monthAgain(state, month, rules).map(({ data }) => data);
      if (lines.length === 0 || !ofScope({ ...question, next: lines })) continue;
      months.push({ month, lines: lines.map((line) => plannedLine(standing, line)) });
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      if (ofScope({ ...question, next: [] })) refused.push({ month, code: error.code });
    }
  }
  if (months.length === 0 && refused.length === 0) return undefined;
  return { dossierId: dossierId(place.dossierId), place, months, refused };
}

function plannedLine(standing: ReadonlyMap<string, Line>, after: Line): PlannedLine {
  const before = standing.get(lineKeyText(after.line));
  if (before?.version !== after.replacesVersion) {
    throw new Error(`${versionText(after)} of ${after.dossierId} replaces a version that does not stand`);
  }
  return { before, after };
}
