-- table 1, part 1
SELECT d0,
  0,
  count(*) FILTER (WHERE c0),
  hdis_people(p0) FILTER (WHERE c0)
FROM (
  SELECT t0."CCG_RESPONSIBILITY" AS d0,
    (prefix(t0."ADMIMETH", '2') AND t0."CLASSPAT" IN ('1', '2', '5') AND t0."FAE" = 1) AS c0,
    t0."TOKEN_PERSON_ID" AS p0
  FROM "apc@1718" AS t0
  WHERE (prefix(t0."DIAG_4_01", 'I61') OR prefix(t0."DIAG_4_01", 'I63') OR prefix(t0."DIAG_4_01", 'I64'))
) AS records
GROUP BY d0
LIMIT 1000001;
