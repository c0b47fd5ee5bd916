"""Papers of the desk's own come back to the window: genuine, altered, out of date, or from a site nobody knows."""

from __future__ import annotations

import pytest

from printing.own_papers import OWN_PAPERS
from printing.registry import PAPERS
from station_app import texts
from station_app.domain.counting import Area
from station_app.domain.ledger import LedgerFilter
from station_app.domain.paper_verdicts import advice, answer, gravity
from station_app.services.restating import stated_now
from tests.printing.paper_cases import scanned
from tests.services.exchanging import COUNTY, two_sites
from tests.services.settling import home_of, settled


def codes(pdf):
    """The texts of both kinds of codes, page by page."""
    pages = [dict(page) for page in scanned(pdf, 200)]
    return [page["QR Code"] for page in pages], {page["Code 128"] for page in pages}


def checked(station, text):
    """What is said of a code; in both languages there is an answer and something to do."""
    verdict = station.verify_paper(text)
    for language in ("en", "zh"):
        texts.choose(language)
        assert answer(verdict)
        assert all(advice(verdict))
    return verdict


def told(verdict):
    return verdict.verdict, verdict.genuine, verdict.counted, verdict.here, gravity(verdict)


def altered(text):
    """The same code with another digest."""
    parts = text.split("/")
    parts[-2] = parts[-2][1:] + ("0" if parts[-2][0] != "0" else "1")
    return "/".join(parts)


def test_every_form_has_one_paper_so_that_a_code_means_one():
    forms = [paper.form for paper in (*PAPERS.values(), *OWN_PAPERS.values())]
    assert len(forms) == len(set(forms))
    assert not set(PAPERS) & set(OWN_PAPERS)


def test_a_roster_holds_until_something_in_the_household_changes(station):
    father, *_rest = settled(station)
    home = home_of(station, father)
    (text,), bars = codes(station.print_roster(home).pdf)
    assert bars == {home}
    before = checked(station, text)
    assert told(before) == ("genuine", True, True, True, "ok")
    assert (before.paper, before.number, before.case_no) == ("household-roster", home, "")
    assert told(checked(station, altered(text)))[:2] == ("altered", False)
    station.hand_out_card(father, "C-0001")
    assert told(checked(station, text)) == ("superseded", True, True, True, "look")
    (again,), _ = codes(station.print_roster(home).pdf)
    assert checked(station, again).verdict == "genuine"
    assert checked(station, text).verdict == "superseded"


def test_the_figures_of_a_month_hold_until_one_of_them_changes(station):
    for by in Area:
        (text, *_more), bars = codes(station.print_month("2026-11", by).pdf)
        assert bars == {f"{station.site.code}-MONTH-2026-11"}
        assert told(checked(station, text)) == ("genuine", True, True, True, "ok")
    settled(station)
    assert told(checked(station, text)) == ("superseded", True, True, True, "look")


def test_pages_of_the_ledger_are_proven_and_not_compared(station, tmp_path):
    settled(station)
    pages = tmp_path / "ledger.pdf"
    station.export_ledger(LedgerFilter(), pages)
    (text,), (number,) = codes(pages.read_bytes())
    assert number.startswith(f"{station.site.code}-20261123-TZ")
    assert told(checked(station, text)) == ("genuine", True, None, False, "look")
    assert checked(station, altered(text)).verdict == "altered"
    assert "王建国" not in text


def test_the_sheet_of_a_bundle_is_proven_where_it_was_made_and_where_it_arrives(tmp_path):
    with two_sites(tmp_path) as (station, county):
        station.export(tmp_path / "stick")
        (text,), (number,) = codes(station.print_bundle_sheet(COUNTY, 1).pdf)
        assert number == f"{station.site.code}-TO-{COUNTY}-000001"
        assert told(checked(station, text)) == ("genuine", True, True, True, "ok")
        assert told(checked(county, text)) == ("genuine", True, None, False, "look")
        assert checked(county, altered(text)).verdict == "altered"
        strange = text.replace(f"/{station.site.code}/", "/620502999/")
        assert told(checked(station, strange))[:2] == ("unknown_site", False)


@pytest.mark.parametrize("number", ["620502001-20261123-JB", "620502001-20261123-JB999999", "620502001-20261123-JB9X"])
def test_a_shift_that_is_not_here_is_not_made_up(station, number):
    with station._desk.store.read() as uow:
        assert stated_now(uow, station._desk, "shift-sheet", number) == ()
