"""The State Council's holiday notices, written down from the notices themselves, and days counted the slow way.

Nothing here comes from the code under test or from its table: each year is the wording of the notice (放假 from-to,
上班 days), and a deadline is found in one long list of all working days, by its place.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta

NOTICES = {
    # 国办发明电〔2018〕15号, with the longer Labour Day of 2019-03-22
    2019: (
        "12-30~01-01 02-04~02-10 04-05~04-07 05-01~05-04 06-07~06-09 09-13~09-15 10-01~10-07",
        "12-29 02-02 02-03 04-28 05-05 09-29 10-12",
    ),
    # 国办发明电〔2019〕16号, with the Spring Festival put off to 2 February (国办发明电〔2020〕1号)
    2020: (
        "01-01~01-01 01-24~02-02 04-04~04-06 05-01~05-05 06-25~06-27 10-01~10-08",
        "01-19 04-26 05-09 06-28 09-27 10-10",
    ),
    # 国办发明电〔2020〕27号
    2021: (
        "01-01~01-03 02-11~02-17 04-03~04-05 05-01~05-05 06-12~06-14 09-19~09-21 10-01~10-07",
        "02-07 02-20 04-25 05-08 09-18 09-26 10-09",
    ),
    # 国办发明电〔2021〕11号
    2022: (
        "01-01~01-03 01-31~02-06 04-03~04-05 04-30~05-04 06-03~06-05 09-10~09-12 10-01~10-07",
        "01-29 01-30 04-02 04-24 05-07 10-08 10-09",
    ),
    # 国办发明电〔2022〕16号
    2023: (
        "12-31~01-02 01-21~01-27 04-05~04-05 04-29~05-03 06-22~06-24 09-29~10-06",
        "01-28 01-29 04-23 05-06 06-25 10-07 10-08",
    ),
    # 国办发明电〔2023〕7号
    2024: (
        "01-01~01-01 02-10~02-17 04-04~04-06 05-01~05-05 06-08~06-10 09-15~09-17 10-01~10-07",
        "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    ),
    # 国办发明电〔2024〕12号: since 国务院令第795号 two festival days more
    2025: (
        "01-01~01-01 01-28~02-04 04-04~04-06 05-01~05-05 05-31~06-02 10-01~10-08",
        "01-26 02-08 04-27 09-28 10-11",
    ),
    # 国办发明电〔2025〕7号
    2026: (
        "01-01~01-03 02-15~02-23 04-04~04-06 05-01~05-05 06-19~06-21 09-25~09-27 10-01~10-07",
        "01-04 02-14 02-28 05-09 09-20 10-10",
    ),
}
"""Days off and worked weekend days of each year; a span that begins in December begins the year before."""

FIRST, LAST = min(NOTICES), max(NOTICES)
FIXED = ("01-01", "05-01", "05-02", "10-01", "10-02", "10-03")
"""Off by law in every year; all that is known of a year before its notice."""
_DAY = timedelta(days=1)


def _spans(year: int) -> tuple[set[date], set[date]]:
    off: set[date] = set()
    for span in NOTICES[year][0].split():
        first, last = span.split("~")
        day = date.fromisoformat(f"{year - (first > last)}-{first}")
        while day <= date.fromisoformat(f"{year}-{last}"):
            off.add(day)
            day += _DAY
    work = NOTICES[year][1].split()
    before = [day for day in work[:1] if day.startswith("12-")]  # worked in December for the New Year
    return off, {date.fromisoformat(f"{year - (day in before)}-{day}") for day in work}


OFF = frozenset().union(*(_spans(year)[0] for year in NOTICES))
WORKED = frozenset().union(*(_spans(year)[1] for year in NOTICES))
ALL_WORKING_DAYS = [
    day
    for day in (date(FIRST, 1, 1) + timedelta(days=offset) for offset in range(366 * (LAST - FIRST + 3)))
    if day in WORKED or (day not in OFF and day.isoweekday() <= 5 and not (day.year > LAST and str(day)[5:] in FIXED))
]


def working_end(start: date, days: int, left_out: frozenset[date] = frozenset()) -> date:
    """Give the `days`-th working day after `start`, read off the list of all of them."""
    counted = [day for day in ALL_WORKING_DAYS if day not in left_out] if left_out else ALL_WORKING_DAYS
    return counted[bisect_right(counted, start) + days - 1] if days else start


def calendar_end(start: date, days: int, left_out: frozenset[date] = frozenset()) -> date:
    """Give the `days`-th day after `start`, or the first working day of the list from there on."""
    counted = (start + timedelta(days=offset) for offset in range(1, days + len(left_out) + 1))
    end = [day for day in counted if day not in left_out][days - 1]
    return next(day for day in ALL_WORKING_DAYS if day >= end and day not in left_out)
