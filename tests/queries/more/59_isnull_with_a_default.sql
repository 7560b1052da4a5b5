-- expect: refused query.unknown_function
SELECT ISNULL(SEX, '9') AS sex, COUNT(*) AS n FROM hes.hes_apc_1718 GROUP BY ISNULL(SEX, '9')
