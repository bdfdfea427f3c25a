import {
  draftsOf,
  itemsOf,
  largestOfRun,
  lastRun,
  runSummary,
  runTotals,
  runsOf,
  statementOf,
  statementsOfCpas,
  statementsOfRun,
} from '../../projections/statements/query.js';
import { nisCode, partyId } from '../../src/domain/ids.js';
import { day } from '../../src/domain/time.js';
import { grant, twoCpas } from '../support/following.js';
import { ALICE } from '../support/facts.js';
import type { ReadModel } from '../support/read-model.js';

/** `file line.version type net` of every item of a statement, in its order. */
const items = (model: ReadModel, cut: number, cpasId: string): readonly string[] =>
  itemsOf(model.store, { cut, cpasId, afterPosition: 0, limit: 100 }).map(
    (item) => `${item.fileNumber} ${item.lineKey}.${item.version} ${item.lineType} ${item.net}`,
  );

describe('the name and code on a statement', () => {
  const headers = ({ model, log }: ReturnType<typeof twoCpas>) =>
    statementsOfCpas(model.store, { cpasId: 'cpas-a', asOfSequence: log.head }).map((row) => [
      row.nameFr,
      row.nisCode,
    ]);
  const rename = ({ log }: ReturnType<typeof twoCpas>, validFrom: string, change: object): void => {
    const none = { names: null, nisCode: null, enterpriseNumber: null };
    const data = { ...none, ...change, partyId: partyId('cpas-a'), source: 'test', changedBy: ALICE };
    log.add('party-cpas-a', { type: 'PartyChanged', data: { ...data, validFrom: day(validFrom) } });
  };
  const named = (name: string) => ({ names: { fr: name, nl: name, de: name } });

  it('are those of the day of issue', () => {
    const all = twoCpas();
    rename(all, '2025-03-01', { ...named('New'), nisCode: nisCode('11099') });
    all.issueAll(all.run('2025-02', '2025-01-31'));
    all.issueAll(all.run('2025-03', '2025-02-28'));
    expect(headers(all)).toEqual([
      ['CPAS cpas-a', '11001'],
      ['New', '11099'],
    ]);
  });

  it('stay as they were known at its cut, whatever is corrected later', () => {
    const all = twoCpas();
    all.issueAll(all.run('2025-02', '2025-01-31'));
    rename(all, '2025-01-01', named('Corrected'));
    all.issueAll(all.run('2025-03', '2025-02-28'));
    rename(all, '2025-01-01', named('Corrected again'));
    expect(headers(all)).toEqual([
      ['CPAS cpas-a', '11001'],
      ['Corrected', '11001'],
    ]);
  });
});

describe('a run takes', () => {
  it('every item up to its cut that was sent in time, once, in the order of file numbers', () => {
    const { log, model, run } = twoCpas();
    grant(log, 'dossier-1', '2025-01', 1_000);
    grant(log, 'dossier-2', '2025-01', 2_000);
    grant(log, 'dossier-3', '2025-01', 3_000);
    const first = run('2025-02', '2025-01-31');
    const second = run('2025-03', '2025-02-28');
    expect(items(model, first, 'cpas-a')).toEqual(['12 2025-01.1 1 1650', '7 2025-01.1 1 550']);
    expect(items(model, first, 'cpas-b')).toEqual(['3 2025-01.1 1 1100']);
    expect(items(model, second, 'cpas-a')).toEqual([]);
  });

  it('what was sent too late in the run after', () => {
    const { log, model, run } = twoCpas();
    grant(log, 'dossier-1', '2025-01', 1_000, '2025-02-01');
    grant(log, 'dossier-3', '2025-01', 1_000, '2025-01-31');
    const first = run('2025-02', '2025-01-31');
    const second = run('2025-03', '2025-02-28');
    expect(items(model, first, 'cpas-a')).toEqual(['12 2025-01.1 1 550']);
    expect(items(model, second, 'cpas-a')).toEqual(['7 2025-01.1 2 550']);
  });

  it('what comes after its cut in the run after, whenever it was sent', () => {
    const { log, model, run } = twoCpas();
    const first = run('2025-02', '2025-01-31');
    grant(log, 'dossier-1', '2025-01', 1_000, '2025-01-15');
    const second = run('2025-03', '2025-02-28');
    expect(items(model, first, 'cpas-a')).toEqual([]);
    expect(items(model, second, 'cpas-a')).toEqual(['7 2025-01.1 2 550']);
  });

  it('one item per budget article of a version', () => {
    const { log, model, run } = twoCpas();
    log.determine({
      dossier: 'dossier-1',
      month: '2025-01',
      grosses: { 101: 1_000, 'piis:unconfirmed': 100 },
    });
    const cut = run('2025-02', '2025-01-31');
    const page = itemsOf(model.store, { cut, cpasId: 'cpas-a', afterPosition: 0, limit: 9 });
    expect(page.map((item) => [item.position, item.budgetArticle, item.net])).toEqual([
      [1, '101', 550],
      [2, 'piis:unconfirmed', 55],
    ]);
    expect(itemsOf(model.store, { cut, cpasId: 'cpas-a', afterPosition: 1, limit: 9 })).toEqual(
      page.slice(1),
    );
  });
});

