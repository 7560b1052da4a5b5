-- Requests, their versions, decisions.

-- name: request_next_number
SELECT COALESCE(MAX(number), 0) + 1 FROM requests
-- name: request_insert
INSERT INTO requests (id, number, version, state, author, organisation, agreement,
  agreement_version, revision, changed_at)
VALUES (:id, :number, :version, :state, :author, :organisation, :agreement,
  :agreement_version, :revision, :changed_at)
-- name: request_update
UPDATE requests SET version = :version, state = :state, agreement_version = :agreement_version,
  revision = :revision, changed_at = :changed_at
WHERE id = :id AND revision = :revision_before
-- name: request_select
SELECT r.id, r.version, r.state, r.author, r.organisation, r.agreement, r.agreement_version,
  r.revision, r.changed_at, v.query_text, v.purpose_text, v.findings, v.checked, v.repeats
FROM requests r JOIN request_versions v ON v.request = r.id AND v.version = r.version
WHERE :id = '' OR r.id = :id
ORDER BY r.number

-- name: request_version_upsert
INSERT INTO request_versions (request, version, query_text, purpose_text, findings, checked,
  repeats)
VALUES (:request, :version, :query_text, :purpose_text, :findings, :checked, :repeats)
ON CONFLICT (request, version) DO UPDATE SET query_text = excluded.query_text,
  purpose_text = excluded.purpose_text, findings = excluded.findings, checked = excluded.checked,
  repeats = excluded.repeats

-- name: decision_insert
INSERT INTO decisions (number, request, version, reviewer, verdict, reason, decided_at, binding,
  valid_until, repeatable)
SELECT COALESCE(MAX(number), 0) + 1, :request, :version, :reviewer, :verdict, :reason,
  :decided_at, :binding, :valid_until, :repeatable
FROM decisions
-- name: decision_select
SELECT reviewer, verdict, reason, decided_at, binding, valid_until, repeatable FROM decisions
WHERE request = :request AND version = :version
ORDER BY number

-- name: request_version_select
SELECT query_text, purpose_text, findings, checked, repeats FROM request_versions
WHERE request = :request AND version = :version

-- name: comment_insert
INSERT INTO request_comments (number, request, version, author, text, written_at)
SELECT COALESCE(MAX(number), 0) + 1, :request, :version, :author, :text, :written_at
FROM request_comments
-- name: comment_select
SELECT version, author, text, written_at FROM request_comments WHERE request = :request
ORDER BY number
