SELECT 'x
# Note: fake' AS `n `, COUNT(*) FROM t