describe('the type of a line', () => {
  it('is grant for the month just ended and arrears for any month before', () => {
    const { log, model, run } = twoCpas();
    grant(log, 'dossier-1', '2025-01', 1_000);
    grant(log, 'dossier-1', '2024-12', 1_000, '2025-01-10');
    const cut = run('2025-02', '2025-01-31');
    expect(items(model, cut, 'cpas-a')).toEqual(['7 2024-12.1 2 550', '7 2025-01.1 1 550']);
  });

  it('of a correction is the regularization of what its first version was', () => {
    const { log, model, run } = twoCpas();
    grant(log, 'dossier-1', '2025-01', 1_000);
    grant(log, 'dossier-1', '2024-12', 1_000, '2025-01-10');
    run('2025-02', '2025-01-31');
    grant(log, 'dossier-1', '2025-01', 800, '2025-02-10');
    grant(log, 'dossier-1', '2024-12', 1_200, '2025-02-10');
    const cut = run('2025-03', '2025-02-28');
    expect(items(model, cut, 'cpas-a')).toEqual(['7 2024-12.2 5 110', '7 2025-01.2 4 -110']);
  });

  it('goes by the run that took the first version, not by when it was sent', () => {
    const { log, model, run } = twoCpas();
    run('2025-02', '2025-01-31');
    grant(log, 'dossier-1', '2025-01', 1_000, '2025-01-20');
    run('2025-03', '2025-02-28');
    grant(log, 'dossier-1', '2025-01', 900, '2025-03-10');
    const cut = run('2025-04', '2025-03-31');
    expect(items(model, cut, 'cpas-a')).toEqual(['7 2025-01.2 5 -55']);
  });

  it('of a doubly corrected line lists each difference by itself', () => {
    const { log, model, run } = twoCpas();
    grant(log, 'dossier-1', '2025-01', 1_000);
    grant(log, 'dossier-1', '2025-01', 800, '2025-01-20');
    const first = run('2025-02', '2025-01-31');
    grant(log, 'dossier-1', '2025-01', 900, '2025-02-20');
    const second = run('2025-03', '2025-02-28');
    expect(items(model, first, 'cpas-a')).toEqual(['7 2025-01.1 1 550', '7 2025-01.2 4 -110']);
    expect(items(model, second, 'cpas-a')).toEqual(['7 2025-01.3 4 55']);
  });

  it('of a recovery is recovery, and of its correction the regularization of a recovery', () => {
    const { log, model, run } = twoCpas();
    const recovery = { bookingMonth: '2025-01', number: 1 };
    log.determine({ dossier: 'dossier-1', month: '2024-11', grosses: { 101: -1_000 }, recovery });
    const first = run('2025-02', '2025-01-31');
    log.determine({ dossier: 'dossier-1', month: '2024-11', grosses: {}, recovery, sent: '2025-02-05' });
    const second = run('2025-03', '2025-02-28');
    expect(items(model, first, 'cpas-a')).toEqual(['7 2024-11.2025-01.1.1 3 -550']);
    expect(items(model, second, 'cpas-a')).toEqual(['7 2024-11.2025-01.1.2 6 550']);
  });

  it('of a correction that is taken before its first version goes by the same run', () => {
    const { log, model, run } = twoCpas();
    grant(log, 'dossier-1', '2025-01', 1_000, '2025-02-10');
    grant(log, 'dossier-1', '2025-01', 800, '2025-01-31');
    const first = run('2025-02', '2025-01-31');
    const second = run('2025-03', '2025-02-28');
    expect(items(model, first, 'cpas-a')).toEqual(['7 2025-01.2 4 -110']);
    expect(items(model, second, 'cpas-a')).toEqual(['7 2025-01.1 2 550']);
  });
});

