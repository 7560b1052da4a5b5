-- expect: answered
SELECT SEX, COUNT(*) AS n FROM hes.hes_apc_1718
WHERE ((((FAE = 1)) AND ((ADMIMETH LIKE ('2%')) OR ((ADMIMETH IN (('11'), ('12')))))) AND (NOT ((SEX = '9'))))
GROUP BY (SEX)
