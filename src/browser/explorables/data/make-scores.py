"""Makes spam-scores.json and diabetes-scores.json: scores that real models gave to rows they had not seen.

Run: /usr/bin/python3 make-scores.py <folder of spambase.csv and pima-diabetes.csv>
Made with Python 3 and the versions of scikit-learn and numpy that are written into the files.

Each model is a logistic regression over few columns (so that it is good and not perfect), scored out of fold:
ten folds, every row is scored by the model of the nine folds it is not in. 400 (spam) and 300 (diabetes) rows are then
drawn within each class, so that the share of positives is that of the whole data.

Data: Spambase, M. Hopkins, E. Reeber, G. Forman, J. Suermondt 1999, UCI Machine Learning Repository, CC BY 4.0.
      Pima Indians Diabetes, corrected version with missing values (R package mlbench), public.
"""

import csv
import json
import pathlib
import sys

import numpy
import sklearn
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler

SEED = 7
SOURCES = {
    "spam": {
        "file": "spambase.csv",
        "target": ("type", "spam"),
        "columns": ["free", "money", "your", "charExclamation", "capitalLong"],
        "rows": 400,
        "origin": "Spambase, Hopkins et al. 1999, UCI Machine Learning Repository",
        "licence": "CC BY 4.0",
    },
    "diabetes": {
        "file": "pima-diabetes.csv",
        "target": ("diabetes", "pos"),
        "columns": ["pregnant", "glucose", "pressure", "mass", "pedigree", "age"],
        "rows": 300,
        "origin": "Pima Indians Diabetes, corrected version with missing values (R package mlbench)",
        "licence": "public",
    },
}


def main(folder):
    for name, source in SOURCES.items():
        with open(folder / source["file"], encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        column, positive = source["target"]
        labels = numpy.array([int(row[column] == positive) for row in rows])
        features = numpy.array([[float(row[key] or "nan") for key in source["columns"]] for row in rows])
        model = make_pipeline(
            SimpleImputer(strategy="median"),
            FunctionTransformer(numpy.log1p) if name == "spam" else "passthrough",
            StandardScaler(),
            LogisticRegression(max_iter=1000),
        )
        folds = StratifiedKFold(10, shuffle=True, random_state=SEED)
        scores = cross_val_predict(model, features, labels, cv=folds, method="predict_proba")[:, 1]
        rng = numpy.random.default_rng(SEED)
        chosen = numpy.concatenate(
            [
                rng.choice(numpy.flatnonzero(labels == of), round(source["rows"] * (labels == of).mean()), replace=False)
                for of in (1, 0)
            ]
        )
        chosen = chosen[numpy.argsort(-scores[chosen], kind="stable")]
        out = {
            "origin": source["origin"],
            "licence": source["licence"],
            "made": f"make-scores.py, scikit-learn {sklearn.__version__}, numpy {numpy.__version__}: "
            "logistic regression, scores out of fold",
            "labels": labels[chosen].tolist(),
            "scores": [round(score, 3) for score in scores[chosen].tolist()],
        }
        path = pathlib.Path(__file__).parent / f"{name}-scores.json"
        path.write_text(json.dumps(out, separators=(",", ":")) + "\n", encoding="utf-8")


main(pathlib.Path(sys.argv[1]))