describe('statements', () => {
  it('go to every CPAS that exists at the cut, with nothing on it too, by NIS code', () => {
    const { log, model, run } = twoCpas();
    log.cpas('cpas-later', { nis: '10000', from: '2025-02-01' });
    log.at('2025-01-31T22:59:59.000Z');
    const first = run('2025-02', '2025-01-31');
    log.at('2025-01-31T23:00:00.000Z');
    const second = run('2025-03', '2025-02-28');
    const cpas = (cut: number) => draftsOf(model.store, cut).map((draft) => draft.cpasId);
    expect(cpas(first)).toEqual(['cpas-a', 'cpas-b']);
    expect(cpas(second)).toEqual(['cpas-later', 'cpas-a', 'cpas-b']);
  });

  it('get number, root and place in the log when they are issued', () => {
    const { log, model, run, issueAll } = twoCpas();
    grant(log, 'dossier-1', '2025-01', 1_000);
    const cut = run('2025-02', '2025-01-31');
    expect(statementsOfCpas(model.store, { cpasId: 'cpas-a', asOfSequence: log.head })).toEqual([]);
    issueAll(cut);
    const issued = log.facts.findIndex((fact) => fact.type === 'StatementIssued') + 1;
    expect(statementOf(model.store, { cpasId: 'cpas-a', number: 1 })).toEqual({
      cpasId: 'cpas-a',
      nisCode: '11001',
      nameFr: 'CPAS cpas-a',
      nameNl: 'OCMW cpas-a',
      nameDe: 'ÖSHZ cpas-a',
      language: 'F',
      region: '02000',
      month: '2025-02',
      cut,
      sentThrough: '2025-01-31',
      issuedOn: '2025-02-02',
      number: 1,
      sequence: issued,
      itemRoot: 'cd'.repeat(32),
      items: 1,
      opening: 0,
      movements: 550,
      payable: 550,
      closing: 0,
      byFund: [{ fund: 'federal', opening: 0, movements: 550, payable: 550, closing: 0 }],
      byArticle: [
        {
          fund: 'federal',
          scheme: 'RIS',
          law: 1,
          budgetArticle: '101',
          basicAllocation: '44.55.11.43.52.01',
          lineType: 1,
          referenceYear: 2025,
          budgetYear: 2024,
          gross: 1_000,
          net: 550,
          items: 1,
        },
      ],
    });
    expect(statementsOfCpas(model.store, { cpasId: 'cpas-a', asOfSequence: issued - 1 })).toEqual([]);
    expect(statementOf(model.store, { cpasId: 'cpas-a', number: 2 })).toBeUndefined();
  });

  it('that are not what their cut gives stop the read model', () => {
    const { log, model, run } = twoCpas();
    grant(log, 'dossier-1', '2025-01', 1_000);
    const cut = run('2025-02', '2025-01-31');
    const [draft] = draftsOf(model.store, cut);
    if (draft === undefined) throw new Error('no draft');
    const wrong = log.issue({ ...draft, type: 'IssueStatement', itemRoot: '', movements: [], itemCount: 0 });
    expect(() => model.put([wrong])).toThrow('is not what its cut');
  });

  it('carry a negative amount forward until it is covered', () => {
    const { log, model, run, issueAll } = twoCpas();
    const recovery = { bookingMonth: '2025-01', number: 1 };
    log.determine({ dossier: 'dossier-1', month: '2024-11', grosses: { 101: -1_000 }, recovery });
    issueAll(run('2025-02', '2025-01-31'));
    grant(log, 'dossier-1', '2025-02', 400);
    issueAll(run('2025-03', '2025-02-28'));
    grant(log, 'dossier-1', '2025-03', 1_000);
    issueAll(run('2025-04', '2025-03-31'));
    const rows = statementsOfCpas(model.store, { cpasId: 'cpas-a', asOfSequence: log.head });
    expect(rows.map((row) => [row.number, row.opening, row.movements, row.payable, row.closing])).toEqual([
      [1, 0, -550, 0, -550],
      [2, -550, 220, 0, -330],
      [3, -330, 550, 220, 0],
    ]);
    expect(draftsOf(model.store, 4)).toEqual([]);
  });

  it('know the cut of the statement before', () => {
    const { model, run } = twoCpas();
    const first = run('2025-02', '2025-01-31');
    const second = run('2025-03', '2025-02-28');
    expect(draftsOf(model.store, first).map((draft) => draft.previousCut)).toEqual([null, null]);
    expect(draftsOf(model.store, second).map((draft) => draft.previousCut)).toEqual([first, first]);
  });
});

