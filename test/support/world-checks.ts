import { balancesAt, trialBalanceAt } from '../../projections/balances/query.js';
import type { BalanceRow } from '../../projections/balances/query.js';
import { itemsOf, openItems, openTotals, statementsOfCpas } from '../../projections/statements/query.js';
import { catalog } from '../../src/domain/catalog.js';
import type { Recorded } from '../../src/domain/decider.js';
import type { LineDetermined } from '../../src/domain/dossier/events.js';
import { ACCOUNTS } from '../../src/domain/ledger/accounts.js';
import { codecOf } from '../../src/engine/codec.js';
import { booksModel } from './books-model.js';
import type { BooksModel } from './books-model.js';
import { CPAS, contextOf } from './random-world.js';
import type { World } from './random-world.js';

const END = Number.MAX_SAFE_INTEGER;
const ALL = 100_000;

/** Everything that must hold of a world, whatever happened in it; what does not, in words. */
export async function violationsOf(world: World): Promise<readonly string[]> {
  const facts = factsOf(world);
  const model = booksModel(facts);
  return [
    ...world.violations,
    ...postingsAndTrial(world),
    ...lines(facts),
    ...takenBack(facts),
    ...items(world, facts, model),
    ...ledger(world, facts, model),
    ...statementChain(world, model),
    ...mergers(world, facts),
    ...(await rebuilt(world)),
    ...(await repeats(world)),
  ];
}

export function factsOf({ engine }: World): readonly Recorded[] {
  const codec = codecOf(catalog);
  return engine.local.read(0, ALL).flatMap((event) => codec.decode(event) ?? []);
}

/** The postings of every event sum to zero, and so does every fund at every sequence. */
function postingsAndTrial({ engine }: World): readonly string[] {
  return engine.read('balances', (store, at) => {
    const sums = store
      .prepare(
        `SELECT sequence, SUM(expense + open + stated + paid + offset) total FROM posting
        GROUP BY sequence HAVING total <> 0`,
      )
      .all()
      .map((row) => `the postings of event ${String(row['sequence'])} sum to ${String(row['total'])}`);
    // Between two postings nothing changes.
    const moments = store.prepare('SELECT DISTINCT sequence FROM posting ORDER BY sequence').all();
    for (const asOfSequence of [...moments.map((row) => Number(row['sequence'])), at.sequence]) {
      for (const { fund, total } of trialBalanceAt(store, { asOfSequence, validOn: null })) {
        if (total !== 0) sums.push(`the trial balance of ${fund} at ${asOfSequence} is ${total}`);
      }
    }
    return sums;
  });
}

/** A split hands out every cent, and the differences of all versions add up to the last one. */
function lines(facts: readonly Recorded[]): readonly string[] {
  const violations: string[] = [];
  const handed = new Map<string, number>();
  for (const { sequence, data } of facts.filter(isLine)) {
    const net = sum(data.articles, (article) => article.net);
    if (net !== data.net) violations.push(`line at ${sequence}: ${data.net}, its articles ${net}`);
    for (const article of data.articles) {
      const components = sum(article.components, (component) => component.amount);
      if (components !== article.net)
        violations.push(`line at ${sequence}: article ${article.net}, its components ${components}`);
    }
    const granted = sum(data.segments, (segment) => segment.granted);
    const whole = data.gross + sum(data.lost, (lost) => lost.gross);
    if (data.line.kind === 'grant' && data.segments.length > 0 && granted !== whole)
      violations.push(`line at ${sequence}: ${whole} granted, its parts ${granted}`);
    const key = `${data.dossierId} ${JSON.stringify(data.line)}`;
    const total = (handed.get(key) ?? 0) + sum(data.differences, (difference) => difference.net);
    handed.set(key, total);
    if (total !== data.net) violations.push(`line at ${sequence}: ${data.net}, its differences ${total}`);
  }
  return violations;
}

/** Recoveries follow their month: no article is below zero, and what is taken back to the last cent comes to nothing. */
function takenBack(facts: readonly Recorded[]): readonly string[] {
  const standing = new Map<string, LineDetermined['data']>();
  for (const { data } of facts.filter(isLine))
    standing.set(`${data.dossierId} ${JSON.stringify(data.line)}`, data);
  const sums = new Map<string, { gross: number; net: number }>();
  for (const { dossierId, line, articles } of standing.values()) {
    // What was granted before the log is not known.
    if (line.referenceMonth < '2024-12') continue;
    for (const { budgetArticle, gross, net } of articles) {
      const key = `${dossierId} ${line.referenceMonth} ${budgetArticle}`;
      const before = sums.get(key) ?? { gross: 0, net: 0 };
      sums.set(key, { gross: before.gross + gross, net: before.net + net });
    }
  }
  return [...sums]
    .filter(([, { gross, net }]) => net < 0 || net > gross || (gross === 0 && net !== 0))
    .map(([key, { gross, net }]) => `${key}: with its recoveries ${gross} gross, ${net} net`);
}

