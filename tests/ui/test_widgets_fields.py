"""The fields of the intake page, each by itself, driven by keys as an officer does."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from station_app import texts
from station_app.domain.identifiers import normalise_id
from tests.people import FATHER_ID
from tests.ui.intake_keys import write
from ui.form_view.editors import code_box, division_box, list_box
from ui.widgets.choice_popup import Choice
from ui.widgets.choice_row import ChoiceRow, TickBox, TickRow
from ui.widgets.date_edit import DateEdit, iso
from ui.widgets.division_box import above
from ui.widgets.field_edit import NameEdit, NamesEdit, PhoneEdit
from ui.widgets.field_row import FieldRow
from ui.widgets.household_box import HouseholdBox
from ui.widgets.id_edit import IdEdit, grouped

THREE = (Choice("reside", "居住"), Choice("live", "生活"), Choice("work", "工作"))


@pytest.fixture
def shown(qtbot):
    """Show a widget in a window, and record what it reports."""

    windows = []  # pytest-qt keeps weak references only

    def show(widget):
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(640, 480)
        layout = QVBoxLayout(window)
        layout.addWidget(widget)
        layout.addStretch(1)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        widget.setFocus()
        reported = []
        steps = []
        widget.edited.connect(reported.append)
        widget.stepped.connect(steps.append)
        return reported, steps

    return show


def test_digits_choose_by_national_code(qtbot, shown):
    box = code_box("ethnicity")
    reported, steps = shown(box)
    qtbot.keyClicks(box, "03")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert reported == ["03"]
    assert box.text() == "回族"
    assert steps == [1]


def test_pinyin_initials_choose_by_name(qtbot, shown):
    box = code_box("relationship")
    reported, _ = shown(box)
    qtbot.keyClicks(box, "cz")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert reported == ["23"]  # 次子


def test_arrows_mark_another_row_before_enter_takes_it(qtbot, shown):
    box = code_box("sex")
    reported, _ = shown(box)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.is_open()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert reported == ["2"]
    assert not box.is_open()


def test_tab_takes_the_marked_row_as_enter_does(qtbot, shown):
    box = code_box("sex")
    reported, _ = shown(box)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert reported == ["1"]


def test_a_row_is_taken_by_a_click(qtbot, shown):
    box = code_box("sex")
    reported, _ = shown(box)
    box.open_list()
    popup = box._list()
    qtbot.mouseClick(
        popup.viewport(), Qt.MouseButton.LeftButton, pos=popup.visualRect(popup.model().index(1, 0)).center()
    )
    assert reported == ["1"]


def test_enter_without_typing_keeps_what_was_there(qtbot, shown):
    box = code_box("ethnicity")
    reported, steps = shown(box)
    box.show_value("01")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert reported == []
    assert steps == [1]
    assert box.text() == "汉族"


def test_escape_goes_back_to_what_was_there(qtbot, shown):
    box = code_box("ethnicity")
    reported, _ = shown(box)
    box.show_value("01")
    box.selectAll()
    qtbot.keyClicks(box, "hz")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.value() == "01"
    assert box.text() == "汉族"
    assert reported == []


def test_emptying_a_code_box_empties_the_value(qtbot, shown):
    box = code_box("ethnicity")
    reported, _ = shown(box)
    box.show_value("01")
    box.selectAll()
    qtbot.keyClick(box, Qt.Key.Key_Delete)
    assert reported == [None]


def test_a_list_of_our_own_is_chosen_by_number(qtbot, shown):
    box = list_box(THREE)
    reported, _ = shown(box)
    qtbot.keyClicks(box, "3")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert reported == ["work"]
    assert box.text() == "工作"


def test_a_division_is_found_by_part_of_its_name(qtbot, shown):
    box = division_box()
    reported, _ = shown(box)
    write("甘谷")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert reported == ["620523"]
    assert box.text() == "甘肃省天水市甘谷县"


def test_a_village_is_found_by_its_code_and_by_name_once_the_county_is_chosen(qtbot, shown):
    box = division_box()
    reported, _ = shown(box)
    write("620502001002")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    box.selectAll()
    write("进步巷")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert reported == ["620502001002", "620502001001"]


def test_a_division_is_reached_by_walking_down_the_tree(qtbot, shown):
    box = division_box()
    reported, _ = shown(box)
    box.show_value("620502001")
    qtbot.keyClick(box, Qt.Key.Key_Down)  # its villages
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert reported == ["620502001002"]


def test_left_goes_back_up_the_tree(qtbot, shown):
    box = division_box()
    reported, _ = shown(box)
    box.show_value("620502001")
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Left)  # the towns, 大城街道 marked
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert reported == ["620502002"]


@pytest.mark.parametrize(("code", "parent"), [("620502001002", "620502001"), ("620502", "6205"), ("62", ""), ("", "")])
def test_each_division_lies_in_another(code, parent):
    assert above(code) == parent


def test_a_date_is_typed_as_eight_digits(qtbot, shown):
    edit = DateEdit()
    reported, _ = shown(edit)
    qtbot.keyClicks(edit, "19850317")
    assert reported[-1] == "1985-03-17"
    assert edit.text() == "1985-03-17"


def test_half_a_date_stays_as_typed_so_that_the_check_can_say_so(qtbot, shown):
    edit = DateEdit()
    reported, _ = shown(edit)
    qtbot.keyClicks(edit, "1985-02-30")
    assert reported[-1] == "1985-02-30"
    assert iso("1985-02-30") is None


def test_an_empty_date_is_nothing(qtbot, shown):
    edit = DateEdit()
    reported, _ = shown(edit)
    edit.show_value("1985-03-17")
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_Backspace)
    assert reported == [None]


@pytest.mark.parametrize("text", ["1985年3月17日", "1985.03.17", "1985/3/17", "19850317"])
def test_dates_are_read_as_people_write_them(text):
    assert iso(text) == "1985-03-17"


def test_an_expiry_can_be_long_term(qtbot, shown):
    edit = DateEdit(long_term=True)
    reported, _ = shown(edit)
    qtbot.keyClicks(edit, "c")
    assert reported[-1] == "long-term"
    edit.show_value("long-term")
    edit.clearFocus()
    assert edit.text() == "长期"


def test_an_id_number_is_grouped_on_the_screen_only(qtbot, shown):
    edit = IdEdit(normalise_id)
    reported, _ = shown(edit)
    completed = []
    edit.completed.connect(completed.append)
    qtbot.keyClicks(edit, FATHER_ID)
    assert edit.text() == grouped(FATHER_ID)
    assert edit.text().count(" ") == 2
    assert reported[-1] == FATHER_ID
    assert completed == [FATHER_ID]


def test_a_messy_paste_becomes_a_number(qtbot, shown):
    edit = IdEdit(normalise_id)
    reported, _ = shown(edit)
    QApplication.clipboard().setText(" ６２０５０２-1985 0317－998x ")
    qtbot.keyClick(edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert reported[-1] == "62050219850317998X"


def test_typing_in_the_middle_of_a_number_keeps_the_cursor(qtbot, shown):
    edit = IdEdit(normalise_id)
    shown(edit)
    edit.show_value("62050219850317")
    edit.setCursorPosition(3)
    qtbot.keyClicks(edit, "9")
    assert edit.value() == "620950219850317"
    assert edit.cursorPosition() == 4


def test_a_name_is_counted_in_code_points(qtbot, shown):
    edit = NameEdit()
    reported, _ = shown(edit)
    QApplication.clipboard().setText("𠮷" * 60)
    qtbot.keyClick(edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert len(reported[-1]) == 50


def test_former_names_are_a_list(qtbot, shown):
    edit = NamesEdit()
    reported, _ = shown(edit)
    write("王大、王小")
    assert reported[-1] == ["王大", "王小"]


def test_a_phone_number_loses_its_dashes(qtbot, shown):
    edit = PhoneEdit()
    reported, _ = shown(edit)
    qtbot.keyClicks(edit, "138-0000 0000")
    assert reported[-1] == "13800000000"


def test_shift_enter_steps_back_and_ctrl_enter_is_left_to_the_page(qtbot, shown):
    edit = NameEdit()
    _, steps = shown(edit)
    qtbot.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert steps == [-1]


def test_a_digit_or_an_arrow_chooses_in_a_row(qtbot, shown):
    row = ChoiceRow(THREE)
    reported, steps = shown(row)
    qtbot.keyClicks(QApplication.focusWidget(), "2")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert reported == ["live", "work"]
    assert steps == [1]
    row.show_value(None)
    assert row.value() is None


def test_several_can_be_ticked(qtbot, shown):
    row = TickRow(THREE)
    reported, _ = shown(row)
    qtbot.keyClicks(QApplication.focusWidget(), "31")
    assert reported == [["work"], ["reside", "work"]]


def test_a_single_yes_is_said_with_y_or_space(qtbot, shown):
    box = TickBox(Choice("true", "属实"))
    reported, _ = shown(box)
    qtbot.keyClicks(QApplication.focusWidget(), "y")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert reported == [True, False]


def test_choices_too_long_for_one_line_take_two_and_none_is_cut(shown):
    row = ChoiceRow([Choice(str(number), "a household of a long name") for number in range(4)])
    shown(row)
    buttons = row._buttons
    assert len({button.y() for button in buttons}) == 2
    assert all(button.width() >= button.sizeHint().width() for button in buttons)


def test_a_division_too_long_for_its_field_keeps_its_village(shown):
    box = division_box()
    box.setFixedWidth(260)
    shown(box)
    box.show_value("620523102262")
    assert box.value() == "620523102262"
    assert box.toolTip() == box.name("620523102262")
    assert box.text() != box.toolTip()
    assert box.toolTip().endswith(box.text())


@pytest.mark.parametrize(
    ("pasted", "value"),
    [
        ("出生日期:1985年03月17日", "1985-03-17"),
        ("１９８５０３１７", "1985-03-17"),
        ("1985 3 17", "1985-03-17"),
        ("85-3-17", "85-3-17"),  # a year of two digits is no year: it stays, and the check says so
        ("198503", "198503"),
    ],
)
def test_a_pasted_date_is_read_whole_or_left_as_it_is(qtbot, shown, pasted, value):
    edit = DateEdit()
    reported, _ = shown(edit)
    QApplication.clipboard().setText(pasted)
    qtbot.keyClick(edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert reported[-1] == value


def test_people_come_from_places_that_are_no_more_but_nobody_moves_there(qtbot, shown):
    origin = division_box()
    reported, _ = shown(origin)
    write("天水县")
    offered = origin._list().model().data(origin._list().currentIndex())
    assert "1984 年止" in offered
    assert "现为甘肃省天水市秦州区、甘肃省天水市麦积区" in offered
    qtbot.keyClick(origin, Qt.Key.Key_Return)
    assert reported == ["622522"]
    destination = division_box(retired=False)
    assert "622522" not in [choice.code for choice in destination._choose_within("天水县", "")]


def test_a_town_is_found_by_the_initials_of_its_county_and_its_own(qtbot, shown):
    box = division_box()
    reported, _ = shown(box)
    qtbot.keyClicks(box, "gg pa")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert reported == ["620523102"]


def _popup_says(box):
    popup = box._popup
    return popup.model().stringList()[0] if popup is not None and popup.isVisible() and not popup.count() else ""


def _row(shown, box, value=None):
    """A box as it stands on the page, with its findings line."""
    row = FieldRow("民族", box)
    row.bind("family[0].ethnicity")
    row.show_value(value, {}, 0)
    page = QWidget()
    page.edited, page.stepped = row.edited, row.stepped  # what `shown` listens to
    layout = QVBoxLayout(page)
    layout.addWidget(row)
    layout.addWidget(row.findings)
    layout.addWidget(NameEdit())
    shown(page)
    box.setFocus()
    return row


def _say(row):
    return [finding.message for finding in row.findings.findings]


def test_what_matches_nothing_is_said_while_it_is_typed(qtbot, shown):
    box = code_box("ethnicity")
    shown(box)
    qtbot.keyClicks(box, "xq")
    assert _popup_says(box) == texts.say("ui.unmatched.typed")
    assert not box.is_open()
    popup = box._list()
    taken = []
    popup.taken.connect(taken.append)
    at = popup.visualRect(popup.model().index(0, 0)).center()
    qtbot.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert taken == []
    box.selectAll()
    qtbot.keyClicks(box, "hz")
    assert box.is_open()
    assert _popup_says(box) == ""


@pytest.mark.parametrize("make", [lambda: code_box("ethnicity"), division_box, lambda: list_box(THREE)])
@pytest.mark.parametrize("shift", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier])
def test_enter_on_what_matches_nothing_keeps_it_and_goes_nowhere(qtbot, shown, make, shift):
    box = make()
    reported, steps = shown(box)
    qtbot.keyClicks(box, "qqqqq")
    qtbot.keyClick(box, Qt.Key.Key_Return, shift)
    qtbot.keyClick(box, Qt.Key.Key_Return, shift)
    assert box.text() == "qqqqq"
    assert box.hasFocus()
    assert (reported, steps) == ([], [])
    assert _popup_says(box)


def test_after_that_enter_the_next_word_is_typed_over_it(qtbot, shown):
    box = code_box("ethnicity")
    reported, steps = shown(box)
    box.show_value("01")
    box.selectAll()
    qtbot.keyClicks(box, "xq")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.keyClicks(box, "03")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert (reported, steps) == (["03"], [1])


def test_escape_gives_back_what_was_there_before_what_matches_nothing(qtbot, shown):
    box = code_box("ethnicity")
    reported, _ = shown(box)
    box.show_value("01")
    box.selectAll()
    qtbot.keyClicks(box, "xq")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert (box.text(), box.value(), reported) == ("汉族", "01", [])
    assert not box._list().isVisible()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.value() == "01"


@pytest.mark.parametrize("away", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_who_tabs_away_from_what_matches_nothing_is_told_what_stands(qtbot, shown, away):
    box = code_box("ethnicity")
    row = _row(shown, box, "01")
    box.selectAll()
    qtbot.keyClicks(box, "xq")
    qtbot.keyClick(box, away)
    assert not box.hasFocus()
    assert (box.text(), box.value()) == ("汉族", "01")
    assert _say(row) == [texts.say("finding.nothing_matches", typed="xq", kept="汉族")]
    row.show_findings((), {})  # the check that follows does not wipe it away
    assert _say(row)
    box.setFocus()
    assert _say(row) == []


def test_an_empty_box_left_with_what_matches_nothing_says_that_it_is_empty(qtbot, shown):
    box = division_box()
    row = _row(shown, box)
    qtbot.keyClicks(box, "qqqqq")
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert _say(row) == [texts.say("finding.nothing_matches_empty", typed="qqqqq", kept="")]
    row.bind("family[1].ethnicity")  # the next person has typed nothing
    row.show_findings((), {})
    assert _say(row) == []


def test_the_whole_list_opened_over_what_matches_nothing_is_not_taken_by_a_click_elsewhere(qtbot, shown):
    box = code_box("ethnicity")
    row = _row(shown, box, "03")
    box.selectAll()
    qtbot.keyClicks(box, "xq")
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.is_open()
    box.clearFocus()
    assert box.value() == "03"
    assert _say(row)


def test_a_look_at_another_window_does_not_lose_what_was_typed(qtbot, shown):
    box = code_box("ethnicity")
    shown(box)
    qtbot.keyClicks(box, "xq")
    away = QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason)
    QApplication.sendEvent(box, away)
    assert box.text() == "xq"


def test_a_household_number_that_is_not_listed_is_no_mistake_yet(qtbot, shown):
    box = HouseholdBox()
    reported, steps = shown(box)
    qtbot.keyClicks(box, "z9")
    assert _popup_says(box) == ""
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert (reported, steps) == (["Z9"], [1])


def _choose_one_after_the_other(qtbot, box, *codes):
    for code in codes:
        box.show_value(None)
        qtbot.keyClicks(box, code)
        qtbot.keyClick(box, Qt.Key.Key_Return)
    box.show_value(None)


def _rows(box):
    return [line.split("   ")[0] for line in box._list().model().stringList()]


def test_an_empty_box_for_an_origin_offers_first_what_was_chosen_last(qtbot, shown):
    box = division_box()
    reported, _ = shown(box)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert _rows(box)[0] == "11"  # nothing was chosen yet: the provinces
    _choose_one_after_the_other(qtbot, box, "620523", "620502001002", "620523", "622522", "620521", "620522")
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert _rows(box)[:5] == ["620522", "620521", "622522", "620523", "11"]
    assert len(_rows(box)) == 4 + 34
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert reported[-1] == "620521"


def test_what_was_chosen_last_can_be_walked_into(qtbot, shown):
    box = division_box()
    reported, _ = shown(box)
    _choose_one_after_the_other(qtbot, box, "620502001")
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Right)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert reported[-1] == "620502001001"


def test_a_box_that_holds_a_division_opens_where_that_lies(qtbot, shown):
    box = division_box()
    shown(box)
    _choose_one_after_the_other(qtbot, box, "620523")
    box.show_value("620502001")
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert _rows(box)[0] == "620502001001"


def test_where_the_family_goes_is_not_what_the_last_one_chose(qtbot, shown):
    box = division_box(retired=False)
    shown(box)
    _choose_one_after_the_other(qtbot, box, "620523")
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert _rows(box)[0] == "11"
