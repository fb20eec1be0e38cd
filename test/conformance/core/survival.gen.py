#!/usr/bin/python3
"""Expected tail probabilities: writes survival.json beside it.

    cd test/conformance/core && /usr/bin/python3 -B survival.gen.py

Made with mpmath at 60 digits from the defining integrals (gammainc, betainc, regularized), because SciPy 1.10 itself is
only good to about 1e-10 in some tails; each value is also compared with SciPy here, and the largest distance is written
to the fixture. The inputs are the doubles that the engine gets, so no error comes from rounding an argument.
"""

import json
import platform

import mpmath
import numpy
import scipy
from scipy import special, stats

mpmath.mp.dps = 60


def upper_gamma(shape, x):
    return mpmath.gammainc(mpmath.mpf(shape), mpmath.mpf(x), mpmath.inf, regularized=True)


def lower_beta(a, b, x):
    return mpmath.betainc(a, b, 0, x, regularized=True)


chi, f, t, gamma, beta = [], [], [], [], []
for df in [1, 2, 3, 4.5, 10, 57, 300, 4000, 100000]:
    for scale in [0.001, 0.3, 0.9, 1.0, 1.1, 1.5, 3.0, 20.0]:
        x = df * scale
        value = upper_gamma(mpmath.mpf(df) / 2, mpmath.mpf(x) / 2)
        if value > mpmath.mpf("1e-300"):
            chi.append({"x": x, "df": df, "value": float(value), "scipy": float(stats.chi2.sf(x, df))})
for d1 in [1, 2, 5, 30, 999]:
    for d2 in [1, 3, 12, 250, 99998]:
        for x in [0.001, 0.5, 0.98, 1.3, 4.0, 30.0, 1000.0]:
            value = lower_beta(mpmath.mpf(d2) / 2, mpmath.mpf(d1) / 2, mpmath.mpf(d2) / (d2 + d1 * mpmath.mpf(x)))
            if value > mpmath.mpf("1e-300"):
                f.append({"x": x, "d1": d1, "d2": d2, "value": float(value), "scipy": float(stats.f.sf(x, d1, d2))})
for df in [1, 2, 3.7, 9, 40, 1000, 1000000]:
    for x in [0.0, 0.01, 0.7, 1.96, 5.0, 12.0, 35.0, 1e6]:
        value = lower_beta(mpmath.mpf(df) / 2, mpmath.mpf(1) / 2, df / (df + mpmath.mpf(x) ** 2)) / 2
        if value > mpmath.mpf("1e-300"):
            t.append({"x": x, "df": df, "value": float(value), "scipy": float(stats.t.sf(x, df))})
for shape in [0.01, 0.2, 0.5, 1, 3.3, 50, 2000]:
    for scale in [0.01, 0.5, 1.0, 2.0, 6.0]:
        x = shape * scale
        upper = upper_gamma(shape, x)
        lower = mpmath.gammainc(mpmath.mpf(shape), 0, mpmath.mpf(x), regularized=True)
        gamma.append({"shape": shape, "x": x, "lower": float(lower), "upper": float(upper),
                      "scipy": float(special.gammainc(shape, x))})
for a in [0.01, 0.5, 2, 17.5, 400]:
    for b in [0.01, 0.5, 1, 8, 3000]:
        for x in [1e-10, 0.02, 0.125, 0.5, 0.8125, 0.99]:
            lower = lower_beta(mpmath.mpf(a), mpmath.mpf(b), mpmath.mpf(x))
            upper = lower_beta(mpmath.mpf(b), mpmath.mpf(a), 1 - mpmath.mpf(x))
            beta.append({"a": a, "b": b, "x": x, "lower": float(lower), "upper": float(upper),
                         "scipy": float(special.betainc(a, b, x))})


def distance(rows):
    return max(abs(row["scipy"] / row.get("value", row.get("lower")) - 1) for row in rows
               if row.get("value", row.get("lower")) > 1e-290)


document = {
    "generator": "survival.gen.py",
    "versions": {"python": platform.python_version(), "mpmath": mpmath.__version__, "numpy": numpy.__version__,
                 "scipy": scipy.__version__},
    "scipyDistance": {"chi": distance(chi), "f": distance(f), "t": distance(t), "gamma": distance(gamma),
                      "beta": distance(beta)},
    "chi": chi, "f": f, "t": t, "gamma": gamma, "beta": beta,
}
for rows in [chi, f, t, gamma, beta]:
    for row in rows:
        del row["scipy"]
text = json.dumps(document).replace(", {", ",\n{").replace('": [{', '": [\n{') + "\n"
with open("survival.json", "w", encoding="utf-8") as file:
    file.write(text)
print(len(text), document["scipyDistance"])
