"""Tab walks the whole intake page as it is read, every stop once, and Shift+Tab walks it back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from station_app.domain.vocabulary import Role
from tests.people import a_family_of_four
from tests.ui.intake_keys import press
from tests.ui.test_intake_page import Desk
from ui.widgets.checklist import ChecklistLine

MOST = 200


@pytest.fixture
def desk(qtbot, station, tmp_path):
    made = Desk(qtbot, station, tmp_path)
    content = a_family_of_four()
    del content["family"][3]
    content["documents"] = [each for each in content["documents"] if each.get("holder") != 3]
    made.put(content)
    made.page.family.people.setFocus()
    return made


def _walk(key: Qt.Key) -> list[QWidget]:
    """Press `key` until the cursor is where it was."""
    stops = [QApplication.focusWidget()]
    for _press in range(MOST):
        press(key)
        here = QApplication.focusWidget()
        if here is stops[0]:
            return stops
        assert here not in stops, f"{here} a second time"
        stops.append(here)
    raise AssertionError(stops)


def _may_be_met(widget: QWidget) -> bool:
    tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    return tab and widget.isVisible() and widget.isEnabled()


def _places(desk: Desk, stops: list[QWidget]) -> list[tuple[int, ...]]:
    """Say of each stop where it is read: the part of the page, the field or line in it, from the top, from the left."""
    page = desk.page
    rows = [*page.middle.member_form.rows, *page.middle.case_form.rows]
    lines = page.side.checklist.lines
    found = []
    for stop in stops:
        at = stop.mapTo(desk.window, QPoint(0, 0))
        row = next((place for place, row in enumerate(rows) if row.isAncestorOf(stop)), None)
        line = next((place for place, line in enumerate(lines) if line is stop or line.isAncestorOf(stop)), None)
        if page.family.isAncestorOf(stop):
            found.append((0, 0, at.y(), at.x()))
        elif row is not None:
            found.append((1, row))
        elif line is not None:
            found.append((2, line))
        elif page.side.isAncestorOf(stop):
            found.append((3, 0, at.y(), at.x()))
        elif page.bar.isAncestorOf(stop):
            found.append((4, 0, at.x()))
    return found


def _outside_of_lines(stops: list[QWidget]) -> list[QWidget]:
    """The details of a document are open only while its line has the cursor; Shift+Tab goes from line to line."""
    return [stop for stop in stops if isinstance(stop, ChecklistLine) or not _line_of(stop)]


def _line_of(stop: QWidget) -> QWidget | None:
    above = stop.parentWidget()
    while above is not None and not isinstance(above, ChecklistLine):
        above = above.parentWidget()
    return above


def _assert_whole_and_in_order(desk: Desk, stops: list[QWidget]) -> None:
    places = _places(desk, stops)
    assert places == sorted(places)
    assert {place[0] for place in places} == {0, 1, 2, 3, 4}
    missed = [stop for stop in desk.window.findChildren(QWidget) if _may_be_met(stop) and stop not in stops]
    assert missed == []
    assert [stop for stop in stops if isinstance(stop, ChecklistLine)] == desk.page.side.checklist.lines
    rows = [*desk.page.middle.member_form.rows, *desk.page.middle.case_form.rows]
    assert {place[1] for place in places if place[0] == 1} == set(range(len(rows)))


def test_tab_walks_the_page_as_it_is_read_and_shift_tab_walks_it_back(desk):
    there = _walk(Qt.Key.Key_Tab)
    _assert_whole_and_in_order(desk, there)
    back = _walk(Qt.Key.Key_Backtab)
    first, *others = _outside_of_lines(there)
    assert _outside_of_lines(back) == [first, *reversed(others)]


def test_in_a_document_tab_goes_from_the_top_down(desk):
    desk.page.side.checklist.lines[0].setFocus()
    stops = [desk.page.side.checklist.lines[0]]
    for _press in range(MOST):
        press(Qt.Key.Key_Tab)
        if QApplication.focusWidget() is desk.page.side.checklist.lines[1]:
            break
        stops.append(QApplication.focusWidget())
    heights = [stop.mapTo(desk.window, QPoint(0, 0)).y() for stop in stops[1:]]
    assert len(stops) > 5
    assert all(_line_of(stop) is stops[0] for stop in stops[1:])
    assert stops[-1] in stops[0].scans.buttons.values()
    assert heights == sorted(heights)


def test_a_document_that_comes_later_stands_in_its_place(desk):
    desk.presenter.case.content["documents"] = []
    desk.presenter.add_member(Role.PARENT)
    desk.settle()
    desk.presenter.select(0)
    desk.page.family.people.setFocus()
    _assert_whole_and_in_order(desk, _walk(Qt.Key.Key_Tab))


def test_a_reason_that_is_asked_for_comes_right_after_its_field(desk):
    content = a_family_of_four()
    content["family"][0]["birth_date"] = "1985-03-18"
    desk.put(content)
    row = desk.row("family[0].birth_date")
    (reason,) = row.findings.reasons.values()
    desk.page.middle.go_into("family[0].birth_date")
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is reason
    press(Qt.Key.Key_Tab)
    following = desk.page.middle.member_form.rows
    after = following[following.index(row) + 1]
    assert QApplication.focusWidget() is after.editor
