"""Collective households: a list, a roster with families together, and what is done with the people by digits."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from station_app import texts
from station_app.domain.reading import read_document
from station_app.domain.vocabulary import HouseholdKind
from tests.people import a_family_of_four
from tests.services.settling import CHIEF, alone, baby, settled

HOME = "620502001-P001"
MARK_AND_MARGINS = 46
"""Pixels that the amber sign and the ends of a cell take."""


@pytest.fixture
def page(desk):
    """A family is awaited."""
    desk.main.session.catalogue.accept(*read_document(a_family_of_four()))
    desk.main.go("households")
    return desk.main.page("households")


@pytest.fixture
def inhabited(desk):
    """A family of four and somebody alone live there; the cursor is on the head of the family."""
    station = desk.main.session.catalogue
    settled(station)
    settled(station, alone())
    desk.main.go("households")
    found = desk.main.page("households")
    found.roster.setFocus()
    return found


def _names(page):
    return [page.table.rows.row(number).name for number in range(page.table.rows.rowCount())]


def _people(page):
    return [page.roster.rows.row(number) for number in range(page.roster.rows.rowCount())]


def _type(sheet, **answers):
    """Answer by keys, going on with Enter; what is not named is passed over."""
    for name, field in sheet.fields.items():
        if not field.isVisibleTo(sheet):
            continue
        assert field.hasFocus() or field.isAncestorOf(field.window().focusWidget()), name
        target = field.window().focusWidget()
        if name in answers:
            if answers[name].isascii():
                QTest.keyClicks(target, answers[name])
            else:
                target.insert(answers[name])
        QTest.keyClick(target, Qt.Key.Key_Return)


def test_the_station_begins_with_its_public_collective_household(page):
    assert len(_names(page)) == 1
    assert page.table.current().persons == 4


def test_open_collective_households_come_first_and_empty_family_households_last(page):
    one = page._presenter._view.household
    family = msgspec.structs.replace(one, kind=HouseholdKind.FAMILY)
    lived = msgspec.structs.replace(family, household_no="F1", persons=3)
    left = msgspec.structs.replace(family, household_no="F2", persons=0)
    page._presenter._listed((left, lived, msgspec.structs.replace(one, state="closed"), one))
    shown = [page._presenter._view.rows[place] for place in range(4)]
    assert [row.household_no for row in shown] == [HOME, HOME, "F1", "F2"]
    assert shown[0].state == texts.say("ui.households.state_open")


def test_the_list_needs_no_scroll_bar_on_a_small_screen(page):
    assert sum(column.width for column in page.table.rows.columns) <= 384


def test_the_roster_shows_who_is_awaited_and_opens_their_case(desk, page):
    assert [row.standing for row in _people(page)] == [texts.say("ui.roster.awaited")] * 4
    page.roster.opened.emit(page.roster.current())
    assert desk.main.current == "case"


def test_families_stand_together_under_their_head(inhabited):
    rows = _people(inhabited)
    assert [row.name for row in rows] == ["王建国", "李桂芳", "王小宝", "王德福", "周晓岚"]
    assert [row.head for row in rows] == [True, False, False, False, True]
    assert [row.number for row in rows] == ["1", "2", "3", "4", "5"]
    assert not any("1985" in row.id_masked for row in rows)


def test_back_from_the_case_of_somebody_the_cursor_is_on_them_again(desk, inhabited):
    QTest.keyClick(inhabited.roster, Qt.Key.Key_Down)
    QTest.keyClick(inhabited.roster, Qt.Key.Key_Return)
    assert desk.main.current == "case"
    desk.main.back()
    assert inhabited.roster.hasFocus()
    assert inhabited.roster.current().name == "李桂芳"


def test_the_head_moves_out_with_keys_alone_and_the_wife_is_proposed_as_the_next(desk, inhabited):
    QTest.keyClick(inhabited.roster, Qt.Key.Key_1)
    sheet = inhabited.sheets.open_one()
    assert sheet.fields["new_head"].currentText() == "李桂芳"
    _type(sheet, reason="0462", destination="兰州市城关区")
    assert inhabited.sheets.open_one() is None
    assert [row.name for row in _people(inhabited)] == ["李桂芳", "王小宝", "王德福", "周晓岚"]
    assert inhabited.roster.hasFocus()
    inhabited.detail.left._buttons[0].click()
    (gone,) = [row for row in _people(inhabited) if row.name == "王建国"]
    assert (gone.here, gone.origin) == (False, "兰州市城关区")


def test_what_is_missing_is_said_on_the_sheet_and_nothing_is_lost(inhabited):
    QTest.keyClick(inhabited.roster, Qt.Key.Key_1)
    sheet = inhabited.sheets.open_one()
    _type(sheet, reason="0462")
    assert sheet.isVisible()
    assert sheet.notice.words == texts.say("error.destination_missing")
    assert sheet.fields["reason"].value() == "0462"
    assert sheet.fields["destination"].hasFocus()


def test_a_child_is_registered_with_its_mother_by_keys(inhabited):
    QTest.keyClick(inhabited.roster, Qt.Key.Key_Down)
    QTest.keyClick(inhabited.roster, Qt.Key.Key_2)
    sheet = inhabited.sheets.open_one()
    _type(sheet, name="王小满", sex="1", birth_date="20261102", evidence="出生医学证明 Q620000001")
    assert inhabited.sheets.open_one() is None, sheet.notice.words
    assert [row.name for row in _people(inhabited)][:5] == ["王建国", "李桂芳", "王小宝", "王德福", "王小满"]


def test_a_card_is_handed_out_and_the_same_key_takes_it_back(inhabited):
    QTest.keyClick(inhabited.roster, Qt.Key.Key_6)
    _type(inhabited.sheets.open_one(), card_no="TS-000001")
    assert _people(inhabited)[0].card == "TS-000001"
    QTest.keyClick(inhabited.roster, Qt.Key.Key_6)
    _type(inhabited.sheets.open_one())
    assert _people(inhabited)[0].card == "—"


def test_a_family_sets_up_a_household_of_its_own(inhabited):
    QTest.keyClick(inhabited.roster, Qt.Key.Key_5)
    _type(inhabited.sheets.open_one(), address="建设路8号")
    assert [row.name for row in _people(inhabited)] == ["周晓岚"]
    assert "王建国" in _names(inhabited)


def test_a_reminder_is_seen_beside_the_person_and_stops_nothing(inhabited):
    QTest.keyClick(inhabited.roster, Qt.Key.Key_8)
    _type(inhabited.sheets.open_one(), text="听说已买房")
    row = _people(inhabited)[0]
    assert (row.state, row.tip) == ("look", "听说已买房")
    assert inhabited.detail.buttons["move_out"].isEnabled()


def test_only_whoever_may_take_back_is_offered_it(desk, inhabited):
    station = desk.main.session.catalogue
    father = _people(inhabited)[0].registration_no
    station.register_newborn(father, baby(), evidence="出生医学证明 Q620000001")
    desk.main.go("households")
    assert not inhabited.detail.buttons["reverse"].isEnabled()
    station._desk = replace(station._desk, officer=CHIEF)
    inhabited.shown()
    assert inhabited.detail.buttons["reverse"].isEnabled()
    inhabited.roster.setFocus()
    QTest.keyClick(inhabited.roster, Qt.Key.Key_9)
    assert inhabited.sheets.open_one().fields["event"].currentText().endswith("王小满")
    _type(inhabited.sheets.open_one(), reason="办错了")
    assert "王小满" not in [row.name for row in _people(inhabited)]


def test_the_head_is_not_made_head_again(inhabited):
    assert not inhabited.detail.buttons["head"].isEnabled()
    QTest.keyClick(inhabited.roster, Qt.Key.Key_4)
    assert inhabited.sheets.open_one() is None
    QTest.keyClick(inhabited.roster, Qt.Key.Key_Down)
    QTest.keyClick(inhabited.roster, Qt.Key.Key_4)
    _type(inhabited.sheets.open_one(), reason="户主变更申请")
    assert [row.name for row in _people(inhabited) if row.head] == ["李桂芳", "周晓岚"]


def test_a_household_is_opened_without_leaving_the_page(page):
    page.new.click()
    assert page.opening.isVisible()
    page.opening.name.setText("天水锻压机床厂集体户")
    page.opening.keeper.setText("安民生")
    page.opening.act_button.click()
    assert not page.opening.isVisible()
    assert "天水锻压机床厂集体户" in _names(page)


def test_a_household_without_a_name_is_refused_in_place(page):
    page.new.click()
    page.opening.act_button.click()
    assert page.opening.isVisible()
    assert page.opening.notice.words == texts.say("error.household_incomplete")


def test_a_household_is_frozen_with_a_reason_and_thawed(page):
    page.detail.freeze.click()
    page.freezing.act_button.click()
    assert page.freezing.notice.words == texts.say("error.reason_missing")
    page.freezing.reason.setText("消防整改")
    page.freezing.act_button.click()
    assert page.table.current().state == texts.say("ui.households.state_frozen")
    page.detail.freeze.click()
    page.freezing.reason.setText("整改完毕")
    page.freezing.act_button.click()
    assert page.table.current().state == texts.say("ui.households.state_open")


def test_what_is_written_down_of_a_household_is_changed(page):
    page.detail.change.click()
    page.changing.fields["keeper"].setText("安民生")
    page.changing.capacity.setValue(80)
    page.changing.act_button.click()
    assert not page.changing.isVisible()
    assert page._view.household.keeper == "安民生"


def test_a_household_with_people_in_it_is_not_closed_and_says_how_many(inhabited):
    inhabited.shut.click()
    inhabited.closing.reason.setText("撤户")
    inhabited.closing.act_button.click()
    told = texts.say("error.household_inhabited", household_no=HOME, persons=5)
    assert inhabited.closing.notice.words == told


def test_closing_asks_for_a_reason(page):
    page.shut.click()
    page.closing.act_button.click()
    assert page.closing.notice.words == texts.say("error.reason_missing")
    page.closing.reason.setText("已满")
    page.closing.act_button.click()
    assert page.table.current().state == texts.say("ui.households.state_closed")
    assert not page.shut.isEnabled()


def test_the_roster_is_saved_as_a_paper_and_the_copy_is_journalled(desk, inhabited, tmp_path):
    station = desk.main.session.catalogue
    before = station.verify_journal().entries
    inhabited.save_to(str(tmp_path / "roster.pdf"))
    assert (tmp_path / "roster.pdf").read_bytes().startswith(b"%PDF")
    assert station.verify_journal().entries == before + 1
    (tmp_path / "letter.pdf").write_bytes(b"somebody's letter")
    inhabited.save_to(str(tmp_path / "letter.pdf"))
    assert station.verify_journal().entries == before + 1


def test_a_desk_without_a_printer_is_asked_where_the_roster_goes(qtbot, inhabited):
    inhabited.detail.paper.click()
    (dialog,) = inhabited.findChildren(QFileDialog)
    assert dialog.isVisible()
    dialog.reject()


def test_what_was_done_names_who_it_was_done_with(desk, inhabited):
    QTest.keyClick(inhabited.roster, Qt.Key.Key_Down)
    QTest.keyClick(inhabited.roster, Qt.Key.Key_1)
    _type(inhabited.sheets.open_one(), reason="0462", destination="兰州市城关区")
    assert desk.main._notice.words.startswith("李桂芳:迁出已办")


@pytest.mark.parametrize(("key", "why"), [(Qt.Key.Key_4, "光标所在的人已经是户主"), (Qt.Key.Key_9, "由所长")])
def test_a_digit_that_does_nothing_says_why(desk, inhabited, key, why):
    QTest.keyClick(inhabited.roster, key)
    assert inhabited.sheets.open_one() is None
    assert why in desk.main._notice.words


def test_nothing_is_done_with_somebody_who_is_not_registered_yet(desk, page):
    page.roster.setFocus()
    QTest.keyClick(page.roster, Qt.Key.Key_1)
    assert texts.say("ui.roster.barred.not_here") in desk.main._notice.words


def test_the_word_for_somebody_who_should_have_moved_stands_in_one_line(page):
    place = next(place for place, column in enumerate(page.roster.rows.columns) if column.attribute == "standing")
    wide = QFontMetrics(page.roster.font()).horizontalAdvance(texts.say("ui.roster.should_move"))
    assert page.roster.columnWidth(place) >= wide + MARK_AND_MARGINS


def test_when_the_whole_family_leaves_nobody_is_asked_who_heads_the_rest(inhabited):
    QTest.keyClick(inhabited.roster, Qt.Key.Key_1)
    sheet = inhabited.sheets.open_one()
    head = sheet.fields["new_head"]
    assert head.isVisibleTo(sheet)
    QTest.keyClick(sheet.window().focusWidget(), Qt.Key.Key_Y)
    assert not head.isVisibleTo(sheet)
    QTest.keyClick(sheet.window().focusWidget(), Qt.Key.Key_N)
    assert head.isVisibleTo(sheet)
    QTest.keyClick(sheet.window().focusWidget(), Qt.Key.Key_Y)
    _type(sheet, reason="0462", destination="兰州市城关区")
    assert [row.name for row in _people(inhabited)] == ["周晓岚"]


def test_what_was_taken_back_is_named(desk, inhabited):
    station = desk.main.session.catalogue
    station.register_newborn(_people(inhabited)[0].registration_no, baby(), evidence="出生医学证明 Q620000001")
    station._desk = replace(station._desk, officer=CHIEF)
    desk.main.go("households")
    inhabited.shown()
    inhabited.roster.setFocus()
    QTest.keyClick(inhabited.roster, Qt.Key.Key_9)
    _type(inhabited.sheets.open_one(), reason="办错了")
    assert "王小满" in desk.main._notice.words
    assert "冲销已办" in desk.main._notice.words


def test_nobody_is_asked_for_a_card_that_was_never_handed_out(inhabited):
    QTest.keyClick(inhabited.roster, Qt.Key.Key_1)
    sheet = inhabited.sheets.open_one()
    assert not sheet.fields["card_returned"].isVisibleTo(sheet)
    QTest.keyClick(sheet.window().focusWidget(), Qt.Key.Key_Escape)
    QTest.keyClick(inhabited.roster, Qt.Key.Key_6)
    _type(inhabited.sheets.open_one(), card_no="TS-000001")
    QTest.keyClick(inhabited.roster, Qt.Key.Key_1)
    assert sheet.fields["card_returned"].isVisibleTo(sheet)
