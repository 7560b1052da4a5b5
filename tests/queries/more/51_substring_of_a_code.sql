-- expect: answered
SELECT SUBSTRING(DIAG_4_01, 1, 3) AS category, COUNT(*) AS n FROM hes.hes_apc_1718 WHERE SUBSTRING(DIAG_4_01, 1, 1) IN ('J', 'I') GROUP BY category
