-- Tools and the organisations that have signed up to open them.

-- name: tool_next_number
SELECT COALESCE(MAX(number), 0) + 1 FROM tools
-- name: tool_insert
INSERT INTO tools (number, id, title, request, agreement, parameter, question, published_by, published_at)
VALUES (:number, :id, :title, :request, :agreement, :parameter, :question, :published_by, :published_at)
-- name: tool_select
SELECT id, title, request, agreement, parameter, question, published_by, published_at FROM tools
WHERE :id = '' OR id = :id
ORDER BY number

-- name: sign_up_insert
INSERT INTO sign_ups (agreement, organisation, entered_by, entered_at)
VALUES (:agreement, :organisation, :entered_by, :entered_at)
-- name: sign_up_delete
DELETE FROM sign_ups WHERE agreement = :agreement AND organisation = :organisation
-- name: sign_up_select
SELECT organisation, entered_by, entered_at FROM sign_ups WHERE agreement = :agreement
ORDER BY entered_at, organisation
