-- expect: answered
SELECT SEX, COUNT(*) AS n FROM hes.hes_apc_1718 WHERE ADMIMETH IN ("11", "12", "13") GROUP BY SEX
