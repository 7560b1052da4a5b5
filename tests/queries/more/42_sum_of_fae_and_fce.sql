-- expect: answered
SELECT SEX, SUM(FAE) AS fae, SUM(FCE) AS fce FROM hes.hes_apc_1718 GROUP BY SEX
