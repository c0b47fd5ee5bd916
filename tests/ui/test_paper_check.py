"""A paper is scanned anywhere at the desk: all is well and its case opens, or the panel says what is not."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from station_app import texts
from station_app.domain.case_changes import Putting
from station_app.domain.reading import read_document
from station_app.domain.vocabulary import HouseholdKind
from tests.people import a_family_of_four
from tests.printing.paper_cases import scanned
from ui.presenters.paper_check import needs_a_look, view_of


def code_on(pdf):
    return next(text for form, text in scanned(pdf, 200)[0] if form == "QR Code")


@pytest.fixture
def catalogue(desk):
    return desk.main.session.catalogue


@pytest.fixture
def case_no(catalogue):
    return catalogue.accept(*read_document(a_family_of_four())).case_no


@pytest.fixture
def code(catalogue, case_no):
    return code_on(catalogue.issue_paper(case_no, "receipt").pdf)


@pytest.fixture
def told(desk):
    said = []
    desk.main.session.told.connect(lambda sentence, state: said.append((sentence, state)))
    return said


def panel(desk):
    sheet = desk.main.sheets._paper
    return sheet if sheet is not None and sheet.isVisible() else None


def put_right(catalogue, case_no):
    newer = a_family_of_four()
    newer["family"][0]["phone"] = "13993801234"
    newer["family"][1]["name"] = "李贵芳"
    catalogue.supplement(case_no, Putting(read_document(newer)[0], text="更正"))


def shown(sheet):
    """Give the rows of what differs."""
    grid = sheet.differences._grid
    items = [grid.itemAtPosition(line, place) for line in range(1, grid.rowCount()) for place in range(3)]
    texts_ = [item.widget().text() for item in items if item is not None and not item.widget().isHidden()]
    return [tuple(texts_[place : place + 3]) for place in range(0, len(texts_), 3)]


def test_a_paper_that_is_well_opens_its_case_and_says_which_printing_it_is(desk, case_no, code, told):
    desk.main.go("households")
    desk.barcode.scanned.emit(code)
    assert desk.main.current == "case"
    assert panel(desk) is None
    ((sentence, state),) = told
    assert (state, "首次打印,第 1 页 / 共 1 页" in sentence) == ("ok", True)


def test_an_altered_paper_opens_nothing(desk, code):
    desk.main.go("households")
    desk.barcode.scanned.emit(code.replace("HJ0001", "HJ0002"))
    assert desk.main.current == "households"
    assert panel(desk).answer.words == texts.say("verdict.altered")
    assert panel(desk).advice.text() == texts.say("verdict.next.altered")
    QTest.keyClick(desk.focusWidget(), Qt.Key.Key_Return)
    assert panel(desk) is None
    assert desk.main.current == "households"


def test_a_paper_whose_facts_were_put_right_says_in_what_and_leads_to_the_case(desk, catalogue, case_no, code):
    put_right(catalogue, case_no)
    desk.main.go("households")
    desk.barcode.scanned.emit(code)
    sheet = panel(desk)
    assert sheet.answer.words == texts.say("verdict.superseded")
    assert shown(sheet) == [
        ("联系电话", "138****0000", "139****1234"),
        ("家庭成员 · 姓名", "李** 妻 随迁", "李** 妻 随迁"),
    ]
    QTest.keyClick(desk.focusWidget(), Qt.Key.Key_Return)
    assert desk.main.current == "case"


def test_a_printing_that_was_never_counted_is_named(desk, catalogue, case_no, code):
    desk.barcode.scanned.emit(code_on(catalogue.preview_paper(case_no, "receipt")))
    sheet = panel(desk)
    assert sheet.answer.words == texts.say("verdict.genuine_uncounted")
    assert sheet.advice.text() == texts.say("verdict.next.uncounted")
    assert not sheet.differences.isVisible()


def test_another_scan_meanwhile_brings_its_own_answer(desk, catalogue, case_no, code):
    put_right(catalogue, case_no)
    desk.barcode.scanned.emit(code)
    assert shown(panel(desk))
    desk.barcode.scanned.emit("TSHJ2/" + "A" * 60)
    assert panel(desk).answer.words == texts.say("verdict.unreadable")
    assert shown(panel(desk)) == []
    assert not panel(desk).facts.isVisible()


def test_esc_leaves_the_officer_where_the_scan_came(desk, code):
    desk.main.go("households")
    before = desk.focusWidget()
    desk.barcode.scanned.emit(code.replace("/1/1/1/", "/2/1/1/"))
    QTest.keyClick(desk.focusWidget(), Qt.Key.Key_Escape)
    assert panel(desk) is None
    assert desk.main.current == "households"
    assert desk.focusWidget() is before


def test_the_panel_is_covered_by_the_lock(desk, code):
    desk.barcode.scanned.emit(code.replace("HJ0001", "HJ0002"))
    desk.lock()
    assert not any(widget.isVisible() for widget in (desk.main.sheets._paper,))


def practised(verdict):
    """The paper as a practice station would have printed it."""
    return msgspec.structs.replace(verdict, practice=True)


def test_a_practice_paper_stops_nobody_who_practises_and_everybody_else(catalogue, code):
    verdict = practised(catalogue.verify_paper(code))
    assert not needs_a_look(verdict, practising=True)
    assert needs_a_look(verdict, practising=False)
    assert texts.say("verdict.next.practice") in view_of(verdict).advice


def test_an_answer_that_comes_after_the_lock_is_not_shown(desk, catalogue, code, told):
    altered = catalogue.verify_paper(code.replace("HJ0001", "HJ0002"))
    desk.lock()
    desk._judged(altered)
    assert panel(desk) is None
    assert told == []


def test_a_sheet_of_the_desk_that_is_well_is_said_and_one_that_is_out_of_date_is_shown_and_opens_nothing(desk, told):
    catalogue = desk.main.session.catalogue
    home = catalogue.open_household(
        HouseholdKind.PUBLIC_COLLECTIVE,
        division="620502001",
        address="大城街道",
        name="公共集体户",
        managing_body="街道",
        soft_capacity=None,
    ).household_no
    code = code_on(catalogue.print_roster(home).pdf)
    desk.main.go("ledger")
    desk.barcode.scanned.emit(code)
    assert (desk.main.current, panel(desk)) == ("ledger", None)
    assert told[-1][1] == "ok"
    catalogue.change_household(home, keeper="安民生")
    desk.barcode.scanned.emit(code)
    sheet = panel(desk)
    assert sheet.answer.words == texts.say("verdict.own_superseded")
    assert home in str(view_of(catalogue.verify_paper(code)).facts)
    QTest.keyClick(sheet.act_button, Qt.Key.Key_Return)
    assert (desk.main.current, panel(desk)) == ("ledger", None)
