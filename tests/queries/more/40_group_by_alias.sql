-- expect: answered
SELECT ADMIMETH AS how, MONTH(ADMIDATE) AS m, COUNT(1) AS n FROM hes.hes_apc_1718 GROUP BY how, m ORDER BY m
