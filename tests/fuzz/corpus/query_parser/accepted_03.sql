SELECT "Regional" AS areatype, "SEX", SUM(FAE) "Total n" FROM t GROUP BY "SEX" ORDER BY "Total n" DESC NULLS LAST LIMIT 5
