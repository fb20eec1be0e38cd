"""Validation AUC of boosted trees on the breast cancer data by scikit-learn, over seeds: writes sagemaker-auc.json beside this file."""
import csv
import json
import pathlib

import numpy as np
from sklearn import __version__
from sklearn.ensemble import GradientBoostingClassifier, HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

here = pathlib.Path(__file__).parent
with open(here / "../../../labs/data/breast-cancer.csv") as file:
    rows = [row for row in list(csv.reader(file))[1:] if "" not in row and "NA" not in row]
y = np.array([1 if row[-1] == "malignant" else 0 for row in rows])
x = np.array([[float(cell) for cell in row[1:-1]] for row in rows])
held = np.arange(len(y)) % 3 == 0


def auc(model):
    model.fit(x[~held], y[~held])
    return roc_auc_score(y[held], model.predict_proba(x[held])[:, 1])


boosting = [
    auc(make)
    for seed in range(20)
    for make in (
        GradientBoostingClassifier(n_estimators=50, learning_rate=0.2, max_depth=4, subsample=0.8, random_state=seed),
        HistGradientBoostingClassifier(
            max_iter=50, learning_rate=0.2, max_depth=4, max_features=0.8, l2_regularization=1, random_state=seed
        )
        if "max_features" in HistGradientBoostingClassifier().get_params()
        else GradientBoostingClassifier(
            n_estimators=50, learning_rate=0.2, max_depth=4, max_features=0.8, random_state=seed
        ),
    )
]
linear = auc(make_pipeline(StandardScaler(), LogisticRegression(C=1 / (1e-4 * (~held).sum()))))
answer = {"by": f"scikit-learn {__version__}", "rows": len(y), "boosting": [min(boosting), max(boosting)], "linear": linear}
(here / "sagemaker-auc.json").write_text(json.dumps(answer, indent=2) + "\n")
