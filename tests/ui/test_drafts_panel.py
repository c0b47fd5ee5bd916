"""The list of drafts as officers use it: keys only, two officers at one desk, nothing thrown away by mistake."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from station_app.domain.drafts import Draft
from station_app.domain.vocabulary import OfficerRole
from station_app.journal import chain
from station_app.journal.entries import OfficerAdded
from station_app.paths import Home
from station_app.storage import drafts
from tests.stations import MORNING
from tests.ui.intake_keys import enter, press, write
from tests.ui.test_intake_page import CTRL, Desk
from ui.screens.intake import IntakePage
from ui.session import Session
from ui.tasks import InlineRunner
from ui.widgets.table import Table

DELETE, ENTER, DOWN = Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_Down


@pytest.fixture
def colleague(station):
    """Officer 0002 at the same desk."""
    here = station._desk
    with here.store.write() as uow:
        payload = OfficerAdded("0002", "马秀兰", (OfficerRole.FRONT_DESK,))
        chain.append(uow, site=here.site.code, officer="0001", subject="0002", payload=payload, at=here.now())
        uow.commit()
    theirs = copy(station)
    theirs._desk = replace(here, officer=station.colleagues()[0])
    return theirs


@pytest.fixture(autouse=True)
def _no_remembered_order():
    """The order of columns and rows lives as long as the program."""
    Table._remembered.clear()
    yield
    Table._remembered.clear()


@pytest.fixture
def desk(qtbot, station, tmp_path):
    return Desk(qtbot, station, tmp_path)


def keep(catalogue, *names, missing=2):
    """Have drafts of one applicant each, the last one the newest."""
    for name in names:
        content = {"family": [{"name": name}, {"name": "李桂芳"}]}
        catalogue.save_draft(Draft(name, name, MORNING, "", content, {}, missing=missing))
        catalogue._desk.clock.move(timedelta(minutes=1))


def open_list(desk):
    press(Qt.Key.Key_F9)
    return desk.page.keeping.panel


def titles(table):
    return [table.rows.row(number).title for number in range(table.rows.rowCount())]


def cell(table, number, attribute):
    return getattr(table.rows.row(number), attribute)


def on_page(desk):
    return desk.presenter.content["family"][0].get("name")


def test_the_list_says_whose_how_old_how_many_and_what_is_missing(desk, station, colleague):
    keep(station, "王建国")
    keep(colleague, "马小龙", missing=None)
    panel = open_list(desk)
    table = panel.table
    assert titles(table) == ["王建国", "马小龙"]
    assert [cell(table, 0, name) for name in ("persons", "missing", "owner", "saved", "state")] == [
        2,
        "2",
        "王景行",
        "2 分钟前",
        "我的",
    ]
    assert [cell(table, 1, name) for name in ("missing", "owner", "saved", "state")] == [
        "—",
        "马秀兰",
        "1 分钟前",
        "同事的",
    ]
    exact = table.rows.data(table.rows.index(0, 4), Qt.ItemDataRole.ToolTipRole)
    assert "2026-11-23 09:30" in exact
    assert "2  F9" not in desk.page.bar.drafts.text()
    assert "1  F9" in desk.page.bar.drafts.text()  # a colleague's is none of this officer's


def test_an_empty_list_says_what_to_do(desk):
    panel = open_list(desk)
    assert "自动保存" in panel.table._empty.text()
    assert not panel.open_button.isEnabled()
    press(Qt.Key.Key_Escape)
    assert desk.focus() == "family[0].name"


def test_typing_filters_by_name_initials_and_note_and_the_keys_stay_there(desk, station, colleague):
    keep(station, "王建国", "马小龙", "李文")
    station.hand_over_draft("李文", "0002", "缺结婚证")
    panel = open_list(desk)
    for typed, found in (("小龙", ["马小龙"]), ("wjg", ["王建国"]), ("mxl", ["马小龙", "李文"]), ("结婚", ["李文"])):
        panel.search.setText(typed)
        assert titles(panel.table) == found, typed
    panel.search.setText("赵")
    assert "没有符合" in panel.table._empty.text()
    panel.search.setText("王建")
    press(ENTER)
    assert on_page(desk) == "王建国"
    assert desk.focus() == "family[0].name"


def test_arrows_and_enter_go_on_with_a_draft_and_keep_the_one_on_the_page(desk, station):
    keep(station, "王建国", "马小龙")
    enter("李文")
    open_list(desk)
    press(DOWN, times=2)
    press(ENTER)
    assert on_page(desk) == "王建国"
    assert {line.title for line in station.drafts()} == {"王建国", "马小龙", "李文"}


def test_the_draft_on_the_page_is_in_the_list_and_enter_goes_back_to_it(desk, station):
    enter("李文")
    panel = open_list(desk)
    assert cell(panel.table, 0, "state") == "在本页"
    press(ENTER)
    assert on_page(desk) == "李文"
    assert desk.page._stack.currentWidget() is desk.page._work


def test_delete_asks_once_in_place_and_ctrl_z_brings_it_back(desk, station):
    keep(station, "王建国", "马小龙")
    panel = open_list(desk)
    press(DOWN)
    press(DELETE)
    assert "再按一次 Delete" in panel.notice.words
    assert titles(panel.table) == ["马小龙", "王建国"]
    press(DELETE)
    assert titles(panel.table) == ["马小龙"]
    assert titles(panel.waste) == ["王建国"]
    assert panel.waste.isVisible()
    press(Qt.Key.Key_Z, CTRL)
    assert titles(panel.table) == ["马小龙", "王建国"]
    assert not panel.waste.isVisible()
    assert "已恢复" in panel.notice.words


@pytest.mark.parametrize("otherwise", ["another row", "a letter", "leaving"])
def test_what_was_asked_is_forgotten_when_the_officer_does_something_else(desk, station, otherwise):
    keep(station, "王建国", "马小龙")
    panel = open_list(desk)
    press(DELETE)
    if otherwise == "another row":
        press(DOWN)
        press(Qt.Key.Key_Up)
    elif otherwise == "a letter":
        write("m")
        press(Qt.Key.Key_Backspace)
    else:
        press(Qt.Key.Key_Escape)
        panel = open_list(desk)
    assert panel.notice.words == ""
    press(DELETE)
    assert len(titles(panel.table)) == 2


def test_delete_in_the_filter_deletes_letters_before_it_means_a_draft(desk, station):
    keep(station, "王建国")
    panel = open_list(desk)
    write("wj")
    press(Qt.Key.Key_Home)
    press(DELETE)
    assert panel.search.text() == "j"
    assert panel.notice.words == ""


def test_one_of_several_discarded_drafts_is_restored_from_its_own_list(desk, station):
    keep(station, "王建国", "马小龙", "李文")
    for name in ("王建国", "马小龙"):
        station.discard_draft(name)
    panel = open_list(desk)
    panel.waste.setFocus()
    assert titles(panel.waste) == ["马小龙", "王建国"]
    panel.waste.selectRow(1)
    press(ENTER)
    assert titles(panel.waste) == ["马小龙"]
    assert set(titles(panel.table)) == {"李文", "王建国"}


def test_a_colleagues_draft_is_taken_over_after_asking_and_never_by_itself(desk, station, colleague):
    keep(colleague, "马小龙")
    assert on_page(desk) is None
    panel = open_list(desk)
    press(ENTER)
    assert "马秀兰" in panel.notice.words
    assert on_page(desk) is None
    press(ENTER)
    assert on_page(desk) == "马小龙"
    assert station.drafts()[0].officer == "0001"


def test_a_colleagues_draft_is_not_discarded_or_handed_on_before_it_is_taken_over(desk, station, colleague):
    keep(colleague, "马小龙")
    panel = open_list(desk)
    for _ in range(2):
        press(DELETE)
    assert "马秀兰" in panel.notice.words
    press(Qt.Key.Key_H, CTRL)
    assert not panel.sheet.isVisible()
    assert station.drafts()[0].discarded_at is None


def test_ctrl_h_hands_over_by_badge_with_a_note(desk, station, colleague):
    keep(station, "王建国")
    panel = open_list(desk)
    press(Qt.Key.Key_H, CTRL)
    assert panel.sheet.isVisible()
    write("mx")
    press(ENTER)
    write("下午来补结婚证")
    press(ENTER)
    assert not panel.sheet.isVisible()
    (line,) = colleague.drafts()
    assert (line.officer, line.handed_by, line.note) == ("0002", "0001", "下午来补结婚证")
    assert "马秀兰" in panel.notice.words


def test_what_was_handed_over_stands_first_in_the_colleagues_list(qtbot, station, colleague, tmp_path):
    keep(station, "王建国")
    keep(colleague, "马小龙")
    station.hand_over_draft("王建国", "0002", "")
    theirs = Desk(qtbot, colleague, tmp_path)
    assert on_page(theirs) == "马小龙"  # their own, not the one handed over
    assert theirs.told[-1] == ("王景行 转交给您 1 份草稿,按 F9 查看。", "look")
    panel = open_list(theirs)
    assert [(row.title, row.state) for row in panel.table.rows._rows] == [
        ("王建国", "王景行 转交"),
        ("马小龙", "在本页"),
    ]
    press(Qt.Key.Key_Up)
    press(ENTER)
    assert on_page(theirs) == "王建国"


def test_nobody_to_hand_over_to_is_said(desk, station):
    keep(station, "王建国")
    panel = open_list(desk)
    press(Qt.Key.Key_H, CTRL)
    assert "无人可转交" in panel.sheet.notice.words
    assert not panel.sheet.act_button.isEnabled()
    press(Qt.Key.Key_Escape)
    assert not panel.sheet.isVisible()


def test_handing_over_the_draft_on_the_page_clears_the_page(desk, station, colleague):
    enter("王建国")
    open_list(desk)
    press(Qt.Key.Key_H, CTRL)
    enter()
    enter()
    assert on_page(desk) is None
    desk.settle()
    (line,) = station.drafts()
    assert (line.officer, line.title) == ("0002", "王建国")


def test_ctrl_d_on_the_page_asks_once_and_the_draft_is_restorable(desk, station):
    enter("王建国")
    press(Qt.Key.Key_D, CTRL)
    assert "再按一次 Ctrl+D" in desk.told[-1][0]
    assert on_page(desk) == "王建国"
    press(Qt.Key.Key_D, CTRL)
    assert on_page(desk) is None
    assert desk.focus() == "family[0].name"
    assert "F9" in desk.told[-1][0]
    assert station.drafts()[0].discarded_at is not None
    open_list(desk)
    press(Qt.Key.Key_Z, CTRL)
    press(ENTER)
    assert on_page(desk) == "王建国"


def test_typing_on_after_ctrl_d_is_no_yes(desk):
    enter("王建国")
    press(Qt.Key.Key_D, CTRL)
    write("62")
    press(Qt.Key.Key_D, CTRL)
    assert on_page(desk) == "王建国"


def test_an_empty_page_has_nothing_to_discard(desk, station):
    press(Qt.Key.Key_D, CTRL)
    press(Qt.Key.Key_D, CTRL)
    assert "没有内容" in desk.told[-1][0]
    assert station.drafts() == ()


def test_a_draft_that_went_meanwhile_is_said_and_the_list_stays(desk, station):
    keep(station, "王建国")
    panel = open_list(desk)
    station.discard_draft("王建国")
    station._desk.clock.move(timedelta(days=1))
    station.clear_drafts()
    press(ENTER)
    assert "不在" in panel.notice.words
    assert panel.isVisible()


def test_forty_drafts_scroll_and_the_cursor_stays_while_ages_grow(desk, station):
    keep(station, *(f"王建{number}" for number in range(40)))
    panel = open_list(desk)
    press(DOWN, times=35)
    chosen = panel.table.current()
    scrolled = panel.table.verticalScrollBar().value()
    assert scrolled > 0
    station._desk.clock.move(timedelta(hours=2))
    desk.page.keeping.drafts.refresh()
    assert panel.table.current().draft_id == chosen.draft_id
    assert panel.table.current().saved.endswith("小时前")
    assert panel.table.verticalScrollBar().value() == scrolled


def test_sorting_by_age_is_by_the_moment_not_by_the_words(desk, station):
    keep(station, "王一")
    station._desk.clock.move(timedelta(hours=3))
    keep(station, "王二")
    station._desk.clock.move(timedelta(minutes=20))
    keep(station, "王三")
    panel = open_list(desk)
    panel.table.sortByColumn(4, Qt.SortOrder.AscendingOrder)
    assert titles(panel.table) == ["王一", "王二", "王三"]


def test_at_midnight_the_waste_of_the_day_is_cleared_on_a_desk_left_open(desk, station):
    keep(station, "王建国")
    station.discard_draft("王建国")
    desk.page.keeping.drafts.look_at_the_day()
    panel = open_list(desk)
    assert titles(panel.waste) == ["王建国"]
    station._desk.clock.move(timedelta(hours=15))
    desk.page.keeping.drafts.look_at_the_day()
    assert not panel.waste.isVisible()
    QCoreApplication.processEvents()
    with station._desk.store.read() as uow:
        assert drafts.discarded(uow) == ()


def test_every_part_of_the_panel_has_a_name_for_those_who_cannot_see_it(desk):
    panel = open_list(desk)
    for widget in (panel.search, panel.table, panel.waste, panel.sheet.who, panel.sheet.note, panel.sheet.people):
        assert widget.accessibleName()
    assert QApplication.focusWidget() is panel.search


def test_a_draft_is_opened_by_its_id_whatever_is_on_the_page(desk, station):
    keep(station, "马小龙")
    enter("王建国")
    desk.page.open_draft("马小龙")
    assert on_page(desk) == "马小龙"
    assert {line.title for line in station.drafts()} == {"马小龙", "王建国"}


def test_a_page_nobody_has_seen_yet_opens_a_draft_by_its_id(qtbot, station, tmp_path):
    keep(station, "马小龙", "王建国")
    page = IntakePage(Session(station, InlineRunner(), Home(tmp_path), practice=False))
    qtbot.addWidget(page)
    page.open_draft("马小龙")
    assert page.presenter.content["family"][0]["name"] == "马小龙"
