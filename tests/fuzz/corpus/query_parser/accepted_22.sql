SELECT CASE SEX WHEN "1" THEN "male" ELSE "other" END AS 'sex label', LEFT(DIAG,3), IF(a=1,'x','y') FROM t
