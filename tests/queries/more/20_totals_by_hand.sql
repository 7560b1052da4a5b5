-- expect: answered
SELECT RESGOR_ONS AS area, COUNT(*) AS n FROM hes.hes_apc_1718 WHERE FAE = 1 GROUP BY RESGOR_ONS
UNION ALL
SELECT 'England' AS area, COUNT(*) AS n FROM hes.hes_apc_1718 WHERE FAE = 1
