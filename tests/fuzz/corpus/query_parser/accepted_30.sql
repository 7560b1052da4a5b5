SELECT COUNT(*) over, year, month, count FROM t
