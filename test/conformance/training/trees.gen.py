#!/usr/bin/python3
"""Expected results for trees, forests, boosting: writes tree-shapes.json and tree-errors.json beside it.

    cd test/conformance/training && OMP_NUM_THREADS=2 /usr/bin/python3 -B trees.gen.py

tree-shapes.json: whole trees of sklearn.tree and the raw predictions of HistGradientBoosting on numbers without ties, drawn by
the engine's own generator (xoshiro.py) and rounded to 1/1024, so that scikit-learn's float32 holds them exactly. scikit-learn draws lots
between equally good questions; trees are written only if ten seeds give the same one.

tree-errors.json: test errors on real data of test/data and labs/data, over twelve seeds. The rule for rows and columns, the same in tree-data.ts:
 - every k-th row of the file is kept (k beside the name), then of those every third (the 1st, 4th …) is for the test;
 - text columns become places in the sorted list of their values; of ames-housing only number columns are taken;
 - a missing value is NaN for boosting and -9999 for the others, as this scikit-learn's trees refuse NaN.
For trees and forests a seed is random_state. HistGradientBoosting has no chance in it without early stopping, so its spread is that of
models trained on nine tenths of the training rows, drawn by the seed; "full" is the error of the model trained on all of them.
"""

import json
import pathlib
import sys

import numpy as np
import pandas as pd
from sklearn.ensemble import (
    HistGradientBoostingClassifier,
    HistGradientBoostingRegressor,
    RandomForestClassifier,
    RandomForestRegressor,
)
from sklearn.metrics import log_loss
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "metrics"))
from fixture import write  # noqa: E402
from xoshiro import Rng  # noqa: E402

SEEDS = range(12)


# Shapes


def draw(seed, rows, columns):
    """Numbers in [-2, 2), no value twice in a column."""
    rng = Rng(seed)
    x = np.array([[(rng.integer(4096) - 2048) / 1024 for _ in range(columns)] for _ in range(rows)])
    for j in range(columns):
        seen = set()
        for i in range(rows):
            while x[i, j] in seen:
                x[i, j] = (rng.integer(4096) - 2048) / 1024
            seen.add(x[i, j])
    return x, rng


def sample(seed, rows=160, columns=4):
    x, rng = draw(seed, rows, columns)
    score = x[:, 0] * 1.5 + x[:, 1] * x[:, 2] + np.array([rng.uniform() for _ in range(rows)])
    targets = np.round(score * 256) / 256
    labels = np.digitize(score, [-0.8, 1.2])
    weights = np.array([1 + rng.integer(3) for _ in range(rows)], dtype=float)
    return x, targets, labels, weights


def nodes_of(tree, node=0):
    """A tree as nested lists, left first: [feature, threshold, gain, left, right] or [value …]; impurity and cover first."""
    head = [tree.impurity[node], tree.weighted_n_node_samples[node]]
    if tree.children_left[node] < 0:
        value = tree.value[node].ravel()
        return head + [(value / value.sum() if len(value) > 1 else value).tolist()]
    return head + [
        int(tree.feature[node]),
        tree.threshold[node],
        nodes_of(tree, tree.children_left[node]),
        nodes_of(tree, tree.children_right[node]),
    ]


