"""Makes the fixtures beside it: `python3 data.gen.py`. Needs pandas; versions are written into each file.

penguins.csv    Palmer penguins, Horst, Hill and Gorman 2020, CC0
generated.csv   by this script, seeded
csv-rows.json   texts, and the rows that Python's csv module (strict) finds in them
numbers.json    decimal texts, and the bits of the double that Python's float() gives
describe.json   pandas dtypes and describe() of penguins.csv and of a generated table
"""

import csv
import io
import json
import platform
import random
import struct
from pathlib import Path

import pandas

here = Path(__file__).parent
chance = random.Random(20261124)
versions = {"python": platform.python_version(), "pandas": pandas.__version__}


def save(name, content):
    (here / name).write_text(json.dumps({"versions": versions, **content}, ensure_ascii=True, indent=1) + "\n")


def rows_of(text, delimiter):
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return [row for row in rows if row != []]


written_by_hand = {
    "plain": ("a,b\n1,2\n", ","),
    "no line break at the end": ("a,b\n1,2", ","),
    "CRLF": ("a,b\r\n1,2\r\n", ","),
    "CR": ("a,b\r1,2\r", ","),
    "mixed line ends": ("a,b\r\n1,2\n3,4\r5,6", ","),
    "delimiter in quotes": ('a,b\n"1,5",2\n', ","),
    "quotes in quotes": ('a,b\n"she said ""hi""","""x"""\n', ","),
    "only quotes": ('a,b\n"""",""""""\n', ","),
    "line breaks in quotes": ('a,b\n"one\ntwo","three\r\nfour"\n', ","),
    "quoted empty": ('a,b\n"",""\n', ","),
    "empty cells": ("a,b,c\n,,\n1,,\n,,3\n", ","),
    "empty last cell at the end of the file": ("a,b\n1,", ","),
    "spaces are text": ("a, b ,c\n 1 , 2,3 \n", ","),
    "blank lines": ("\n\na,b\n\n1,2\n\n\n3,4\n\n", ","),
    "semicolons": ('a;b\n"1;5";2,5\n', ";"),
    "tabs": ('a\tb\n1\t"x\ty"\n', "\t"),
    "pipes": ("a|b\n1|2\n", "|"),
    "unicode": ("nama,kota\nDéwi,São Paulo\n“kutip”,東京\n🐟,naïve\n", ","),
    "quoted header": ('"a,1","b\nc"\n1,2\n', ","),
    "json inside": ('key,value\n1,"{""type"": ""Point"", ""at"": [1, 2]}"\n', ","),
    "zero bytes are no matter": ("a,b\nx,y\n", ","),
}
cases = [{"name": name, "text": text, "delimiter": delimiter, "rows": rows_of(text, delimiter)} for name, (text, delimiter) in written_by_hand.items()]
pieces = ["", "a", "12", " ", ",", ";", '"', '""', "\n", "\r\n", "é", "🐟", "N/A", "-0.5", "true"]
for number in range(150):
    width = chance.randint(2, 5)
    delimiter = chance.choice([",", ";", "\t"])
    out = io.StringIO(newline="")
    quoting = chance.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC])
    writer = csv.writer(out, delimiter=delimiter, lineterminator=chance.choice(["\n", "\r\n"]), quoting=quoting)
    rows = [[f"column {k}" for k in range(width)]]
    for _ in range(chance.randint(0, 6)):
        rows.append(["".join(chance.choices(pieces, k=chance.randint(0, 4))) for _ in range(width)])
    writer.writerows(rows)
    assert rows_of(out.getvalue(), delimiter) == rows
    cases.append({"name": f"random {number}", "text": out.getvalue(), "delimiter": delimiter, "rows": rows})
save("csv-rows.json", {"cases": cases})

