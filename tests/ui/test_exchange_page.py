"""Handing over on a stick: the window says "safe to remove" only once the bundle has been read back."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from station_app import texts
from station_app.domain.reading import read_document
from station_app.domain.vocabulary import SiteKind
from tests.people import a_family_of_four
from tests.stations import PASSWORD, founded, introduce
from tests.ui.intake_keys import press


@pytest.fixture
def branch(tmp_path):
    """The county branch above the station, on its own machine."""
    door = founded(tmp_path / "branch", kind=SiteKind.COUNTY, code="620502", name="天水市公安局秦州分局")
    catalogue = door.log_in("0001", PASSWORD)
    yield catalogue
    catalogue.close()


@pytest.fixture
def page(desk):
    desk.main.go("exchange")
    return desk.main.page("exchange")


def _refreshed(desk):
    desk.main.go("exchange")
    return desk.main.page("exchange")


def test_without_a_channel_the_page_says_what_comes_first(page):
    assert not page.export_button.isEnabled()
    assert page.table._empty.text() == texts.say("ui.exchange.no_channels")


def test_identities_are_exchanged_and_the_fingerprint_is_shown(desk, page, branch, tmp_path):
    page._presenter.request(tmp_path)
    (request,) = tmp_path.glob("*620502001*")
    answer, _ = branch.enrol(request, tmp_path)
    page._presenter.trust(answer)
    _, fingerprint = desk.main.session.catalogue.trust(answer)  # the same answer again changes nothing
    assert page._fingerprint.text().split() == fingerprint.split()
    assert page.export_button.isEnabled()


def test_each_end_shows_what_the_other_reads_out(desk, page, branch, tmp_path):
    request = desk.main.session.catalogue.request_identity(tmp_path)
    _, told_to_the_branch = branch.enrol(request, tmp_path)
    shown = page.own_fingerprint.text()
    assert shown.split() == told_to_the_branch.split()
    assert [len(line.split()) for line in shown.splitlines()] == [4, 4]


def test_a_hand_over_says_where_the_bundle_lies_and_arrives(desk, page, branch, tmp_path):
    introduce(desk.main.session.catalogue, branch, tmp_path / "identities")
    case_no = desk.main.session.catalogue.accept(*read_document(a_family_of_four())).case_no
    page = _refreshed(desk)
    stick = tmp_path / "stick"
    stick.mkdir()
    page.export_to(str(stick))
    assert page.notice.words == texts.say("ui.exchange.exported", number=1)
    (bundle,) = [path for path in stick.rglob("*") if path.is_file()]
    branch.import_bundle(bundle)
    assert branch.show(case_no).case_no == case_no


def test_a_damaged_file_changes_nothing_and_says_so(desk, page, tmp_path):
    rubbish = tmp_path / "rubbish"
    rubbish.write_bytes(b"PK\x03\x04 not a bundle")
    page.take_in(str(rubbish))
    assert page.notice.words
    assert page.notice.property("state") == "blocked"
    assert page.import_button.isEnabled()


def test_a_missing_stick_is_told_and_can_be_tried_again(desk, page, branch, tmp_path):
    introduce(desk.main.session.catalogue, branch, tmp_path / "identities")
    page = _refreshed(desk)
    (tmp_path / "stick").write_text("not a folder")
    page.export_to(str(tmp_path / "stick"))
    assert page.notice.property("state") == "blocked"
    assert page.export_button.isEnabled()


def test_a_digest_taken_in_tells_who_was_accepted_twice_and_the_page_keeps_saying_it(desk, branch, tmp_path):
    catalogue = desk.main.session.catalogue
    other = founded(tmp_path / "other", code="620502002", name="秦州分局七里墩派出所").log_in("0001", PASSWORD)
    stick = tmp_path / "stick"
    stick.mkdir()
    for station in (catalogue, other):
        introduce(station, branch, tmp_path / "identities" / station.site.code)
        case_no = station.accept(*read_document(a_family_of_four())).case_no
    branch.import_bundle(Path(other.export(stick, "620502").bundle))
    page = _refreshed(desk)
    assert not page._late_panel.isVisible()
    page.take_in(str(branch.give_digest(stick, "620502001")))
    assert page.notice.words.startswith("已导入 620502 的第")
    assert page.notice.property("state") == "look"
    assert page.late_title.text() == "事后发现 4 人重复受理:请打电话核对,由一方撤回"
    assert page._late_panel.isVisible()
    page = _refreshed(desk)
    assert page.late_title.text() == "事后发现 4 人重复受理:请打电话核对,由一方撤回"
    (told,) = {label.text() for label in page.late.findChildren(QLabel) if case_no in label.text()}
    assert told.startswith("王建国、李桂芳、王小宝、王德福 · 秦州区七里墩街道")
    other.close()


@pytest.fixture
def handed_over(desk, page, branch, tmp_path):
    """The page after a first bundle went out on a stick."""
    introduce(desk.main.session.catalogue, branch, tmp_path / "identities")
    desk.main.session.catalogue.accept(*read_document(a_family_of_four()))
    page = _refreshed(desk)
    assert not page.again_button.isVisible(), "nothing was handed over yet"
    page.export_to(str(_stick(tmp_path / "lost")))
    return page


def _stick(folder):
    folder.mkdir()
    return folder


def test_a_bundle_on_a_lost_stick_is_made_again_until_it_is_acknowledged(desk, handed_over, branch, tmp_path):
    page = handed_over
    assert page.again_button.isVisible()
    assert page.again_button.accessibleName() == "再导出第 1 号包"
    second = _stick(tmp_path / "second")
    page.export_again_to(str(second))
    assert page.notice.words == texts.say("ui.exchange.exported", number=1)
    (bundle,) = second.iterdir()
    receipt = branch.import_bundle(bundle).acknowledgement
    assert page.again_button.isVisible()
    page.take_in(receipt)
    assert not page.again_button.isVisible()


def test_the_keyboard_makes_the_same_bundle_again(handed_over, tmp_path):
    handed_over.table.setFocus()
    press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    (dialog,) = handed_over.findChildren(QFileDialog)
    assert dialog.windowTitle() == "再导出第 1 号包"
    second = _stick(tmp_path / "second")
    dialog.fileSelected.emit(str(second))
    dialog.reject()
    assert [path.name for path in second.iterdir()] == ["620502001-to-620502-000001.tsbundle"]


def test_nothing_to_hand_over_says_that_an_earlier_number_can_be_made_again(handed_over, tmp_path):
    handed_over.export_to(str(tmp_path / "lost"))
    assert handed_over.notice.property("state") == "blocked"
    assert "再导出" in handed_over.notice.words


def test_the_chosen_channel_stays_chosen_while_a_bundle_is_written(desk, handed_over, tmp_path):
    other = founded(tmp_path / "city", kind=SiteKind.CITY, code="6205", name="天水市公安局")
    catalogue = other.log_in("0001", PASSWORD)
    introduce(desk.main.session.catalogue, catalogue, tmp_path / "identities" / "city")
    page = _refreshed(desk)
    channels = [page.table.rows.row(number).channel for number in range(page.table.rows.rowCount())]
    page.table.selectRow(channels.index("620502"))
    assert page.again_button.isVisible()
    page.table.selectRow(channels.index("6205"))
    assert not page.again_button.isVisible(), "nothing went to the city yet"
    page.export_to(str(_stick(tmp_path / "to the city")))
    assert [path.name for path in (tmp_path / "to the city").iterdir()] == ["620502001-to-6205-000001.tsbundle"]
    catalogue.close()


def test_the_sheet_that_goes_with_the_stick_is_saved_where_the_desk_has_no_printer(handed_over, tmp_path):
    handed_over.table.setFocus()
    press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = handed_over.findChildren(QFileDialog)
    sheet = tmp_path / "sheet.pdf"
    dialog.fileSelected.emit(str(sheet))
    dialog.reject()
    assert handed_over.notice.words == "交接包交接单已存为 sheet.pdf。"
    assert sheet.read_bytes().startswith(b"%PDF")


def test_without_a_bundle_there_is_no_sheet_to_print(desk, branch):
    assert branch
    page = _refreshed(desk)
    assert not page.sheet_button.isVisible()


def test_a_desk_with_a_printer_prints_the_sheet_without_asking(desk, handed_over, tmp_path):
    out = tmp_path / "printed"
    out.mkdir()
    catalogue = desk.main.session.catalogue
    catalogue.save_settings(msgspec.structs.replace(catalogue.settings, printer=f"pdf:{out}"))
    handed_over.sheet_button.click()
    assert "已送" in handed_over.notice.words
    assert [job.paper for job in catalogue.print_jobs(ended=True)] == ["bundle-sheet"]


def test_a_folder_that_is_gone_gets_no_sheet_and_the_journal_no_copy(desk, handed_over, tmp_path):
    gone = tmp_path / "pulled" / "sheet.pdf"
    handed_over.save_sheet_to(str(gone))
    assert handed_over.notice.property("state") == "blocked"
    assert "sheet.pdf" in handed_over.notice.words
    assert not gone.parent.exists()
    assert desk.main.session.catalogue.print_bundle_sheet("620502", 1).copy == 1
