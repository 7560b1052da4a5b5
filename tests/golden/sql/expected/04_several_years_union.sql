-- table 1, part 1
-- $1: F34
SELECT d0,
  d1,
  0,
  count(*),
  hdis_people(p0)
FROM (
  SELECT t0."FYEAR" AS d0,
    t0."RESGOR_ONS" AS d1,
    t0."TOKEN_PERSON_ID" AS p0
  FROM (SELECT * FROM "apc@1617" UNION ALL SELECT * FROM "apc@1718") AS t0
  WHERE (t0."FAE" = 1 AND prefix(t0."OPERTN_4_01", $1))
) AS records
GROUP BY d0, d1
LIMIT 1000001;
