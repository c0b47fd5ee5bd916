"""The intake page about a case that is there: put right with before and after, two desks at once, and gone on with."""

from __future__ import annotations

import json

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from resources import folder
from station_app import texts
from station_app.domain.case_changes import Putting
from station_app.domain.reading import read_document
from station_app.domain.vocabulary import CaseStatus, Level, Outcome, Route
from station_app.services.decide_case import Said, decide_case
from tests.people import a_family_of_four
from tests.services.test_life_of_a_case import CHIEF, as_
from tests.ui.intake_keys import press, write
from tests.ui.test_intake_page import CTRL, Desk
from ui.presenters.draft_rows import view_of


@pytest.fixture
def desk(qtbot, station, tmp_path):
    """An intake page at a station."""
    return Desk(qtbot, station, tmp_path)


@pytest.fixture
def case_no(desk):
    """A family that was accepted."""
    return desk.catalogue.accept_content(a_family_of_four(), {}).case_no


def put_right(desk, case_no):
    desk.page.open_draft(desk.catalogue.begin_supplement(case_no).draft_id)
    desk.settle()


def panel(desk):
    return desk.page._about.changes


def words(widget):
    """What somebody reads on a widget."""
    return " ".join(each.text() for each in widget.findChildren(QLabel))


def said(desk):
    """The words of the panel, line by line."""
    QApplication.processEvents()  # new lines come into view with the next turn
    return [each.text() for each in panel(desk).findChildren(QLabel) if each.isVisible() and each.text()]


def test_the_page_says_which_case_is_put_right_and_what_is_changed_so_far(desk, case_no):
    heads = []
    desk.page.headed.connect(lambda title, _remark: heads.append(title))
    put_right(desk, case_no)
    assert heads[-1].startswith(f"补正 · {case_no}")
    assert panel(desk).isVisible()
    assert not desk.page.middle.known.isVisible(), "to be in this very case is no question"
    assert panel(desk).title.text() == "尚无改动"
    assert desk.page.bar.accept.text().startswith("保存补正")
    desk.type_into("family[0].phone", "13900000009")
    desk.settle()
    was = desk.catalogue.show(case_no).case.family[0].phone
    assert panel(desk).title.text() == "改动 1 处"
    assert any(f"{was} → 13900000009" in line for line in said(desk))


def test_who_moves_is_ticked_while_a_case_is_put_right_and_nothing_is_changed_by_it(desk, case_no):
    put_right(desk, case_no)
    assert desk.catalogue.show(case_no).case.family[0].moves
    assert desk.page.middle.member_form.row_at("family[0].moves").editor.value() is True
    assert panel(desk).title.text() == "尚无改动"


def test_ctrl_enter_saves_the_supplement_and_shows_the_case(desk, case_no):
    opened = []
    desk.session.case_done.connect(opened.append)
    put_right(desk, case_no)
    desk.type_into("family[0].phone", "13900000009")
    panel(desk).why.setFocus()
    panel(desk).why.textEdited.emit("号码抄错")
    press(Qt.Key.Key_Return, CTRL)
    assert opened == [case_no]
    assert desk.told[-1] == (f"案件 {case_no} 已补正,改动 1 处;各级重新审批。", "ok")
    (correction,) = desk.catalogue.corrections(case_no)
    assert correction.text == "号码抄错"
    assert desk.catalogue.drafts() == ()
    assert not panel(desk).isVisible()
    assert desk.page.bar.accept.text().startswith("受理")


def test_the_page_says_what_the_chief_asked_for_until_it_is_saved(desk, case_no):
    asked = "请补一份结婚证原件,并更正申请人电话"
    decide_case(as_(desk.catalogue, CHIEF), case_no, Said(Level.STATION, Outcome.RETURN, text=asked))
    put_right(desk, case_no)
    (line,) = [line for line in said(desk) if asked in line]
    assert line.startswith("派出所退回(")
    desk.type_into("family[0].phone", "13900000009")
    press(Qt.Key.Key_Return, CTRL)
    put_right(desk, case_no)  # once more, on the officer's own account: nobody asks for anything now
    assert panel(desk).isVisible()
    assert not [line for line in said(desk) if asked in line]


