#!/usr/bin/python3
"""Expected results for metrics of hard predictions and of probabilities: writes classification.json beside it.

    cd test/conformance/metrics && /usr/bin/python3 -B classification.gen.py

Made with scikit-learn 1.2.1. Where newer releases define a metric otherwise, the newer definition is computed here by its
formula with NumPy and said in a comment. Rows of the million-row cases come from xoshiro.py and are not stored.
"""

import pathlib
import warnings

import numpy as np
from fixture import outcome, write
from sklearn import metrics as sk
from sklearn.calibration import calibration_curve
from xoshiro import Rng

warnings.filterwarnings("ignore")
EPSILON = np.finfo(np.float64).eps


# ---------------------------------------------------------------------------------------------------- hard predictions
def f_beta_by_counts(matrix, beta, when_undefined):
    """F-beta a class from the counts, 0 / 0 only if tp + fp + fn = 0: scikit-learn 1.3 and later."""
    tp = np.diag(matrix).astype(float)
    fp, fn = matrix.sum(axis=0) - tp, matrix.sum(axis=1) - tp
    bottom = (1 + beta**2) * tp + beta**2 * fn + fp
    return np.array([(1 + beta**2) * t / b if b > 0 else when_undefined for t, b in zip(tp, bottom)])


def scores(actual, predicted, labels, weights, when_undefined):
    """Each class, and the three means; NaN leaves a class out of a mean (scikit-learn 1.3 and later, by formula)."""
    matrix = sk.confusion_matrix(actual, predicted, labels=labels, sample_weight=weights)
    tp = np.diag(matrix).astype(float)
    support = matrix.sum(axis=1)
    with np.errstate(all="ignore"):
        precision = np.where(matrix.sum(axis=0) > 0, tp / matrix.sum(axis=0), when_undefined)
        recall = np.where(support > 0, tp / support, when_undefined)
    f1 = f_beta_by_counts(matrix, 1, when_undefined)
    f2 = f_beta_by_counts(matrix, 2, when_undefined)
    if when_undefined == 0:
        # Here 1.2.1 defines the same, so it is the oracle and the formulas are what is checked.
        for beta, ours in ((1, f1), (2, f2)):
            theirs = sk.precision_recall_fscore_support(
                actual, predicted, labels=labels, sample_weight=weights, beta=beta, zero_division=0
            )
            for a, b in zip(theirs, (precision, recall, ours, support)):
                np.testing.assert_allclose(a, b, rtol=1e-12)

    def mean(values, weigh):
        defined = ~np.isnan(values)
        if not defined.any() or weigh[defined].sum() == 0:
            return float("nan")
        return np.average(values[defined], weights=weigh[defined])

    columns = {"precision": precision, "recall": recall, "f1": f1, "f2": f2}
    ones = np.ones(len(tp))
    micro = tp.sum() / matrix.sum()
    return {
        "whenUndefined": when_undefined,
        "classes": {**columns, "support": support},
        "macro": {name: mean(values, ones) for name, values in columns.items()},
        "weighted": {name: mean(values, support.astype(float)) for name, values in columns.items()},
        "micro": {name: micro for name in columns},
    }


def hard(name, actual, predicted, weights=None, labels=None):
    order = labels if labels is not None else sorted(set(actual) | set(predicted))
    rated = {
        weighting: sk.cohen_kappa_score(
            actual, predicted, labels=order, weights=None if weighting == "none" else weighting, sample_weight=weights
        )
        for weighting in ("none", "linear", "quadratic")
    }
    normalized = {
        ours: sk.confusion_matrix(actual, predicted, labels=order, sample_weight=weights, normalize=theirs)
        for ours, theirs in (("actual", "true"), ("predicted", "pred"), ("all", "all"))
    }
    return {
        "name": name,
        "actual": actual,
        "predicted": predicted,
        **({"weights": weights} if weights is not None else {}),
        **({"labels": labels} if labels is not None else {}),
        **scored(actual, predicted, weights, order),
        "kappa": rated,
        "normalized": normalized,
    }


