-- expect: answered
WITH apc AS (SELECT CCG_RESPONSIBILITY AS ccg, COUNT(*) AS admissions FROM hes_apc_1718 WHERE FAE = 1 GROUP BY CCG_RESPONSIBILITY),
     op AS (SELECT CCG_RESPONSIBILITY AS ccg, COUNT(*) AS appointments FROM hes_op_1718 WHERE ATTENDED IN (5, 6) GROUP BY CCG_RESPONSIBILITY)
SELECT COALESCE(apc.ccg, op.ccg) AS ccg, admissions, appointments, appointments / admissions AS ratio
FROM apc FULL OUTER JOIN op ON apc.ccg = op.ccg ORDER BY 1
