-- What only PostgreSQL says.

-- name: postgresql_quiet
SET client_min_messages = warning
-- name: postgresql_encoding
SET client_encoding = 'UTF8'
-- name: postgresql_lock_timeout
SET lock_timeout = '30s'
-- name: postgresql_full_synchronisation
SET synchronous_commit = on
-- name: postgresql_begin
BEGIN
-- name: postgresql_lock_for_writing
SELECT COUNT(pg_advisory_xact_lock(5207301822141260391))
-- name: postgresql_has_tables
SELECT COUNT(*) FROM information_schema.tables
WHERE table_schema = current_schema() AND table_name = :name
-- name: postgresql_unvalidated_constraints
SELECT COUNT(*) FROM pg_constraint
WHERE connamespace = current_schema()::regnamespace AND NOT convalidated
-- name: postgresql_disabled_triggers
SELECT COUNT(*) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relnamespace = current_schema()::regnamespace AND t.tgenabled = 'D'
-- name: postgresql_invalid_indexes
SELECT COUNT(*) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE c.relnamespace = current_schema()::regnamespace AND NOT i.indisvalid
-- name: postgresql_begin_reading
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY
-- name: postgresql_tables
SELECT CAST(relname AS TEXT) FROM pg_class
WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'
  AND relname <> 'schema_migrations' ORDER BY oid
-- name: postgresql_columns
SELECT CAST(column_name AS TEXT) FROM information_schema.columns
WHERE table_schema = current_schema() AND table_name = :name ORDER BY ordinal_position
