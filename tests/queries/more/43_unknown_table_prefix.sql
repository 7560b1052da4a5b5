-- expect: answered
SELECT SEX, COUNT(*) AS n FROM hdis_prod.dbo.hes_apc_1718 GROUP BY SEX
