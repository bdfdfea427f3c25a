import { auditTrail } from '../../projections/audit-trail/project.js';
import { sequenceAsOf, trailOf } from '../../projections/audit-trail/query.js';
import type { TrailFilter, TrailPage } from '../../projections/audit-trail/query.js';
import type { DomainEvent } from '../../src/domain/decider.js';
import { catalog } from '../../src/domain/catalog.js';
import type { Pseudonym } from '../../src/domain/ids.js';
import { day, instant } from '../../src/domain/time.js';
import { eventSamples } from '../support/event-samples.js';
import { PSEUDONYM, history } from '../support/history.js';
import { readModel } from '../support/read-model.js';

const OTHER = `k1:${'cd'.repeat(32)}` as Pseudonym;
const WHOLE: TrailPage = { afterSequence: 0, asOfSequence: Number.MAX_SAFE_INTEGER, limit: 1_000 };

/** 1 log · 2, 3 parties · 4, 5 dossiers · 6 line of the first · 7 line of the second · 8 succession. */
function sample() {
  const log = history();
  log.cpas('cpas-a');
  log.cpas('cpas-b');
  log.open('dossier-1', 'cpas-a');
  log.open('dossier-2', 'cpas-b');
  log.at('2025-01-31T22:59:59.999Z');
  log.determine({
    dossier: 'dossier-1',
    month: '2025-01',
    grosses: { 101: 1 },
    by: 'ina',
    commandId: 'form:F1',
  });
  log.at('2025-01-31T23:00:00.000Z');
  log.determine({ dossier: 'dossier-2', month: '2025-01', grosses: { 101: 1 }, pseudonym: OTHER });
  log.at('2025-02-03T09:00:00.000Z');
  log.succeed('cpas-a', 'cpas-b', '2025-02-01');
  return log;
}

const log = sample();
const { store } = readModel(auditTrail, log.facts);
const found = (filter: TrailFilter, page: Partial<TrailPage> = {}): readonly number[] =>
  trailOf(store, filter, { ...WHOLE, ...page }).map((row) => row.sequence);

