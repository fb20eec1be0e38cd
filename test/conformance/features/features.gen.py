#!/usr/bin/python3
"""Expected results for siklus/features: writes features.json beside it.

    cd test/conformance/features && /usr/bin/python3 -B features.gen.py

Made with scikit-learn 1.2.1, SciPy 1.10, pandas and mpmath. Notes:
- TargetEncoder came with scikit-learn 1.3; its documented formula is computed here with NumPy.
- scikit-learn finds the power of a PowerTransformer by Brent's search for a maximum, which is good to about 1e-8 only.
  The powers here are the zeros of the derivative of the same log-likelihood at 120 digits (mpmath); the transformed
  values are those of scikit-learn with these powers put in, the standardized ones those of mpmath (of "mass" the
  double heights of scikit-learn keep four digits, because all of them lie near -1 / power).
- PCA signs: flipped so that the coefficient largest in size is positive, as scikit-learn does from 1.5 on.
- Mutual information: scikit-learn adds noise of 1e-10 from its own generator; the columns here are free of ties, so
  the noise cannot change a count. Numbers against classes are computed here by definition (see ross) and asserted equal
  to scikit-learn's where it does not fall back to brute force.
"""

import json
import platform

import mpmath
import numpy as np
import pandas as pd
import scipy
import sklearn
from scipy import special
from sklearn import decomposition, feature_selection, impute, linear_model, preprocessing
from sklearn.feature_extraction import FeatureHasher
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.utils import murmurhash3_32

mpmath.mp.dps = 40


def plain(value):
    if isinstance(value, dict):
        return {key: plain(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple, np.ndarray, pd.Series, pd.Index)):
        return [plain(entry) for entry in list(value)]
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and value != value:
        return None
    if isinstance(value, float) and value in (float("inf"), float("-inf")):
        return "Infinity" if value > 0 else "-Infinity"
    return value


def columns(matrix):
    return np.asarray(matrix, dtype=float).T


penguins = pd.read_csv("../data/penguins.csv").iloc[::6].reset_index(drop=True)
numeric = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]
X = penguins[numeric].to_numpy()  # with missing values
whole = penguins.dropna().reset_index(drop=True)
W = whole[numeric].to_numpy()
fixture = {}

fixture["scaler"] = {
    "standard": columns(preprocessing.StandardScaler().fit_transform(X)),
    "robust": columns(preprocessing.RobustScaler().fit_transform(X)),
    "min-max": columns(preprocessing.MinMaxScaler((-1, 2)).fit_transform(X)),
    "max-abs": columns(preprocessing.MaxAbsScaler().fit_transform(X)),
}
fixture["imputer"] = {
    "mean": columns(impute.SimpleImputer(strategy="mean").fit_transform(X)),
    "median": columns(impute.SimpleImputer(strategy="median").fit_transform(X)),
    "most-frequent": columns(impute.SimpleImputer(strategy="most_frequent").fit_transform(X)),
}
categories = whole[["species", "island"]]
fixture["oneHot"] = {
    "names": list(preprocessing.OneHotEncoder().fit(categories).get_feature_names_out()),
    "columns": columns(preprocessing.OneHotEncoder(sparse_output=False).fit_transform(categories)),
    "dropFirst": columns(preprocessing.OneHotEncoder(sparse_output=False, drop="first").fit_transform(categories)),
}
fixture["ordinal"] = columns(preprocessing.OrdinalEncoder().fit_transform(categories))
fixture["binning"] = {
    f"{strategy} {bins}": {
        "edges": list(b.bin_edges_),
        "columns": columns(b.transform(W)),
        "back": columns(b.inverse_transform(b.transform(W))),
    }
    for strategy in ["quantile", "uniform"]
    for bins in [2, 5, 9]
    for b in [preprocessing.KBinsDiscretizer(bins, encode="ordinal", strategy=strategy, subsample=None).fit(W)]
}
p3 = preprocessing.PolynomialFeatures(3, include_bias=False).fit(W[:12, :3])
p2 = preprocessing.PolynomialFeatures(3, include_bias=False, interaction_only=True).fit(W[:12])
fixture["polynomial"] = {
    "degree3": {"names": list(p3.get_feature_names_out(numeric[:3])), "columns": columns(p3.transform(W[:12, :3]))},
    "interactions": {"names": list(p2.get_feature_names_out(numeric)), "columns": columns(p2.transform(W[:12]))},
}


