SELECT [SEX], `a b`, t.*, hes . t . x FROM hes.t /* c /* n */ x */ -- end
