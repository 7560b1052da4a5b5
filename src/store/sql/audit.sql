-- The audit log. Nothing here changes or removes an event.

-- name: event_insert
INSERT INTO audit_events (sequence, at, actor, os_user, action, subject, details, previous, hash)
VALUES (:sequence, :at, :actor, :os_user, :action, :subject, :details, :previous, :hash)
-- name: event_last
SELECT sequence, hash FROM audit_events ORDER BY sequence DESC LIMIT 1
-- name: event_count
SELECT COUNT(*) FROM audit_events WHERE action = :action AND subject = :subject
-- name: event_select
SELECT sequence, at, actor, os_user, action, subject, details, previous, hash FROM audit_events
WHERE sequence > :after ORDER BY sequence LIMIT :most
