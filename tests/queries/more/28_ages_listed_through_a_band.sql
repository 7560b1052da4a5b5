-- expect: refused query.bands_only
SELECT CASE WHEN SEX = '1' THEN STARTAGE_CALC ELSE STARTAGE_CALC END AS age, COUNT(*) FROM hes.hes_apc_1718 GROUP BY age
