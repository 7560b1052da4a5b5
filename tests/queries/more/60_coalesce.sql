-- expect: refused query.unknown_function
SELECT COALESCE(CCG_RESPONSIBILITY, 'none') AS ccg, COUNT(1) AS n FROM hes.hes_apc_1718 GROUP BY COALESCE(CCG_RESPONSIBILITY, 'none')
