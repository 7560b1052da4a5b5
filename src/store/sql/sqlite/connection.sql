-- What only SQLite says. A statement follows a line with its name and has no semicolon at its end.

-- name: sqlite_write_ahead_log
PRAGMA journal_mode = WAL
-- name: sqlite_foreign_keys
PRAGMA foreign_keys = ON
-- name: sqlite_full_synchronisation
PRAGMA synchronous = FULL
-- name: sqlite_no_trusted_schema
PRAGMA trusted_schema = OFF
-- name: sqlite_begin_write
BEGIN IMMEDIATE
-- name: sqlite_integrity_check
SELECT COUNT(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'
-- name: sqlite_foreign_key_check
SELECT COUNT(*) FROM pragma_foreign_key_check
-- name: sqlite_has_tables
SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = :name
-- name: sqlite_begin_reading
BEGIN
-- name: sqlite_tables
SELECT name FROM sqlite_master
WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'schema_migrations' ORDER BY rowid
-- name: sqlite_columns
SELECT name FROM pragma_table_info(:name) ORDER BY cid
