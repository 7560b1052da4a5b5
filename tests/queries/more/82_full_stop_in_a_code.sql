-- expect: warned lint.unknown_code
SELECT SEX, COUNT(*) AS n FROM hes.hes_apc_1718 WHERE DIAG_4_01 IN ('J44.0', 'J44.1') GROUP BY SEX
