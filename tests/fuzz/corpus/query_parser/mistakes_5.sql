SELECT a FROM t SELECT b FROM u;
SELCT a FROM t;
proc sql; create table x as select a from t; quit;;
SELECT a FROM t; DROP TABLE t; SELECT a, FROM u;
EXPLAIN SELECT 1;
SELECT a INTO x FROM t;
SELECT * FROM read_csv('x.csv');
SELECT * FROM 'x.csv'