# Power transforms: the exact maximum of the likelihood.
def height(x, power, method):
    if method == "box-cox":
        return mpmath.log(x) if power == 0 else (mpmath.power(x, power) - 1) / power
    return height(1 + x, power, "box-cox") if x >= 0 else -height(1 - x, 2 - power, "box-cox")


def likelihood(power, values, method):
    heights = [height(x, power, method) for x in values]
    n = len(values)
    mean = mpmath.fsum(heights) / n
    variance = mpmath.fsum((h - mean) ** 2 for h in heights) / n
    if method == "box-cox":
        logs = mpmath.fsum(mpmath.log(x) for x in values)
    else:
        logs = mpmath.fsum(mpmath.sign(x) * mpmath.log1p(abs(x)) for x in values)
    return -n / mpmath.mpf(2) * mpmath.log(variance) + (power - 1) * logs


rng = np.random.RandomState(5)
powered = {
    "mass": whole["body_mass_g"].to_numpy()[:30].astype(float),
    "below zero": -whole["body_mass_g"].to_numpy()[:30].astype(float),
    "tail": np.round(rng.lognormal(1, 0.8, 30), 3),
    "signs": np.round(rng.normal(-0.5, 2, 30) ** 3, 3),
}
fixture["power"] = []
mpmath.mp.dps = 120
for name, values in powered.items():
    for method in ["yeo-johnson", "box-cox"]:
        if method == "box-cox" and min(values) <= 0:
            continue
        exact = [mpmath.mpf(float(v)) for v in values]
        found = float(preprocessing.PowerTransformer(method).fit(values.reshape(-1, 1)).lambdas_[0])
        slope = lambda power: mpmath.diff(lambda p: likelihood(p, exact, method), power)
        power = mpmath.findroot(slope, (found - 0.01, found + 0.01), tol=1e-50)
        heights = [height(x, power, method) for x in exact]
        mean = mpmath.fsum(heights) / len(heights)
        deviation = mpmath.sqrt(mpmath.fsum((h - mean) ** 2 for h in heights) / len(heights))
        raw = preprocessing.PowerTransformer(method, standardize=False)
        raw.lambdas_ = np.array([float(power)])
        raw.n_features_in_ = 1
        fixture["power"].append({
            "name": name, "method": method, "values": values, "lambda": float(power), "sklearnLambda": found,
            "columns": raw.transform(values.reshape(-1, 1))[:, 0],
            "standardized": [float((h - mean) / deviation) for h in heights],
        })
mpmath.mp.dps = 40

# Target encoding by the formula of scikit-learn 1.3 and later.
city = np.array(list("AABBBCCCCDDDDDEAAB"))
target = np.array([3, 5, 2, 9, 4, 7, 7, 8, 6, 1, 2, 1, 3, 5, 8, 4, 4, 1], dtype=float)
folds = np.arange(18) % 3


def target_means(city, target, smoothing):
    overall = target.mean()
    means = {}
    for value in np.unique(city):
        own = target[city == value]
        n = len(own)
        if smoothing == "auto":
            between = target.var() * n
            trust = between / (between + ((own - own.mean()) ** 2).sum() / n)
            means[value] = trust * own.mean() + (1 - trust) * overall
        else:
            means[value] = (n * own.mean() + smoothing * overall) / (n + smoothing)
    return means, overall


fixture["target"] = {"city": city, "target": target, "folds": folds, "cases": []}
for smoothing in ["auto", 0, 2.5]:
    means, overall = target_means(city, target, smoothing)
    crossed = np.empty(18)
    for fold in range(3):
        inside, mean = target_means(city[folds != fold], target[folds != fold], smoothing)
        crossed[folds == fold] = [inside.get(value, mean) for value in city[folds == fold]]
    fixture["target"]["cases"].append({
        "smoothing": smoothing, "transformed": [means[value] for value in city], "crossed": crossed, "overall": overall,
    })

words = ["", "a", "test", "Hello, world!", "city=Bandung", "harga=Rp 12.500", "ümlaut", "日本語", "😀 astral", "x" * 37]
fixture["murmur"] = [
    {"text": word, "seed": seed, "hash": int(murmurhash3_32(word, seed, positive=True))} for word in words for seed in [0, 42]
]
hashed = [{"species": s, "island": i} for s, i in categories.to_numpy()]
fixture["hashing"] = {
    "signed": columns(FeatureHasher(16, input_type="dict").transform(hashed).toarray()),
    "unsigned": columns(FeatureHasher(5, input_type="dict", alternate_sign=False).transform(hashed).toarray()),
}

