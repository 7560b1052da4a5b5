-- expect: refused query.unknown_function
SELECT DECODE(SEX, '1', 'Male', '2', 'Female', 'Other') AS sex_label, COUNT(*) AS n FROM hes.hes_apc_1718 GROUP BY DECODE(SEX, '1', 'Male', '2', 'Female', 'Other')
