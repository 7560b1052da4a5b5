-- expect: refused query.distinct_rows
SELECT DISTINCT PROCODE3, SITETRET FROM hes.hes_apc_1718
