-- expect: refused query.window
SELECT PROCODE3, COUNT(*) AS n, RANK() OVER (ORDER BY COUNT(*) DESC) AS r FROM hes.hes_apc_1718 GROUP BY PROCODE3
