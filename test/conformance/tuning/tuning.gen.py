#!/usr/bin/python3
"""Expected folds and Gaussian processes: writes tuning.json beside it.

    cd test/conformance/tuning && /usr/bin/python3 -B tuning.gen.py

- Folds: sklearn.model_selection's splitters without shuffling, test rows (and training rows where they are not the rest).
- Gaussian process: sklearn GaussianProcessRegressor with ConstantKernel * Matern(nu=2.5), alpha = the noise,
  normalize_y=True; fixed kernels for the posterior and the likelihood (and its gradient's optimum), and, for the search, the
  largest likelihood that 20 restarts with a WhiteKernel find within the engine's own bounds.
- Expected improvement: the mean of max(0, best - value) by scipy.integrate.quad over the normal density, not the formula.
- Hyperband: the table by exact fractions.
"""

import pathlib
import sys
import warnings
from fractions import Fraction
from math import ceil, floor

import numpy as np
from scipy import integrate, stats
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import ConstantKernel, Matern, WhiteKernel
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import (
    GroupKFold,
    KFold,
    LeaveOneGroupOut,
    StratifiedGroupKFold,
    StratifiedKFold,
    TimeSeriesSplit,
    cross_validate,
)

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "metrics"))
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "core"))
from fixture import write  # noqa: E402
from xoshiro import Rng  # noqa: E402

warnings.filterwarnings("ignore")
HERE = pathlib.Path(__file__).parent


def folds(name, splitter, arguments, call, y=None, groups=None, n=None):
    n = len(y if y is not None else groups) if n is None else n
    rows = [
        {"train": train, "test": test}
        for train, test in splitter.split(np.zeros((n, 1)), y, groups)
    ]
    return {"name": name, "call": call, "arguments": arguments, "folds": rows}


def fold_cases():
    rng = Rng(70)
    cases = []
    for n, k in [(10, 5), (11, 3), (7, 7), (2, 2), (23, 4)]:
        cases.append(folds(f"k-fold {n} in {k}", KFold(k), {"rowCount": n, "foldCount": k}, "kFold", n=n))
    for n, k, classes in [(30, 3, 2), (41, 5, 3), (25, 4, 4), (20, 2, 2)]:
        y = [rng.integer(classes) for _ in range(n)] + [c for c in range(classes) for _ in range(k)]
        cases.append(folds(f"stratified {n} in {k}", StratifiedKFold(k), {"labels": y, "foldCount": k}, "stratifiedKFold", y=y))
    words = ["b", "a", "b", "c", "a", "c", "b", "a", "c", "a"]
    cases.append(folds("stratified by words", StratifiedKFold(3), {"labels": words, "foldCount": 3}, "stratifiedKFold", y=words))
    for n, k, g in [(30, 3, 9), (40, 4, 14), (12, 2, 3)]:
        groups = [rng.integer(g) for _ in range(n)]
        cases.append(folds(f"groups {n} in {k}", GroupKFold(k), {"groups": groups, "foldCount": k}, "groupKFold", groups=groups))
        cases.append(folds(f"leave one of {g} groups out", LeaveOneGroupOut(), {"groups": groups}, "leaveOneGroupOut", groups=groups))
        y = [rng.integer(2) for _ in range(n)]
        cases.append(
            folds(
                f"stratified groups {n} in {k}",
                StratifiedGroupKFold(k),
                {"labels": y, "groups": groups, "foldCount": k},
                "stratifiedGroupKFold",
                y=y,
                groups=groups,
            )
        )
    for n, options in [
        (12, {}),
        (13, {"foldCount": 3}),
        (20, {"foldCount": 3, "gap": 2}),
        (20, {"foldCount": 4, "testSize": 2, "gap": 1}),
        (30, {"foldCount": 3, "maxTrainSize": 7}),
    ]:
        names = {"foldCount": "n_splits", "testSize": "test_size", "gap": "gap", "maxTrainSize": "max_train_size"}
        splitter = TimeSeriesSplit(**{names[key]: value for key, value in options.items()})
        cases.append(folds(f"time {n} {options}", splitter, {"rowCount": n, **options}, "timeSeriesFolds", n=n))
    return cases


