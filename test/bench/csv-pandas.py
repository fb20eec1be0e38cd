"""Times pandas.read_csv on a file: csv-pandas.py FILE RUNS prints one JSON line."""

import json
import resource
import statistics
import sys
import time

import pandas

path, runs = sys.argv[1], int(sys.argv[2])
times = []
for _ in range(runs):
    start = time.perf_counter()
    table = pandas.read_csv(path)
    times.append((time.perf_counter() - start) * 1000)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(json.dumps({"medianMs": statistics.median(times), "rowCount": len(table), "peakBytes": peak, "version": pandas.__version__}))
