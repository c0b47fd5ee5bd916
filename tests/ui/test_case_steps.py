"""Steps from the case page: one key and Enter; what is not possible says why; the next case is one key away."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from station_app import texts
from station_app.domain.case_changes import Putting
from station_app.domain.reading import read_document
from station_app.domain.records import Officer
from station_app.domain.vocabulary import CaseStatus, HouseholdKind, Level, OfficerRole, Outcome
from station_app.services.accept_case import accept_case
from station_app.services.decide_case import Said, decide_case
from tests.people import a_family_of_four
from tests.services.test_life_of_a_case import a_poor_family
from tests.ui.intake_keys import press, write
from ui import keys

EVERYTHING = (OfficerRole.FRONT_DESK, OfficerRole.REVIEWER, OfficerRole.CHIEF)
COLLEAGUE = Officer("0002", "赵守正", EVERYTHING)


@pytest.fixture
def case_no(desk):
    """A case that a colleague accepted; whoever sits here may do everything with it."""
    desk_ = desk.main.session.catalogue._desk
    case, structure = read_document(a_family_of_four())
    return accept_case(replace(desk_, officer=COLLEAGUE), case, structure).case_no


@pytest.fixture
def here(desk):
    """Let the logged-in officer be reviewer and chief too."""
    catalogue = desk.main.session.catalogue
    catalogue._desk = replace(catalogue._desk, officer=Officer("0001", "王景行", EVERYTHING))
    return catalogue


@pytest.fixture
def page(desk, here, case_no):
    desk.main.session.case_opened.emit(case_no)
    QApplication.processEvents()
    return desk.main.page("case")


def approve(here, case_no):
    chief = replace(here._desk, officer=Officer("0003", "钱明远", EVERYTHING))
    decide_case(chief, case_no, Said(Level.STATION, Outcome.APPROVE))


def reopen(desk, case_no):
    desk.main.session.case_opened.emit(case_no)
    QApplication.processEvents()


def status(here, case_no):
    return here.show(case_no).status


def test_what_is_possible_is_offered_with_its_key_and_the_rest_in_words(page):
    assert list(page.steps.panel.buttons) == ["review", "decide", "extend", "withdraw", "supplement"]
    assert page.steps.panel.buttons["review"].text() == "审核  1"
    later = {line.title: line.why for line in page._view.steps if not line.timely}
    assert later == {
        "落户登记": "案件现为“已受理”",
        "送达": "案件现为“已受理”",
        "归档": "案件现为“已受理”",
        "冲销": "案件现为“已受理”",
    }


def test_whoever_accepted_the_case_reads_why_somebody_else_has_to_go_on(desk, here):
    own = here.accept(*read_document(a_family_of_four())).case_no
    reopen(desk, own)
    page = desk.main.page("case")
    barred = {line.name: line.why for line in page._view.steps if line.timely and not line.possible}
    assert barred == dict.fromkeys(("review", "decide"), "本案是您受理的,要由另一名人员办理")
    QTest.keyClick(page._documents, Qt.Key.Key_1)
    assert desk.main._notice.words == "审核:本案是您受理的,要由另一名人员办理"
    assert not page.steps.sheets


def test_a_review_is_one_key_and_enter(desk, page, here, case_no):
    press(Qt.Key.Key_1)
    write("材料齐全")
    press(Qt.Key.Key_Return)
    assert status(here, case_no) is CaseStatus.REVIEWED
    assert page._view.timeline[1].what == "审核:材料齐全"
    assert desk.main._notice.words.startswith("案件 ")
    assert page._documents.hasFocus()  # the keys are the page's again
    assert "review" not in page.steps.panel.buttons


def test_digits_in_a_sheet_are_text_and_escape_only_closes_the_sheet(desk, page, here, case_no):
    press(Qt.Key.Key_7)
    write("2026")
    sheet = page.steps.sheets["withdraw"]
    assert sheet.words.text() == "2026"
    press(Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert desk.main.current == "case"
    assert status(here, case_no) is CaseStatus.ACCEPTED


def test_an_approved_family_is_registered_delivered_and_filed_with_keys(desk, page, here, case_no):
    approve(here, case_no)
    reopen(desk, case_no)
    press(Qt.Key.Key_3)
    sheet = page.steps.sheets["register"]
    assert sheet.household.currentText().startswith("620502001-P001")
    assert page._view.register.people[0] == ("王建国", "户主/家庭组长")
    press(Qt.Key.Key_Return)
    assert status(here, case_no) is CaseStatus.REGISTERED
    press(Qt.Key.Key_4)
    assert page.steps.sheets["deliver"].words.text() == "王建国"
    press(Qt.Key.Key_Return)
    assert status(here, case_no) is CaseStatus.DELIVERED
    press(Qt.Key.Key_5)
    write("2026-03")
    press(Qt.Key.Key_Return)
    assert status(here, case_no) is CaseStatus.ARCHIVED
    assert page.head.holder.text() == "办结归档"


def test_handing_over_asks_for_the_receiver_and_filing_for_the_place(desk, page, here, case_no):
    approve(here, case_no)
    here.register(case_no, None)
    reopen(desk, case_no)
    press(Qt.Key.Key_4)
    write(" ")
    press(Qt.Key.Key_Return)
    assert page.steps.sheets["deliver"].notice.words == texts.say("error.receiver_missing")
    write("王建国")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_5)
    press(Qt.Key.Key_Return)
    assert page.steps.sheets["archive"].notice.words == texts.say("error.shelf_missing")


def test_another_household_can_be_chosen_when_registering(desk, page, here, case_no):
    other = here.open_household(
        HouseholdKind.PUBLIC_COLLECTIVE,
        division="620502001",
        address="民主西路2号",
        name="第二公共集体户",
        managing_body="大城派出所",
        soft_capacity=None,
    ).household_no
    approve(here, case_no)
    reopen(desk, case_no)
    press(Qt.Key.Key_3)
    sheet = page.steps.sheets["register"]
    sheet.household.setCurrentIndex(1)
    sheet.act_button.click()
    assert here.show(case_no).household.household_no == other


def test_a_refusal_of_the_use_case_is_said_in_the_sheet(desk, page, here, case_no):
    press(Qt.Key.Key_6)
    sheet = page.steps.sheets["extend"]
    assert sheet._until.text() == "2027-01-05"
    press(Qt.Key.Key_Return)
    assert sheet.isVisible()
    assert "须写明理由" in sheet.notice.words
    write("需向原户口所在地核查")
    press(Qt.Key.Key_Return)
    assert not sheet.isVisible()
    assert {clock.remark for clock in page._view.where.clocks} >= {"受理时告知 2026-12-21"}


def test_a_reversal_needs_a_reason_and_a_second_look(desk, page, here, case_no):
    approve(here, case_no)
    reopen(desk, case_no)
    press(Qt.Key.Key_8)
    sheet = page.steps.sheets["reverse"]
    assert "已批准" in sheet._lead.text()
    press(Qt.Key.Key_Return)
    assert sheet.notice.words == texts.say("ui.step.reverse_why")
    write("批错了人")
    press(Qt.Key.Key_Return)
    assert sheet.notice.words == texts.say("ui.step.reverse_look")
    assert status(here, case_no) is CaseStatus.APPROVED
    press(Qt.Key.Key_Y)
    press(Qt.Key.Key_Return)
    assert status(here, case_no) is CaseStatus.REVERSED


def test_a_withdrawal_says_that_it_is_for_good_and_takes_more_than_key_and_enter(desk, page, here, case_no):
    press(Qt.Key.Key_7)
    sheet = page.steps.sheets["withdraw"]
    assert "撤回后不能恢复,要重新申请" in sheet._lead.text()
    press(Qt.Key.Key_Return)
    assert sheet.notice.words == texts.say("ui.step.withdraw_look")
    assert status(here, case_no) is CaseStatus.ACCEPTED
    press(Qt.Key.Key_Y)
    press(Qt.Key.Key_Return)  # the applicant's words may stay empty
    assert status(here, case_no) is CaseStatus.WITHDRAWN


def test_what_ends_a_case_for_good_is_never_the_proposed_step(desk, here):
    own = here.accept(*read_document(a_family_of_four())).case_no
    reopen(desk, own)
    panel = desk.main.page("case").steps.panel
    assert panel.buttons["withdraw"].property("role") != "primary"
    panel.show_steps(tuple(line for line in desk.main.page("case")._view.steps if line.name == "withdraw"))
    assert list(panel.buttons) == ["withdraw"]
    assert panel.buttons["withdraw"].property("role") != "primary"


def test_putting_a_decision_off_is_never_the_proposed_step(page):
    panel = page.steps.panel
    panel.show_steps(tuple(line for line in page._view.steps if line.name == "extend"))
    assert list(panel.buttons) == ["extend"]
    assert panel.buttons["extend"].property("role") != "primary"


def test_a_second_look_is_not_kept_for_the_next_reversal(desk, page, here, case_no):
    approve(here, case_no)
    reopen(desk, case_no)
    press(Qt.Key.Key_8)
    sheet = page.steps.sheets["reverse"]
    sheet.looked.show_value(value=True)
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_8)
    assert not sheet.looked.value()


def test_f10_goes_to_the_next_case_of_the_list_and_says_when_it_is_the_last(desk, page, here, case_no):
    session = desk.main.session
    content = a_family_of_four()
    other = here.accept(*read_document(content), confirmed={"person_in_open_case": "另案"}).case_no
    session.queue = (case_no, other)
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_Return)
    assert desk.main._notice.words.endswith(texts.say("ui.step.onward"))
    press(Qt.Key.Key_F10)
    assert page._view.case_no == other
    press(Qt.Key.Key_F10)
    assert page._view.case_no == other
    assert desk.main._notice.words == texts.say("ui.step.list_done")


def test_opening_another_case_takes_the_open_sheet_away(desk, page, here, case_no):
    press(Qt.Key.Key_7)
    other = here.accept(*read_document(a_family_of_four()), confirmed={"person_in_open_case": "另案"}).case_no
    reopen(desk, other)
    assert not page.steps.sheets["withdraw"].isVisible()
    assert page._documents.hasFocus()


def test_the_digits_stay_with_their_steps(page):
    shown = {line.name: line.key for line in page._view.steps}
    assert tuple(shown.values()) == keys.of("step")[:-1]  # the road to the general route is for poverty only


def test_a_case_is_put_right_on_the_intake_page_and_the_timeline_shows_before_and_after(desk, page, here, case_no):
    press(Qt.Key.Key_9)
    assert desk.main.current == "intake"
    assert desk.main.page("intake").presenter.content["family"][0]["name"] == "王建国"
    content = a_family_of_four()
    content["family"][0] |= {"phone": "13911112222", "former_names": ["王建过"]}
    here.supplement(case_no, Putting(*read_document(content)))
    reopen(desk, case_no)
    moment = next(each for each in page._view.timeline if each.changes)
    assert "王建国 · 电话:13800000000 → 13911112222" in moment.changes
    assert "13911112222" not in " ".join(moment.masked)
    assert "13911112222" not in page._timeline.accessibleDescription()
    page._numbers.click()
    assert "13911112222" in page._timeline.accessibleDescription()


def test_a_failed_poverty_application_goes_on_as_a_general_one_with_one_key(desk, here):
    clerk = replace(here._desk, officer=COLLEAGUE)
    case, structure = read_document(a_poor_family())
    case_no = accept_case(clerk, case, structure).case_no
    decide_case(here._desk, case_no, Said(Level.STATION, Outcome.REFUSE, "poverty_unproven"))
    reopen(desk, case_no)
    press(Qt.Key.Key_0)
    assert desk.main.current == "intake"
    assert desk.main.page("intake").presenter.content["route"] == "general"


def test_where_the_county_still_writes_on_paper_the_step_says_that_it_is_entered(desk, here):
    clerk = replace(here._desk, officer=COLLEAGUE)
    case, structure = read_document(a_poor_family())
    case_no = accept_case(clerk, case, structure).case_no
    decide_case(here._desk, case_no, Said(Level.STATION, Outcome.APPROVE))
    reopen(desk, case_no)
    assert desk.main.page("case").steps.panel.buttons["decide"].text() == "录入分局审批  2"
