"""What the generators of this folder share: versions of all tools, and JSON that can say NaN and infinity."""

import json
import pathlib
import platform
import subprocess
import sys

import numpy
import scipy
import sklearn
import statsmodels

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "metrics"))
sys.path.insert(0, str(HERE.parent / "core"))
from fixture import plain  # noqa: E402


def r(script):
    """Runs R and reads what it prints: numbers with 17 digits, one a line."""
    done = subprocess.run(["Rscript", "-"], input="options(digits=17)\n" + script, capture_output=True, text=True, check=True)
    return [float(line) for line in done.stdout.split()]


def r_vector(values):
    return "c(" + ",".join(repr(float(v)) for v in values) + ")"


def write(name, generator, content):
    versions = {
        "python": platform.python_version(),
        "numpy": numpy.__version__,
        "scipy": scipy.__version__,
        "sklearn": sklearn.__version__,
        "statsmodels": statsmodels.__version__,
        "R": subprocess.run(["Rscript", "-e", "cat(R.version$major, R.version$minor, sep='.')"], capture_output=True, text=True, check=True).stdout,
    }
    document = {"generator": generator, "versions": versions, **plain(content)}
    text = json.dumps(document, allow_nan=False, ensure_ascii=False)
    text = text.replace('{"name":', '\n{"name":') + "\n"
    json.loads(text)
    (HERE / name).write_text(text, encoding="utf-8")
    print(f"{name}: {len(text)} characters")
