#!/usr/bin/python3
"""Expected results for money by threshold, uplift, cash flows and draws: writes money.json beside it.

    cd test/conformance/business && /usr/bin/python3 -B money.gen.py

- Money by threshold: for each threshold the sum over rows, written out; AUC-free, straight from the definition.
- Cost curve: for each point the minimum over all thresholds of sklearn's ROC curve; its area by fine trapezoids.
- Uplift: Radcliffe's and Gutierrez & Gerardy's formulas on sorted rows, ties joined.
- Cash flows: sums and roots of the polynomial (numpy.roots), those real and positive.
- Group-sequential bounds for two looks: scipy's bivariate normal distribution, the constant by root finding.
- Posteriors of two rates: scipy.integrate.quad over scipy.stats.beta.
- Quantiles: scipy.stats ppf.
"""

import json
import pathlib
import platform

import numpy
import scipy
import sklearn
from scipy import integrate, optimize, stats
from sklearn.metrics import roc_curve

rng = numpy.random.default_rng(20261124)
HERE = pathlib.Path(__file__).parent


def plain(value):
    if isinstance(value, dict):
        return {key: plain(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple, numpy.ndarray)):
        return [plain(entry) for entry in value]
    if isinstance(value, numpy.generic):
        value = value.item()
    if isinstance(value, float) and not numpy.isfinite(value):
        return "NaN" if value != value else "Infinity" if value > 0 else "-Infinity"
    return value


def money(name, labels, scores, amounts, weights=None):
    labels, scores = numpy.array(labels), numpy.array(scores)
    weights = numpy.ones(len(labels)) if weights is None else numpy.array(weights)
    column = {key: numpy.broadcast_to(numpy.array(value, dtype=float), labels.shape) for key, value in amounts.items()}
    get = lambda key: column.get(key, numpy.zeros(len(labels)))
    thresholds = [numpy.inf, *sorted(set(scores[weights > 0]), reverse=True)]
    totals = []
    for threshold in thresholds:
        called = scores >= threshold
        each = numpy.where(labels == 1, numpy.where(called, get("tp"), get("fn")), numpy.where(called, get("fp"), get("tn")))
        totals.append((each * weights).sum())
    return {"name": name, "labels": labels, "scores": scores, "weights": weights, "amounts": amounts, "thresholds": thresholds, "totals": totals}


def money_cases():
    n = 60
    labels = (rng.random(n) < 0.3).astype(int)
    scores = numpy.round(rng.random(n) + 0.4 * labels, 1)
    value = numpy.round(rng.lognormal(4, 1, n), 2)
    return [
        money("one figure for all, ties", labels, scores, {"tp": 40, "fp": -7}),
        money("all four, weights", labels, scores, {"tp": 1, "fp": -2, "fn": -30, "tn": 0.5}, numpy.round(rng.random(n) * 3, 1)),
        money("amounts by row", labels, scores, {"tp": value - 5, "fp": -5, "fn": -value}),
        money("amounts by row, weights, gains in places where nothing is won", labels, scores, {"tp": value * (value > 60), "tn": numpy.ones(n)}, numpy.arange(n) % 3),
        money("one class", numpy.ones(5, int), [3, 1, 2, 2, 5], {"tp": 2, "fn": -1}),
    ]


def cost_curve(name, labels, scores, points):
    fpr, tpr, _ = roc_curve(labels, scores, drop_intermediate=False)
    envelope = lambda pc: ((1 - tpr) * pc + fpr * (1 - pc)).min()
    fine = numpy.linspace(0, 1, 200001)
    lines = numpy.array([envelope(pc) for pc in fine])
    return {"name": name, "labels": labels, "scores": scores, "points": points, "cost": [envelope(pc) for pc in numpy.linspace(0, 1, points)], "area": numpy.trapz(lines, fine)}


def cost_curve_cases():
    n = 80
    labels = (rng.random(n) < 0.4).astype(int)
    return [
        cost_curve("overlapping classes", labels, numpy.round(rng.random(n) + 0.5 * labels, 2), 21),
        cost_curve("useless scores", labels, numpy.ones(n), 11),
        cost_curve("worse than chance", labels, -labels + rng.random(n), 11),
    ]


def uplift(name, outcomes, treated, scores):
    outcomes, treated, scores = (numpy.array(column, dtype=float) for column in (outcomes, treated, scores))
    rows = [(0.0, 0.0, 0.0)]
    for threshold in sorted(set(scores), reverse=True):
        top = scores >= threshold
        nt, nc = (top & (treated == 1)).sum(), (top & (treated == 0)).sum()
        yt, yc = outcomes[top & (treated == 1)].sum(), outcomes[top & (treated == 0)].sum()
        mt, mc = (yt / nt if nt else 0), (yc / nc if nc else 0)
        rows.append((top.mean(), yt - mc * nt, (mt - mc) * top.mean()))
    fraction, incremental, lift = numpy.array(rows).T
    return {
        "name": name, "outcomes": outcomes, "treated": treated, "scores": scores, "fraction": fraction, "incremental": incremental, "uplift": lift,
        "qini": (numpy.trapz(incremental, fraction) - incremental[-1] / 2) / treated.sum(), "auuc": numpy.trapz(lift, fraction),
    }


