#!/usr/bin/python3
"""Expected results for labeling: writes labeling.json beside it.

    cd test/conformance/labeling && /usr/bin/python3 -B labeling.gen.py

- Dawid & Skene 1979: the data of their table 1 (45 patients, five anaesthetists, the first of whom saw each patient three
  times) and the estimates of their tables 2 and 4 to two decimals. Beside it the same model written out naively in NumPy,
  without logarithms, run until nothing changes, to full precision.
- Krippendorff 2011, "Computing Krippendorff's alpha-reliability", section D: four observers, twelve units, nominal 0.743,
  ordinal 0.815, interval 0.849, ratio 0.797 as printed. Beside it the definition by pairs of values, in exact fractions.
- Fleiss 1971, as in its textbook example of ten subjects and fourteen raters: statsmodels.stats.inter_rater.fleiss_kappa.
- Wilson intervals: statsmodels.stats.proportion.proportion_confint.
- Entropy: scipy.stats.entropy.
- Binomial tail behind the threshold for machine labels: scipy.stats.binom.cdf, the search written out plainly.
"""

import itertools
import pathlib
import sys
from fractions import Fraction

import numpy as np
import scipy
import statsmodels
from scipy import stats
from statsmodels.stats.inter_rater import fleiss_kappa
from statsmodels.stats.proportion import proportion_confint

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "metrics"))
sys.path.insert(0, str(HERE.parent / "core"))
from fixture import write  # noqa: E402
from xoshiro import Rng  # noqa: E402

# One line a patient: the three readings of observer 1, then one each of observers 2 to 5.
PATIENTS = """
1111111 3334334 1122122 2223121 2223222 2223322 1222111 3333433 2222223 2322223 4444444 2223343 1111111 2223212 1211111
1112111 1111111 1111111 2222221 2221322 2222222 2222221 2223222 2212222 1111111 1111111 2322222 1111111 1111111 1121121
1111111 3333233 1111111 2222222 2223232 4334343 2212232 2323233 3333432 1111111 1111111 1212111 2322222 1211111 2222222
""".split()
OBSERVERS = [0, 0, 0, 1, 2, 3, 4]


def dawid_skene(counts, iterations=5000):
    """counts: items × workers × classes; equations 2.3 to 2.5 and 2.7 of the paper."""
    items, workers, classes = counts.shape
    posterior = counts.sum(axis=1) / counts.sum(axis=(1, 2))[:, None]
    for _ in range(iterations):
        priors = posterior.mean(axis=0)
        confusion = np.einsum("ij,ikl->kjl", posterior, counts)
        sums = confusion.sum(axis=2, keepdims=True)
        confusion = np.where(sums > 0, confusion / np.where(sums > 0, sums, 1), 1 / classes)
        joint = priors * np.prod(confusion[None, :, :, :] ** counts[:, :, None, :], axis=(1, 3))
        posterior = joint / joint.sum(axis=1, keepdims=True)
    return {
        "priors": priors,
        "confusions": confusion,
        "posteriors": posterior,
        "logLikelihood": np.log(joint.sum(axis=1)).sum(),
    }


def patients():
    counts = np.zeros((45, 5, 4))
    for i, readings in enumerate(PATIENTS):
        for observer, reading in zip(OBSERVERS, readings):
            counts[i, observer, int(reading) - 1] += 1
    return {
        "readings": PATIENTS,
        "observers": OBSERVERS,
        "published": {
            "priors": [0.40, 0.42, 0.11, 0.07],
            "confusions": [
                [[0.89, 0.11, 0, 0], [0.07, 0.88, 0.05, 0], [0, 0.34, 0.66, 0], [0, 0, 0.56, 0.44]],
                [[0.83, 0.17, 0, 0], [0.05, 0.63, 0.31, 0], [0, 0, 1, 0], [0, 0, 0, 1]],
                [[1, 0, 0, 0], [0.11, 0.79, 0.11, 0], [0, 0.40, 0.20, 0.40], [0, 0, 0.67, 0.33]],
                [[0.94, 0.06, 0, 0], [0.05, 0.84, 0.10, 0], [0, 0, 0.80, 0.20], [0, 0, 0.33, 0.67]],
                [[1, 0, 0, 0], [0.16, 0.73, 0.11, 0], [0, 0.21, 0.79, 0], [0, 0, 0.33, 0.67]],
            ],
        },
        "numpy": dawid_skene(counts),
    }


def crowd():
    """Sparse votes of unequal workers, three classes: each item is seen by four of eight workers."""
    rng = Rng(71)
    accuracies = [0.95, 0.9, 0.8, 0.75, 0.7, 0.6, 0.5, 0.35]
    votes, counts = [], np.zeros((60, 8, 3))
    for item in range(60):
        truth = rng.integer(3)
        team = sorted(range(8), key=lambda _: rng.uniform())[:4]
        for worker in team:
            right = rng.uniform() < accuracies[worker]
            label = truth if right else (truth + 1 + rng.integer(2)) % 3
            votes.append([item, worker, label])
            counts[item, worker, label] += 1
    return {"votes": votes, "numpy": dawid_skene(counts)}


