SELECT a FROM t GROUP BY a, b GROUPING SETS ((a,b), a, ())
