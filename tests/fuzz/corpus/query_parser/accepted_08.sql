SELECT CAST(x AS decimal(10, 2)), x::int, -x, -1, 1 - -1, - -1, -(1) FROM t
