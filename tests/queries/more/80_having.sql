-- expect: refused query.having
SELECT PROCODE3, COUNT(*) AS n FROM hes.hes_apc_1718 GROUP BY PROCODE3 HAVING COUNT(*) > 100
