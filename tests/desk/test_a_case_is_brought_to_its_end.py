"""The chief's morning and what the front desk does after it, with keys, through the real windows and real tasks."""

from __future__ import annotations

from PySide6.QtCore import Qt

from station_app import bootstrap, case_scenes
from station_app.clock import FixedClock
from station_app.domain.vocabulary import CaseStatus
from tests.stations import MORNING
from ui.rehearsal import Rehearsal

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_the_chief_goes_through_the_due_list_and_the_desk_registers_delivers_and_files(qapp, tmp_path):
    clock = FixedClock(MORNING)
    station, past = case_scenes.found(tmp_path / "station", clock)
    decided = the_chief_decides(station, tmp_path)
    the_desk_brings_it_to_its_end(station, tmp_path, decided)
    catalogue = station.log_in(bootstrap.PRACTICE_BADGE, bootstrap.PRACTICE_PASSWORD)
    try:
        assert catalogue.show(decided).status is CaseStatus.ARCHIVED
        assert catalogue.show(past.registered).status is CaseStatus.REGISTERED
    finally:
        catalogue.close()


def the_chief_decides(station, folder):
    """Open the due list, decide two of its cases; give the number of the first."""
    desk = Rehearsal(station, folder)
    try:
        desk.log_in(case_scenes.CHIEF, case_scenes.CHIEF_PASSWORD)
        desk.main.go("due")
        desk.settle()
        desk.press(Qt.Key.Key_Return)
        desk.wait(lambda: desk.main.current == "case", "the case did not open")
        desk.settle()
        desk.press(Qt.Key.Key_2)
        desk.wait(lambda: desk.main.current == "decide", "the decision page did not open")
        desk.settle()
        page = desk.main.page("decide")
        numbers = []
        for _ in range(2):
            numbers.append(page._presenter.case_no)
            desk.press(Qt.Key.Key_1)
            desk.press(Qt.Key.Key_Return, CONTROL)
            desk.press(Qt.Key.Key_Return, CONTROL)  # pressed twice, decided once
            desk.wait(lambda: page.barred.words, "nothing was decided")
            desk.settle()
            assert page.form.notice.words == ""
            desk.press(Qt.Key.Key_F10)
            desk.wait(lambda: not page.barred.words, "the next case did not come")
            desk.settle()
        assert len(set(numbers)) == 2
        return numbers[0]
    finally:
        desk.close()


def the_desk_brings_it_to_its_end(station, folder, case_no):
    """3 registers, 4 delivers to the applicant, 5 files: one key and Enter each."""
    desk = Rehearsal(station, folder)
    try:
        desk.log_in(bootstrap.PRACTICE_BADGE, bootstrap.PRACTICE_PASSWORD)
        desk.main.open_case(case_no)
        desk.settle()
        page = desk.main.page("case")
        for key, words, holder in (
            (Qt.Key.Key_3, "", "已落户,等送达"),
            (Qt.Key.Key_4, "", "已送达,等归档"),
            (Qt.Key.Key_5, "2026-03-117", "办结归档"),
        ):
            desk.press(key)
            desk.settle(0.2)
            if words:
                desk.write(words)
            desk.press(Qt.Key.Key_Return)
            desk.wait(lambda holder=holder: page.head.holder.text() == holder, f"the case did not come to {holder}")
            desk.settle(0.2)
    finally:
        desk.close()
