SELECT * FROM (SELECT FYEAR AS "Financial year", FAE FROM t) PIVOT (SUM(FAE) AS s, COUNT(*) FOR "Financial year" IN ("1718" AS a, 1617, '1516' b)) AS p
