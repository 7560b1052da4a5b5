-- expect: warned lint.unknown_code
SELECT CCG_RESPONSIBILITY, COUNT(*) AS n FROM hes.hes_apc_1718 WHERE SEX = 'Female' GROUP BY CCG_RESPONSIBILITY
