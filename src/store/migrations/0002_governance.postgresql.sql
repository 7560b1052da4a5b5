-- What PostgreSQL needs beside 0002_governance.sql: what happened stays as it is.

CREATE TRIGGER shares_are_not_changed BEFORE UPDATE ON shares
EXECUTE FUNCTION hdis_refuse_change()
-- next
CREATE TRIGGER destruction_notices_are_not_changed BEFORE UPDATE ON destruction_notices
EXECUTE FUNCTION hdis_refuse_change()
-- next
CREATE TRIGGER certificates_are_not_changed BEFORE UPDATE ON certificates
EXECUTE FUNCTION hdis_refuse_change()
