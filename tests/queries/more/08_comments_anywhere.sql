-- expect: answered
/* Emergency admissions
   for chest infections */
SELECT -- by
  SEX /* and nothing else */, COUNT(*) AS n -- episodes
FROM hes.hes_apc_1718 -- one year
WHERE /* primary only */ DIAG_3_01 IN ('J20', -- acute bronchitis
  'J22') AND ADMIMETH LIKE '2%' -- AND SEX = '1'
GROUP BY SEX -- done;
