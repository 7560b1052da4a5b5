SELECT CCG_RESPONSIBILITY, TRETSPEF,
       count(*) FILTER (WHERE FIRSTATT IN ('1', '3')) AS first_attendances,
       count(*) FILTER (WHERE FIRSTATT IN ('2', '4')) AS follow_ups,
       count(*) FILTER (WHERE FIRSTATT IN ('2', '4')) / count(*) FILTER (WHERE FIRSTATT IN ('1', '3')) AS follow_ups_per_first
FROM op_1718
WHERE ATTENDED IN ('5', '6')
GROUP BY ALL
