import { draftsOf, itemsOf, lastRun, runTotals } from '../../projections/statements/query.js';
import {
  explainLine,
  explainSequence,
  largestOfRun,
  linesOf,
  lostByLateness,
  openItems,
  openTotals,
  refusedByReason,
  runSummary,
  runsOf,
  staleLines,
  statementOf,
  statementsOfCpas,
  statementsOfRun,
  submissionsOf,
} from '../../projections/statements/query.js';
import { statements } from '../../projections/statements/project.js';
import { officialId, partyId } from '../../src/domain/ids.js';
import { instant } from '../../src/domain/time.js';
import { history } from '../support/history.js';
import type { History } from '../support/history.js';
import { readModel } from '../support/read-model.js';
import type { ReadModel } from '../support/read-model.js';

/** A history whose facts go into the read model as they happen. */
function following() {
  const log = history();
  const model = readModel(statements);
  let put = 0;
  const follow = (): ReadModel => {
    model.put(log.facts.slice(put));
    put = log.head;
    return model;
  };
  const run = (month: string, sentThrough: string, issuedOn = `${month}-02`): number => {
    const cut = log.start(month, sentThrough, issuedOn);
    follow();
    return cut;
  };
  const issueAll = (cut: number): void => {
    for (const draft of draftsOf(follow().store, cut)) {
      log.issue({ ...draft, type: 'IssueStatement', itemRoot: 'cd'.repeat(32) });
    }
    follow();
  };
  return { log, model, follow, run, issueAll };
}

function twoCpas(): ReturnType<typeof following> {
  const all = following();
  all.log.cpas('cpas-a', { nis: '11001', region: '02000' });
  all.log.cpas('cpas-b', { nis: '52001', region: '03000' });
  all.log.open('dossier-1', 'cpas-a', '7');
  all.log.open('dossier-2', 'cpas-b', '3');
  all.log.open('dossier-3', 'cpas-a', '12');
  return all;
}

/** `file line.version type net` of every item of a statement, in its order. */
const items = (model: ReadModel, cut: number, cpasId: string): readonly string[] =>
  itemsOf(model.store, { cut, cpasId, afterPosition: 0, limit: 100 }).map(
    (item) => `${item.fileNumber} ${item.lineKey}.${item.version} ${item.lineType} ${item.net}`,
  );

const grant = (log: History, dossier: string, month: string, gross: number, sent?: string) =>
  log.determine({ dossier, month, grosses: { 101: gross }, ...(sent === undefined ? {} : { sent }) });

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

describe('a line', () => {
  const { log, model, run, issueAll } = twoCpas();
  const first = grant(log, 'dossier-1', '2025-01', 1_000);
  issueAll(run('2025-02', '2025-01-31'));
  const second = grant(log, 'dossier-1', '2025-01', 800, '2025-02-10');
  run('2025-03', '2025-02-28');

  it('unfolds into all that its determination stored, what it replaces, and the statement that lists it', () => {
    const line = explainLine(model.store, { dossierId: 'dossier-1', lineKey: '2025-01', version: 1 });
    expect(line?.data).toEqual(first.data);
    expect(line).toMatchObject({
      sequence: first.sequence,
      recordedAt: first.meta.recordedAt,
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
    expect(() => linesOf(model.store, [1])).toThrow('no line at sequence 1');
  });

  it('is read with others of a page', () => {
    expect([...linesOf(model.store, [second.sequence, first.sequence]).keys()]).toEqual([
      second.sequence,
      first.sequence,
    ]);
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
    log.add('submission-s1', { type: 'SubmissionReceived', data });
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
    expect(submissionsOf(follow().store, january)).toEqual([
      { submissionId: 's1', receivedAt, receivedBy: 'ina', bytes: 9, ...totals },
    ]);
    const february = {
      from: instant('2025-02-01T00:00:00.000Z'),
      until: instant('2025-02-28T00:00:00.000Z'),
    };
    expect(submissionsOf(follow().store, february)).toEqual([]);
  });
});
