"""The lock, from every page, sheet, list, dialog and menu: nothing can be read, nothing is lost.

Pages, sheets and kinds of windows are found by the program's own lists and classes, so that whoever adds one is held to
this without a line here; what needs a hand to open has its hand below, and its absence fails.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QToolTip,
)

import ui
from station_app import texts
from station_app.domain.authority import AUTHORITY
from station_app.domain.paper_differences import PaperDifference
from station_app.domain.paper_verdicts import PaperVerdict
from station_app.domain.reading import read_document
from station_app.domain.vocabulary import OfficerRole
from station_app.errors import RefusedError
from tests.people import a_family_of_four
from tests.stations import PASSWORD
from tests.ui.conftest import focus, type_password
from tests.ui.planting import WORD, pictures, plant, told, windows
from ui.screens.main_window import _PAGES
from ui.widgets.choice_popup import Choice, ChoicePopup
from ui.widgets.sheet import Sheet

FIRST = "chu-shi-1949"
LATER = "赵国庆阑"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def _no_blinking(qapp):
    before = qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)
    yield
    qapp.setCursorFlashTime(before)


@pytest.fixture
def everyone(shell):
    """A station with a case; gives the window and the case number."""
    first = shell._door.log_in("0001", PASSWORD)
    case_no = first.accept(*read_document(a_family_of_four())).case_no
    first.close()
    return shell, case_no


def log_in_for(shell, place):
    """Open an account for somebody who may come to a page, and log in as them."""
    take_over(shell, "0002", AUTHORITY[place.needs[0]][0])


def take_over(shell, badge, role):
    """Let a new colleague take the desk."""
    first = shell._door.log_in("0001", PASSWORD)
    first.add_officer(badge, "马秀兰", (role,), FIRST)
    first.close()
    shell.login.badge.setText(badge)
    type_password(shell.login, FIRST)
    QApplication.processEvents()


def unlock(shell):
    """Come back as the same officer."""
    type_password(shell.login, FIRST)
    QApplication.processEvents()


def locked_and_blank(shell):
    """Lock before anything was looked at: what every locked window has to look like."""
    shell.lock()
    blank = pictures()
    unlock(shell)
    return blank


def visit(shell, place, case_no):
    """Bring a page into view; those that are not in the navigation are about a case."""
    subject = () if place.in_navigation else (case_no, "receipt") if place.key == "preview" else (case_no,)
    shell.main.go(place.key, *subject)
    QApplication.processEvents()
    return shell.main.page(place.key)


def assert_nothing_is_readable(shell, blank):
    """The picture is that of an empty desk that is locked; a screen reader finds no planted word, hidden or not."""
    assert windows() == [shell]
    assert pictures() == blank
    assert told() == told(LATER) == []
    assert shell.windowTitle() == texts.say("ui.app.name")
    assert QApplication.clipboard().text() == ""


@pytest.mark.parametrize("place", _PAGES, ids=lambda place: place.key)
def test_nothing_of_a_page_or_of_its_sheets_is_readable_behind_the_lock(everyone, place):
    shell, case_no = everyone
    log_in_for(shell, place)
    blank = locked_and_blank(shell)
    page = visit(shell, place, case_no)
    later = Sheet(page, WORD, WORD, shell.setFocus)  # as one that the page makes when it is first asked for
    for sheet in [None, later, *page.findChildren(Sheet)]:
        if sheet is not None:
            sheet.ask(sheet.act_button)
        was_shown = sheet is not None and sheet.isVisible()  # one lies on a panel that is not open now
        assert plant(shell.main) > 10
        QApplication.clipboard().setText(WORD)
        QApplication.processEvents()
        assert told()  # it is readable, until the lock
        shell.lock()
        assert_nothing_is_readable(shell, blank)
        plant(shell.main, LATER)  # what a late answer writes behind the lock
        assert_nothing_is_readable(shell, blank)
        unlock(shell)
        assert shell.main.page(place.key).isVisible()
        if sheet is not None:
            assert sheet.isVisible() == was_shown
            sheet.hide()


@pytest.fixture
def hands(everyone):
    """The intake page of a clerk, its blank lock, and the family's first name typed."""
    shell, _ = everyone
    log_in_for(shell, _PAGES[0])
    blank = locked_and_blank(shell)
    page = shell.main.page("intake")
    page.go_to("family[0].name")
    QApplication.processEvents()
    field = focus()
    field.setText(WORD)
    field.selectAll()
    return shell, blank, field


def choices(shell, _field):
    """The list under a box of codes."""
    popup = ChoicePopup(shell.main.page("intake"))
    popup.offer([Choice("01", WORD)])
    return popup


