-- expect: refused query.rows_requested
SELECT SEX, DIAG_3_01 FROM hes.hes_apc_1617 UNION ALL SELECT SEX, DIAG_3_01 FROM hes.hes_apc_1718
