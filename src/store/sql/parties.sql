-- Organisations, agreements, users, licences.

-- name: organisation_insert
INSERT INTO organisations (code, name, kind, standing) VALUES (:code, :name, :kind, :standing)
-- name: organisation_update
UPDATE organisations SET name = :name, kind = :kind, standing = :standing WHERE code = :code
-- name: organisation_select
SELECT code, name, kind, standing FROM organisations
WHERE :code = '' OR code = :code
ORDER BY code

-- name: agreement_insert
INSERT INTO agreements (reference, version, organisation, document, digest, added_at)
VALUES (:reference, :version, :organisation, :document, :digest, :added_at)
-- name: agreement_select
SELECT document, digest FROM agreements
WHERE :reference = '' OR reference = :reference
ORDER BY reference, added_at, version

-- name: user_insert
INSERT INTO users (id, name, os_user, organisation, roles, training_valid_until,
  employment_attested_by, employment_attested_on, standing, last_day)
VALUES (:id, :name, :os_user, :organisation, :roles, :training_valid_until,
  :employment_attested_by, :employment_attested_on, :standing, :last_day)
-- name: user_update
UPDATE users SET name = :name, os_user = :os_user, organisation = :organisation, roles = :roles,
  training_valid_until = :training_valid_until, employment_attested_by = :employment_attested_by,
  employment_attested_on = :employment_attested_on, standing = :standing,
  last_day = :last_day
WHERE id = :id
-- name: user_select
SELECT id, name, os_user, organisation, roles, training_valid_until, employment_attested_by,
  employment_attested_on, standing, last_day
FROM users
WHERE (:id = '' OR id = :id) AND (:os_user = '' OR os_user = :os_user)
ORDER BY id

-- name: licence_insert
INSERT INTO licences (agreement, user_id, granted_at) VALUES (:agreement, :user_id, :granted_at)
-- name: licence_delete
DELETE FROM licences WHERE agreement = :agreement AND user_id = :user_id
-- name: licence_select
SELECT user_id FROM licences WHERE agreement = :agreement ORDER BY user_id
