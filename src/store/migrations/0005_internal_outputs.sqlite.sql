-- What SQLite needs beside 0005_internal_outputs.sql: what was counted stays as it is.

CREATE TRIGGER internal_tables_are_not_changed BEFORE UPDATE ON internal_tables
BEGIN SELECT RAISE(ABORT, 'an internal table cannot be changed'); END
-- next
CREATE TRIGGER suppressed_versions_are_not_changed BEFORE UPDATE ON suppressed_versions
BEGIN SELECT RAISE(ABORT, 'a suppressed version cannot be changed'); END
