SELECT * FROM ((SELECT a FROM t) x JOIN (SELECT b FROM u) y ON x.a = y.b)
