-- table 1, part 1
-- $1: I20|I25
-- $2: E10|E11|E12|E13|E14
SELECT d0,
  0,
  count(*),
  hdis_people(p0)
FROM (
  SELECT t0."CCG_RESPONSIBILITY" AS d0,
    t0."TOKEN_PERSON_ID" AS p0
  FROM "apc@1718" AS t0
  WHERE ((regexp_matches(t0."DIAG_3_CONCAT", $1) OR regexp_matches(t0."DIAG_4_CONCAT", $2)) AND t0."FAE" = 1)
) AS records
GROUP BY d0
LIMIT 1000001;
