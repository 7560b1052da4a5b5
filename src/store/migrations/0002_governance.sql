-- Acceptance of terms, leavers, charges, standing of agreements, sharing, notices, certificates.

CREATE TABLE terms_accepted (
  user_id TEXT NOT NULL REFERENCES users (id),
  agreement TEXT NOT NULL,
  version TEXT NOT NULL,
  accepted_at TEXT NOT NULL,
  PRIMARY KEY (user_id, agreement)
)
-- next
ALTER TABLE users ADD COLUMN last_day TEXT NOT NULL DEFAULT ''
-- next
CREATE TABLE charges_due (
  number BIGINT NOT NULL PRIMARY KEY,
  agreement TEXT NOT NULL,
  what TEXT NOT NULL,
  pounds BIGINT NOT NULL,
  subject TEXT NOT NULL,
  due_at TEXT NOT NULL
)
-- next
-- An agreement without a row is active.
CREATE TABLE agreement_standings (
  agreement TEXT NOT NULL PRIMARY KEY,
  standing TEXT NOT NULL CHECK (standing IN ('active', 'suspended'))
)
-- next
CREATE TABLE shares (
  number BIGINT NOT NULL PRIMARY KEY,
  output TEXT NOT NULL REFERENCES outputs (id),
  recipient TEXT NOT NULL REFERENCES organisations (code),
  shared_by TEXT NOT NULL REFERENCES users (id),
  shared_at TEXT NOT NULL,
  agreement TEXT NOT NULL,
  UNIQUE (output, recipient)
)
-- next
CREATE TABLE destruction_notices (
  number BIGINT NOT NULL PRIMARY KEY,
  agreement TEXT NOT NULL,
  reason TEXT NOT NULL,
  issued_at TEXT NOT NULL,
  due TEXT NOT NULL
)
-- next
-- The document is the certificate as it was signed.
CREATE TABLE certificates (
  number BIGINT NOT NULL PRIMARY KEY,
  agreement TEXT NOT NULL,
  document TEXT NOT NULL,
  issued_at TEXT NOT NULL
)
