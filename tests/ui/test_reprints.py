"""The same paper once more, at the window: a reason costs one Enter, and the paper in view is the one that was made."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from station_app import texts
from station_app.domain.reading import read_document
from station_app.domain.reprints import ReprintReason
from tests.people import a_family_of_four
from tests.printing.paper_cases import page_texts
from ui.widgets.pieces import Notice


@pytest.fixture
def case_no(desk):
    return desk.main.session.catalogue.accept(*read_document(a_family_of_four())).case_no


@pytest.fixture
def preview(desk, case_no, tmp_path):
    """The preview of a receipt that was saved once."""
    desk.main.session.paper_wanted.emit(case_no, "receipt")
    page = desk.main.page("preview")
    page.save_to(str(tmp_path / "receipt.pdf"))
    return page


def copies(desk, case_no):
    return [(each.printing, each.reprint, each.text) for each in desk.main.session.catalogue.show(case_no).papers]


def press(page, *keys):
    for key in keys:
        QTest.keyClick(page.window().focusWidget(), key)


def test_the_first_print_asks_nothing(desk, preview, case_no):
    assert not preview._why.isVisible()
    assert copies(desk, case_no) == [(1, None, "")]


def test_the_second_asks_why_and_one_enter_answers(desk, preview, case_no, tmp_path):
    preview.save_to(str(tmp_path / "again.pdf"))
    assert preview._why.isVisible()
    assert not (tmp_path / "again.pdf").exists()
    press(preview, Qt.Key.Key_Return)
    assert not preview._why.isVisible()
    assert copies(desk, case_no) == [(1, None, ""), (2, ReprintReason.JAM, "")]
    assert "重打第 1 次" in page_texts((tmp_path / "again.pdf").read_bytes())[0]
    assert preview.findChild(Notice).words == texts.say("ui.preview.saved", place=str(tmp_path / "again.pdf"), copy=2)


def test_a_reason_is_chosen_by_its_digit(desk, preview, case_no, tmp_path):
    preview.save_to(str(tmp_path / "again.pdf"))
    press(preview, Qt.Key.Key_3, Qt.Key.Key_Return)
    assert copies(desk, case_no)[1] == (2, ReprintReason.LOST, "")


def test_another_reason_is_asked_for_its_words(desk, preview, case_no, tmp_path):
    preview.save_to(str(tmp_path / "again.pdf"))
    press(preview, Qt.Key.Key_5, Qt.Key.Key_Return)
    assert preview._why.isVisible()
    assert preview._why.notice.words == texts.say("ui.reprint.words_needed")
    preview._why.words.setText("村委会要一份")
    press(preview, Qt.Key.Key_Return)
    assert copies(desk, case_no)[1] == (2, ReprintReason.OTHER, "村委会要一份")


def test_esc_prints_nothing_and_the_desk_can_go_on(desk, preview, case_no, tmp_path):
    preview.save_to(str(tmp_path / "again.pdf"))
    press(preview, Qt.Key.Key_Escape)
    assert not preview._why.isVisible()
    assert desk.main.current == "preview"
    assert len(copies(desk, case_no)) == 1
    assert not (tmp_path / "again.pdf").exists()
    preview.save_to(str(tmp_path / "later.pdf"))
    press(preview, Qt.Key.Key_Return)
    assert (tmp_path / "later.pdf").exists()


def test_the_page_in_view_is_the_one_that_was_made(preview, tmp_path):
    first = preview._drawn
    preview.save_to(str(tmp_path / "again.pdf"))
    press(preview, Qt.Key.Key_Return)
    assert preview._drawn != first


def test_a_folder_that_is_gone_costs_no_printing(desk, case_no, tmp_path):
    desk.main.session.paper_wanted.emit(case_no, "receipt")
    desk.main.page("preview").save_to(str(tmp_path / "gone" / "receipt.pdf"))
    assert copies(desk, case_no) == []


def test_the_case_page_counts_reprints_apart(desk, preview, case_no, tmp_path):
    preview.save_to(str(tmp_path / "again.pdf"))
    press(preview, Qt.Key.Key_Return)
    desk.main.session.case_opened.emit(case_no)
    line = next(each for each in desk.main.page("case")._view.papers if each.paper == "receipt")
    assert line.copies == texts.say("ui.case.copies_again", count=2, again=1)


def test_the_timeline_says_why_in_the_officers_words(desk, preview, case_no, tmp_path):
    preview.save_to(str(tmp_path / "again.pdf"))
    preview._why.reason.show_value("other")
    preview._why.words.setText("村委会要一份")
    preview._why.take()
    desk.main.session.case_opened.emit(case_no)
    moment = next(each for each in desk.main.page("case")._view.timeline if "重打" in each.what)
    assert moment.changes == ("村委会要一份",)
