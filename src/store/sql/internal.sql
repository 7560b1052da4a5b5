-- Internal outputs.

-- name: internal_insert
INSERT INTO internal_outputs (id, run, request, version, state, agreement, produced_at,
  key_fingerprint, unsuppressed, destroyed_at, destroyed_why)
VALUES (:id, :run, :request, :version, :state, :agreement, :produced_at, :key_fingerprint,
  :unsuppressed, '', '')
-- name: internal_destroy
UPDATE internal_outputs SET state = 'destroyed', destroyed_at = :destroyed_at,
  destroyed_why = :destroyed_why
WHERE id = :id AND state = 'kept'
-- name: internal_select
SELECT id, request, version, state, agreement, produced_at, key_fingerprint, unsuppressed,
  destroyed_at, destroyed_why
FROM internal_outputs
WHERE :id = '' OR id = :id
ORDER BY run

-- name: internal_table_insert
INSERT INTO internal_tables (output, position, sealed) VALUES (:output, :position, :sealed)
-- name: internal_table_select
SELECT sealed FROM internal_tables WHERE output = :output ORDER BY position
-- name: internal_table_delete
DELETE FROM internal_tables WHERE output = :output

-- name: suppressed_version_insert
INSERT INTO suppressed_versions (output, position, content, digest)
VALUES (:output, :position, :content, :digest)
-- name: suppressed_version_select
SELECT content, digest FROM suppressed_versions WHERE output = :output ORDER BY position