def tree_case(name, kind, options, answers, x, weights, used):
    models = [kind(random_state=seed, **options).fit(x, answers, sample_weight=weights) for seed in range(10)]
    shapes = {json.dumps(nodes_of(model.tree_)) for model in models}
    assert len(shapes) == 1, f"{name}: {len(shapes)} different trees"
    model = models[0]
    path = model.cost_complexity_pruning_path(x, answers, sample_weight=weights)
    alphas = path.ccp_alphas
    penalty = float(alphas[len(alphas) // 2] + alphas[len(alphas) // 2 + 1]) / 2
    pruned = kind(random_state=0, ccp_alpha=penalty, **options).fit(x, answers, sample_weight=weights)
    return {
        "name": name,
        **used,
        "root": nodes_of(model.tree_),
        "importances": model.feature_importances_,
        "path": {"penalties": alphas, "impurities": path.impurities},
        "pruned": {"penalty": penalty, "root": nodes_of(pruned.tree_)},
    }


def shapes():
    seed = 11
    x, targets, labels, weights = sample(seed)
    limits = {"max_depth": 5, "min_samples_leaf": 6}
    ours = {"maxDepth": 5, "minLeafRows": 6}
    trees = []
    for criterion in ("gini", "entropy"):
        for weighted in (False, True):
            name = f"classes by {criterion}{', weighted' if weighted else ''}"
            options = {"criterion": criterion, **limits}
            used = {"answers": "labels", "weighted": weighted, "options": {"criterion": criterion, **ours}}
            trees.append(tree_case(name, DecisionTreeClassifier, options, labels, x, weights if weighted else None, used))
    for weighted in (False, True):
        name = f"numbers{', weighted' if weighted else ''}"
        used = {"answers": "targets", "weighted": weighted, "options": ours}
        trees.append(tree_case(name, DecisionTreeRegressor, limits, targets, x, weights if weighted else None, used))
    gapped = x.copy()
    for i in range(0, len(x), 7):
        gapped[i, i % 4] = np.nan
    boosting = []
    for name, features, answers, weighted, options, used in [
        ("numbers", x, "targets", False, {}, {}),
        ("numbers, weighted", x, "targets", True, {"l2_regularization": 2.0}, {"l2Penalty": 2}),
        ("numbers, missing values", gapped, "targets", False, {}, {}),
        ("two classes", x, "binary", False, {"max_leaf_nodes": 6}, {"maxLeaves": 6}),
        ("two classes, weighted, missing values", gapped, "binary", True, {"max_depth": 2}, {"maxDepth": 2}),
        ("three classes", x, "labels", False, {"max_leaf_nodes": 5}, {"maxLeaves": 5}),
        ("few bins", x, "targets", False, {"max_bins": 16}, {"bins": 16}),
    ]:
        y = {"targets": targets, "labels": labels, "binary": (labels > 0).astype(int)}[answers]
        kind = HistGradientBoostingRegressor if answers == "targets" else HistGradientBoostingClassifier
        fixed = {"max_iter": 15, "learning_rate": 0.3, "min_samples_leaf": 5, "early_stopping": False}
        model = kind(**fixed, **options).fit(features, y, sample_weight=weights if weighted else None)
        raw = np.atleast_2d(np.asarray(model._raw_predict(features)))
        raw = raw.reshape(len(x), -1) if raw.shape[0] != len(x) else raw
        boosting.append(
            {
                "name": name,
                "answers": answers,
                "weighted": weighted,
                "missing": bool(np.isnan(features).any()),
                "options": {"iterations": 15, "learningRate": 0.3, "minLeafRows": 5, **used},
                "baseline": np.asarray(model._baseline_prediction).ravel(),
                # Every fourth row: enough to tell any other model.
                "scores": np.round(raw[::4], 9),
            }
        )
    return {"seed": seed, "rows": len(x), "columns": 4, "trees": trees, "boosting": boosting}


# Errors on real data

DATA = [
    # file, answer, every k-th row, dropped columns
    ("telco-churn", "churn", 3, []),
    ("spambase", "type", 2, []),
    ("pima-diabetes", "diabetes", 1, []),
    ("breast-cancer", "class", 1, ["id"]),
    ("penguins", "species", 1, []),
    ("letter-recognition", "lettr", 8, []),
    ("ames-housing", "Sale_Price", 2, []),
]
TREE = {"max_depth": 6, "min_samples_leaf": 5}
FOREST = {"n_estimators": 40, "max_depth": 10, "min_samples_leaf": 2}
BOOSTING = {"max_iter": 40, "max_leaf_nodes": 12, "min_samples_leaf": 10, "learning_rate": 0.1, "early_stopping": False}
LETTERS = {"max_iter": 12}


def load(file, answer, step, dropped):
    table = pd.read_csv(next(path for path in (HERE.parents[1] / "data" / f"{file}.csv", HERE.parents[2] / "labs" / "data" / f"{file}.csv") if path.exists()), keep_default_na=False, na_values=[""])
    table = table.drop(columns=dropped).iloc[::step]
    y = table.pop(answer).to_numpy()
    columns = []
    for name in table.columns:
        column = table[name]
        if column.dtype == object:
            if file == "ames-housing":
                continue
            places = {value: place for place, value in enumerate(sorted(column.dropna().unique()))}
            column = column.map(places)
        columns.append(column.to_numpy(dtype=float))
    x = np.array(columns).T
    test = np.arange(len(y)) % 3 == 0
    return x[~test], y[~test], x[test], y[test]


def errors_of(model, x, y):
    if y.dtype == object:
        labels = sorted(set(model.classes_))
        return float(np.mean(model.predict(x) != y)), float(log_loss(y, np.clip(model.predict_proba(x), 1e-3, 1), labels=labels))
    return float(np.sqrt(np.mean((model.predict(x) / 1000 - y / 1000) ** 2))), 0.0


def errors():
    cases = []
    for file, answer, step, dropped in DATA:
        x, y, xt, yt = load(file, answer, step, dropped)
        filled, filled_t = np.nan_to_num(x, nan=-9999), np.nan_to_num(xt, nan=-9999)
        numbers = y.dtype != object
        tree = DecisionTreeRegressor if numbers else DecisionTreeClassifier
        forest = RandomForestRegressor if numbers else RandomForestClassifier
        boosting = HistGradientBoostingRegressor if numbers else HistGradientBoostingClassifier
        settings = {**BOOSTING, **(LETTERS if file == "letter-recognition" else {})}
        found = {"tree": [], "forest": [], "boosting": []}
        for seed in SEEDS:
            found["tree"].append(errors_of(tree(random_state=seed, **TREE).fit(filled, y), filled_t, yt))
            split = max(1, x.shape[1] // 3) if numbers else "sqrt"
            model = forest(random_state=seed, max_features=split, n_jobs=1, **FOREST).fit(filled, y)
            found["forest"].append(errors_of(model, filled_t, yt))
            kept = np.random.default_rng(seed).permutation(len(y))[: len(y) * 9 // 10]
            kept.sort()
            found["boosting"].append(errors_of(boosting(**settings).fit(x[kept], y[kept]), xt, yt))
        full = errors_of(boosting(**settings).fit(x, y), xt, yt)
        case = {"name": file, "answer": answer, "step": step, "dropped": dropped, "columns": x.shape[1], "trainRows": len(y), "testRows": len(yt)}
        for kind, pairs in found.items():
            case[kind] = {"errors": [round(e, 7) for e, _ in pairs], "logLosses": [round(e, 7) for _, e in pairs]}
        case["boosting"]["full"] = {"error": full[0], "logLoss": full[1]}
        print(file, x.shape, {k: (np.mean([e for e, _ in v]), np.std([e for e, _ in v])) for k, v in found.items()}, full)
        cases.append(case)
    return {"seeds": len(SEEDS), "cases": cases}


if __name__ == "__main__":
    write(HERE / "tree-shapes.json", "trees.gen.py", shapes())
    write(HERE / "tree-errors.json", "trees.gen.py", errors())
