-- What SQLite needs beside 0001_foundation.sql: the audit log only grows, and a released table stays as it is.

CREATE TRIGGER audit_events_are_not_changed BEFORE UPDATE ON audit_events
BEGIN SELECT RAISE(ABORT, 'the audit log cannot be changed'); END
-- next
CREATE TRIGGER audit_events_are_not_removed BEFORE DELETE ON audit_events
BEGIN SELECT RAISE(ABORT, 'the audit log cannot be changed'); END
-- next
CREATE TRIGGER output_tables_are_not_changed BEFORE UPDATE ON output_tables
BEGIN SELECT RAISE(ABORT, 'a released table cannot be changed'); END
-- next
CREATE TRIGGER agreements_are_not_changed BEFORE UPDATE ON agreements
BEGIN SELECT RAISE(ABORT, 'a version of an agreement cannot be changed'); END
-- next
CREATE TRIGGER decisions_are_not_changed BEFORE UPDATE ON decisions
BEGIN SELECT RAISE(ABORT, 'a decision cannot be changed'); END