def finder(shell, field):
    """The finder of rare characters; for a field of a locked desk it does not even open."""
    shell.characters.open_for(field)
    if shell.characters.finder is not None:
        shell.characters.finder.query.setText(WORD)
    return shell.characters.finder


def keys_sheet(shell, _field):
    """F1."""
    shell.main.sheets.keys()
    plant(shell.main.sheets._keys)
    return shell.main.sheets._keys


def clock_sheet(shell, _field):
    """How far the clock is believed."""
    shell.main.sheets.clock()
    plant(shell.main.sheets._clock)
    return shell.main.sheets._clock


def paper_sheet(shell, _field):
    """What a scanned paper is worth, with what differs from the record."""
    rows = (PaperDifference("phone", WORD, WORD, WORD),)
    shell.main.sheets.paper(PaperVerdict(genuine=True, verdict="superseded", here=True, differences=rows))
    plant(shell.main.sheets._paper)
    return shell.main.sheets._paper


def own_account(shell, _field):
    """One's own account."""
    shell.main.sheets.own()
    plant(shell.main.sheets._own)
    return shell.main.sheets._own


def file_dialog(shell, _field):
    """Qt's dialog for files, with a name that tells whose scan it is."""
    dialog = QFileDialog(shell, WORD)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.selectFile(f"{WORD}.pdf")
    dialog.open()
    return dialog


def page_dialog(shell, _field):
    """The same, asked for by a page."""
    dialog = QFileDialog(shell.main.page("intake"), WORD)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.selectFile(f"{WORD}.pdf")
    dialog.open()
    return dialog


def field_menu(shell, field):
    """What the right button opens."""
    menu = field.menu()
    menu.setParent(shell.main, menu.windowFlags())
    menu.addAction(WORD)
    menu.popup(QPoint(10, 10))
    return menu


def tool_tip(shell, _field):
    """A tool tip that is in view."""
    QToolTip.showText(QPoint(10, 10), WORD, shell.main)
    return next(each for each in QApplication.topLevelWidgets() if each.inherits("QTipLabel"))


def box_list(shell, _field):
    """The list of a drop-down box."""
    box = QComboBox(shell.main)
    box.addItem(WORD)
    box.show()
    box.showPopup()
    return box.view().window()


OPENED = (
    choices,
    finder,
    keys_sheet,
    own_account,
    clock_sheet,
    paper_sheet,
    file_dialog,
    page_dialog,
    field_menu,
    tool_tip,
    box_list,
)


@pytest.mark.parametrize("opened", OPENED, ids=lambda opened: opened.__name__)
def test_nothing_that_floats_over_a_page_is_readable_behind_the_lock(hands, opened):
    shell, blank, field = hands
    floating = opened(shell, field)
    QApplication.processEvents()
    assert floating.isVisible()
    assert told()
    shell.lock()
    assert_nothing_is_readable(shell, blank)
    unlock(shell)
    assert field.text() == WORD


@pytest.mark.parametrize("opened", OPENED, ids=lambda opened: opened.__name__)
def test_nothing_comes_that_wants_to_appear_while_the_desk_is_locked(hands, opened):
    shell, blank, field = hands
    shell.lock()
    opened(shell, field)
    QApplication.processEvents()
    assert_nothing_is_readable(shell, blank)
    unlock(shell)
    assert not shell.locked


@pytest.mark.parametrize(
    "opened", [keys_sheet, own_account, clock_sheet, file_dialog, page_dialog], ids=lambda made: made.__name__
)
def test_what_was_asked_is_asked_again_after_the_lock(hands, opened):
    shell, _, field = hands
    asking = opened(shell, field)
    shell.lock()
    unlock(shell)
    assert asking.isVisible()
    assert asking.isWindow() == isinstance(asking, QDialog)


def test_a_dialog_that_came_while_locked_is_there_after_it(hands):
    shell, _, field = hands
    shell.lock()
    dialog = file_dialog(shell, field)
    QApplication.processEvents()
    assert not dialog.isVisible()
    unlock(shell)
    assert dialog.isVisible()
    assert not dialog.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)


def test_another_officer_finds_no_dialog_of_the_one_before(hands):
    shell, _, field = hands
    dialog = file_dialog(shell, field)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    shell.switch_officer()
    take_over(shell, "0003", OfficerRole.FRONT_DESK)
    assert windows() == [shell]
    assert told() == []


def test_the_next_officer_has_a_finder_of_their_own(hands):
    shell, _, field = hands
    finder(shell, field)
    shell.switch_officer()
    take_over(shell, "0003", OfficerRole.FRONT_DESK)
    shell.main.page("intake").go_to("family[0].name")
    QApplication.processEvents()
    QTest.keyClick(focus(), Qt.Key.Key_F12)
    assert shell.characters.finder.isVisible()
    assert shell.characters.finder.query.text() == ""


