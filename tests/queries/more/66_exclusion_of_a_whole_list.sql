-- expect: warned lint.whole_list
SELECT SEX, COUNT(*) AS n FROM hes.hes_apc_1718 WHERE DIAG_4_CONCAT != 'U071' AND OPERTN_4_CONCAT NOT IN ('K401', 'K402') GROUP BY SEX
