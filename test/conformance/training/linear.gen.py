#!/usr/bin/python3
"""Expected results for linear models, naive Bayes, neighbors, k-means and calibration: writes linear.json beside it.

    cd test/conformance/training && OMP_NUM_THREADS=1 /usr/bin/python3 -B linear.gen.py

Made with scikit-learn at tight tolerances; Longley's data with statsmodels (the coefficients are NIST's certified ones); logistic regression
without a penalty with statsmodels' GLM and R's glm; Platt scaling with scikit-learn and, because its BFGS stops early, with Newton's method here.
"""

import json
import pathlib
import subprocess
import sys
import warnings

import numpy as np
import statsmodels.api as sm
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.calibration import _sigmoid_calibration
from sklearn.cluster import KMeans
from sklearn.dummy import DummyClassifier
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import ElasticNet, LinearRegression, LogisticRegression, Ridge, enet_path
from sklearn.naive_bayes import BernoulliNB, GaussianNB, MultinomialNB
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor
from sklearn.utils.class_weight import compute_sample_weight

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "metrics"))
from fixture import write  # noqa: E402
from xoshiro import Rng  # noqa: E402

warnings.filterwarnings("ignore")


def draw(seed, rows, columns):
    rng = Rng(seed)
    return np.array([[sum(rng.uniform() for _ in range(3)) * 2 - 3 for _ in range(columns)] for _ in range(rows)])


N, D = 60, 4
X = draw(1, N, D)
X[:, 1] = 0.8 * X[:, 0] + 0.5 * X[:, 1]  # correlated
X[:, 2] = 100 + 20 * X[:, 2]  # another scale, far from 0
X = X.round(3)
NOISE = draw(2, N, 3)
Y = (3 + X @ [2, -1, 0.05, 0] + NOISE[:, 0]).round(3)
SCORE = X @ [1.5, 0.5, 0.02, 0] - 2 + NOISE[:, 1]
TWO = np.where(SCORE > 0, "yes", "no")
THREE = np.array(["red", "green", "blue"])[np.digitize(X[:, 0] + 0.7 * NOISE[:, 2], [-0.6, 0.6])]
WEIGHTS = np.array([i % 4 for i in range(N)])
NEW = draw(3, 6, D).round(3)
NEW[:, 2] = (100 + 20 * NEW[:, 2]).round(3)


def linear(name, model, weights, options):
    model.fit(X, Y, sample_weight=weights)
    return {
        "name": name,
        "options": options,
        "weights": weights,
        "coefficients": model.coef_,
        "intercept": model.intercept_,
        "predictions": model.predict(NEW),
    }


def linear_cases():
    cases = []
    for weights, suffix in ((None, ""), (WEIGHTS, ", weights")):
        for intercept in (True, False):
            where = suffix + ("" if intercept else ", no intercept")
            fit = {"fit_intercept": intercept}
            cases.append(linear(f"linear{where}", LinearRegression(**fit), weights, {"model": "linear", "intercept": intercept}))
            for penalty in (0.01, 1, 50):
                model = Ridge(alpha=penalty, solver="cholesky", **fit)
                options = {"model": "ridge", "penalty": penalty, "intercept": intercept}
                cases.append(linear(f"ridge {penalty}{where}", model, weights, options))
            for penalty, share in ((0.05, 1), (0.5, 1), (0.2, 0.5), (1, 0.1)):
                model = ElasticNet(alpha=penalty, l1_ratio=share, tol=1e-14, max_iter=1_000_000, **fit)
                options = {"model": "net", "penalty": penalty, "lassoShare": share, "intercept": intercept}
                cases.append(linear(f"elastic net {penalty}, {share}{where}", model, weights, options))
    return cases


def wide():
    """More columns than rows: only the ridge has an answer."""
    x, y = draw(4, 5, 8).round(3), draw(5, 5, 1)[:, 0].round(3)
    model = Ridge(alpha=0.5, solver="svd").fit(x, y)
    return {"features": x, "targets": y, "penalty": 0.5, "coefficients": model.coef_, "intercept": model.intercept_}


def path():
    x = (X - X.mean(axis=0)) / X.std(axis=0)
    penalties, coefficients, _ = enet_path(x, Y - Y.mean(), l1_ratio=0.9, n_alphas=12, eps=0.01, tol=1e-14, max_iter=1_000_000)
    return {"features": x, "penalties": penalties, "coefficients": coefficients.T}


