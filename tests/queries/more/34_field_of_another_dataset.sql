-- expect: rejected query.field_of_other_dataset
SELECT AEARRIVALMODE, COUNT(*) FROM hes.hes_apc_1718 GROUP BY AEARRIVALMODE
