-- expect: warned lint.whole_list
SELECT SEX, COUNT(*) AS n FROM hes.hes_apc_1718 WHERE DIAG_3_CONCAT NOT LIKE 'D57' GROUP BY SEX
