-- expect: warned lint.count_of_flag
SELECT SEX, COUNT(FAE) AS admissions FROM hes.hes_apc_1718 GROUP BY SEX