numbers = """0 -0 +0 1 -1 +1 .5 5. -.5 007 1e5 1E5 1e+5 1e-5 -1.5e-10 0.1 0.2 0.3 1.1 2.675 123456789012345 1234567890123456
9007199254740991 9007199254740992 9007199254740993 9007199254740995 9223372036854775807 18446744073709551616 1e22 1e23
1e-22 1e-23 123456789012345e22 999999999999999e22 999999999999999e-22 4.9e-324 2.4703282292062327e-324
2.4703282292062328e-324 2.2250738585072014e-308 2.2250738585072011e-308 1.7976931348623157e308 1.7976931348623159e308
1e309 -1e309 1e-400 0e999999 0.000000000000000000000000000000000001 100000000000000000000000000000000000000
0.500000000000000166533453693773481063544750213623046875 1.00000000000000011102230246251565404236316680908203125
1.00000000000000011102230246251565404236316680908203124 1.00000000000000011102230246251565404236316680908203126
3.141592653589793238462643383279 2.718281828459045 6.02214076e23 1.602176634e-19 0.913634000284252 9.999999999999999
99999999999999974834176 100000000000000000000001 8.41e21 9.5e-7 1.e2 0x 1e 1e+ . + - - 1_000 0x1F 1,5 1.2.3 --1 1e5.0 NaN nan
inf N/A ١٢""".split()
for _ in range(600):
    digits = "".join(chance.choices("0123456789", k=chance.randint(1, 19)))
    point = chance.randint(0, len(digits))
    text = chance.choice(["", "-"]) + digits[:point] + chance.choice([".", ""]) + digits[point:]
    numbers.append(text + chance.choice(["", "", f"e{chance.randint(-330, 310)}", f"E+{chance.randint(0, 25)}"]))
for _ in range(400):
    numbers.append(repr(struct.unpack(">d", struct.pack(">Q", chance.getrandbits(63)))[0]))
    numbers.append(repr(chance.uniform(-1000, 1000)))


def bits(text):
    decimal = all(character in "0123456789+-.eE" for character in text)
    try:
        return struct.pack(">d", float(text)).hex() if decimal else None
    except ValueError:
        return None


numbers = [text for text in numbers if text != "nan" or bits(text) is None]
save("numbers.json", {"cases": [{"text": text, "bits": bits(text)} for text in numbers]})

generated = pandas.DataFrame(
    {
        "whole": [chance.randint(-1000, 1000) for _ in range(501)],
        "measured": [None if chance.random() < 0.1 else chance.gauss(1e6, 1) for _ in range(501)],
        "skewed": [chance.lognormvariate(0, 3) for _ in range(501)],
        "constant": [7 for _ in range(501)],
        "flag": [chance.random() < 0.3 for _ in range(501)],
        "group": [chance.choice(["north", "south", "east", None]) for _ in range(501)],
    }
)
generated.to_csv(here / "generated.csv", index=False)


def plain(value):
    return None if pandas.isna(value) else value.item() if hasattr(value, "item") else value


def summary(name, column):
    facts = column.describe()
    missing = int(column.isna().sum())
    if column.dtype.kind in "if":
        keys = {"count": "count", "mean": "mean", "standardDeviation": "std", "min": "min", "max": "max"}
        numbers = {ours: plain(facts[theirs]) for ours, theirs in keys.items()}
        quartiles = [plain(facts[key]) for key in ("25%", "50%", "75%")]
        return {"name": name, "type": "number", "missing": missing, **numbers, "quartiles": quartiles}
    kind = "boolean" if column.dtype.kind == "b" else "text"
    top = {"value": plain(facts["top"]), "count": plain(facts["freq"])}
    return {"name": name, "type": kind, "missing": missing, "count": plain(facts["count"]), "distinct": plain(facts["unique"]), "top": top}


tables = {}
for file in ("penguins.csv", "generated.csv"):
    table = pandas.read_csv(here / file, keep_default_na=False, na_values=[""], float_precision="round_trip")
    tables[file] = {"rowCount": len(table), "columns": [summary(name, table[name]) for name in table]}
save("describe.json", {"tables": tables})
