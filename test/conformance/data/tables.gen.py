"""Makes tables.json beside it: `python3 tables.gen.py`. Needs pandas, SciPy, scikit-learn and, for Levenshtein, R.

What pandas, NumPy, SciPy, scikit-learn and R make of small seeded tables: joins, groups, sorting, duplicates, pivots, missing
values, histograms, correlations, outliers, dates, JSON Lines, isolation forests.
"""

import datetime
import json
import math
import platform
import random
import subprocess
from pathlib import Path

import numpy
import pandas
import scipy
import sklearn
from scipy import stats
from sklearn.ensemble import IsolationForest
from sklearn.impute import SimpleImputer

here = Path(__file__).parent
chance = random.Random(20261124)
numpy_chance = numpy.random.default_rng(20261124)


def plain(value):
    """pandas and NumPy as JSON: missing is null, infinity does not occur."""
    if isinstance(value, dict):
        return {str(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple, numpy.ndarray, pandas.Series)):
        return [plain(entry) for entry in value]
    if isinstance(value, numpy.generic):
        value = value.item()
    if value is None or value is pandas.NA or (isinstance(value, float) and math.isnan(value)):
        return None
    return value


def rows(frame):
    return [plain(list(row)) for row in frame.itertuples(index=False)]


def columns(frame):
    return {name: plain(frame[name]) for name in frame.columns}


def maybe(value, share=0.15):
    return None if chance.random() < share else value


# Joins: keys of text and number, repeated on both sides, none missing (pandas lets missing keys match each other).
def keyed(count, value):
    return pandas.DataFrame(
        {
            "city": [chance.choice(["Bogor", "Medan", "Solo", "Biak"]) for _ in range(count)],
            "year": [chance.choice([2023, 2024, 2025]) for _ in range(count)],
            value: [round(chance.gauss(10, 4), 2) for _ in range(count)],
            "note": [chance.choice(["a", "b", None]) for _ in range(count)],
        }
    )


joins = []
for number, (left_count, right_count, keys) in enumerate([(12, 9, ["city", "year"]), (7, 7, ["city"]), (10, 3, ["year"])]):
    left, right = keyed(left_count, "price"), keyed(right_count, "rent")
    results = {how: rows(left.merge(right, on=keys, how={"full": "outer"}.get(how, how), suffixes=("", "_right"))) for how in ["inner", "left", "right", "full"]}
    indicated = left.merge(right[keys].drop_duplicates(), on=keys, how="left", indicator=True)
    results["semi"] = rows(left[(indicated["_merge"] == "both").to_numpy()])
    results["anti"] = rows(left[(indicated["_merge"] != "both").to_numpy()])
    joins.append({"name": f"join {number}", "on": keys, "left": columns(left), "right": columns(right), "results": results})

# Groups, sorting, duplicates: a table full of holes and ties.
count = 60
messy = pandas.DataFrame(
    {
        "team": [maybe(chance.choice(["red", "blue", "Green", "ärgerlich"])) for _ in range(count)],
        "size": [maybe(float(chance.choice([1, 2, 3]))) for _ in range(count)],
        "x": [maybe(round(chance.gauss(0, 100), 3), 0.25) for _ in range(count)],
        "word": [maybe(chance.choice(["p", "q", "r"])) for _ in range(count)],
    }
)
grouped = {}
for name, by in {"team": ["team"], "team and size": ["team", "size"]}.items():
    groups = messy.groupby(by, dropna=False, sort=False)
    result = groups["x"].agg(["sum", "mean", "min", "max", "median", "var", "std", "count", "first", "last"])
    result["quantile"] = groups["x"].quantile(0.3)
    result["rows"] = groups.size()
    result["distinct"] = groups["word"].nunique()
    result["missing"] = groups["x"].apply(lambda values: values.isna().sum())
    result = result.reset_index()
    grouped[name] = {"by": by, "columns": list(result.columns), "rows": rows(result)}

numbered = messy.assign(row=range(count))
orders = [
    {"by": by, "ascending": ascending, "rows": plain(numbered.sort_values(by, ascending=ascending, na_position="last", kind="stable")["row"])}
    for by, ascending in [(["x"], [True]), (["x"], [False]), (["team"], [True]), (["team", "size", "x"], [True, False, True]), (["word", "team"], [False, False])]
]
duplicates = [
    {"columns": names, "keep": keep or "none", "rows": plain(numbered.drop_duplicates(names, keep=keep)["row"])}
    for names in (["team"], ["team", "size"], ["team", "size", "word"])
    for keep in ("first", "last", False)
]
pivoted = messy.dropna(subset=["team", "size"]).pivot_table(index="team", columns="size", values="x", aggfunc="mean", sort=True)
melted = pandas.DataFrame({"id": [1, 2, 3], "jan": [1.5, None, 3], "feb": [4, 5, None]})
pivots = {
    "pivot": {"columns": plain(list(pivoted.columns)), "rows": [[team, *plain(row)] for team, row in zip(pivoted.index, pivoted.to_numpy())]},
    "melt": {"table": columns(melted), "rows": rows(melted.melt(id_vars="id", var_name="name").sort_values(["id"], kind="stable"))},
}

