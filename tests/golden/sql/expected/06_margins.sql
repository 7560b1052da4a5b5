-- table 1, part 1
SELECT d0,
  d1,
  GROUPING_ID(d0, d1),
  count(*),
  hdis_people(p0)
FROM (
  SELECT t0."PROCODE3" AS d0,
    t0."ADMIMETH" AS d1,
    t0."TOKEN_PERSON_ID" AS p0
  FROM "apc@1718" AS t0
  WHERE t0."FCE" = 1
) AS records
GROUP BY GROUPING SETS ((d0, d1), (d0), ())
LIMIT 1000001;
