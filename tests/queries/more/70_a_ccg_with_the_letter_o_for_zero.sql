-- expect: warned lint.unknown_place
SELECT SEX, COUNT(*) AS n FROM hes.hes_apc_1718 WHERE CCG_RESPONSIBILITY = 'O9D' GROUP BY SEX
