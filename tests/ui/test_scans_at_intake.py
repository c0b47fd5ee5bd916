"""Scans at the window, with keys: the tray, the lines of the checklist, the viewer beside the form."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from station_app import settings, texts
from station_app.paths import Home
from station_app.services.attachments import blobs_of
from tests.imaging import scans
from tests.people import a_family_of_four
from tests.ui.intake_keys import press
from tests.ui.test_intake_page import ALT, CTRL, SHIFT, Desk
from ui.presenters import scan_entries
from ui.screens.intake import IntakePage
from ui.session import Session
from ui.tasks import TaskRunner

KEY = Qt.Key


@pytest.fixture
def desk(qtbot, station, tmp_path):
    made = Desk(qtbot, station, tmp_path)
    made.put(a_family_of_four())
    return made


@pytest.fixture
def inbox(desk, tmp_path):
    """The scanner's folder, watched."""
    folder = tmp_path / "scanner"
    folder.mkdir()
    settings.write(desk.catalogue._desk.home.settings, settings.Settings(scan_folder=str(folder)))
    desk.session.changed.emit("settings")
    return folder


def arrive(desk, inbox, *pages):
    """Let files come from the scanner, in this order."""
    for number, raw in enumerate(pages):
        (inbox / f"scan{number}").write_bytes(raw)
        look(desk)


def look(desk):
    for _ in range(2):
        desk.page.scans.desk.look()


def png(text):
    return scans.saved(scans.a_page(text, size=(200, 283)), "PNG")


def line(desk, kind, holder=0):
    return next(each for each in desk.page.side.checklist.lines if (each.line.kind, each.line.holder) == (kind, holder))


def stand_on(desk, kind, holder=0):
    found = line(desk, kind, holder)
    found.setFocus(Qt.FocusReason.TabFocusReason)
    assert found.hasFocus()
    return found


def named(desk, kind, holder=0):
    return scan_entries.of_entry(desk.presenter.content, line(desk, kind, holder).line.entry)


def drop(widget, *paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    where, copy, left = QPointF(widget.rect().center()), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    entered = QDragEnterEvent(where.toPoint(), copy, mime, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, entered)
    if entered.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(where, copy, mime, left, Qt.KeyboardModifier.NoModifier))
    return entered.isAccepted()


def test_scans_from_the_folder_wait_in_the_tray_and_f3_gives_the_oldest_to_the_line(desk, inbox):
    arrive(desk, inbox, png("first"), png("second"))
    tray = desk.page.scans.tray
    assert tray.isVisible()
    assert tray._title.text() == texts.say("ui.scans.tray", count=2)
    assert not list(inbox.iterdir()), "nothing lies about in plain"
    oldest = desk.catalogue.tray()[0].sha256
    stand_on(desk, "219")
    press(KEY.Key_F3)
    assert named(desk, "219") == (oldest,)
    assert tray._title.text() == texts.say("ui.scans.tray", count=1)
    assert line(desk, "219").clip.text() == "1"
    assert line(desk, "219").clip.isVisible()
    desk.presenter.keep()
    assert oldest not in {scan.sha256 for scan in desk.catalogue.tray()}


def test_a_scan_is_safe_before_the_draft_is_saved(qtbot, desk, inbox, tmp_path):
    arrive(desk, inbox, png("first"))
    stand_on(desk, "219")
    press(KEY.Key_F3)
    (digest,) = named(desk, "219")
    assert [scan.sha256 for scan in desk.catalogue.tray()] == [digest], "a power cut now shows it in the tray again"
    desk.presenter.keep()
    again = Desk(qtbot, desk.catalogue, tmp_path)
    assert scan_entries.of_content(again.presenter.content) == {digest}
    assert not again.page.scans.tray.isVisible()


def test_f3_without_a_line_says_what_to_do_and_goes_to_the_documents(desk, inbox):
    arrive(desk, inbox, png("first"))
    desk.page.go_to("family[0].name")
    press(KEY.Key_F3)
    assert desk.told[-1] == (texts.say("ui.scans.choose_line"), "look")
    assert desk.page.side.checklist.focused_line() is not None
    assert scan_entries.of_content(desk.presenter.content) == set()


