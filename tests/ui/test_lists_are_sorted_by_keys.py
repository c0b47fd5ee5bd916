"""Every list is sorted by keys: Alt and the place of a column, and the cursor stays with its row."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.models.rows import Column
from ui.widgets.table import Table

ALT = Qt.KeyboardModifier.AltModifier


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    count: int
    place: str


ROWS = (Line("王", 3, "甲"), Line("李", 12, "丙"), Line("赵", 7, "乙"))
COLUMNS = (
    Column("name", "ui.ledger.applicant", 100),
    Column("count", "ui.queues.count", 100),
    Column("place", "ui.ledger.division", 100),
)


@pytest.fixture
def table(qtbot, monkeypatch):
    monkeypatch.setattr(Table, "_remembered", {})
    made = Table("sorted by keys", COLUMNS, "list")
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    made.show_rows(ROWS)
    return made


def counts(table):
    return [table.rows.row(place).count for place in range(3)]


def test_the_place_of_a_column_sorts_by_it_and_once_more_the_other_way_round(table):
    QTest.keyClick(table, Qt.Key.Key_2, ALT)
    assert counts(table) == [3, 7, 12], "by value, not by text"
    QTest.keyClick(table, Qt.Key.Key_2, ALT)
    assert counts(table) == [12, 7, 3]
    QTest.keyClick(table, Qt.Key.Key_2, ALT)
    assert counts(table) == [3, 7, 12]


def test_the_cursor_stays_with_its_row(table):
    table.selectRow(1)
    assert table.current().name == "李"
    QTest.keyClick(table, Qt.Key.Key_2, ALT)
    assert table.current().name == "李"
    assert table.currentIndex().row() == 2
    assert [index.row() for index in table.selectionModel().selectedRows()] == [2]


def test_what_is_left_out_and_what_was_moved_do_not_count(table):
    table.setColumnHidden(1, True)
    QTest.keyClick(table, Qt.Key.Key_2, ALT)
    assert [table.rows.row(place).place for place in range(3)] == sorted(row.place for row in ROWS)
    table.horizontalHeader().moveSection(2, 0)
    QTest.keyClick(table, Qt.Key.Key_1, ALT)
    assert [table.rows.row(place).place for place in range(3)] == sorted((row.place for row in ROWS), reverse=True)


def test_a_place_without_a_column_changes_nothing(table):
    QTest.keyClick(table, Qt.Key.Key_9, ALT)
    assert counts(table) == [3, 12, 7]