def groups(case, count):
    outcomes, treated, scores = case["outcomes"], case["treated"], case["scores"]
    order = numpy.argsort(-scores, kind="stable")
    result = []
    for part in numpy.array_split(order, count):
        t, c = part[treated[part] == 1], part[treated[part] == 0]
        result.append({"meanScore": scores[part].mean(), "treatedCount": len(t), "controlCount": len(c), "treatedMean": outcomes[t].mean(), "controlMean": outcomes[c].mean(), "uplift": outcomes[t].mean() - outcomes[c].mean()})
    return result


def uplift_cases():
    n = 150
    x = rng.random(n)
    treated = (rng.random(n) < 0.5).astype(int)
    bought = (rng.random(n) < 0.2 + 0.5 * x * treated).astype(int)
    cases = [
        uplift("rates, a model that knows", bought, treated, x),
        uplift("rates, ties", bought, treated, numpy.round(x, 1)),
        uplift("amounts, some negative", numpy.round(bought * rng.normal(20, 30, n), 2), treated, rng.random(n)),
    ]
    for case in cases:
        case["groups"] = groups(case, 7)
    return cases


def cash_flow_cases():
    result = []
    for flows, rate in [([-100, 66, 72.6], 0.1), ([-1000] + [90] * 24, 0.02), ([-100, 230, -132], 0.05), ([100, 10], 0.1), ([-1000, 300, 400, 500, -150], 0.08), ([-50, 20, 20], 0.3), ([-10000, 0, 0, 12100], -0.02), ([0, -5, 0, 6], 0.1)]:
        flows = numpy.array(flows, dtype=float)
        roots = numpy.roots(flows[::-1])
        growth = 1 / roots[(abs(roots.imag) < 1e-9) & (roots.real > 1e-9)].real
        result.append({"cashFlows": flows, "rate": rate, "value": (flows / (1 + rate) ** numpy.arange(len(flows))).sum(), "rates": sorted(growth - 1)})
    return result


def two_looks(shape, significance):
    def left(c):
        a, b = (c, c) if shape == "pocock" else (c * 2**0.5, c)
        inside = stats.multivariate_normal(cov=[[1, 0.5**0.5], [0.5**0.5, 1]])
        box = inside.cdf([a, b]) - inside.cdf([-a, b]) - inside.cdf([a, -b]) + inside.cdf([-a, -b])
        return 1 - box - significance

    c = optimize.brentq(left, 1, 5, xtol=1e-10)
    return {"shape": shape, "significance": significance, "z": [c, c] if shape == "pocock" else [c * 2**0.5, c]}


def posteriors(control, treatment, prior=(1, 1)):
    a, b = (stats.beta(prior[0] + k, prior[1] + n - k) for k, n in (control, treatment))
    lo, hi = min(a.ppf(1e-13), b.ppf(1e-13)), max(a.isf(1e-13), b.isf(1e-13))
    inside = sorted({float(q.ppf(p)) for q in (a, b) for p in (0.001, 0.1, 0.5, 0.9, 0.999)})
    area = lambda f: integrate.quad(f, lo, hi, points=inside, limit=500, epsabs=1e-13)[0]
    return {
        "control": control, "treatment": treatment, "prior": prior,
        "expected": {
            "controlMean": a.mean(), "treatmentMean": b.mean(),
            "treatmentIsBetter": area(lambda x: b.pdf(x) * a.cdf(x)),
            "lossOfTreatment": area(lambda x: b.cdf(x) * a.sf(x)), "lossOfControl": area(lambda x: a.cdf(x) * b.sf(x)),
        },
    }


def posterior_cases():
    return [
        posteriors((20, 100), (30, 100)),
        posteriors((200, 10000), (260, 10000)),
        posteriors((0, 5), (1, 4)),
        posteriors((3, 10), (3, 1000), (2, 5)),
        posteriors((50000, 1000000), (50400, 1000000)),
        posteriors((5, 9), (5, 9), (0.5, 0.5)),
    ]


def quantile_cases():
    p = [1e-9, 0.01, 0.2, 0.5, 0.77, 0.999]
    s = numpy.sqrt(numpy.log1p((3 / 2) ** 2))
    frozen = [
        ({"kind": "uniform", "low": -2, "high": 5}, stats.uniform(-2, 7)),
        ({"kind": "triangular", "low": 1, "mode": 2, "high": 5}, stats.triang(0.25, 1, 4)),
        ({"kind": "triangular", "low": 1, "mode": 1, "high": 5}, stats.triang(0, 1, 4)),
        ({"kind": "normal", "mean": 3, "standardDeviation": 2}, stats.norm(3, 2)),
        ({"kind": "lognormal", "mean": 2, "standardDeviation": 3}, stats.lognorm(s, scale=numpy.exp(numpy.log(2) - s**2 / 2))),
        ({"kind": "exponential", "mean": 0.5}, stats.expon(scale=0.5)),
    ]
    return {"p": p, "cases": [{"distribution": d, "quantiles": f.ppf(p)} for d, f in frozen]}


document = {
    "generator": "money.gen.py",
    "versions": {"python": platform.python_version(), "numpy": numpy.__version__, "scipy": scipy.__version__, "sklearn": sklearn.__version__},
    "money": money_cases(),
    "costCurves": cost_curve_cases(),
    "uplift": uplift_cases(),
    "cashFlows": cash_flow_cases(),
    "twoLooks": [two_looks(shape, a) for shape in ("obrien-fleming", "pocock") for a in (0.05, 0.01)],
    "posteriors": posterior_cases(),
    "quantiles": quantile_cases(),
}
text = json.dumps(plain(document), allow_nan=False).replace('{"name":', '\n{"name":') + "\n"
(HERE / "money.json").write_text(text, encoding="utf-8")
print(len(text), "characters")
