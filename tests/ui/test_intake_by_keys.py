"""The keys that save keys: to the next empty field, all originals at once, a role by its digit."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from station_app import texts
from tests.people import a_family_of_four
from tests.ui.intake_keys import enter, press, write
from tests.ui.test_intake_page import Desk

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(qtbot, station, tmp_path):
    return Desk(qtbot, station, tmp_path)


def open_fields(desk, most=30):
    """The fields Ctrl+Down stops at, until the documents or the end."""
    seen = []
    for _stop in range(most):
        press(Qt.Key.Key_Down, CTRL)
        here = desk.presenter.case.field
        if here in seen or here.startswith("documents"):
            return seen
        seen.append(here)
    raise AssertionError(seen)


def test_ctrl_down_stops_at_what_must_be_filled_and_is_empty_across_the_family(desk):
    content = a_family_of_four()
    del content["family"][1]["ethnicity"], content["family"][2]["ethnicity"], content["applicant_category"]
    content["family"][1]["education"] = None  # nobody has to say
    content["declarations"]["voluntary"] = False
    desk.put(content)
    desk.page.go_to("family[0].name")
    assert open_fields(desk) == [
        "family[1].ethnicity",
        "family[2].ethnicity",
        "applicant_category",
        "declarations.voluntary",
    ]


def test_with_everything_filled_and_taken_in_ctrl_down_ends_at_the_button_that_accepts(desk):
    desk.put(a_family_of_four())
    desk.page.go_to("declarations.voluntary")
    press(Qt.Key.Key_Down, CTRL, times=2)
    assert QApplication.focusWidget() is desk.page.bar.accept


def test_half_a_code_is_taken_before_the_cursor_leaves(desk):
    desk.put(a_family_of_four())
    desk.page.go_to("family[0].ethnicity")
    write("03")
    press(Qt.Key.Key_Down, CTRL)
    assert desk.presenter.content["family"][0]["ethnicity"] == "03"


def test_a_case_is_not_accepted_over_what_was_typed_in_vain(desk):
    desk.put(a_family_of_four())
    desk.page.go_to("family[0].ethnicity")
    write("xq")
    press(Qt.Key.Key_Return, CTRL)
    assert desk.told[-1] == (texts.say("finding.nothing_matches", typed="xq", kept="汉族"), "blocked")
    assert desk.focus() == "family[0].ethnicity"
    assert not desk.page.result.isVisible()
    press(Qt.Key.Key_Return, CTRL)  # the officer has seen what stands
    assert desk.page.result.isVisible()


def test_half_a_code_is_taken_before_the_case_is_accepted(desk):
    desk.put(a_family_of_four())
    desk.page.go_to("family[0].ethnicity")
    write("03")
    press(Qt.Key.Key_Return, CTRL)
    assert desk.page.result.isVisible()
    ((case_no, _paper),) = desk.papers
    assert desk.catalogue.show(case_no).case.family[0].ethnicity == "03"


def test_the_sentence_on_what_matches_nothing_has_room_under_its_field(desk):
    desk.put(a_family_of_four())
    desk.page.go_to("family[0].ethnicity")
    write("xq")
    press(Qt.Key.Key_Tab)
    row = desk.row("family[0].ethnicity")
    assert row.findings.isVisible()
    assert row.findings.height() > 0
    desk.settle()
    assert row.findings.isVisible()
    desk.page.go_to("family[1].ethnicity")
    assert not desk.row("family[1].ethnicity").unmatched


def test_a_takes_in_all_missing_originals_and_p_those_of_one_person(desk):
    content = a_family_of_four()
    content["documents"] = []
    desk.put(content)
    press(Qt.Key.Key_F5)
    blocking = [line for line in desk.presenter.state.documents if line.status == "missing" and line.blocking]
    first = desk.page.side.checklist.lines[0].line
    press(Qt.Key.Key_P)
    taken = {(each["kind"], each["holder"]) for each in desk.presenter.content["documents"]}
    assert taken == {(line.kind, line.holder or 0) for line in blocking if line.holder == first.holder}
    desk.settle()
    press(Qt.Key.Key_A)
    desk.settle()
    assert not [line for line in desk.presenter.state.documents if line.status == "missing" and line.blocking]
    assert all(each["presented"] == "original" for each in desk.presenter.content["documents"])
    assert desk.told[-1][1] == "ok"


@pytest.mark.parametrize(("digit", "role"), [(1, "spouse"), (2, "minor_child"), (3, "parent"), (4, "other_relative")])
def test_a_digit_adds_a_person_of_that_role(desk, digit, role):
    enter("王建国")
    press(Qt.Key.Key_F4)
    press(Qt.Key(Qt.Key.Key_0 + digit))
    assert [member["role"] for member in desk.presenter.content["family"]] == ["applicant", role]
    assert desk.focus() == "family[1].name"
