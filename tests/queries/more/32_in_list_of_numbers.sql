-- expect: warned lint.emergency_codes
SELECT SEX, COUNT(*) AS n FROM hes.hes_apc_1718 WHERE ADMIMETH IN (21, 22, 23, 24, 25, 28) GROUP BY SEX
