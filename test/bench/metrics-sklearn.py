"""Times scikit-learn on a sample of metrics-sample.ts: metrics-sklearn.py FOLDER RUNS prints one JSON line for all tasks."""

import json
import statistics
import sys
import time

import numpy
import sklearn
from sklearn import metrics

folder, runs = sys.argv[1], int(sys.argv[2])


def column(name, kind):
    return numpy.fromfile(f"{folder}/{name}", dtype=kind)


labels = column("labels", numpy.uint8).astype(numpy.int64)
scores, tied = column("scores", numpy.float64), column("tiedScores", numpy.float64)
actual = column("actualClass", numpy.uint8).astype(numpy.int64)
predicted = column("predictedClass", numpy.uint8).astype(numpy.int64)
value, guess = column("actualValue", numpy.float64), column("predictedValue", numpy.float64)


def report():
    found = metrics.classification_report(actual, predicted, output_dict=True)
    classes = [found[str(k)]["f1-score"] for k in range(10)]
    return [*classes, found["accuracy"], found["macro avg"]["f1-score"], found["weighted avg"]["f1-score"]]


tasks = {
    "auc": lambda: [metrics.roc_auc_score(labels, scores)],
    "aucTied": lambda: [metrics.roc_auc_score(labels, tied)],
    "confusionMatrix": lambda: metrics.confusion_matrix(actual, predicted).ravel().tolist(),
    "report": report,
    "mae": lambda: [metrics.mean_absolute_error(value, guess)],
    "mse": lambda: [metrics.mean_squared_error(value, guess)],
    "rSquared": lambda: [metrics.r2_score(value, guess)],
}

found = {}
for task, run in tasks.items():
    result = run()
    run()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        result = run()
        times.append((time.perf_counter() - start) * 1000)
    found[task] = {"medianMs": statistics.median(times), "result": [float(x) for x in result]}
print(json.dumps({"version": sklearn.__version__, "tasks": found}))
