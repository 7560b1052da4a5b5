-- What SQLite needs beside 0003_oversight.sql: what happened stays as it is.

CREATE TRIGGER oversight_is_not_removed BEFORE DELETE ON oversight
BEGIN SELECT RAISE(ABORT, 'a record of oversight cannot be removed'); END
-- next
CREATE TRIGGER successions_are_not_changed BEFORE UPDATE ON successions
BEGIN SELECT RAISE(ABORT, 'a succession cannot be changed'); END
