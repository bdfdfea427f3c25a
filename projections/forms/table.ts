/** `form`: in which dossier a reference of a sender was used first · `reused`: where it was used again, in another one. */
export const TABLES = `
CREATE TABLE form (
  sender TEXT NOT NULL, reference TEXT NOT NULL, dossier_id TEXT NOT NULL, sequence INTEGER NOT NULL,
  PRIMARY KEY (sender, reference)) STRICT, WITHOUT ROWID;
CREATE TABLE reused (
  sequence INTEGER PRIMARY KEY, sender TEXT NOT NULL, reference TEXT NOT NULL, dossier_id TEXT NOT NULL) STRICT;
`;

export const DIGEST = [
  { table: 'form', orderBy: 'sender, reference' },
  { table: 'reused', orderBy: 'sequence' },
];
