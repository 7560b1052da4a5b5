-- expect: warned lint.unknown_code
SELECT SEX, COUNT(*) AS n FROM hes.hes_apc_1718 WHERE DIAG_3_01 IN ('J40', 'J41', 'J48') GROUP BY SEX
