#!/usr/bin/python3
"""Expected results for metrics of scores: writes ranking.json beside it.

    cd test/conformance/metrics && /usr/bin/python3 -B ranking.gen.py

Made with scikit-learn 1.2.1, with these newer conventions computed here by formula:
- the first threshold of a ROC curve is infinity (1.3 and later), not the highest score plus 1;
- a DET curve gets a threshold at infinity unless some finite one has no false positive (1.7 and later);
- a one-class AUC, rate or curve is NaN with a warning (1.6 and later); the engine throws or takes the caller's value.
scikit-learn has no gain or lift curve; both are computed from sorted counts with NumPy.

two-class-scores.csv and hpc-cv-folds-06-to-10.csv are example data of the R package modeldata (MIT): two_class_example, and
the rows of Fold06 to Fold10 of hpc_cv, the part whose AUC R's yardstick publishes. Rows of the million-row cases come from
xoshiro.py. Neither is stored in ranking.json again.
"""

import csv
import pathlib
import warnings

import numpy as np
from fixture import outcome, write
from sklearn import metrics as sk
from sklearn.metrics._ranking import _binary_clf_curve
from xoshiro import Rng

warnings.filterwarnings("ignore")
INFINITY = float("inf")
HERE = pathlib.Path(__file__).parent


# ----------------------------------------------------------------------------------------------------------- binary
def counts(labels, scores, weights):
    """fp, tp and thresholds by scikit-learn, with the point at infinity in front."""
    fp, tp, thresholds = _binary_clf_curve(labels, scores, pos_label=1, sample_weight=weights)
    return np.r_[0.0, fp], np.r_[0.0, tp], np.r_[INFINITY, thresholds]


def roc(labels, scores, weights, drop):
    fpr, tpr, thresholds = sk.roc_curve(labels, scores, sample_weight=weights, drop_intermediate=drop)
    thresholds[0] = INFINITY
    return {"thresholds": thresholds, "falsePositiveRate": fpr, "truePositiveRate": tpr}


def det(labels, scores, weights):
    """Rule of 1.7: from the last point without false positives to the first without false negatives, reversed."""
    fp, tp, thresholds = counts(labels, scores, weights)
    first = np.flatnonzero(fp == 0)[-1]
    last = np.flatnonzero(tp == tp[-1])[0]
    part = slice(first, last + 1)
    curve = {
        "thresholds": thresholds[part][::-1],
        "falsePositiveRate": (fp[part] / fp[-1])[::-1],
        "falseNegativeRate": ((tp[-1] - tp[part]) / tp[-1])[::-1],
    }
    # Where a finite threshold has no false positive, 1.2.1 has the same rule and is the oracle.
    if np.isfinite(thresholds[first]):
        for ours, theirs in zip(
            ("falsePositiveRate", "falseNegativeRate", "thresholds"), sk.det_curve(labels, scores, sample_weight=weights)
        ):
            np.testing.assert_allclose(curve[ours], theirs, rtol=1e-12)
    return curve


def binary(name, labels, scores, weights=None, curves=True):
    fp, tp, thresholds = counts(labels, scores, weights)
    precision, recall, ascending = sk.precision_recall_curve(labels, scores, sample_weight=weights)
    reached = (tp + fp) / (tp[-1] + fp[-1])
    case = {
        "name": name,
        "labels": labels,
        "scores": scores,
        **({"weights": weights} if weights is not None else {}),
        "rocAuc": sk.roc_auc_score(labels, scores, sample_weight=weights),
        "partial": [
            {"maximum": m, "auc": sk.roc_auc_score(labels, scores, sample_weight=weights, max_fpr=m)} for m in (0.05, 0.1, 0.5, 0.9, 1)
        ],
        "averagePrecision": sk.average_precision_score(labels, scores, sample_weight=weights),
    }
    if curves:
        case |= {
            "counts": {"thresholds": thresholds, "tp": tp, "fp": fp, "positives": tp[-1], "negatives": fp[-1]},
            "roc": roc(labels, scores, weights, False),
            "rocDropped": roc(labels, scores, weights, True),
            "precisionRecall": {"thresholds": ascending, "precision": precision, "recall": recall},
            "det": det(labels, scores, weights),
            "gain": {"fraction": reached, "gain": tp / tp[-1]},
            "lift": {"fraction": reached[1:], "lift": tp[1:] / tp[-1] / reached[1:]},
        }
    return case


