-- expect: rejected query.table_hint
SELECT SEX, COUNT(*) AS n FROM hes.hes_apc_1718 WITH (NOLOCK) GROUP BY SEX
