-- expect: answered
SELECT SEX, COUNT(*) AS “n of them” FROM hes.hes_apc_1718 WHERE ADMIMETH LIKE ‘2%’ GROUP BY SEX