def validated():
    """A line through noisy points: least squares has one answer, so scores must agree."""
    rng = Rng(71)
    x = [rng.uniform() * 10 for _ in range(37)]
    y = [2 * value - 1 + 3 * (rng.uniform() - 0.5) for value in x]
    scores = cross_validate(
        LinearRegression(),
        np.array(x)[:, None],
        np.array(y),
        cv=KFold(5),
        scoring="neg_mean_squared_error",
        return_train_score=True,
    )
    test = -scores["test_score"]
    return {"x": x, "y": y, "test": test, "train": -scores["train_score"], "mean": test.mean(), "standardDeviation": test.std(ddof=1)}


def gaussian(name, seed, n, d, signal, lengths, noise, m=5, objective=None):
    rng = Rng(seed)
    x = np.array([[rng.uniform() for _ in range(d)] for _ in range(n)])
    y = np.array([np.sin(4 * row[0]) * 3 + 5 + sum(row[1:]) ** 2 + 0.1 * rng.uniform() for row in x])
    query = np.array([[rng.uniform() * 1.4 - 0.2 for _ in range(d)] for _ in range(m)])
    kernel = ConstantKernel(signal) * Matern(length_scale=lengths, nu=2.5)
    model = GaussianProcessRegressor(kernel, alpha=noise, optimizer=None, normalize_y=True).fit(x, y)
    mean, deviation = model.predict(query, return_std=True)
    searched = ConstantKernel(1.0, (0.05, 20)) * Matern([0.5] * d, (0.05, 20), nu=2.5) + WhiteKernel(1e-2, (1e-6, 1))
    best = GaussianProcessRegressor(searched, alpha=0, normalize_y=True, n_restarts_optimizer=20, random_state=1).fit(x, y)
    return {
        "name": name,
        "features": x,
        "targets": y,
        "kernel": {"signal": signal, "lengths": lengths},
        "noise": noise,
        "query": query,
        "means": mean,
        "deviations": deviation,
        "logLikelihood": model.log_marginal_likelihood_value_,
        "bestLogLikelihood": best.log_marginal_likelihood_value_,
    }


def improvement():
    cases = []
    for mean, deviation, best in [(0, 1, 0), (1, 0.5, 0.2), (-3, 2, -2.5), (5, 0.1, 5.05), (2, 1, -1), (0.3, 1e-3, 0.301), (4, 2, -4)]:
        density = stats.norm(mean, deviation).pdf
        low = min(mean, best) - 12 * deviation
        value, _ = integrate.quad(lambda v: (best - v) * density(v), low, best, epsabs=1e-14, epsrel=1e-12, points=[min(mean, best)], limit=400)
        cases.append({"mean": mean, "deviation": deviation, "best": best, "improvement": value})
    return cases


def hyperband(resource, eta):
    s_max = 0
    while eta ** (s_max + 1) <= resource:
        s_max += 1
    brackets = []
    for s in range(s_max, -1, -1):
        n = ceil(Fraction((s_max + 1) * eta**s, s + 1))
        r = Fraction(resource, eta**s)
        brackets.append([[floor(Fraction(n, eta**i)), float(r * eta**i)] for i in range(s + 1)])
    return {"maxResource": resource, "reduction": eta, "brackets": brackets}


write(
    HERE / "tuning.json",
    "tuning.gen.py",
    {
        "folds": fold_cases(),
        "crossValidation": validated(),
        "gaussian": [
            gaussian("one column", 72, 8, 1, 1.3, [0.4], 1e-4),
            gaussian("two columns", 73, 15, 2, 0.8, [0.3, 1.5], 1e-2),
            gaussian("three columns, little noise", 74, 25, 3, 2.0, [0.5, 0.7, 2.0], 1e-6),
        ],
        "improvement": improvement(),
        "hyperband": [hyperband(81, 3), hyperband(1000, 10), hyperband(100, 3), hyperband(16, 2), hyperband(243, 3), hyperband(2, 3)],
    },
)
