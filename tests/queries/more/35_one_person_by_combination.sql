-- expect: refused query.too_fine_together
SELECT LSOA11, STARTAGE, DIAG_4_01, SEX, COUNT(*) FROM hes.hes_apc_1718 GROUP BY LSOA11, STARTAGE, DIAG_4_01, SEX
