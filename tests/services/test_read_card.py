"""A card becomes a proposal for a person, with everything an officer should know about it."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from station_app.devices.card_text import read_text
from station_app.devices.simulated_reader import SimulatedReader
from station_app.domain.case_file import CardReading, FamilyMember
from station_app.domain.findings import Severity
from station_app.errors import DeviceError
from station_app.services.read_card import find_reader, propose, read_card
from tests.devices.cards import EXPIRED, FATHER, FOREIGN_2023, HONG_KONG, LONG_TERM, MOTHER, named
from tests.people import FATHER_ID

TODAY = date(2026, 11, 23)


def _proposed(card):
    return propose(read_text(card.text_area, card.address_area or b""), "05.03-1-2-3", TODAY)


def _codes(proposal) -> dict[str, Severity]:
    return {finding.code: finding.severity for finding in proposal.findings}


def test_the_facts_fit_into_a_case_file():
    proposal = _proposed(FATHER)
    member = msgspec.convert({**proposal.facts, "card": proposal.block}, FamilyMember)
    assert member.name == "王建国"
    assert member.id_number == FATHER_ID
    assert (member.sex, member.birth_date, member.ethnicity) == ("1", date(1985, 3, 17), "01")
    assert member.card == CardReading(
        kind="resident", reader="05.03-1-2-3", authority="甘谷县公安局", issued=date(2019, 5, 20), expires="2039-05-20"
    )
    assert proposal.findings == ()


def test_the_newest_address_is_proposed_and_the_printed_one_kept_beside_it():
    proposal = _proposed(MOTHER)
    assert proposal.address == "甘肃省天水市秦州区大城街道某某路3号"
    assert proposal.card_address == "甘肃省甘谷县磐安镇某某村12号"
    assert _proposed(FATHER).card_address == ""


def test_an_expired_card_warns_and_a_card_for_life_never_does():
    assert _codes(_proposed(EXPIRED)) == {"card_expired": Severity.WARNING}
    assert _codes(_proposed(LONG_TERM)) == {}


def test_a_card_is_valid_through_its_last_day():
    ends = propose(read_text(EXPIRED.text_area), "", date(2026, 10, 1))
    assert "card_expired" not in _codes(ends)


def test_a_private_character_stays_in_the_name_until_somebody_settles_it():
    proposal = _proposed(named("王\ue863"))
    assert proposal.facts["name"] == "王\ue863"
    assert proposal.name_code_points == "U+738B U+E863"
    assert _codes(proposal) == {"name_private_character": Severity.CONFIRM}


def test_half_a_character_is_named_by_its_number():
    proposal = _proposed(named("王".encode("utf-16-le") + b"\x42\xd8"))
    assert proposal.name == "王\ufffd"
    assert proposal.name_code_points == "U+738B U+D842"
    assert _codes(proposal)["name_private_character"] is Severity.CONFIRM


def test_a_name_that_fills_the_chip_may_have_been_cut():
    assert _codes(_proposed(named("一二三四五六七八九十甲乙丙丁戊")))["name_longer_than_chip"] is Severity.WARNING


def test_permits_say_that_they_are_no_registration():
    assert _codes(_proposed(HONG_KONG)) == {"id_region_permit": Severity.NOTE}
    foreign = _proposed(FOREIGN_2023)
    assert foreign.name == "VERYLONGFAMILYNAME, ANNA MARIA CHRISTINA"
    assert _codes(foreign)["card_field_unreadable"] is Severity.WARNING


def test_the_reader_is_let_go_whatever_happens():
    class Source(SimulatedReader):
        closed = 0

        def take(self, read_already=()):
            driver = super().take(read_already)
            close = driver.close

            def count() -> None:
                self.closed += 1
                close()

            driver.close = count
            return driver

    source = Source()
    with pytest.raises(DeviceError, match="card_absent"):
        read_card(source, TODAY, wait=0, watch=lambda *_: None)
    source.lay(FATHER)
    assert read_card(source, TODAY, wait=0, watch=lambda *_: None).name == "王建国"
    find_reader(source, lambda *_: None)
    assert source.closed == 3
