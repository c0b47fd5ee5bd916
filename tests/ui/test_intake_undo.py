"""Ctrl+Z brings back what a field held before: of that field and that person, whatever kind of field it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.people import FATHER_ID, MOTHER_ID, a_family_of_four
from tests.ui.intake_keys import enter, press, write
from tests.ui.test_intake_page import Desk
from ui.widgets.password_field import PasswordField

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(qtbot, station, tmp_path):
    made = Desk(qtbot, station, tmp_path)
    made.put(a_family_of_four())
    return made


def retype(desk, path, text):
    """Replace what stands in a line of text."""
    desk.page.go_to(path)
    press(Qt.Key.Key_A, CTRL)
    enter(text)


def undo(times=1):
    press(Qt.Key.Key_Z, CTRL, times)


def redo():
    press(Qt.Key.Key_Y, CTRL)


@pytest.mark.parametrize(
    ("path", "typed", "former", "later"),
    [
        ("family[0].name", "王国强", "王建国", "王国强"),
        ("family[0].id_number", MOTHER_ID, FATHER_ID, MOTHER_ID),
        ("family[0].birth_date", "19850318", "1985-03-17", "1985-03-18"),
        ("family[0].ethnicity", "03", "01", "03"),
        ("family[0].origin.division", "武山", "620523", "620524"),
        ("family[0].phone", "13911112222", "13800000000", "13911112222"),
        ("housing", "1", "none", "own"),
        ("applicant_category", "2", "agricultural_transfer", "graduate"),
        ("declarations.truthful", "n", True, False),
        ("agricultural_transfer.flags", "2", ["whole_family"], ["whole_family", "rural_graduate"]),
    ],
)
def test_every_kind_of_field_goes_back_and_forth(desk, path, typed, former, later):
    assert desk.presenter.case.get(path) == former
    retype(desk, path, typed)
    assert desk.presenter.case.get(path) == later
    desk.page.go_to(path)
    undo(3)
    assert desk.presenter.case.get(path) == former
    assert desk.row(path).editor.value() == former
    press(Qt.Key.Key_Z, CTRL | SHIFT)
    for _step in range(3):
        redo()
    assert desk.presenter.case.get(path) == later
    assert desk.row(path).editor.value() == later


def test_steps_are_what_the_officer_did_not_single_signs(desk):
    desk.page.go_to("family[0].origin.address")
    press(Qt.Key.Key_End)
    write("5")
    write("6")
    press(Qt.Key.Key_Backspace)
    undo()
    assert desk.presenter.case.get("family[0].origin.address").endswith("56")
    undo()
    assert desk.presenter.case.get("family[0].origin.address").endswith("12号")


def test_undo_never_brings_one_persons_value_to_another(desk):
    retype(desk, "family[0].name", "王国强")
    press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    desk.page.go_to("family[1].name")
    undo(5)
    assert [member["name"] for member in desk.presenter.content["family"]] == ["王国强", "李桂芳", "王小宝", "王德福"]
    desk.page.go_to("family[0].name")
    undo()
    assert desk.presenter.content["family"][0]["name"] == "王建国"


def test_after_somebody_was_taken_out_nothing_of_theirs_comes_back(desk):
    retype(desk, "family[1].name", "李芳")
    desk.presenter.remove_member()
    desk.page.go_to("family[1].name")
    undo(3)
    assert desk.presenter.content["family"][1]["name"] == "王小宝"


def test_what_the_desk_filled_in_is_taken_back_and_not_filled_in_again(desk):
    desk.presenter.start_afresh()
    desk.type_into("family[0].id_number", FATHER_ID)
    assert desk.presenter.case.get("family[0].sex") == "1"
    desk.page.go_to("family[0].sex")
    undo()
    assert desk.presenter.case.get("family[0].sex") is None
    desk.page.go_to("family[0].id_number")
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Backspace)
    write(FATHER_ID[-1])
    assert desk.presenter.case.get("family[0].sex") is None
    assert desk.presenter.case.get("family[0].birth_date") == "1985-03-17"


def test_half_a_word_in_a_code_box_goes_first(desk):
    desk.page.go_to("family[0].ethnicity")
    write("hz")
    undo()
    assert desk.row("family[0].ethnicity").editor.text() == "汉族"
    assert desk.presenter.case.get("family[0].ethnicity") == "01"


def test_the_number_of_a_document_goes_back_too(desk):
    desk.page.go_to("documents[4].number")
    field = QApplication.focusWidget()
    assert field.text() == "J620523-2010-000123"
    write("J1")
    undo(2)
    assert desk.presenter.content["documents"][4]["number"] == "J620523-2010-000123"
    assert field.text() == "J620523-2010-000123"


def test_a_step_after_which_something_else_was_typed_cannot_be_redone(desk):
    retype(desk, "family[0].phone", "13911112222")
    desk.page.go_to("family[0].phone")
    undo(2)
    retype(desk, "family[0].phone", "13933334444")
    desk.page.go_to("family[0].phone")
    redo()
    assert desk.presenter.case.get("family[0].phone") == "13933334444"


def test_a_password_does_not_come_back(qtbot):
    field = PasswordField("password")
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClicks(field, "geheim-1")
    field.forget()
    for key, modifiers in ((Qt.Key.Key_Z, CTRL), (Qt.Key.Key_Z, CTRL | SHIFT), (Qt.Key.Key_Y, CTRL)):
        qtbot.keyClick(field, key, modifiers)
    assert field.text() == ""
