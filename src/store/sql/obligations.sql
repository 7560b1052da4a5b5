-- Acceptance of terms, standing of agreements, charges, sharing, notices, certificates.

-- name: terms_upsert
INSERT INTO terms_accepted (user_id, agreement, version, accepted_at)
VALUES (:user_id, :agreement, :version, :accepted_at)
ON CONFLICT (user_id, agreement) DO UPDATE SET version = excluded.version,
  accepted_at = excluded.accepted_at
-- name: terms_select
SELECT version FROM terms_accepted WHERE agreement = :agreement AND user_id = :user_id

-- name: agreement_standing_upsert
INSERT INTO agreement_standings (agreement, standing) VALUES (:agreement, :standing)
ON CONFLICT (agreement) DO UPDATE SET standing = excluded.standing
-- name: agreement_standing_select
SELECT standing FROM agreement_standings WHERE agreement = :agreement

-- name: charge_next_number
SELECT COALESCE(MAX(number), 0) + 1 FROM charges_due
-- name: charge_insert
INSERT INTO charges_due (number, agreement, what, pounds, subject, due_at)
VALUES (:number, :agreement, :what, :pounds, :subject, :due_at)
-- name: charge_select
SELECT what, pounds, subject, due_at FROM charges_due WHERE agreement = :agreement ORDER BY number

-- name: share_next_number
SELECT COALESCE(MAX(number), 0) + 1 FROM shares
-- name: share_insert
INSERT INTO shares (number, output, recipient, shared_by, shared_at, agreement)
VALUES (:number, :output, :recipient, :shared_by, :shared_at, :agreement)
-- name: share_select
SELECT recipient, shared_by, shared_at, agreement FROM shares WHERE output = :output
ORDER BY number

-- name: notice_next_number
SELECT COALESCE(MAX(number), 0) + 1 FROM destruction_notices
-- name: notice_insert
INSERT INTO destruction_notices (number, agreement, reason, issued_at, due)
VALUES (:number, :agreement, :reason, :issued_at, :due)
-- name: notice_select
SELECT reason, issued_at, due FROM destruction_notices WHERE agreement = :agreement
ORDER BY number

-- name: certificate_next_number
SELECT COALESCE(MAX(number), 0) + 1 FROM certificates
-- name: certificate_insert
INSERT INTO certificates (number, agreement, document, issued_at)
VALUES (:number, :agreement, :document, :issued_at)
-- name: certificate_select
SELECT document, issued_at FROM certificates WHERE agreement = :agreement ORDER BY number
