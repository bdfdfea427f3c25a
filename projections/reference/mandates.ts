import type { Recorded } from '../../src/domain/decider.js';
import type { OfficialId } from '../../src/domain/ids.js';
import type { LogOpened } from '../../src/domain/log-opened.js';
import type { MandateEvent } from '../../src/domain/mandate/events.js';
import { MandateBook } from '../../src/domain/mandate/mandate-book.js';
import { isReferenceFact } from '../../src/domain/reference-event.js';
import type { HeldMandate } from '../../src/domain/rules.js';
import type { Day } from '../../src/domain/time.js';
import type { Store } from '../projection.js';
import { factOfRow } from './facts.js';

/** A day, as known at a sequence of the log. */
export interface MandateMoment {
  /** Brussels day. */
  readonly on: Day;
  /** Not above the checkpoint of the read model. */
  readonly asOfSequence: number;
}

/** What an official might do on a day. */
export interface OfficialMandates {
  readonly officialId: OfficialId;
  /** Their own first, then those delegated to them; empty where none was in force. */
  readonly mandates: readonly HeldMandate[];
}

/** One fact about the mandates of an official: proposed, confirmed, taken away; or a delegation, given or received. */
export interface MandateHistoryRow {
  readonly sequence: number;
  /** UTC with milliseconds. */
  readonly recordedAt: string;
  /** Who acted, and under which mandate. */
  readonly actor: Recorded['meta']['actor'];
  readonly fact: MandateEvent;
}

export interface OfficialHistory extends OfficialMandates {
  /** Of the stream of the official's own mandates, from 0; -1 where nothing was ever recorded. */
  readonly revision: number;
  /** In log order. */
  readonly history: readonly MandateHistoryRow[];
}

/** Who could do what on a day, as known then: every official with a mandate, founders among them, by id. */
export function mandatesOn(store: Store, moment: MandateMoment): readonly OfficialMandates[] {
  const book = bookOf(factsIn(store, moment.asOfSequence));
  return book
    .officials()
    .map((officialId) => ({ officialId, mandates: book.heldBy(officialId, moment.on) }))
    .filter((one) => one.mandates.length > 0);
}

/** The same of one official, with all that was recorded about their mandates; undefined where nothing was, and no founder. */
export function mandatesOfOfficial(
  store: Store,
  officialId: OfficialId,
  { on, asOfSequence }: MandateMoment,
): OfficialHistory | undefined {
  const facts = factsIn(store, asOfSequence);
  const book = bookOf(facts);
  if (!book.officials().includes(officialId)) return undefined;
  const about = facts.filter((fact): fact is Recorded<MandateEvent> => concerns(fact, officialId));
  const own = about.findLast((fact) => fact.data.officialId === officialId);
  return {
    officialId,
    mandates: book.heldBy(officialId, on),
    revision: own?.revision ?? -1,
    history: about.map(({ sequence, meta, ...recorded }) => ({
      sequence,
      recordedAt: meta.recordedAt,
      actor: meta.actor,
      fact: { type: recorded.type, data: recorded.data } as MandateEvent,
    })),
  };
}

/** What was recorded about the mandates of an official up to a sequence, delegations that they received among it, in log order. */
export const factsOfOfficial = (
  store: Store,
  officialId: OfficialId,
  asOfSequence: number,
): readonly Recorded<MandateEvent>[] =>
  factsIn(store, asOfSequence).filter((fact): fact is Recorded<MandateEvent> => concerns(fact, officialId));

type MandateFact = Recorded<LogOpened | MandateEvent>;

function concerns(fact: MandateFact, officialId: OfficialId): boolean {
  if (fact.type === 'LogOpened') return false;
  const { data } = fact;
  return data.officialId === officialId || ('delegateId' in data && data.delegateId === officialId);
}

function bookOf(facts: readonly MandateFact[]): MandateBook {
  const book = new MandateBook();
  for (const fact of facts) {
    if (fact.type === 'LogOpened') book.open(fact);
    else book.apply(fact);
  }
  return book;
}

const factsIn = (store: Store, asOfSequence: number): readonly MandateFact[] =>
  store.prepare(FACTS).all(asOfSequence).map(factOfRow).filter(isMandateFact);

const isMandateFact = (fact: Recorded): fact is MandateFact =>
  isReferenceFact(fact) && (fact.type === 'LogOpened' || fact.stream.startsWith('mandate-'));

const FACTS = `SELECT * FROM fact WHERE sequence <= ? AND (type = 'LogOpened' OR stream LIKE 'mandate-%') ORDER BY sequence`;
