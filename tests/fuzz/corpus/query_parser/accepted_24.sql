select substring(x from 1 for 3), extract('year' from d) from t where x≥3 and y ≠ 4
