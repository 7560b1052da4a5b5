-- expect: refused query.window
SELECT SEX, COUNT(*) OVER (PARTITION BY SEX) FROM hes.hes_apc_1718
