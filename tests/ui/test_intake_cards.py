"""Cards on the intake page: F2 fills the person in focus, by keyboard alone, and nothing is lost or changed unseen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from station_app import bootstrap
from station_app.clock import FixedClock
from station_app.devices import card_reader as protocol
from station_app.devices.sample_cards import card_from_member
from station_app.devices.simulated_reader import Fault, SimulatedReader
from station_app.domain.vocabulary import Role
from tests.devices.cards import EXPIRED, FATHER, HONG_KONG, MOTHER, named
from tests.people import FATHER_ID, MOTHER_ID, a_family_of_four, id_number
from tests.stations import MORNING, PASSWORD, founded
from tests.ui.intake_keys import enter, press, write
from tests.ui.test_intake_page import CTRL, Desk

STRANGER_ID = id_number("620502", "1980-04-05", "1", 983)


@pytest.fixture
def reader():
    return SimulatedReader()


@pytest.fixture
def desk(qtbot, tmp_path, reader):
    founded(tmp_path / "station")
    door = bootstrap.door(tmp_path / "station", clock=FixedClock(MORNING), cheap_keys=True, reader=reader)
    catalogue = door.log_in("0001", PASSWORD)
    yield Desk(qtbot, catalogue, tmp_path)
    catalogue.close()


def _person(desk, index=0):
    return desk.presenter.content["family"][index]


def _panel(desk):
    return desk.page.middle.card


def test_f2_fills_the_person_in_focus_and_the_cursor_goes_where_something_is_left_to_type(desk, reader):
    reader.lay(FATHER)
    press(Qt.Key.Key_F2)
    person = _person(desk)
    assert (person["name"], person["id_number"]) == ("王建国", FATHER_ID)
    assert (person["sex"], person["birth_date"], person["ethnicity"]) == ("1", "1985-03-17", "01")
    assert person["card"] == {
        "kind": "resident",
        "reader": "05.03-20200101-0000012345-0987654321",
        "authority": "甘谷县公安局",
        "issued": "2019-05-20",
        "expires": "2039-05-20",
    }
    assert person["origin"] == {
        "division": "620523102",  # of the address; the number says 620502, where he was first registered
        "address": "甘肃省甘谷县磐安镇某某村12号",
        "urban_rural": "121",
    }
    assert desk.row("family[0].name").editor.text() == "王建国"
    assert desk.focus() == "family[0].marital_status"


def test_the_card_itself_is_noted_as_presented(desk, reader):
    reader.lay(FATHER)
    press(Qt.Key.Key_F2)
    assert desk.presenter.content["documents"] == [
        {
            "kind": "111",
            "holder": 0,
            "number": FATHER_ID,
            "presented": "original",
            "issued": "2019-05-20",
            "expires": "2039-05-20",
        }
    ]


@pytest.mark.parametrize("field", ["name", "id_number", "sex", "birth_date", "ethnicity"])
def test_what_came_from_the_card_is_locked_and_says_so(desk, reader, field):
    reader.lay(FATHER)
    press(Qt.Key.Key_F2)
    row = desk.row(f"family[0].{field}")
    before = _person(desk)[field]
    row.take_focus()
    press(Qt.Key.Key_Delete)
    assert _person(desk)[field] == before
    assert row.locked
    assert row._lock.isVisible()
    assert "读卡" in row._lock._words.text()
    assert QApplication.focusWidget() is _panel(desk).reason


def test_typing_by_input_method_or_pasting_asks_as_well(desk, reader):
    reader.lay(FATHER)
    press(Qt.Key.Key_F2)
    desk.row("family[0].name").take_focus()
    write("李")
    assert _person(desk)["name"] == "王建国"
    press(Qt.Key.Key_Escape)
    assert desk.focus() == "family[0].name"
    QApplication.clipboard().setText("李")
    press(Qt.Key.Key_V, CTRL)
    assert _person(desk)["name"] == "王建国"
    assert QApplication.focusWidget() is _panel(desk).reason


def test_no_list_opens_over_a_locked_choice(desk, reader):
    reader.lay(FATHER)
    press(Qt.Key.Key_F2)
    box = desk.row("family[0].ethnicity")
    box.take_focus()
    press(Qt.Key.Key_Down)
    assert not box.editor.is_open()


def test_a_locked_fact_is_changed_for_a_reason_that_stays_in_the_case(desk, reader):
    reader.lay(FATHER)
    press(Qt.Key.Key_F2)
    desk.row("family[0].name").take_focus()
    press(Qt.Key.Key_Backspace)
    press(Qt.Key.Key_Return)  # no reason, no change
    assert QApplication.focusWidget() is _panel(desk).reason
    enter("已改名,新证未领")
    assert desk.focus() == "family[0].name"
    enter("王建军")
    assert _person(desk)["name"] == "王建军"
    assert _person(desk)["card"]["overridden"] == {"name": "已改名,新证未领"}
    assert _person(desk)["name_code_points"] == "U+738B U+5EFA U+56FD"  # what the chip has stays in the case
    desk.settle()
    said = [each for each in desk.presenter.state.findings if each.code == "name_differs_from_chip"]
    assert [each.severity.value for each in said] == ["note"]  # the reason was given already
    row = desk.row("family[0].name")
    assert not row.locked
    assert "已改名" in row._lock.toolTip()
    assert desk.row("family[0].id_number").locked


def test_escape_leaves_a_locked_fact_as_it_is(desk, reader):
    reader.lay(FATHER)
    press(Qt.Key.Key_F2)
    desk.row("family[0].name").take_focus()
    write("x")
    write("不改了")
    press(Qt.Key.Key_Escape)
    assert desk.focus() == "family[0].name"
    assert "overridden" not in _person(desk)["card"]
    assert not _panel(desk).isVisible()


def test_reading_the_card_again_brings_its_facts_and_locks_back(desk, reader):
    reader.lay(FATHER)
    press(Qt.Key.Key_F2)
    desk.presenter.cards.unlock("family[0].name", "试改")
    desk.presenter.edit("family[0].name", "王建军")
    press(Qt.Key.Key_F2)
    assert _person(desk)["name"] == "王建国"
    assert "overridden" not in _person(desk)["card"]
    assert "王建军" in _panel(desk).replaced


def test_enter_passes_over_what_is_locked(desk, reader):
    reader.lay(FATHER)
    press(Qt.Key.Key_F2)
    desk.page.go_to("family[0].relationship")
    enter()
    assert desk.focus() == "family[0].marital_status"


def test_what_was_typed_otherwise_is_replaced_in_sight(desk, reader):
    enter("王健国")
    desk.page.go_to("family[0].ethnicity")
    enter("03")
    reader.lay(FATHER)
    press(Qt.Key.Key_F2)
    assert _person(desk)["name"] == "王建国"
    assert "姓名 王健国" in _panel(desk).replaced
    assert "回" in _panel(desk).replaced
    _panel(desk).noted.click()
    assert _panel(desk).replaced == ""


def test_what_the_desk_had_proposed_itself_is_replaced_without_a_word(desk, reader):
    card = card_from_member({**a_family_of_four()["family"][0], "birth_date": "1985-03-18"})
    desk.type_into("family[0].id_number", FATHER_ID)
    assert _person(desk)["birth_date"] == "1985-03-17"
    reader.lay(card)
    press(Qt.Key.Key_F2)
    assert _person(desk)["birth_date"] == "1985-03-18"
    assert _panel(desk).replaced == ""


def test_a_number_with_a_slip_is_corrected_by_the_card(desk, reader):
    desk.type_into("family[0].id_number", FATHER_ID[:-1] + ("0" if FATHER_ID[-1] != "0" else "1"))
    reader.lay(FATHER)
    press(Qt.Key.Key_F2)
    assert _person(desk)["id_number"] == FATHER_ID


def test_a_card_never_goes_to_somebody_with_another_right_number(desk, reader):
    desk.type_into("family[0].id_number", FATHER_ID)
    reader.lay(MOTHER)
    press(Qt.Key.Key_F2)
    assert _person(desk)["id_number"] == FATHER_ID
    assert "card" not in _person(desk)
    assert "李桂芳" in _panel(desk).words
    assert "F4" in _panel(desk).words


def test_a_card_goes_to_whoever_bears_its_number(desk, reader):
    desk.put(a_family_of_four())
    assert desk.presenter.case.member == 0
    reader.lay(MOTHER)
    press(Qt.Key.Key_F2)
    assert desk.presenter.case.member == 1
    assert _person(desk, 1)["card"]["kind"] == "resident"
    assert "card" not in _person(desk, 0)
    assert desk.row("family[1].id_number").locked


def test_a_family_is_read_card_by_card(desk, reader):
    reader.lay(FATHER)
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_Return)
    assert desk.presenter.content["family"][1]["role"] == Role.SPOUSE
    reader.lay(MOTHER)
    press(Qt.Key.Key_F2)
    assert _person(desk, 1)["id_number"] == MOTHER_ID
    assert _person(desk, 1)["relationship"] == "12"
    assert _person(desk, 1)["name"] == "李桂芳"


def test_an_expired_card_warns_in_place_and_stops_nothing(desk, reader):
    reader.lay(EXPIRED)
    press(Qt.Key.Key_F2)
    desk.settle()
    assert _person(desk)["name"] == "王建国"
    assert "2026-10-01 已过期" in desk.page.middle._card.text()
    assert desk.page.middle._card.property("state") == "look"
    warned = [finding for finding in desk.presenter.state.findings if finding.code == "card_expired"]
    assert [finding.severity.value for finding in warned] == ["warning"]
    assert desk.presenter.content["documents"] == []  # the officer decides what to make of it


def test_a_private_character_is_kept_by_number_and_asked_about(desk, reader):
    reader.lay(named("王\ue863"))
    press(Qt.Key.Key_F2)
    desk.settle()
    assert _person(desk)["name_code_points"] == "U+738B U+E863"
    assert "name_private_character" in {finding.code for finding in desk.presenter.state.blocking}
    assert not desk.row("family[0].name").locked  # it has to be resolved
    assert desk.row("family[0].id_number").locked


def test_a_permit_has_no_ethnicity_to_lock(desk, reader):
    reader.lay(HONG_KONG)
    press(Qt.Key.Key_F2)
    desk.settle()
    assert _person(desk)["card"]["kind"] == "region_permit"
    assert not desk.row("family[0].ethnicity").locked
    assert desk.presenter.content["documents"] == []
    assert "permit_holder_moves" in {finding.code for finding in desk.presenter.state.blocking}


@pytest.mark.parametrize(
    ("fault", "said"),
    [(protocol.UNREADABLE, "读不出来"), (Fault.UNPLUGGED, "断开"), (protocol.NOT_AUTHORISED, "未经授权")],
)
def test_a_card_that_fails_fills_nothing_and_says_why_until_one_goes_on(desk, reader, fault, said):
    before = dict(_person(desk))
    reader.lay(FATHER)
    reader.fail(protocol.READ.content, fault, times=9)
    reader.fail(protocol.FIND.content, protocol.FOUND, times=9)
    press(Qt.Key.Key_F2)
    assert said in _panel(desk).words
    assert _person(desk) == before
    desk.presenter.select(0)
    assert not _panel(desk).isVisible()


def test_without_a_card_the_desk_says_what_to_do(desk):
    press(Qt.Key.Key_F2)
    assert "没有读到证件" in _panel(desk).words


def test_locks_and_reasons_are_in_the_draft(desk, reader, qtbot, tmp_path):
    reader.lay(FATHER)
    press(Qt.Key.Key_F2)
    desk.presenter.cards.unlock("family[0].ethnicity", "证件登记有误,已核户口簿")
    desk.page.keep()
    again = Desk(qtbot, desk.catalogue, tmp_path)
    assert again.row("family[0].name").locked
    assert not again.row("family[0].ethnicity").locked
    assert again.presenter.content["family"][0]["card"]["overridden"] == {"ethnicity": "证件登记有误,已核户口簿"}


def test_locks_move_up_with_the_people(desk, reader):
    desk.put(a_family_of_four())
    grandfather = a_family_of_four()["family"][3]
    reader.lay(card_from_member(grandfather))
    press(Qt.Key.Key_F2)
    assert desk.presenter.case.member == 3
    desk.presenter.select(1)
    desk.presenter.remove_member()
    locked = desk.presenter.case.cards.locked(desk.presenter.content)
    assert locked == {f"family[2].{field}" for field in ("name", "id_number", "sex", "birth_date", "ethnicity")}


def test_the_whole_case_is_accepted_with_its_card_and_trace(desk, reader):
    desk.put(a_family_of_four())
    reader.lay(FATHER)
    press(Qt.Key.Key_F2)
    desk.presenter.cards.unlock("family[0].name", "证件登记有误")
    desk.settle()
    press(Qt.Key.Key_Return, CTRL)
    assert len(desk.papers) == 1
    kept = desk.catalogue.show(desk.papers[0][0]).case.family[0].card
    assert kept is not None
    assert kept.reader == "05.03-20200101-0000012345-0987654321"
    assert kept.overridden == {"name": "证件登记有误"}


def test_the_button_reads_as_f2_does(desk, reader):
    reader.lay(FATHER)
    assert desk.page.bar.card.isEnabled()
    desk.page.bar.card.click()
    QCoreApplication.processEvents()
    assert _person(desk)["name"] == "王建国"


def test_the_agents_card_fills_the_agent(desk, reader):
    desk.put(a_family_of_four())
    desk.page.go_to("agent.name")
    write("马")
    stranger = {**named("马志远").fields, "number": STRANGER_ID}
    reader.lay(type(FATHER)(fields=stranger))
    press(Qt.Key.Key_F2)
    assert desk.presenter.content["agent"] == {"name": "马志远", "id_number": STRANGER_ID}
    assert "马" in _panel(desk).words  # what had been typed
    assert desk.focus() == "agent.phone"
    assert _person(desk)["name"] == "王建国"
    assert not desk.row("agent.name").locked


def test_a_members_card_laid_while_the_cursor_is_at_the_agent_goes_to_the_member(desk, reader):
    desk.put(a_family_of_four())
    desk.page.go_to("agent.name")
    reader.lay(MOTHER)
    press(Qt.Key.Key_F2)
    assert "agent" not in desk.presenter.content
    assert _person(desk, 1)["card"]["kind"] == "resident"
