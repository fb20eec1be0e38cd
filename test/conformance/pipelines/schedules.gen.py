#!/usr/bin/python3
"""Expected times of schedules: writes schedules.json beside it.

    cd test/conformance/pipelines && PYTHONPATH=<croniter 1.3.5> /usr/bin/python3 -B schedules.gen.py

- Five fields: Debian's python3-croniter 1.3.5. Where one day field begins with `*` and is a step, both must hold as crontab(5) says;
  croniter calls that day_or=False.
- AWS's six fields: the definition, by brute force over every minute-of-day of every day with Python's calendar, written here from
  the words of the EventBridge User Guide. What croniter knows too (L, #) is checked against it in this generator.
"""

import calendar
import json
import pathlib
import platform
from datetime import datetime, timedelta, timezone

import croniter

HERE = pathlib.Path(__file__).parent
UTC = timezone.utc


def ms(moment):
    return int(moment.replace(tzinfo=UTC).timestamp() * 1000)


def unix(expression, after, count=8, day_or=True):
    walk = croniter.croniter(expression, after, day_or=day_or)
    return {"expression": expression, "afterMs": ms(after), "times": [ms(walk.get_next(datetime)) for _ in range(count)]}


def last_day(day):
    return calendar.monthrange(day.year, day.month)[1]


def aws_weekday(day):
    return day.isoweekday() % 7 + 1  # 1 = Sunday


def nearest_weekday(year, month, number):
    """Of the Mondays to Fridays of this month, the one with the least distance to the day."""
    length = calendar.monthrange(year, month)[1]
    if number > length:
        return None
    days = [d for d in range(1, length + 1) if datetime(year, month, d).isoweekday() <= 5]
    return min(days, key=lambda d: abs(d - number))


RULES = {
    "L": lambda d: d.day == last_day(d),
    "L-3": lambda d: d.day == last_day(d) - 3,
    "LW": lambda d: d.day == nearest_weekday(d.year, d.month, last_day(d)),
    "1W": lambda d: d.day == nearest_weekday(d.year, d.month, 1),
    "15W": lambda d: d.day == nearest_weekday(d.year, d.month, 15),
    "31W": lambda d: d.day == nearest_weekday(d.year, d.month, 31),
    "6L": lambda d: aws_weekday(d) == 6 and d.day + 7 > last_day(d),
    "3#2": lambda d: aws_weekday(d) == 3 and (d.day - 1) // 7 == 1,
    "6#5": lambda d: aws_weekday(d) == 6 and (d.day - 1) // 7 == 4,
    "MON-FRI": lambda d: 2 <= aws_weekday(d) <= 6,
    "1,7": lambda d: aws_weekday(d) in (1, 7),
    "1/2": lambda d: aws_weekday(d) % 2 == 1,
    "*": lambda d: True,
    "?": lambda d: True,
    "1-5,20": lambda d: d.day in (1, 2, 3, 4, 5, 20),
    "29": lambda d: d.day == 29,
    "1/9": lambda d: d.day % 9 == 1,
}


def aws(expression, minutes, hours, day, months, weekday, years, after, count=8, until=2199):
    """Every day in turn, every allowed time of it."""
    times = []
    at = datetime(after.year, after.month, after.day)
    while len(times) < count and at.year <= until:
        meant = RULES[day](at) if weekday == "?" else RULES[weekday](at)
        if meant and at.month in months and (years is None or at.year in years):
            for hour in hours:
                for minute in minutes:
                    time = at + timedelta(hours=hour, minutes=minute)
                    if time > after:
                        times.append(ms(time))
        at += timedelta(days=1)
    return {"expression": f"cron({expression})", "afterMs": ms(after), "times": times[:count]}


ALL = range(1, 13)
FEB27 = datetime(2024, 2, 27, 23, 59)
NEW_YEAR = datetime(2023, 12, 31, 23, 30)

