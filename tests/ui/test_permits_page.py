"""Residence permits in the window, by keys only: apply, hand out, endorse, replace, cancel, papers, scanned codes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from station_app.clock import FixedClock
from station_app.domain.reading import read_document
from station_app.domain.vocabulary import PermitFilter, PermitStep
from station_app.storage import reads
from tests.services.permits import SINGLE_ID, an_application

NUMBER = "620502001-20261123-JZ0001"


@pytest.fixture
def page(desk):
    desk.main.go("permits")
    return desk.main.page("permits")


def on(page, year, month, day):
    catalogue = page.session.catalogue
    catalogue._desk = replace(catalogue._desk, clock=FixedClock(datetime(year, month, day, 1, 30, tzinfo=UTC)))
    page.shown()


def type_here(text, key=Qt.Key.Key_Return):
    QTest.keyClicks(QApplication.focusWidget(), text)
    QTest.keyClick(QApplication.focusWidget(), key)


def told(page):
    return page.window().main._notice.words


def field(page, path):
    """The editor of a field, with the cursor in it."""
    found = page.applying.fields.row_at(path)
    found.take_focus()
    return found.editor


def test_an_application_is_typed_and_its_receipt_is_in_view(desk, page):
    QTest.keyClick(page.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    sheet = page.applying
    assert sheet.isVisible()
    assert not [row for row in sheet.fields.rows if row.findings.findings]
    type_here(SINGLE_ID)
    assert sheet.filling.case.get("family[0].sex") == "2", "what the number says is filled in"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sheet.isVisible()
    assert "F6" in sheet.notice.words
    assert sheet.fields.row_at("family[0].name").editor.hasFocus(), "the cursor is on the first thing that is missing"
    assert sheet.missing.text().count("\n") == 1, "two papers: identity, and one proof of the ground"

    wanted = an_application()
    for path, value in (
        ("family[0].name", wanted["family"][0]["name"]),
        ("family[0].ethnicity", "01"),
        ("family[0].origin.division", "620102"),
        ("family[0].origin.address", "兰州市城关区某处"),
        ("permit.address", wanted["permit"]["address"]),
        ("permit.registered_on", "2026-03-20"),
        ("permit.photo", True),
    ):
        field(page, path)
        sheet.filling.edit(path, value)
    sheet.proofs.focus_first()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Y)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_1)
    assert sheet.filling.proof() == "X09"
    sheet.filling.edit("permit.ground", "work")
    assert sheet.filling.proof() is None, "a lease proves no work"
    sheet.filling.edit("permit.ground", "dwelling")
    sheet.filling.show_proof("X10")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not sheet.isVisible()
    assert desk.main.current == "preview"
    record = page.session.catalogue.permit(NUMBER)
    assert [(each.kind, each.presented) for each in record.file.documents] == [("111", "original"), ("X10", "original")]
    assert record.file.asked.photo


def test_a_permit_is_handed_out_endorsed_replaced_and_cancelled_by_digits(desk, page):
    page.session.catalogue.apply_permit(*read_document(an_application()))
    page.shown()
    assert page.filters[PermitFilter.TO_HAND_OUT].text().endswith(" 1")
    assert SINGLE_ID not in str(page._view), "numbers are masked in the list and beside it"
    assert [step for step in page.acts if page.acts[step].isEnabled()] == [PermitStep.ISSUE, PermitStep.CANCEL]
    QTest.keyClick(page.table, Qt.Key.Key_2)
    assert "签注" in told(page), "no key is silent"
    QTest.keyClick(page.table, Qt.Key.Key_1)
    type_here("J62050200001")
    type_here("")
    assert page.session.catalogue.permit(NUMBER).card_no == "J62050200001"

    on(page, 2027, 11, 5)
    QTest.keyClick(page.table, Qt.Key.Key_2)
    assert "连续" in page.endorsing.said.text()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert desk.main.current == "preview", "the slip is in view"
    desk.main.back()
    assert page.papers["endorsement-slip"].isEnabled()

    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_3)
    sheet = page.asking[PermitStep.REPLACE]
    type_here("")
    type_here("")
    type_here("worn")
    type_here("")  # the address, and the list of places after it, stay as they are
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert "交回原证" in sheet.notice.words, "the refusal stays on the sheet"
    sheet.fields["old_card"].show_value(value=True)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.main.current == "preview"
    desk.main.back()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_4)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_2)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "已注销" in page._view.title


def test_search_filters_and_a_scanned_receipt_lead_to_a_permit(desk, page):
    catalogue = page.session.catalogue
    catalogue.apply_permit(*read_document(an_application()))
    page.shown()
    page.search.setText("王")
    assert page.table.rows.rowCount() == 0
    page.search.setText("cxm")
    assert page.table.rows.rowCount() == 1
    page.filters[PermitFilter.SUSPENDED].click()
    assert page.table.rows.rowCount() == 0
    desk.main.go("settings")
    desk._scanned(NUMBER)
    assert desk.main.current == "permits"
    assert page.table.current().number == NUMBER
    assert page._view.years, "it is opened, and the look is noted"
    with catalogue._desk.store.read() as uow:
        assert reads.of_subject(uow, NUMBER)


def test_a_notice_is_given_for_what_is_missing_and_without_a_printer_saved(page, tmp_path, monkeypatch):
    sheet = page.applying
    QTest.keyClick(page.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    sheet.filling.edit("family[0].name", "陈晓梅")
    asked = []
    monkeypatch.setattr(sheet, "_ask_where", lambda: asked.append(True))
    sheet.filling.where_wanted.disconnect()
    sheet.filling.where_wanted.connect(lambda: asked.append(True))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
    assert asked
    sheet.save_to(str(tmp_path / "notice.pdf"))
    assert (tmp_path / "notice.pdf").read_bytes().startswith(b"%PDF")
    assert not sheet.isVisible()
