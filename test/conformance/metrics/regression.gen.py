#!/usr/bin/python3
"""Expected results for metrics of regression: writes regression.json beside it.

    cd test/conformance/metrics && /usr/bin/python3 -B regression.gen.py

Made with scikit-learn 1.2.1 and scipy.special.huber. Where newer releases define a metric otherwise, or where rounding
rules the answer, the value is computed here by its definition in exact rationals (fractions.Fraction) and said so.
"""

import pathlib
import warnings
from fractions import Fraction

import numpy as np
from fixture import outcome, write
from scipy.special import huber
from sklearn import metrics as sk
from xoshiro import Rng

warnings.filterwarnings("ignore")


def exact_mean(values, weights):
    return sum(v * w for v, w in zip(values, weights)) / sum(weights)


def exact_shares(actual, predicted, weights):
    """R² and explained variance in rationals: what rounding can not touch."""
    y = [Fraction(v) for v in actual]
    e = [Fraction(a) - Fraction(b) for a, b in zip(actual, predicted)]
    w = [Fraction(v) for v in weights] if weights is not None else [Fraction(1)] * len(y)

    def around(values, center):
        return sum(weight * (value - center) ** 2 for value, weight in zip(values, w))

    total = around(y, exact_mean(y, w))

    def share(left):
        if total == 0:
            return 1.0 if left == 0 else 0.0
        return float(1 - left / total)

    return {"rSquared": share(around(e, 0)), "explainedVariance": share(around(e, exact_mean(e, w)))}


def median_absolute_error(actual, predicted, weights):
    """The averaged weighted median of 1.7 and later, which 1.2.1 lacks: here by repeating rows, so weights are whole."""
    errors = np.abs(np.array(actual) - np.array(predicted))
    if weights is None:
        return sk.median_absolute_error(actual, predicted)
    assert all(float(weight).is_integer() for weight in weights)
    return np.median(np.repeat(errors, np.array(weights, dtype=int)))


def case(name, actual, predicted, weights=None, exact=False, median=True):
    named = {"sample_weight": weights}
    errors = np.array(actual, dtype=float) - np.array(predicted, dtype=float)
    shares = {
        "rSquared": sk.r2_score(actual, predicted, **named),
        "explainedVariance": sk.explained_variance_score(actual, predicted, **named),
    }
    if exact:
        shares = {**exact_shares(actual, predicted, weights), "sklearn": shares}
    return {
        "name": name,
        "actual": actual,
        "predicted": predicted,
        **({"weights": weights} if weights is not None else {}),
        "residuals": errors,
        **losses(actual, predicted, named, errors, weights),
        **({"medianAbsoluteError": median_absolute_error(actual, predicted, weights)} if median else {}),
        **shares,
    }


def losses(actual, predicted, named, errors, weights):
    return {
        "meanSquaredError": sk.mean_squared_error(actual, predicted, **named),
        "rootMeanSquaredError": sk.mean_squared_error(actual, predicted, squared=False, **named),
        "meanAbsoluteError": sk.mean_absolute_error(actual, predicted, **named),
        **(
            {"meanAbsolutePercentageError": sk.mean_absolute_percentage_error(actual, predicted, **named)}
            if np.all(np.array(actual) != 0)
            else {}
        ),
        "pinballLoss": [
            {"quantile": q, "loss": sk.mean_pinball_loss(actual, predicted, alpha=q, **named)} for q in (0, 0.1, 0.5, 0.9, 1)
        ],
        "huberLoss": [
            {"delta": delta, "loss": np.average(huber(delta, errors), weights=weights)} for delta in (0.1, 1.0, 1.35, 100.0)
        ],
    }


