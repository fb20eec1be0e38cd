"""Times scikit-learn's cross-validation on a sample of training-trees-sample.ts: doors-sklearn.py FOLDER RUNS prints one JSON line."""

import json
import os
import sys
import time

os.environ["OMP_NUM_THREADS"] = "1"

import numpy  # noqa: E402
import sklearn  # noqa: E402
from sklearn.model_selection import KFold, cross_val_score  # noqa: E402
from sklearn.tree import DecisionTreeClassifier  # noqa: E402

folder, runs = sys.argv[1], int(sys.argv[2])
y = numpy.fromfile(f"{folder}/train-labels", dtype=numpy.uint8)
x = numpy.fromfile(f"{folder}/train-features", dtype=numpy.float64).reshape(len(y), -1)


def run():
    tree = DecisionTreeClassifier(max_depth=6, random_state=1)
    return cross_val_score(tree, x, y, cv=KFold(5), scoring="accuracy").mean()


result = run()
times = []
for _ in range(runs):
    start = time.perf_counter()
    result = run()
    times.append((time.perf_counter() - start) * 1000)
print(json.dumps({"version": sklearn.__version__, "times": times, "result": result}))
