-- expect: refused query.rows_requested
SELECT PROCODE3, DIAG_4_01, ADMIDATE FROM hes.hes_apc_1718 WHERE FAE = 1 ORDER BY ADMIDATE LIMIT 100
