"""What is done once a week, by keys alone through the real windows and real tasks: nobody reaches for a mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from station_app import bootstrap, case_scenes, household_scenes
from station_app.clock import FixedClock
from station_app.domain.vocabulary import CaseStatus
from tests.services.test_export_ledger import sheet
from tests.stations import MORNING
from ui.rehearsal import Rehearsal

CONTROL = Qt.KeyboardModifier.ControlModifier
CHIEF = (case_scenes.CHIEF, case_scenes.CHIEF_PASSWORD)
CLERK = (bootstrap.PRACTICE_BADGE, bootstrap.PRACTICE_PASSWORD)
ASKED = "请更正申请人电话"


@pytest.fixture
def seated(qapp, tmp_path):
    """Let one officer after the other sit down at the same station."""
    desks = []

    def sit(station, officer):
        if desks:
            desks.pop().close()
        desks.append(Rehearsal(station, tmp_path))
        desks[0].log_in(*officer)
        return desks[0]

    yield sit
    desks.pop().close()


def hit(desk, *pressed):
    """Press keys one after the other, each once the window has come to rest; a pair is a key with Ctrl."""
    for each in pressed:
        key, modifiers = each if isinstance(each, tuple) else (each, Qt.KeyboardModifier.NoModifier)
        desk.press(key, modifiers)
        desk.settle(0.15)


def test_a_case_that_was_sent_back_is_put_right_and_the_way_back_is_the_list(tmp_path, seated):
    station, past = case_scenes.found(tmp_path / "station", FixedClock(MORNING))
    desk = seated(station, CHIEF)
    desk.main.session.decision_wanted.emit(past.large)
    desk.settle()
    hit(desk, Qt.Key.Key_2, Qt.Key.Key_Return)
    desk.write(ASKED)
    hit(desk, (Qt.Key.Key_Return, CONTROL))

    desk = seated(station, CLERK)
    hit(desk, (Qt.Key.Key_2, CONTROL))
    lists = desk.main.page("queues").lists
    assert lists.current().key == "supplement", "what waits comes first under the cursor"
    hit(desk, Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_9)
    assert desk.main.current == "intake"
    changes = desk.intake._about.changes
    assert ASKED in changes.asked.text()
    hit(desk, (Qt.Key.Key_Return, CONTROL))  # nothing was changed yet
    desk.wait(changes.why.hasFocus, "the cursor did not come to where it is explained")
    desk.write("申请人来电:电话没有变")
    hit(desk, (Qt.Key.Key_Return, CONTROL))
    desk.wait(lambda: desk.main.current == "case", "the supplement was not saved")
    hit(desk, Qt.Key.Key_Escape)
    assert desk.main.current == "queues"
    record = desk.main.session.catalogue.show(past.large)
    assert record.status is CaseStatus.ACCEPTED


def test_a_family_member_moves_out_and_the_chief_takes_it_back(tmp_path, seated):
    station = household_scenes.found(tmp_path / "station", FixedClock(MORNING))
    desk = seated(station, CLERK)
    hit(desk, (Qt.Key.Key_5, CONTROL), Qt.Key.Key_Return)
    roster = desk.main.page("households").roster
    gone = roster.current().name
    hit(desk, Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Return)  # the first reason of the list
    desk.write("兰州市城关区")
    hit(desk, Qt.Key.Key_Return)
    desk.wait(lambda: desk.main._notice.words.startswith(f"{gone}:迁出已办"), "nobody moved out")
    hit(desk, Qt.Key.Key_9)
    assert desk.main._notice.words.startswith("冲销:由所长")

    desk = seated(station, CHIEF)
    desk.main.go("households")
    desk.settle()
    hit(desk, Qt.Key.Key_Return, Qt.Key.Key_9, Qt.Key.Key_Return)
    desk.write("办错了人")
    hit(desk, Qt.Key.Key_Return)
    desk.wait(lambda: "冲销已办" in desk.main._notice.words, "nothing was taken back")
    assert gone in desk.main._notice.words
    roster = desk.main.page("households").roster
    assert gone in [roster.rows.row(place).name for place in range(roster.rows.rowCount())]


def test_the_ledger_is_written_into_a_file(tmp_path, seated):
    station, _past = case_scenes.found(tmp_path / "station", FixedClock(MORNING))
    desk = seated(station, CLERK)
    hit(desk, (Qt.Key.Key_F, CONTROL), (Qt.Key.Key_E, CONTROL), Qt.Key.Key_Return)
    page = desk.main.page("ledger")
    (dialog,) = page.findChildren(QFileDialog)
    dialog.setDirectory(str(tmp_path))  # it begins where the program last kept a file
    QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Return)
    desk.wait(lambda: "已导出" in desk.main._notice.words, "nothing was written")
    (written,) = tmp_path.glob("*.xlsx")
    cells = {value for row in sheet(written)[0] for _kind, value in row}
    assert page.table.rows.rowCount() > 0
    assert {page.table.rows.row(place).case_no for place in range(page.table.rows.rowCount())} <= cells
    assert not page.exporting.isVisible()
