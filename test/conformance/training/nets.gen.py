#!/usr/bin/python3
"""Test errors of scikit-learn's nets over twelve seeds: writes nets.json beside it.

    cd test/conformance/training && OMP_NUM_THREADS=1 /usr/bin/python3 -B nets.gen.py

Rows and columns are taken as trees.gen.py takes them (tree-data.ts); columns are standardized by the mean and population standard
deviation of the training rows, and so are the targets of house-prices. A missing value becomes 0, the mean.
"""

import pathlib
import sys
import warnings

import numpy as np
import pandas as pd
from sklearn.metrics import log_loss
from sklearn.neural_network import MLPClassifier, MLPRegressor

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "metrics"))
from fixture import write  # noqa: E402

warnings.filterwarnings("ignore")
SETTINGS = {"hidden_layer_sizes": (16,), "alpha": 0, "learning_rate_init": 0.01, "batch_size": 32, "n_iter_no_change": 1000}


def load(name, answer, step, dropped):
    table = pd.read_csv(next(path for path in (HERE.parents[1] / "data" / f"{name}.csv", HERE.parents[2] / "labs" / "data" / f"{name}.csv") if path.exists()), keep_default_na=False, na_values=[""])
    answers = table[answer]
    columns = table.drop(columns=[answer, *dropped])
    for column in columns.columns:
        if columns[column].dtype == object:
            words = sorted(columns[column].dropna().unique())
            columns[column] = columns[column].map({word: place for place, word in enumerate(words)})
    kept = np.arange(len(table)) % step == 0
    x, y = columns.to_numpy(float)[kept], answers.to_numpy()[kept]
    test = np.arange(len(x)) % 3 == 0
    mean, deviation = np.nanmean(x[~test], axis=0), np.nanstd(x[~test], axis=0)
    x = np.nan_to_num((x - mean) / np.where(deviation > 0, deviation, 1))
    return x[~test], y[~test], x[test], y[test]


def classes(name, answer, step, dropped, epochs):
    x, y, test, truth = load(name, answer, step, dropped)
    errors, losses = [], []
    for seed in range(12):
        model = MLPClassifier(**SETTINGS, max_iter=epochs, random_state=seed).fit(x, y)
        errors.append(np.mean(model.predict(test) != truth))
        losses.append(log_loss(truth, model.predict_proba(test), labels=model.classes_))
    return {"name": name, "answer": answer, "step": step, "dropped": dropped, "epochs": epochs, "errors": errors, "losses": losses}


def values(name, answer, step, dropped, epochs):
    x, y, test, truth = load(name, answer, step, dropped)
    mean, deviation = y.mean(), y.std()
    losses = []
    for seed in range(12):
        model = MLPRegressor(**SETTINGS, max_iter=epochs, random_state=seed).fit(x, (y - mean) / deviation)
        losses.append(np.mean((model.predict(test) - (truth - mean) / deviation) ** 2))
    return {"name": name, "answer": answer, "step": step, "dropped": dropped, "epochs": epochs, "losses": losses}


write(
    HERE / "nets.json",
    "nets.gen.py",
    {
        "classes": [
            classes("breast-cancer", "class", 1, ["id"], 10),
            classes("spambase", "type", 4, [], 10),
            classes("pima-diabetes", "diabetes", 1, [], 15),
        ],
        "values": [values("house-prices", "sale_price_usd", 2, ["least_squares_usd", "robust_usd"], 20)],
    },
)
