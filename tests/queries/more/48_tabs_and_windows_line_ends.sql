-- expect: answered
SELECT	SEX,
	COUNT(*) AS n
FROM	hes.hes_apc_1718
WHERE	FAE = 1	-- admissions
GROUP BY	SEX