describe('the audit trail', () => {
  it('says who recorded what, when, why, about whom, and by which command', () => {
    const [row] = trailOf(store, { official: 'ina' }, WHOLE);
    expect(row).toEqual({
      sequence: 6,
      stream: 'dossier-dossier-1',
      revision: 1,
      type: 'LineDetermined',
      recordedAt: '2025-01-31T22:59:59.999Z',
      issuer: 'test',
      official: 'ina',
      kind: 'official',
      mandate: 'administrator',
      eventId: 'event-6',
      commandId: 'form:F1',
      causationId: 'command',
      correlationId: 'command',
      knownThrough: 5,
      why: 'due, line 2025-01 version 1, form form-dossier-1',
      parties: ['cpas-a'],
      beneficiaries: [PSEUDONYM],
    });
  });

  it('leaves no event out', () => {
    expect(found({})).toEqual(log.facts.map((fact) => fact.sequence));
  });

  it('has a row with a reason for every fact of the catalog', () => {
    const all = history();
    for (const { type } of catalog.versions) {
      if (type !== 'LogOpened') all.add(type, { type, data: eventSamples[type] ?? {} } satisfies DomainEvent);
    }
    const rows = trailOf(readModel(auditTrail, all.facts).store, {}, WHOLE);
    expect(new Set(rows.map((row) => row.type))).toEqual(new Set(catalog.versions.map((one) => one.type)));
    for (const row of rows) expect(row.why).not.toMatch(/^$|undefined|\[object|NaN/);
  });

  it('is found by official, beneficiary, CPAS, stream and type', () => {
    expect(found({ official: 'ina' })).toEqual([6]);
    expect(found({ pseudonyms: [OTHER] })).toEqual([5, 7]);
    expect(found({ cpasId: 'cpas-a' })).toEqual([2, 4, 6, 8]);
    expect(found({ cpasId: 'cpas-b' })).toEqual([3, 5, 7, 8]);
    expect(found({ stream: 'dossier-dossier-2' })).toEqual([5, 7]);
    expect(found({ type: 'LineDetermined' })).toEqual([6, 7]);
    expect(found({ official: 'nobody' })).toEqual([]);
  });

  it('of a person is that of every dossier that ever named the person, whatever the event names', () => {
    const both = history();
    both.cpas('cpas-a');
    both.open('dossier-1', 'cpas-a');
    both.decide('dossier-1', '2025-01-01');
    both.determine({ dossier: 'dossier-1', month: '2025-01', grosses: { 101: 1 }, pseudonym: OTHER });
    both.open('dossier-2', 'cpas-a');
    both.decide('dossier-2', '2025-01-01', OTHER);
    const rows = (pseudonym: Pseudonym, page = WHOLE) =>
      trailOf(readModel(auditTrail, both.facts).store, { pseudonyms: [pseudonym] }, page);
    expect(rows(PSEUDONYM).map((row) => row.sequence)).toEqual([3, 4, 5]);
    expect(rows(OTHER).map((row) => row.sequence)).toEqual([3, 4, 5, 6, 7]);
    expect(rows(OTHER)[0]?.beneficiaries).toEqual([PSEUDONYM, OTHER]);
    expect(rows(OTHER, { ...WHOLE, asOfSequence: 4 })).toEqual([]);
    expect(rows(PSEUDONYM, { ...WHOLE, asOfSequence: 4 })[0]?.beneficiaries).toEqual([PSEUDONYM]);
  });

  it('is found by several conditions at once', () => {
    expect(found({ cpasId: 'cpas-a', type: 'LineDetermined' })).toEqual([6]);
    expect(found({ cpasId: 'cpas-a', pseudonyms: [PSEUDONYM] })).toEqual([4, 6]);
    expect(found({ pseudonyms: [PSEUDONYM], type: 'LineDetermined' })).toEqual([6]);
    expect(found({ cpasId: 'cpas-a', pseudonyms: [OTHER] })).toEqual([]);
    expect(found({ official: 'ina', stream: 'dossier-dossier-2' })).toEqual([]);
  });

  it('is found by Brussels days, the first and the last included', () => {
    expect(found({ from: day('2025-02-01') })).toEqual([7, 8]);
    expect(found({ until: day('2025-01-31') })).toEqual([1, 2, 3, 4, 5, 6]);
    expect(found({ from: day('2025-02-01'), until: day('2025-02-01') })).toEqual([7]);
    expect(found({ from: day('2025-02-02'), until: day('2025-02-02') })).toEqual([]);
    expect(found({ from: day('2025-01-31'), until: day('2025-02-01'), cpasId: 'cpas-b' })).toEqual([7]);
  });

  it('is read in pages that all belong to one picture, whatever the filter', () => {
    for (const filter of [
      {},
      { cpasId: 'cpas-a' },
      { type: 'LineDetermined' },
      { pseudonyms: [PSEUDONYM] },
    ]) {
      const pages: number[] = [];
      for (let after = 0; ;) {
        const page = found(filter, { afterSequence: after, limit: 1, asOfSequence: 7 });
        if (page[0] === undefined) break;
        pages.push((after = page[0]));
      }
      expect(pages).toEqual(found(filter).filter((sequence) => sequence <= 7));
    }
  });

  it('does not search what a page does not show', () => {
    const plan = (filter: string): string =>
      store
        .prepare(`EXPLAIN QUERY PLAN ${filter}`)
        .all()
        .map((row) => String(row['detail']))
        .join('; ');
    expect(plan('SELECT * FROM trail t WHERE t.type = 1 AND t.sequence > 5 ORDER BY t.sequence')).toBe(
      'SEARCH t USING INDEX trail_type (type=? AND rowid>?)',
    );
  });
});

describe('a time as a sequence', () => {
  const { store: skewed } = (() => {
    const uneven = history();
    uneven.at('2025-01-01T10:00:00.000Z');
    uneven.cpas('cpas-a');
    uneven.at('2025-01-01T10:00:05.000Z');
    uneven.cpas('cpas-b');
    uneven.at('2025-01-01T10:00:03.000Z');
    uneven.cpas('cpas-c');
    uneven.at('2025-01-01T10:02:00.000Z');
    uneven.cpas('cpas-d');
    return readModel(auditTrail, uneven.facts);
  })();
  const at = (text: string) => sequenceAsOf(skewed, instant(text), 5);

  it('is the longest prefix whose running maximum of stamps is not after it', () => {
    expect(at('2024-11-20T08:59:59.999Z').sequence).toBe(0);
    expect(at('2025-01-01T09:59:59.999Z').sequence).toBe(1);
    expect(at('2025-01-01T10:00:00.000Z').sequence).toBe(2);
    expect(at('2025-01-01T10:00:04.000Z').sequence).toBe(2);
    expect(at('2025-01-01T10:00:05.000Z').sequence).toBe(4);
    expect(at('2030-01-01T00:00:00.000Z').sequence).toBe(5);
  });

  it('is provisional in the last minute of the log and after it', () => {
    expect(at('2025-01-01T10:01:00.000Z').provisional).toBe(false);
    expect(at('2025-01-01T10:01:00.001Z').provisional).toBe(true);
  });
});

describe('the trail of a log', () => {
  it('is the same whether it was built at once or live, with restarts between', async () => {
    const live = readModel(auditTrail);
    for (const fact of log.facts) {
      live.put([fact]);
      live.restart();
    }
    expect(await live.digest()).toBe(await readModel(auditTrail, log.facts).digest());
  });
});