def test_the_strip_says_that_a_supplement_can_be_saved_and_not_that_it_can_be_accepted(desk):
    desk.put(a_family_of_four())
    assert desk.page.middle.strip.words.text() == texts.say("ui.intake.strip.clear")
    put_right(desk, desk.catalogue.accept_content(a_family_of_four(), {}).case_no)
    assert desk.page.middle.strip.words.text() == texts.say("ui.changes.ready")


def test_a_supplement_that_changes_nothing_leads_to_the_field_that_says_why(desk, case_no):
    put_right(desk, case_no)
    press(Qt.Key.Key_Return, CTRL)
    told, state = desk.told[-1]
    assert state == "blocked"
    assert "--" not in told, "an option of the command line is no help at the window"
    assert panel(desk).why.hasFocus()
    write("申请人来电说明")
    press(Qt.Key.Key_Return, CTRL)
    assert desk.catalogue.corrections(case_no)[-1].text == "申请人来电说明"


def test_what_was_refused_is_said_until_something_is_changed(desk, case_no):
    put_right(desk, case_no)
    press(Qt.Key.Key_Return, CTRL)
    assert desk.told[-1][1] == "blocked"
    desk.type_into("family[0].phone", "13900000009")
    assert desk.told[-1] == ("", ""), "that nothing is changed is not true any more"
    told = len(desk.told)
    desk.type_into("family[0].phone", "13900000008")
    assert len(desk.told) == told, "and it is taken back once"


def test_after_a_refusal_the_cursor_is_where_it_was(desk, case_no):
    put_right(desk, case_no)
    desk.page.go_to("family[0].phone")
    colleague = as_(desk.catalogue, CHIEF)
    decide_case(colleague, case_no, Said(Level.STATION, Outcome.APPROVE))  # there is nothing to be put right any more
    desk.type_into("family[0].phone", "13900000009")
    desk.page.go_to("family[0].phone")
    press(Qt.Key.Key_Return, CTRL)
    assert desk.told[-1][1] == "blocked"
    assert desk.focus() == "family[0].phone"


