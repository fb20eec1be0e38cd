#!/usr/bin/python3
"""Expected alarms of the online detectors: writes detectors.json beside it.

    cd test/conformance/monitoring && /usr/bin/python3 -B detectors.gen.py

The streams are those of River's tests (river/drift/test_drift_detectors.py: numpy.random.seed(12345), two sources of 1000 values each),
and its published positions are asserted here: DDM 1049; EDDM 681, 848, 983, 1042, 1089; Page-Hinkley 1020 and 1991. The
detectors below are written from the papers, in another style than the engine's (whole lists instead of running sums), so that
an error would have to be made twice. ADWIN looks at every bucket, as the paper says; River leaves out the last of each row
and rings first at 1055. KSWIN draws with the engine's generator (xoshiro.py) and tests with scipy.stats.ks_2samp (exact, no ties).
"""

import math

import numpy as np
from fixtures import write
from scipy import stats
from xoshiro import Rng

np.random.seed(12345)
stream_1 = np.concatenate((np.random.randint(2, size=1000), np.random.randint(8, size=1000)))
np.random.seed(12345)
stream_2 = np.concatenate([[np.random.binomial(1, p) for _ in range(1000)] for p in (0.2, 0.8)])
np.random.seed(12345)
normal = np.round(np.concatenate([np.random.normal(0, 1, 400), np.random.normal(0, 3, 400), np.random.normal(2, 3, 200)]), 6)


def ddm(stream, warm_up=30, warn=2, drift=3):
    start, drifts, warnings, best = 0, [], [], None
    for i in range(len(stream)):
        answers = stream[start : i + 1]
        n, p = len(answers), np.mean(answers)
        s = math.sqrt(p * (1 - p) / n)
        if n <= warm_up:
            continue
        if best is None or p + s <= sum(best):
            best = (p, s)
        if p + s > best[0] + drift * best[1]:
            drifts.append(i)
            start, best = i + 1, None
        elif p + s > best[0] + warn * best[1]:
            warnings.append(i)
    return {"drifts": drifts, "warnings": warnings}


def eddm(stream, warm_up=30, warn=0.95, drift=0.9):
    start, drifts, warnings, distances, last, largest, warned = 0, [], [], [], 0, 0, False
    for i, wrong in enumerate(stream):
        n = i - start + 1
        if wrong:
            distances.append(n - last)
            last, warned = n, False
            if n > warm_up:
                reach = np.mean(distances) + 2 * np.std(distances)
                if reach > largest:
                    largest = reach
                elif len(distances) > warm_up and reach / largest < drift:
                    drifts.append(i)
                    start, distances, last, largest = i + 1, [], 0, 0
                    continue
                elif len(distances) > warm_up:
                    warned = reach / largest < warn
        if warned:
            warnings.append(i)
    return {"drifts": drifts, "warnings": warnings}


def page_hinkley(stream, direction="increase", threshold=50, tolerance=0.005, forgetting=0.9999, warm_up=30):
    drifts, seen, up, down = [], [], 0.0, 0.0
    for i, x in enumerate(stream):
        seen.append(float(x))
        mean = math.fsum(seen) / len(seen)
        up = max(0.0, forgetting * up + (x - mean - tolerance))
        down = max(0.0, forgetting * down + (mean - x - tolerance))
        evidence = {"increase": up, "decrease": down, "both": max(up, down)}[direction]
        if len(seen) >= warm_up and evidence > threshold:
            drifts.append(i)
            seen, up, down = [], 0.0, 0.0
    return {"drifts": drifts}


