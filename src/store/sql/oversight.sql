-- Data sharing audits, alerts, successions.

-- name: oversight_next_number
SELECT COALESCE(MAX(number), 0) + 1 FROM oversight WHERE kind = :kind
-- name: oversight_insert
INSERT INTO oversight (kind, number, id, document, revision)
VALUES (:kind, :number, :id, :document, 0)
-- name: oversight_update
UPDATE oversight SET document = :document, revision = revision + 1
WHERE id = :id AND revision = :revision
-- name: oversight_select
SELECT id, document, revision FROM oversight WHERE kind = :kind ORDER BY number

-- name: succession_insert
INSERT INTO successions (organisation, successor, since) VALUES (:organisation, :successor, :since)
-- name: succession_select
SELECT organisation, successor, since FROM successions ORDER BY organisation
