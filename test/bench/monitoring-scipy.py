"""Times SciPy and NumPy on a sample of monitoring.ts: monitoring-scipy.py FOLDER RUNS prints one JSON line for all tasks."""

import json
import statistics
import sys
import time

import numpy
import scipy
from scipy import stats

folder, runs = sys.argv[1], int(sys.argv[2])


def columns(size):
    return [numpy.fromfile(f"{folder}/{name}-{size}", dtype=numpy.float64) for name in ("baseline", "current")]


small, large = columns("small"), columns("large")


def psi(baseline, current):
    edges = numpy.quantile(baseline, numpy.arange(1, 10) / 10)
    before = numpy.bincount(numpy.searchsorted(edges, baseline, side="left"), minlength=10)
    after = numpy.bincount(numpy.searchsorted(edges, current, side="left"), minlength=10)
    p = numpy.maximum(before / before.sum(), 1e-4)
    q = numpy.maximum(after / after.sum(), 1e-4)
    return float(((q - p) * numpy.log(q / p)).sum())


tasks = {
    "ks": lambda: [stats.ks_2samp(*small).statistic],
    "ksLarge": lambda: [stats.ks_2samp(*large).statistic],
    "wasserstein": lambda: [stats.wasserstein_distance(*small)],
    "psi": lambda: [psi(*small)],
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
print(json.dumps({"version": scipy.__version__, "tasks": found}))
