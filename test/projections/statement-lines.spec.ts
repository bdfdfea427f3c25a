import {
  explainLine,
  explainSequence,
  lineVersionsOf,
  lostByLateness,
  openItems,
  openLines,
  openTotals,
  refusedByReason,
  staleLines,
  submissionsOf,
} from '../../projections/statements/query.js';
import { officialId, partyId } from '../../src/domain/ids.js';
import { instant } from '../../src/domain/time.js';
import { grant, twoCpas } from '../support/following.js';
import type { following } from '../support/following.js';
import type { History } from '../support/history.js';

describe('a line', () => {
  const { log, model, run, issueAll } = twoCpas();
  const first = grant(log, 'dossier-1', '2025-01', 1_000);
  issueAll(run('2025-02', '2025-01-31'));
  const second = grant(log, 'dossier-1', '2025-01', 800, '2025-02-10');
  run('2025-03', '2025-02-28');

  it('unfolds into its event, what it replaces, and the statement that lists it', () => {
    const line = explainLine(model.store, { dossierId: 'dossier-1', lineKey: '2025-01', version: 1 });
    expect(line).toMatchObject({
      sequence: first.sequence,
      fileNumber: '7',
      replaces: null,
      replacedBy: second.sequence,
      stale: [],
      items: [
        {
          cpasId: 'cpas-a',
          month: '2025-02',
          number: 1,
          position: 1,
          budgetArticle: '101',
          lineType: 1,
          gross: 1_000,
          net: 550,
        },
      ],
    });
  });

  it('is the current version where none is named, with its own place and no number before it is issued', () => {
    const line = explainLine(model.store, { dossierId: 'dossier-1', lineKey: '2025-01' });
    expect(line).toMatchObject({ sequence: second.sequence, replaces: first.sequence, replacedBy: null });
    expect(line?.items).toMatchObject([{ month: '2025-03', number: null, lineType: 4, net: -110 }]);
  });

  it('that is not there is not explained', () => {
    expect(explainLine(model.store, { dossierId: 'dossier-1', lineKey: '2025-02' })).toBeUndefined();
    expect(explainSequence(model.store, 1)).toBeUndefined();
  });

  it('is listed with every other version', () => {
    expect(lineVersionsOf(model.store, 'dossier-1')).toEqual([
      {
        lineKey: '2025-01',
        version: 1,
        sequence: first.sequence,
        sendingDate: '2025-01-31',
        formReference: 'form-dossier-1',
        gross: 1_000,
        net: 550,
      },
      {
        lineKey: '2025-01',
        version: 2,
        sequence: second.sequence,
        sendingDate: '2025-02-10',
        formReference: 'form-dossier-1',
        gross: 800,
        net: 440,
      },
    ]);
    expect(lineVersionsOf(model.store, 'dossier-9')).toEqual([]);
  });
});

describe('open items', () => {
  it('are listed with their owner until a run takes them', () => {
    const { log, model, run } = twoCpas();
    grant(log, 'dossier-1', '2025-01', 1_000, '2025-02-01');
    grant(log, 'dossier-2', '2025-01', 2_000);
    run('2025-02', '2025-01-31');
    log.cpas('cpas-m');
    log.succeed('cpas-a', 'cpas-m', '2025-01-01');
    model.put(log.facts.slice(-2));
    expect(openTotals(model.store)).toEqual([{ cpasId: 'cpas-m', fund: 'federal', items: 1, net: 550 }]);
    expect(openItems(model.store, { cpasId: 'cpas-a', afterSequence: 0, limit: 5 })).toMatchObject([
      { cpasId: 'cpas-m', dossierId: 'dossier-1', lineKey: '2025-01', sendingDate: '2025-02-01', net: 550 },
    ]);
    expect(openItems(model.store, { cpasId: 'cpas-b', afterSequence: 0, limit: 5 })).toEqual([]);
    const open = (asOfSequence: number, cpasId?: string) =>
      openLines(model.store, { asOfSequence, cpasId, afterSequence: 0, limit: 5 }).map((row) => [
        row.cpasId,
        row.dossierId,
      ]);
    const [first, second] = log.facts.filter((fact) => fact.type === 'LineDetermined');
    if (!first || !second) throw new Error('a line is missing');
    expect(open(first.sequence)).toEqual([['cpas-a', 'dossier-1']]);
    expect(open(second.sequence)).toHaveLength(2);
    expect(open(log.head)).toEqual([['cpas-m', 'dossier-1']]);
    expect(open(log.head, 'cpas-a')).toEqual([]);
  });
});

describe('lateness', () => {
  it('shows what is lost in the lines as they stand', () => {
    const { log, follow } = twoCpas();
    log.determine({ dossier: 'dossier-1', month: '2025-01', grosses: { 101: 500 }, lost: 400 });
    log.determine({ dossier: 'dossier-2', month: '2025-01', grosses: { 101: 500 }, lost: 100 });
    log.determine({ dossier: 'dossier-2', month: '2025-01', grosses: { 101: 600 }, sent: '2025-02-01' });
    log.determine({ dossier: 'dossier-3', month: '2025-01', grosses: { 101: 500 }, lost: 30 });
    expect(lostByLateness(follow().store)).toEqual([{ cpasId: 'cpas-a', lines: 2, gross: 430 }]);
  });
});

