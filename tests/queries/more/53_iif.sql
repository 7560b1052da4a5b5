-- expect: answered
SELECT IIF(STARTAGE_CALC < 18, 'Child', 'Adult') AS who, COUNT(*) AS n FROM hes.hes_apc_1718 GROUP BY IIF(STARTAGE_CALC < 18, 'Child', 'Adult')
