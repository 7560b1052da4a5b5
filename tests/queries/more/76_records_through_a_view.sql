-- expect: refused query.rows_requested
CREATE TEMPORARY VIEW chest AS SELECT SEX, DIAG_3_01, PROCODE3 FROM hes.hes_apc_1718 WHERE DIAG_3_01 LIKE 'J%';
SELECT SEX, DIAG_3_01 FROM chest
