-- What SQLite needs beside 0004_reviews.sql: what was said stays as it is.

CREATE TRIGGER request_comments_are_not_changed BEFORE UPDATE ON request_comments
BEGIN SELECT RAISE(ABORT, 'a comment cannot be changed'); END
