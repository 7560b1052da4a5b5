-- expect: warned lint.age_codes
SELECT SEX, COUNT(*) AS n FROM hes.hes_apc_1718 WHERE FAE = 1 AND STARTAGE BETWEEN 0 AND 17 GROUP BY SEX
