-- expect: answered
SELECT 'Stroke' AS condition, SEX, COUNT(*) AS n FROM hes.hes_apc_1718 WHERE FAE = 1 AND DIAG_3_01 IN ('I61','I63','I64') GROUP BY SEX
UNION ALL
SELECT 'Heart attack', SEX, COUNT(*) FROM hes.hes_apc_1718 WHERE FAE = 1 AND DIAG_3_01 IN ('I21','I22') GROUP BY SEX
ORDER BY condition, SEX
