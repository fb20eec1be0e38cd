"""Makes the scored data sets in this folder from the public originals (see README.md).

    python3 make-scores.py FOLDER_WITH_THE_ORIGINALS

Every score is out of fold: the model that scored a row never saw that row (10 folds, stratified, seed 7).
Made with Python 3.11, scikit-learn 1.2.1, NumPy 1.24; another version may change the last digits.
"""
import csv
import sys

import numpy as np
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import HuberRegressor, LinearRegression, LogisticRegression
from sklearn.model_selection import KFold, StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, OneHotEncoder, StandardScaler

folder = sys.argv[1]
folds = StratifiedKFold(n_splits=10, shuffle=True, random_state=7)


def read(name):
    with open(f"{folder}/{name}", newline="") as file:
        return list(csv.DictReader(file))


def write(name, header, rows):
    with open(name, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def numbers(rows, names):
    return np.array([[float(row[name]) if row[name] != "" else np.nan for name in names] for row in rows])


def probability(model, x, y):
    return cross_val_predict(model, x, y, cv=folds, method="predict_proba")[:, 1]


# Spambase: logistic regression on log(1 + frequency).
rows = read("spambase.csv")
names = [name for name in rows[0] if name != "type"]
y = np.array([row["type"] == "spam" for row in rows])
score = probability(make_pipeline(FunctionTransformer(np.log1p), StandardScaler(), LogisticRegression(max_iter=2000)), numbers(rows, names), y)
write("spam-scores.csv", ["type", "capital_total", "exclamation", "dollar", "score"],
      [[row["type"], row["capitalTotal"], row["charExclamation"], row["charDollar"], f"{s:.6f}"] for row, s in zip(rows, score)])

# Pima: median for what is missing, then logistic regression. The missing cells stay missing in the file.
rows = read("pima-diabetes.csv")
names = [name for name in rows[0] if name != "diabetes"]
y = np.array([row["diabetes"] == "pos" for row in rows])
score = probability(make_pipeline(SimpleImputer(strategy="median"), StandardScaler(), LogisticRegression(max_iter=2000)), numbers(rows, names), y)
write("diabetes-scores.csv", [*names, "diabetes", "score"], [[*[row[name] for name in names], row["diabetes"], f"{s:.6f}"] for row, s in zip(rows, score)])

# Lending Club: 5 % bad loans.
rows = read("lending-club.csv")
words = ["term", "sub_grade", "verification_status", "emp_length"]
names = [name for name in rows[0] if name not in [*words, "addr_state", "Class"]]
y = np.array([row["Class"] == "bad" for row in rows])
x = np.concatenate([numbers(rows, names).astype(object), np.array([[row[w] for w in words] for row in rows], dtype=object)], axis=1)
prepare = ColumnTransformer([("n", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), list(range(len(names)))),
                             ("w", OneHotEncoder(handle_unknown="ignore"), list(range(len(names), len(names) + len(words))))])
score = probability(make_pipeline(prepare, LogisticRegression(max_iter=5000, C=0.1)), x, y)
write("loan-scores.csv", ["funded_amnt", "term", "int_rate", "outcome", "score"],
      [[row["funded_amnt"], row["term"], row["int_rate"], row["Class"], f"{s:.6f}"] for row, s in zip(rows, score)])

# Telco churn, the course's own case: who will leave?
rows = read("telco-churn.csv")
counts = ["tenure", "monthly_charges", "total_charges", "female", "senior_citizen", "partner", "dependents", "phone_service", "paperless_billing"]
words = [name for name in rows[0] if name not in [*counts, "churn"]]
y = np.array([row["churn"] == "Yes" for row in rows])
x = np.concatenate([numbers(rows, counts).astype(object), np.array([[row[w] for w in words] for row in rows], dtype=object)], axis=1)
prepare = ColumnTransformer([("n", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), list(range(len(counts)))),
                             ("w", OneHotEncoder(handle_unknown="ignore"), list(range(len(counts), len(counts) + len(words))))])
score = probability(make_pipeline(prepare, LogisticRegression(max_iter=5000)), x, y)
write("churn-scores.csv", ["contract", "tenure", "monthly_charges", "churn", "score"],
      [[row["contract"], row["tenure"], row["monthly_charges"], row["churn"], f"{s:.6f}"] for row, s in zip(rows, score)])

# Ames: two price models, one that fits squared errors (least squares) and one that hardly listens to outliers (Huber).
rows = read("ames-housing.csv")
names = ["Gr_Liv_Area", "Lot_Area", "Year_Built", "Total_Bsmt_SF", "Garage_Area", "Full_Bath", "Fireplaces"]
x = np.concatenate([numbers(rows, names).astype(object), np.array([[row["Neighborhood"], row["Overall_Cond"]] for row in rows], dtype=object)], axis=1)
price = numbers(rows, ["Sale_Price"])[:, 0]
prepare = ColumnTransformer([("n", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), list(range(len(names)))),
                             ("w", OneHotEncoder(handle_unknown="ignore"), [len(names), len(names) + 1])])
plain = KFold(n_splits=10, shuffle=True, random_state=7)
squares = cross_val_predict(make_pipeline(prepare, LinearRegression()), x, price, cv=plain)
robust = cross_val_predict(make_pipeline(prepare, HuberRegressor(epsilon=1.05, max_iter=5000)), x, price / 1000, cv=plain) * 1000
write("house-prices.csv", ["neighborhood", "living_area_sqft", "lot_area_sqft", "year_built", "sale_price_usd", "least_squares_usd", "robust_usd"],
      [[row["Neighborhood"], row["Gr_Liv_Area"], row["Lot_Area"], row["Year_Built"], row["Sale_Price"], round(a), round(b)]
       for row, a, b in zip(rows, squares, robust)])

# As published, with fewer digits.
rows = read("two-class-scores.csv")
write("two-class-scores.csv", ["truth", "class1", "class2", "predicted"], [[r["truth"], f"{float(r['Class1']):.8g}", f"{float(r['Class2']):.8g}", r["predicted"]] for r in rows])
rows = read("hpc-cv-scores.csv")
write("hpc-scores.csv", ["obs", "pred", "VF", "F", "M", "L", "fold"],
      [[r["obs"], r["pred"], *[f"{float(r[k]):.6g}" for k in ["VF", "F", "M", "L"]], r["Resample"]] for r in rows])
rows = read("breast-cancer-wisconsin.csv")
names = list(rows[0])
write("breast-cancer.csv", [n.lower().replace(".", "_").replace("bl_cromatin", "bland_chromatin") for n in names], [[r[n] for n in names] for r in rows])

for name, truth, positive in [("spam-scores.csv", "type", "spam"), ("diabetes-scores.csv", "diabetes", "pos"), ("loan-scores.csv", "outcome", "bad"), ("churn-scores.csv", "churn", "Yes")]:
    from sklearn.metrics import roc_auc_score
    with open(name) as file:
        made = list(csv.DictReader(file))
    print(name, len(made), "AUC", roc_auc_score([r[truth] == positive for r in made], [float(r["score"]) for r in made]))
print("house RMSE", np.sqrt(np.mean((squares - price) ** 2)), np.sqrt(np.mean((robust - price) ** 2)), "MAE", np.mean(abs(squares - price)), np.mean(abs(robust - price)))
