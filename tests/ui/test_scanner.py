"""A paper's code opens what it belongs to from anywhere, and leaves no trace where the keys would have gone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from ui.barcode import PATIENCE_MS, SURE_MS, BarcodeWatch
from ui.form_view.editors import code_box
from ui.widgets.date_edit import DateEdit
from ui.widgets.field_edit import FieldEdit

CASE_NO = "620502001-20261123-HJ0001"
NOTICE_NO = "620502001-20261123-GZ0001"
PAPER = f"TSHJ1/TS-HJ-01V1/{CASE_NO}/620502001/R/{'A0' * 16}/{'B' * 103}"
CODES = {"case": CASE_NO, "notice": NOTICE_NO, "QR code": PAPER}
SLOW = PATIENCE_MS * 3
CTRL = Qt.KeyboardModifier.ControlModifier


class Bench:
    """A window with a field and a button, a watch, and what the watch heard.

    `now` is the clock of the keyboard in milliseconds: what the keys say, however slow the machine is.
    """

    def __init__(self, qtbot):
        self.now = 1_000_000
        self.window = QWidget()
        self.column = QVBoxLayout(self.window)
        self.field = self.put(QLineEdit())
        self.pressed = []
        self.button = self.put(QPushButton("受理"))
        self.button.setAutoDefault(True)
        self.button.clicked.connect(lambda: self.pressed.append(1))
        qtbot.addWidget(self.window)
        self.watch = BarcodeWatch(self.window)
        self.heard: list[str] = []
        self.watch.scanned.connect(self.heard.append)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.watch.watch(self.window.windowHandle())
        self.field.setFocus()

    def put(self, widget):
        self.column.addWidget(widget)
        if self.window.isVisible():
            widget.show()
        return widget

    def key(self, key, modifiers=Qt.KeyboardModifier.NoModifier, text=""):
        """Press a key as the keyboard does: into the window that has the keyboard, lists and dialogs too.

        Tells whether a shortcut of this key would be kept from acting.
        """
        self.now += 4
        window = QApplication.focusWindow() or self.window.windowHandle()
        kept = False
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, modifiers, text)
            event.setTimestamp(self.now)
            event.setAccepted(kind != QEvent.Type.ShortcutOverride)
            QCoreApplication.sendEvent(window, event)
            kept = kept or (kind == QEvent.Type.ShortcutOverride and event.isAccepted())
        return kept

    def keys(self, text):
        for character in text:
            self.key(ord(character.upper()), text=character)

    def scan(self, text, *ends):
        self.keys(text)
        for end in ends or (Qt.Key.Key_Return,):
            self.key(end)


@pytest.fixture
def bench(qtbot):
    made = Bench(qtbot)
    yield made
    made.window.close()


@pytest.mark.parametrize("text", CODES.values(), ids=CODES)
def test_a_scan_is_heard_and_the_field_keeps_what_was_typed(bench, text):
    bench.field.setText("甘谷县")
    bench.field.selectAll()
    entered, edited = [], []
    bench.field.returnPressed.connect(lambda: entered.append(1))
    bench.field.textEdited.connect(edited.append)
    bench.scan(text)
    assert bench.heard == [text]
    assert (bench.field.text(), bench.field.selectedText()) == ("甘谷县", "甘谷县")
    assert entered == []
    assert edited in ([], [text[0], "甘谷县"])  # the first key is let through, and taken back


@pytest.mark.parametrize(
    ("before", "ends"),
    [
        ("", (Qt.Key.Key_Return,)),
        ("", (Qt.Key.Key_Enter,)),
        ("", (Qt.Key.Key_Tab,)),
        ("", (Qt.Key.Key_Return, Qt.Key.Key_Return)),
        ("]C0", (Qt.Key.Key_Return,)),
        ("]Q1", (Qt.Key.Key_Tab,)),
    ],
    ids=["CR", "keypad Enter", "Tab", "CR LF", "identifier of Code 128", "identifier of QR"],
)
def test_whatever_a_scanner_puts_round_the_code_stays_out_of_the_window(bench, before, ends):
    bench.button.setFocus()
    bench.scan(before + NOTICE_NO, *ends)
    assert bench.heard == [NOTICE_NO]
    assert bench.button.hasFocus()
    assert bench.pressed == []


def test_a_line_feed_sent_as_a_key_of_control_is_part_of_the_scan(bench):
    bench.scan(CASE_NO)
    assert bench.key(Qt.Key.Key_J, CTRL)
    assert bench.heard == [CASE_NO]
    bench.now += SURE_MS
    assert not bench.key(Qt.Key.Key_J, CTRL)  # a second later it is the officer's


def test_a_scanner_that_sends_no_enter_is_heard_by_its_silence(qtbot, bench):
    bench.keys(CASE_NO)
    qtbot.waitUntil(lambda: bench.heard == [CASE_NO])
    assert bench.field.text() == ""


def test_the_next_enter_of_the_officer_counts(bench):
    bench.button.setFocus()
    bench.scan(CASE_NO)
    bench.now += SURE_MS
    bench.key(Qt.Key.Key_Return)
    assert bench.pressed == [1]


def test_many_scans_in_a_row_are_all_heard_and_none_leaves_a_trace(bench):
    numbers = [f"620502001-20261123-{kind}{number:04d}" for number in range(30) for kind in ("HJ", "GZ")]
    for number in numbers:
        bench.scan(number, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert bench.heard == numbers
    assert bench.field.text() == ""


def test_a_shortcut_in_the_middle_of_a_scan_does_nothing(bench):
    bench.keys(CASE_NO[:12])
    assert bench.key(Qt.Key.Key_N, CTRL)
    assert bench.key(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    bench.scan(CASE_NO[12:])
    assert bench.heard == [CASE_NO]
    assert bench.field.text() == ""


@pytest.mark.parametrize("make", [QTextEdit, QPlainTextEdit], ids=["text", "plain text"])
def test_a_note_being_written_keeps_its_words(bench, make):
    note = bench.put(make())
    note.setPlainText("共同居住")
    note.setFocus()
    assert note.hasFocus()
    bench.scan(NOTICE_NO)
    assert bench.heard == [NOTICE_NO]
    assert note.toPlainText() == "共同居住"
    assert not note.document().isUndoAvailable()


@pytest.mark.parametrize("open_list", [False, True], ids=["closed", "list open"])
def test_a_box_keeps_its_choice(qtbot, bench, open_list):
    box = bench.put(QComboBox())
    box.addItems(["打印机", "620502001", "TS"])
    box.setFocus()
    assert box.hasFocus()
    if open_list:
        box.showPopup()
        qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    bench.scan(NOTICE_NO)
    assert bench.heard == [NOTICE_NO]
    assert box.currentText() == "打印机"
    assert QApplication.activePopupWidget() is None


def test_the_fields_of_the_form_take_nothing_and_offer_nothing(bench):
    edits = [code_box("ethnicity"), DateEdit(), FieldEdit()]
    for edit in edits:
        bench.put(edit)
        told = []
        edit.edited.connect(told.append)
        edit.setFocus()
        bench.scan(NOTICE_NO, Qt.Key.Key_Tab)
        assert (edit.text(), edit.value(), edit.hasFocus()) == ("", None, True)
        assert told in ([], ["6", None])  # the first key is let through, and taken back
    assert bench.heard == [NOTICE_NO] * 3


def test_a_list_under_a_code_box_stays_as_it_was(bench):
    box = bench.put(code_box("ethnicity"))
    box.setFocus()
    box.open_list()
    bench.scan(NOTICE_NO)
    assert bench.heard == [NOTICE_NO]
    assert (box.text(), box.value()) == ("", None)


@pytest.mark.parametrize("cut", [1, 2, 3], ids=["after one key", "after two", "after three"])
def test_a_scan_that_begins_with_a_stumble_is_heard_whole_and_taken_back_from_the_field(qtbot, bench, cut):
    bench.field.setText("甘谷县")
    edited = []
    bench.field.textEdited.connect(edited.append)
    bench.keys(CASE_NO[:cut])
    qtbot.waitUntil(lambda: bench.field.text() == f"甘谷县{CASE_NO[:cut]}")
    bench.now += SLOW
    bench.scan(CASE_NO[cut:])
    assert bench.heard == [CASE_NO]
    assert bench.field.text() == "甘谷县"
    assert edited[-1] == "甘谷县"


def test_a_scan_that_stumbles_in_the_middle_is_heard_whole(bench):
    bench.keys(CASE_NO[:9])
    bench.now += SLOW
    bench.scan(CASE_NO[9:])
    assert bench.heard == [CASE_NO]
    assert bench.field.text() == ""


def test_fast_typing_of_anything_else_stays_typing(bench):
    entered = []
    bench.field.returnPressed.connect(lambda: entered.append(bench.field.text()))
    bench.scan("620502198503179818")
    assert bench.heard == []
    assert entered == ["620502198503179818"]


def test_a_figure_typed_alone_arrives_by_itself(qtbot, bench):
    bench.keys("7")
    qtbot.waitUntil(lambda: bench.field.text() == "7")
    assert bench.heard == []


def test_a_number_from_a_quick_tool_lets_the_shortcut_after_it_act(bench):
    hit = []
    QShortcut(QKeySequence("Ctrl+Down"), bench.window).activated.connect(lambda: hit.append(bench.field.text()))
    bench.keys("13800000000")
    QTest.keyClick(bench.window.windowHandle(), Qt.Key.Key_Down, CTRL)
    assert hit == ["13800000000"]


def test_what_waits_arrives_before_the_key_after_it(bench):
    order = []
    bench.field.textEdited.connect(order.append)
    QShortcut(QKeySequence("Ctrl+Return"), bench.window).activated.connect(lambda: order.append("受理"))
    bench.keys("12")
    QTest.keyClick(bench.window.windowHandle(), Qt.Key.Key_Return, CTRL)
    bench.keys("Ta")
    assert order == ["1", "12", "受理", "12T", "12Ta"]


def test_a_click_lets_what_waits_arrive_first(bench):
    bench.keys("45")
    QTest.mouseClick(bench.window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    assert bench.field.text() == "45"


def test_a_case_number_typed_by_hand_is_not_a_scan(qtbot, bench):
    for character in CASE_NO:
        bench.now += PATIENCE_MS
        bench.keys(character)
    qtbot.waitUntil(lambda: bench.field.text() == CASE_NO)
    bench.now += PATIENCE_MS
    bench.key(Qt.Key.Key_Return)
    assert bench.heard == []
    assert bench.field.text() == CASE_NO
