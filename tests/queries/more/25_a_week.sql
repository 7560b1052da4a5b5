-- expect: refused query.date_inside_period
SELECT PROCODE3, COUNT(*) FROM hes.hes_apc_1718 WHERE ADMIDATE BETWEEN '2017-12-25' AND '2017-12-31' GROUP BY PROCODE3
