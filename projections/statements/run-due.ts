import { ZERO, cents, plus } from '../../src/domain/money.js';
import type { Cents } from '../../src/domain/money.js';
import type { RunDue } from '../../src/domain/statement-run/events.js';
import { settle } from '../../src/domain/statements/negative-statement.js';
import type { Day } from '../../src/domain/time.js';
import type { Store } from '../projection.js';
import { openingsOf } from './composition.js';

/** What a run with this sent-through date would take and pay if its cut were made where this read model stands. */
export function runDue(store: Store, sentThrough: Day): Omit<RunDue, 'asOfSequence'> {
  const openings = openingsOf(store, Number.MAX_SAFE_INTEGER);
  let [items, net, payable] = [0, ZERO, ZERO];
  for (const row of store.prepare(DUE).iterate(sentThrough)) {
    const fund = String(row['fund']);
    const moved = cents(Number(row['net']));
    const opening = openings.get(Number(row['owner']))?.find((one) => one.fund === fund);
    items += Number(row['items']);
    net = plus(net, moved);
    payable = plus(payable, payableOf(fund, opening?.amount ?? ZERO, moved));
  }
  return { items, net, payable };
}

const payableOf = (fund: string, opening: Cents, moved: Cents): Cents => settle(fund, opening, moved).payable;

const DUE = `SELECT p.owner, a.fund, COUNT(*) items, SUM(o.net) net
  FROM open_item o JOIN line l ON l.sequence = o.sequence JOIN party p ON p.id = l.cpas JOIN article a ON a.id = o.article
  WHERE l.sending_date <= ? GROUP BY p.owner, a.fund ORDER BY p.owner, a.fund`;
