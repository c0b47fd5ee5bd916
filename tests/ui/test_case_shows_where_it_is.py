"""The case page says where the case is and who has it, in words; the tree and the timeline are walked with keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from station_app import texts
from station_app.domain.deadlines import LimitKind
from station_app.domain.reading import read_document
from station_app.domain.records import Officer
from station_app.domain.vocabulary import CaseStatus, Level, OfficerRole, Outcome, Step
from station_app.services.decide_case import Said, decide_case
from station_app.services.extend_decision import extend_decision
from station_app.services.move_case import move_case
from station_app.services.register_case import register_case
from tests.people import SON_ID, a_family_of_four
from tests.services.exchanging import two_sites
from tests.services.test_facts_put_right import declined
from tests.services.test_life_of_a_case import a_poor_family
from ui.presenters.case_steps import STEPS
from ui.presenters.case_trace import where_of

CHIEF = Officer("0002", "赵守正", (OfficerRole.CHIEF, OfficerRole.REVIEWER))


@pytest.fixture
def case_no(desk):
    return desk.main.session.catalogue.accept(*read_document(a_family_of_four())).case_no


@pytest.fixture
def chief(desk):
    return replace(desk.main.session.catalogue._desk, officer=CHIEF)


@pytest.fixture
def opened(desk, case_no):
    """Open the case anew after something was done to it."""

    def open_now():
        desk.main.session.case_opened.emit(case_no)
        return desk.main.page("case")

    return open_now


def test_the_head_names_state_holder_clause_and_who_still_has_to_decide(opened):
    where = opened()._view.where
    assert where.status == "已受理"
    assert where.holder == "等审核、等所长审批"
    assert where.basis == "普通落户(第1项) · 天政办发〔2020〕5号 二(一)1"
    assert where.since == "自 2026-11-23 09:30(就是今天) · 还要由 本所 决定"
    assert where.carried == ()  # this station has no county yet


@pytest.mark.parametrize(
    ("said", "holder"),
    [
        (Said(Level.STATION, Outcome.RETURN, text="请补结婚证"), "等申请人补正"),
        (Said(Level.STATION, Outcome.APPROVE), "等落户登记"),
        (Said(Level.STATION, Outcome.REFUSE, "identity_unproven"), "不予批准,等送达决定"),
    ],
)
def test_after_a_decision_somebody_else_has_it(opened, chief, case_no, said, holder):
    decide_case(chief, case_no, said)
    page = opened()
    assert page.head.holder.text() == holder
    assert holder in page.head.accessibleName()


def test_the_day_that_counts_now_is_shown_beside_the_one_that_was_told(desk, opened, chief, case_no):
    extend_decision(chief, case_no, "需向原户口所在地核查", date(2026, 11, 23))
    clocks = {clock.name: clock for clock in opened()._view.where.clocks}
    assert (clocks["法定决定"].day, clocks["法定决定"].left) == ("2027-01-05", "剩 30 个工作日")
    assert clocks["法定决定"].remark == "受理时告知 2026-12-21"
    assert "本所承诺" not in clocks


def test_a_clock_that_ran_out_is_red_and_says_by_how_much(desk, opened):
    desk.main.session.catalogue._desk.clock.move(timedelta(days=9))
    (promised, _decision) = opened()._view.where.clocks
    assert (promised.name, promised.state, promised.left) == ("本所承诺", "blocked", "已超 4 个工作日")


def test_a_decision_says_ground_clause_words_and_what_somebody_has_to_look_at(opened, chief, case_no):
    decide_case(chief, case_no, Said(Level.STATION, Outcome.REFUSE, "relation_unproven", "没有社保记录"))
    (line,) = opened()._view.decisions
    assert line.head == "派出所 · 不予批准"
    assert line.said == ("随迁人员与申请人的亲属关系不成立(天政办发〔2020〕5号 二(一)1)", "没有社保记录")
    assert line.flags == ("请复核:说明里提到社保,这不得作为条件。",)


def test_registrations_are_shown_with_head_and_days_until_a_reversal_ends_them(opened, chief, desk, case_no):
    decide_case(chief, case_no, Said(Level.STATION, Outcome.APPROVE))
    register_case(desk.main.session.catalogue._desk, case_no)
    page = opened()
    told = dict(page._view.facts)["户籍登记"]
    assert told.startswith("620502001-P001 · 2026-11-23 · 王建国(户主/家庭组长)、李桂芳")
    assert {person.standing for person in page._view.persons} == {"已入户"}
    move_case(chief, case_no, Step.REVERSE, "登记错了人")
    assert {person.standing for person in opened()._view.persons} == {"冲销"}


def test_an_entry_of_a_doubted_clock_says_so_in_the_timeline(desk, opened, chief, case_no):
    desk.main.session.catalogue._desk.clock.move(timedelta(days=400))
    move_case(chief, case_no, Step.REVIEW, "好")
    past = [moment for moment in opened()._view.timeline if not moment.ahead]
    assert [moment.state for moment in past] == ["ok", "look"]
    assert past[-1].who.endswith(texts.say("ui.case.clock_untrusted"))


def test_arrows_walk_through_the_tree_and_enter_opens_what_was_captured_of_the_person(opened):
    page = opened()
    tree = page._tree
    tree.setFocus()
    steps = ((Qt.Key.Key_Up, "王德福"), (Qt.Key.Key_Down, "王建国"), (Qt.Key.Key_Right, "李桂芳"))
    for key, name in (*steps, (Qt.Key.Key_Down, "王小宝"), (Qt.Key.Key_Down, "王小宝")):
        QTest.keyClick(tree, key)
        assert page._view.persons[tree.current].name == name
        assert tree.accessibleDescription().startswith(name)
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert page._persons.currentWidget() is page._masked_items
    assert page._masked_items.current().about == "王小宝"
    assert SON_ID not in tree.accessibleDescription()


def test_a_click_puts_the_cursor_on_a_person_and_a_double_click_opens_it(opened):
    page = opened()
    tree = page._tree
    spot = next(spot for row in tree._placed() for person, spot in row if person.name == "李桂芳")
    QTest.mouseClick(tree, Qt.MouseButton.LeftButton, pos=spot.center().toPoint())
    assert page._view.persons[tree.current].name == "李桂芳"
    QTest.mouseDClick(tree, Qt.MouseButton.LeftButton, pos=spot.center().toPoint())
    assert page._masked_items.current().about == "李桂芳"


def test_up_and_down_read_the_timeline_moment_by_moment(opened, chief, case_no):
    move_case(chief, case_no, Step.REVIEW, "材料齐全")
    timeline = opened()._timeline
    timeline.setFocus()
    assert "审核:材料齐全" in timeline.accessibleDescription().partition(";")[0]
    QTest.keyClick(timeline, Qt.Key.Key_Up)
    assert "受理,家庭 4 人" in timeline.accessibleDescription().partition(";")[0]
    QTest.keyClick(timeline, Qt.Key.Key_Up)
    assert timeline.current == 0


def test_a_long_sentence_of_the_timeline_takes_the_lines_it_needs(opened, chief, case_no):
    timeline = opened()._timeline
    before = timeline.height()
    move_case(chief, case_no, Step.REVIEW, "材料齐全,情况属实。" * 19)
    assert opened()._timeline.height() > before + 100


def test_in_words_where_the_case_lies_between_station_and_county(tmp_path):
    with two_sites(tmp_path) as (station, county):
        case_no = station.accept(*read_document(a_poor_family())).case_no
        decide_case(replace(station._desk, officer=CHIEF), case_no, Said(Level.STATION, Outcome.APPROVE))

        def told(catalogue):
            return where_of(catalogue.show(case_no), catalogue.trace(case_no), catalogue.today())

        assert told(station).holder == "等县(区)分局审批"
        assert told(station).carried == ("天水市公安局秦州分局:新情况还没有交接,随下一个包送出",)
        received = county.import_bundle(Path(station.export(tmp_path / "out").bundle))
        assert told(station).carried == ("天水市公安局秦州分局:第 1 号包,2026-11-23 09:30 交出,对方未确认",)
        assert told(county).carried == ("秦州分局大城派出所:第 1 号包送来,2026-11-23 09:30 导入",)
        station.import_bundle(Path(received.acknowledgement))
        assert told(station).carried == ("天水市公安局秦州分局:第 1 号包,对方 2026-11-23 09:30 已确认",)


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_state_says_who_has_the_case_and_every_step_has_its_words(language):
    texts.choose(language)
    wanted = [f"ui.where.{status.value}" for status in CaseStatus]
    wanted += [f"ui.where.clock.{kind.value}" for kind in LimitKind]
    wanted += [f"ui.step.{step.name}" for step in STEPS]
    wanted += [f"choice.limit.{kind.value}" for kind in LimitKind]
    assert [key for key in wanted if not texts.known(key)] == []


def test_who_left_the_household_later_is_shown_with_the_reason(opened, chief, desk, case_no):
    catalogue = desk.main.session.catalogue
    decide_case(chief, case_no, Said(Level.STATION, Outcome.APPROVE))
    number = register_case(catalogue._desk, case_no).household_no
    grandfather = next(each for each in catalogue.roster(number).present if each.name == "王德福")
    catalogue.register_death(grandfather.registration_no, day=date(2026, 11, 23), evidence="死亡医学证明")
    page = opened()
    assert [person.standing for person in page._view.persons] == ["已入户"] * 3 + ["死亡注销"]
    told = [fact for name, fact in page._view.facts if name == "户籍登记"]
    assert told[-1] == f"{number} · 2026-11-23 – 2026-11-23 死亡注销 · 王德福"


def test_a_declined_case_says_its_ground_and_what_somebody_has_to_look_at(desk):
    turned_away = declined(desk.main.session.catalogue, text="没有社保记录")
    desk.main.session.case_opened.emit(turned_away.case_no)
    view = desk.main.page("case")._view
    (line,) = view.decisions
    assert (line.head, line.state, line.said[1]) == ("不予受理", "blocked", "没有社保记录")
    assert line.said[0].endswith(")")
    assert line.flags == ("请复核:说明里提到社保,这不得作为条件。",)
    assert view.timeline[0].changes == (line.said[0], *line.flags)
    assert view.timeline[0].state == "look"
