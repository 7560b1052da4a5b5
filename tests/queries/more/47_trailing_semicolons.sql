-- expect: answered
SELECT SEX, COUNT(*) AS n FROM hes.hes_apc_1718 GROUP BY SEX;;
;
