-- table 1, part 1
-- $1: 2
-- $2: 01
SELECT d0,
  d1,
  d2,
  0,
  count(*),
  hdis_people(p0),
  count(v0),
  CAST(sum(v0) AS DOUBLE) / count(v0),
  struct_extract(hdis_shares(p0, CAST(v0 AS DOUBLE)), 'people'),
  struct_extract(hdis_shares(p0, CAST(v0 AS DOUBLE)), 'largest'),
  struct_extract(hdis_shares(p0, CAST(v0 AS DOUBLE)), 'second'),
  struct_extract(hdis_shares(p0, CAST(v0 AS DOUBLE)), 'total')
FROM (
  SELECT t0."PROCODE3" AS d0,
    t0."AEARRIVALMODE" AS d1,
    t0."AEATTENDDISP" AS d2,
    t0."TOKEN_PERSON_ID" AS p0,
    t0."DEPDUR" AS v0
  FROM "ae@1718" AS t0
  WHERE (t0."AEATTENDCAT" <> $1 AND t0."AEDEPTTYPE" = $2)
) AS records
GROUP BY d0, d1, d2
LIMIT 1000001;
