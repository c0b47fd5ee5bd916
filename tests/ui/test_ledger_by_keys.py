"""The ledger by keys: sorted without a mouse, days that run backwards said at the field, no column out of sight."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from station_app import texts
from tests.services.exchanging import more_families
from tests.ui.intake_keys import press, write
from ui import keys
from ui.screens.ledger import COLUMNS

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(desk, qtbot):
    """The ledger with three cases."""
    more_families(desk.main.session.catalogue, 3)
    desk.main.go("ledger")
    found = desk.main.page("ledger")
    qtbot.waitUntil(lambda: not found._wait.isActive())
    return found


def numbers(page):
    return [page.table.rows.row(place).case_no for place in range(page.table.rows.rowCount())]


def say_days(page, qtbot, since, until):
    for field, day in ((page.filters.since, since), (page.filters.until, until)):
        field.setFocus()
        field.selectAll()
        write(day)
    qtbot.waitUntil(lambda: not page._wait.isActive())


def test_the_ledger_is_sorted_by_keys_and_the_same_key_turns_it_round(page):
    newest_first = numbers(page)
    assert len(newest_first) == 3
    press(Qt.Key.Key_2, ALT)  # by number: the highest first
    assert numbers(page) == sorted(newest_first, reverse=True)
    press(Qt.Key.Key_2, ALT)
    assert numbers(page) == sorted(newest_first)
    header = page.table.horizontalHeader()
    assert COLUMNS[header.sortIndicatorSection()].attribute == "case_no"
    assert header.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
    assert page.search.hasFocus(), "the cursor stays where it was"
    press(Qt.Key.Key_3, ALT)
    assert numbers(page) == [], "sorted by the day of the decision it holds those that have one"


def test_the_line_below_names_the_keys_of_sorting(page):
    said = texts.say("ui.ledger.keys")
    assert keys.of("sort")[0] in said
    assert len(keys.of("sort")) == 4


def test_the_two_days_of_a_period_stand_side_by_side(page):
    since, until = page.filters.since, page.filters.until
    assert until.x() - (since.x() + since.width()) < 40


def test_days_that_run_backwards_are_said_at_the_field_and_no_rows_pretend_to_answer(page, qtbot):
    say_days(page, qtbot, "20261231", "20260101")
    assert page.filters._said.isVisible()
    assert page.filters._said.text() == texts.say("ui.ledger.backwards")
    assert numbers(page) == []
    assert page.table._empty.text() == texts.say("ui.ledger.backwards")
    assert page._count.text() == ""
    say_days(page, qtbot, "20260101", "20261231")
    assert not page.filters._said.isVisible()
    assert len(numbers(page)) == 3


def test_a_day_that_is_none_is_said_too_once_it_is_typed_to_its_end(page, qtbot):
    page.filters.since.setFocus()
    write("2026134")
    assert not page.filters._said.isVisible()
    write("5")
    assert page.filters._said.text() == texts.say("ui.ledger.no_day")


def test_neither_a_copy_nor_a_kept_question_is_made_of_days_that_run_backwards(desk, page, qtbot):
    say_days(page, qtbot, "20261231", "20260101")
    for key in (Qt.Key.Key_E, Qt.Key.Key_S):
        press(key, CONTROL)
        assert not page.exporting.isVisible()
        assert not page.keeping.isVisible()
        assert desk.main._notice.words == texts.say("ui.ledger.backwards")
        assert page.filters.since.hasFocus()


def test_a_small_screen_leaves_out_what_is_needed_least_and_a_large_one_shows_all(desk, page):
    def shown():
        for _ in range(3):
            QApplication.processEvents()
        header = page.table.horizontalHeader()
        return [column.attribute for place, column in enumerate(COLUMNS) if not header.isSectionHidden(place)]

    small = shown()
    assert page.table.horizontalScrollBar().maximum() == 0
    assert {"applicant", "family", "status", "case_no", "accepted", "decided", "registered"} <= set(small)
    assert "id_masked" in small
    desk.resize(1920, 1080)
    assert shown() == [column.attribute for column in COLUMNS]
    assert page.table.horizontalScrollBar().maximum() == 0