aws_cases = [
    aws("0 10 * * ? *", [0], [10], "*", ALL, "?", None, FEB27),
    aws("15 12 * * ? *", [15], [12], "*", ALL, "?", None, NEW_YEAR),
    aws("0 18 ? * MON-FRI *", [0], [18], "?", ALL, "MON-FRI", None, FEB27),
    aws("0 8 1 * ? *", [0], [8], "1-5,20", ALL, "?", None, FEB27) | {"expression": "cron(0 8 1-5,20 * ? *)"},
    aws("0/15 * * * ? *", [0, 15, 30, 45], range(24), "*", ALL, "?", None, NEW_YEAR),
    aws("0/10 * ? * MON-FRI *", range(0, 60, 10), range(24), "?", ALL, "MON-FRI", None, NEW_YEAR),
    aws("0/5 8-17 ? * MON-FRI *", range(0, 60, 5), range(8, 18), "?", ALL, "MON-FRI", None, NEW_YEAR, 130),
    aws("0 9 ? * 3#2 *", [0], [9], "?", ALL, "3#2", None, FEB27),
    aws("0 9 ? * 6#5 *", [0], [9], "?", ALL, "6#5", None, FEB27),
    aws("0 9 ? * FRI#5 *", [0], [9], "?", ALL, "6#5", None, FEB27),
    aws("30 23 ? * 6L *", [30], [23], "?", ALL, "6L", None, FEB27, 15),
    aws("30 23 ? * FRIL *", [30], [23], "?", ALL, "6L", None, FEB27),
    aws("0 0 L * ? *", [0], [0], "L", ALL, "?", None, datetime(2023, 1, 1), 30),
    aws("0 0 L-3 * ? *", [0], [0], "L-3", ALL, "?", None, datetime(2023, 1, 1), 30),
    aws("0 0 LW * ? *", [0], [0], "LW", ALL, "?", None, datetime(2023, 1, 1), 30),
    aws("0 0 1W * ? *", [0], [0], "1W", ALL, "?", None, datetime(2023, 1, 1), 30),
    aws("0 0 15W * ? *", [0], [0], "15W", ALL, "?", None, datetime(2023, 1, 1), 30),
    aws("0 0 31W * ? *", [0], [0], "31W", ALL, "?", None, datetime(2023, 1, 1), 20),
    aws("0 0 29 2 ? *", [0], [0], "29", [2], "?", None, datetime(1999, 1, 1), 6),
    aws("0 0 29 FEB ? 2095-2110", [0], [0], "29", [2], "?", range(2095, 2111), datetime(2090, 1, 1), 6),
    aws("7 3,20 1/9 JAN,JUL ? 2024/3", [7], [3, 20], "1/9", [1, 7], "?", range(2024, 2200, 3), FEB27, 20),
    aws("0 0 ? 3-5 1,7 *", [0], [0], "?", [3, 4, 5], "1,7", None, FEB27, 20),
    aws("0 0 ? * 1/2 2025", [0], [0], "?", ALL, "1/2", [2025], FEB27, 20),
    aws("0 0 1W 1 ? 2020", [0], [0], "1W", [1], "?", [2020], FEB27, 3),
]

unix_cases = [
    unix("*/7 * * * *", NEW_YEAR, 20),
    unix("0 0 1 1 *", FEB27, 3),
    unix("5 4 * * sun", FEB27),
    unix("0 22 * * 1-5", FEB27, 12),
    unix("23 0-20/2 * * *", FEB27, 15),
    unix("0 0,12 1 */2 *", FEB27),
    unix("0 0 13 * 5", FEB27, 20),
    unix("0 0 1,15 * wed", FEB27, 20),
    unix("0 0 */10 * 1", FEB27, 12, day_or=False),
    unix("30 6 29 2 *", datetime(1999, 5, 5), 4),
    unix("0 0 31 * *", FEB27, 9),
    unix("59 23 31 12 *", datetime(2023, 12, 31, 23, 59), 2),
    unix("0 12 * * 7", FEB27, 5),
    unix("0 12 * jan-mar,dec 0", FEB27, 12),
]

# What croniter knows too: it counts weekdays from 0 and has no year.
for case, same in [(7, "0 9 * * 2#2"), (8, "0 9 * * 5#5"), (10, "30 23 * * L5"), (12, "0 0 L * *")]:
    after = datetime.fromtimestamp(aws_cases[case]["afterMs"] / 1000, UTC).replace(tzinfo=None)
    assert aws_cases[case]["times"] == unix(same, after, len(aws_cases[case]["times"]))["times"], same

document = {
    "generator": "schedules.gen.py",
    "versions": {"python": platform.python_version(), "croniter": "1.3.5"},
    "unix": unix_cases,
    "aws": aws_cases,
}
text = json.dumps(document).replace('{"expression":', '\n{"expression":') + "\n"
(HERE / "schedules.json").write_text(text)
print(len(text), "characters")
