import type { Recorded } from '../../src/domain/decider.js';
import type { ArticleAmount, Difference, LineDetermined } from '../../src/domain/dossier/events.js';
import { bookingYear } from '../../src/domain/ledger/booking-year.js';
import { sum } from '../../src/domain/money.js';
import { lineKeyText } from '../../src/domain/statements/item.js';
import type { Store } from '../projection.js';
import type { Parties } from './parties.js';

/** Versions of lines, and their differences as open items. */
export interface Lines {
  record(fact: Recorded<LineDetermined>): void;
}

type Data = LineDetermined['data'];

export function linesIn(store: Store, parties: Parties): Lines {
  const insertLine = store.prepare('INSERT INTO line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const insertItem = store.prepare('INSERT INTO open_item VALUES (?, ?, ?, ?, ?, ?, ?)');
  const articles = articlesIn(store);
  return {
    record({ sequence, data, meta }) {
      if (data.replacesVersion !== data.version - 1) {
        throw new Error(`version ${data.version} of a line replaces ${data.replacesVersion}`);
      }
      insertLine.run(
        sequence,
        data.dossierId,
        lineKeyText(data.line),
        data.version,
        data.sendingDate,
        bookingYear(meta.recordedAt),
        parties.rowOf(data.cpasId),
        data.form.formReference,
        data.firstDay,
        data.lastDay,
        data.gross,
        data.net,
        lostIn(data),
      );
      for (const difference of data.differences) {
        const amount = articleOf(data, difference);
        const [gross, net] = [amount?.gross ?? 0, amount?.net ?? 0];
        const article = articles.rowOf(data, difference);
        insertItem.run(sequence, article, difference.gross, difference.net, gross, net, termsText(amount));
      }
    },
  };
}

const lostIn = ({ lost }: Data): number => (lost.length === 0 ? 0 : sum(lost.map((days) => days.gross)));

/** What the version itself has on the article of the difference; nothing, where the version no longer has that article. */
const articleOf = (data: Data, of: Difference): ArticleAmount | undefined =>
  data.articles.find(
    (one) => one.budgetArticle === of.budgetArticle && one.basicAllocation === of.basicAllocation,
  );

/** JSON of the terms. Codes and rates are plain words and decimal text, so nothing needs an escape. */
const termsText = (amount: ArticleAmount | undefined): string =>
  `[${(amount?.components ?? [])
    .map((one) => `{"amount":${one.amount},"code":"${one.code}","rate":"${one.rate}"}`)
    .join(',')}]`;

/** Fund, scheme, law, budget article and basic allocation as one row. */
function articlesIn(store: Store) {
  const insert = store.prepare('INSERT INTO article VALUES (?, ?, ?, ?, ?, ?)');
  const rows = new Map<string, number>();
  for (const row of store.prepare('SELECT * FROM article').iterate()) {
    const { fund, scheme, law, budget_article: article, basic_allocation: allocation } = row;
    rows.set([fund, scheme, law, article, allocation].join('|'), Number(row['id']));
  }
  return {
    rowOf({ fund, scheme, law }: Data, { budgetArticle, basicAllocation }: Difference): number {
      const key = `${fund}|${scheme}|${law}|${budgetArticle}|${basicAllocation}`;
      const known = rows.get(key);
      if (known !== undefined) return known;
      const id = rows.size + 1;
      insert.run(id, fund, scheme, law, budgetArticle, basicAllocation);
      rows.set(key, id);
      return id;
    },
  };
}
