#!/usr/bin/python3
"""Expected results for the trust half of the data door: writes trust.json beside it.

    cd test/conformance/data && /usr/bin/python3 -B trust.gen.py

- Exact sums: math.fsum, on numbers of very different sizes.
- Fingerprints of texts of many lengths: hashlib.sha256 and hmac.
- How nearly a feature determines the target: sklearn.metrics.roc_auc_score, scipy.stats.spearmanr.
- Statistics that rules are about: pandas.
- Rounding that keeps both margins: the sizes of a stratified split checked by hand are laws, see test/unit.
"""

import hashlib
import hmac
import math
import pathlib
import sys

import numpy as np
import pandas
from scipy import stats
from sklearn.metrics import roc_auc_score

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "metrics"))
sys.path.insert(0, str(HERE.parent / "core"))
from fixture import write  # noqa: E402
from xoshiro import Rng  # noqa: E402


def sums():
    rng = Rng(81)
    cases = [[0.1] * 10, [1e16, 1.0, -1e16], [1e308, 1e292, -1e308], [1.0, 1e-16, 1e-16], [2.0**53, 1.0, 2.0**-60], [2.0**53, 1.0, -(2.0**-60)]]
    for _ in range(40):
        n = 1 + rng.integer(30)
        cases.append([(rng.uniform() - 0.5) * 10.0 ** (rng.integer(60) - 30) for _ in range(n)])
    return [{"name": f"case {i}", "values": values, "sum": math.fsum(values)} for i, values in enumerate(cases)]


def fingerprints():
    found = []
    for length in [0, 1, 31, 54, 55, 56, 57, 63, 64, 65, 111, 119, 120, 128, 200]:
        text = "".join("aé€🐟0"[i % 5] for i in range(length))
        key = "kunci" * (1 + length // 10)
        digest = hmac.new(key.encode(), text.encode(), "sha256").hexdigest()
        found.append({"name": f"{length} characters", "text": text, "key": key, "sha256": hashlib.sha256(text.encode()).hexdigest(), "hmac": digest})
    return found


def associations():
    rng = Rng(82)
    label = [int(rng.uniform() < 0.4) for _ in range(120)]
    ties = [round(4 * (rng.uniform() + 0.3 * one)) / 4 for one in label]
    number = [rng.uniform() for _ in label]
    follows = [round(value**2 + 0.1 * rng.uniform(), 2) for value in number]
    auc = roc_auc_score(label, ties)
    return {
        "label": label,
        "ties": ties,
        "auc": max(auc, 1 - auc),
        "number": number,
        "follows": follows,
        "spearman": abs(stats.spearmanr(number, follows)[0]),
    }


def statistics():
    rng = Rng(83)
    values = [None if rng.uniform() < 0.1 else 1e6 + rng.uniform() for _ in range(101)]
    column = pandas.Series(values, dtype=float)
    return {
        "values": values,
        "mean": column.mean(),
        "standard-deviation": column.std(),
        "min": column.min(),
        "max": column.max(),
        "sum": math.fsum(column.dropna()),
        "quantiles": {str(p): column.quantile(p) for p in (0, 0.1, 0.25, 0.5, 0.9, 1)},
    }


write(
    HERE / "trust.json",
    pathlib.Path(__file__).name,
    {"pandas": pandas.__version__, "sums": sums(), "fingerprints": fingerprints(), "associations": associations(), "statistics": statistics()},
)
