import type { Store } from '../projection.js';

/** Rows that stand for a text: made on first use, found again by the text. */
export interface Words {
  rowOf(text: string): number;
}

/** Beyond so many, what is in memory is forgotten and looked up in the table again. */
const IN_MEMORY_MAX = 100_000;

export interface WordTable {
  readonly table: string;
  readonly column: string;
}

/** Words of a table with a unique column; other columns get null. There may be millions: memory holds the recent ones. */
export function wordsIn(store: Store, { table, column }: WordTable): Words {
  const find = store.prepare(`SELECT id FROM ${table} WHERE ${column} = ?`);
  const insert = store.prepare(`INSERT INTO ${table} (id, ${column}) VALUES (?, ?)`);
  let count = Number(store.prepare(`SELECT COALESCE(MAX(id), 0) id FROM ${table}`).get()?.['id']);
  const recent = new Map<string, number>();
  return {
    rowOf(text) {
      const known = recent.get(text);
      if (known !== undefined) return known;
      const found = find.get(text)?.['id'];
      const id = found === undefined ? (count += 1) : Number(found);
      if (found === undefined) insert.run(id, text);
      if (recent.size >= IN_MEMORY_MAX) recent.clear();
      recent.set(text, id);
      return id;
    },
  };
}
