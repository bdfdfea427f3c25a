/**
 * `party`: one row each, with its first NIS code, which only orders lists · `party_name`, `party_code`: what it is called from a day on ·
 * `line`: every version of every line; all that it used is in its event, at the same sequence · `open_item`: differences that no run took yet ·
 * `left_open`: lines that a cut left for a later one · `succession`: who has whose rights and debts since which sequence ·
 * `item`, `movement`, `statement`, `statement_fund`: what a run took at its cut, in its order, and what follows from it;
 * number and root come with the issued statement · `confirmed_*`, `stale`: rules that a determination could not know ·
 * `submission`, `refused`: receipt and completion (their sequences), control totals and reasons.
 */
export const TABLES = `
CREATE TABLE party (
  id INTEGER PRIMARY KEY, party_id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, nis TEXT, region TEXT, language TEXT NOT NULL,
  valid_from TEXT NOT NULL, owner INTEGER NOT NULL, ended INTEGER) STRICT;
CREATE TABLE party_name (
  party INTEGER NOT NULL REFERENCES party, valid_from TEXT NOT NULL, sequence INTEGER NOT NULL,
  fr TEXT NOT NULL, nl TEXT NOT NULL, de TEXT NOT NULL,
  PRIMARY KEY (party, valid_from, sequence)) STRICT, WITHOUT ROWID;
CREATE TABLE party_code (
  party INTEGER NOT NULL REFERENCES party, valid_from TEXT NOT NULL, sequence INTEGER NOT NULL, nis TEXT NOT NULL,
  PRIMARY KEY (party, valid_from, sequence)) STRICT, WITHOUT ROWID;
CREATE TABLE succession (party INTEGER PRIMARY KEY, successor INTEGER NOT NULL, sequence INTEGER NOT NULL) STRICT;
CREATE TABLE dossier (
  dossier_id TEXT PRIMARY KEY, cpas INTEGER NOT NULL REFERENCES party, file_number TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE article (
  id INTEGER PRIMARY KEY, fund TEXT NOT NULL, scheme TEXT NOT NULL, law INTEGER NOT NULL,
  budget_article TEXT NOT NULL, basic_allocation TEXT NOT NULL) STRICT;
CREATE TABLE line (
  sequence INTEGER PRIMARY KEY, dossier TEXT NOT NULL, line_key TEXT NOT NULL, version INTEGER NOT NULL,
  sending_date TEXT NOT NULL, budget_year INTEGER NOT NULL, cpas INTEGER NOT NULL, form_reference TEXT NOT NULL,
  first_day TEXT, last_day TEXT, gross INTEGER NOT NULL, net INTEGER NOT NULL, lost INTEGER NOT NULL) STRICT;
CREATE INDEX line_dossier ON line (dossier);
CREATE INDEX line_lost ON line (cpas) WHERE lost <> 0;
CREATE TABLE open_item (
  sequence INTEGER NOT NULL, article INTEGER NOT NULL, gross INTEGER NOT NULL, net INTEGER NOT NULL,
  version_gross INTEGER NOT NULL, version_net INTEGER NOT NULL, terms TEXT NOT NULL,
  PRIMARY KEY (sequence, article)) STRICT, WITHOUT ROWID;
CREATE TABLE run (
  cut INTEGER PRIMARY KEY, month TEXT NOT NULL, sent_through TEXT NOT NULL, issued_on TEXT NOT NULL,
  proposal_id TEXT NOT NULL, confirmed_by TEXT NOT NULL, started_at TEXT NOT NULL, completed INTEGER) STRICT;
CREATE TABLE left_open (
  cut INTEGER NOT NULL, sequence INTEGER NOT NULL, PRIMARY KEY (cut, sequence)) STRICT, WITHOUT ROWID;
CREATE TABLE item (
  cut INTEGER NOT NULL, cpas INTEGER NOT NULL, position INTEGER NOT NULL, sequence INTEGER NOT NULL, article INTEGER NOT NULL,
  line_type INTEGER NOT NULL, reference_year INTEGER NOT NULL, budget_year INTEGER NOT NULL,
  gross INTEGER NOT NULL, net INTEGER NOT NULL, version_gross INTEGER NOT NULL, version_net INTEGER NOT NULL,
  terms TEXT NOT NULL, PRIMARY KEY (cut, cpas, position)) STRICT, WITHOUT ROWID;
CREATE TABLE movement (
  cut INTEGER NOT NULL, cpas INTEGER NOT NULL, article INTEGER NOT NULL, line_type INTEGER NOT NULL,
  reference_year INTEGER NOT NULL, budget_year INTEGER NOT NULL, gross INTEGER NOT NULL, net INTEGER NOT NULL,
  items INTEGER NOT NULL,
  PRIMARY KEY (cut, cpas, article, line_type, reference_year, budget_year)) STRICT, WITHOUT ROWID;
CREATE TABLE statement (
  cut INTEGER NOT NULL, cpas INTEGER NOT NULL, previous_cut INTEGER, item_count INTEGER NOT NULL,
  number INTEGER, sequence INTEGER, item_root TEXT, PRIMARY KEY (cut, cpas)) STRICT, WITHOUT ROWID;
CREATE INDEX statement_cpas ON statement (cpas, cut);
CREATE TABLE statement_fund (
  cut INTEGER NOT NULL, cpas INTEGER NOT NULL, fund TEXT NOT NULL, opening INTEGER NOT NULL, movements INTEGER NOT NULL,
  payable INTEGER NOT NULL, closing INTEGER NOT NULL, PRIMARY KEY (cut, cpas, fund)) STRICT, WITHOUT ROWID;
CREATE TABLE proposed_rule (
  scheme TEXT NOT NULL, proposal_id TEXT NOT NULL, rule_id TEXT NOT NULL, valid_from TEXT, valid_to TEXT) STRICT;
CREATE INDEX proposed_rule_id ON proposed_rule (scheme, proposal_id);
CREATE TABLE confirmed_rule (
  sequence INTEGER NOT NULL, scheme TEXT NOT NULL, rule_id TEXT NOT NULL, valid_from TEXT, valid_to TEXT) STRICT;
CREATE INDEX confirmed_rule_sequence ON confirmed_rule (sequence);
CREATE TABLE confirmed_share (
  sequence INTEGER PRIMARY KEY, scheme TEXT NOT NULL, cpas INTEGER NOT NULL, year INTEGER NOT NULL) STRICT;
CREATE TABLE stale (
  sequence INTEGER NOT NULL, rule_id TEXT NOT NULL, known_through INTEGER NOT NULL, latest_sequence INTEGER NOT NULL,
  PRIMARY KEY (sequence, rule_id)) STRICT, WITHOUT ROWID;
CREATE TABLE submission (
  submission_id TEXT PRIMARY KEY, received INTEGER NOT NULL, received_at TEXT NOT NULL, received_by TEXT NOT NULL,
  format TEXT NOT NULL, bytes INTEGER NOT NULL, cause TEXT NOT NULL, completed INTEGER,
  lines INTEGER, accepted INTEGER, unchanged INTEGER, refused INTEGER, outcome_list TEXT) STRICT, WITHOUT ROWID;
CREATE INDEX submission_received ON submission (received_at, submission_id);
CREATE INDEX submission_cause ON submission (cause);
CREATE TABLE refused (
  submission_id TEXT NOT NULL, sequence INTEGER NOT NULL, code TEXT NOT NULL, field TEXT NOT NULL, lines INTEGER NOT NULL,
  PRIMARY KEY (submission_id, sequence, code, field)) STRICT, WITHOUT ROWID;
`;

