-- Organisations, people, agreements, requests, outputs, data versions and the audit log.
-- Portable between SQLite and PostgreSQL. Statements are separated by a line "-- next".
-- Times are texts YYYY-MM-DDTHH:MM:SSZ, days YYYY-MM-DD; a fact that is absent is ''.

CREATE TABLE store_facts (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
)
-- next
CREATE TABLE organisations (
  code TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  standing TEXT NOT NULL CHECK (standing IN ('active', 'suspended'))
)
-- next
-- The document is the agreement; the other columns only find it.
CREATE TABLE agreements (
  reference TEXT NOT NULL,
  version TEXT NOT NULL,
  organisation TEXT NOT NULL REFERENCES organisations (code),
  document TEXT NOT NULL,
  digest TEXT NOT NULL,
  added_at TEXT NOT NULL,
  PRIMARY KEY (reference, version)
)
-- next
CREATE TABLE users (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  os_user TEXT NOT NULL,
  organisation TEXT NOT NULL REFERENCES organisations (code),
  roles TEXT NOT NULL,
  training_valid_until TEXT NOT NULL,
  employment_attested_by TEXT NOT NULL,
  employment_attested_on TEXT NOT NULL,
  standing TEXT NOT NULL CHECK (standing IN ('active', 'suspended'))
)
-- next
CREATE UNIQUE INDEX users_os_user ON users (os_user) WHERE os_user <> ''
-- next
CREATE TABLE licences (
  agreement TEXT NOT NULL,
  user_id TEXT NOT NULL REFERENCES users (id),
  granted_at TEXT NOT NULL,
  PRIMARY KEY (agreement, user_id)
)
-- next
CREATE TABLE requests (
  id TEXT NOT NULL PRIMARY KEY,
  number BIGINT NOT NULL UNIQUE,
  version BIGINT NOT NULL,
  state TEXT NOT NULL,
  author TEXT NOT NULL REFERENCES users (id),
  organisation TEXT NOT NULL REFERENCES organisations (code),
  agreement TEXT NOT NULL,
  agreement_version TEXT NOT NULL,
  revision BIGINT NOT NULL,
  changed_at TEXT NOT NULL,
  FOREIGN KEY (agreement, agreement_version) REFERENCES agreements (reference, version)
)
-- next
-- What is asked. Once a version was submitted, its texts are never written again.
CREATE TABLE request_versions (
  request TEXT NOT NULL REFERENCES requests (id),
  version BIGINT NOT NULL,
  query_text TEXT NOT NULL,
  purpose_text TEXT NOT NULL,
  findings TEXT NOT NULL,
  checked TEXT NOT NULL,
  PRIMARY KEY (request, version)
)
-- next
CREATE TABLE decisions (
  number BIGINT NOT NULL PRIMARY KEY,
  request TEXT NOT NULL,
  version BIGINT NOT NULL,
  reviewer TEXT NOT NULL REFERENCES users (id),
  verdict TEXT NOT NULL,
  reason TEXT NOT NULL,
  decided_at TEXT NOT NULL,
  binding TEXT NOT NULL,
  FOREIGN KEY (request, version) REFERENCES request_versions (request, version)
)
-- next
-- One row for each attempt; its number is that of the output it may lead to.
CREATE TABLE runs (
  number BIGINT NOT NULL PRIMARY KEY,
  request TEXT NOT NULL,
  version BIGINT NOT NULL,
  started_at TEXT NOT NULL,
  FOREIGN KEY (request, version) REFERENCES request_versions (request, version)
)
-- next
-- At most one output for each version of a request, whatever happens to the process.
CREATE TABLE outputs (
  id TEXT NOT NULL PRIMARY KEY,
  run BIGINT NOT NULL UNIQUE REFERENCES runs (number),
  request TEXT NOT NULL,
  version BIGINT NOT NULL,
  state TEXT NOT NULL,
  agreement TEXT NOT NULL,
  reasons TEXT NOT NULL,
  produced_at TEXT NOT NULL,
  UNIQUE (request, version),
  FOREIGN KEY (request, version) REFERENCES request_versions (request, version)
)
-- next
CREATE TABLE output_tables (
  output TEXT NOT NULL REFERENCES outputs (id),
  position BIGINT NOT NULL,
  content TEXT NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (output, position)
)
-- next
CREATE TABLE data_versions (
  dataset TEXT NOT NULL,
  year TEXT NOT NULL,
  version TEXT NOT NULL,
  content_digest TEXT NOT NULL,
  row_count BIGINT NOT NULL,
  taken_in_at TEXT NOT NULL,
  PRIMARY KEY (dataset, year, version)
)
-- next
CREATE TABLE audit_events (
  sequence BIGINT NOT NULL PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  os_user TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  details TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
)
