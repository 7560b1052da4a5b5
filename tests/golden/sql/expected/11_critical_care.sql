-- table 1, part 1
SELECT d0,
  d1,
  d2,
  0,
  count(*),
  hdis_people(p0)
FROM (
  SELECT t0."PROCODE3" AS d0,
    t0."CCUNITFUN" AS d1,
    t0."ORGSUPMAX" AS d2,
    t0."TOKEN_PERSON_ID" AS p0
  FROM "cc@1718" AS t0
  WHERE t0."BESTMATCH" = 1
) AS records
GROUP BY d0, d1, d2
LIMIT 1000001;
