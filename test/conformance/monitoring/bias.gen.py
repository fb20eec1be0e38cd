#!/usr/bin/python3
"""Expected bias metrics: writes bias.json beside it.

    cd test/conformance/monitoring && /usr/bin/python3 -B bias.gen.py

- Clarify's metrics from the formulas of the Amazon SageMaker Developer Guide, written row by row with boolean masks, signs as documented
  (KL, JS, LP, TVD, KS, CI, DPL, CDDL; DPPL, DI, DCA, DCR, SD, RD, DAR, DRR, AD, TE, CDDPL, FT, GE), 0/0 = 0, x/0 = infinity.
- KL and JS also by scipy.stats.entropy; recall, specificity, precision by sklearn.metrics; FT by sklearn.neighbors.KNeighborsClassifier.
- "smclarify's twelve" is the table of the unit tests of aws/amazon-sagemaker-clarify, whose published results are asserted here.
- Fair thresholds: every combination of thresholds tried (fairlearn's criteria: selection rate, true positive rate, both rates).
"""

import itertools

import numpy as np
from fixtures import write
from scipy.stats import entropy
from sklearn.metrics import confusion_matrix
from sklearn.neighbors import KNeighborsClassifier

rng = np.random.default_rng(7)
INF = float("inf")


def over(a, b):
    if b == 0:
        return 0.0 if a == 0 else INF
    return float(a) / float(b)


def minus(a, b):
    return 0.0 if a == b else a - b


def cdd(d, y, strata):
    total = 0.0
    for s in np.unique(strata):
        here = strata == s
        total += here.sum() * (over((here & d & ~y).sum(), (here & ~y).sum()) - over((here & d & y).sum(), (here & y).sum()))
    return total / len(y)


def case(name, facet, disadvantaged, labels, predicted, positive, strata=None, features=None):
    facet, labels, predicted = map(np.asarray, (facet, labels, predicted))
    d = facet > disadvantaged["above"] if "above" in disadvantaged else np.isin(facet, disadvantaged["values"])
    y, said = np.isin(labels, positive), np.isin(predicted, positive)
    a = ~d
    values = np.unique(labels)
    pa, pd = (np.array([(labels[g] == v).mean() for v in values]) for g in (a, d))
    with np.errstate(divide="ignore", invalid="ignore"):
        kl = entropy(pa, pd)
        js = (entropy(pa, (pa + pd) / 2) + entropy(pd, (pa + pd) / 2)) / 2
    data = {
        "CI": (a.sum() - d.sum()) / len(d),
        "DPL": y[a].mean() - y[d].mean(),
        "KL": kl,
        "JS": js,
        "LP": np.linalg.norm(pa - pd),
        "TVD": np.abs(pa - pd).sum() / 2,
        "KS": np.abs(pa - pd).max(),
    }
    cells = {}
    for group, rows in (("a", a), ("d", d)):
        tn, fp, fn, tp = confusion_matrix(y[rows], said[rows], labels=[False, True]).ravel()
        cells[group] = {"tp": tp, "fp": fp, "fn": fn, "tn": tn}
    A, D = cells["a"], cells["d"]
    accuracy = lambda g: (g["tp"] + g["tn"]) / sum(g.values())  # noqa: E731
    benefit = said.astype(int) - y.astype(int) + 1
    ratio = benefit / benefit.mean()
    model = {
        "DPPL": said[a].mean() - said[d].mean(),
        "DI": over(said[d].mean(), said[a].mean()),
        "DCA": minus(over(y[a].sum(), said[a].sum()), over(y[d].sum(), said[d].sum())),
        "DCR": minus(over((~y[d]).sum(), (~said[d]).sum()), over((~y[a]).sum(), (~said[a]).sum())),
        "SD": minus(over(D["tn"], D["tn"] + D["fp"]), over(A["tn"], A["tn"] + A["fp"])),
        "RD": minus(over(A["tp"], A["tp"] + A["fn"]), over(D["tp"], D["tp"] + D["fn"])),
        "DAR": minus(over(A["tp"], A["tp"] + A["fp"]), over(D["tp"], D["tp"] + D["fp"])),
        "DRR": minus(over(D["tn"], D["tn"] + D["fn"]), over(A["tn"], A["tn"] + A["fn"])),
        "AD": accuracy(A) - accuracy(D),
        "TE": minus(over(D["fn"], D["fp"]), over(A["fn"], A["fp"])),
        "GE": (ratio**2 - 1).sum() / (len(y) * 2),
    }
    if strata is not None:
        data["CDDL"], model["CDDPL"] = cdd(d, y, np.asarray(strata)), cdd(d, said, np.asarray(strata))
    if features is not None:
        x = np.asarray(features, float)
        near = KNeighborsClassifier(5 if a.sum() > 9 else 1).fit(x[a], said[a]).predict(x[d])
        model["FT"] = ((said[d] & ~near).sum() - (~said[d] & near).sum()) / d.sum()
    row = {"name": name, "facet": facet, "disadvantaged": disadvantaged, "labels": labels, "predicted": predicted, "positive": positive}
    return {**row, "strata": strata, "features": features, "counts": {"advantaged": A, "disadvantaged": D}, "data": data, "model": model}


