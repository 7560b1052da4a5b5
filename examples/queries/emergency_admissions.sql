-- Emergency admissions by region of residence and age, with the people behind them.
SELECT RESGOR AS region,
       CASE WHEN STARTAGE_CALC < 18 THEN '0-17'
            WHEN STARTAGE_CALC < 65 THEN '18-64'
            WHEN STARTAGE_CALC >= 65 THEN '65+'
            ELSE 'Unknown' END AS age_group,
       COUNT(*) AS admissions,
       COUNT(DISTINCT PSEUDO_HESID) AS people
FROM hes.hes_apc_0102
WHERE FAE = 1 AND ADMIMETH LIKE '2%'
GROUP BY region, age_group
ORDER BY region, age_group
