"""Nothing typed is lost: not while typing without a pause, not on a full disk, not when the officer leaves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from station_app.catalogue import Catalogue
from station_app.domain.records import Officer
from station_app.domain.vocabulary import OfficerRole
from tests.stations import PASSWORD
from tests.ui.conftest import type_password
from tests.ui.full_disk import FullDisk
from tests.ui.intake_keys import enter, press, write
from tests.ui.test_intake_page import CTRL, Desk
from ui.presenters.intake_drafts import AFTER_MS, AGAIN_MS, AT_MOST_MS


@pytest.fixture
def disk(station):
    """The catalogue of the station on a disk that can be full."""
    return FullDisk(station)


@pytest.fixture
def page(qtbot, disk, tmp_path):
    """The intake page on that disk."""
    return Desk(qtbot, disk, tmp_path)


def stored(catalogue):
    draft = catalogue.latest_draft()
    return None if draft is None else draft.content["family"][0]["name"]


# while typing


def test_typing_without_a_pause_is_saved_all_the_same(page, station, qtbot):
    def typed_on_and_saved():
        write("a")  # every few milliseconds: never a pause of half a second
        return stored(station) is not None

    assert AFTER_MS < AT_MOST_MS < 2_000
    qtbot.waitUntil(typed_on_and_saved, timeout=10_000)
    assert set(stored(station)) == {"a"}


def test_a_long_word_in_the_input_method_does_not_hold_up_what_was_typed_before(page, station, qtbot):
    write("王")
    letters = []

    def spelled_on_and_saved():
        letters.append("j")
        QCoreApplication.sendEvent(QApplication.focusWidget(), QInputMethodEvent("".join(letters), []))
        return stored(station) is not None

    qtbot.waitUntil(spelled_on_and_saved, timeout=10_000)
    assert stored(station) == "王"


def test_leaving_a_field_saves_it_at_once(page, station):
    enter("王建国")
    assert stored(station) == "王建国"


def test_the_cursor_comes_back_to_its_place_in_the_field(page, station, qtbot, tmp_path):
    write("王建国")
    press(Qt.Key.Key_Left)
    write("安")
    page.page.keep()
    again = Desk(qtbot, station, tmp_path)
    assert again.focus() == "family[0].name"
    edit = QApplication.focusWidget()
    assert (edit.text(), edit.cursorPosition(), edit.hasSelectedText()) == ("王建安国", 3, False)


def test_a_document_line_comes_back_with_the_field_in_it(page, station, qtbot, tmp_path):
    page.page.side.focus_first()
    press(Qt.Key.Key_Space)
    page.settle()
    line = page.page.side.checklist.lines[0]
    line.details.fields["number"].setFocus()
    write("62050219")
    page.settle()
    again = Desk(qtbot, station, tmp_path)
    QCoreApplication.processEvents()
    edit = again.page.side.checklist.lines[0].details.fields["number"]
    assert edit.hasFocus()
    assert edit.text() == "62050219"


def test_a_document_not_presented_yet_comes_back_as_the_line_with_the_focus(page, station, qtbot, tmp_path):
    enter("王建国")
    page.settle()
    wanted = page.page.side.checklist.lines[-1]
    wanted.setFocus(Qt.FocusReason.TabFocusReason)
    page.presenter.edit("family[0].phone", "13800000000")
    page.settle()
    again = Desk(qtbot, station, tmp_path)
    QCoreApplication.processEvents()
    assert QApplication.focusWidget() is again.page.side.checklist.lines[-1]
    assert QApplication.focusWidget().line.key == wanted.line.key


# a full disk


def test_a_full_disk_is_said_calmly_until_there_is_room(page, disk, station):
    line = page.page.keeping.line
    disk.full = True
    enter("王建国")
    assert line.isVisible()
    assert line.property("state") == "blocked"
    assert "磁盘已满" in line.words
    assert page.told == []  # no notice that goes away by itself
    enter("620502198503179818")
    assert line.isVisible()
    assert page.row("family[0].name").editor.text() == "王建国"
    disk.full = False
    press(Qt.Key.Key_S, CTRL)
    assert line.property("state") == "ok"
    assert stored(station) == "王建国"


def test_it_is_tried_again_by_itself_and_less_and_less_often(page, disk, qtbot):
    keeper = page.presenter._keeper
    disk.full = True
    pauses = []
    page.presenter.not_kept.connect(lambda _error, again_in: pauses.append(again_in))
    write("王")
    for _ in range(len(AGAIN_MS) + 1):
        page.page.keep()
    assert pauses == [*AGAIN_MS, AGAIN_MS[-1]]
    tried = disk.attempts
    write("建国")
    enter()  # keys and fields do not hammer a full disk
    assert disk.attempts == tried
    assert keeper.unsaved


def test_the_planned_attempt_saves_what_was_typed_meanwhile(page, disk, station, qtbot):
    disk.full = True
    enter("王建国")
    write("62")
    disk.full = False
    qtbot.waitUntil(lambda: stored(station) == "王建国", timeout=10_000)
    qtbot.waitUntil(lambda: not page.presenter.unsaved)
    assert page.page.keeping.line.property("state") == "ok"


def test_the_page_is_not_cleared_for_another_case_while_it_cannot_be_kept(page, disk):
    disk.full = True
    enter("王建国")
    press(Qt.Key.Key_N, CTRL)
    assert page.presenter.content["family"][0]["name"] == "王建国"
    assert page.page.keeping.line.isVisible()


# two windows on one draft


def test_who_was_overtaken_is_told_and_goes_on_with_a_copy(page, station, qtbot, tmp_path):
    enter("王建国")
    other = Desk(qtbot, station, tmp_path)
    other.presenter.edit("family[0].phone", "13800000000")
    other.page.keep()
    page.presenter.edit("family[0].phone", "13900000000")
    page.page.keep()
    assert "副本" in page.page.keeping.line.words
    phones = {
        station.open_draft(line.draft_id).content["family"][0]["phone"]: line.copy_of for line in station.drafts()
    }
    assert phones == {"13800000000": "", "13900000000": other.presenter.draft_id}
    page.presenter.edit("family[0].phone", "13700000000")
    page.page.keep()
    assert len(station.drafts()) == 2


# leaving


@pytest.fixture
def full(desk, station_door):
    """The desk with something typed that finds no room, and the disk."""
    disk = FullDisk(station_door.log_in("0001", PASSWORD))
    desk._leave()
    desk._take_desk(disk)
    QApplication.processEvents()
    enter("王")
    disk.full = True
    enter("")
    desk.main.page("intake").presenter.edit("family[0].name", "王建国")
    return disk


def test_the_lock_keeps_what_could_not_be_stored(desk, full):
    desk.lock()
    assert desk.locked
    type_password(desk.login, PASSWORD)
    assert not desk.locked
    assert desk.main.page("intake").presenter.content["family"][0]["name"] == "王建国"


def test_another_officer_takes_the_desk_and_the_first_ones_draft_is_stored_later(desk, full, station_door, qtbot):
    second = station_door.log_in("0001", PASSWORD)
    second._desk = replace(second._desk, officer=Officer("0002", "马秀兰", (OfficerRole.FRONT_DESK,)))
    desk.switch_officer()
    desk._enter(second)
    assert desk.main.session.catalogue.officer.badge == "0002"
    assert desk.main.page("intake").presenter.content["family"][0].get("name") is None
    assert desk._parked.waiting == 1
    full.full = False
    qtbot.waitUntil(lambda: desk._parked.waiting == 0, timeout=20_000)
    (line,) = second.drafts()
    assert (line.officer, line.title) == ("0001", "王建国")


def test_closing_asks_once_and_closes_when_there_is_room(desk, full, station_door):
    assert not desk.close()
    assert desk.closing.isVisible()
    assert desk.closing.lose.isVisible()
    full.full = False
    desk.closing.act_button.click()
    assert not desk.isVisible()
    assert stored_at(station_door) == "王建国"


def test_closing_may_give_up_what_cannot_be_stored_but_not_over_a_lock(desk, full, station_door):
    desk.lock()
    assert not desk.close()
    assert not desk.closing.lose.isVisible()
    desk.closing.leave()
    type_password(desk.login, PASSWORD)
    assert not desk.close()
    desk.closing.lose.click()
    assert not desk.isVisible()
    assert stored_at(station_door) == "王"  # what was stored before is as it was


def test_a_lock_covers_the_question_too(desk, full):
    desk.close()
    desk.lock()
    assert not desk.closing.isVisible()


def stored_at(door):
    catalogue: Catalogue = door.log_in("0001", PASSWORD)
    try:
        return stored(catalogue)
    finally:
        catalogue.close()


def test_closing_asks_about_an_officer_who_left_too(desk, full, station_door):
    second = station_door.log_in("0001", PASSWORD)
    second._desk = replace(second._desk, officer=Officer("0002", "马秀兰", (OfficerRole.FRONT_DESK,)))
    desk.switch_officer()
    desk._enter(second)
    assert not desk.close()
    assert desk.closing.isVisible()
    full.full = False
    desk.closing.act_button.click()
    assert not desk.isVisible()
    assert stored_at(station_door) == "王建国"
