"""Papers printed from the window: one key for a set, the page that shows what is under way, and what can be done."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from station_app import settings, texts
from station_app.domain.print_jobs import NOWHERE, PrintAct, PrintState
from station_app.domain.reading import read_document
from tests.people import a_family_of_four
from tests.printers import A4, LETTER
from tests.ui.conftest import focus
from ui.printing import SpoolPulse

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def lobby(room):
    return room.printers.get("Lobby") or room.add("Lobby", (A4, LETTER))


@pytest.fixture
def back(room):
    return room.printers.get("Back") or room.add("Back", (A4,))


@pytest.fixture
def catalogue(desk):
    return desk.main.session.catalogue


@pytest.fixture
def case_no(catalogue):
    return catalogue.accept(*read_document(a_family_of_four())).case_no


@pytest.fixture
def page(desk):
    desk.main.go("printing")
    return desk.main.page("printing")


def send_to(catalogue, printer):
    catalogue.save_settings(structs.replace(catalogue.settings, printer=printer))


def press(page, key):
    QTest.keyClick(page.table, key)


def until(qtbot, desk, holds):
    """Let the desk's pulse beat until this is so."""
    pulse = desk.main.findChild(SpoolPulse)

    def look():
        pulse.beat()
        assert holds()

    qtbot.waitUntil(look, timeout=20_000)


def standing(page):
    rows = page.table.rows
    return [(rows.row(place).paper, rows.row(place).word) for place in range(rows.rowCount())]


def test_one_key_on_the_case_page_prints_the_papers_of_the_moment(qtbot, desk, catalogue, case_no, lobby):
    send_to(catalogue, lobby.address)
    desk.main.open_case(case_no)
    QTest.keyClick(desk.main.page("case"), Qt.Key.Key_P, CTRL_SHIFT)
    wanted = catalogue.papers_of_set(case_no)
    until(qtbot, desk, lambda: len(lobby.printed) == len(wanted))
    until(qtbot, desk, lambda: not catalogue.print_jobs())
    assert [job.paper for job in catalogue.print_jobs(ended=True)] == list(wanted)


def test_a_desk_with_two_printers_and_no_choice_says_that_the_papers_wait(desk, catalogue, case_no, lobby, back):
    told = []
    desk.main.session.told.connect(lambda sentence, state: told.append((sentence, state)))
    desk.main.open_case(case_no)
    QTest.keyClick(desk.main.page("case"), Qt.Key.Key_P, CTRL_SHIFT)
    assert {job.printer for job in catalogue.print_jobs()} == {NOWHERE}
    assert [state for sentence, state in told if "没有选定打印机" in sentence] == ["look"]


def test_the_same_key_on_the_preview_prints_all_of_them_without_looking_at_each(desk, catalogue, case_no, tmp_path):
    send_to(catalogue, f"pdf:{tmp_path}")
    desk.main.preview(case_no, "receipt")
    wanted = catalogue.papers_of_set(case_no)
    told = desk.main.page("preview").moment
    assert told.isVisible(), "nobody is to think that the receipt is all"
    assert told.text().split("、") == [texts.say(f"ui.paper.{paper}") for paper in wanted]
    QTest.keyClick(desk.main.page("preview"), Qt.Key.Key_P, CTRL_SHIFT)
    assert [job.paper for job in catalogue.print_jobs(ended=True)] == list(wanted)
    assert desk.main.current == "intake"  # nothing is left to look at: Enter goes on to the next family


@pytest.mark.parametrize("number", ["", "620502001-20261123-TZ0001"])
def test_a_notice_belongs_to_no_set(desk, number):
    desk.main.go("preview")
    page = desk.main.page("preview")
    page._show(replace(page._presenter._view, paper="one-time-notice", case_no=number))
    assert not page.print_set.button.isVisible()
    assert not page.moment.isVisible()


def test_what_was_all_printed_is_printed_again_only_when_somebody_says_why(desk, catalogue, case_no, tmp_path):
    send_to(catalogue, f"pdf:{tmp_path}")
    catalogue.print_set(case_no)
    printed = len(catalogue.show(case_no).papers)
    desk.main.open_case(case_no)
    papers = desk.main.page("case")._papers
    papers.print_set.button.click()
    why = papers.print_set.why
    assert why.isVisible()
    assert why.reason.value() is None
    QTest.keyClick(focus(), Qt.Key.Key_Return)  # one Enter too many
    assert why.notice.words == texts.say("ui.reprint.reason_needed")
    assert len(catalogue.show(case_no).papers) == printed
    QTest.keyClick(focus(), "2")
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert {paper.reprint for paper in catalogue.show(case_no).papers} == {None, "spoiled"}
    assert len(catalogue.show(case_no).papers) == 2 * printed


