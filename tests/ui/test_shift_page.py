"""The shift page: what is left is seen, the successor confirms in place, the paper can be saved."""

from __future__ import annotations

import hashlib

import pytest
from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from station_app import texts
from station_app.domain.print_jobs import PrintState
from station_app.domain.reading import read_document
from station_app.domain.vocabulary import OfficerRole
from station_app.outgoing import is_paper
from tests.people import a_family_of_four
from tests.ui.conftest import focus

FIRST = "chu-shi-1949"


@pytest.fixture
def page(desk):
    """The page, after a shift with one family and with a colleague who comes."""
    catalogue = desk.main.session.catalogue
    catalogue.add_officer("0002", "马秀兰", (OfficerRole.FRONT_DESK,), FIRST)
    catalogue.accept(*read_document(a_family_of_four()))
    desk.main.go("shift")
    return desk.main.page("shift")


def confirm(page, badge="0002", password=FIRST):
    """Let the successor type."""
    page.to.setText(badge)
    page.password.setText(password)
    page.act.click()


def test_what_the_shift_leaves_is_on_the_page_without_a_full_name(page):
    assert [page.accepted.rows.row(n).applicant for n in range(page.accepted.rows.rowCount())] == ["王**"]
    assert texts.say("ui.shift.waits", name=texts.say("queue.name.mine"), count=1) in dict(page._shown[0]).values()
    assert focus() is page.remarks


def test_the_successor_confirms_and_the_paper_follows(page, tmp_path):
    page.remarks.setPlainText("回执打印机缺纸")
    confirm(page)
    assert page.notice.words == texts.say("ui.shift.handed_over", taker="马秀兰", to="0002")
    assert page.password.text() == page.to.text() == ""
    assert page.save_button.isVisible()
    page.save_to(str(tmp_path / "shift.pdf"))
    saved = (tmp_path / "shift.pdf").read_bytes()
    assert is_paper(saved)
    last = page.session.catalogue.last_hand_over()
    assert last.hand_over.remarks == "回执打印机缺纸"
    assert hashlib.sha256(saved).digest() == hashlib.sha256(last.pdf).digest()
    assert page.accepted.rows.rowCount() == 0  # the next shift has begun


@pytest.mark.parametrize(
    ("badge", "password", "code"),
    [("0002", "not this one", "wrong_password"), ("0001", FIRST, "shift_to_oneself")],
)
def test_a_refusal_is_said_in_place_and_the_password_is_typed_again(page, badge, password, code):
    page.remarks.setPlainText("回执打印机缺纸")
    confirm(page, badge, password)
    assert page.notice.words == texts.say(f"error.{code}")
    assert page.password.text() == ""
    assert focus() is page.password
    assert page.remarks.toPlainText() == "回执打印机缺纸"
    assert not page._paper.isVisible()


def test_without_a_successor_nothing_is_asked_and_the_cursor_comes_to_the_badge(page):
    QTest.keyClick(focus(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.notice.words == texts.say("ui.shift.incomplete")
    assert focus() is page.to
    page.to.setText("0002")
    QTest.keyClick(focus(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert focus() is page.password


def test_the_key_of_printing_says_that_the_successor_comes_first(page):
    QTest.keyClick(focus(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert page.notice.words == texts.say("ui.shift.print_later")
    assert focus() is page.to


def test_the_key_of_printing_at_a_desk_without_a_printer_leads_to_the_file(page):
    confirm(page)
    assert not page.print_button.isEnabled()
    page.remarks.setFocus()
    QTest.keyClick(focus(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert page.notice.words == texts.say("ui.shift.no_printer")
    assert focus() is page.save_button


def test_the_sheet_goes_through_the_spool_and_what_comes_out_is_what_is_journalled(desk, tmp_path):
    catalogue = desk.main.session.catalogue
    catalogue.add_officer("0002", "马秀兰", (OfficerRole.FRONT_DESK,), FIRST)
    out = tmp_path / "out"
    out.mkdir()
    catalogue.save_settings(structs.replace(catalogue.settings, paper_printers={"shift-sheet": f"pdf:{out}"}))
    desk.main.go("shift")
    page = desk.main.page("shift")
    confirm(page)
    QTest.keyClick(focus(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    made = catalogue.last_hand_over()
    while catalogue.run_spool().under_way:
        pass
    (job,) = catalogue.print_jobs(ended=True)
    (sheet,) = out.iterdir()
    assert (job.paper, job.number, job.state) == ("shift-sheet", made.hand_over.number, PrintState.DONE)
    assert hashlib.sha256(sheet.read_bytes()).digest() == hashlib.sha256(made.pdf).digest()
    assert page.notice.property("state") == "ok"


def test_a_sheet_that_cannot_be_saved_asks_nobody_for_a_password(page, tmp_path):
    confirm(page)
    page.save_to(str(tmp_path))  # a folder, no file
    assert page.notice.property("state") == "blocked"
    assert focus() is page.save_button


def test_a_case_of_the_shift_is_opened_from_it(page, desk):
    page.accepted.opened.emit(page.accepted.current())
    assert desk.main.current == "case"


def test_no_password_waits_on_a_page_that_was_left(page, desk):
    page.password.setText(FIRST)
    desk.main.go("ledger")
    desk.main.go("shift")
    assert page.password.text() == ""
