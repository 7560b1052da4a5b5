-- expect: warned lint.whole_list
SELECT SEX, SUM(FAE) AS n FROM hes.hes_apc_1718
WHERE DIAG_3_01 = 'D50' AND DIAG_3_CONCAT NOT IN ('D57')
GROUP BY SEX