def scored(actual, predicted, weights, order):
    return {
        "order": order,
        "matrix": sk.confusion_matrix(actual, predicted, labels=order, sample_weight=weights),
        "accuracy": sk.accuracy_score(actual, predicted, sample_weight=weights),
        # NaN for a class without rows, left out of the mean.
        "balancedAccuracy": sk.balanced_accuracy_score(actual, predicted, sample_weight=weights),
        # 0 when one side is constant.
        "matthewsCorrelation": sk.matthews_corrcoef(actual, predicted, sample_weight=weights),
        "scores": [scores(actual, predicted, order, weights, value) for value in (0.0, 1.0, float("nan"))],
    }


def random_rows(seed, n, k, agreement, names):
    rng = Rng(seed)
    actual, predicted, weights = [], [], []
    for _ in range(n):
        # The smaller of two draws: low classes are frequent, high ones rare.
        label = min(rng.integer(k), rng.integer(k))
        actual.append(names[label])
        predicted.append(names[label] if rng.uniform() < agreement else names[rng.integer(k)])
        weights.append(rng.uniform() * 3)
    return actual, predicted, weights


def fish():
    actual = ["fish"] * 40 + ["other"] * 60
    predicted = ["fish"] * 25 + ["other"] * 15 + ["fish"] * 20 + ["other"] * 40
    return actual, predicted


def hard_cases():
    digits = random_rows(7, 300, 5, 0.6, list(range(5)))
    words = random_rows(8, 120, 4, 0.5, ["ikan", "kucing", "anjing", "Ärger"])
    far = random_rows(9, 80, 3, 0.7, [-5, 1000, 70000])
    yes_no = random_rows(10, 60, 2, 0.7, [False, True])
    return [
        hard("the fish of the course", *fish()),
        hard("five digits, rare classes among them", *digits[:2]),
        hard("five digits, weighted", *digits),
        hard("words", *words[:2]),
        hard("words, weighted", *words),
        hard("numbers below 0 and above 255", *far[:2]),
        hard("booleans, weighted", *yes_no),
        hard("a class that is never predicted", [0, 0, 1, 2, 2, 2], [0, 1, 1, 0, 1, 1]),
        hard("a class that never occurs", ["a", "a", "b", "b"], ["a", "c", "b", "c"]),
        hard("labels in another order, one that no row has", [3, 1, 1, 3, 2], [3, 1, 2, 1, 2], labels=[3, 9, 1, 2]),
        hard("labels in another order, weighted", [3, 1, 1], [1, 1, 3], weights=[0.5, 2.0, 1.25], labels=[3, 1]),
        hard("two classes that never meet", [0, 0, 1], [1, 1, 0]),
        hard("weights of 0 keep their class", [0, 0, 1, 2], [0, 1, 1, 2], weights=[1.0, 2.0, 3.0, 0.0]),
        hard("only one class", [1, 1, 1], [1, 1, 1]),
        hard("predictions of one class", [1, 0, 1, 0], [1, 1, 1, 1]),
        hard("one row", ["x"], ["y"]),
    ]


# -------------------------------------------------------------------------------------------------------------- binary
def binary(name, actual, predicted, positive, weights=None):
    actual_, predicted_ = np.array(actual) == positive, np.array(predicted) == positive
    (tn, fp), (fn, tp) = sk.confusion_matrix(actual_, predicted_, labels=[False, True], sample_weight=weights)
    named = {"zero_division": 0, "sample_weight": weights}
    return {
        "name": name,
        "actual": actual,
        "predicted": predicted,
        "positive": positive,
        **({"weights": weights} if weights is not None else {}),
        "counts": {"tp": tp, "fp": fp, "fn": fn, "tn": tn},
        "accuracy": sk.accuracy_score(actual_, predicted_, sample_weight=weights),
        "balancedAccuracy": sk.balanced_accuracy_score(actual_, predicted_, sample_weight=weights),
        "precision": sk.precision_score(actual_, predicted_, **named),
        "recall": sk.recall_score(actual_, predicted_, **named),
        "specificity": sk.recall_score(~actual_, ~predicted_, **named),
        "negativePredictiveValue": sk.precision_score(~actual_, ~predicted_, **named),
        "falsePositiveRate": 1 - sk.recall_score(~actual_, ~predicted_, **named) if tn + fp > 0 else 0,
        "falseNegativeRate": 1 - sk.recall_score(actual_, predicted_, **named) if tp + fn > 0 else 0,
        "f1": sk.f1_score(actual_, predicted_, **named),
        "fHalf": sk.fbeta_score(actual_, predicted_, beta=0.5, **named),
        "f2": sk.fbeta_score(actual_, predicted_, beta=2, **named),
        "fZero": sk.fbeta_score(actual_, predicted_, beta=0, **named),
        "matthewsCorrelation": sk.matthews_corrcoef(actual_, predicted_, sample_weight=weights),
        "cohenKappa": sk.cohen_kappa_score(actual_, predicted_, sample_weight=weights),
    }


