"""Times scikit-learn on one thread on a sample of training-linear-sample.ts: training-linear-sklearn.py FOLDER RUNS prints one JSON line."""

import json
import os
import statistics
import sys
import time
import warnings

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import numpy  # noqa: E402
import sklearn  # noqa: E402
from sklearn.cluster import KMeans  # noqa: E402
from sklearn.linear_model import LogisticRegression  # noqa: E402

warnings.filterwarnings("ignore")
folder, runs = sys.argv[1], int(sys.argv[2])
x = numpy.fromfile(f"{folder}/features").reshape(-1, 20)
y = numpy.fromfile(f"{folder}/labels", dtype=numpy.uint8)
start = numpy.fromfile(f"{folder}/start").reshape(-1, 20)


def logistic():
    model = LogisticRegression(max_iter=1000).fit(x, y)
    return lambda: float(numpy.logaddexp(0, (1 - 2.0 * y) * model.decision_function(x)).sum() + (model.coef_**2).sum() / 2)


def k_means():
    model = KMeans(8, init=start, n_init=1, tol=0, max_iter=1000).fit(x)
    return lambda: model.inertia_


found = {}
for task, run in {"logistic": logistic, "kMeans": k_means}.items():
    run()
    run()
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        reached = run()
        times.append((time.perf_counter() - begin) * 1000)
    found[task] = {"medianMs": statistics.median(times), "reached": reached()}
print(json.dumps({"version": sklearn.__version__, "tasks": found}))
