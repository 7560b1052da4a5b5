-- What SQLite needs beside 0002_governance.sql: what happened stays as it is.

CREATE TRIGGER shares_are_not_changed BEFORE UPDATE ON shares
BEGIN SELECT RAISE(ABORT, 'a sharing cannot be changed'); END
-- next
CREATE TRIGGER destruction_notices_are_not_changed BEFORE UPDATE ON destruction_notices
BEGIN SELECT RAISE(ABORT, 'a notice cannot be changed'); END
-- next
CREATE TRIGGER certificates_are_not_changed BEFORE UPDATE ON certificates
BEGIN SELECT RAISE(ABORT, 'a certificate cannot be changed'); END