describe('after a merger', () => {
  function merged() {
    const all = twoCpas();
    const { log, run, issueAll } = all;
    const recovery = { bookingMonth: '2024-12', number: 1 };
    log.at('2024-12-08T09:00:00.000Z');
    log.determine({ dossier: 'dossier-1', month: '2024-10', grosses: { 101: -1_000 }, recovery });
    log.determine({ dossier: 'dossier-2', month: '2024-10', grosses: { 101: -100 }, recovery });
    issueAll(run('2025-01', '2024-12-31'));
    grant(log, 'dossier-1', '2024-11', 300, '2024-12-20');
    log.cpas('cpas-m', { nis: '99001', region: '03000', from: '2025-01-01' });
    log.at('2025-01-06T09:00:00.000Z');
    log.succeed('cpas-a', 'cpas-m', '2025-01-01');
    log.succeed('cpas-b', 'cpas-m', '2025-01-01');
    return all;
  }

  it('the successor opens with what its predecessors carried, and has their items', () => {
    const { model, run, issueAll, log } = merged();
    const cut = run('2025-02', '2025-01-31');
    expect(draftsOf(model.store, cut).map((draft) => [draft.cpasId, draft.previousCut])).toEqual([
      ['cpas-m', null],
    ]);
    expect(items(model, cut, 'cpas-m')).toEqual(['7 2024-11.1 2 165']);
    issueAll(cut);
    const [row] = statementsOfCpas(model.store, { cpasId: 'cpas-m', asOfSequence: log.head });
    expect([row?.number, row?.opening, row?.movements, row?.closing]).toEqual([1, -605, 165, -440]);
  });

  it('the statements of a predecessor stay readable under its own id', () => {
    const { log, follow } = merged();
    const rows = statementsOfCpas(follow().store, { cpasId: 'cpas-a', asOfSequence: log.head });
    expect(rows.map((row) => [row.number, row.closing])).toEqual([[1, -550]]);
  });

  it('that comes between cut and issue, the predecessor still gets its statement, and the successor goes on from it', () => {
    const { log, model, run, issueAll } = twoCpas();
    const recovery = { bookingMonth: '2024-12', number: 1 };
    log.determine({ dossier: 'dossier-1', month: '2024-10', grosses: { 101: -1_000 }, recovery });
    const first = run('2025-01', '2024-12-31');
    log.cpas('cpas-m', { nis: '99001' });
    log.succeed('cpas-a', 'cpas-m', '2025-01-01');
    issueAll(first);
    const second = run('2025-02', '2025-01-31');
    expect(draftsOf(model.store, second).map((draft) => [draft.cpasId, draft.openings[0]?.amount])).toEqual([
      ['cpas-b', 0],
      ['cpas-m', -550],
    ]);
  });

  it('that would close a circle, nothing changes', () => {
    const { log, model, run } = twoCpas();
    log.succeed('cpas-a', 'cpas-b', '2025-01-01');
    log.succeed('cpas-b', 'cpas-a', '2025-01-01');
    grant(log, 'dossier-1', '2025-01', 1_000);
    const cut = run('2025-02', '2025-01-31');
    expect(draftsOf(model.store, cut).map((draft) => draft.cpasId)).toEqual(['cpas-b']);
    expect(items(model, cut, 'cpas-b')).toEqual(['7 2025-01.1 1 550']);
  });

  it('an absorbing CPAS keeps its numbers', () => {
    const { log, model, run, issueAll } = twoCpas();
    issueAll(run('2025-01', '2024-12-31'));
    log.succeed('cpas-b', 'cpas-a', '2025-01-01');
    grant(log, 'dossier-2', '2025-01', 1_000);
    issueAll(run('2025-02', '2025-01-31'));
    const rows = statementsOfCpas(model.store, { cpasId: 'cpas-a', asOfSequence: log.head });
    expect(rows.map((row) => [row.number, row.movements])).toEqual([
      [1, 0],
      [2, 550],
    ]);
  });
});

