-- expect: answered
/* emergency
   admissions */ SELECT SEX, /* how many */ COUNT(*) AS n -- episodes
FROM hes.hes_apc_1718 -- the newest year
WHERE /* AND EPISTAT = '3' */ FAE = 1 GROUP BY SEX -- done