def test_a_case_that_was_taken_in_is_not_declined_and_the_key_says_what_to_do_instead(desk, case_no):
    put_right(desk, case_no)
    assert not desk.page.side.next.decline.isVisible()
    press(Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert desk.told[-1] == (texts.say("ui.decline.taken_in"), "look")
    assert desk.page._about.sheet is None
    desk.page.keeping.fresh()
    assert desk.page.side.next.decline.isVisible()


def test_a_supplement_goes_on_where_it_was_left(desk, case_no):
    put_right(desk, case_no)
    desk.type_into("family[0].phone", "13900000009")
    desk.settle()
    draft = desk.catalogue.begin_supplement(case_no).draft_id
    desk.presenter.start_afresh()
    assert not panel(desk).isVisible()
    desk.page.open_draft(draft)
    assert desk.presenter.purpose.about == case_no
    assert desk.presenter.content["family"][0]["phone"] == "13900000009"


def test_when_a_colleague_was_quicker_each_field_is_shown_and_one_is_chosen(desk, case_no):
    put_right(desk, case_no)
    case = desk.catalogue.show(case_no).case
    people = list(case.family)
    people[0] = msgspec.structs.replace(people[0], phone="13900000001")
    people[1] = msgspec.structs.replace(people[1], phone="13900000004")
    desk.catalogue.supplement(case_no, Putting(msgspec.structs.replace(case, family=tuple(people))))
    desk.type_into("family[0].phone", "13900000002")
    press(Qt.Key.Key_Return, CTRL)
    assert "由王景行改过" in desk.told[-1][0]
    assert desk.presenter.content["family"][1]["phone"] == "13900000004", "what only the colleague changed came along"
    assert desk.presenter.content["family"][0]["phone"] == "13900000002", "mine stands until one is chosen"
    assert any("同事改为 13900000001,您改为 13900000002" in line for line in said(desk))
    panel(desk).settled.emit(0, True)
    assert desk.presenter.content["family"][0]["phone"] == "13900000001"
    assert desk.presenter.finishing.conflicts == ()
    desk.type_into("family[0].phone", "13900000003")
    press(Qt.Key.Key_Return, CTRL)
    assert desk.catalogue.show(case_no).case.family[0].phone == "13900000003"
    assert len(desk.catalogue.corrections(case_no)) == 2


def test_a_failed_poverty_application_is_a_general_one_after_one_more_key(desk):
    poor = json.loads((folder("samples") / "11-registered-poverty.json").read_text(encoding="utf-8"))
    failed = desk.catalogue.accept(*read_document(poor)).case_no
    said_no = Said(Level.STATION, Outcome.REFUSE, "poverty_unproven", "证明已失效")
    decide_case(as_(desk.catalogue, CHIEF), failed, said_no)
    desk.page.open_draft(desk.catalogue.turn(failed).draft_id)
    press(Qt.Key.Key_Return, CTRL)
    ((case_no, papers),) = desk.papers
    assert "receipt" in papers
    now = desk.catalogue.show(case_no)
    assert (now.case.route, now.turned_from) == (Route.GENERAL, failed)


def test_an_application_is_declined_on_a_ground_of_the_pack_with_words(desk):
    desk.put(a_family_of_four())
    opened = []
    desk.session.case_opened.connect(opened.append)
    press(Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    sheet = desk.page._about.sheet
    assert sheet.isVisible()
    grounds = [sheet.ground.itemData(place) for place in range(sheet.ground.count())]
    assert grounds == ["other_procedure", "not_competent", "not_supplemented"]
    assert sheet.ground.currentData() is None, "no ground is proposed"
    press(Qt.Key.Key_Return)
    assert texts.say("ui.decline.ground_needed") in words(sheet.notice)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert sheet.ground.currentData() == "not_competent"
    assert sheet.ground.toolTip() == sheet.ground.currentText()
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert sheet.isVisible(), "nobody is sent away without a word"
    write("没有社保,请到大像山派出所")
    assert "社保" in words(sheet.notice)
    press(Qt.Key.Key_Return)
    assert not sheet.isVisible()
    (case_no,) = opened
    assert desk.catalogue.show(case_no).ended_as is CaseStatus.DECLINED
    assert desk.presenter.untouched


def test_for_papers_nobody_was_told_of_the_sheet_says_what_comes_first(desk):
    desk.put(a_family_of_four())
    desk.page._about.decline()
    sheet = desk.page._about.sheet
    sheet.declined.emit("not_supplemented", "逾期未补")
    assert "一次性告知书" in words(sheet.notice)
    assert desk.presenter.title == "王建国"


def test_whoever_declines_one_applicant_twice_on_a_day_is_told_of_the_first(desk):
    numbers = []
    desk.session.case_opened.connect(numbers.append)
    for _ in range(2):
        desk.put(a_family_of_four())
        desk.page._about.decline()
        desk.page._about.sheet.declined.emit("not_competent", "请到户口所在地派出所办理")
    first, second = numbers
    told, state = desk.told[-1]
    assert state == "look"
    assert told.startswith(texts.say("ui.decline.done", case_no=second))
    assert first in told
    assert first in desk.told[-2][0]
    assert desk.told[-2][1] == "ok"


def test_the_list_of_drafts_says_which_case_a_draft_is_about(desk, case_no):
    desk.catalogue.begin_supplement(case_no)
    (line,) = desk.catalogue.drafts()
    (row,) = view_of((line,), "0001", line.saved_at).rows
    assert f"补正 {case_no}" in row.state