dates = ["1969-07-20", "1999-12-31", "2000-02-29", "2016-01-03", "2020-12-31", "2021-01-01", "2024-12-30", "2026-11-24T23:36:07",
         "2026-11-24T07:30:00+07:00", "1900-03-01"]
stamps = pd.Series([pd.Timestamp(d).tz_convert(None) if "+" in d else pd.Timestamp(d) for d in dates])
jakarta = stamps + pd.Timedelta(minutes=420)


def parts(s):
    return {
        "year": s.dt.year, "quarter": s.dt.quarter, "month": s.dt.month, "week": s.dt.isocalendar().week.astype(int),
        "day": s.dt.day, "dayOfYear": s.dt.dayofyear, "weekday": s.dt.weekday, "isWeekend": (s.dt.weekday >= 5).astype(int),
        "hour": s.dt.hour, "minute": s.dt.minute, "second": s.dt.second,
        "hour_sin": np.sin(2 * np.pi * s.dt.hour / 24), "hour_cos": np.cos(2 * np.pi * s.dt.hour / 24),
        "month_sin": np.sin(2 * np.pi * (s.dt.month - 1) / 12),
        "weekday_cos": np.cos(2 * np.pi * s.dt.weekday / 7),
        "dayOfYear_sin": np.sin(2 * np.pi * (s.dt.dayofyear - 1) / np.where(s.dt.is_leap_year, 366, 365)),
    }


fixture["dates"] = {"texts": dates, "utc": parts(stamps), "jakarta": parts(jakarta)}

texts = [
    "The penguin swims. The penguin dives!", "A fish; a fish and 2 penguins", "Ikan dan anak-anak di laut",
    "", "penguin penguin fish", "Don't feed the FISH", "naïve café", "laut biru, ikan biru",
]
fixture["text"] = {"texts": texts, "cases": []}
for name, vectorizer in {
    "count": CountVectorizer(),
    "binary": CountVectorizer(binary=True),
    "tf-idf": TfidfVectorizer(),
    "sublinear l1 bigrams": TfidfVectorizer(sublinear_tf=True, norm="l1", ngram_range=(1, 2)),
    "frequent": TfidfVectorizer(min_df=2, max_df=0.4, norm=None),
}.items():
    matrix = vectorizer.fit_transform(texts).toarray()
    fixture["text"]["cases"].append({"name": name, "terms": list(vectorizer.get_feature_names_out()), "columns": columns(matrix)})

fixture["pca"] = []
bad = np.column_stack([W, W[:, 0] * 1e-6 + W[:, 3] * 1e3, np.ones(len(W))])
for name, matrix in {"penguins": W, "wide": W[:3], "ill-conditioned": bad}.items():
    for whiten in [False, True]:
        if whiten and name != "penguins":
            continue
        k = 2 if name == "wide" else 4
        pca = decomposition.PCA(k, whiten=whiten, svd_solver="full").fit(matrix)
        signs = np.array([np.sign(c[np.argmax(np.abs(c))]) for c in pca.components_])
        scores = pca.transform(matrix) * signs
        fixture["pca"].append({
            "name": f"{name}{', whitened' if whiten else ''}", "columns": columns(matrix), "count": k, "whiten": whiten,
            "components": pca.components_ * signs[:, None], "explainedVariance": pca.explained_variance_,
            "ratio": pca.explained_variance_ratio_, "scores": columns(scores[:20]),
        })
A = np.round(rng.normal(size=(9, 5)) * 10.0 ** np.arange(-4, 6, 2), 12)
_, values, vectors = np.linalg.svd(A, full_matrices=False)
exact_svd = mpmath.svd_r(mpmath.matrix(A.tolist()), compute_uv=False)
fixture["svd"] = {"columns": columns(A), "values": [float(v) for v in exact_svd]}

