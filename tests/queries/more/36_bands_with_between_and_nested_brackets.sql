-- expect: answered
SELECT (CASE WHEN ((STARTAGE_CALC >= 0) AND (STARTAGE_CALC < 5)) THEN '0-4'
             WHEN ((STARTAGE_CALC >= 5) AND (STARTAGE_CALC < 10)) THEN '5-9'
             WHEN ((STARTAGE_CALC >= 10) AND (STARTAGE_CALC < 45)) THEN '10-44'
             ELSE '45+' END) AS age_band, (COUNT(*)) AS n
FROM hes.hes_apc_1718 WHERE ((((FAE = 1)))) GROUP BY (CASE WHEN ((STARTAGE_CALC >= 0) AND (STARTAGE_CALC < 5)) THEN '0-4'
             WHEN ((STARTAGE_CALC >= 5) AND (STARTAGE_CALC < 10)) THEN '5-9'
             WHEN ((STARTAGE_CALC >= 10) AND (STARTAGE_CALC < 45)) THEN '10-44'
             ELSE '45+' END)
