"""The figures of a month add up, each opens into its cases, and a month that was frozen stays what it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from station_app import texts
from station_app.domain.counting import Area, Month, count, divided
from station_app.domain.rankings import BY, rank
from station_app.domain.reading import read_document
from station_app.domain.records import Officer
from station_app.domain.statistics import MEANS, figures
from station_app.domain.vocabulary import Level, OfficerRole, Outcome, PermitBusiness, PermitEnd, Step
from station_app.errors import NotPermittedError, RefusedError, UsageError
from station_app.services.decide_case import Said, decide_case
from station_app.services.freeze_month import freeze_month
from station_app.services.move_case import move_case
from station_app.storage import schema
from tests.desk.counted_plainly import compare
from tests.services.exchanging import two_sites
from tests.services.permits import an_application
from tests.services.settling import CHIEF, alone, settled

COUNTY_CHIEF = Officer("0007", "孙立本", (OfficerRole.COUNTY_REVIEWER,))


def chief(catalogue):
    return replace(catalogue._desk, officer=CHIEF)


def values(made):
    return {line.code: line.value for line in made.figures if line.value}


def later(catalogue, days):
    catalogue._desk.clock.move(timedelta(days=days))


def test_a_month_is_counted_opened_frozen_and_put_right(station):
    """A family settled in November, another refused; the settling turns out a mistake in December."""
    numbers = settled(station)
    case_no = numbers[0].rpartition("-")[0]
    other = station.accept(*read_document(alone())).case_no
    later(station, 40)  # into January: November and December are over
    decide_case(chief(station), other, Said(Level.STATION, Outcome.REFUSE, "documents_false"))
    november, january = station.month_report("2026-11"), station.month_report("2027-01", Area.TOWN)

    assert values(november) | {"accepted_cases": 2, "accepted_people": 5, "registered_people": 4} == values(november)
    assert values(november)["form58.8"] + values(november).get("outside_form58", 0) == 4
    assert values(january) == {
        "refused_cases": 1,
        "decided_cases": 1,
        "late_cases": 1,
        "decision_days": 40,
        "refused.documents_false": 1,
    }
    assert [mean.tenths for mean in january.means] == [400, None]
    assert [column.value for column in november.form58][:6] == [None, 4, 0, None, None, 0]
    opened = station.open_figure("2026-11", "registered_people")
    assert [(each.number, each.value) for each in opened.entries] == [(case_no, 4)]

    for month, code in (("2027-01", "month_not_over"), ("2027-02", "month_not_over")):
        with pytest.raises(RefusedError, match=code):
            freeze_month(chief(station), month)
    with pytest.raises(NotPermittedError):
        station.freeze_month("2026-11")
    first = freeze_month(chief(station), "2026-11").edition
    assert (first.number, first.reason, len(first.digest)) == (1, "", 64)
    with pytest.raises(RefusedError, match="edition_reason_missing"):
        freeze_month(chief(station), "2026-11")
    with pytest.raises(RefusedError, match="month_unchanged"):
        freeze_month(chief(station), "2026-11", "再看一次")

    move_case(chief(station), case_no, Step.REVERSE, "录入有误")
    again, corrected = station.month_report("2026-11"), station.month_report("2027-01")
    assert (values(again), again.corrections) == (values(november), ())
    assert corrected.line("form58.8").value == -values(november)["form58.8"]
    assert corrected.line("registered_net").value == -4
    assert corrected.line("undone_people").value == 4
    assert station.rebuild_journal().ok
    trend = station.trend("2027-01", ("accepted_cases", "registered_net"))
    assert [(point.month, *point.values.values(), point.frozen) for point in trend][-3:] == [
        ("2026-11", 2, 4, True),
        ("2026-12", 0, 0, False),
        ("2027-01", 0, -4, False),
    ]


def test_a_county_freezes_says_what_came_later_and_ranks(tmp_path):
    """What a station hands over late is shown beside the frozen figures, and makes the next edition."""
    with two_sites(tmp_path) as (station, county):
        reviewer = replace(county._desk, officer=COUNTY_CHIEF)
        county.import_bundle(Path(station.export(tmp_path / "first").bundle))
        settled(station, alone())
        for site in (station, county):
            later(site, 20)
        first = freeze_month(reviewer, "2026-11")
        assert (first.line("accepted_cases").value, first.line("registered_people").value) == (1, 0)
        assert first.stations[0].until.day == 23
        county.import_bundle(Path(station.export(tmp_path / "second").bundle))
        shown = county.month_report("2026-11")
        assert (shown.line("accepted_cases").value, shown.edition.number) == (1, 1)
        assert {(each.code, each.frozen, each.now) for each in shown.corrections} >= {
            ("accepted_cases", 1, 2),
            ("registered_people", 0, 1),
        }
        second = freeze_month(reviewer, "2026-11", "大城派出所补交")
        assert (second.edition.number, second.line("accepted_cases").value, second.corrections) == (2, 2, ())
        county.export_journal(tmp_path / "masked.jsonl", masked=True)
        assert "补交" not in (tmp_path / "masked.jsonl").read_text(encoding="utf-8"), "free words are nobody's to read"
        ranking = county.ranking("2026-11")
        assert [(row.rank, row.name, row.value, row.growth) for row in ranking.rows] == [
            (1, "秦州分局大城派出所", 1, 1)
        ]
        assert ranking.rows[0].until > first.stations[0].until
        with pytest.raises(RefusedError, match="ranking_of_stations"):
            station.ranking("2026-11")
        assert county.rebuild_journal().ok


def test_permits_are_counted_by_what_was_done_to_them(station):
    """Applied for and issued in November, replaced and endorsed too late a year on, one of them a mistake."""
    on = partial(later, station)
    number = station.apply_permit(*read_document(an_application())).permit_no
    station.issue_permit(number, "J62050200001")
    on(400)
    station.endorse_permit(number)
    station.replace_permit(
        number, PermitBusiness.RENEW, "卡面磨损", old_card=True, division="620502002", address="秦州区七里墩某路9号"
    )
    station.issue_permit(number, "J62050200002")
    station.cancel_permit(number, PermitEnd.MISTAKEN, "登记错人")
    first = station.month_report("2026-11", Area.TOWN)
    assert {code: each for code, each in values(first).items() if "permits" in code} == {
        "applied_permits": 1,
        "issued_permits": 1,
    }
    last = station.month_report("2027-12", Area.TOWN)
    asked = ("late_endorsed", "issued_anew", "mistaken", "issued")
    assert {code: last.line(f"{code}_permits").parts for code in asked} == {
        "late_endorsed": {"620502001": 1},
        "issued_anew": {"620502002": 1},
        "mistaken": {"620502002": 1},
        "issued": {},
    }
    assert compare(station._desk) == 6
    schema.migrate(station._desk.store._engine, "0019")
    schema.migrate(station._desk.store._engine)
    assert station.rebuild_journal().ok, "a database of before counts them too"


def test_a_month_is_written_as_a_month_and_a_figure_by_its_code(station):
    for written in ("2026-13", "2026-1", "26-11", "x", "２０２６-11"):
        with pytest.raises(UsageError, match="month_form"):
            station.month_report(written)
    with pytest.raises(RefusedError, match="month_not_begun"):
        station.month_report("2026-12")
    with pytest.raises(UsageError, match="figure_unknown"):
        station.open_figure("2026-11", "people")


def test_equals_share_a_rank_and_the_next_one_comes_after_all_of_them():
    cells = {BY: {("620502002", ""): 5, ("620502001", ""): 5, ("620502003", ""): 2, ("620502004", ""): 9}}
    names = {f"62050200{number}": f"{number}所" for number in range(1, 6)}
    rows = rank(cells, {}, Area.STATION, names, {})
    assert [(row.rank, row.name) for row in rows] == [
        (1, "4所"),
        (2, "1所"),
        (2, "2所"),
        (4, "3所"),
        (5, "5所"),
    ]
    assert all(row.in_time is None for row in rows)


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_figure_has_a_name_a_meaning_and_a_code_of_its_own(language, station):
    texts.choose(language)
    declared = figures(station._desk.packs)
    assert len({figure.code for figure in declared}) == len(declared)
    said = [figure.name for figure in declared] + [texts.say(f"figure.name.{mean.code}") for mean in MEANS]
    assert len(set(said)) == len(said)
    assert not [text for text in (*said, *(figure.meaning for figure in declared)) if "figure." in text or "{" in text]
    assert all(figure.source and figure.when for figure in declared)


def test_a_month_of_china_begins_at_its_own_midnight():
    november = Month(2026, 11)
    assert (november.begins.isoformat(), november.ends.isoformat()) == (
        "2026-11-01T00:00:00+08:00",
        "2026-12-01T00:00:00+08:00",
    )
    assert (november.moved(-11), november.moved(2), str(Month(2027, 1).moved(-1))) == ((2025, 12), (2027, 1), "2026-12")
    assert (count((), ()), divided({}, "x", Area.TOWN)) == ({}, {})
