-- expect: rejected query.not_a_condition
SELECT SEX, COUNT(*) AS n FROM hes.hes_apc_1718 WHERE FAE = 1 AND EPIEND GROUP BY SEX
