-- What PostgreSQL needs beside 0004_reviews.sql: what was said stays as it is.

CREATE TRIGGER request_comments_are_not_changed BEFORE UPDATE ON request_comments
EXECUTE FUNCTION hdis_refuse_change()
