-- expect: answered
SELECT SEX, COUNT(*) AS n FROM hes.hes_apc_1718 WHERE (DIAG_3_CONCAT RLIKE ('(J4[0-7]|J20|J21)')) GROUP BY SEX
