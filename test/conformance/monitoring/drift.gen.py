#!/usr/bin/python3
"""Expected results for drift measures and corrections: writes drift.json beside it.

    cd test/conformance/monitoring && /usr/bin/python3 -B drift.gen.py

- KS: scipy.stats.ks_2samp (statistic, place, exact p without ties), R ks.test (exact p with ties, asymptotic p), scipy.special.kolmogorov.
- Wasserstein: scipy.stats.wasserstein_distance. Divergences: scipy.stats.entropy, scipy.spatial.distance.jensenshannon.
- PSI: from its definition on numpy.quantile edges fitted on the baseline, counted by numpy.searchsorted(side="left").
- Chi-square: scipy.stats.chi2_contingency with and without correction, scipy.stats.chisquare, scipy.stats.contingency.association.
- Corrections: statsmodels multipletests and R p.adjust.
"""

import warnings

import numpy as np
from fixtures import r, r_vector, write
from scipy import special, stats
from scipy.spatial.distance import jensenshannon
from scipy.stats.contingency import association
from statsmodels.stats.multitest import multipletests

warnings.filterwarnings("ignore")
rng = np.random.default_rng(20261124)


def ks(name, baseline, current):
    baseline, current = np.asarray(baseline, float), np.asarray(current, float)
    found = stats.ks_2samp(baseline, current, method="exact")
    has_ties = len(np.unique(np.concatenate([baseline, current]))) < len(baseline) + len(current)
    a, b = r_vector(baseline), r_vector(current)
    exact, asymptotic = r(f"suppressWarnings({{cat(ks.test({a},{b},exact=TRUE)$p.value,'\\n');cat(ks.test({a},{b},exact=FALSE)$p.value)}})")
    if not has_ties:
        assert abs(exact - found.pvalue) < 1e-9 * exact + 1e-12, (name, exact, found.pvalue)
    n = len(baseline) * len(current) / (len(baseline) + len(current))
    return {
        "name": name,
        "baseline": baseline,
        "current": current,
        "statistic": found.statistic,
        "hasTies": has_ties,
        "exact": exact,
        "scipyExact": None if has_ties else found.pvalue,
        "asymptotic": asymptotic,
        "kolmogorov": special.kolmogorov(found.statistic * np.sqrt(n)),
        "wasserstein": stats.wasserstein_distance(baseline, current),
    }


def rounded(values, digits=3):
    return np.round(values, digits)


ks_cases = [
    ks("two apart", [1, 2, 3], [4, 5, 6]),
    ks("one value each", [1], [2]),
    ks("equal samples", [1, 2, 3, 4], [1, 2, 3, 4]),
    ks("one against many", [0.5], rounded(rng.normal(size=15), 6)),
    ks("shifted", rounded(rng.normal(size=25), 8), rounded(rng.normal(0.8, 1, 18), 8)),
    ks("wider", rounded(rng.normal(size=40), 8), rounded(rng.normal(0, 2.5, 30), 8)),
    ks("far apart", rounded(rng.normal(size=40), 8), rounded(rng.normal(5, 1, 60), 8)),
    ks("ties", rng.integers(0, 6, 30), rng.integers(1, 8, 25)),
    ks("many ties", rng.integers(0, 2, 50), rng.integers(0, 3, 50)),
    ks("same source", rounded(rng.exponential(size=70), 4), rounded(rng.exponential(size=90), 4)),
    ks("negative and large", rounded(rng.normal(-1e6, 1e3, 30), 2), rounded(rng.normal(-1e6, 2e3, 30), 2)),
]


def counts(name, baseline, current):
    baseline, current = np.asarray(baseline, float), np.asarray(current, float)
    p, q = baseline / baseline.sum(), current / current.sum()
    floor_p, floor_q = np.maximum(p, 1e-4), np.maximum(q, 1e-4)
    used = (baseline + current) > 0
    table = np.array([baseline[used], current[used]])
    plain = stats.chi2_contingency(table, correction=False)
    yates = stats.chi2_contingency(table, correction=True)
    expected = baseline[used] * current.sum() / baseline.sum()
    fit = stats.chisquare(current[used], expected) if (baseline[used] > 0).all() else None
    return {
        "name": name,
        "baselineCounts": baseline,
        "currentCounts": current,
        "psi": ((floor_q - floor_p) * np.log(floor_q / floor_p)).sum(),
        "klNats": stats.entropy(q, p),
        "klBits": stats.entropy(q, p, base=2),
        "jsDistanceBits": jensenshannon(p, q, base=2),
        "jsDistanceNats": jensenshannon(p, q),
        "jsDivergenceBits": jensenshannon(p, q, base=2) ** 2,
        "totalVariation": np.abs(p - q).sum() / 2,
        "hellinger": np.sqrt(((np.sqrt(p) - np.sqrt(q)) ** 2).sum() / 2),
        "chiSquare": {"statistic": plain[0], "degreesOfFreedom": plain[2], "pValue": plain[1], "smallestExpected": plain[3].min(), "cramersV": association(table.astype(int), method="cramer")},
        "yates": {"statistic": yates[0], "pValue": yates[1]},
        "fit": None if fit is None else {"statistic": fit.statistic, "pValue": fit.pvalue},
    }


