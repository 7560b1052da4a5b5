-- table 1, part 1
-- $1: 1
-- $2: 3
-- $3: 2
-- $4: 4
-- $5: 5
-- $6: 6
SELECT d0,
  d1,
  0,
  count(*) FILTER (WHERE c0),
  hdis_people(p0) FILTER (WHERE c0),
  count(*) FILTER (WHERE c1),
  hdis_people(p0) FILTER (WHERE c1)
FROM (
  SELECT t0."CCG_RESPONSIBILITY" AS d0,
    t0."TRETSPEF" AS d1,
    t0."FIRSTATT" IN ($1, $2) AS c0,
    t0."TOKEN_PERSON_ID" AS p0,
    t0."FIRSTATT" IN ($3, $4) AS c1
  FROM "op@1718" AS t0
  WHERE t0."ATTENDED" IN ($5, $6)
) AS records
GROUP BY d0, d1
LIMIT 1000001;