# Missing values.
holes = messy[["team", "x", "word"]]
by_team = holes.groupby("team", dropna=False)["x"]
filled = {
    "forward": plain(holes["x"].ffill()),
    "backward": plain(holes["x"].bfill()),
    "linear": plain(holes["x"].interpolate(limit_area="inside")),
    "mean": plain(SimpleImputer(strategy="mean").fit_transform(holes[["x"]])[:, 0]),
    "median": plain(SimpleImputer(strategy="median").fit_transform(holes[["x"]])[:, 0]),
    "mean by team": plain(holes["x"].fillna(by_team.transform("mean"))),
    "forward words": plain(holes["word"].ffill()),
    "mode of words": plain(holes["word"].fillna(holes["word"].mode()[0])),
}
dropped = {
    "any": plain(numbered.dropna()["row"]),
    "all of x and word": plain(numbered.dropna(subset=["x", "word"], how="all")["row"]),
}

# Profile: penguins, which have holes.
penguins = pandas.read_csv(here / "penguins.csv")
numeric = penguins.select_dtypes("number")
profile = {
    "quantiles": {name: plain(numeric[name].quantile([0.05, 0.25, 0.5, 0.75, 0.95])) for name in numeric},
    "mean": plain(numeric.mean()),
    "std": plain(numeric.std()),
    "pearson": plain(numeric.corr().to_numpy()),
    "spearman": plain(numeric.corr(method="spearman").to_numpy()),
    "columns": list(numeric.columns),
    "top": {name: [[plain(value), int(n)] for value, n in penguins[name].value_counts(sort=True).items()] for name in ["species", "island", "sex"]},
}

histograms = []
for name, values in {
    "bell": numpy_chance.normal(50, 10, 200).round(2),
    "skewed": numpy_chance.exponential(3, 150).round(3),
    "whole numbers": numpy_chance.integers(0, 12, 90).astype(float),
    "mostly one value": numpy.array([5.0] * 30 + [1.0, 9.0, 7.0]),
    "one value": numpy.array([4.0, 4.0]),
}.items():
    results = {}
    for rule, bins in {"freedman-diaconis": "fd", "sturges": "sturges", "7": 7}.items():
        counts, edges = numpy.histogram(values, bins=bins)
        results[rule] = {"counts": plain(counts), "edges": plain(edges)}
    histograms.append({"name": name, "values": plain(values), "results": results})

correlations = []
for name, (x, y) in {
    "line and noise": (numpy_chance.normal(0, 1, 30).round(3), None),
    "many ties": (numpy_chance.integers(0, 4, 40).astype(float), numpy_chance.integers(0, 3, 40).astype(float)),
    "large numbers": (1e9 + numpy_chance.normal(0, 1, 25).round(4), numpy_chance.normal(0, 1e-6, 25).round(9)),
    "two rows": (numpy.array([1.0, 2.0]), numpy.array([5.0, 3.0])),
}.items():
    y = (2 * x + numpy_chance.normal(0, 1, len(x))).round(3) if y is None else y
    correlations.append({"name": name, "x": plain(x), "y": plain(y), "pearson": plain(stats.pearsonr(x, y)[0]), "spearman": plain(stats.spearmanr(x, y)[0])})


def bias_corrected(table):
    """Bergsma 2013, equations 8 to 10."""
    n, (r, c) = table.sum(), table.shape
    phi2 = stats.chi2_contingency(table, correction=False)[0] / n
    phi2 = max(0, phi2 - (r - 1) * (c - 1) / (n - 1))
    return math.sqrt(phi2 / min(r - (r - 1) ** 2 / (n - 1) - 1, c - (c - 1) ** 2 / (n - 1) - 1))


associations = []
for name, (x, y) in {
    "species and island": (penguins["species"], penguins["island"]),
    "team and word": (messy["team"], messy["word"]),
    "chance": (pandas.Series(chance.choices("abc", k=50)), pandas.Series(chance.choices("pq", k=50))),
}.items():
    table = pandas.crosstab(x, y).to_numpy()
    associations.append(
        {"name": name, "x": plain(x), "y": plain(y), "v": stats.contingency.association(table, method="cramer"), "corrected": bias_corrected(table)}
    )

