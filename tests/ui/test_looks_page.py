"""The log of looks: the auditor finds who looked at whom by officer, case and day, and nobody else finds the page."""

from __future__ import annotations

import pytest

from station_app import texts
from station_app.domain.reading import read_document
from station_app.domain.vocabulary import OfficerRole
from tests.people import a_family_of_four
from tests.stations import PASSWORD
from tests.ui.conftest import type_password

FIRST = "chu-shi-1949"


@pytest.fixture
def page(shell):
    """The page, for an auditor, after two officers looked at a case."""
    first = shell._door.log_in("0001", PASSWORD)
    first.add_officer("0002", "马秀兰", (OfficerRole.FRONT_DESK,), FIRST)
    first.add_officer("0003", "李正清", (OfficerRole.AUDITOR,), FIRST)
    case_no = first.accept(*read_document(a_family_of_four())).case_no
    first.show(case_no, why="群众来问")
    first.close()
    clerk = shell._door.log_in("0002", FIRST)
    clerk.show(case_no)
    clerk.close()
    shell.login.badge.setText("0003")
    type_password(shell.login, FIRST)
    shell.main.go("looks")
    made = shell.main.page("looks")
    made.case_no = case_no
    return made


def rows(page):
    """What the list shows."""
    return [page.table.rows.row(number) for number in range(page.table.rows.rowCount())]


def test_every_look_says_who_at_whom_and_why_newest_first(page):
    assert [(row.officer, row.whom, row.why) for row in rows(page)] == [
        ("马秀兰 0002", "王**", texts.say("looks.why.opened")),
        ("王景行 0001", "王**", "群众来问"),
    ]
    assert {row.subject for row in rows(page)} == {page.case_no}


def test_no_name_of_a_family_is_on_the_page_in_full(page):
    shown = "".join(f"{row}" for row in rows(page))
    for member in a_family_of_four()["family"]:
        assert member["name"] not in shown
        assert str(member["id_number"]) not in shown


def test_looks_are_found_by_officer_case_and_day(page):
    page.officer.setCurrentIndex(page.officer.findData("0002"))
    page.read()
    assert [row.officer for row in rows(page)] == ["马秀兰 0002"]
    page.officer.setCurrentIndex(0)
    page.subject.setText(page.case_no)
    page.day.setText("20261123")
    page.read()
    assert len(rows(page)) == 2
    page.day.setText("20261122")
    page.read()
    assert rows(page) == []
    assert page.table._empty.text() == texts.say("ui.looks.none")


def test_a_day_half_typed_says_so_and_asks_nothing(page):
    page.day.setText("2026")
    page.read()
    assert page.table._empty.text() == texts.say("ui.looks.no_day")


def test_every_officer_can_be_asked_for(page):
    assert {page.officer.itemData(n) for n in range(page.officer.count())} == {"", "0001", "0002", "0003"}


def test_the_list_cannot_be_edited(page):
    assert page.table.editTriggers() == page.table.EditTrigger.NoEditTriggers
