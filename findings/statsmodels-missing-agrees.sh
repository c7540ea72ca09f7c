#!/usr/bin/env bash
# statsmodels 0.13.5 (Debian python3-statsmodels 0.13.5+dfsg-7): aggregate_raters() makes a category of the missing ratings, and
# fleiss_kappa() of its table then counts two raters who left the same subject out as two who agree. Guessed: NaN is left out, or
# refused as fleiss_kappa refuses subjects with unequal numbers of ratings.
# Four subjects, three raters; in two subjects two raters gave nothing, and nobody agrees on anything else.
# Seen: categories [1. 2. 3. nan]; kappa -0.132 with the missing ones, AssertionError without them.
set -euo pipefail
/usr/bin/python3 -c 'import statsmodels' 2>/dev/null ||
  apt-get install -y -qq --no-install-recommends python3-statsmodels=0.13.5+dfsg-7 >/dev/null
/usr/bin/python3 - <<'P'
import numpy as np
import statsmodels
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

nan = np.nan
ratings = np.array([[1, nan, nan], [nan, 2, nan], [1, 2, 3], [3, 1, 2]])
table, categories = aggregate_raters(ratings)
print(statsmodels.__version__, "categories", categories)
with_missing = fleiss_kappa(table)
print("kappa with the missing ones", round(with_missing, 3))
try:
    fleiss_kappa(table[:, :3])
    raise SystemExit("unequal numbers of ratings were taken")
except AssertionError:
    print("without them: AssertionError")
assert np.isnan(categories[-1]) and table[0, 3] == 2
assert round(with_missing, 3) == -0.132, with_missing
P
