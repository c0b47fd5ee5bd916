"""Keys are declared once: what is bound is declared, nothing means two things, F1 and the manual say the same."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget

from station_app import texts
from tests.architecture.sources import ROOT
from tests.ui.intake_keys import press, write
from ui import keys
from ui.widgets.field_row import FieldRow

PAGES = ("intake", "ledger", "due", "households", "statistics", "exchange", "settings", "case", "decide", "preview")
TAB = Qt.FocusPolicy.TabFocus
DIALOGS = ("QMessageBox", "QInputDialog", "QErrorMessage", ".exec(")


@pytest.fixture
def main(desk):
    for page in PAGES:
        desk.main.page(page)
    return desk.main


def test_every_bound_key_is_declared(main):
    declared = {QKeySequence(each).toString() for key in keys.KEYS for each in key.keys}
    bound = {shortcut.key().toString() for shortcut in main.window().findChildren(QShortcut)}
    assert {"F2", "F4", "Ctrl+F", "F11"} <= bound
    assert sorted(bound - declared) == []


def test_no_key_of_the_page_means_two_things():
    everywhere = [key for key in keys.KEYS if key.place in {"intake", "scans", "desk"} or key.act == "character"]
    counted = Counter(QKeySequence(each).toString() for key in everywhere for each in key.keys)
    assert not [sequence for sequence, count in counted.items() if count > 1 and sequence != "Esc"]


def test_an_unknown_act_is_a_bug():
    with pytest.raises(KeyError):
        keys.of("stroll")


def test_the_manual_lists_the_declared_keys():
    page = ROOT / "docs" / "manual" / "键盘.md"
    assert page.read_text(encoding="utf-8") == "".join(keys.manual()), f"python -m ui.keys > {page}"


@pytest.mark.parametrize("page", [*PAGES, "queues", "shift", "officers"])
def test_enter_presses_every_button_that_the_cursor_can_be_on(desk, page):
    desk.main.go(page)
    found = desk.main.page(page).findChildren(QPushButton)
    buttons = [each for each in found if each.focusPolicy() & TAB and type(each) is QPushButton]  # no keys of its own
    assert found
    assert [each.text() for each in buttons if not each.autoDefault()] == []


def test_buttons_show_the_keys_that_press_them(main):
    bar = main.page("intake").bar
    for act in ("card", "member", "notice", "keep", "fresh", "discard", "drafts"):
        assert keys.shown(keys.of(act)[0]) in getattr(bar, act).text(), act


def test_f1_shows_every_key_and_gives_the_cursor_back(main):
    write("王")
    before = QApplication.focusWidget()
    press(Qt.Key.Key_F1)
    sheet = QApplication.focusWidget()
    assert sheet is not before
    assert sheet.isVisible()
    assert all(texts.say(f"ui.keys.{key.act}") in sheet.accessibleDescription() for key in keys.KEYS)
    press(Qt.Key.Key_X)
    press(Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert QApplication.focusWidget() is before
    assert before.text() == "王"


@pytest.mark.parametrize("page", PAGES)
def test_everything_that_takes_the_focus_has_a_name_for_those_who_cannot_see_it(desk, page):
    desk.main.go(page)
    QApplication.processEvents()
    nameless = [
        f"{type(widget).__name__} {widget.objectName()} in {type(widget.parentWidget()).__name__}"
        for widget in desk.main.page(page).findChildren(QWidget)
        if _may_be_met(widget, desk.main.page(page)) and not _named(widget)
    ]
    assert not nameless, "\n".join(nameless)


def _may_be_met(widget: QWidget, page: QWidget) -> bool:
    """What Tab stops at; a field that is not in view now may be with the next person."""
    in_view = widget.isVisibleTo(page) or isinstance(widget.parentWidget(), FieldRow)
    return in_view and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _named(widget: QWidget) -> bool:
    if widget.objectName().startswith("qt_") or widget.focusProxy() is not None:
        return True
    return bool(widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))


def test_no_dialog_stops_the_desk():
    """File choosers of the system are the one exception: they are opened without waiting for them."""
    found = [
        f"{path.name}: {word}"
        for path in sorted(Path(ROOT / "ui").rglob("*.py"))
        for word in DIALOGS
        if word in path.read_text(encoding="utf-8") and path.name != "application.py"
    ]
    assert not found