/** Every item is on the statement of its owner in the first run that may take it, or open; nowhere else and not twice. */
function items({ engine }: World, facts: readonly Recorded[], model: BooksModel): readonly string[] {
  return engine.read('statements', (store) => {
    const found = model.cuts.flatMap((cut) =>
      CPAS.flatMap((cpasId) =>
        itemsOf(store, { cut, cpasId, afterPosition: 0, limit: ALL }).map(
          (item) => `${cut} ${cpasId} ${item.sequence} ${item.budgetArticle} ${item.lineType} ${item.net}`,
        ),
      ),
    );
    const open = openItems(store, { afterSequence: 0, limit: ALL }).map(
      (item) => `open ${item.sequence} ${item.budgetArticle}`,
    );
    const expected = model.items.map(({ cut, id, cpas, net, type }) => {
      if (cut === null) return `open ${id}`;
      const { sentThrough } = (facts[cut - 1] as Recorded & { data: { sentThrough: string } }).data;
      return `${cut} ${model.ownerAt(cpas, cut)} ${id} ${type(sentThrough)} ${net}`;
    });
    const same = JSON.stringify([...found, ...open].sort()) === JSON.stringify(expected.sort());
    return same
      ? []
      : [`items: ${[...found, ...open].sort().join(', ')}\n  expected: ${expected.join(', ')}`];
  });
}

/** Determined = stated + open, for each CPAS that has the rights now and in all. */
function ledger(world: World, facts: readonly Recorded[], model: BooksModel): readonly string[] {
  const { engine } = world;
  const rows = engine.read('balances', (store) =>
    balancesAt(store, { asOfSequence: facts.length, validOn: null }),
  );
  const opened = engine.read('statements', openTotals);
  const violations: string[] = [];
  for (const cpasId of CPAS) {
    const own = rows.filter((row) => row.partyId === cpasId);
    const stated = sum(
      model.issued.filter(({ data }) => model.ownerAt(data.cpasId, END) === cpasId),
      ({ data }) => sum(data.movements, (movement) => movement.net),
    );
    const open = sum(
      opened.filter((row) => row.cpasId === cpasId),
      (row) => row.net,
    );
    const books = { stated: sum(own, (row) => row.stated), open: sum(own, (row) => row.open) };
    if (books.stated !== stated)
      violations.push(`${cpasId}: ${stated} on statements, ${books.stated} in the books`);
    if (books.open !== open) violations.push(`${cpasId}: ${open} open, ${books.open} in the books`);
  }
  const determined = sum(facts.filter(isLine), ({ data }) => sum(data.differences, (one) => one.net));
  const expense = sum(rows, (row) => row.expense);
  if (expense + determined !== 0) violations.push(`${determined} determined, ${expense} of expense`);
  return violations;
}

/** Numbers without gaps; each statement opens with what the one before, of predecessors too, carried forward. */
function statementChain({ engine }: World, model: BooksModel): readonly string[] {
  const violations: string[] = [];
  for (const cpasId of CPAS) {
    const rows = engine.read('statements', (store) => statementsOfCpas(store, { cpasId, asOfSequence: END }));
    if (rows.some((row, index) => row.number !== index + 1))
      violations.push(`${cpasId}: statements ${rows.map((row) => row.number).join(', ')}`);
  }
  for (const [index, cut] of model.cuts.entries()) {
    const before = model.cuts[index - 1];
    for (const { data } of model.issued.filter((one) => one.data.cut === cut)) {
      const carried = sum(
        model.issued.filter(
          (one) => one.data.cut === before && model.ownerAt(one.data.cpasId, cut) === data.cpasId,
        ),
        (one) => one.data.funds[0]?.closing ?? 0,
      );
      const [fund] = data.funds;
      if ((fund?.opening ?? 0) !== carried)
        violations.push(`${data.cpasId} ${data.number}: opens with ${fund?.opening}, ${carried} was carried`);
    }
  }
  return violations;
}

/** A merger moves rights and debts and changes no total of any account and dimension. */
function mergers({ engine }: World, facts: readonly Recorded[]): readonly string[] {
  const totals = (sequence: number): string => {
    const rows = engine.read('balances', (store) =>
      balancesAt(store, { asOfSequence: sequence, validOn: null }),
    );
    return JSON.stringify(ACCOUNTS.map((account) => byDimensions(rows, account)));
  };
  return facts
    .filter((fact) => fact.type === 'PartySucceeded')
    .filter(({ sequence }) => totals(sequence - 1) !== totals(sequence))
    .map(({ sequence }) => `the merger at ${sequence} changed a total`);
}

function byDimensions(rows: readonly BalanceRow[], account: (typeof ACCOUNTS)[number]): object {
  const sums = new Map<string, number>();
  for (const row of rows) {
    const key = `${row.fund} ${row.scheme} ${row.referenceYear} ${row.budgetYear}`;
    sums.set(key, (sums.get(key) ?? 0) + row[account]);
  }
  return [...sums].filter(([, amount]) => amount !== 0).sort();
}

async function rebuilt({ engine }: World): Promise<readonly string[]> {
  const violations: string[] = [];
  for (const name of engine.readModelNames) {
    const { equal } = await engine.rebuild(name, { verify: true });
    if (equal !== true) violations.push(`${name} is not what a rebuild gives`);
  }
  return violations;
}

/** Every command again gives the answer it had, and with other content a refusal; nothing is written. */
async function repeats({ engine, sent }: World): Promise<readonly string[]> {
  const violations: string[] = [];
  const head = engine.local.head();
  for (const { context, again } of sent.toReversed()) {
    const status = await again(context);
    if (status !== 'replayed') violations.push(`${context.commandId} again: ${status}`);
    const other = await again(contextOf(context.commandId, 'other content'));
    if (other !== 'idempotencyKeyReused')
      violations.push(`${context.commandId} with other content: ${other}`);
  }
  if (engine.local.head() !== head) violations.push(`repeats wrote ${engine.local.head() - head} events`);
  return violations;
}

const isLine = (fact: Recorded): fact is Recorded<LineDetermined> => fact.type === 'LineDetermined';
const sum = <T>(all: readonly T[], of: (one: T) => number): number =>
  all.reduce((total, one) => total + of(one), 0);
