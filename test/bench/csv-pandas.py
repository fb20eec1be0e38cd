"""Times pandas.read_csv on a file: csv-pandas.py FILE RUNS prints one JSON line."""

import json
import re
import statistics
import sys
import time

import pandas

path, runs = sys.argv[1], int(sys.argv[2])


def memory(which):
    """In bytes: VmRSS is the memory now, VmHWM the highest since the peak was forgotten."""
    with open("/proc/self/status") as status:
        return int(re.search(which + r":\s+(\d+) kB", status.read()).group(1)) * 1024


def peak_of(read):
    """What reading adds at its highest; None where the system does not tell."""
    try:
        with open("/proc/self/clear_refs", "w") as peak:
            peak.write("5")
        idle = memory("VmRSS")
        read()
        return memory("VmHWM") - idle
    except OSError:
        return None


table = pandas.read_csv(path, nrows=2)
peak_bytes = peak_of(lambda: pandas.read_csv(path))
times = []
for _ in range(runs):
    start = time.perf_counter()
    table = pandas.read_csv(path)
    times.append((time.perf_counter() - start) * 1000)
found = {"medianMs": statistics.median(times), "rowCount": len(table), "version": pandas.__version__}
print(json.dumps(found if peak_bytes is None else {**found, "peakBytes": peak_bytes}))
