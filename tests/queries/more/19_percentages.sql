-- expect: answered
SELECT PROCODE3, COUNT(*) AS admissions,
       ROUND(100.0 * SUM(CASE WHEN SPELDUR = 0 THEN 1 ELSE 0 END) / COUNT(*), 1) AS pct_zero_stay
FROM hes.hes_apc_1718 WHERE FAE = 1 AND ADMIMETH LIKE '2%'
GROUP BY PROCODE3 ORDER BY pct_zero_stay DESC LIMIT 20
