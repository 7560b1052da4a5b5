-- Internal outputs: encrypted tables, and beside them their suppressed version, which becomes an output when it is wanted.

CREATE TABLE internal_outputs (
  id TEXT NOT NULL PRIMARY KEY,
  run BIGINT NOT NULL UNIQUE REFERENCES runs (number),
  request TEXT NOT NULL,
  version BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('kept', 'destroyed')),
  agreement TEXT NOT NULL,
  produced_at TEXT NOT NULL,
  key_fingerprint TEXT NOT NULL,
  unsuppressed TEXT NOT NULL,
  destroyed_at TEXT NOT NULL,
  destroyed_why TEXT NOT NULL,
  UNIQUE (request, version),
  FOREIGN KEY (request, version) REFERENCES request_versions (request, version)
)
-- next
CREATE TABLE internal_tables (
  output TEXT NOT NULL REFERENCES internal_outputs (id),
  position BIGINT NOT NULL,
  sealed TEXT NOT NULL,
  PRIMARY KEY (output, position)
)
-- next
CREATE TABLE suppressed_versions (
  output TEXT NOT NULL REFERENCES internal_outputs (id),
  position BIGINT NOT NULL,
  content TEXT NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (output, position)
)
