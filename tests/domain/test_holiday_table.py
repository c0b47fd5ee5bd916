"""A holiday table is checked line by line before anybody counts by it, and says in Chinese which line is wrong."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.domain.findings import Severity
from station_app.domain.holiday_table import LARGEST, changed_days, read_table, statutory_days, write_table
from station_app.domain.working_days import shipped

CALENDAR = shipped()
TODAY = date(2026, 11, 26)

YEAR_2027 = """date,kind,name
2027-01-01,off,元旦
2027-01-02,off,元旦
2027-01-03,off,元旦
2027-02-05,off,春节
2027-02-06,off,春节
2027-02-07,off,春节
2027-02-08,off,春节
2027-02-09,off,春节
2027-02-10,off,春节
2027-02-11,off,春节
2027-02-12,off,春节
2027-02-14,work,春节
2027-02-20,work,春节
2027-04-05,off,清明节
2027-05-01,off,劳动节
2027-05-02,off,劳动节
2027-05-03,off,劳动节
2027-05-04,off,劳动节
2027-06-09,off,端午节
2027-09-15,off,中秋节
2027-10-01,off,国庆节
2027-10-02,off,国庆节
2027-10-03,off,国庆节
2027-10-04,off,国庆节
2027-10-05,off,国庆节
"""
"""An invented announcement for 2027 that takes away the lawful thirteen days."""


def read(text, *, today=TODAY):
    return read_table(text.encode(), CALENDAR, today)


def only(text, **more):
    """The one thing that is said about a table."""
    _, (finding,) = read(text, **more)
    assert finding.message
    assert "{" not in finding.message
    return finding


def changed(old, new):
    assert old in YEAR_2027
    return YEAR_2027.replace(old, new)


def test_a_whole_lawful_year_is_taken_without_a_word():
    years, findings = read(YEAR_2027)
    assert findings == ()
    assert [year.year for year in years] == [2027]
    calendar = CALENDAR.with_years(years)
    assert calendar.last == 2027
    assert calendar.is_working(date(2027, 2, 14))  # a Sunday
    assert not calendar.is_working(date(2027, 2, 9))
    assert calendar.after(date(2027, 2, 4), 5) == date(2027, 2, 18)  # 14 (Sunday), 15, 16, 17, 18


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("2027-04-05", "2027-04-31", "calendar_date", 15),
        ("2027-04-05", "2027/4/5", "calendar_date", 15),
        ("2027-04-05,off", "2027-04-05,休", "calendar_kind", 15),
        ("2027-04-05,off,清明节", "2027-04-05,off,", "calendar_name", 15),
        ("2027-04-05,off,清明节", "2027-04-05,off,清明节清明节清明节清明节清明节清明节清明节", "calendar_name", 15),
        ("2027-04-05,off,清明节", "2027-04-05,off", "calendar_line", 15),
        ("2027-04-05,off,清明节", "2027-04-05,off,清明节,一天", "calendar_line", 15),
        ("2027-02-12,off", "2027-02-11,off", "calendar_twice", 12),
        ("2027-02-14,work", "2027-02-12,work", "calendar_twice", 13),
        ("2027-02-14,work", "2027-02-15,work", "calendar_weekday_work", 13),
        ("date,kind,name", "日期,类别,名称", "calendar_header", 1),
    ],
)
def test_a_wrong_line_is_named_by_its_number(old, new, code, line):
    finding = only(changed(old, new))
    assert (finding.code, finding.severity, finding.details["line"]) == (code, Severity.ERROR, line)
    assert f"第 {line} 行" in finding.message


def test_everything_wrong_is_said_at_once():
    text = changed("2027-04-05,off", "2027-04-05,x").replace("2027-02-20,work", "2027-02-22,work")
    _, findings = read(text)
    assert {finding.code for finding in findings} == {"calendar_kind", "calendar_weekday_work"}


@pytest.mark.parametrize(
    ("old", "missing"),
    [
        ("2027-10-03,off,国庆节\n", "2027-10-03"),
        ("2027-06-09,off,端午节\n", "端午节"),
        ("2027-01-01,off,元旦\n", "2027-01-01"),
    ],
)
def test_a_year_that_lacks_a_festival_is_refused(old, missing):
    finding = only(changed(old, ""))
    assert (finding.code, finding.details["missing"]) == ("calendar_year_incomplete", missing)


def test_a_year_that_nobody_can_have_announced_is_refused():
    finding = only(YEAR_2027, today=date(2025, 11, 26))
    assert finding.code == "calendar_year_future"
    assert "2025-11-26" in finding.message


def test_a_year_between_may_not_be_left_out():
    years = tuple(year for year in CALENDAR.years if year.year == 2026)
    older = shipped().until(2024)
    _, (finding,) = read_table(write_table(years), older, TODAY)
    assert (finding.code, finding.details["missing"]) == ("calendar_year_gap", 2025)


def test_a_year_before_the_present_law_is_refused():
    years = tuple(year for year in CALENDAR.years if year.year == 2013)
    _, (finding,) = read_table(write_table(years), CALENDAR, TODAY)
    assert finding.code == "calendar_year_old"


@pytest.mark.parametrize(
    ("old", "new", "taken"),
    [("2027-10-05,off,国庆节\n", "", 12), ("2027-06-09", "2027-06-08,off,端午节\n2027-06-09", 14)],
)
def test_a_day_too_many_or_too_few_is_a_question_to_the_administrator(old, new, taken):
    finding = only(changed(old, new))
    assert (finding.code, finding.severity) == ("calendar_unbalanced", Severity.CONFIRM)
    assert (finding.details["taken"], finding.details["lawful"]) == (taken, 13)


def test_a_weekend_worked_far_from_any_holiday_is_a_question():
    finding = only(changed("2027-02-20,work,春节", "2027-07-24,work,春节"))
    assert (finding.code, finding.severity, finding.details["line"]) == ("calendar_work_far", Severity.CONFIRM, 14)


@pytest.mark.parametrize(
    "raw",
    [b"", b"\xff\xfe\x00", YEAR_2027.encode("gb18030"), b"date,kind,name\n" + b"x" * LARGEST, b'date,kind,name\n"2027'],
)
def test_what_is_no_table_is_refused_in_one_sentence(raw):
    years, (finding,) = read_table(raw, CALENDAR, TODAY)
    assert years == ()
    assert finding.code in {"calendar_unreadable", "calendar_header"}


def test_a_table_without_days_says_so():
    assert only("date,kind,name\r\n\r\n").code == "calendar_line"


@pytest.mark.parametrize("year", [2014, 2016, 2019, 2023, 2024, 2025, 2026])
def test_every_announced_year_is_written_and_read_again_as_it_was(year):
    years = tuple(each for each in CALENDAR.years if each.year == year)
    again, findings = read_table(write_table(years), CALENDAR, TODAY)
    assert findings == ()
    assert again == years
    assert CALENDAR.with_years(again).name == CALENDAR.name


def test_the_new_year_days_of_december_belong_to_the_year_after():
    """The notice of 2019 gave 30 and 31 December 2018 off; bringing 2018 again must not take them away."""
    eighteen, nineteen = (tuple(each for each in CALENDAR.years if each.year == year) for year in (2018, 2019))
    assert date(2018, 12, 31) in {day.date for day in nineteen[0].off}
    again, _ = read_table(write_table(eighteen), CALENDAR, TODAY)
    assert not CALENDAR.with_years(again).is_working(date(2018, 12, 31))
    both, findings = read_table(write_table(eighteen + nineteen), CALENDAR, TODAY)
    assert (both, findings) == (eighteen + nineteen, ())


def test_the_years_with_an_extraordinary_holiday_are_asked_about():
    """2015 had the seventieth anniversary of the victory, 2020 a longer Spring Festival."""
    for year, taken in ((2015, 12), (2020, 13)):
        years = tuple(each for each in CALENDAR.years if each.year == year)
        _, (finding,) = read_table(write_table(years), CALENDAR, TODAY)
        assert (finding.code, finding.details["taken"]) == ("calendar_unbalanced", taken)
        assert finding.details["lawful"] == statutory_days(year) == 11


def test_the_days_that_change_are_listed():
    years, _ = read(YEAR_2027)
    days = changed_days(CALENDAR, CALENDAR.with_years(years))
    assert date(2027, 2, 8) in days
    assert date(2027, 2, 14) in days
    assert date(2027, 10, 1) not in days  # off by law before anybody announced it
    assert date(2027, 2, 6) not in days  # a Saturday
    assert all(day.year == 2027 for day in days)


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: f"date,kind,name\n{text}".encode()))
def test_no_file_makes_it_stumble(raw):
    _, findings = read_table(raw, CALENDAR, TODAY)
    assert findings
    assert all(finding.message for finding in findings)
