-- expect: answered
SELECT [SEX] AS [sex of patient], COUNT(*) AS [number of episodes] FROM [hes].[hes_apc_1718] GROUP BY [SEX]
