import type { Cents } from '../domain/money.js';
import type { Store } from '../../projections/projection.js';
import type { Engine } from './engine.js';
import { lineFactAt } from './line-fact.js';

/** A version of a line that no run had taken. */
export interface OpenLine {
  readonly sequence: number;
  readonly cpasId: string;
  readonly dossierId: string;
  readonly lineKey: string;
  readonly version: number;
  readonly sendingDate: string;
}

/** One difference of it, as the sealed event has it. */
export interface OpenItem extends OpenLine {
  /** Place among the differences of the line, from 0. */
  readonly place: number;
  readonly budgetArticle: string;
  readonly gross: Cents;
  readonly net: Cents;
}

export type OpenLinesOf = (
  store: Store,
  asked: {
    readonly asOfSequence: number;
    readonly cpasId?: string | undefined;
    readonly afterSequence: number;
    readonly limit: number;
  },
) => readonly OpenLine[];

/** What is asked, and where the page before ended. */
export interface OpenItemsAsked {
  readonly asOfSequence: number;
  readonly cpasId?: string | undefined;
  readonly after: { readonly sequence: number; readonly place: number };
  readonly limit: number;
}

/** What was determined and on no statement at a sequence, in the order of recording; the read model `statements` must hold it. */
export function openItemsAt(
  engine: Engine,
  openLines: OpenLinesOf,
  asked: OpenItemsAsked,
): readonly OpenItem[] {
  const { after, limit } = asked;
  const items: OpenItem[] = [];
  // The line of the last item may have more.
  let afterSequence = after.sequence - 1;
  while (items.length < limit) {
    const lines = engine.read('statements', (store) =>
      openLines(store, { asOfSequence: asked.asOfSequence, cpasId: asked.cpasId, afterSequence, limit }),
    );
    for (const line of lines) {
      const past = line.sequence === after.sequence ? after.place : -1;
      items.push(...itemsOf(engine, line).filter((item) => item.place > past));
      afterSequence = line.sequence;
    }
    if (lines.length < limit) break;
  }
  return items.slice(0, limit);
}

const itemsOf = (engine: Engine, line: OpenLine): readonly OpenItem[] =>
  lineFactAt(engine.local, line.sequence).data.differences.map(({ budgetArticle, gross, net }, place) => ({
    ...line,
    place,
    budgetArticle,
    gross,
    net,
  }));
