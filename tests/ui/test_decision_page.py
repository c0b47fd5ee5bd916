"""The decision page: everything that matters on one page, only the pack's grounds, flags while typing, keys first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from station_app import texts
from station_app.domain.reading import read_document
from station_app.domain.records import Officer
from station_app.domain.vocabulary import CaseStatus, Level, OfficerRole, Outcome, Step
from station_app.services.accept_case import accept_case
from station_app.services.decide_case import Said, decide_case
from station_app.services.move_case import move_case
from tests.imaging.scans import a_page, saved
from tests.people import a_family_of_four
from tests.services.exchanging import two_sites
from tests.services.test_life_of_a_case import a_poor_family
from tests.ui.intake_keys import press, write
from ui.presenters.decision import DecisionPresenter, Given, Point
from ui.tasks import InlineRunner

CHIEF = (OfficerRole.CHIEF, OfficerRole.REVIEWER)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def here(desk):
    """Let the logged-in officer be the chief."""
    catalogue = desk.main.session.catalogue
    catalogue._desk = replace(catalogue._desk, officer=Officer("0001", "王景行", CHIEF))
    return catalogue


def accepted(here, content=None, **more):
    """A case that a colleague accepted."""
    clerk = replace(here._desk, officer=Officer("0002", "周文", (OfficerRole.FRONT_DESK,)))
    case, structure = read_document(content or a_family_of_four())
    return accept_case(clerk, case, structure, **more).case_no


@pytest.fixture
def decide(desk):
    """Open the decision page of a case."""

    def opened(case_no):
        desk.main.session.decision_wanted.emit(case_no)
        QApplication.processEvents()
        return desk.main.page("decide")

    return opened


def points(page):
    return [point.head for point in page._presenter._view.points]


def test_one_digit_and_ctrl_enter_approve(desk, here, decide):
    case_no = accepted(here)
    page = decide(case_no)
    assert page.form.outcome.value() is None  # nothing is ever approved because it was proposed
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_Return, CONTROL)
    assert here.show(case_no).status is CaseStatus.APPROVED
    assert desk.main._notice.words == f"案件 {case_no} 已批准,现为“已批准”。"
    assert desk.main.current != "decide"  # without a list there is nothing more to decide


def test_without_a_choice_nothing_is_decided(here, decide):
    case_no = accepted(here)
    page = decide(case_no)
    press(Qt.Key.Key_Return, CONTROL)
    assert page.form.notice.words == texts.say("ui.decision.choose_first")
    assert here.show(case_no).status is CaseStatus.ACCEPTED


def test_a_refusal_is_a_choice_among_the_grounds_of_the_pack_and_says_what_stays_open(desk, here, decide):
    case_no = accepted(here, a_poor_family())
    page = decide(case_no)
    press(Qt.Key.Key_3)
    assert page.form.grounds.isVisible()
    assert page.form.grounds.current() is None  # no ground is proposed
    press(Qt.Key.Key_Return, CONTROL)
    assert page.form.notice.words == texts.say("ui.decision.choose_ground")
    grounds = page.form.grounds.rows
    assert all(grounds.row(place).basis for place in range(grounds.rowCount()))
    page.form.grounds.selectRow(next(n for n in range(grounds.rowCount()) if grounds.row(n).code == "poverty_unproven"))
    assert "普通落户" in page.form._still_open.text()
    press(Qt.Key.Key_Return)  # from the ground to the words
    write("没有社保记录")
    assert page.form.flags.words == "请复核:说明里提到社保,这不得作为条件。"
    press(Qt.Key.Key_Return, CONTROL)
    (said,) = here.trace(case_no).decisions
    assert (said.reason, said.text, said.flags) == ("poverty_unproven", "没有社保记录", ("social_insurance",))
    assert "可改按普通落户" in desk.main._notice.words


def test_words_are_flagged_while_they_are_typed_and_no_longer_when_they_are_gone(here, decide):
    page = decide(accepted(here))
    press(Qt.Key.Key_2)
    page.form.text.setFocus()
    write("请提交劳动合同")
    assert page.form.flags.words == "请复核:说明里提到就业,这不得作为条件。"
    page.form.text.clear()
    assert page.form.flags.words == ""


def test_a_return_without_words_is_refused_at_the_form(here, decide):
    case_no = accepted(here)
    page = decide(case_no)
    press(Qt.Key.Key_2)
    press(Qt.Key.Key_Return, CONTROL)
    assert page.form.notice.words == texts.say("error.reason_missing")
    assert here.show(case_no).status is CaseStatus.ACCEPTED


def test_after_a_decision_the_next_case_of_the_list_is_one_key_away_with_an_empty_form(desk, here, decide):
    first = accepted(here)
    second = accepted(here, confirmed={"person_in_open_case": "另案"})
    desk.main.session.queue = (first, second)
    page = decide(first)
    press(Qt.Key.Key_1)
    page.form.text.setFocus()
    write("同意")
    press(Qt.Key.Key_Return, CONTROL)
    assert desk.main.current == "decide"
    assert "F10" in desk.main._notice.words
    assert page.barred.words.startswith(f"案件 {first} 已批准")
    press(Qt.Key.Key_F10)
    assert page._presenter.case_no == second
    assert page.form.outcome.value() is None
    assert page.form.text.toPlainText() == ""
    assert page.form.outcome.buttons[0].hasFocus()


def test_whoever_may_not_decide_reads_why_and_has_no_button(desk, decide):
    own = desk.main.session.catalogue.accept(*read_document(a_family_of_four())).case_no
    page = decide(own)
    assert page.barred.words == "您现在不能审批本案:由所长办理"
    assert not page.form.act.isEnabled()


def test_the_page_names_what_is_missing_promised_confirmed_and_said_before(here, decide):
    content = a_family_of_four()
    content["documents"][3]["also"] = [2, 3]  # the booklet does not name her
    content["documents"][4] = {"kind": "219", "holder": 0, "also": [1], "presented": "commitment"}
    case_no = accepted(here, content)
    reviewer = replace(here._desk, officer=Officer("0003", "钱明远", CHIEF))
    move_case(reviewer, case_no, Step.REVIEW, "情况属实")
    told = points(decide(case_no))
    assert told[0].startswith("材料:应交")
    assert any(head == "容缺:结婚证 · 王建国,承诺 2026-12-07 前补交" for head in told)
    assert "审核:情况属实" in told


def test_reasons_that_officers_gave_are_shown_before_deciding(here, decide):
    accepted(here)
    again = accepted(here, confirmed={"person_in_open_case": "全家重新申请"})
    page = decide(again)
    (answered,) = [point for point in page._presenter._view.points if point.words == "全家重新申请"]
    assert answered.head == "民警已答复:此人已在案件 … 中"


def test_a_case_without_anything_particular_says_so(here, decide):
    assert points(decide(accepted(here)))[-1] == texts.say("ui.decision.nothing")


def test_a_decider_called_like_the_applicant_is_told_first(desk, here, decide):
    case_no = accepted(here)
    here._desk = replace(here._desk, officer=Officer("0001", "王建国", CHIEF))
    assert "请复核:决定人与家庭成员同名。" in points(decide(case_no))


def test_the_county_s_stamped_form_is_entered_with_its_scan(here, decide, tmp_path):
    case_no = accepted(here, a_poor_family())
    decide_case(
        replace(here._desk, officer=Officer("0003", "钱明远", CHIEF)), case_no, Said(Level.STATION, Outcome.APPROVE)
    )
    page = decide(case_no)
    assert page._heading.text() == texts.say("ui.decision.by_on_paper")
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_Return, CONTROL)
    assert page.form.notice.words == texts.say("error.form_incomplete")
    page.form.reference.setFocus()
    write("秦公户〔2026〕17号")
    press(Qt.Key.Key_Return)
    write("孙立本")
    press(Qt.Key.Key_Return)
    write("20261123")
    scan = tmp_path / "盖章表.png"
    scan.write_bytes(saved(a_page(size=(300, 400)), "PNG"))
    page.form.take_scan(str(scan))
    assert page.form.scan_name.text() == "盖章表.png"
    press(Qt.Key.Key_Return, CONTROL)
    (_, said) = here.trace(case_no).decisions
    assert (said.decider, said.decided_on, said.reference) == ("孙立本", date(2026, 11, 23), "秦公户〔2026〕17号")
    assert here.show(case_no).status is CaseStatus.APPROVED


def test_a_scan_that_cannot_be_read_is_named_at_the_form(here, decide, tmp_path):
    case_no = accepted(here, a_poor_family())
    decide_case(
        replace(here._desk, officer=Officer("0003", "钱明远", CHIEF)), case_no, Said(Level.STATION, Outcome.APPROVE)
    )
    page = decide(case_no)
    press(Qt.Key.Key_1)
    page.form.decided_on.show_value("2026-11-23")
    page.form.take_scan(str(tmp_path / "gone.png"))
    press(Qt.Key.Key_Return, CONTROL)
    assert "gone.png" in page.form.notice.words
    assert here.show(case_no).status is CaseStatus.AT_COUNTY


def test_the_whole_case_is_one_key_away_and_escape_leads_back(desk, here, decide):
    case_no = accepted(here)
    decide(case_no)
    press(Qt.Key.Key_D, CONTROL)
    assert desk.main.current == "case"
    press(Qt.Key.Key_2)
    assert desk.main.current == "decide"
    press(Qt.Key.Key_Escape)
    assert desk.main.current == "case"


def test_an_unknown_case_says_so(decide):
    page = decide("620502001-20261123-HJ9999")
    assert page._problem.words == texts.say("error.case_unknown", case_no="620502001-20261123-HJ9999")
    assert not page.head.isVisible()


def test_a_county_decides_at_home_with_its_reference_and_without_a_form(tmp_path):
    with two_sites(tmp_path) as (station, county):
        case_no = station.accept(*read_document(a_poor_family())).case_no
        chief = replace(station._desk, officer=Officer("0003", "钱明远", CHIEF))
        decide_case(chief, case_no, Said(Level.STATION, Outcome.APPROVE, text="情况属实"))
        county.import_bundle(Path(station.export(tmp_path / "out").bundle))
        county._desk = replace(county._desk, officer=Officer("0007", "孙立本", (OfficerRole.COUNTY_REVIEWER,)))
        shown, told = [], []
        presenter = DecisionPresenter(
            county, InlineRunner(), shown.append, lambda *said: told.append(said), lambda _flags: None
        )
        presenter.open(case_no)
        view = shown[-1]
        assert (view.heading, view.reference_needed, view.on_paper) == (texts.say("ui.decision.by_county"), True, False)
        assert Point("", "派出所 · 批准", "情况属实 · 2026-11-23 09:30 · 0003") in view.points
        presenter.decide(Given(Outcome.APPROVE))
        assert told[-1] == (texts.say("error.reference_missing"), "blocked")
        presenter.decide(Given(Outcome.APPROVE, reference="秦公户〔2026〕17号"))
        assert told[-1][1] == "ok"
        assert county.show(case_no).status is CaseStatus.APPROVED
