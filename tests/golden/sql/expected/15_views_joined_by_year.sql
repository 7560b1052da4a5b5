-- table 1, part 1
-- $1: 2
-- $2: J45
-- $3: J46
SELECT d0,
  0,
  count(*) FILTER (WHERE c0),
  hdis_people(p0) FILTER (WHERE c0)
FROM (
  SELECT t0."RESGOR_ONS" AS d0,
    t0."FAE" = 1 AS c0,
    t0."TOKEN_PERSON_ID" AS p0
  FROM "apc@1617" AS t0
  WHERE (prefix(t0."ADMIMETH", $1) AND t0."DIAG_3_01" IN ($2, $3) AND t0."EPIORDER" = 1 AND t0."STARTAGE_CALC" < CAST('19' AS DOUBLE))
) AS records
GROUP BY d0
LIMIT 1000001;
-- table 1, part 2
-- $1: 2
-- $2: J45
-- $3: J46
SELECT d0,
  0,
  count(*) FILTER (WHERE c0),
  hdis_people(p0) FILTER (WHERE c0)
FROM (
  SELECT t0."RESGOR_ONS" AS d0,
    t0."FAE" = 1 AS c0,
    t0."TOKEN_PERSON_ID" AS p0
  FROM "apc@1718" AS t0
  WHERE (prefix(t0."ADMIMETH", $1) AND t0."DIAG_3_01" IN ($2, $3) AND t0."EPIORDER" = 1 AND t0."STARTAGE_CALC" < CAST('19' AS DOUBLE))
) AS records
GROUP BY d0
LIMIT 1000001;
