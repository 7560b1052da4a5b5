-- What PostgreSQL needs beside 0001_foundation.sql: the audit log only grows, and what is written once stays as it is;
-- texts are ordered by their bytes, as SQLite does, whatever the database's locale.

CREATE FUNCTION hdis_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  RAISE EXCEPTION 'what is written once cannot be changed';
END
$body$
-- next
CREATE TRIGGER audit_events_are_not_changed BEFORE UPDATE ON audit_events
EXECUTE FUNCTION hdis_refuse_change()
-- next
CREATE TRIGGER audit_events_are_not_removed BEFORE DELETE OR TRUNCATE ON audit_events
EXECUTE FUNCTION hdis_refuse_change()
-- next
CREATE TRIGGER output_tables_are_not_changed BEFORE UPDATE ON output_tables
EXECUTE FUNCTION hdis_refuse_change()
-- next
CREATE TRIGGER agreements_are_not_changed BEFORE UPDATE ON agreements
EXECUTE FUNCTION hdis_refuse_change()
-- next
CREATE TRIGGER decisions_are_not_changed BEFORE UPDATE ON decisions
EXECUTE FUNCTION hdis_refuse_change()
-- next
ALTER TABLE organisations ALTER COLUMN code TYPE TEXT COLLATE "C"
-- next
ALTER TABLE agreements ALTER COLUMN reference TYPE TEXT COLLATE "C",
  ALTER COLUMN version TYPE TEXT COLLATE "C", ALTER COLUMN added_at TYPE TEXT COLLATE "C"
-- next
ALTER TABLE users ALTER COLUMN id TYPE TEXT COLLATE "C"
-- next
ALTER TABLE licences ALTER COLUMN user_id TYPE TEXT COLLATE "C"
-- next
ALTER TABLE data_versions ALTER COLUMN dataset TYPE TEXT COLLATE "C",
  ALTER COLUMN year TYPE TEXT COLLATE "C", ALTER COLUMN taken_in_at TYPE TEXT COLLATE "C"
