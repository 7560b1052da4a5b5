-- expect: answered
select a.ccg_responsibility as ccg, count(distinct a.pseudo_hesid) people, sum(a.fae) admissions
from hes.hes_apc_1718 as a where a.fae = 1 and a.sex in ('1', '2') group by ccg order by people desc