def test_a_paper_that_failed_is_told_stands_on_its_case_and_goes_out_again_by_a_digit(
    qtbot, desk, case_no, lobby, page
):
    catalogue, told = desk.main.session.catalogue, []
    desk.main.session.told.connect(lambda sentence, state: told.append((sentence, state)))
    lobby.fail()
    catalogue.print_papers(case_no, ("receipt",), lobby.address)
    until(qtbot, desk, lambda: standing(page) == [("受理回执", "没有打出")])
    assert [state for sentence, state in told if "受理回执没有打好" in sentence] == ["blocked"]
    assert page.why.text()
    entry = next(each for each in desk.main.navigation.entries if each.objectName() == "printing")
    assert entry.text().endswith("1!")
    desk.main.open_case(case_no)
    lines = {line.paper: line for line in desk.main.page("case")._view.papers}
    assert (lines["receipt"].printing, lines["receipt"].state) == ("没有打出", "blocked")
    lobby.forget()
    desk.main.go("printing")
    press(page, Qt.Key.Key_1)
    until(qtbot, desk, lambda: len(lobby.printed) == 1 and not standing(page))
    assert [paper.printing for paper in catalogue.show(case_no).papers] == [1]


def test_a_paper_is_sent_elsewhere_by_its_digit(qtbot, desk, case_no, back, page):
    catalogue = desk.main.session.catalogue
    catalogue.print_papers(case_no, ("receipt",), NOWHERE)
    desk.main.session.changed.emit("printing")
    assert standing(page) == [("受理回执", "等待")]
    page.elsewhere.setEditText(back.address)
    press(page, Qt.Key.Key_2)
    until(qtbot, desk, lambda: len(back.printed) == 1 and not standing(page))


def test_a_waiting_paper_is_called_off_by_its_digit_and_shown_among_the_ended(desk, catalogue, case_no, page):
    catalogue.print_papers(case_no, ("receipt",), NOWHERE)
    desk.main.session.changed.emit("printing")
    press(page, Qt.Key.Key_3)
    assert standing(page) == []
    page.ended.click()
    assert standing(page) == [("受理回执", "已撤销")]
    press(page, Qt.Key.Key_1)  # done with: nothing happens
    assert [job.state for job in catalogue.print_jobs(ended=True)] == [PrintState.CANCELLED]


def test_buttons_offer_only_what_fits_the_paper(desk, catalogue, case_no, page):
    assert not any(made.isEnabled() for made in page.acts.values())
    catalogue.print_papers(case_no, ("receipt",), NOWHERE)
    desk.main.session.changed.emit("printing")
    enabled = {act for act, made in page.acts.items() if made.isEnabled()}
    assert enabled == {PrintAct.REROUTE, PrintAct.CANCEL}


def test_a_desk_whose_officer_has_left_takes_no_turns(desk, catalogue, case_no, tmp_path):
    desk.main.rest()
    catalogue.print_papers(case_no, ("receipt",), f"pdf:{tmp_path}")
    desk.main.session.changed.emit("printing")
    assert [job.state for job in catalogue.print_jobs()] == [PrintState.WAITING]


def test_each_paper_gets_its_printer_on_the_settings_page(desk, lobby, back):
    desk.main.go("settings")
    page = desk.main.page("settings")
    assert page.fields["printer"].findText("Lobby") >= 0
    page.fields["printer"].setCurrentText("Lobby")
    page.fields["paper_printers"].unfold.click()
    page.fields["paper_printers"].boxes["settlement-slip"].setCurrentText("Back")
    page.save.click()
    written = settings.read(desk.main.session.home.settings)
    assert (written.printer, written.paper_printers) == ("Lobby", {"settlement-slip": "Back"})


def test_the_places_that_are_no_printers_are_chosen_by_words_and_kept(desk):
    desk.main.go("settings")
    page = desk.main.page("settings")
    box = page.fields["printer"]
    box.setCurrentText("先不打印")
    assert box.value() == NOWHERE
    box.choose("pdf:/srv/papers")
    assert box.currentText() == "存到 /srv/papers"
    assert box.value() == "pdf:/srv/papers"
    box.setEditText("ipp://10.1.2.3/ipp/print")
    assert box.value() == "ipp://10.1.2.3/ipp/print"
    box.setCurrentIndex(0)
    assert box.value() is None
