"""A batch of slips from a list, by keys, on a real printer: it jams and goes on, is held, and is called off."""

from __future__ import annotations

import pytest
from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from station_app import texts
from station_app.domain.print_jobs import MOST_IN_A_BATCH, PrintState
from tests.printers import A4
from tests.printing.paper_cases import page_texts
from tests.services.exchanging import more_families
from tests.ui.conftest import focus
from ui.presenters.batch import BatchPresenter
from ui.printing import SpoolPulse

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def lobby(room):
    return room.printers.get("Lobby") or room.add("Lobby", (A4,))


@pytest.fixture
def catalogue(desk, lobby):
    made = desk.main.session.catalogue
    made.save_settings(structs.replace(made.settings, printer=lobby.address))
    return made


@pytest.fixture
def page(desk, catalogue):
    """The working lists, with four cases on the one that is open."""
    more_families(catalogue, 4)
    desk.main.go("queues")
    page = desk.main.page("queues")
    page.table.setFocus()
    return page


def shown(page):
    return [page.table.rows.row(place).case_no for place in range(page.table.rows.rowCount())]


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(focus(), key, modifier)


def until(qtbot, desk, holds):
    """Let the desk's pulse beat until this is so."""
    pulse = desk.main.findChild(SpoolPulse)

    def look():
        pulse.beat()
        assert holds()

    qtbot.waitUntil(look, timeout=20_000)


def choose(sheet, paper):
    """Choose a kind of paper by the arrow keys, as it stands in the box."""
    assert focus() is sheet.kind
    for _ in range(sheet.kind.count()):
        if sheet.kind.currentData() == paper:
            return
        press(Qt.Key.Key_Down)
    raise AssertionError(paper)


def numbers_on(lobby):
    return ["".join(page_texts(pdf)) for pdf in lobby.printed]


def test_all_of_a_list_are_printed_in_its_order_and_go_on_after_a_jam(qtbot, desk, catalogue, page, lobby):
    wanted = shown(page)
    assert len(wanted) == 4
    lobby.fail(after=2)
    press(Qt.Key.Key_B, CTRL)
    sheet = page.batch.sheet
    choose(sheet, "receipt")
    assert not sheet.again.isVisible()
    assert sheet.printer.value() == lobby.address
    press(Qt.Key.Key_Return)
    assert sheet.count.maximum() == 4
    until(qtbot, desk, lambda: "resume" in sheet._view.acts)
    assert wanted[2] in sheet.notice.words
    assert (sheet.count.value(), sheet.act_button.text()) == (2, texts.say("batch.act.resume"))
    press(Qt.Key.Key_Escape)  # somebody comes to the window
    assert not sheet.isVisible()
    lobby.forget_the_jam()
    page.table.setFocus()
    press(Qt.Key.Key_B, CTRL)
    assert sheet.isVisible()
    press(Qt.Key.Key_Return)
    until(qtbot, desk, lambda: not catalogue.print_jobs())
    until(qtbot, desk, lambda: sheet.notice.property("state") == "ok")
    assert [number in text for number, text in zip(wanted, numbers_on(lobby), strict=True)] == [True] * 4
    assert {paper.printing for number in wanted for paper in catalogue.show(number).papers} == {1}
    press(Qt.Key.Key_Return)
    assert not sheet.isVisible()


def test_those_that_are_picked_are_held_called_off_and_asked_for_a_reason_once(qtbot, desk, catalogue, page, lobby):
    wanted = shown(page)[:3]
    lobby.hold()
    for _ in range(2):
        press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_B, CTRL)
    sheet = page.batch.sheet
    choose(sheet, "receipt")
    press(Qt.Key.Key_Return)
    until(qtbot, desk, lambda: lobby.taken)
    press(Qt.Key.Key_Return)
    assert sheet.act_button.text() == texts.say("batch.act.resume")
    lobby.let_go()
    until(qtbot, desk, lambda: sheet.count.value() == 1)
    assert sheet.notice.words == texts.say("batch.held", done=1, of=3, printer=lobby.address)
    assert len(lobby.printed) == 1
    QTest.keyClick(sheet.cancel, Qt.Key.Key_Space)
    until(qtbot, desk, lambda: not sheet._view.acts)
    states = [job.state for job in catalogue.print_jobs(ended=True)]
    assert states == [PrintState.DONE, PrintState.CANCELLED, PrintState.CANCELLED]
    press(Qt.Key.Key_Escape)
    page.table.setFocus()
    page.table.selectRow(0)
    press(Qt.Key.Key_B, CTRL)
    choose(sheet, "receipt")
    assert not sheet.reason.isVisible()
    sheet.again.setFocus()
    press(Qt.Key.Key_Space)
    assert sheet.reason.isVisible()
    sheet.kind.setFocus()
    press(Qt.Key.Key_Return)
    until(qtbot, desk, lambda: not catalogue.print_jobs())
    reasons = [[paper.reprint for paper in catalogue.show(number).papers] for number in wanted]
    assert reasons == [[None, "jam"]] * 3
    assert len(lobby.printed) == 1 + len(shown(page))


def test_a_list_without_cases_and_the_ledger_take_the_key_too(desk, page):
    told = []
    desk.main.session.told.connect(lambda sentence, state: told.append((sentence, state)))
    page.batch._numbers = tuple
    page.batch.button.click()
    assert told == [(texts.say("batch.no_cases"), "look")]
    desk.main.go("ledger")
    ledger = desk.main.page("ledger")
    ledger.table.setFocus()
    press(Qt.Key.Key_B, CTRL)
    assert ledger.batch.sheet.isVisible()
    assert ledger.batch.sheet.kind.count() > 1


def test_what_is_called_off_while_it_is_being_issued_is_issued_no_further_and_comes_out_nowhere(
    desk, catalogue, page, lobby
):
    wanted, views = shown(page), []

    def show(view):
        views.append(view)
        if view.acts == ("cancel",):
            batch.do("cancel")

    batch = BatchPresenter(desk.main.session, show)
    batch.begin(wanted, picked=False)
    batch.print("receipt", wanted, lobby.address, None)
    jobs = catalogue.print_jobs(ended=True)
    assert [(job.number, job.state) for job in jobs] == [(number, PrintState.CANCELLED) for number in wanted[:1]]
    assert [len(catalogue.show(number).papers) for number in wanted] == [1, 0, 0, 0]
    assert not batch.at_work
    assert views[-1].acts == ()


def test_more_cases_than_a_batch_has_are_cut_and_it_is_said(desk, catalogue, page):
    views = []
    batch = BatchPresenter(desk.main.session, views.append)
    batch.begin([f"620502001-20261123-HJ{number:04}" for number in range(MOST_IN_A_BATCH + 1)], picked=True)
    assert views[-1].lead == texts.say("batch.lead_most", count=MOST_IN_A_BATCH)
    assert {number for kind in views[-1].kinds for number in kind.numbers} == set(shown(page))