count_cases = [
    counts("two bins", [50, 50], [25, 75]),
    counts("two bins, little moved", [500, 500], [499, 501]),
    counts("two bins, less than half a row moved", [100, 101], [50, 50]),
    counts("five bins", [120, 80, 60, 30, 10], [100, 90, 70, 25, 15]),
    counts("an empty bin in the baseline", [40, 0, 60], [30, 10, 60]),
    counts("an empty bin now", [40, 20, 40], [50, 0, 50]),
    counts("empty in both", [40, 0, 60], [30, 0, 70]),
    counts("nothing in common", [10, 0], [0, 10]),
    counts("equal shares", [10, 20, 30], [20, 40, 60]),
    counts("ten bins", rng.multinomial(5000, np.full(10, 0.1)), rng.multinomial(3000, np.linspace(0.06, 0.14, 10))),
    counts("far apart", [9000, 900, 90, 10], [10, 90, 900, 9000]),
]

tables = []
for name, table in [
    ("three samples", [[20, 30, 50], [25, 25, 50], [10, 45, 45]]),
    ("four by two", [[5, 15], [9, 11], [14, 6], [10, 10]]),
]:
    found = stats.chi2_contingency(table, correction=False)
    tables.append({"name": name, "counts": table, "statistic": found[0], "degreesOfFreedom": found[2], "pValue": found[1], "smallestExpected": found[3].min(), "cramersV": association(np.array(table), method="cramer")})


def binned(name, baseline, current, bins, strategy):
    shares = np.arange(1, bins) / bins
    if strategy == "quantile":
        edges = np.unique(np.quantile(baseline, shares))
    else:
        edges = np.unique(np.linspace(np.min(baseline), np.max(baseline), bins + 1)[1:-1])
    count = lambda values: np.bincount(np.searchsorted(edges, values, side="left"), minlength=len(edges) + 1)  # noqa: E731
    before, after = count(baseline), count(current)
    p, q = np.maximum(before / before.sum(), 1e-4), np.maximum(after / after.sum(), 1e-4)
    return {"name": name, "baseline": baseline, "current": current, "bins": bins, "strategy": strategy, "edges": edges, "baselineCounts": before, "currentCounts": after, "psi": ((q - p) * np.log(q / p)).sum()}


smooth, later = rounded(rng.normal(50, 10, 300)), rounded(rng.normal(54, 13, 200))
tied = rng.poisson(1.2, 200)
bin_cases = [
    binned("quantiles", smooth, later, 10, "quantile"),
    binned("equal widths", smooth, later, 10, "uniform"),
    binned("quantiles that coincide", tied, rng.poisson(1.8, 150), 10, "quantile"),
    binned("seven", smooth, later, 7, "quantile"),
]


def corrected(name, p_values):
    names = {"bonferroni": ("bonferroni", "bonferroni"), "holm": ("holm", "holm"), "benjamini-hochberg": ("fdr_bh", "BH"), "benjamini-yekutieli": ("fdr_by", "BY")}
    case = {"name": name, "pValues": p_values}
    for ours, (python, from_r) in names.items():
        case[ours] = multipletests(p_values, method=python)[1]
        np.testing.assert_allclose(case[ours], r(f"cat(p.adjust({r_vector(p_values)},'{from_r}'),sep='\\n')"), rtol=1e-12)
    return case


corrections = [
    corrected("one", [0.03]),
    corrected("Benjamini and Hochberg's fifteen", [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]),
    corrected("unsorted with ties", [0.04, 0.01, 0.04, 0.5, 0.01, 1e-12, 0.9]),
    corrected("zero and one", [0, 1, 0.5]),
]

kolmogorov = {"z": [0.1, 0.2, 0.3, 0.5, 0.8, 0.99, 1.0, 1.01, 1.3, 1.6, 2, 3, 5, 10, 18]}
kolmogorov["survival"] = special.kolmogorov(kolmogorov["z"])

write("drift.json", "drift.gen.py", {"ks": ks_cases, "counts": count_cases, "tables": tables, "bins": bin_cases, "corrections": corrections, "kolmogorov": kolmogorov})
