-- Data sharing audits and alerts of monitoring, and which organisation went over into which.

-- The document is the audit or the alert; the other columns only find it. Every change of it is an event.
CREATE TABLE oversight (
  kind TEXT NOT NULL CHECK (kind IN ('audit', 'alert')),
  number BIGINT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  document TEXT NOT NULL,
  revision BIGINT NOT NULL,
  PRIMARY KEY (kind, number)
)
-- next
CREATE TABLE successions (
  organisation TEXT NOT NULL PRIMARY KEY REFERENCES organisations (code),
  successor TEXT NOT NULL REFERENCES organisations (code),
  since TEXT NOT NULL
)
