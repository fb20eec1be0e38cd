"""What the generators of this folder share: versions, and JSON that can say NaN and infinity."""

import json
import pathlib
import platform
import sys

import numpy
import scipy
import sklearn

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "core"))


def plain(value):
    """NumPy as plain Python; NaN and infinities as words, which JSON has no numbers for."""
    if isinstance(value, dict):
        return {key: plain(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple, numpy.ndarray)):
        return [plain(entry) for entry in value]
    if isinstance(value, numpy.generic):
        value = value.item()
    if isinstance(value, float):
        if value != value:
            return "NaN"
        if value in (float("inf"), float("-inf")):
            return "Infinity" if value > 0 else "-Infinity"
    return value


def write(path, generator, content):
    versions = {
        "python": platform.python_version(),
        "numpy": numpy.__version__,
        "scipy": scipy.__version__,
        "sklearn": sklearn.__version__,
    }
    document = {"generator": generator, "versions": versions, **plain(content)}
    # One case a line: small enough to read, and a change shows in a diff.
    text = json.dumps(document, allow_nan=False, ensure_ascii=False)
    text = text.replace('{"name":', '\n{"name":') + "\n"
    json.loads(text)
    pathlib.Path(path).write_text(text, encoding="utf-8")
    print(f"{path}: {len(text)} characters")


def outcome(call):
    """What scikit-learn makes of an input: a value, or the name of its exception."""
    try:
        return {"value": call()}
    except Exception as error:  # every kind is an answer here
        return {"raises": type(error).__name__}
