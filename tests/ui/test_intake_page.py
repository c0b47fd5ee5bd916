"""The intake page as an officer uses it: keys only, a real station behind it, no dialog ever."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from station_app import texts
from station_app.domain.vocabulary import Role
from station_app.paths import Home
from tests.people import FATHER_ID, GRANDFATHER_ID, MOTHER_ID, SON_ID, a_family_of_four
from tests.ui.intake_keys import enter, let_come, press, write
from ui.screens.intake import IntakePage
from ui.session import Session
from ui.tasks import InlineRunner

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


class Desk:
    """The page in a window of the small screen, with what it told the shell."""

    def __init__(self, qtbot, catalogue, folder, runner=None):
        self.catalogue = catalogue
        self.session = Session(catalogue, runner or InlineRunner(), Home(folder), practice=False)
        self.window = QWidget()
        # With a runner of its own threads: nothing may be under way any more when the page goes.
        qtbot.addWidget(self.window, before_close_func=lambda _window: runner and self.rest(qtbot, runner))
        self.window.resize(1238, 620)
        self.page = IntakePage(self.session)
        QVBoxLayout(self.window).addWidget(self.page)
        self.told: list[tuple[str, str]] = []
        self.papers: list[tuple[str, str]] = []
        self.session.told.connect(lambda sentence, state: self.told.append((sentence, state)))
        self.session.paper_wanted.connect(lambda case_no, paper: self.papers.append((case_no, paper)))
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.page.shown()
        let_come(qtbot)  # its focus

    def rest(self, qtbot, runner):
        """Let everything that was begun come to its end."""
        for _ in range(2):  # the first answers may begin another check
            self.settle()
            qtbot.waitUntil(lambda: not runner.busy, timeout=20_000)

    @property
    def presenter(self):
        return self.page.presenter

    def settle(self):
        """Let the pauses of typing pass at once: check and save."""
        self.presenter.check()
        self.presenter.keep()

    def focus(self) -> str:
        """The path of the field with the focus."""
        here = QApplication.focusWidget()
        rows = [*self.page.middle.member_form.rows, *self.page.middle.case_form.rows]
        return next((row.path for row in rows if row.editor is here or row.editor.isAncestorOf(here)), "")

    def row(self, path):
        row = self.page.middle.member_form.row_at(path) or self.page.middle.case_form.row_at(path)
        assert row is not None, path
        return row

    def type_into(self, path, text):
        self.page.go_to(path)
        assert self.focus() == path
        enter(text)

    def put(self, content):
        """Have a case on the page as if it had been typed."""
        self.presenter.case.content.clear()
        self.presenter.case.content.update(content)
        self.presenter.select(0)
        self.presenter._after(["all"])
        self.settle()


@pytest.fixture
def desk(qtbot, station, tmp_path):
    return Desk(qtbot, station, tmp_path)


def _type_person(name: str, number: str) -> None:
    """Name and number, then through what the number filled in, to the field after the birth date."""
    enter(name)
    enter(number)
    press(Qt.Key.Key_Return, times=2)


def _type_applicant() -> None:
    _type_person("王建国", FATHER_ID)
    enter()  # 本人
    enter("01")
    enter("20")
    enter("70")
    enter("13800000000")
    press(Qt.Key.Key_Return, times=3)  # former names, moves, lives together
    enter("甘谷")
    enter("甘肃省甘谷县磐安镇某某村12号")
    enter("甘谷县公安局磐安派出所")
    enter("220")


def _type_mover(name: str, number: str, *answers: str) -> None:
    _type_person(name, number)
    for answer in answers:
        enter(answer)


def _add(role: Role) -> None:
    press(Qt.Key.Key_F4)
    order = [Role.SPOUSE, Role.MINOR_CHILD, Role.PARENT, Role.OTHER_RELATIVE]
    start = QApplication.focusWidget().accessibleName()
    names = ["配偶", "子女", "父母", "其他"]
    step = order.index(role) - names.index(start)
    press(Qt.Key.Key_Right if step > 0 else Qt.Key.Key_Left, times=abs(step))
    press(Qt.Key.Key_Return)


def test_a_family_of_four_typed_with_keys_only_is_accepted(desk):
    assert desk.focus() == "family[0].name"
    _type_applicant()
    _add(Role.SPOUSE)
    _type_mover("李桂芳", MOTHER_ID, "", "01")
    _add(Role.MINOR_CHILD)
    _type_mover("王小宝", SON_ID)
    _add(Role.PARENT)
    _type_mover("王德福", GRANDFATHER_ID, "", "01", "20")
    desk.type_into("destination.kind", "4")
    desk.type_into("applicant_category", "1")
    enter("1")
    enter("3")
    desk.settle()
    desk.type_into("agricultural_transfer.reason", "03")
    desk.page.go_to("declarations.truthful")
    write("y")
    press(Qt.Key.Key_Return)
    write("y")
    desk.settle()
    desk.page.side.focus_first()
    press(Qt.Key.Key_Space)  # the applicant's card
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Space)  # the booklet
    desk.settle()
    for line in desk.page.side.checklist.lines:
        if line.line.status == "missing" and line.line.blocking:
            line.setFocus()
            press(Qt.Key.Key_Space)
    desk.settle()
    assert [f.code for f in desk.presenter.state.blocking] == []
    press(Qt.Key.Key_Return, CTRL)
    assert len(desk.papers) == 1
    case_no, paper = desk.papers[0]
    assert paper == "receipt"
    record = desk.catalogue.show(case_no)
    assert [member.name for member in record.case.family] == ["王建国", "李桂芳", "王小宝", "王德福"]
    assert [member.relationship for member in record.case.family] == ["01", "12", "22", "51"]
    assert record.case.family[2].guardian == 0
    assert desk.page.result.number.text() == case_no
    assert desk.catalogue.drafts() == ()
    press(Qt.Key.Key_Return)  # next family
    assert desk.focus() == "family[0].name"
    assert desk.presenter.content["family"][0].get("name") is None


def test_an_id_number_fills_sex_birth_date_and_division(desk):
    desk.type_into("family[0].id_number", MOTHER_ID)
    member = desk.presenter.content["family"][0]
    assert (member["sex"], member["birth_date"]) == ("2", "1986-02-11")
    assert member["origin"]["division"] == "620523"
    assert desk.row("family[0].sex").editor.text() == "女"


def test_what_the_officer_typed_is_not_overwritten_but_questioned(desk):
    desk.type_into("family[0].birth_date", "19850318")
    desk.type_into("family[0].id_number", FATHER_ID)
    desk.settle()
    assert desk.presenter.content["family"][0]["birth_date"] == "1985-03-18"
    assert any(
        finding.where.startswith("family[0]") and finding.code != "required_missing"
        for finding in desk.presenter.state.findings
    )


def test_a_finding_stands_under_its_field_and_no_dialog_opens(desk, qtbot):
    windows = set(QApplication.topLevelWidgets())
    wrong = FATHER_ID[:-1] + ("0" if FATHER_ID[-1] != "0" else "1")
    desk.type_into("family[0].id_number", wrong)
    qtbot.waitUntil(lambda: any(f.where == "family[0].id_number" for f in desk.presenter.state.findings), timeout=2000)
    row = desk.row("family[0].id_number")
    assert row.findings.isVisible()
    assert row.editor.property("state") == "blocked"
    assert "birth_date" not in desk.presenter.content["family"][0]
    assert {window for window in QApplication.topLevelWidgets() if window.isVisible()} <= windows


def test_an_empty_form_is_no_mistake_until_one_has_been_there(desk):
    row = desk.row("family[0].name")
    assert not row.findings.isVisible()
    enter()
    desk.settle()
    assert row.findings.isVisible()
    assert not desk.row("family[0].ethnicity").findings.isVisible()


def test_ctrl_enter_while_blocked_stores_nothing_and_goes_to_the_first_problem(desk):
    desk.page.go_to("family[0].ethnicity")
    press(Qt.Key.Key_Return, CTRL)
    assert desk.focus() == "family[0].name"
    assert desk.catalogue.find("王").total == 0
    assert desk.papers == []
    sentence, state = desk.told[-1]
    assert state == "blocked"
    assert "姓名" in sentence
    assert desk.row("family[0].ethnicity").findings.isVisible()


def test_who_waits_for_a_reason_is_amber_everywhere_and_not_red(desk):
    content = a_family_of_four()
    content["family"][1]["birth_date"] = "1987-02-11"  # not the one in the number: an officer may say why
    desk.put(content)
    person = desk.presenter.state.members[1]
    assert (person.state, person.word) == ("look", texts.say("ui.intake.member_state.asked", count=1))
    desk.page.go_to("family[1].birth_date")
    assert desk.row("family[1].birth_date").editor.property("state") == "look"


def test_a_draft_reopens_at_the_same_field(desk, qtbot, station, tmp_path):
    enter("王建国")
    enter(FATHER_ID)
    _add(Role.SPOUSE)
    enter("李桂芳")
    desk.page.go_to("family[1].ethnicity")
    desk.page.keep()
    again = Desk(qtbot, station, tmp_path)  # the first window was never closed: as after a kill
    assert again.focus() == "family[1].ethnicity"
    assert again.presenter.content == desk.presenter.content
    assert again.row("family[1].name").editor.text() == "李桂芳"


def test_typing_saves_by_itself(desk, qtbot):
    enter("王建国")
    qtbot.waitUntil(lambda: len(desk.catalogue.drafts()) == 1, timeout=3000)
    assert desk.catalogue.latest_draft().content["family"][0]["name"] == "王建国"


def test_nothing_typed_leaves_no_draft(desk):
    desk.settle()
    assert desk.catalogue.drafts() == ()


def test_several_drafts_are_kept_and_listed(desk):
    enter("王建国")
    press(Qt.Key.Key_N, CTRL)
    enter("马秀兰")
    desk.page.keep()
    assert {draft.title for draft in desk.catalogue.drafts()} == {"马秀兰", "王建国"}
    press(Qt.Key.Key_F9)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert desk.presenter.content["family"][0]["name"] == "王建国"


def test_alt_and_a_digit_choose_a_member(desk):
    desk.put(a_family_of_four())
    desk.page.go_to("family[0].name")
    press(Qt.Key.Key_3, ALT)
    assert desk.presenter.case.member == 2
    assert desk.focus() == "family[2].name"
    assert desk.row("family[2].name").editor.text() == "王小宝"


def test_enter_and_shift_enter_walk_the_paper(desk):
    enter("王建国")
    assert desk.focus() == "family[0].id_number"
    press(Qt.Key.Key_Return, SHIFT)
    assert desk.focus() == "family[0].name"


def test_enter_after_the_last_field_of_a_person_goes_to_the_next(desk):
    desk.put(a_family_of_four())
    desk.page.middle.member_form.focus_last()
    press(Qt.Key.Key_Return)
    assert desk.focus() == "family[1].name"
    press(Qt.Key.Key_Return, SHIFT)
    assert desk.presenter.case.member == 0


def test_a_question_is_answered_beside_it_and_the_reason_travels(desk):
    content = a_family_of_four()
    desk.put(content)
    desk.catalogue.accept_content(content, {})
    desk.settle()  # the same people again
    codes = {finding.code for finding in desk.presenter.state.blocking}
    assert codes == {"person_in_open_case"}
    press(Qt.Key.Key_F8)
    write("原案撤回后重新申请")
    press(Qt.Key.Key_Return)
    first = "person_in_open_case@family[0].id_number"
    assert desk.presenter.case.confirmed == {first: "原案撤回后重新申请"}
    assert len(desk.presenter.state.blocking) == 3
    for_all = desk.row("family[0].id_number").findings.for_all[first]
    assert for_all.text() == "其余 3 处用同一理由"
    for_all.click()
    press(Qt.Key.Key_Return, CTRL)
    assert len(desk.papers) == 1
    assert desk.catalogue.show(desk.papers[0][0]).confirmed == {
        first: "原案撤回后重新申请",
        "person_in_open_case": "原案撤回后重新申请",
    }


def test_each_person_who_is_known_gets_a_reason_of_their_own(desk):
    content = a_family_of_four()
    desk.put(content)
    desk.catalogue.accept_content(content, {})
    desk.settle()
    for place, reason in enumerate(("甲", "乙", "丙", "丁")):
        desk.presenter.select(place)
        desk.page.go_to(f"family[{place}].id_number")
        write(reason)
        press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return, CTRL)
    assert desk.catalogue.show(desk.papers[0][0]).confirmed == {
        f"person_in_open_case@family[{place}].id_number": reason
        for place, reason in enumerate(("甲", "乙", "丙", "丁"))
    }


def test_who_is_known_is_seen_side_by_side_with_what_differs_marked(desk):
    desk.catalogue.accept_content(a_family_of_four(), {})
    content = a_family_of_four()
    content["family"][0]["name"] = "王建军"
    desk.put(content)
    desk.presenter.id_completed(FATHER_ID)
    panel = desk.page.middle.known
    lines = {line.label: line for line in panel.comparison.lines}
    assert (lines["姓名"].now, lines["姓名"].known[0].text, lines["姓名"].known[0].differs) == (
        "王建军",
        "王建国",
        True,
    )
    assert not lines["出生"].known[0].differs
    assert lines["原户口"].known[0].text.endswith("磐安镇某某村12号")
    assert FATHER_ID[6:14] not in lines["号码"].now
    desk.presenter.edit("family[0].name", "王建国")
    assert not {line.label: line for line in panel.comparison.lines}["姓名"].known[0].differs
    desk.settle()
    assert "same_number_other_name" not in {finding.code for finding in desk.presenter.state.findings}


def test_who_is_known_is_shown_again_when_a_wrong_digit_is_put_right(desk):
    desk.catalogue.accept_content(a_family_of_four(), {})
    panel = desk.page.middle.known
    for number, shown in ((FATHER_ID, True), ("623523" + FATHER_ID[6:], False), (FATHER_ID, True)):
        desk.type_into("family[0].id_number", number)
        assert panel.isVisible() is shown, number


def test_turning_to_a_person_and_back_shows_who_is_known_with_them(desk):
    desk.catalogue.accept_content(a_family_of_four(), {})
    desk.type_into("family[0].id_number", FATHER_ID)
    panel = desk.page.middle.known
    desk.presenter.add_member(Role.SPOUSE)
    assert not panel.isVisible()
    desk.presenter.select(0)
    assert panel.isVisible()


def test_someone_known_here_is_shown_beside_never_in_a_dialog(desk):
    desk.catalogue.accept_content(a_family_of_four(), {})
    desk.type_into("family[0].id_number", MOTHER_ID)
    assert desk.page.middle.known.isVisible()


def test_space_takes_a_document_in_and_back(desk):
    content = a_family_of_four()
    content["documents"] = []
    desk.put(content)
    desk.page.side.focus_first()
    press(Qt.Key.Key_Space)
    assert desk.presenter.content["documents"][0]["presented"] == "original"
    assert desk.presenter.content["documents"][0]["number"] == FATHER_ID
    press(Qt.Key.Key_Right)
    assert desk.presenter.content["documents"][0]["presented"] == "copy"
    press(Qt.Key.Key_Space)
    assert desk.presenter.content["documents"] == []


def test_a_failing_poverty_route_leads_to_the_general_one(desk):
    desk.put({**a_family_of_four(), "route": "poverty"})
    assert desk.page.side.next.alternative.isVisible()
    press(Qt.Key.Key_F7)
    desk.settle()
    assert desk.presenter.content["route"] == "general"
    assert not desk.page.side.next.alternative.isVisible()


def test_a_person_taken_out_leaves_no_pointer_behind(desk):
    desk.put(a_family_of_four())
    desk.presenter.select(1)
    desk.presenter.remove_member()
    desk.settle()
    content = desk.presenter.content
    assert [member["name"] for member in content["family"]] == ["王建国", "王小宝", "王德福"]
    assert all(document["holder"] < 3 for document in content["documents"])


def test_every_field_has_a_name_for_those_who_cannot_see_it(desk):
    rows = [*desk.page.middle.member_form.all_rows(), *desk.page.middle.case_form.all_rows()]
    assert all(row.editor.accessibleName() for row in rows)


def test_a_name_of_fifty_characters_does_not_make_the_form_wider_than_its_view(desk):
    content = a_family_of_four()
    content["family"][0]["name"] = "阿卜杜热合曼·" * 7 + "买"
    desk.put(content)
    QApplication.processEvents()
    middle = desk.page.middle
    assert middle._body.minimumSizeHint().width() <= middle._scroll.viewport().width()
