#!/usr/bin/python3
"""Expected results for intervals: writes uncertainty.json beside it.

    cd test/conformance/metrics && /usr/bin/python3 -B uncertainty.gen.py

- Normal distribution: scipy.special.ndtr and ndtri.
- DeLong: the definition by pairs (DeLong et al. 1988, equations 4 to 6), O(P × N), as R's pROC computes ci.auc; cut to [0, 1].
- BCa: scipy.stats.bootstrap given the very resamples that the engine draws (xoshiro.py), so that it must agree to rounding:
  SciPy's own draw of row numbers is replaced by ours. The percentile interval likewise.
- Monte Carlo: scipy.stats.bootstrap with its own generator and 20,000 resamples, for agreement within chance.
"""

import pathlib
import warnings
from unittest import mock

import numpy as np
from fixture import write
from scipy import stats
from scipy.special import ndtr, ndtri
from xoshiro import Rng

warnings.filterwarnings("ignore")
HERE = pathlib.Path(__file__).parent


def normal():
    z = [0.0, 1e-9, 0.1, 0.5, 1.0, 1.5, 1.96, 1.9999999, 2.0, 2.0000001, 3.0, 5.0, 6.0, 8.0, 12.0, 20.0, 37.0]
    z = sorted({-v for v in z} | set(z))
    p = [1e-300, 1e-100, 1e-20, 1e-12, 1e-9, 1e-5, 0.001, 0.01, 0.025, 0.05, 0.0749, 0.075, 0.0751, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975, 0.999, 1 - 1e-9]
    return {"z": z, "cdf": ndtr(z), "p": p, "quantile": ndtri(p)}


def delong(name, labels, scores, confidence=0.95):
    scores, labels = np.array(scores, dtype=float), np.array(labels)
    x, y = scores[labels == 1], scores[labels == 0]
    wins = (x[:, None] > y[None, :]) + 0.5 * (x[:, None] == y[None, :])
    auc = wins.mean()
    error = np.sqrt(wins.mean(axis=1).var(ddof=1) / len(x) + wins.mean(axis=0).var(ddof=1) / len(y))
    reach = ndtri((1 + confidence) / 2) * error
    return {
        "name": name,
        "labels": labels,
        "scores": scores,
        "confidence": confidence,
        "interval": {
            "estimate": auc,
            "lower": max(0.0, auc - reach),
            "upper": min(1.0, auc + reach),
            "standardError": error,
        },
    }


def delong_cases():
    rng = Rng(50)
    labels = [int(rng.uniform() < 0.35) for _ in range(200)]
    scores = [rng.uniform() + 0.4 * label for label in labels]
    return [
        delong("smooth scores", labels, scores),
        delong("smooth scores, 80 %", labels, scores, 0.8),
        delong("ties", labels, [round(score * 6) / 6 for score in scores]),
        delong("a perfect ranking", [0, 0, 1, 1], [0.1, 0.2, 0.3, 0.4]),
        delong("cut at 1", [0, 0, 0, 1, 1, 1], [0.1, 0.2, 0.5, 0.4, 0.6, 0.7]),
        delong("all scores equal", [0, 0, 1, 1, 1], [1, 1, 1, 1, 1]),
    ]


def statistic_of(name):
    return {"mean": np.mean, "median": np.median, "variance": lambda a, axis: np.var(a, axis=axis, ddof=0)}[name]


def bootstrap(name, values, statistic, seed, resamples, confidence=0.95):
    """SciPy draws `rng_integers(random_state, 0, n, (batch, n))`; here the rows come from our generator, in our order."""
    rng = Rng(seed)
    n = len(values)
    rows = np.array([[rng.integer(n) for _ in range(n)] for _ in range(resamples)])
    intervals = {}
    for ours, theirs in (("percentile", "percentile"), ("bca", "BCa")):
        with mock.patch("scipy.stats._resampling.rng_integers", lambda *_: rows):
            result = stats.bootstrap(
                (np.array(values),),
                statistic_of(statistic),
                n_resamples=resamples,
                batch=resamples,
                confidence_level=confidence,
                method=theirs,
            )
        intervals[ours] = {
            "estimate": statistic_of(statistic)(np.array(values), axis=0),
            "lower": result.confidence_interval.low,
            "upper": result.confidence_interval.high,
            "standardError": result.standard_error,
            "undefinedCount": 0,
        }
    return {
        "name": name,
        "values": values,
        "statistic": statistic,
        "seed": seed,
        "resamples": resamples,
        "confidence": confidence,
        "intervals": intervals,
    }


def skewed(seed, n):
    rng = Rng(seed)
    return [-np.log(1 - rng.uniform()) for _ in range(n)]


def bootstrap_cases():
    rng = Rng(51)
    return [
        bootstrap("mean of skewed values", skewed(52, 40), "mean", 1, 500),
        bootstrap("mean of skewed values, 80 %", skewed(52, 40), "mean", 2, 300, 0.8),
        bootstrap("median of skewed values", skewed(53, 31), "median", 3, 400),
        bootstrap("variance of few values", skewed(54, 12), "variance", 4, 400),
        bootstrap("accuracy: zeros and ones, many resamples equal the estimate", [int(rng.uniform() < 0.8) for _ in range(30)], "mean", 5, 400),
    ]


def stratified():
    """Two samples whose difference of means is the statistic: SciPy's several-sample BCa on our resamples."""
    rng = Rng(55)
    groups = [skewed(56, 15), [1 + 2 * rng.uniform() for _ in range(25)]]
    seed, resamples = 6, 300
    draw = Rng(seed)
    drawn = [np.empty((resamples, len(group)), int) for group in groups]
    for b in range(resamples):
        for rows in drawn:
            rows[b] = [draw.integer(rows.shape[1]) for _ in range(rows.shape[1])]
    tables = iter(drawn)
    with mock.patch("scipy.stats._resampling.rng_integers", lambda *_: next(tables)):
        result = stats.bootstrap(
            tuple(np.array(group) for group in groups),
            lambda a, b, axis: np.mean(a, axis=axis) - np.mean(b, axis=axis),
            n_resamples=resamples,
            batch=resamples,
            method="BCa",
        )
    return {
        "groups": groups,
        "seed": seed,
        "resamples": resamples,
        "interval": {
            "estimate": np.mean(groups[0]) - np.mean(groups[1]),
            "lower": result.confidence_interval.low,
            "upper": result.confidence_interval.high,
            "standardError": result.standard_error,
        },
    }


def monte_carlo():
    values = skewed(57, 60)
    resamples = 20_000
    intervals = {}
    for ours, theirs in (("percentile", "percentile"), ("bca", "BCa")):
        result = stats.bootstrap(
            (np.array(values),), np.mean, n_resamples=resamples, method=theirs, random_state=np.random.default_rng(1)
        )
        intervals[ours] = {
            "lower": result.confidence_interval.low,
            "upper": result.confidence_interval.high,
            "standardError": result.standard_error,
        }
    return {"values": values, "resamples": resamples, "intervals": intervals}


write(
    HERE / "uncertainty.json",
    "uncertainty.gen.py",
    {
        "normal": normal(),
        "delong": delong_cases(),
        "bootstrap": bootstrap_cases(),
        "stratified": stratified(),
        "monteCarlo": monte_carlo(),
    },
)