def test_f3_with_an_empty_tray_says_so(desk):
    stand_on(desk, "219")
    press(KEY.Key_F3)
    assert desk.told[-1] == (texts.say("ui.scans.none_waiting"), "look")


def test_files_dropped_on_a_line_belong_to_it_and_stay_where_they_are(desk, tmp_path):
    photo, pages = tmp_path / "a.jpg", tmp_path / "b.tif"
    photo.write_bytes(scans.with_metadata("JPEG"))
    pages.write_bytes(scans.several("TIFF", [scans.a_page(size=(200, 283))] * 3))
    assert drop(line(desk, "219"), photo, pages)
    assert len(named(desk, "219")) == 2
    assert line(desk, "219").clip.text() == "4"
    assert line(desk, "219").accessibleDescription() == texts.say("ui.scans.clip", count=4)
    assert photo.exists()
    desk.presenter.keep()
    assert desk.catalogue.tray() == ()


def test_what_is_no_file_of_this_computer_is_not_taken(desk):
    target = line(desk, "219")
    mime = QMimeData()
    mime.setText("text")
    entered = QDragEnterEvent(
        target.rect().center(),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    entered.ignore()
    QApplication.sendEvent(target, entered)
    assert not entered.isAccepted()


def test_files_dropped_on_the_tray_wait_there(desk, inbox, tmp_path):
    arrive(desk, inbox, png("first"))
    (tmp_path / "a.png").write_bytes(png("second"))
    assert drop(desk.page.scans.tray, tmp_path / "a.png")
    assert len(desk.catalogue.tray()) == 2


def test_a_file_that_is_no_scan_is_named_with_the_reason(desk, tmp_path):
    (tmp_path / "letter.jpg").write_bytes(b"MZ not a picture")
    drop(line(desk, "219"), tmp_path / "letter.jpg")
    wanted = texts.say("ui.scans.refused", name="letter.jpg", why=texts.say("finding.attachment_kind"))
    assert desk.told[-1] == (wanted, "blocked")
    assert named(desk, "219") == ()


def test_a_scan_of_a_document_nobody_noted_yet_notes_it(desk, inbox):
    desk.presenter.present("219", 0, None)
    desk.presenter.check()
    arrive(desk, inbox, png("first"))
    stand_on(desk, "219")
    press(KEY.Key_F3)
    desk.presenter.check()
    assert line(desk, "219").line.presented == "original"
    assert len(named(desk, "219")) == 1


def test_a_document_that_is_taken_back_gives_its_scans_back_to_the_tray(desk, inbox):
    arrive(desk, inbox, png("first"))
    stand_on(desk, "219")
    press(KEY.Key_F3)
    desk.presenter.keep()
    assert desk.catalogue.tray() == ()
    press(KEY.Key_Space)
    assert len(desk.catalogue.tray()) == 1
    assert desk.page.scans.tray.isVisible()


def test_a_scan_can_be_taken_off_and_goes_back_to_the_tray(desk, inbox):
    arrive(desk, inbox, png("first"), png("second"))
    found = stand_on(desk, "219")
    press(KEY.Key_F3, times=2)
    first, second = named(desk, "219")
    desk.presenter.keep()
    off = found.scans.rows[0][1]
    off.setFocus()
    press(KEY.Key_Space)
    assert named(desk, "219") == (second,)
    assert [scan.sha256 for scan in desk.catalogue.tray()] == [first]


def test_delete_throws_a_scan_of_the_tray_away_only_when_pressed_twice(desk, inbox):
    arrive(desk, inbox, png("first"))
    desk.page.scans.tray.list.setFocus()
    press(KEY.Key_Delete)
    assert len(desk.catalogue.tray()) == 1
    assert desk.page.scans.tray._remark.text() == texts.say("ui.scans.delete_again")
    press(KEY.Key_Delete)
    assert desk.catalogue.tray() == ()
    assert blobs_of(desk.catalogue._desk).listing() == ()


def test_enter_in_the_tray_gives_the_chosen_scan_to_the_line_the_officer_came_from(desk, inbox):
    arrive(desk, inbox, png("first"), png("second"))
    second = desk.catalogue.tray()[1].sha256
    stand_on(desk, "219")
    pictures = desk.page.scans.tray.list
    pictures.setFocus()
    pictures.setCurrentRow(1)
    press(KEY.Key_Return)
    assert named(desk, "219") == (second,)


def test_a_folder_that_goes_away_is_said_and_comes_back_by_itself(desk, inbox):
    arrive(desk, inbox, png("first"))
    shutil.rmtree(inbox)
    look(desk)
    assert desk.told[-1] == (texts.say("error.scan_folder_lost"), "look")
    assert desk.page.scans.tray._remark.text() == texts.say("ui.scans.folder_gone")
    told = len(desk.told)
    look(desk)
    assert len(desk.told) == told, "said once"
    inbox.mkdir()
    (inbox / "scan9").write_bytes(png("after"))
    look(desk)
    assert (texts.say("ui.scans.folder_back"), "ok") in desk.told
    assert len(desk.catalogue.tray()) == 2


def test_a_burst_of_scans_all_comes_in(desk, inbox):
    for number in range(25):
        (inbox / f"scan{number:02}").write_bytes(scans.saved(scans.a_page(str(number), size=(60, 85)), "PNG"))
    for _ in range(3):
        desk.page.scans.desk.look()
    assert len(desk.catalogue.tray()) == 25
    assert not list(inbox.iterdir())


def test_the_viewer_stands_beside_the_form_and_the_fields_stay_usable(desk, inbox):
    arrive(desk, inbox, png("first"), scans.several("TIFF", [scans.a_page(size=(200, 283))] * 2))
    stand_on(desk, "219")
    press(KEY.Key_F3, times=2)
    page = desk.page
    press(KEY.Key_F11)
    viewer = page.scans.viewer
    assert viewer.isVisible()
    assert page.middle.isVisible()
    assert page.side.isVisible()
    assert not page.family.isVisible()
    assert viewer._place.text() == texts.say(
        "ui.viewer.scan", number=1, count=2, page=texts.say("ui.viewer.page", number=1, count=1)
    )
    desk.type_into("family[0].phone", "13900000000")
    assert desk.presenter.content["family"][0]["phone"] == "13900000000"
    for _ in range(2):
        press(KEY.Key_PageDown, ALT)
    assert texts.say("ui.viewer.page", number=2, count=2) in viewer._place.text()
    press(KEY.Key_PageUp, ALT)
    assert texts.say("ui.viewer.page", number=1, count=2) in viewer._place.text()
    whole = viewer.sheet.size()
    press(KEY.Key_Equal, CTRL)
    assert viewer.sheet.width() > whole.width()
    press(KEY.Key_0, CTRL)
    assert viewer.sheet.size() == whole
    press(KEY.Key_R, CTRL)
    assert viewer.quarters == 1
    assert viewer.sheet.width() > viewer.sheet.height()
    press(KEY.Key_F11)
    assert not viewer.isVisible()
    assert page.family.isVisible()


def test_shift_f11_goes_into_the_viewer_and_back_to_the_same_field(desk, inbox):
    arrive(desk, inbox, png("first"))
    desk.page.go_to("family[0].name")
    press(KEY.Key_F11)
    press(KEY.Key_F11, SHIFT)
    viewer = desk.page.scans.viewer
    assert viewer.room.hasFocus()
    QTest.keyClick(viewer.room, KEY.Key_Plus)
    assert viewer.zoom is not None
    press(KEY.Key_F11, SHIFT)
    assert desk.focus() == "family[0].name"


def test_ctrl_and_the_wheel_zoom_and_the_mouse_moves_the_page(desk, inbox):
    arrive(desk, inbox, scans.saved(scans.a_page("large"), "PNG"))
    press(KEY.Key_F11)
    viewer = desk.page.scans.viewer
    room = viewer.room.viewport()
    middle = QPointF(room.rect().center())
    before = viewer.sheet.width()
    for _ in range(4):
        turn = QWheelEvent(
            middle, QPointF(room.mapToGlobal(middle.toPoint())), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
            CTRL, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(room, turn)
    assert viewer.sheet.width() > 2 * before
    down = viewer.room.verticalScrollBar()
    place = down.value()
    assert place > 0, "what was under the pointer stays there"
    QTest.mousePress(room, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    QTest.mouseMove(room, QPoint(50, 90))
    QTest.mouseRelease(room, Qt.MouseButton.LeftButton, pos=QPoint(50, 90))
    assert down.value() == place - 40


def test_scans_that_come_in_while_officers_change_are_kept_and_disturb_nobody(qtbot, station, tmp_path):
    runner = TaskRunner()
    crashes = []
    runner.crashed.connect(crashes.append)
    page = IntakePage(Session(station, runner, Home(tmp_path), practice=False))
    (tmp_path / "a.png").write_bytes(png("late"))
    page.scans.take_files([tmp_path / "a.png"])
    page.deleteLater()
    QApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)
    runner.close()
    qtbot.waitUntil(lambda: not runner.busy)
    assert crashes == []
    assert len(station.tray()) == 1


def test_f4_brings_the_family_back_and_adds_a_person(desk, inbox):
    arrive(desk, inbox, png("first"))
    press(KEY.Key_F11)
    press(KEY.Key_F4)
    assert desk.page.family.isVisible()
    assert not desk.page.scans.viewing


def test_f11_without_any_scan_says_so(desk):
    press(KEY.Key_F11)
    assert desk.told[-1] == (texts.say("ui.viewer.nothing"), "look")
    assert not desk.page.scans.viewing


def test_a_damaged_scan_says_why_instead_of_a_page(desk, inbox):
    arrive(desk, inbox, png("first"))
    stand_on(desk, "219")
    press(KEY.Key_F3)
    desk.presenter.keep()
    (blob,) = desk.catalogue._desk.home.blobs.glob("*/*.blob")
    blob.write_bytes(b"?" * 100)
    press(KEY.Key_F11)
    assert desk.page.scans.viewer._problem.words


def test_another_case_closes_the_viewer(desk, inbox):
    arrive(desk, inbox, png("first"))
    stand_on(desk, "219")
    press(KEY.Key_F3)
    press(KEY.Key_F11)
    press(KEY.Key_N, CTRL)
    assert not desk.page.scans.viewing
    assert desk.catalogue.tray() == (), "the scan stays with its draft"


def test_an_accepted_case_has_its_scans(desk, inbox):
    arrive(desk, inbox, png("first"))
    stand_on(desk, "219")
    press(KEY.Key_F3)
    (digest,) = named(desk, "219")
    press(KEY.Key_Return, CTRL)
    (case_no, _receipt) = desk.papers[0]
    record = desk.catalogue.show(case_no)
    assert [document.attachment for document in record.case.documents if document.kind == "219"] == [digest]
    assert desk.catalogue.tray() == ()
    assert not desk.page.scans.tray.isVisible()


def test_everything_about_scans_has_a_name_for_those_who_listen(desk, inbox):
    arrive(desk, inbox, png("first"))
    found = stand_on(desk, "219")
    press(KEY.Key_F3)
    press(KEY.Key_F11)
    viewer = desk.page.scans.viewer
    tray = desk.page.scans.tray
    buttons = [*found.scans.buttons.values(), *(made for pair in found.scans.rows for made in pair)]
    assert all(made.accessibleName() for made in buttons)
    assert tray.list.accessibleName()
    assert texts.say("ui.viewer.page", number=1, count=1) in viewer.room.accessibleName()
