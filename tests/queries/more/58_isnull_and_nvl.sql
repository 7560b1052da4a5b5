-- expect: refused query.unknown_function
SELECT NVL(SEX, '9') AS sex, COUNT(*) AS n FROM hes.hes_apc_1718 WHERE ISNULL(DISDATE) GROUP BY NVL(SEX, '9')