def longley():
    data = sm.datasets.longley.load_pandas()
    certified = [15.0618722713733, -0.0358191792925910, -2.02022980381683, -1.03322686717359, -0.0511041056535807, 1829.15146461355]
    fit = sm.OLS(data.endog, sm.add_constant(data.exog)).fit()
    assert np.allclose(fit.params[1:], certified, rtol=1e-6)
    return {"features": data.exog.values, "targets": data.endog.values, "coefficients": certified, "intercept": -3482258.63459582}


def logistic(name, labels, penalty, options=None, weights=None, **more):
    settings = {"tol": 1e-13, "max_iter": 100_000, "solver": "newton-cg", **more}
    model = LogisticRegression(C=1 / penalty, **settings)
    # Far from 0 scikit-learn's solver crawls; the same problem at the middle of the columns has the same coefficients.
    center = X.mean(axis=0) if settings.get("fit_intercept", True) else np.zeros(D)
    model.fit(X - center, labels, sample_weight=weights)
    return {
        "name": name,
        "labels": labels,
        "weights": weights,
        "options": {"penalty": penalty, **(options or {})},
        "coefficients": model.coef_,
        "probabilities": model.predict_proba(NEW - center),
    }


def logistic_cases():
    return [
        *[logistic(f"two classes, penalty {p}", TWO, p) for p in (0.001, 0.1, 1, 30)],
        logistic("two classes, weights", TWO, 1, weights=WEIGHTS),
        logistic("two classes, balanced", TWO, 1, {"classWeights": "balanced"}, class_weight="balanced"),
        logistic("two classes, named weights", TWO, 1, {"classWeights": {"yes": 3}}, class_weight={"yes": 3, "no": 1}),
        logistic("two classes, no intercept", TWO, 1, {"intercept": False}, fit_intercept=False),
        *[logistic(f"three classes, penalty {p}", THREE, p, multi_class="multinomial") for p in (0.1, 1, 30)],
        logistic("three classes, weights", THREE, 1, weights=WEIGHTS, multi_class="multinomial"),
        logistic("three classes, no intercept", THREE, 1, {"intercept": False}, fit_intercept=False, multi_class="multinomial"),
    ]


def unpenalized():
    fit = sm.GLM((TWO == "yes").astype(float), sm.add_constant(X), family=sm.families.Binomial(), freq_weights=WEIGHTS + 1).fit(tol=1e-14, maxiter=200)
    frame = "\n".join(",".join(map(str, [*row, int(label == "yes"), weight + 1])) for row, label, weight in zip(X, TWO, WEIGHTS))
    script = 'd <- read.csv(file("stdin"), header=FALSE); m <- glm(V5 ~ V1+V2+V3+V4, binomial, d, weights=V6, control=list(epsilon=1e-14, maxit=100)); cat(paste(R.version$major, R.version$minor, sep="."), format(coef(m), digits=17))'
    version, *r = subprocess.run(["Rscript", "-e", script], input=frame, capture_output=True, text=True, check=True).stdout.split()
    return {"weights": WEIGHTS + 1, "statsmodels": fit.params, "rVersion": version, "r": [float(v) for v in r]}


def bayes():
    counts = np.abs(X[:, :3] * [3, 3, 0.05]).round()
    new = np.abs(NEW[:, :3] * [3, 3, 0.05]).round()
    cases = []
    for weights in (None, WEIGHTS):
        for name, model, x, at, options in (
            ("gaussian", GaussianNB(), X, NEW, {}),
            ("gaussian", GaussianNB(var_smoothing=0.01), X, NEW, {"smoothing": 0.01}),
            ("multinomial", MultinomialNB(), counts, new, {}),
            ("multinomial", MultinomialNB(alpha=0.1), counts, new, {"smoothing": 0.1}),
            ("bernoulli", BernoulliNB(), X - X.mean(axis=0).round(3), NEW - X.mean(axis=0).round(3), {}),
            ("bernoulli", BernoulliNB(alpha=0.5, binarize=0.4), X, NEW, {"smoothing": 0.5, "cutAt": 0.4}),
        ):
            model.fit(x, THREE, sample_weight=weights)
            title = f"{name} {options}" + ("" if weights is None else ", weights")
            moved = "center" if x is not X and x is not counts else "counts" if x is counts else "none"
            cases.append({"name": title, "shape": name, "options": options, "moved": moved, "weights": weights, "probabilities": model.predict_proba(at)})
    return {"counts": counts, "newCounts": new, "center": X.mean(axis=0).round(3), "cases": cases}


