-- A good question about a year that the agreement does not cover.
SELECT SEX, COUNT(*) AS admissions
FROM hes.hes_apc_2122
WHERE FAE = 1
GROUP BY SEX