def test_late_notices_are_said_behind_the_lock_and_not_over_it(hands):
    shell, blank, _ = hands
    shell.lock()
    shell.main.session.told.emit(WORD, "ok")
    shell.main.session.changed.emit("cases")
    shell.tell_refusal(texts_refusal())
    QApplication.processEvents()
    assert_nothing_is_readable(shell, blank)


def texts_refusal():
    """A refusal of a task that ends late."""
    return RefusedError("case_unknown", case_no=WORD)


def test_a_bug_that_happens_while_locked_tells_its_number_and_nothing_else(hands):
    shell, _, _ = hands
    shell.lock()
    shell.tell_trouble("ABCD-2345")
    QApplication.processEvents()
    assert windows() == [shell]
    assert told() == []
    assert any("ABCD-2345" in said for said in told("ABCD-2345"))


def test_a_bug_that_is_told_when_the_desk_is_locked_waits_for_its_officer(hands):
    shell, blank, _ = hands
    shell.tell_trouble("ABCD-2345")
    shell.lock()
    assert pictures() == blank
    unlock(shell)
    assert shell._trouble.isVisible()


def test_the_cursor_and_what_was_marked_are_back_where_they_were(hands):
    shell, _, field = hands
    field.setSelection(1, 2)
    shell.lock()
    unlock(shell)
    assert focus() is field
    assert field.text() == WORD


def test_the_cursor_is_back_in_a_sheet(hands):
    shell, _, field = hands
    sheet = own_account(shell, field)
    sheet.password.setFocus()
    shell.lock()
    unlock(shell)
    assert focus() is sheet.password


def test_no_undo_brings_back_what_stood_in_a_field_before_the_lock(hands):
    shell, _, field = hands
    QTest.keyClicks(field, "wang")  # in the place of the first name
    shell.lock()
    unlock(shell)
    QTest.keyClick(focus(), Qt.Key.Key_Z, CONTROL)
    assert focus() is field
    assert field.text() == "wang"
    QTest.keyClick(focus(), Qt.Key.Key_Y, CONTROL)
    assert field.text() == "wang"
    assert not any(edit.isUndoAvailable() for edit in shell.main.findChildren(QLineEdit))


def test_what_was_marked_with_the_mouse_is_forgotten_like_the_clipboard(hands):
    shell, _, field = hands
    field.selectAll()
    field.copy()
    assert QApplication.clipboard().text() == WORD
    shell.lock()
    assert QApplication.clipboard().text() == ""
    if QApplication.clipboard().supportsSelection():
        assert QApplication.clipboard().text(QApplication.clipboard().Mode.Selection) == ""


def test_the_draft_is_there_after_the_lock_and_for_whoever_opens_the_desk_again(hands):
    shell, _, field = hands
    field.setText("")
    QTest.keyClicks(field, "abc")
    shell.lock()
    drafts = shell._door.log_in("0002", FIRST)
    assert drafts.latest_draft().content["family"][0]["name"] == "abc"
    drafts.close()


def test_sheets_over_the_whole_window_are_opened_here():
    """Sheets of a page lie in it and go with it, whenever they are made; those of the window have a hand above."""
    made = {
        found
        for name in (
            "shell.py",
            "cover.py",
            "screens/main_window.py",
            "screens/desk_sheets.py",
            "screens/top_bar.py",
            "character_key.py",
        )
        for found in re.findall(r"(\w*Sheet)\(", (Path(ui.__path__[0]) / name).read_text(encoding="utf-8"))
    }
    assert made == {"OwnSheet", "ClockSheet", "KeysSheet", "PaperSheet", "TroubleSheet", "ClosingSheet"}


def test_only_known_kinds_of_windows_are_opened():
    """Whoever opens another kind of window adds it here and to the hands above."""
    kinds = (
        r"Q(FileDialog|MessageBox|InputDialog|ColorDialog|PrintDialog|ProgressDialog|Wizard|Menu|Dialog|SplashScreen)\("
    )
    sources = [path.read_text(encoding="utf-8") for path in Path(ui.__path__[0]).rglob("*.py")]
    assert {found for source in sources for found in re.findall(kinds, source)} == {"FileDialog"}
    flags = [path for path in Path(ui.__path__[0]).rglob("*.py") if "WindowType." in path.read_text(encoding="utf-8")]
    assert [path.name for path in flags] == ["cover.py"]


def test_the_planted_word_is_in_no_text_of_the_program():
    assert not [said for language in texts.LANGUAGES for said in texts.catalogue(language).values() if WORD in said]