species = whole["species"].to_numpy()
f, fp = feature_selection.f_classif(W, species)
counts = np.column_stack([(W[:, 3] // 500), W[:, 1] // 1, (species == "Gentoo") * 1.0, np.arange(len(W)) % 3])
chi, chip = feature_selection.chi2(counts, species)
smooth = W + rng.uniform(-0.4, 0.4, W.shape)
y = smooth[:, 3] * 0.5 + rng.normal(0, 80, len(W))
fixture["selection"] = {
    "features": W, "labels": species, "counts": counts, "smooth": smooth, "targets": y,
    "anova": {"scores": f, "pValues": fp}, "chi": {"scores": chi, "pValues": chip},
    "variance": feature_selection.VarianceThreshold(1e-9).fit(W).variances_,
    "informationOfClasses": {
        str(k): feature_selection.mutual_info_classif(smooth, species, discrete_features=False, n_neighbors=k, random_state=0)
        for k in [1, 3, 8]},
    "informationOfNumbers": {
        str(k): feature_selection.mutual_info_regression(smooth, y, discrete_features=False, n_neighbors=k, random_state=0)
        for k in [1, 3, 8]},
    "informationOfCounts": feature_selection.mutual_info_classif(counts, species, discrete_features=True),
    "countsForNumbers": feature_selection.mutual_info_regression(counts, y, discrete_features=True, random_state=0),
    "correlation": np.corrcoef(W.T),
}



def ross(values, classes, k):
    """Ross 2014 by its definition: scikit-learn's radius from its brute-force search is off by a rounding in small classes."""
    used = np.array([(classes == c).sum() > 1 for c in classes])
    values, classes = values[used], classes[used]
    total = special.digamma(len(values))
    for i, value in enumerate(values):
        own = np.sort(np.abs(values[classes == classes[i]] - value))
        kk = min(k, len(own) - 1)
        m = (np.abs(values - value) < own[kk]).sum()
        total += (special.digamma(kk) - special.digamma(len(own)) - special.digamma(m)) / len(values)
    return max(0, total)


selection = fixture["selection"]
for k, found in selection["informationOfClasses"].items():
    exact = [ross(column / column.std(), species, int(k)) for column in smooth.T]
    assert k == "8" or np.allclose(exact, found, rtol=1e-12)
    selection["informationOfClasses"][k] = exact
selection["countsForNumbers"] = [ross(y / y.std(), column, 3) for column in counts.T]

S = preprocessing.scale(W)
Z = np.column_stack([S, np.round(S[:, 0] * S[:, 1], 3), rng.normal(size=len(W))])
steps = {}


class Recording(linear_model.LinearRegression):
    def fit(self, X, target):
        super().fit(X, target)
        names = ",".join(str(j) for j in range(Z.shape[1]) if any(np.array_equal(Z[:, j], c) for c in X.T))
        steps[names] = self.coef_**2
        return self


fixture["rfe"] = []
for step in [1, 2]:
    rfe = feature_selection.RFE(Recording(), n_features_to_select=2, step=step).fit(Z, y)
    fixture["rfe"].append({"keep": 2, "step": step, "ranking": rfe.ranking_, "support": rfe.support_})
fixture["rfeImportances"] = steps
fixture["rfeWidth"] = Z.shape[1]

left = pd.DataFrame({"who": rng.choice(list("abc"), 40), "when": np.sort(rng.randint(0, 1000, 40))})
right = pd.DataFrame({"id": rng.choice(list("abd"), 60), "at": rng.permutation(1000)[:60], "value": np.arange(60) * 1.5})
joined = pd.merge_asof(left, right.sort_values("at"), left_on="when", right_on="at", left_by="who", right_by="id")
limited = pd.merge_asof(left, right.sort_values("at"), left_on="when", right_on="at", left_by="who", right_by="id", tolerance=50)
fixture["asof"] = {
    "left": {name: left[name] for name in left}, "right": {name: right[name] for name in right},
    "value": joined["value"], "at": joined["at"], "limited": limited["value"],
}
fixture["digamma"] = [{"x": x, "value": float(mpmath.digamma(x))} for x in [0.1, 1, 1.5, 2, 3, 9.5, 10, 57, 1e4, 1e8]]

document = {
    "generator": "features.gen.py",
    "versions": {"python": platform.python_version(), "numpy": np.__version__, "scipy": scipy.__version__,
                 "sklearn": sklearn.__version__, "pandas": pd.__version__, "mpmath": mpmath.__version__},
    **{key: plain(value) for key, value in fixture.items()},
}
text = json.dumps(document, ensure_ascii=False, allow_nan=False)
for key in fixture:
    text = text.replace(f', "{key}": ', f',\n"{key}": ', 1)
with open("features.json", "w", encoding="utf-8") as file:
    file.write(text + "\n")
print(len(text))