# None = not observed. Rows are observers A to D, columns units 1 to 12.
KRIPPENDORFF = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]


def alpha(rows, level):
    units = [[v for v in column if v is not None] for column in zip(*rows)]
    units = [unit for unit in units if len(unit) > 1]
    values = [v for unit in units for v in unit]
    n = len(values)

    def squared(a, b):
        if a == b:
            return Fraction(0)
        if level == "nominal":
            return Fraction(1)
        if level == "interval":
            return Fraction(a - b) ** 2
        if level == "ratio":
            return Fraction(a - b, a + b) ** 2
        low, high = min(a, b), max(a, b)
        between = sum(1 for v in values if low <= v <= high)
        return (between - Fraction(values.count(low) + values.count(high), 2)) ** 2

    observed = sum(
        sum(squared(a, b) for a, b in itertools.permutations(unit, 2)) / Fraction(len(unit) - 1) for unit in units
    ) / n
    expected = sum(squared(a, b) for a, b in itertools.permutations(values, 2)) / Fraction(n * (n - 1))
    return float(1 - observed / expected)


def krippendorff():
    published = {"nominal": 0.743, "ordinal": 0.815, "interval": 0.849, "ratio": 0.797}
    rng = Rng(72)
    sparse = [[(1 + rng.integer(6)) if rng.uniform() < 0.6 else None for _ in range(20)] for _ in range(5)]
    return [
        {"name": "Krippendorff 2011", "rows": KRIPPENDORFF, "published": published, "exact": {k: alpha(KRIPPENDORFF, k) for k in published}},
        {"name": "sparse random values", "rows": sparse, "published": None, "exact": {k: alpha(sparse, k) for k in published}},
    ]


FLEISS = [
    [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
]


def fleiss():
    rng = Rng(73)
    small = []
    for _ in range(25):
        row = [0, 0, 0]
        for _ in range(4):
            row[min(2, int(3 * rng.uniform() ** 2))] += 1
        small.append(row)
    return [
        {"name": "ten subjects, fourteen raters", "counts": FLEISS, "published": 0.210, "kappa": fleiss_kappa(np.array(FLEISS))},
        {"name": "four raters, three classes", "counts": small, "published": None, "kappa": fleiss_kappa(np.array(small))},
    ]


def wilson():
    cases = [(0, 3, 0.95), (3, 3, 0.95), (17, 20, 0.95), (17, 20, 0.8), (950, 1000, 0.99), (1, 2, 0.5)]
    return [
        {"name": f"{hits} of {n}", "hits": hits, "n": n, "confidence": c, "interval": proportion_confint(hits, n, 1 - c, "wilson")}
        for hits, n, c in cases
    ]


def probabilities(rng, rows, classes, sharpness):
    raw = np.array([[rng.uniform() ** sharpness + 1e-9 for _ in range(classes)] for _ in range(rows)])
    return raw / raw.sum(axis=1, keepdims=True)


def doubts():
    p = probabilities(Rng(74), 30, 4, 3)
    ordered = np.sort(p, axis=1)
    return {
        "probabilities": p,
        "least-confidence": 1 - ordered[:, -1],
        "margin": 1 - (ordered[:, -1] - ordered[:, -2]),
        "entropy": stats.entropy(p, axis=1),
    }


def threshold(seed, rows, accuracy, confidence):
    """Labels are right with the probability that the model claims, so that sure ones are mostly right."""
    rng = Rng(seed)
    best = sorted((round(0.5 + 0.5 * rng.uniform() ** 0.3, 3) for _ in range(rows)), reverse=True)
    wrong = [rng.uniform() > b for b in best]
    counts = [i + 1 for i in range(rows) if i + 1 == rows or best[i + 1] != best[i]]
    allowed = (1 - confidence) / 4
    found = 0
    for start in (0.25, 0.5, 0.75, 1):
        for count in counts:
            if count < start * rows or (1 - (1 - accuracy)) ** count > allowed:
                continue
            if stats.binom.cdf(sum(wrong[:count]), count, 1 - accuracy) > allowed:
                break
            found = max(found, count)
    return {
        "name": f"{rows} rows, {accuracy} at {confidence}",
        "best": best,
        "wrong": [int(w) for w in wrong],
        "accuracy": accuracy,
        "confidence": confidence,
        "count": found,
        "errors": sum(wrong[:found]),
        "threshold": best[found - 1] if found else None,
    }


write(
    HERE / "labeling.json",
    pathlib.Path(__file__).name,
    {
        "statsmodels": statsmodels.__version__,
        "scipy": scipy.__version__,
        "patients": patients(),
        "crowd": crowd(),
        "krippendorff": krippendorff(),
        "fleiss": fleiss(),
        "wilson": wilson(),
        "doubts": doubts(),
        "thresholds": [
            threshold(75, 400, 0.9, 0.95),
            threshold(76, 400, 0.95, 0.9),
            threshold(77, 200, 0.85, 0.95),
            threshold(78, 60, 0.95, 0.95),
        ],
    },
)
