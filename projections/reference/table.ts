/** The facts that decisions look up, as they were recorded, in today's shape. */
export const TABLES = `
CREATE TABLE fact (
  sequence INTEGER PRIMARY KEY,
  stream   TEXT NOT NULL,
  revision INTEGER NOT NULL,
  id       TEXT NOT NULL,
  type     TEXT NOT NULL,
  data     TEXT NOT NULL,
  meta     TEXT NOT NULL
) STRICT;
CREATE INDEX fact_stream ON fact (stream, sequence);
CREATE INDEX fact_proposal ON fact (coalesce(data ->> '$.proposalId', data ->> '$.redeterminationId'), sequence);
CREATE INDEX fact_process ON fact (meta ->> '$.correlationId');
CREATE INDEX fact_cause ON fact (meta ->> '$.causationId', sequence);
`;
