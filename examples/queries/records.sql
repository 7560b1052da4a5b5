-- Records of single patients: refused, whoever asks.
SELECT EPIKEY, ADMIDATE, DIAG_4_01, SEX
FROM hes.hes_apc_0102
WHERE DIAG_4_01 LIKE 'J44%'