def neighbors():
    cases = []
    at = np.vstack([NEW, X[:2]])  # two rows that are remembered: distance 0
    for k in (1, 4, 60):
        for weighting in ("uniform", "distance"):
            classifier = KNeighborsClassifier(k, weights=weighting, algorithm="brute").fit(X, THREE)
            regressor = KNeighborsRegressor(k, weights=weighting, algorithm="brute").fit(X, Y)
            cases.append({"name": f"{k} {weighting}", "neighbors": k, "weighting": weighting, "probabilities": classifier.predict_proba(at), "values": regressor.predict(at)})
    return {"at": at, "cases": cases}


def kmeans():
    x = draw(6, 300, 3).round(2)
    x[:100, 0] += 3
    x[100:200, 1] += 3
    cases = []
    for k in (1, 2, 3, 8):
        for weights in (None, np.array([i % 3 + 1 for i in range(300)])):
            start = x[7 : 7 + 30 * k : 30]
            model = KMeans(k, init=start, n_init=1, tol=0, max_iter=1000, algorithm="lloyd").fit(x, sample_weight=weights)
            cases.append({"name": f"{k} clusters" + ("" if weights is None else ", weights"), "weights": weights, "start": start, "centers": model.cluster_centers_, "inertia": model.inertia_, "clusters": model.labels_})
    return {"features": x, "cases": cases}


def isotonic():
    rng = Rng(8)
    scores = [round(rng.uniform() * 4, 1) for _ in range(80)]  # ties
    labels = [int(rng.uniform() < score / 4) for score in scores]
    values = [score + 3 * rng.uniform() for score in scores]
    at = [-1, 0, 0.05, 1.23, 2, 2.5, 3.999, 9]
    cases = []
    for name, targets in (("labels", labels), ("values", values)):
        for weights in (None, [i % 3 for i in range(80)]):
            for increasing in (True, False):
                model = IsotonicRegression(out_of_bounds="clip", increasing=increasing).fit(scores, targets, sample_weight=weights)
                cases.append({"name": f"{name}, {'rising' if increasing else 'falling'}" + ("" if weights is None else ", weights"), "targets": targets, "weights": weights, "increasing": increasing, "calibrated": model.predict(at)})
    return {"scores": scores, "at": at, "cases": cases}


def platt():
    rng = Rng(9)
    cases = []
    for name, scale in (("margins", 1), ("large margins", 1e4), ("probabilities", None)):
        margins = np.array([sum(rng.uniform() for _ in range(3)) * 2 - 3 for _ in range(120)])
        labels = np.array([int(rng.uniform() < 1 / (1 + np.exp(-2 * m - 0.3))) for m in margins])
        scores = 1 / (1 + np.exp(-margins)) if scale is None else margins * scale
        p, n = labels.sum(), (1 - labels).sum()
        target = np.where(labels == 1, (p + 1) / (p + 2), 1 / (n + 2))
        a = np.c_[(scores - scores.mean()) / scores.std(), np.ones(120)]
        b = np.zeros(2)
        for _ in range(50):
            q = expit(a @ b)
            b -= np.linalg.solve((a.T * (q * (1 - q))) @ a, a.T @ (q - target))
        slope, intercept = b[0] / scores.std(), b[1] - b[0] * scores.mean() / scores.std()
        theirs = _sigmoid_calibration(scores, labels) if scale == 1 else None
        cases.append({"name": name, "labels": labels, "scores": scores, "slope": slope, "intercept": intercept, "sklearn": None if theirs is None else [-theirs[0], -theirs[1]]})
    return cases


def baselines():
    return {
        "shares": DummyClassifier(strategy="prior").fit(X, THREE, sample_weight=WEIGHTS).class_prior_,
        "balanced": compute_sample_weight("balanced", THREE),
        "named": compute_sample_weight({"red": 2.5, "blue": 0.5, "green": 1}, THREE),
    }


write(
    HERE / "linear.json",
    "linear.gen.py",
    {
        "features": X,
        "targets": Y,
        "two": TWO,
        "three": THREE,
        "weights": WEIGHTS,
        "new": NEW,
        "linear": linear_cases(),
        "wide": wide(),
        "path": path(),
        "longley": longley(),
        "logistic": logistic_cases(),
        "unpenalized": unpenalized(),
        "bayes": bayes(),
        "neighbors": neighbors(),
        "kMeans": kmeans(),
        "isotonic": isotonic(),
        "platt": platt(),
        "baselines": baselines(),
    },
)
