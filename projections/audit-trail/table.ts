/**
 * `trail`: one row per event · `trail_party`: the parties it concerns, as in its own row · `beneficiary`: the dossiers that ever
 * named a person and since which sequence; all its events concern that person · `moment`: the events that move the log's clock on, which turn a time
 * into a sequence · the others are words that rows refer to.
 */
export const TABLES = `
CREATE TABLE official (id INTEGER PRIMARY KEY, subject TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE actor (
  id INTEGER PRIMARY KEY, issuer TEXT NOT NULL, subject TEXT NOT NULL, kind TEXT NOT NULL, mandate TEXT NOT NULL) STRICT;
CREATE TABLE cause (id INTEGER PRIMARY KEY, cause_id TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE type (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TABLE party (id INTEGER PRIMARY KEY, party_id TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE stream (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, party INTEGER, beneficiaries TEXT NOT NULL) STRICT;
CREATE TABLE beneficiary (
  pseudonym TEXT NOT NULL, stream INTEGER NOT NULL, sequence INTEGER NOT NULL, PRIMARY KEY (pseudonym, stream)) STRICT, WITHOUT ROWID;
CREATE TABLE trail (
  sequence INTEGER PRIMARY KEY, stream INTEGER NOT NULL, revision INTEGER NOT NULL, type INTEGER NOT NULL,
  recorded_at TEXT NOT NULL, official INTEGER NOT NULL, actor INTEGER NOT NULL, event_id TEXT NOT NULL, command_id TEXT NOT NULL,
  causation INTEGER, correlation INTEGER, known_through INTEGER NOT NULL, parties TEXT NOT NULL,
  why TEXT NOT NULL) STRICT;
CREATE INDEX trail_stream ON trail (stream);
CREATE INDEX trail_type ON trail (type);
CREATE INDEX trail_official ON trail (official);
CREATE TABLE trail_party (
  party INTEGER NOT NULL, sequence INTEGER NOT NULL, PRIMARY KEY (party, sequence)) STRICT, WITHOUT ROWID;
CREATE TABLE moment (recorded_at TEXT PRIMARY KEY, sequence INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;

export const DIGEST = [
  { table: 'official', orderBy: 'id' },
  { table: 'actor', orderBy: 'id' },
  { table: 'cause', orderBy: 'id' },
  { table: 'type', orderBy: 'id' },
  { table: 'party', orderBy: 'id' },
  { table: 'beneficiary', orderBy: 'pseudonym, stream' },
  { table: 'stream', orderBy: 'id' },
  { table: 'trail', orderBy: 'sequence' },
  { table: 'trail_party', orderBy: 'party, sequence' },
  { table: 'moment', orderBy: 'recorded_at' },
];
