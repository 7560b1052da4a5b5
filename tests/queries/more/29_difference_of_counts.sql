-- expect: refused query.calculation
SELECT LSOA11, COUNT(*) - SUM(CASE WHEN ETHNOS = 'P' THEN 0 ELSE 1 END) AS n FROM hes.hes_apc_1718 GROUP BY LSOA11