def adwin(stream, delta=0.002, per_row=5, every=32, least=5):
    """The window itself is kept; buckets are (first value, number of values), so every mean and variance is computed anew."""
    window, buckets, drifts, widths = [], [], [], []
    for i, x in enumerate(stream):
        window.append(float(x))
        buckets.append(1)
        size = 1
        while buckets.count(size) > per_row:
            at = buckets.index(size)
            buckets[at : at + 2] = [2 * size]
            size *= 2
        ringing = False
        while (i + 1) % every == 0:
            n, variance, cut = len(window), np.var(window), False
            for k in range(1, len(buckets)):
                n0 = sum(buckets[:k])
                n1 = n - n0
                if min(n0, n1) < least:
                    continue
                inverse, log = 1 / n0 + 1 / n1, math.log(2 * math.log(n) / delta)
                bound = math.sqrt(2 * inverse * variance * log) + 2 / 3 * inverse * log
                if abs(np.mean(window[:n0]) - np.mean(window[n0:])) > bound:
                    cut = True
                    break
            if not cut:
                break
            ringing = True
            window = window[buckets[0] :]
            buckets = buckets[1:]
        if ringing:
            drifts.append(i)
        widths.append(len(window))
    return {"drifts": drifts, "width": widths[-1], "mean": float(np.mean(window)), "squares": float(np.var(window) * len(window))}


def kswin(stream, seed, significance=0.005, window_size=100, recent_size=30):
    rng, window, drifts = Rng(seed), [], []
    for i, x in enumerate(stream):
        window = (window + [float(x)])[-window_size:]
        if len(window) < window_size:
            continue
        older, recent = window[:-recent_size], window[-recent_size:]
        for place in range(recent_size):
            other = place + rng.integer(len(older) - place)
            older[place], older[other] = older[other], older[place]
        if stats.ks_2samp(older[:recent_size], recent, method="exact").pvalue <= significance:
            drifts.append(i)
            window = recent
    return {"drifts": drifts}


assert ddm(stream_2)["drifts"] == [1049]
assert eddm(stream_2)["drifts"] == [681, 848, 983, 1042, 1089]
assert page_hinkley(stream_1)["drifts"] == [1020, 1991]
assert adwin(stream_1)["drifts"][0] == 1023


def case(name, stream, options, found, **more):
    return {"name": name, "stream": stream, "options": options, **more, **found}


cases = [
    case("DDM on River's stream", "answers", {"kind": "ddm"}, ddm(stream_2)),
    case("DDM, more careful", "answers", {"kind": "ddm", "warmUp": 50, "warningLevel": 3, "driftLevel": 5}, ddm(stream_2, 50, 3, 5)),
    case("EDDM on River's stream", "answers", {"kind": "eddm"}, eddm(stream_2)),
    case("EDDM, more careful", "answers", {"kind": "eddm", "warningRatio": 0.8, "driftRatio": 0.75}, eddm(stream_2, 30, 0.8, 0.75)),
    case("Page–Hinkley on River's stream", "integers", {"kind": "page-hinkley"}, page_hinkley(stream_1)),
    case("Page–Hinkley downwards", "falling", {"kind": "page-hinkley", "direction": "decrease", "threshold": 30}, page_hinkley(stream_1[::-1], "decrease", 30)),
    case("Page–Hinkley both ways", "normal", {"kind": "page-hinkley", "direction": "both", "threshold": 40, "tolerance": 0.1, "forgetting": 1}, page_hinkley(normal, "both", 40, 0.1, 1)),
    case("ADWIN on River's stream", "integers", {"kind": "adwin"}, adwin(stream_1)),
    case("ADWIN on answers", "answers", {"kind": "adwin"}, adwin(stream_2)),
    case("ADWIN, every value, three buckets a row", "answers", {"kind": "adwin", "falseAlarmChance": 0.01, "bucketsPerRow": 3, "checkEvery": 1}, adwin(stream_2, 0.01, 3, 1)),
    case("KSWIN", "normal", {"kind": "kswin"}, kswin(normal, 42), seed=42),
    case("KSWIN, longer and stricter", "normal", {"kind": "kswin", "significance": 0.0001, "windowSize": 200, "recentSize": 100}, kswin(normal, 7, 0.0001, 200, 100), seed=7),
]
for one in cases:
    print(one["name"], one["drifts"], len(one.get("warnings", [])))
streams = {"answers": "".join(map(str, stream_2)), "integers": "".join(map(str, stream_1)), "normal": normal}
write("detectors.json", "detectors.gen.py", {"streams": streams, "cases": cases})
