/** Sequences in one block; at the end of each, the totals of the cells that it touched are written down. */
export const BLOCK = 8192;

/**
 * `cell`: a party's dimensions and one valid day · `posting`: what one event moved in a cell, one column per account ·
 * `block_total`: the cell's totals at the end of a block in which it moved. Totals at any sequence are those of the last
 * block before it, plus the postings since: a cache keyed by sequence, never by a clock, that a rebuild writes again.
 */
export const TABLES = `
CREATE TABLE party (id INTEGER PRIMARY KEY, party_id TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE succession (
  party INTEGER PRIMARY KEY REFERENCES party, successor INTEGER NOT NULL REFERENCES party,
  effective_on TEXT NOT NULL, sequence INTEGER NOT NULL) STRICT;
CREATE TABLE cell (
  id INTEGER PRIMARY KEY, party INTEGER NOT NULL REFERENCES party, valid_day TEXT NOT NULL,
  fund TEXT NOT NULL, scheme TEXT NOT NULL, reference_year INTEGER NOT NULL, budget_year INTEGER NOT NULL,
  UNIQUE (party, valid_day, fund, scheme, reference_year, budget_year)) STRICT;
CREATE TABLE posting (
  party INTEGER NOT NULL, sequence INTEGER NOT NULL, cell INTEGER NOT NULL REFERENCES cell,
  expense INTEGER NOT NULL, open INTEGER NOT NULL, stated INTEGER NOT NULL, paid INTEGER NOT NULL, offset INTEGER NOT NULL,
  PRIMARY KEY (party, sequence, cell)) STRICT, WITHOUT ROWID;
CREATE TABLE block_total (
  cell INTEGER NOT NULL REFERENCES cell, block INTEGER NOT NULL,
  expense INTEGER NOT NULL, open INTEGER NOT NULL, stated INTEGER NOT NULL, paid INTEGER NOT NULL, offset INTEGER NOT NULL,
  PRIMARY KEY (cell, block)) STRICT, WITHOUT ROWID;
CREATE TABLE closed_block (id INTEGER PRIMARY KEY CHECK (id = 1), block INTEGER NOT NULL) STRICT;
INSERT INTO closed_block VALUES (1, 0);
`;

export const DIGEST = [
  { table: 'party', orderBy: 'id' },
  { table: 'succession', orderBy: 'party' },
  { table: 'cell', orderBy: 'id' },
  { table: 'posting', orderBy: 'party, sequence, cell' },
  { table: 'block_total', orderBy: 'cell, block' },
  { table: 'closed_block', orderBy: 'id' },
];