describe('a run in figures', () => {
  const { log, model, run, issueAll, follow } = twoCpas();
  grant(log, 'dossier-1', '2025-01', 1_000);
  grant(log, 'dossier-2', '2025-01', 5_000);
  const recovery = { bookingMonth: '2025-01', number: 1 };
  log.determine({ dossier: 'dossier-3', month: '2024-11', grosses: { 101: -4_000 }, recovery });
  log.at('2025-02-02T09:00:00.000Z');
  const cut = run('2025-02', '2025-01-31');

  it('has totals by region, article and line type', () => {
    expect(
      runSummary(model.store, cut).map((row) => [
        row.region,
        row.budgetArticle,
        row.lineType,
        row.items,
        row.net,
      ]),
    ).toEqual([
      ['02000', '101', 1, 1, 550],
      ['02000', '101', 3, 1, -2_200],
      ['03000', '101', 1, 1, 2_750],
    ]);
  });

  it('has its largest CPAS, either way', () => {
    expect(largestOfRun(model.store, cut, 1).map((row) => [row.cpasId, row.movements])).toEqual([
      ['cpas-b', 2_750],
    ]);
  });

  it('counts what is issued, and is completed by its event', () => {
    const totals = { statements: 2, items: 3, net: 1_100, payable: 2_750 };
    expect(runTotals(model.store, cut)).toEqual({ ...totals, issued: 0 });
    issueAll(cut);
    expect(runTotals(model.store, cut)).toEqual({ ...totals, issued: 2 });
    expect(lastRun(model.store)).toMatchObject({ month: '2025-02', cut, completed: false });
    log.add('statementRun-2025-02', {
      type: 'StatementRunCompleted',
      data: { month: '2025-02', cut, ...totals },
    });
    expect(lastRun(follow().store)?.completed).toBe(true);
    expect(runsOf(model.store)).toEqual([
      {
        cut,
        month: '2025-02',
        sentThrough: '2025-01-31',
        issuedOn: '2025-02-02',
        confirmedBy: 'alice',
        startedAt: '2025-02-02T09:00:00.000Z',
        completed: true,
        ...totals,
        issued: 2,
        carried: -1_650,
      },
    ]);
    expect(statementsOfRun(model.store, cut).map((row) => row.number)).toEqual([1, 1]);
  });
});
