-- expect: warned lint.category_as_code
SELECT SEX, COUNT(*) AS n FROM hes.hes_apc_1718 WHERE DIAG_4_01 LIKE 'J44' GROUP BY SEX
