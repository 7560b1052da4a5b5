-- Which migrations a database has seen, and facts about the store as a whole.

-- name: transaction_commit
COMMIT
-- name: transaction_rollback
ROLLBACK
-- name: schema_create
CREATE TABLE IF NOT EXISTS schema_migrations (
  version BIGINT NOT NULL PRIMARY KEY,
  applied_at TEXT NOT NULL
)
-- name: schema_version
SELECT COALESCE(MAX(version), 0) FROM schema_migrations
-- name: schema_applied
INSERT INTO schema_migrations (version, applied_at) VALUES (:version, :applied_at)
-- name: fact_insert
INSERT INTO store_facts (name, value) VALUES (:name, :value)
-- name: fact_select
SELECT value FROM store_facts WHERE name = :name