def read_csv(name):
    with open(HERE / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def binary_cases():
    rng = Rng(40)
    n = 150
    smooth_labels = [int(rng.uniform() < 0.4) for _ in range(n)]
    smooth = [rng.uniform() + 0.3 * label for label in smooth_labels]
    weights = [rng.uniform() * 3 for _ in range(n)]
    holes = [0.0 if rng.uniform() < 0.3 else float(rng.integer(4)) for _ in range(n)]
    tied = [round(score * 8) / 8 for score in smooth]
    signed = [(score - 0.7) * 10.0 ** (rng.integer(40) - 20) for score in smooth]
    case_2006 = [0.9, 0.8, 0.7, 0.6, 0.55, 0.54, 0.53, 0.52, 0.51, 0.505, 0.4, 0.39, 0.38, 0.37, 0.36, 0.35, 0.34, 0.33, 0.3, 0.1]
    return [
        binary("the example of scikit-learn's manual", [0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]),
        binary("the twenty rows of Fawcett 2006", [1, 1, 0, 1, 1, 1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 1, 0, 1, 0], case_2006),
        binary("smooth scores", smooth_labels, smooth),
        binary("smooth scores, weighted", smooth_labels, smooth, weights),
        binary("many weights of 0", smooth_labels, smooth, holes),
        binary("ties", smooth_labels, tied),
        binary("ties, weighted", smooth_labels, tied, weights),
        binary("ties, many weights of 0", smooth_labels, tied, holes),
        binary("scores of both signs over forty powers of ten", smooth_labels, signed),
        binary("both zeros tie", [0, 1, 0, 1, 1], [0.0, -0.0, -1.0, 0.0, 1.0]),
        binary("neighboring doubles do not tie", [0, 1, 1, 0], [0.1, np.nextafter(0.1, 1), 0.5, np.nextafter(0.5, 1)]),
        binary("subnormal and huge scores", [0, 1, 0, 1, 0, 1], [5e-324, 1e-323, -5e-324, 1.7e308, -1.7e308, 0.0]),
        binary("a perfect ranking", [0, 0, 0, 1, 1], [0.1, 0.2, 0.3, 0.4, 0.5]),
        binary("an upside-down ranking", [1, 1, 0, 0, 0], [0.1, 0.2, 0.3, 0.4, 0.5]),
        binary("all scores equal", [0, 1, 0, 1, 1], [0.5] * 5),
        binary("one of each", [1, 0], [0.2, 0.1]),
        binary("equal steps that dropIntermediate leaves out", [0, 1] * 6, [0.6, 0.6, 0.5, 0.5, 0.4, 0.4, 0.3, 0.3, 0.2, 0.2, 0.1, 0.1]),
    ]


def one_class_cases():
    """Positives alone have a precision–recall curve; what lacks a class is NaN in 1.6 and later."""
    case = {"name": "only positives, weighted", "labels": [1, 1, 1], "scores": [0.3, 0.1, 0.2], "weights": [1.0, 2.0, 0.5]}
    precision, recall, thresholds = sk.precision_recall_curve(case["labels"], case["scores"], sample_weight=case["weights"])
    fpr, tpr, _ = sk.roc_curve(case["labels"], case["scores"], sample_weight=case["weights"], drop_intermediate=False)
    return [
        {
            **case,
            "precisionRecall": {"thresholds": thresholds, "precision": precision, "recall": recall},
            "averagePrecision": sk.average_precision_score(case["labels"], case["scores"], sample_weight=case["weights"]),
            "falsePositiveRate": fpr,
            "truePositiveRate": tpr,
        }
    ]


def area_cases():
    rng = Rng(41)
    x = sorted(rng.uniform() * 10 - 5 for _ in range(40))
    x[7] = x[8] = x[9]
    y = [rng.uniform() * 2 - 1 for _ in x]
    return [
        {"name": name, "x": xs, "y": ys, "area": sk.auc(xs, ys)}
        for name, xs, ys in (
            ("ascending", x, y),
            ("descending", x[::-1], y),
            ("two points", [0.0, 2.0], [1.0, 4.0]),
            ("no width", [1.0, 1.0, 1.0], [1.0, 2.0, 3.0]),
        )
    ]


# ------------------------------------------------------------------------------------------------------ multi-class
def multi(name, actual, classes, rows):
    """`classes` in sorted order, as scikit-learn wants it."""
    p = np.array(rows)
    return {
        "name": name,
        "actual": actual,
        "classes": classes,
        "probabilities": p.ravel(),
        "results": [
            {
                "strategy": ours,
                "average": average,
                "auc": sk.roc_auc_score(actual, p, multi_class=theirs, average=average, labels=classes),
            }
            for ours, theirs in (("one-vs-rest", "ovr"), ("one-vs-one", "ovo"))
            for average in ("macro", "weighted")
        ],
    }


def multi_cases():
    rng = Rng(42)

    def rows(n, k, round_to=None):
        drawn = []
        for _ in range(n):
            draws = np.array([rng.uniform() for _ in range(k)])
            if round_to:
                # Whole parts of round_to, so that columns have many ties and rows still sum to 1.
                parts = np.floor(draws / draws.sum() * round_to)
                parts[0] += round_to - parts.sum()
                drawn.append(parts / round_to)
            else:
                drawn.append(draws / draws.sum())
        return drawn

    def labels(n, k, drawn):
        # The likeliest class half of the time, else any: better than chance, and classes of unequal size.
        return [int(np.argmax(row)) if rng.uniform() < 0.5 else rng.integer(k) for row in drawn]

    three, ties, five = rows(90, 3), rows(120, 4, 8), rows(200, 5)
    return [
        multi("three classes", labels(90, 3, three), [0, 1, 2], three),
        multi("four classes, ties", labels(120, 4, ties), [0, 1, 2, 3], ties),
        multi("five classes of text", ["abcde"[i] for i in labels(200, 5, five)], list("abcde"), five),
    ]


# ------------------------------------------------------------------------------------------------------- data from R
def published():
    """Results on R's example data, in the order of their files; what R itself publishes is in ranking.test.ts."""
    two = read_csv("two-class-scores.csv")
    two_class = binary("", [int(row["truth"] == "Class1") for row in two], [float(row["Class1"]) for row in two], curves=False)
    hpc = read_csv("hpc-cv-folds-06-to-10.csv")
    order = ["F", "L", "M", "VF"]
    multi_class = multi("", [row["obs"] for row in hpc], order, [[float(row[label]) for label in order] for row in hpc])
    return {
        "twoClass": {key: two_class[key] for key in ("rocAuc", "partial", "averagePrecision")},
        "hpc": {key: multi_class[key] for key in ("classes", "results")},
    }


# --------------------------------------------------------------------------------------------------- refused, large
def refused_cases():
    nan = float("nan")
    binary_metrics = {
        "rocAuc": sk.roc_auc_score,
        "rocCurve": lambda *a: [list(part) for part in sk.roc_curve(*a)],
        "precisionRecallCurve": lambda *a: [list(part) for part in sk.precision_recall_curve(*a)],
        "averagePrecision": sk.average_precision_score,
        "detCurve": lambda *a: [list(part) for part in sk.det_curve(*a)],
    }
    ours_only = ("thresholdCounts", "thresholdSweep", "gainCurve", "liftCurve")
    bad = [
        ("no rows", [], [], "empty"),
        ("NaN as a score", [0, 1, 1], [0.1, nan, 0.3], "not-finite"),
        ("infinity as a score", [0, 1, 1], [0.1, INFINITY, 0.3], "not-finite"),
        ("minus infinity as a score", [0, 1, 1], [0.1, -INFINITY, 0.3], "not-finite"),
        ("columns of unequal length", [0, 1, 1], [0.1, 0.2], "length-mismatch"),
        ("three labels", [0, 1, 2], [0.1, 0.2, 0.3], "invalid-label"),
        ("labels of -1 and 1", [-1, 1, 1], [0.1, 0.2, 0.3], "invalid-label"),
    ]
    cases = [
        {
            "name": f"{metric}: {name}",
            "metric": metric,
            "arguments": {"labels": labels, "scores": scores},
            "code": code,
            "sklearn": outcome(lambda: call(labels, scores)) if call else {"raises": "has no such function"},
        }
        for metric, call in [*binary_metrics.items(), *((metric, None) for metric in ours_only)]
        for name, labels, scores, code in bad
    ]

    def add(name, metric, arguments, code, call):
        cases.append({"name": name, "metric": metric, "arguments": arguments, "code": code, "sklearn": outcome(call)})

    for metric, call in binary_metrics.items():
        add(f"{metric}: only negatives", metric, {"labels": [0, 0], "scores": [0.1, 0.2]}, "single-class", lambda: call([0, 0], [0.1, 0.2]))
        weights = [1, -1]
        add(f"{metric}: a weight below 0", metric, {"labels": [0, 1], "scores": [0.1, 0.2], "weights": weights}, "invalid-weight", lambda: call([0, 1], [0.1, 0.2], 1, weights) if metric != "rocAuc" else sk.roc_auc_score([0, 1], [0.1, 0.2], sample_weight=weights))
    for metric in ("rocAuc", "rocCurve", "detCurve"):
        call = binary_metrics[metric]
        add(f"{metric}: only positives", metric, {"labels": [1, 1], "scores": [0.1, 0.2]}, "single-class", lambda: call([1, 1], [0.1, 0.2]))
    zero = {"labels": [0, 1], "scores": [0.1, 0.2], "weights": [0, 1]}
    add("rocAuc: a class whose weights are all 0", "rocAuc", zero, "single-class", lambda: sk.roc_auc_score([0, 1], [0.1, 0.2], sample_weight=[0, 1]))
    for maximum in (0, -0.1, 1.5):
        arguments = {"labels": [0, 1], "scores": [0.1, 0.2], "maxFalsePositiveRate": maximum}
        add(f"rocAuc: a maximum of {maximum}", "rocAuc", arguments, "out-of-range", lambda: sk.roc_auc_score([0, 1], [0.1, 0.2], max_fpr=maximum))
    add("areaUnderCurve: one point", "areaUnderCurve", {"x": [0], "y": [1]}, "empty", lambda: sk.auc([0], [1]))
    add("areaUnderCurve: x turns back", "areaUnderCurve", {"x": [0, 1, 0.5], "y": [1, 1, 1]}, "out-of-range", lambda: sk.auc([0, 1, 0.5], [1, 1, 1]))
    for strategy, theirs in (("one-vs-rest", "ovr"), ("one-vs-one", "ovo")):
        base = {"classes": ["a", "b", "c"], "strategy": strategy, "average": "macro"}

        def multi_case(name, actual, rows, code):
            flat = [entry for row in rows for entry in row]
            add(
                f"rocAucMulti, {strategy}: {name}",
                "rocAucMulti",
                {**base, "actual": actual, "probabilities": flat},
                code,
                lambda: sk.roc_auc_score(actual, np.array(rows), multi_class=theirs, labels=["a", "b", "c"]),
            )

        good = [[0.5, 0.3, 0.2], [0.2, 0.5, 0.3], [0.1, 0.1, 0.8]]
        multi_case("a class absent", ["a", "b", "a"], good, "single-class")
        multi_case("rows that sum to 0.6", ["a", "b", "c"], [[0.2] * 3] * 3, "not-a-distribution")
        multi_case("a label outside the classes", ["a", "b", "x"], good, "unknown-label")
        multi_case("NaN as a probability", ["a", "b", "c"], [[0.5, 0.5, nan], *good[1:]], "not-finite")
        multi_case("a row too few", ["a", "b", "c"], good[:2], "length-mismatch")
    return cases


def large():
    """10⁶ rows from seed 2027; the test draws the same in the same order. Long curves as sums of their columns."""
    rng = Rng(2027)
    n = 1_000_000
    labels, scores, weights = np.empty(n, np.uint8), np.empty(n), np.empty(n)
    for row in range(n):
        labels[row] = rng.uniform() < 0.3
        scores[row] = rng.uniform() * 0.8 + labels[row] * 0.2
        weights[row] = rng.uniform()
    cases = []
    for name, values, weigh in (
        ("smooth", scores, None),
        ("smooth, weighted", scores, weights),
        ("ties", np.floor(scores * 100), None),
        ("ties, weighted", np.floor(scores * 100), weights),
        ("both signs", scores - 0.5, None),
    ):
        fpr, tpr, thresholds = sk.roc_curve(labels, values, sample_weight=weigh, drop_intermediate=False)
        precision, recall, _ = sk.precision_recall_curve(labels, values, sample_weight=weigh)
        case = {
            "name": name,
            "rocAuc": sk.roc_auc_score(labels, values, sample_weight=weigh),
            "partial": sk.roc_auc_score(labels, values, sample_weight=weigh, max_fpr=0.1),
            "averagePrecision": sk.average_precision_score(labels, values, sample_weight=weigh),
            "points": len(thresholds),
            "falsePositiveRateSum": fpr.sum(),
            "truePositiveRateSum": tpr.sum(),
            "precisionSum": precision.sum(),
            "recallSum": recall.sum(),
        }
        cases.append(case)
    return {"seed": 2027, "rows": n, "cases": cases}


write(
    HERE / "ranking.json",
    "ranking.gen.py",
    {
        "binary": binary_cases(),
        "oneClass": one_class_cases(),
        "areas": area_cases(),
        "multi": multi_cases(),
        "published": published(),
        "refused": refused_cases(),
        "large": large(),
    },
)
