"""Everything about one case on one page, and its papers."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from forms.settlement import FORM
from station_app import texts
from station_app.domain.case_changes import Putting
from station_app.domain.reading import read_document
from station_app.domain.vocabulary import Level, Outcome
from station_app.services.decide_case import Said, decide_case
from station_app.storage import reads
from tests.imaging.scans import a_page, several
from tests.people import FATHER_ID, a_family_of_four
from tests.services.test_life_of_a_case import CHIEF, as_
from ui.presenters.case_items import items_of
from ui.presenters.case_page import Looked, view_of
from ui.widgets.pieces import Notice


@pytest.fixture
def case_no(desk):
    return desk.main.session.catalogue.accept(*read_document(a_family_of_four())).case_no


@pytest.fixture
def page(desk, case_no):
    desk.main.session.case_opened.emit(case_no)
    return desk.main.page("case")


def test_the_page_shows_family_documents_placement_and_deadlines(page):
    view = page._view
    assert [person.name for person in view.persons] == [member["name"] for member in a_family_of_four()["family"]]
    assert {person.generation for person in view.persons} >= {0, 1}
    assert view.documents
    assert dict(view.facts)[texts.say("ui.case.household_no")]
    assert [moment.ahead for moment in view.timeline] == sorted(moment.ahead for moment in view.timeline)
    assert view.timeline[0].who == "王景行"
    assert view.timeline[-1].ahead


def test_numbers_are_masked_until_the_officer_looks(page):
    person = page._view.persons[0]
    assert "********" in person.id_masked
    assert person.id_number.replace(" ", "") == FATHER_ID
    assert not page._tree._open
    page._numbers.click()
    assert page._tree._open


def test_the_next_case_is_masked_again(desk, page, case_no):
    page._numbers.click()
    desk.main.session.case_opened.emit(case_no)
    assert not page._tree._open


def test_an_unknown_case_says_so_in_place(desk):
    desk.main.session.case_opened.emit("620502001-20261123-HJ9999")
    page = desk.main.page("case")
    assert page.findChild(Notice).words == texts.say("error.case_unknown", case_no="620502001-20261123-HJ9999")


def test_a_paper_is_looked_at_before_it_is_printed(desk, page, case_no, tmp_path):
    QTest.keyClick(desk.main, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    preview = desk.main.page("preview")
    assert desk.main.current == "preview"
    assert preview._drawn
    assert desk.main.session.catalogue.show(case_no).papers == ()  # looking makes no copy

    preview.save_to(str(tmp_path / "receipt.pdf"))
    (copy,) = desk.main.session.catalogue.show(case_no).papers
    assert (copy.paper, copy.copy) == ("receipt", 1)
    assert (tmp_path / "receipt.pdf").read_bytes().startswith(b"%PDF")
    QTest.keyClick(preview, Qt.Key.Key_Escape)
    assert desk.main.current == "case"
    assert {line.paper: line.copies for line in page._view.papers}["receipt"] == texts.say("ui.case.copies", count=1)


def test_the_papers_whose_moment_it_is_come_first_until_they_were_made(desk, page, case_no):
    catalogue = desk.main.session.catalogue

    def first(count=1):
        desk.main.session.changed.emit("papers")
        return [line.paper for line in page._view.papers[:count]]

    assert first() == ["receipt"]
    decide_case(as_(catalogue, CHIEF), case_no, Said(Level.STATION, Outcome.APPROVE))
    assert first(2) == ["approval-slip", "approval-form"]
    catalogue.issue_paper(case_no, "approval-form")
    assert first() == ["approval-slip"]
    catalogue.register(case_no)
    assert first(2) == ["settlement-slip", "entry-note"]


def test_a_paper_that_cannot_be_written_says_so(desk, case_no, tmp_path):
    desk.main.session.paper_wanted.emit(case_no, "receipt")
    preview = desk.main.page("preview")
    preview.save_to(str(tmp_path / "no such folder" / "receipt.pdf"))
    assert preview.findChild(Notice).words.startswith("receipt.pdf")


def test_a_scanned_receipt_opens_its_case_from_anywhere(desk, case_no):
    desk.main.go("households")
    desk.barcode.scanned.emit(case_no)
    assert desk.main.current == "case"


def test_a_scan_does_not_open_a_locked_desk(desk, case_no):
    desk.main.go("households")
    desk.lock()
    desk.barcode.scanned.emit(case_no)
    assert desk.main.current == "households"


def test_every_captured_value_is_listed_masked_until_asked_for(desk, page):
    QTest.keyClick(page, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert page._persons.currentWidget() is page._masked_items
    shown = {(line.about, line.name): line for line in page._view.items}
    applicant = shown["王建国", texts.say("field.member.id_number")]
    assert applicant.words == FATHER_ID
    assert "********" in applicant.masked
    assert shown["王建国", texts.say("field.member.ethnicity")].masked == "***"
    assert shown[texts.say("ui.case.items_case"), texts.say("field.destination.kind")].words == "公共集体户"
    page._numbers.click()
    assert page._persons.currentWidget() is page._items
    QTest.keyClick(page, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert page._persons.currentWidget() is page._family


@pytest.mark.parametrize(("year", "county"), [(2003, "秦城区"), (2004, "秦州区")])
def test_an_old_case_says_the_names_of_its_day(desk, year, county):
    content = a_family_of_four()
    content["family"][0]["origin"]["division"] = "620502"
    content["family"][0] |= {"birth_place": "622501"}
    case_no = desk.main.session.catalogue.accept(*read_document(content)).case_no
    record = desk.main.session.catalogue.show(case_no)
    record = msgspec.structs.replace(record, accepted_at=record.accepted_at.replace(year=year))
    assert view_of(Looked(record), record.accepted_at.date()).persons[0].origin.startswith(f"甘肃省天水市{county}")
    shown = {(line.about, line.name): line for line in items_of(record)}
    assert shown["王建国", texts.say("field.origin.division")].words == f"甘肃省天水市{county}"
    assert shown["王建国", texts.say("field.member.birth_place")].words == "甘肃省天水地区天水市"


def test_an_old_case_opens_on_the_form_it_was_taken_on(desk, case_no):
    record = desk.main.session.catalogue.show(case_no)
    assert record.form == FORM.name
    newer = {line.name for line in items_of(msgspec.structs.replace(record, form="settlement/1"))}
    assert texts.say("field.member.name") in newer
    assert texts.say("field.document.checked_by") not in newer


def _why_looked(desk, case_no):
    with desk.main.session.catalogue._desk.store.read() as uow:
        return [look.why for look in reads.of_subject(uow, case_no)]


def test_opening_a_case_is_one_look_however_often_it_changes(desk, page, case_no):
    catalogue = desk.main.session.catalogue
    content = a_family_of_four()
    content["family"][0]["phone"] = "13909380000"
    catalogue.supplement(case_no, Putting(*read_document(content), text="来电更正"))
    desk.main.session.changed.emit("cases")
    assert any(moment.changes for moment in page._view.timeline)
    assert _why_looked(desk, case_no) == ["case_page"]
    desk.main.go("ledger")
    desk.main.session.case_opened.emit(case_no)
    assert any(moment.changes for moment in page._view.timeline)
    assert _why_looked(desk, case_no) == ["case_page", "case_page"]


def test_a_case_that_changed_behind_another_page_is_read_when_it_comes_back(desk, page, case_no):
    desk.main.go("households")
    content = a_family_of_four()
    content["family"][0]["phone"] = "13909380000"
    desk.main.session.catalogue.supplement(case_no, Putting(*read_document(content), text="来电更正"))
    desk.main.session.changed.emit("cases")
    desk.main.back()
    assert any(moment.changes for moment in page._view.timeline)
    assert _why_looked(desk, case_no) == ["case_page"]


def test_scans_of_a_case_are_looked_at_beside_it_and_the_look_is_logged(desk, tmp_path):
    catalogue = desk.main.session.catalogue
    (tmp_path / "two.tif").write_bytes(several("TIFF", [a_page(size=(200, 283))] * 2))
    content = a_family_of_four()
    content["documents"][0]["attachment"] = "two.tif"
    case_no = catalogue.accept(*read_document(content), attachments=tmp_path).case_no
    desk.main.session.case_opened.emit(case_no)
    page = desk.main.page("case")
    assert page.scans.button.isVisible()
    page._documents.setFocus()
    QTest.keyClick(page._documents, Qt.Key.Key_F11)
    viewer = page.scans.viewer
    assert viewer.isVisible()
    QTest.keyClick(page._documents, Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    assert viewer._place.text() == texts.say("ui.viewer.page", number=2, count=2)
    assert _why_looked(desk, case_no) == ["scan", "case_page"]
    QTest.keyClick(page._documents, Qt.Key.Key_Escape)
    assert not viewer.isVisible()
    assert page.isVisible()


def test_a_case_without_scans_offers_none(page):
    assert not page.scans.button.isVisible()
    QTest.keyClick(page._documents, Qt.Key.Key_F11)
    assert not page.scans.viewer.isVisible()


def test_a_reason_names_the_person_it_was_given_for(desk, case_no):
    catalogue = desk.main.session.catalogue
    reasons = {
        "person_in_open_case": "全家重新申请",
        "person_in_open_case@family[1].id_number": "本人已撤回前案",
    }
    again = catalogue.accept(*read_document(a_family_of_four()), confirmed=reasons).case_no
    desk.main.session.case_opened.emit(again)
    told = [fact for name, fact in desk.main.page("case")._view.facts if name == texts.say("ui.case.confirmed")]
    assert sorted(told) == ["全家重新申请", "李桂芳:本人已撤回前案"]
