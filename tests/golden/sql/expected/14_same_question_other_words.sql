-- table 1, part 1
-- $1: 2
-- $2: 1
-- $3: 5
-- $4: 3
SELECT d0,
  d1,
  d2,
  0,
  count(*),
  hdis_people(p0)
FROM (
  SELECT t0."CCG_RESPONSIBILITY" AS d0,
    year(t0."ADMIDATE") AS d1,
    month(t0."ADMIDATE") AS d2,
    t0."TOKEN_PERSON_ID" AS p0
  FROM "apc@1718" AS t0
  WHERE (prefix(t0."ADMIMETH", $1) AND t0."CLASSPAT" IN ($2, $1, $3) AND t0."EPIORDER" = 1 AND t0."EPISTAT" = $4)
) AS records
GROUP BY d0, d1, d2
LIMIT 1000001;