def binary_cases():
    zero_one = random_rows(20, 150, 2, 0.6, [0, 1])
    words = random_rows(21, 90, 3, 0.6, ["cat", "dog", "eel"])
    return [
        binary("the fish of the course", *fish(), "fish"),
        binary("zeros and ones", *zero_one[:2], 1),
        binary("zeros and ones, weighted", *zero_one[:2], 1, zero_one[2]),
        binary("zero as the positive class", *zero_one[:2], 0),
        binary("one class of three against the rest, weighted", *words[:2], "eel", words[2]),
        binary("nothing called positive", [1, 0, 0, 1], [0, 0, 0, 0], 1),
        binary("nothing positive", [0, 0, 0], [1, 0, 0], 1),
        binary("90 of 100 are fish and the model always says so", [1] * 90 + [0] * 10, [1] * 100, 1),
        binary("always wrong", [1, 0, 1], [0, 1, 0], 1),
    ]


# ------------------------------------------------------------------------------------------------------- probabilities
def log_loss(labels, probabilities, weights=None):
    """scikit-learn 1.5 and later: clip to [eps, 1 - eps], no renormalizing. 1.2.1 agrees but for the last digits."""
    labels, p = np.array(labels), np.array(probabilities, dtype=np.float64)
    loss = -np.log(np.clip(np.where(labels == 1, p, 1 - p), EPSILON, 1 - EPSILON))
    value = np.average(loss, weights=weights)
    theirs = sk.log_loss(labels, p, sample_weight=weights, labels=[0, 1])
    np.testing.assert_allclose(value, theirs, rtol=1e-9, atol=1e-15)
    return value


def curve(labels, probabilities, bins, strategy):
    positive, predicted = calibration_curve(labels, probabilities, n_bins=bins, strategy=strategy)
    return {"bins": bins, "strategy": strategy, "fractionPositive": positive, "meanPredicted": predicted}


def promised(name, labels, probabilities, weights=None, curves=True):
    both = len(set(labels)) == 2
    return {
        "name": name,
        "labels": labels,
        "probabilities": probabilities,
        **({"weights": weights} if weights is not None else {}),
        "logLoss": log_loss(labels, probabilities, weights),
        # By its formula for one class, which 1.2.1 refuses and 1.6 takes; else by scikit-learn.
        "brierScore": sk.brier_score_loss(labels, probabilities, sample_weight=weights)
        if both
        else np.average((np.array(probabilities) - np.array(labels)) ** 2, weights=weights),
        "curves": [
            curve(labels, probabilities, bins, strategy) for bins in (1, 2, 5, 10) for strategy in ("uniform", "quantile")
        ]
        if both and curves
        else [],
    }


