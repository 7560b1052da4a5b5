-- table 1, part 1
-- $1: HN12A
-- $2: HN12B
-- $3: HN22A
-- $4: HN22B
SELECT d0,
  d1,
  0,
  count(*),
  hdis_people(p0),
  count(v0),
  CAST(sum(v0) AS DOUBLE),
  struct_extract(hdis_shares(p0, CAST(v0 AS DOUBLE)), 'people'),
  struct_extract(hdis_shares(p0, CAST(v0 AS DOUBLE)), 'largest'),
  struct_extract(hdis_shares(p0, CAST(v0 AS DOUBLE)), 'second'),
  struct_extract(hdis_shares(p0, CAST(v0 AS DOUBLE)), 'total'),
  median(CAST(v0 AS DOUBLE))
FROM (
  SELECT t0."CCG_RESPONSIBILITY" AS d0,
    t0."SUSHRG" AS d1,
    t0."TOKEN_PERSON_ID" AS p0,
    t0."SPELDUR_CALC" AS v0
  FROM "apc@1718" AS t0
  WHERE (t0."FDE" = 1 AND t0."SUSHRG" IN ($1, $2, $3, $4))
) AS records
GROUP BY d0, d1
LIMIT 1000001;
