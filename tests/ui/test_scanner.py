"""A receipt's barcode opens its case from anywhere and leaves no trace in the field that had the focus."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.barcode import BarcodeWatch

CASE_NO = "620502001-20261123-HJ0001"
PAPER = f"TSHJ1/HJ-01/{CASE_NO}/620502001/R/{'A0' * 16}/{'B' * 103}"


@pytest.fixture
def bench(qtbot):
    """A field, a watch, and what the watch heard."""
    window = QWidget()
    field = QLineEdit(window)
    QVBoxLayout(window).addWidget(field)
    qtbot.addWidget(window)
    watch = BarcodeWatch(window)
    heard: list[str] = []
    watch.scanned.connect(heard.append)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    watch.watch(window.windowHandle())
    field.setFocus()
    yield field, heard
    window.close()


def _scan(field: QLineEdit, text: str) -> None:
    _keys(field, text)
    QTest.keyClick(field.window().windowHandle(), Qt.Key.Key_Return)


def _keys(field: QLineEdit, text: str) -> None:
    """Type as the keyboard does: into the window, which gives the keys to the field with the focus."""
    for character in text:
        QTest.keyClick(field.window().windowHandle(), character)


@pytest.mark.parametrize("text", [CASE_NO, PAPER], ids=["barcode", "QR code"])
def test_a_scan_is_heard_and_the_field_keeps_what_was_typed(qtbot, bench, text):
    field, heard = bench
    field.setText("甘谷县")
    entered = []
    field.returnPressed.connect(lambda: entered.append(1))
    _scan(field, text)
    assert heard == [text]
    assert field.text() == "甘谷县"
    assert not entered


def test_fast_typing_of_anything_else_stays_typing(bench):
    field, heard = bench
    _scan(field, "620502198503179818")
    assert not heard
    assert field.text() == "620502198503179818"


def test_a_case_number_typed_by_hand_is_not_a_scan(qtbot, bench):
    field, heard = bench
    _keys(field, CASE_NO)
    qtbot.wait(80)  # a person looks up before pressing Enter
    QTest.keyClick(field.window().windowHandle(), Qt.Key.Key_Return)
    assert not heard
    assert field.text() == CASE_NO
