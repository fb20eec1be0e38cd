"""Elementary functions to 40 digits by mpmath, rounded to doubles. Needs python3-mpmath. Writes elementary.json."""

import json
import pathlib
import random

import mpmath

mpmath.mp.dps = 40
chance = random.Random(20261124)


def spread(low, high, count=60):
    """Points evenly over an interval, and points over its orders of magnitude."""
    even = [chance.uniform(low, high) for _ in range(count)]
    edge = max(abs(low), abs(high))
    small = [chance.choice([-1, 1]) * edge * 10 ** chance.uniform(-12, 0) for _ in range(count)]
    return even + [x for x in small if low <= x <= high]


def near_double(value):
    return float(mpmath.nstr(value, 25)) if value == value else "NaN"


CASES = {
    "exp": (spread(-700, 700) + spread(-2, 2) + [-740.5, -745.1, 709.7], mpmath.exp),
    "expm1": (spread(-30, 30) + spread(-0.4, 0.4), mpmath.expm1),
    "log": (spread(0, 10) + spread(0, 1e300) + [5e-324, 1e-310, 1.7e308, 0.7071067811865475, 1.4142135623730951], mpmath.log),
    "log2": (spread(0, 10) + spread(0, 1e300), lambda x: mpmath.log(x, 2)),
    "log1p": (spread(-0.999, 10) + spread(-0.4, 0.4), mpmath.log1p),
    "tanh": (spread(-25, 25) + spread(-1.2, 1.2), mpmath.tanh),
    "sin": (spread(-1e6, 1e6) + spread(-7, 7), mpmath.sin),
    "cos": (spread(-1e6, 1e6) + spread(-7, 7), mpmath.cos),
}

document = {
    "generator": "elementary.gen.py",
    "versions": {"mpmath": mpmath.__version__},
    "cases": {
        name: [[x, near_double(call(mpmath.mpf(x)))] for x in points if not (name.startswith("log") and name != "log1p" and x <= 0)]
        for name, (points, call) in CASES.items()
    },
}
path = pathlib.Path(__file__).with_name("elementary.json")
path.write_text(json.dumps(document).replace('"cases"', '\n"cases"') + "\n", encoding="utf-8")
print(path, path.stat().st_size)
