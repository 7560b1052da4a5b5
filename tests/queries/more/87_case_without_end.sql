-- expect: rejected query.case_without_end
SELECT CASE WHEN STARTAGE_CALC < 18 THEN 'Child' ELSE 'Adult', COUNT(*) FROM hes.hes_apc_1718 GROUP BY 1
