-- table 1, part 1
-- $1: 2
-- $2: 1
-- $3: 5
-- $4: I61
-- $5: I63
-- $6: I64
SELECT d0,
  0,
  count(*) FILTER (WHERE c0),
  hdis_people(p0) FILTER (WHERE c0)
FROM (
  SELECT t0."CCG_RESPONSIBILITY" AS d0,
    (prefix(t0."ADMIMETH", $1) AND t0."CLASSPAT" IN ($2, $1, $3) AND t0."FAE" = 1) AS c0,
    t0."TOKEN_PERSON_ID" AS p0
  FROM "apc@1718" AS t0
  WHERE (prefix(t0."DIAG_4_01", $4) OR prefix(t0."DIAG_4_01", $5) OR prefix(t0."DIAG_4_01", $6))
) AS records
GROUP BY d0
LIMIT 1000001;
