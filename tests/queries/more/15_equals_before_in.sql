-- expect: rejected
SELECT SEX, COUNT(*) FROM hes.hes_apc_1718 WHERE FAE = 1 AND EPISTAT = IN ('1','3') GROUP BY SEX
