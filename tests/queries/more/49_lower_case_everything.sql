-- expect: answered
select sex, count(*) as n from hes.hes_apc_1718 where admimeth like '2%' and fae = 1 group by sex order by n desc
