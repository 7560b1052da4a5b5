-- expect: warned lint.category_as_bound
SELECT SEX, COUNT(*) AS n FROM hes.hes_apc_1718 WHERE DIAG_4_01 BETWEEN 'J40' AND 'J47' GROUP BY SEX
