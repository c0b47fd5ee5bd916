"""Where the family goes, chosen with keys: households nearest first, the proposal in view, nothing rare in the way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from station_app import texts
from station_app.domain.vocabulary import HouseholdKind
from tests.people import a_family_of_four
from tests.ui.intake_keys import press, write
from tests.ui.test_intake_page import Desk

HOUSEHOLD = "destination.household_no"


@pytest.fixture
def desk(qtbot, station, tmp_path):
    catalogue = station
    catalogue.open_household(
        HouseholdKind.PUBLIC_COLLECTIVE,
        division="620502001001",
        address="样例路1号",
        name="样例社区公共集体户",
        managing_body="样例社区",
        soft_capacity=2,
    )
    built = Desk(qtbot, catalogue, tmp_path)
    built.put(a_family_of_four())
    return built


def test_the_proposed_household_is_in_view_before_anything_is_chosen(desk):
    box = desk.row(HOUSEHOLD).editor
    assert desk.presenter.state.household_no
    assert desk.presenter.state.household_no.rpartition("-")[2] in box.placeholderText()
    assert desk.presenter.state.group == texts.say("ui.intake.next.group_of", head="王建国", count=4)


def test_the_list_says_how_many_live_there_and_which_are_full(desk):
    desk.page.go_to(HOUSEHOLD)
    press(Qt.Key.Key_Down)
    box = desk.row(HOUSEHOLD).editor
    rows = [box._popup.model().index(row, 0).data() for row in range(box._popup.count())]
    assert len(rows) == 2
    full = texts.say("ui.intake.household.full", persons=0, capacity=2)
    assert [full in row for row in rows].count(True) == 1


def test_a_household_is_found_by_its_name_and_taken_with_enter(desk):
    desk.page.go_to(HOUSEHOLD)
    write("样例社区")
    press(Qt.Key.Key_Return)
    chosen = desk.presenter.content["destination"]["household_no"]
    desk.settle()
    assert "household_full" in {finding.code for finding in desk.presenter.state.findings}
    assert desk.presenter.state.household_no == chosen
    assert not desk.presenter.state.blocking


def test_a_number_that_is_not_listed_is_kept_and_judged(desk):
    desk.page.go_to(HOUSEHOLD)
    write("620502001-p099")
    press(Qt.Key.Key_Return)
    assert desk.presenter.content["destination"]["household_no"] == "620502001-P099"
    desk.settle()
    assert "household_unknown" in {finding.code for finding in desk.presenter.state.blocking}


def test_whose_home_it_is_is_asked_only_where_somebody_joins_a_home(desk):
    paths = {row.path for row in desk.page.middle.case_form.rows}
    assert "destination.householder.name" not in paths
    desk.page.go_to("destination.kind")
    write("2")
    paths = {row.path for row in desk.page.middle.case_form.rows}
    assert "destination.householder.name" in paths
    desk.settle()
    assert not any(f.where.startswith("destination.householder") for f in desk.presenter.state.blocking)


def test_what_is_seldom_needed_is_folded_away_until_asked_for(desk):
    form = desk.page.middle.member_form
    assert "family[0].birth_place" not in {row.path for row in form.rows}
    form.unfold()
    assert "family[0].birth_place" in {row.path for row in form.rows}
    assert QApplication.focusWidget() is desk.row("family[0].occupation").editor
    write("厨师")
    form.unfold()
    assert [row.path for row in form.rows if row.path.endswith(("occupation", "place"))] == ["family[0].occupation"]


def test_no_sentence_under_a_field_is_cut_on_a_scaled_screen(desk):
    desk.window.resize(1150, 560)  # what 1920×1080 at 150 % leaves
    content = a_family_of_four()
    content["family"][1]["birth_date"] = "1987-02-11"
    desk.put(content)
    desk.page.go_to("family[1].relationship")
    QApplication.processEvents()
    findings = desk.row("family[1].birth_date").findings
    assert findings.isVisible()
    labels = [each for each in findings.findChildren(QLabel) if each.wordWrap()]
    assert labels
    assert all(each.height() >= each.heightForWidth(each.width()) for each in labels)
    assert all(edit.height() >= edit.sizeHint().height() for edit in findings.reasons.values())