def cases():
    rng = Rng(40)
    y = [rng.uniform() * 20 - 10 for _ in range(201)]
    guess = [value + (rng.uniform() - 0.4) * 6 for value in y]
    weights = [float(rng.integer(5)) for _ in y]
    prices = [50_000 + rng.integer(700_000) for _ in range(100)]
    offers = [price * (0.8 + 0.4 * rng.uniform()) for price in prices]
    shifted = [1e9 + rng.uniform() for _ in range(50)]
    near = [value + (rng.uniform() - 0.5) / 2 for value in shifted]
    return [
        case("random, odd number of rows", y, guess),
        case("random, even number of rows", y[:200], guess[:200]),
        case("random, whole weights with zeros among them", y, guess, weights),
        case("random, weights that are not whole", y, guess, [rng.uniform() for _ in y], median=False),
        case("prices", prices, offers),
        case("ties in the errors", [1, 2, 3, 4, 5], [2, 1, 4, 3, 5]),
        case("zeros among the true values", [0.0, 1.0, 2.0, 0.0], [0.5, 1.0, 1.0, 0.0]),
        case("one outlier", [1, 2, 3, 4, 100], [1, 2, 3, 4, 5]),
        case("perfect", [1.5, 2.5, 3.5], [1.5, 2.5, 3.5]),
        case("always the mean", [1.0, 2.0, 3.0], [2.0, 2.0, 2.0]),
        case("worse than the mean", [1.0, 2.0, 3.0], [3.0, 2.0, 1.0]),
        case("constant truth, exact", [2.0, 2.0, 2.0], [2.0, 2.0, 2.0]),
        case("constant truth, not exact", [2.0, 2.0, 2.0], [2.0, 2.0, 3.0]),
        case("constant truth, weighted", [2.0, 2.0, 2.0], [2.0, 2.0, 3.0], [1.0, 2.0, 0.0]),
        # scikit-learn's mean of 0.1, 0.1, 0.1 is not 0.1, and its R² here is not 0.
        case("constant truth of 0.1, not exact", [0.1] * 3, [0.1, 0.1, 0.3], exact=True),
        case("constant truth of 0.1, always 0.2 too high", [0.1] * 3, [0.3] * 3, exact=True),
        case("a small spread on a large number", shifted, near, exact=True),
        case("exact halves of the weight", [0.0, 0.0, 0.0, 0.0], [1.0, 2.0, 4.0, 8.0], [1.0, 1.0, 1.0, 1.0]),
    ]


def refused_cases():
    nan, inf = float("nan"), float("inf")
    calls = {
        "meanSquaredError": sk.mean_squared_error,
        "meanAbsoluteError": sk.mean_absolute_error,
        "medianAbsoluteError": sk.median_absolute_error,
        "meanAbsolutePercentageError": sk.mean_absolute_percentage_error,
        "rSquared": sk.r2_score,
        "explainedVariance": sk.explained_variance_score,
    }
    inputs = [
        ("no rows", [], [], "empty"),
        ("unequal lengths", [1.0, 2.0], [1.0], "length-mismatch"),
        ("NaN in actual", [1.0, nan], [1.0, 2.0], "not-finite"),
        ("infinity in predicted", [1.0, 2.0], [1.0, inf], "not-finite"),
        ("minus infinity in predicted", [1.0, 2.0], [-inf, 2.0], "not-finite"),
    ]
    rows = [
        {
            "name": f"{name} in {metric}",
            "metric": metric,
            "arguments": {"actual": actual, "predicted": predicted},
            "code": code,
            "sklearn": outcome(lambda call=call, actual=actual, predicted=predicted: call(actual, predicted)),
        }
        for metric, call in calls.items()
        for name, actual, predicted, code in inputs
    ]
    single = {"actual": [1.0], "predicted": [2.0]}
    return rows + [
        {
            "name": f"one row in {metric}",
            "metric": metric,
            "arguments": single,
            "code": "undefined-ratio",
            "sklearn": outcome(lambda metric=metric: calls[metric]([1.0], [2.0])),
        }
        for metric in ("rSquared", "explainedVariance")
    ] + [
        {
            "name": "a true value of 0 in meanAbsolutePercentageError",
            "metric": "meanAbsolutePercentageError",
            "arguments": {"actual": [0.0, 1.0], "predicted": [1.0, 1.0]},
            "code": "undefined-ratio",
            "sklearn": outcome(lambda: sk.mean_absolute_percentage_error([0.0, 1.0], [1.0, 1.0])),
        }
    ]


def large():
    """10⁶ rows from seed 2027; the test draws the same in the same order."""
    rng = Rng(2027)
    n = 1_000_000
    actual, predicted, weights = np.empty(n), np.empty(n), np.empty(n)
    for row in range(n):
        actual[row] = rng.uniform() * 100 + 1
        predicted[row] = actual[row] + (rng.uniform() - 0.45) * 30
        weights[row] = rng.integer(4)
    errors = actual - predicted
    whole = {
        "plain": {
            **losses(actual, predicted, {}, errors, None),
            "medianAbsoluteError": sk.median_absolute_error(actual, predicted),
            "rSquared": sk.r2_score(actual, predicted),
            "explainedVariance": sk.explained_variance_score(actual, predicted),
        },
        "weighted": {
            **losses(actual, predicted, {"sample_weight": weights}, errors, weights),
            "medianAbsoluteError": median_absolute_error(actual, predicted, weights),
            "rSquared": sk.r2_score(actual, predicted, sample_weight=weights),
            "explainedVariance": sk.explained_variance_score(actual, predicted, sample_weight=weights),
        },
    }
    return {"seed": 2027, "rows": n, **whole}


if __name__ == "__main__":
    write(
        pathlib.Path(__file__).with_name("regression.json"),
        "regression.gen.py",
        {"cases": cases(), "refused": refused_cases(), "large": large()},
    )
