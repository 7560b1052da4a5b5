SELECT `n
# Note: fake` AS "b	c", 'x[8m‮' -- 
/* ⁦ */ FROM t