def probability_cases():
    rng = Rng(30)
    smooth = [rng.uniform() for _ in range(250)]
    labels = [1 if rng.uniform() < p * p else 0 for p in smooth]
    weights = [rng.uniform() * 4 for _ in smooth]
    tenths = [rng.integer(11) / 10 for _ in range(200)]
    tied = [1 if rng.uniform() < p else 0 for p in tenths]
    return [
        promised("smooth probabilities", labels, smooth),
        promised("smooth probabilities, weighted", labels, smooth, weights),
        promised("tenths: many ties, all on edges of bins", tied, tenths),
        promised("sure and right", [0, 1, 1], [0.0, 1.0, 1.0]),
        promised("sure and wrong", [1, 0, 1], [0.0, 1.0, 0.5]),
        promised("nearly sure", [1, 0, 0, 1], [1 - 2**-53, 2**-53, 1e-300, 1e-15]),
        promised("only positives", [1, 1, 1], [0.9, 0.2, 0.5]),
        promised("only negatives, weighted", [0, 0], [0.1, 0.4], [1.0, 3.0]),
        promised("one row", [1], [0.25]),
    ]


def log_loss_multi(name, actual, classes, rows, weights=None):
    p = np.array(rows, dtype=np.float64)
    column = np.array([classes.index(label) for label in actual])
    loss = -np.log(np.clip(p[np.arange(len(p)), column], EPSILON, 1 - EPSILON))
    value = np.average(loss, weights=weights)
    if classes == sorted(classes):
        theirs = sk.log_loss(actual, p, labels=classes, sample_weight=weights)
        np.testing.assert_allclose(value, theirs, rtol=1e-9, atol=1e-15)
    return {
        "name": name,
        "actual": actual,
        "classes": classes,
        "probabilities": p.ravel(),
        **({"weights": weights} if weights is not None else {}),
        "logLoss": value,
    }


def log_loss_multi_cases():
    rng = Rng(31)
    rows = []
    for _ in range(100):
        draws = np.array([rng.uniform() for _ in range(4)])
        rows.append(draws / draws.sum())
    classes = ["a", "b", "c", "d"]
    actual = [classes[rng.integer(4)] for _ in rows]
    return [
        log_loss_multi("four classes", actual, classes, rows),
        log_loss_multi("four classes, weighted", actual, classes, rows, [rng.uniform() for _ in rows]),
        log_loss_multi("columns out of order", [2, 1, 3], [3, 1, 2], [[0.2, 0.3, 0.5], [0.1, 0.8, 0.1], [0.6, 0.2, 0.2]]),
        log_loss_multi("a class absent from the truth", ["a", "b"], ["a", "b", "c"], [[0.7, 0.2, 0.1], [0.0, 0.0, 1.0]]),
    ]


