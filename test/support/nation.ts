import type { Recorded } from '../../src/domain/decider.js';
import type { Pseudonym } from '../../src/domain/ids.js';
import type { StatementDraft } from '../../src/domain/statements/statements.js';
import { addMonths, firstSunday, lastDayOf, yearMonth } from '../../src/domain/time.js';
import { uuidFrom } from '../../src/uuid.js';
import { history } from './history.js';

export interface NationOptions {
  /** About so many events in all. */
  readonly events: number;
  readonly sink: (fact: Recorded) => void;
  /** What a read model derives at a cut, from all that went into the sink. */
  readonly drafts: (cut: number) => readonly StatementDraft[];
}

const CPAS = 565;
const CORRECTED = 0.04;

/**
 * A synthetic nation for measurements: 565 CPAS of very different size, dossiers that are determined month by month, some of them
 * corrected, and a run each month. Returns the sequence of the last event.
 */
export function nation({ events, sink, drafts }: NationOptions): number {
  const log = history({ sink });
  const random = randomFrom(20250101);
  // As many months as make a nation's size, since a run of 565 statements weighs the same for a small one.
  const months = Math.min(15, Math.max(3, Math.round(events / 200_000)));
  const dossiers = Math.max(CPAS, Math.floor((events - CPAS * months) / (months * (1 + CORRECTED) + 2)));
  const versions = new Map<string, { readonly version: number; readonly step: number }>();
  log.at('2024-12-20T08:00:00.000Z');
  for (let index = 0; index < CPAS; index += 1)
    log.cpas(`cpas-${index}`, { nis: String(10_000 + index), region: `0${2 + (index % 3)}000` });
  for (let index = 0; index < dossiers; index += 1) {
    log.open(idOf(index), `cpas-${sizeOf(index)}`, String(index + 1));
    log.decide(idOf(index), '2024-12-01', pseudonymOf(index));
  }
  // What falls due is gone through by id, as a month run does it.
  const byId = Array.from({ length: dossiers }, (_one, index) => [idOf(index), index] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, index]) => index);
  for (let step = 0; step < months; step += 1) {
    const month = addMonths(yearMonth('2024-12'), step);
    const runMonth = addMonths(month, 1);
    log.at(`${runMonth}-02T04:00:00.000Z`);
    for (const index of byId) {
      log.determine({
        dossier: idOf(index),
        month,
        grosses: grossesOf(index, 0),
        pseudonym: pseudonymOf(index),
        knownThrough: 0,
      });
    }
    for (let index = 0; step > 0 && index < dossiers * CORRECTED; index += 1) {
      const corrected = Math.floor(random() * dossiers);
      const corrects = addMonths(month, -1 - Math.floor(random() * step));
      const key = `${corrected} ${corrects}`;
      const before = versions.get(key) ?? { version: 1, step: 0 };
      versions.set(key, { version: before.version + 1, step });
      log.determine({
        dossier: idOf(corrected),
        month: corrects,
        grosses: grossesOf(corrected, step),
        pseudonym: pseudonymOf(corrected),
        sent: lastDayOf(month),
        before: { version: before.version, grosses: grossesOf(corrected, before.step) },
      });
    }
    const cut = log.start(runMonth, lastDayOf(month), firstSunday(runMonth));
    for (const draft of drafts(cut))
      log.issue({ ...draft, type: 'IssueStatement', itemRoot: '0'.repeat(64) });
  }
  return log.head;
}

/** A tenth of all dossiers is in the first CPAS, and the sizes fall from there. */
const sizeOf = (index: number): number => {
  const x = ((index * 2_654_435_761) % 4_294_967_296) / 4_294_967_296;
  return x < 0.1 ? 0 : Math.floor(((x - 0.1) / 0.9) ** 3 * CPAS);
};

const idOf = (index: number): string => uuidFrom('dossier', index);

const pseudonymOf = (index: number): Pseudonym => {
  const hex = [1, 2].map((part) => uuidFrom('beneficiary', index, part).replaceAll('-', '')).join('');
  return `k1:${hex}` as Pseudonym;
};

const grossesOf = (index: number, step: number): Readonly<Record<string, number>> => {
  const gross = 60_000 + ((index * 7919) % 80_000) + step * 100;
  return index % 10 === 0 ? { 101: gross, 'piis:unconfirmed': Math.floor(gross / 10) } : { 101: gross };
};

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
