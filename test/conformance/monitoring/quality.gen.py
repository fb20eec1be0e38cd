#!/usr/bin/python3
"""Expected statistics, intervals, distances and rankings: writes quality.json beside it.

    cd test/conformance/monitoring && /usr/bin/python3 -B quality.gen.py

- Wilson's interval: statsmodels proportion_confint(method="wilson").
- NDCG: sklearn.metrics.ndcg_score on the example of the Amazon SageMaker Developer Guide and on random importances.
- Column statistics: NumPy (population standard deviation as in Deequ), numpy.histogram for the buckets, numpy.quantile for the sketch.
- L-infinity distance: scipy.stats.ks_2samp for "Simple", Deequ's formula for "Robust".
- Quality by window: pandas merge and groupby, sklearn metrics.
"""

import numpy as np
import pandas as pd
from fixtures import write
from scipy.stats import ks_2samp
from sklearn.metrics import ndcg_score, precision_score, recall_score
from statsmodels.stats.proportion import proportion_confint

rng = np.random.default_rng(11)

wilson = []
for successes, trials, confidence in [(0, 10, 0.95), (10, 10, 0.95), (1, 1, 0.95), (7, 20, 0.95), (7, 20, 0.99), (500, 1000, 0.9), (3, 100000, 0.95), (25, 30, 0.5)]:
    low, high = proportion_confint(successes, trials, alpha=1 - confidence, method="wilson")
    wilson.append({"name": f"{successes} of {trials}", "successes": successes, "trials": trials, "confidence": confidence, "interval": {"estimate": successes / trials, "lower": low, "upper": high}})

attributions = []
for name, before, after in [
    ("AWS's college admission", [0.7, 0.5, 0.05], [0.1, 0.2, 0.7]),
    ("the same order", [0.7, 0.5, 0.05], [7, 5, 1]),
    ("twelve features", np.round(rng.exponential(size=12), 4), np.round(rng.exponential(size=12), 4)),
    ("little moved", [0.4, 0.3, 0.2, 0.1], [0.4, 0.2, 0.3, 0.1]),
]:
    attributions.append({"name": name, "baseline": before, "current": after, "ndcg": ndcg_score([before], [after])})


def statistics(name, values):
    present = np.array([v for v in values if v is not None], float)
    count, limits = np.histogram(present, bins=10)
    return {
        "name": name,
        "values": values,
        "present": len(present),
        "missing": len(values) - len(present),
        "inferredType": "Integral" if (present == np.floor(present)).all() else "Fractional",
        "mean": present.mean(),
        "sum": present.sum(),
        "standardDeviation": present.std(),
        "min": present.min(),
        "max": present.max(),
        "distinct": len(np.unique(present)),
        "lower": limits[:-1],
        "upper": limits[1:],
        "count": count,
        "sketch": np.quantile(present, np.linspace(0, 1, 21)),
    }


columns = [
    statistics("fractions", np.round(rng.gamma(2, 3, 60), 3).tolist()),
    statistics("whole numbers with gaps", [int(v) if keep else None for v, keep in zip(rng.poisson(8, 50) - 3, rng.random(50) > 0.2)]),
]

distances = []
for name, before, after in [
    ("shifted", np.round(rng.normal(size=90), 3), np.round(rng.normal(0.7, 1, 60), 3)),
    ("same source", np.round(rng.normal(size=50), 3), np.round(rng.normal(size=40), 3)),
    ("ties", rng.integers(0, 5, 200), rng.integers(0, 7, 150)),
]:
    simple = ks_2samp(before, after).statistic
    n, m = len(before), len(after)
    distances.append({"name": name, "baseline": before, "current": after, "simple": simple, "robust": max(0, simple - 1.8 * np.sqrt((n + m) / (n * m)))})

size = 200
predictions = pd.DataFrame({"id": rng.permutation(size), "time": np.round(rng.uniform(0, 40, size), 2), "predicted": rng.integers(0, 2, size)})
labels = predictions.sample(150, random_state=3)[["id"]].copy()
labels["actual"] = np.where(rng.random(150) < 0.8, predictions.set_index("id").loc[labels["id"], "predicted"].to_numpy(), 1 - predictions.set_index("id").loc[labels["id"], "predicted"].to_numpy())
labels["arrival"] = np.round(predictions.set_index("id").loc[labels["id"], "time"].to_numpy() + rng.exponential(6, 150), 2)
as_of, length = 42.0, 10
joined = predictions.merge(labels[labels["arrival"] <= as_of], on="id", how="left")
start = predictions["time"].min()
windows = []
for k in range(int((predictions["time"].max() - start) // length) + 1):
    inside = joined[(joined["time"] >= start + k * length) & (joined["time"] < start + (k + 1) * length)]
    known = inside.dropna(subset=["actual"])
    right = int((known["actual"] == known["predicted"]).sum())
    low, high = proportion_confint(right, len(known), alpha=0.05, method="wilson")
    windows.append({"predictions": len(inside), "labeled": len(known), "coverage": len(known) / len(inside), "medianDelay": (known["arrival"] - known["time"]).median(), "accuracy": {"value": right / len(known), "lower": low, "upper": high}, "precision": precision_score(known["actual"], known["predicted"]), "recall": recall_score(known["actual"], known["predicted"])})

quality = {
    "predictions": {"ids": predictions["id"].tolist(), "times": predictions["time"].tolist(), "predicted": predictions["predicted"].tolist()},
    "labels": {"ids": labels["id"].tolist(), "actual": labels["actual"].tolist(), "times": labels["arrival"].tolist()},
    "asOf": as_of,
    "windowLength": length,
    "windows": windows,
}

write("quality.json", "quality.gen.py", {"wilson": wilson, "attributions": attributions, "columns": columns, "distances": distances, "quality": quality})
