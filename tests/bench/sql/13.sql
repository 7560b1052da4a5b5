-- The count that the rate is made of; as DOUBLE, because the number shown is another one.
SELECT CCG_RESPONSIBILITY, CAST(count(*) FILTER (WHERE FAE = 1 AND CLASSPAT IN ('1', '2', '5') AND ADMIMETH LIKE '2%') AS DOUBLE) AS numerator
FROM apc_1718
WHERE DIAG_4_01 LIKE 'I61%' OR DIAG_4_01 LIKE 'I63%' OR DIAG_4_01 LIKE 'I64%'
GROUP BY ALL
