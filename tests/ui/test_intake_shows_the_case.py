"""The page shows only what changed, for speed; it must still show exactly what a page opened on the same case shows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from station_app.domain.vocabulary import Role
from tests.people import a_family_of_four
from tests.ui.intake_keys import enter, press, write
from tests.ui.test_intake_page import Desk


def seen(page):
    """Everything a person could read from the page, but the cursor."""
    forms = (page.middle.member_form, page.middle.case_form)
    rows = [row for form in forms for row in form.rows]
    return {
        "fields": [(row.path, row.editor.value(), _text(row.editor), row.editor.property("state")) for row in rows],
        "findings": [(row.path, row.findings.findings) for row in rows],
        "stars": [row._star.isHidden() for row in rows],
        "people": [
            page.family.people.item(row).data(Qt.ItemDataRole.AccessibleTextRole)
            for row in range(page.family.people.count())
        ],
        "current": page.family.people.currentRow(),
        "strip": (page.middle.strip.words.text(), page.middle.strip.whole_case.findings),
        "documents": [(line.line, line.accessibleName(), line._name.text()) for line in page.side.checklist.lines],
        "title": page.side._title.text(),
    }


def _text(editor):
    return editor.text() if hasattr(editor, "text") else None


def _type_names(desk):
    desk.type_into("family[1].name", "王芳")


def _leave_fields_empty(desk):
    desk.page.go_to("family[0].phone")
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Backspace, times=11)
    press(Qt.Key.Key_Return)


def _walk_the_family(desk):
    for place in (3, 1, 2, 4, 1):
        press(Qt.Key(Qt.Key.Key_0 + place), Qt.KeyboardModifier.AltModifier)


def _add_and_remove(desk):
    desk.presenter.add_member(Role.MINOR_CHILD)
    desk.type_into("family[4].name", "王二宝")
    desk.presenter.select(1)
    desk.presenter.remove_member()


def _take_documents_back(desk):
    desk.page.side.focus_first()
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Space)


def _change_codes(desk):
    desk.type_into("family[0].ethnicity", "03")
    desk.type_into("family[0].origin.division", "武山")
    desk.page.go_to("destination.kind")
    write("1")
    press(Qt.Key.Key_Return)


def _half_a_number(desk):
    desk.page.go_to("family[2].id_number")
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Backspace, times=4)
    enter()


DEEDS = (
    _type_names,
    _leave_fields_empty,
    _walk_the_family,
    _add_and_remove,
    _take_documents_back,
    _change_codes,
    _half_a_number,
)


@pytest.mark.parametrize("first", DEEDS)
@pytest.mark.parametrize("second", [_walk_the_family, _add_and_remove])
def test_after_anything_the_page_shows_what_a_fresh_one_shows(qtbot, station, tmp_path, first, second):
    desk = Desk(qtbot, station, tmp_path)
    desk.put(a_family_of_four())
    first(desk)
    second(desk)
    desk.settle()
    desk.page.side.checklist.close_details()
    fresh = Desk(qtbot, station, tmp_path)  # reopens the newest draft
    fresh.presenter.select(desk.presenter.case.member)
    fresh.presenter.case._left = set(desk.presenter.case._left)
    fresh.settle()
    fresh.page.side.checklist.close_details()
    assert fresh.presenter.content == desk.presenter.content
    assert seen(desk.page) == seen(fresh.page)
