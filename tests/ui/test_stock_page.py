"""Stock at the window: received, used, written off by digits; a form on a blank asks for the sheet's number."""

from __future__ import annotations

import pytest
from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from station_app.domain.reading import read_document
from tests.people import a_family_of_four
from tests.ui.intake_keys import let_come

FORM, KIND = "approval-form", "approval-form-collective"


@pytest.fixture
def catalogue(desk):
    return desk.main.session.catalogue


@pytest.fixture
def case_no(catalogue):
    return catalogue.accept(*read_document(a_family_of_four())).case_no


@pytest.fixture
def page(qtbot, desk):
    desk.main.go("stock")
    let_come(qtbot)
    return desk.main.page("stock")


def fill(page, **said):
    """Type into the sheet that is in view, and act."""
    for name, text in said.items():
        page.sheet.fields[name].setText(text)
    QTest.keyClick(page.sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def receive(page, first, last, kind=KIND):
    QTest.keyClick(page.table, Qt.Key.Key_1)
    page.sheet.kind.setCurrentIndex(page.sheet.kind.findData(kind))
    fill(page, first=first, last=last, source="印刷厂")


def row(page):
    return page.table.current()


def test_each_step_has_its_digit_and_the_page_shows_what_lies_there(page, case_no):
    receive(page, "000098", "000102")
    assert page.sheet.isHidden()
    assert (row(page).name, row(page).there, row(page).next_number) == ("公共集体户落户审批表", "5", "000098")
    QTest.keyClick(page.table, Qt.Key.Key_2)
    assert page.sheet.fields["first"].text() == "000098"  # proposed
    assert not page.sheet.fields["count"].isVisible()
    fill(page, case=case_no)
    QTest.keyClick(page.table, Qt.Key.Key_3)
    fill(page, first="000098", reason="")
    assert "请写明原因" in page.sheet.notice.words
    fill(page, reason="写错")
    QTest.keyClick(page.table, Qt.Key.Key_4)
    fill(page, first="000102", reason="受潮")
    QTest.keyClick(page.table, Qt.Key.Key_6)
    fill(page, count="3")
    assert (row(page).there, row(page).spoiled, row(page).void, row(page).used) == ("3", "1", "1", "0")
    acts = [page.lines.rows.row(at).act for at in range(page.lines.rows.rowCount())]
    assert acts == ["盘点", "作废", "报废", "领用", "入库"]


def test_a_station_names_a_kind_of_its_own_and_counts_what_has_no_numbers(page):
    QTest.keyClick(page.table, Qt.Key.Key_1)
    page.sheet.kind.setCurrentIndex(page.sheet.kind.count() - 1)
    assert page.sheet.fields["code"].isVisible()
    fill(page, code="blue-folder", name="卷皮", count="40", source="分局")
    assert (row(page).name, row(page).there, row(page).next_number) == ("卷皮", "40", "")
    QTest.keyClick(page.table, Qt.Key.Key_3)
    assert not page.sheet.fields["first"].isVisible()
    fill(page, count="3张", reason="撕破")
    assert page.sheet.isVisible(), "what is no quantity is not one piece"
    assert row(page).there == "40"
    fill(page, count="41", reason="撕破")
    assert "账上只有 40 张" in page.sheet.notice.words


def test_a_form_that_goes_on_a_blank_asks_which_sheet_lies_in_the_tray(desk, catalogue, page, case_no, tmp_path):
    receive(page, "000098", "000102")
    chosen = structs.replace(catalogue.settings, stock_kinds=(KIND,), printer=f"pdf:{tmp_path}")
    catalogue.save_settings(chosen)
    desk.main.preview(case_no, FORM)
    preview = desk.main.page("preview")
    assert "000098" in preview.on_tray.text()
    QTest.keyClick(preview, Qt.Key.Key_Return)
    assert preview.tray_sheet.number.text() == "000098"
    QTest.keyClick(preview.tray_sheet.number, Qt.Key.Key_Return)
    assert catalogue.stock()[0].count.used == 1
    assert "000099" in preview.on_tray.text()
    QTest.keyClick(preview, Qt.Key.Key_Return)  # it jammed
    QTest.keyClick(preview.tray_sheet.number, Qt.Key.Key_Return)
    assert preview._why.isVisible()
    preview._why.take()
    count = catalogue.stock()[0].count
    assert (count.used, count.spoiled, count.there) == (1, 1, 3)
    assert "000098 已报废" in preview._notice.words
    desk.main.preview(case_no, "receipt")
    assert not preview.on_tray.isVisible()


def test_the_key_of_a_set_prints_plain_papers_and_then_asks_for_the_sheet(desk, catalogue, page, case_no, tmp_path):
    receive(page, "000098", "000102")
    chosen = structs.replace(catalogue.settings, stock_kinds=(KIND,), printer=f"pdf:{tmp_path}")
    catalogue.save_settings(chosen)
    desk.main.open_case(case_no)
    desk.main.page("case")._papers.print_set.button.click()
    printed = {job.paper for job in catalogue.print_jobs(ended=True)}
    assert FORM not in printed
    assert "receipt" in printed
    assert desk.main.current == "preview"
    preview = desk.main.page("preview")
    QTest.keyClick(preview, Qt.Key.Key_Return)
    QTest.keyClick(preview.tray_sheet.number, Qt.Key.Key_Return)
    assert catalogue.stock()[0].count.used == 1
    assert catalogue.papers_for_tray(case_no) == ()


def test_the_register_is_saved_where_papers_go_nowhere(page, catalogue, tmp_path):
    receive(page, "000098", "000102")
    page.save_to(str(tmp_path / "register.pdf"))
    assert (tmp_path / "register.pdf").read_bytes().startswith(b"%PDF")
