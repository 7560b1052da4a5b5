-- table 1, part 1
-- $1: F10|K70
SELECT d0,
  0,
  count(*),
  hdis_people(p0)
FROM (
  SELECT t0."FYEAR" AS d0,
    t0."TOKEN_PERSON_ID" AS p0
  FROM "apc@1718" AS t0
  WHERE (regexp_matches(t0."DIAG_3_CONCAT", $1) AND t0."FAE" = 1)
) AS records
GROUP BY d0
LIMIT 1000001;
-- table 2, part 1
-- $1: F10|K70
SELECT d0,
  0,
  count(*),
  hdis_people(p0)
FROM (
  SELECT t0."SEX" AS d0,
    t0."TOKEN_PERSON_ID" AS p0
  FROM "apc@1718" AS t0
  WHERE (regexp_matches(t0."DIAG_3_CONCAT", $1) AND t0."FAE" = 1)
) AS records
GROUP BY d0
LIMIT 1000001;
