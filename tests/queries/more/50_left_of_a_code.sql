-- expect: answered
SELECT LEFT(DIAG_4_01, 3) AS category, COUNT(*) AS n FROM hes.hes_apc_1718 WHERE LEFT(DIAG_4_01, 1) = 'J' GROUP BY LEFT(DIAG_4_01, 3)
