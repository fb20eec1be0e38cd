"""Times scikit-learn on one thread on a sample of training-trees-sample.ts: training-trees-sklearn.py FOLDER RUNS prints one JSON line."""

import json
import os
import statistics
import sys
import time

os.environ["OMP_NUM_THREADS"] = "1"

import numpy  # noqa: E402
import sklearn  # noqa: E402
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier  # noqa: E402
from sklearn.metrics import roc_auc_score  # noqa: E402
from sklearn.tree import DecisionTreeClassifier  # noqa: E402

folder, runs = sys.argv[1], int(sys.argv[2])
x, xt = (numpy.fromfile(f"{folder}/{name}-features").reshape(-1, 20) for name in ("train", "test"))
y, yt = (numpy.fromfile(f"{folder}/{name}-labels", dtype=numpy.uint8) for name in ("train", "test"))
many = numpy.tile(x, (10, 1))
models = {
    "tree": DecisionTreeClassifier(max_depth=10, random_state=1),
    "forest": RandomForestClassifier(max_depth=10, random_state=1, n_jobs=1),
    "boosting": HistGradientBoostingClassifier(early_stopping=False),
}
found = {}
for task, model in models.items():
    times = []
    for _ in range(runs if task != "forest" else min(runs, 3)):
        start = time.perf_counter()
        model.fit(x, y)
        times.append((time.perf_counter() - start) * 1000)
    found[task] = {"medianMs": statistics.median(times), "auc": roc_auc_score(yt, model.predict_proba(xt)[:, 1])}
times = []
for _ in range(min(runs, 3)):
    start = time.perf_counter()
    models["boosting"].predict_proba(many)
    times.append((time.perf_counter() - start) * 1000)
found["predict"] = {"medianMs": statistics.median(times), "auc": found["boosting"]["auc"]}
print(json.dumps({"version": sklearn.__version__, "tasks": found}))
