import { Rejection } from '../domain/rejection.js';
import { statementRun } from '../domain/statement-run/statement-run.js';
import { itemText } from '../domain/statements/item.js';
import { statements } from '../domain/statements/statements.js';
import type { IssueStatement, StatementDraft } from '../domain/statements/statements.js';
import type { YearMonth } from '../domain/time.js';
import { contextOf, processOf } from './acting.js';
import type { Acting } from './acting.js';
import { OutcomeUnknown } from './acts.js';
import type { Settled } from './command.js';
import { MerkleRoot } from './merkle.js';
import { PAGE, STATEMENTS, WAIT_MS, settled } from './month-run-tools.js';
import type { CutRun, ItemsOf, MonthRunTools, RunTotals } from './month-run-tools.js';
import type { ProcessItem } from './process.js';

/**
 * Issues what the cut of the month left to issue, and completes the run; says what it came to. A later cut does not stand in the way:
 * a node that was behind may have made one, and its statements wait for these. Throws `proposalUnknown` before there is a cut.
 */
export async function resumeRun(
  tools: MonthRunTools,
  acting: Acting,
  month: YearMonth,
): Promise<RunTotals & { readonly cut: number }> {
  const { engine, reads } = tools;
  await engine.waitFor(engine.local.head(), { timeoutMs: WAIT_MS, names: [STATEMENTS] });
  const run = engine.read(STATEMENTS, (store) => reads.runOf(store, month));
  if (run === null) throw new Rejection('proposalUnknown', { month });
  const { cut } = run;
  await engine.verdictAt(cut, { timeoutMs: WAIT_MS, names: [STATEMENTS] });
  await issueAll(tools, acting, run);
  await engine.waitFor(engine.local.head(), { timeoutMs: WAIT_MS, names: [STATEMENTS] });
  const totals = engine.read(STATEMENTS, (store) => reads.runTotals(store, cut));
  if (totals.issued !== totals.statements) {
    throw new Rejection('invalidState', { month, statements: totals.statements, issued: totals.issued });
  }
  const { statements: count, items, net, payable } = totals;
  const command = {
    type: 'CompleteStatementRun',
    month,
    cut,
    statements: count,
    items,
    net,
    payable,
  } as const;
  // The version that the official saw was that of the proposal.
  const { expectedRevision: _seen, ...worker } = { ...acting, key: `${cut}` };
  const context = contextOf(worker, 'run.complete', { month, cut });
  await settled(engine.execute(statementRun, command, context));
  await engine.waitFor(engine.local.head(), { timeoutMs: WAIT_MS });
  return { cut, ...totals };
}

/** Every statement of the cut that has no number yet. */
async function issueAll(tools: MonthRunTools, acting: Acting, { month, cut }: CutRun): Promise<void> {
  const { engine, reads, onProgress } = tools;
  const drafts = engine.read(STATEMENTS, (store) => reads.draftsOf(store, cut));
  const process = processOf(acting, 'run.issue', `month-run:${month}:issue:${cut}`);
  const issued: Settled[] = [];
  for await (const result of engine.runProcess(statements, process, issueCommands(tools, drafts))) {
    if ('rejection' in result) throw result.rejection;
    if (result.answer.status === 'unknown') throw new OutcomeUnknown(result.answer.commandId);
    issued.push(result.answer);
    onProgress?.('issue', issued.length, drafts.length);
  }
  for (const answer of issued) await engine.reached(answer, { timeoutMs: WAIT_MS, names: [] });
}

function* issueCommands(
  tools: MonthRunTools,
  drafts: readonly StatementDraft[],
): Generator<ProcessItem<IssueStatement>> {
  for (let start = 0; start < drafts.length; start += ROOTS_A_TURN) {
    const some = drafts.slice(start, start + ROOTS_A_TURN);
    const roots = itemRootsOf(tools, some);
    for (const [index, draft] of some.entries()) {
      const itemRoot = roots[index];
      if (itemRoot === undefined) throw new Error(`${draft.cpasId} was given no item root`);
      yield { item: draft.cpasId, command: { type: 'IssueStatement', ...draft, itemRoot } };
    }
  }
}

/** Opening a picture of a read model costs more than the items of a small CPAS; a large one has some ten thousand. */
const ROOTS_A_TURN = 20;

/** Merkle root over the items of each statement. */
const itemRootsOf = (
  { engine, reads }: MonthRunTools,
  drafts: readonly StatementDraft[],
): readonly string[] =>
  engine.read(STATEMENTS, (store) => {
    const itemsOf = reads.itemsIn(store);
    return drafts.map((draft) => itemRootOf(itemsOf, draft));
  });

/** Read page by page, so that no more than a page is held. */
function itemRootOf(itemsOf: ItemsOf, { cut, cpasId, itemCount }: StatementDraft): string {
  const tree = new MerkleRoot();
  let position = 0;
  while (position < itemCount) {
    const items = itemsOf({ cut, cpasId, afterPosition: position, limit: PAGE });
    for (const item of items) tree.add(itemText(item));
    const last = items.at(-1)?.position;
    if (last === undefined)
      throw new Error(`${cpasId} has ${itemCount} items at ${cut}, but none after ${position}`);
    position = last;
  }
  return tree.root();
}
