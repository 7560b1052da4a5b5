-- Approvals that hold until a day, and for new data; versions that repeat a question under one.

ALTER TABLE decisions ADD COLUMN valid_until TEXT NOT NULL DEFAULT ''
-- next
ALTER TABLE decisions ADD COLUMN repeatable TEXT NOT NULL DEFAULT 'no'
-- next
ALTER TABLE request_versions ADD COLUMN repeats BIGINT NOT NULL DEFAULT 0
-- next
-- Saved analyses, and who may open them beside the licensee.
CREATE TABLE tools (
  number BIGINT NOT NULL PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  request TEXT NOT NULL REFERENCES requests (id),
  agreement TEXT NOT NULL,
  parameter TEXT NOT NULL,
  question TEXT NOT NULL,
  published_by TEXT NOT NULL REFERENCES users (id),
  published_at TEXT NOT NULL
)
-- next
CREATE TABLE sign_ups (
  agreement TEXT NOT NULL,
  organisation TEXT NOT NULL REFERENCES organisations (code),
  entered_by TEXT NOT NULL REFERENCES users (id),
  entered_at TEXT NOT NULL,
  PRIMARY KEY (agreement, organisation)
)