describe('stale determinations', () => {
  const EDITOR = officialId('alice');
  const shareConfirmed = (log: History, cpasId: string, year: number): number =>
    log.add(`share-${cpasId}`, {
      type: 'ShareConfirmed',
      data: { cpasId: partyId(cpasId), scheme: 'RIS', year, proposalId: `s${year}`, confirmedBy: EDITOR },
    }).sequence;
  const rulesConfirmed = (log: History, validFrom: string | null, validTo: string | null): number => {
    log.add('rulebook-RIS', {
      type: 'RulebookProposed',
      data: {
        scheme: 'RIS',
        proposalId: `r${log.head}`,
        proposedBy: EDITOR,
        parameters: [{ ruleId: 'ris.amount', validFrom, validTo, values: {} }],
      },
    });
    return log.add('rulebook-RIS', {
      type: 'RulebookConfirmed',
      data: { scheme: 'RIS', proposalId: `r${log.head - 1}`, confirmedBy: EDITOR },
    }).sequence;
  };
  const stale = ({ follow }: ReturnType<typeof following>, cpasId?: string) =>
    staleLines(follow().store, cpasId).map((row) => [row.ruleId, row.latestSequence, row.replaced]);

  it('are those that did not know a share of their year', () => {
    const all = twoCpas();
    const known = all.log.head;
    const latest = shareConfirmed(all.log, 'cpas-a', 2025);
    all.log.determine({ dossier: 'dossier-1', month: '2025-01', grosses: { 101: 1 }, knownThrough: known });
    expect(stale(all)).toEqual([['share', latest, false]]);
    expect(stale(all, 'cpas-b')).toEqual([]);
  });

  it('are not those of another year, of another CPAS, or that knew it', () => {
    const all = twoCpas();
    const known = all.log.head;
    shareConfirmed(all.log, 'cpas-a', 2024);
    shareConfirmed(all.log, 'cpas-b', 2025);
    all.log.determine({ dossier: 'dossier-1', month: '2025-01', grosses: { 101: 1 }, knownThrough: known });
    const through = shareConfirmed(all.log, 'cpas-a', 2025);
    all.log.determine({ dossier: 'dossier-3', month: '2025-01', grosses: { 101: 1 }, knownThrough: through });
    expect(stale(all)).toEqual([]);
  });

  it('are those that did not know a rule in force for them, until a later version takes their place', () => {
    const all = twoCpas();
    const known = all.log.head;
    const latest = rulesConfirmed(all.log, '2025-01-01', null);
    rulesConfirmed(all.log, '2030-01-01', null);
    rulesConfirmed(all.log, '2010-01-01', '2010-12-31');
    all.log.determine({
      dossier: 'dossier-1',
      month: '2025-01',
      grosses: { 101: 1_000 },
      knownThrough: known,
    });
    expect(stale(all)).toEqual([['ris.amount', latest, false]]);
    all.log.determine({ dossier: 'dossier-1', month: '2025-01', grosses: { 101: 2_000 } });
    expect(stale(all)).toEqual([['ris.amount', latest, true]]);
  });

  it('are those that did not know of a merger, by whose share the month goes', () => {
    const all = twoCpas();
    all.log.cpas('cpas-m');
    const known = all.log.head;
    all.log.succeed('cpas-a', 'cpas-m', '2025-01-01');
    all.log.determine({ dossier: 'dossier-1', month: '2025-01', grosses: { 101: 1 }, knownThrough: known });
    expect(stale(all, 'cpas-m')).toEqual([['succession', known + 1, false]]);
  });
});

describe('submissions', () => {
  it('show their control totals and why lines were refused', () => {
    const { log, follow } = twoCpas();
    const receivedAt = instant('2025-01-10T10:00:00.000Z');
    const data = {
      submissionId: 's1',
      fileHash: 'k1:00',
      format: 'ndjson',
      bytes: 9,
      receivedAt,
      receivedBy: 'ina',
    };
    const { sequence: receipt } = log.add('submission-s1', { type: 'SubmissionReceived', data });
    const refused = (line: number, code: string, field: string | null) => ({
      line,
      formReference: null,
      code,
      field,
      rule: 'must be',
    });
    const lines = [
      refused(1, 'malformed', 'nisCode'),
      refused(2, 'decisionNotFound', null),
      refused(3, 'malformed', 'nisCode'),
    ];
    log.add('submission-s1', {
      type: 'SubmissionLinesRefused',
      data: { submissionId: 's1', chunk: 1, lines },
    });
    const totals = { lines: 10, accepted: 6, unchanged: 1, refused: 3 };
    log.add('submission-s1', {
      type: 'SubmissionCompleted',
      data: { submissionId: 's1', ...totals, outcomeList: 'k1:00' },
    });
    const january = { from: receivedAt, until: instant('2025-01-31T00:00:00.000Z') };
    expect(refusedByReason(follow().store, january)).toEqual([
      { code: 'malformed', field: 'nisCode', lines: 2 },
      { code: 'decisionNotFound', field: '', lines: 1 },
    ]);
    const asked = { offset: 0, limit: 10, asOfSequence: Number.MAX_SAFE_INTEGER };
    const received = { submissionId: 's1', receivedAt, receivedBy: 'ina', format: 'ndjson', bytes: 9 };
    expect(submissionsOf(follow().store, { ...january, ...asked })).toEqual([
      { ...received, completed: { ...totals, outcomeList: 'k1:00' } },
    ]);
    const before = { ...january, ...asked, asOfSequence: receipt };
    expect(submissionsOf(follow().store, before)).toEqual([{ ...received, completed: null }]);
    expect(submissionsOf(follow().store, { ...before, asOfSequence: receipt - 1 })).toEqual([]);
    const february = {
      from: instant('2025-02-01T00:00:00.000Z'),
      until: instant('2025-02-28T00:00:00.000Z'),
    };
    expect(submissionsOf(follow().store, { ...february, ...asked })).toEqual([]);
  });
});