# Outliers.
sample = numpy.concatenate([numpy_chance.normal(100, 15, 40).round(2), [400.0, -90.0, 160.0]])
quartiles = numpy.quantile(sample, [0.25, 0.5, 0.75])
mad = stats.median_abs_deviation(sample)
outliers = {
    "values": plain(sample),
    "z": plain(stats.zscore(sample, ddof=1)),
    "mad": plain(0.6745 * (sample - numpy.median(sample)) / mad),
    "iqr": plain([quartiles[0] - 1.5 * stats.iqr(sample), quartiles[2] + 1.5 * stats.iqr(sample)]),
}

# Dates as Python counts them.
epoch = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
dates = []
for _ in range(60):
    zone = datetime.timezone(datetime.timedelta(minutes=chance.choice([0, 420, -330, 60])))
    moment = datetime.datetime(chance.randint(1, 9999), chance.randint(1, 12), chance.randint(1, 28), chance.randint(0, 23), chance.randint(0, 59), chance.randint(0, 59), tzinfo=zone)
    if 2 < moment.year < 9998:
        seconds = (moment - epoch) // datetime.timedelta(seconds=1)
        dates.append([moment.isoformat(), seconds / 86400])
dates += [[day.isoformat(), (day - epoch.date()).days] for day in (datetime.date(2024, 2, 29), datetime.date(1900, 3, 1), datetime.date(1, 1, 1), datetime.date(9999, 12, 31))]

# JSON Lines as Python and pandas read them.
records = [
    {"id": number, "place": {"city": chance.choice(["Bogor", "東京", "São \"Paulo\""]), "geo": {"lat": round(chance.uniform(-90, 90), 6)}}, "ok": chance.random() < 0.5, "note": maybe("line\nbreak \u2028 \ud83d\udc1f", 0.5)}
    for number in range(8)
]
json_lines = {"text": "".join(json.dumps(record, ensure_ascii=number % 2 == 0) + "\n" for number, record in enumerate(records)), "columns": columns(pandas.json_normalize(records))}

# Levenshtein as R counts, q-grams as sets say.
words = ["", "a", "kitten", "sitting", "Saturday", "Sunday", "Siti Nurhaliza", "siti nurhalisa", "naïve", "naive", "東京都", "京都", "🐟🐟", "🐟"]
words += ["".join(chance.choices("abc", k=chance.randint(0, 9))) for _ in range(12)]
pairs = [[chance.choice(words), chance.choice(words)] for _ in range(80)]
plain_script = """
lines <- readLines(file("stdin"), encoding = "UTF-8")
halves <- matrix(substring(lines, 2), ncol = 2, byrow = TRUE)
cat(apply(halves, 1, function(pair) adist(pair[1], pair[2])[1, 1]))
"""
answer = subprocess.run(["Rscript", "-e", plain_script], input="".join(f">{text}\n" for pair in pairs for text in pair), capture_output=True, text=True, check=True, env={"LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"})
r_version = subprocess.run(["Rscript", "-e", "cat(as.character(getRversion()))"], capture_output=True, text=True, check=True).stdout


def grams(text, q):
    return {text} if 0 < len(text) <= q else {text[at : at + q] for at in range(len(text) - q + 1)}


def jaccard(a, b):
    return 1.0 if not a | b else len(a & b) / len(a | b)


distances = [
    {"a": a, "b": b, "levenshtein": int(distance), "jaccard": [jaccard(grams(a, q), grams(b, q)) for q in (2, 3)]}
    for (a, b), distance in zip(pairs, answer.stdout.split())
]

# Isolation forest: mean and spread of scikit-learn's scores over seeds.
cloud = numpy.concatenate([numpy_chance.normal(0, 1, (110, 3)), numpy_chance.normal(4, 0.5, (6, 3)), [[9, -9, 0], [0, 0, 12], [-7, 7, 7]]]).round(2)
seeds = 20
scores = numpy.array([-IsolationForest(n_estimators=100, max_samples=64, random_state=seed).fit(cloud).score_samples(cloud) for seed in range(seeds)])
forest = {"features": plain(cloud), "sampleSize": 64, "seeds": seeds, "mean": plain(scores.mean(axis=0)), "sd": plain(scores.std(axis=0, ddof=1))}

content = {
    "generator": "tables.gen.py",
    "versions": {"python": platform.python_version(), "numpy": numpy.__version__, "pandas": pandas.__version__, "scipy": scipy.__version__, "sklearn": sklearn.__version__, "R": r_version},
    "joins": joins,
    "messy": columns(messy),
    "grouped": grouped,
    "orders": orders,
    "duplicates": duplicates,
    "pivots": pivots,
    "filled": filled,
    "dropped": dropped,
    "profile": profile,
    "histograms": histograms,
    "correlations": correlations,
    "associations": associations,
    "outliers": outliers,
    "dates": dates,
    "jsonLines": json_lines,
    "distances": distances,
    "forest": forest,
}
text = json.dumps(content, ensure_ascii=True, allow_nan=False).replace(', "', ',\n"') + "\n"
(here / "tables.json").write_text(text)
print(len(text))