export const DIGEST = [
  { table: 'party', orderBy: 'id' },
  { table: 'party_name', orderBy: 'party, valid_from, sequence' },
  { table: 'party_code', orderBy: 'party, valid_from, sequence' },
  { table: 'succession', orderBy: 'party' },
  { table: 'dossier', orderBy: 'dossier_id' },
  { table: 'article', orderBy: 'id' },
  { table: 'line', orderBy: 'sequence' },
  { table: 'open_item', orderBy: 'sequence, article' },
  { table: 'run', orderBy: 'cut' },
  { table: 'left_open', orderBy: 'cut, sequence' },
  { table: 'item', orderBy: 'cut, cpas, position' },
  { table: 'movement', orderBy: 'cut, cpas, article, line_type, reference_year, budget_year' },
  { table: 'statement', orderBy: 'cut, cpas' },
  { table: 'statement_fund', orderBy: 'cut, cpas, fund' },
  { table: 'proposed_rule', orderBy: 'scheme, proposal_id, rule_id, valid_from' },
  { table: 'confirmed_rule', orderBy: 'sequence, rule_id, valid_from' },
  { table: 'confirmed_share', orderBy: 'sequence' },
  { table: 'stale', orderBy: 'sequence, rule_id' },
  { table: 'submission', orderBy: 'submission_id' },
  { table: 'refused', orderBy: 'submission_id, sequence, code, field' },
];
