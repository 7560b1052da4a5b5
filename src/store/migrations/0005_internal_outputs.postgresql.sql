-- What PostgreSQL needs beside 0005_internal_outputs.sql: what was counted stays as it is.

CREATE TRIGGER internal_tables_are_not_changed BEFORE UPDATE ON internal_tables
EXECUTE FUNCTION hdis_refuse_change()
-- next
CREATE TRIGGER suppressed_versions_are_not_changed BEFORE UPDATE ON suppressed_versions
EXECUTE FUNCTION hdis_refuse_change()
