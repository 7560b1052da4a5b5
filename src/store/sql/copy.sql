-- Every row of every table, for backups. What stands in braces are names that the database itself gave, quoted.

-- name: copy_rows
SELECT {columns} FROM {table}
-- name: copy_insert
INSERT INTO {table} ({columns}) VALUES ({values})