sexes = list("MFFMFMFFMMFF")
twelve = case("smclarify's twelve", sexes, {"values": ["F"]}, [0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 0], [1, 1, 1, 0, 0, 0, 1, 1, 0, 1, 0, 0], [1])
published = {"DI": 10 / 7, "DCA": 1 / 4, "DCR": 1 / 3, "RD": -2 / 3, "DAR": -1 / 2, "AD": -13 / 35, "TE": -1 / 2}
assert abs(twelve["data"]["CI"] + 1 / 6) < 1e-12
for metric, value in published.items():
    assert abs(twelve["model"][metric] - value) < 1e-12, metric

n = 120
group = rng.choice(["a", "b", "c"], n, p=[0.5, 0.3, 0.2])
truth = (rng.random(n) < np.where(group == "a", 0.6, 0.4)).astype(int)
guess = np.where(rng.random(n) < 0.75, truth, 1 - truth)
ages = rng.integers(18, 80, n)
cases = [
    twelve,
    case("three groups, strata, features", group, {"values": ["b", "c"]}, truth, guess, [1], rng.choice(["x", "y", "z"], n), np.round(rng.normal(size=(n, 3)), 3)),
    case("by a threshold", ages, {"above": 40}, truth, guess, [1], rng.integers(0, 4, n), np.round(rng.normal(size=(n, 2)), 3)),
    case("three labels, two of them good", group, {"values": ["b"]}, rng.choice(["no", "so", "yes"], n), rng.choice(["no", "so", "yes"], n), ["so", "yes"], rng.integers(0, 2, n)),
    case("nobody of the advantaged accepted", sexes, {"values": ["F"]}, [0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 0], [0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0], [1]),
    case("never wrong", sexes, {"values": ["F"]}, [0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 0], [0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 0], [1]),
    case("a label that one group lacks", list("aaaabb"), {"values": ["b"]}, [0, 1, 0, 1, 1, 1], [0, 1, 1, 1, 1, 0], [1], features=[[0.1], [1.2], [2.1], [3.4], [1.1], [2.9]]),
]


def fair(name, groups, labels, scores, criterion, tolerance):
    """All combinations of thresholds: the best accuracy among those whose rates differ by at most the tolerance."""
    groups, labels, scores = map(np.asarray, (groups, labels, scores))
    options = []
    for g in np.unique(groups):
        y, s = labels[groups == g], scores[groups == g]
        cuts = [INF, *sorted(set(s), reverse=True)]
        found = []
        for cut in cuts:
            said = s >= cut
            tpr, fpr = said[y == 1].mean(), said[y == 0].mean()
            rates = {"demographic-parity": [said.mean()], "equal-opportunity": [tpr], "equalized-odds": [tpr, fpr]}[criterion]
            found.append((rates, int((said == y).sum())))
        options.append(found)
    best, gap_of_best = -1, None
    for combination in itertools.product(*options):
        rates = np.array([rates for rates, _ in combination])
        gap = float((rates.max(axis=0) - rates.min(axis=0)).max())
        right = sum(count for _, count in combination)
        if gap <= tolerance + 1e-12 and right > best:
            best, gap_of_best = right, gap
    free = max(int(((scores >= cut) == labels).sum()) for cut in [INF, *set(scores)])
    return {"name": name, "groups": groups, "labels": labels, "scores": scores, "criterion": criterion, "tolerance": tolerance, "accuracy": best / len(labels), "gap": gap_of_best, "freeAccuracy": free / len(labels)}


def sample(size, share_a=0.6):
    groups = rng.choice(["a", "b"], size, p=[share_a, 1 - share_a])
    labels = (rng.random(size) < np.where(groups == "a", 0.65, 0.35)).astype(int)
    scores = np.round(np.clip(0.35 + 0.3 * labels + 0.1 * (groups == "a") + rng.normal(0, 0.18, size), 0, 1), 2)
    return groups, labels, scores


fair_cases = []
for criterion in ("demographic-parity", "equal-opportunity", "equalized-odds"):
    for tolerance in (0.05, 0.2, 0):
        fair_cases.append(fair(f"{criterion} within {tolerance}", *sample(80), criterion, tolerance))

write("bias.json", "bias.gen.py", {"cases": cases, "fair": fair_cases})
