"""An officer puts a printer right on the settings page, by keyboard, and sees what it did on a second page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from station_app import settings
from station_app.domain.print_jobs import PrintState
from station_app.settings import Offset
from tests.printers import A4, LETTER
from tests.printing.paper_cases import page_texts
from ui.printing import SpoolPulse
from ui.widgets.offset_box import PrinterOffsets


@pytest.fixture
def lobby(room):
    return room.printers.get("Lobby") or room.add("Lobby", (A4, LETTER))


@pytest.fixture
def page(desk):
    desk.main.go("settings")
    return desk.main.page("settings")


@pytest.fixture
def box(page):
    return page.fields["printer_offsets"]


def written(desk):
    return settings.read(desk.main.session.home.settings).printer_offsets


def type_into(field, words):
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, words)


def test_without_a_printer_there_is_nothing_to_enter(box):
    assert not any(each.isEnabled() for each in (box.right, box.down, box.a4, box.a5))


def test_offsets_are_typed_for_the_chosen_printer_and_saved_by_one_key(desk, page, box):
    QTest.keyClicks(box.printer.lineEdit(), "Lobby")
    type_into(box.right, "1.3")
    type_into(box.down, "-0.7")
    QTest.keyClick(box.down, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert written(desk) == {"Lobby": Offset(13, -7)}


def test_tab_goes_from_the_printer_to_right_down_and_the_page(desk, box):
    QTest.keyClicks(box.printer.lineEdit(), "Lobby")
    box.printer.setFocus()
    passed = []
    for _ in range(4):
        QTest.keyClick(desk.main.focusWidget(), Qt.Key.Key_Tab)
        passed.append(desk.main.focusWidget())
    assert passed == [box.right, box.down, box.a4, box.a5]


def test_a_name_is_not_finished_to_another_printers(box):
    box.show_printers(("Lobby-A5",))
    box.printer.lineEdit().clear()
    QTest.keyClicks(box.printer.lineEdit(), "Lobby")
    assert box.printer.currentText() == "Lobby"


def test_each_printer_keeps_its_own(desk, page, box):
    for name, right in (("Lobby", "0.4"), ("Back", "-2")):
        box.printer.lineEdit().clear()
        QTest.keyClicks(box.printer.lineEdit(), name)
        assert box.right.value() == 0
        type_into(box.right, right)
    box.printer.setEditText("Lobby")
    assert box.right.value() == 0.4
    page.save.click()
    assert written(desk) == {"Lobby": Offset(4, 0), "Back": Offset(-20, 0)}


def test_what_was_put_back_to_nought_is_gone_from_the_file(desk, page, box):
    box.printer.setEditText("Lobby")
    box.right.setValue(0.4)
    page.save.click()
    box.right.setValue(0)
    page.save.click()
    assert written(desk) == {}


def test_more_than_ten_millimetres_cannot_be_entered(box):
    box.printer.setEditText("Lobby")
    for words, kept in (("99", 9.0), ("-10.5", -10.0)):
        box.right.setValue(0)
        type_into(box.right, words)
        assert -10 <= box.right.value() <= 10
        assert abs(box.right.value()) <= abs(kept)


def test_what_is_set_is_shown_when_the_page_is_opened(qtbot):
    box = PrinterOffsets({"Lobby": Offset(3, -12)}, 320)
    qtbot.addWidget(box)
    assert (box.printer.currentText(), box.right.value(), box.down.value()) == ("Lobby", 0.3, -1.2)
    assert box.value() == {"Lobby": {"right": 3, "down": -12}}


def test_the_printers_there_are_are_offered_and_folders_are_not(qtbot):
    box = PrinterOffsets({}, 320)
    qtbot.addWidget(box)
    box.show_printers(("Lobby", "pdf:/srv/papers", "-", "Back"))
    assert [box.printer.itemText(place) for place in range(box.printer.count())] == ["Lobby", "Back"]
    assert box.printer.currentText() == ""


def test_the_only_printer_is_chosen(qtbot):
    box = PrinterOffsets({}, 320)
    qtbot.addWidget(box)
    box.show_printers(("Lobby",))
    assert box.printer.currentText() == "Lobby"
    assert box.a4.isEnabled()


def test_the_calibration_page_comes_out_with_what_was_just_entered(qtbot, desk, page, box, lobby):
    catalogue = desk.main.session.catalogue
    box.printer.setEditText(lobby.address)
    type_into(box.right, "0.3")
    box.a4.setFocus()
    QTest.keyClick(box.a4, Qt.Key.Key_Space)
    assert written(desk) == {lobby.address: Offset(3, 0)}  # written first: what is printed is what was entered
    (job,) = catalogue.print_jobs(ended=True)
    assert (job.paper, job.printer) == ("calibration", lobby.address)
    pulse = desk.main.findChild(SpoolPulse)

    def out():
        pulse.beat()
        assert [each.state for each in catalogue.print_jobs(ended=True)] == [PrintState.DONE]

    qtbot.waitUntil(out, timeout=20_000)
    (got,) = lobby.printed
    assert "+0.3" in page_texts(got)[0]
