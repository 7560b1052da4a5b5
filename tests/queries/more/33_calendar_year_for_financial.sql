-- expect: rejected query.unknown_year
SELECT SEX, COUNT(*) FROM hes_apc WHERE FYEAR = 2017 GROUP BY SEX
