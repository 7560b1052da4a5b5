-- expect: answered
SELECT SEX, COUNT(*) AS n FROM hes.hes_apc_1718 WHERE ADMIMETH != '31' AND FAE == 1 GROUP BY SEX
