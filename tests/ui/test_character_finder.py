"""F12: the character that the input method lacks, with the hands on the keyboard. A real station behind it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QAccessible, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.people import a_family_of_four
from tests.stations import PASSWORD
from tests.ui.conftest import focus, type_password
from tests.ui.intake_keys import press, write
from ui.character_key import KEY as KEY_OF_THE_FINDER
from ui.widgets.character_finder import takes_characters
from ui.widgets.character_grid import COLUMNS

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


class Hands:
    """An officer at the intake page of the whole window."""

    def __init__(self, shell):
        self.shell = shell
        self.page = shell.main.page("intake")

    @property
    def finder(self):
        return self.shell.characters.finder

    @property
    def content(self):
        return self.page.presenter.content

    def codes(self):
        self.page.presenter.check()
        return [finding.code for finding in self.page.presenter.state.findings]

    def go_to(self, path):
        self.page.go_to(path)
        QCoreApplication.processEvents()

    def open_in(self, path, text=""):
        self.go_to(path)
        if text:
            write(text)
        press(KEY.Key_F12)
        assert self.finder is not None
        assert self.finder.isVisible()

    def offered(self):
        model = self.finder.grid.model()
        return "".join(model.data(model.index(row)) for row in range(model.rowCount()))


@pytest.fixture
def hands(desk):
    return Hands(desk)


def test_a_name_is_finished_with_a_character_found_by_its_parts(hands):
    hands.open_in("family[0].name", "王")
    write("吉吉吉")
    press(KEY.Key_Return)
    assert not hands.finder.isVisible()
    assert focus().text() == "王嚞"
    write("明")
    assert hands.content["family"][0]["name"] == "王嚞明"


@pytest.mark.parametrize(
    ("typed", "character"), [("U+2A6B7", "𪚷"), ("20bb7", "𠮷"), ("龙天", "䶮"), ("xuan2 王", "璿")]
)
def test_code_parts_and_pinyin_lead_to_the_character(hands, typed, character):
    hands.open_in("family[0].name", "李")
    write(typed)
    assert character in hands.offered()
    while hands.finder.grid.current().character != character:
        press(KEY.Key_Down if focus() is hands.finder.query else KEY.Key_Right)
    press(KEY.Key_Return)
    assert hands.content["family"][0]["name"] == "李" + character


def test_arrows_and_digits_choose_and_up_goes_back_to_the_line(hands):
    hands.open_in("family[0].name", "李")
    write("木木木")
    rows = hands.offered()
    press(KEY.Key_Down)
    press(KEY.Key_Down)
    press(KEY.Key_Right)
    assert hands.finder.grid.current().character == rows[COLUMNS + 1]
    press(KEY.Key_Up)
    press(KEY.Key_Up)
    assert focus() is hands.finder.query
    press(KEY.Key_Down)
    press(KEY.Key_Down)
    press(KEY.Key_3)
    assert hands.content["family"][0]["name"] == "李" + rows[COLUMNS + 2]


def test_a_letter_among_the_candidates_goes_on_with_the_line(hands):
    hands.open_in("family[0].name")
    write("ru")
    press(KEY.Key_Down)
    write("i", focus())
    assert hands.finder.query.text() == "rui"
    assert focus() is hands.finder.query


@pytest.mark.parametrize("key", [KEY.Key_Escape, KEY.Key_F12])
def test_leaving_changes_nothing_and_gives_the_cursor_back(hands, key):
    hands.open_in("family[0].name", "王建国")
    write("木木木")
    press(key)
    assert not hands.finder.isVisible()
    name = focus()
    assert (name.text(), name.cursorPosition(), name.selectedText()) == ("王建国", 3, "")
    assert hands.content["family"][0]["name"] == "王建国"


def test_the_character_goes_where_the_cursor_is(hands):
    hands.go_to("family[0].name")
    write("王国")
    press(KEY.Key_Left)
    press(KEY.Key_F12)
    write("U+20BB7")
    press(KEY.Key_Return)
    assert hands.content["family"][0]["name"] == "王𠮷国"


def test_a_chosen_look_alike_is_replaced_by_its_other_form(hands):
    hands.go_to("family[0].name")
    write("王吉国")
    press(KEY.Key_Home)
    press(KEY.Key_Right)
    press(KEY.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    press(KEY.Key_F12)
    assert hands.finder.query.text() == "吉"
    assert hands.offered()[:2] == "吉𠮷"
    press(KEY.Key_Down)
    press(KEY.Key_2)
    assert hands.content["family"][0]["name"] == "王𠮷国"


def test_a_field_that_was_come_to_by_keyboard_keeps_what_is_in_it(hands):
    hands.go_to("family[0].name")
    write("王建")
    hands.go_to("family[0].phone")
    hands.go_to("family[0].name")
    assert focus().selectedText() == "王建"
    press(KEY.Key_F12)
    write("U+20BB7")
    press(KEY.Key_Return)
    assert hands.content["family"][0]["name"] == "王建𠮷"


def test_undo_brings_back_the_character_that_was_replaced(hands):
    hands.go_to("family[0].name")
    write("王\ue863天")
    press(KEY.Key_F12)
    press(KEY.Key_Return)
    assert hands.content["family"][0]["name"] == "王䶮天"
    press(KEY.Key_Z, CTRL)
    assert hands.content["family"][0]["name"] == focus().text() == "王\ue863天"
    assert "name_private_character" in hands.codes()


def test_it_serves_addresses_and_the_search_as_well(hands, qtbot):
    hands.open_in("family[0].origin.address", "磐安镇")
    write("U+3B4E")
    press(KEY.Key_Return)
    assert hands.content["family"][0]["origin"]["address"] == "磐安镇㭎"
    press(KEY.Key_F, CTRL)
    qtbot.waitUntil(lambda: isinstance(focus(), QLineEdit) and focus() is hands.shell.main.page("ledger").search)
    press(KEY.Key_F12)
    write("U+20BB7")
    press(KEY.Key_Return)
    assert hands.shell.main.page("ledger").search.text() == "𠮷"


@pytest.mark.parametrize(
    "path", ["family[0].id_number", "family[0].birth_date", "family[0].ethnicity", "family[0].phone"]
)
def test_numbers_dates_and_codes_take_no_characters(hands, path):
    hands.go_to(path)
    press(KEY.Key_F12)
    assert hands.finder is None or not hands.finder.isVisible()


def test_a_password_takes_no_characters(shell):
    shell.login.password.setFocus()
    assert not takes_characters(shell.login.password)


def test_keys_of_the_page_do_nothing_behind_it(hands):
    members = hands.page.family.people.count()
    hands.open_in("family[0].name", "王")
    press(KEY.Key_F4)
    press(KEY.Key_S, CTRL)
    press(KEY.Key_Return, CTRL)
    assert hands.page.family.people.count() == members
    assert hands.page.presenter.state.members


def test_the_lock_takes_it_away_and_the_name_is_still_there(hands):
    hands.open_in("family[0].name", "王")
    write("木木木")
    hands.shell.lock()
    assert not hands.finder.isVisible()
    type_password(hands.shell.login, PASSWORD)
    assert hands.content["family"][0]["name"] == "王"


def test_another_page_takes_it_away(hands):
    hands.open_in("family[0].name", "王")
    hands.shell.main.go("ledger")
    QApplication.processEvents()
    assert not hands.finder.isVisible()


def test_what_is_not_understood_says_what_to_try(hands):
    hands.open_in("family[0].name", "王")
    write("zzz")
    assert hands.offered() == ""
    assert "没有找到" in hands.finder._facts.text()
    press(KEY.Key_Return)
    assert hands.finder.isVisible()
    assert hands.content["family"][0]["name"] == "王"


def test_a_screen_reader_hears_each_part_and_each_candidate(hands):
    hands.open_in("family[0].name", "王")
    write("龙天")
    assert hands.finder.accessibleName() == "生僻字"
    assert hands.finder.query.accessibleName()
    assert hands.finder.grid.accessibleName() == "候选字"
    model = hands.finder.grid.model()
    spoken = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("䶮  U+4DAE  yǎn")
    assert QAccessible.queryAccessibleInterface(hands.finder.grid).childCount() >= model.rowCount()


# characters that somebody has to resolve
def test_the_way_to_the_next_problem_opens_it_with_the_bad_character_chosen(hands):
    hands.go_to("family[0].name")
    write("王\ue863天")
    hands.page.presenter.check()
    hands.go_to("family[0].phone")
    press(KEY.Key_F8)
    assert hands.finder.isVisible()
    assert hands.page.middle.member_form.row_at("family[0].name").editor.selectedText() == "\ue863"
    assert hands.offered() == "䶮"


def test_choosing_replaces_that_character_keeps_the_original_and_answers_the_finding(hands):
    hands.go_to("family[0].name")
    write("王\ue863天")
    assert "name_private_character" in hands.codes()
    press(KEY.Key_F12)
    press(KEY.Key_Return)
    assert hands.content["family"][0]["name"] == "王䶮天"
    assert hands.content["family"][0]["name_code_points"] == "U+738B U+E863 U+5929"
    assert "name_private_character" not in hands.codes()
    assert "name_resolved" in hands.codes()


def test_of_several_the_next_one_is_chosen_each_time_and_the_first_original_stays(hands):
    hands.go_to("family[0].name")
    write("\ue863\ue000")
    for typed in ("", "U+20BB7"):
        press(KEY.Key_F12)
        write(typed)
        press(KEY.Key_Return)
    assert hands.content["family"][0]["name"] == "䶮𠮷"
    assert hands.content["family"][0]["name_code_points"] == "U+E863 U+E000"


def test_the_original_stays_while_the_character_is_typed_some_other_way(hands):
    hands.go_to("family[0].name")
    write("王\ue863")
    press(KEY.Key_Backspace)
    write("䶮")
    assert hands.content["family"][0]["name_code_points"] == "U+738B U+E863"


def test_another_persons_name_takes_the_original_away(hands):
    hands.go_to("family[0].name")
    write("王\ue863")
    press(KEY.Key_A, CTRL)
    write("李")
    assert "name_code_points" not in hands.content["family"][0]


def test_what_a_card_said_stays_and_another_name_has_to_be_explained(hands):
    content = a_family_of_four()
    content["family"][0].update(name="王\ue863", name_code_points="U+738B U+E863", card={"kind": "resident"})
    hands.page.presenter.case.content.update(content)
    hands.page.presenter.edit("family[0].name", "李䶮")
    assert hands.content["family"][0]["name_code_points"] == "U+738B U+E863"
    assert "name_differs_from_chip" in hands.codes()


def test_the_menu_of_a_field_leads_there_too(hands):
    hands.go_to("family[0].name")
    field = focus()
    entry = field.menu().actions()[-1]
    assert entry.text() == "生僻字\tF12"
    entry.trigger()
    assert hands.finder.isVisible()
    write("龙天")
    press(KEY.Key_Return)
    assert field.text() == "䶮"


def test_the_menu_of_a_number_leads_nowhere_of_the_kind(hands):
    hands.go_to("family[0].phone")
    assert all("生僻字" not in action.text() for action in focus().menu().actions())


def test_its_key_is_nobody_elses(hands):
    hands.shell.main.page("ledger")
    keys = [made.key().toString() for made in hands.shell.findChildren(QShortcut)]
    assert keys.count(KEY_OF_THE_FINDER) == 1


@pytest.mark.parametrize(
    "path", ["family[0].name", "family[0].origin.address", "family[0].origin.registration_authority", "agent.name"]
)
def test_it_never_covers_the_field_it_serves(hands, path):
    hands.open_in(path)
    field = hands.page.middle.member_form.row_at(path) or hands.page.middle.case_form.row_at(path)
    place = field.editor.mapTo(hands.shell, field.editor.rect().topLeft())
    assert not hands.finder.geometry().intersects(QRect(place, field.editor.size()))
    assert hands.shell.rect().contains(hands.finder.geometry())


def test_it_follows_the_field_when_the_page_moves_it(hands, qtbot):
    path = "family[0].origin.address"
    hands.open_in(path)
    field = hands.page.middle.member_form.row_at(path).editor
    before = hands.finder.pos()
    hands.page.middle._scroll.verticalScrollBar().setValue(60)
    qtbot.waitUntil(lambda: hands.finder.pos() != before)
    place = field.mapTo(hands.shell, field.rect().topLeft())
    assert not hands.finder.geometry().intersects(QRect(place, field.size()))