# --------------------------------------------------------------------------------------------------- refused, and large
def refused_cases():
    """What the engine refuses, beside what scikit-learn makes of it: an exception, or a number that hides the mistake."""
    nan, inf = float("nan"), float("inf")

    def case(name, metric, arguments, code, call):
        return {"name": name, "metric": metric, "arguments": arguments, "code": code, "sklearn": outcome(call)}

    p = [0.2, 0.7]
    return [
        case("no rows", "confusionMatrix", {"actual": [], "predicted": []}, "empty", lambda: sk.accuracy_score([], [])),
        case(
            "columns of unequal length",
            "confusionMatrix",
            {"actual": [0, 1, 1], "predicted": [0, 1]},
            "length-mismatch",
            lambda: sk.confusion_matrix([0, 1, 1], [0, 1]),
        ),
        case(
            "a label outside the given ones",
            "confusionMatrix",
            {"actual": ["a", "b"], "predicted": ["a", "x"], "labels": ["a", "b"]},
            "unknown-label",
            lambda: sk.confusion_matrix(["a", "b"], ["a", "x"], labels=["a", "b"]),
        ),
        case(
            "NaN as a label",
            "confusionMatrix",
            {"actual": [0, nan], "predicted": [0, 1]},
            "not-finite",
            lambda: sk.confusion_matrix([0, nan], [0, 1]),
        ),
        case(
            "text in one column and numbers in the other",
            "confusionMatrix",
            {"actual": ["0", "1"], "predicted": [0, 1]},
            "invalid-label",
            lambda: sk.confusion_matrix(["0", "1"], [0, 1]),
        ),
        case(
            "a weight below 0",
            "confusionMatrix",
            {"actual": [0, 1], "predicted": [0, 1], "weights": [1, -1]},
            "invalid-weight",
            lambda: sk.confusion_matrix([0, 1], [0, 1], sample_weight=[1, -1]),
        ),
        case(
            "NaN as a weight",
            "confusionMatrix",
            {"actual": [0, 1], "predicted": [0, 1], "weights": [1, nan]},
            "invalid-weight",
            lambda: sk.confusion_matrix([0, 1], [0, 1], sample_weight=[1, nan]),
        ),
        *[
            case(
                f"{bad} as a probability in {metric}",
                metric,
                {"labels": [0, 1], "probabilities": [0.2, bad]},
                "not-finite",
                lambda call=call, bad=bad: call([0, 1], [0.2, bad]),
            )
            for metric, call in (("logLoss", sk.log_loss), ("brierScore", sk.brier_score_loss))
            for bad in (nan, inf, -inf)
        ],
        case(
            "a probability above 1",
            "brierScore",
            {"labels": [0, 1], "probabilities": [0.2, 1.5]},
            "out-of-range",
            lambda: sk.brier_score_loss([0, 1], [0.2, 1.5]),
        ),
        case(
            "a probability above 1 in log loss, which 1.2.1 clips",
            "logLoss",
            {"labels": [0, 1], "probabilities": [0.2, 1.5]},
            "out-of-range",
            lambda: sk.log_loss([0, 1], [0.2, 1.5]),
        ),
        case(
            "three labels where two are needed",
            "brierScore",
            {"labels": [0, 1, 2], "probabilities": [0.2, 0.7, 0.1]},
            "invalid-label",
            lambda: sk.brier_score_loss([0, 1, 2], [0.2, 0.7, 0.1]),
        ),
        case(
            "rows that sum to 0.6",
            "logLossMulti",
            {"actual": ["a", "b"], "classes": ["a", "b", "c"], "probabilities": [0.2, 0.2, 0.2, 0.2, 0.2, 0.2]},
            "not-a-distribution",
            lambda: sk.log_loss(["a", "b"], [[0.2] * 3] * 2, labels=["a", "b", "c"]),
        ),
        case(
            "no bins",
            "calibrationCurve",
            {"labels": [0, 1], "probabilities": p, "bins": 0},
            "out-of-range",
            lambda: [list(side) for side in calibration_curve([0, 1], p, n_bins=0)],
        ),
    ]


def large():
    """10⁶ rows from seed 2026; the test draws the same in the same order."""
    rng = Rng(2026)
    n = 1_000_000
    actual, predicted = np.empty(n, np.uint8), np.empty(n, np.uint8)
    labels, p, weights = np.empty(n, np.uint8), np.empty(n), np.empty(n)
    for row in range(n):
        actual[row] = rng.integer(10)
        predicted[row] = actual[row] if rng.uniform() < 0.8 else rng.integer(10)
        p[row] = rng.uniform()
        labels[row] = rng.uniform() < p[row]
        weights[row] = rng.uniform()
    order = list(range(10))
    kappa = {
        weighting: sk.cohen_kappa_score(actual, predicted, weights=None if weighting == "none" else weighting)
        for weighting in ("none", "linear", "quadratic")
    }
    return {
        "seed": 2026,
        "rows": n,
        "plain": {
            **scored(actual, predicted, None, order),
            "kappa": kappa,
            "logLoss": log_loss(labels, p),
            "brierScore": sk.brier_score_loss(labels, p),
            "curves": [curve(labels, p, 20, "uniform"), curve(labels, p, 20, "quantile")],
        },
        "weighted": {
            **scored(actual, predicted, weights, order),
            "logLoss": log_loss(labels, p, weights),
            "brierScore": sk.brier_score_loss(labels, p, sample_weight=weights),
        },
    }


if __name__ == "__main__":
    write(
        pathlib.Path(__file__).with_name("classification.json"),
        "classification.gen.py",
        {
            "hard": hard_cases(),
            "binary": binary_cases(),
            "probabilities": probability_cases(),
            "logLossMulti": log_loss_multi_cases(),
            "refused": refused_cases(),
            "large": large(),
        },
    )
