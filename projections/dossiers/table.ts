/**
 * `dossier`: its key, its last event, the forms that hold, the determined months, and the first month that is due (null: none) ·
 * `party`: who has the files of whom · `log`: the month in which the log was opened.
 */
export const TABLES = `
CREATE TABLE log (id INTEGER PRIMARY KEY CHECK (id = 1), opened TEXT NOT NULL) STRICT;
CREATE TABLE party (party_id TEXT PRIMARY KEY, owner TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX party_owner ON party (owner);
CREATE TABLE dossier (
  dossier_id TEXT PRIMARY KEY, scheme TEXT NOT NULL, cpas TEXT NOT NULL, file_number TEXT NOT NULL, opened INTEGER NOT NULL,
  last_sequence INTEGER NOT NULL, timeline TEXT NOT NULL, months TEXT NOT NULL, due_from TEXT) STRICT, WITHOUT ROWID;
CREATE INDEX dossier_file ON dossier (file_number);
CREATE INDEX dossier_cpas ON dossier (cpas);
`;

export const DIGEST = [
  { table: 'log', orderBy: 'id' },
  { table: 'party', orderBy: 'party_id' },
  { table: 'dossier', orderBy: 'dossier_id' },
];
