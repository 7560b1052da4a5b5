-- Runs, outputs, released tables, data versions.

-- name: run_next_number
SELECT COALESCE(MAX(number), 0) + 1 FROM runs
-- name: run_insert
INSERT INTO runs (number, request, version, started_at)
VALUES (:number, :request, :version, :started_at)
-- name: run_count_since
SELECT COUNT(*) FROM runs JOIN requests ON requests.id = runs.request
WHERE requests.agreement = :agreement AND runs.started_at >= :since
-- name: run_latest
SELECT COALESCE(MAX(number), 0) FROM runs WHERE request = :request AND version = :version

-- name: output_insert
INSERT INTO outputs (id, run, request, version, state, agreement, reasons, produced_at)
VALUES (:id, :run, :request, :version, :state, :agreement, :reasons, :produced_at)
-- name: output_update
UPDATE outputs SET state = :state, reasons = :reasons WHERE id = :id AND state = :state_before
-- name: output_select
SELECT id, request, version, state, agreement, reasons, produced_at FROM outputs
WHERE (:id = '' OR id = :id) AND (:request = '' OR request = :request)
ORDER BY run
-- name: output_table_insert
INSERT INTO output_tables (output, position, content, digest)
VALUES (:output, :position, :content, :digest)
-- name: output_table_select
SELECT content, digest FROM output_tables WHERE output = :output ORDER BY position

-- name: data_version_insert
INSERT INTO data_versions (dataset, year, version, content_digest, row_count, taken_in_at)
VALUES (:dataset, :year, :version, :content_digest, :row_count, :taken_in_at)
-- name: data_version_delete
DELETE FROM data_versions WHERE dataset = :dataset AND year = :year AND version = :version
-- name: data_version_select
SELECT dataset, year, version, content_digest, row_count, taken_in_at FROM data_versions
ORDER BY dataset, year, taken_in_at
