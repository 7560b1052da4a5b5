-- What PostgreSQL needs beside 0003_oversight.sql: what happened stays as it is; codes are ordered by their bytes.

CREATE TRIGGER oversight_is_not_removed BEFORE DELETE OR TRUNCATE ON oversight
EXECUTE FUNCTION hdis_refuse_change()
-- next
CREATE TRIGGER successions_are_not_changed BEFORE UPDATE ON successions
EXECUTE FUNCTION hdis_refuse_change()
-- next
ALTER TABLE successions ALTER COLUMN organisation TYPE TEXT COLLATE "C"
