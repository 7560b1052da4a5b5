-- expect: answered
SELECT SUBSTR(OPERTN_4_01, 1, 1) AS chapter, COUNT(*) AS n FROM hes.hes_apc_1718 GROUP BY SUBSTR(OPERTN_4_01, 1, 1)
