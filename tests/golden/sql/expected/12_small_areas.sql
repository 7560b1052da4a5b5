-- table 1, part 1
-- $1: 2
SELECT d0,
  0,
  count(*),
  hdis_people(p0)
FROM (
  SELECT t0."LSOA11" AS d0,
    t0."TOKEN_PERSON_ID" AS p0
  FROM "apc@1718" AS t0
  WHERE (prefix(t0."ADMIMETH", $1) AND t0."FAE" = 1)
) AS records
GROUP BY d0
LIMIT 1000001;
