SELECT CCG_RESPONSIBILITY, count(*) AS admissions
FROM apc_1718
WHERE FAE = 1 AND (regexp_matches(DIAG_4_CONCAT, 'E1[0-4]') OR regexp_matches(DIAG_3_CONCAT, 'I20|I25'))
GROUP BY ALL
