-- table 1, part 1
-- $1: 0-34 years
-- $2: 35+ years
-- $3: Unknown
-- $4: FY_201617
-- $5: 1617
-- $6: FY_201718
-- $7: 1718
-- $8: 2
-- $9: J40|J41|J42|J43|J44
-- $10: 3
-- $11: E|U
SELECT d0,
  d1,
  d2,
  0,
  count(*),
  hdis_people(p0)
FROM (
  SELECT t0."RESLADST_ONS" AS d0,
    CASE WHEN (t0."STARTAGE_CALC" <= CAST('34' AS DOUBLE) AND t0."STARTAGE_CALC" >= CAST('0' AS DOUBLE)) THEN $1 WHEN (t0."STARTAGE_CALC" <= CAST('120' AS DOUBLE) AND t0."STARTAGE_CALC" >= CAST('35' AS DOUBLE)) THEN $2 ELSE $3 END AS d1,
    CASE WHEN t0."FYEAR" = $5 THEN $4 WHEN t0."FYEAR" = $7 THEN $6 ELSE t0."FYEAR" END AS d2,
    t0."TOKEN_PERSON_ID" AS p0
  FROM (SELECT * FROM "apc@1617" UNION ALL SELECT * FROM "apc@1718") AS t0
  WHERE (prefix(t0."ADMIMETH", $8) AND regexp_matches(t0."DIAG_3_01", $9) AND t0."EPISTAT" = $10 AND t0."FAE" = 1 AND regexp_matches(t0."RESLADST_ONS", $11))
) AS records
GROUP BY d0, d1, d2
LIMIT 1000001;
