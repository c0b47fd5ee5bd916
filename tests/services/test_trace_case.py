"""Where a case is: who has it, what counts now, what was decided, and in which bundle it lies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from station_app.domain.deadlines import LimitKind
from station_app.domain.reading import read_document
from station_app.domain.records import Officer
from station_app.domain.vocabulary import Level, OfficerRole, Outcome, Step
from station_app.errors import RefusedError
from station_app.services.decide_case import Said, decide_case
from station_app.services.extend_decision import extend_decision
from station_app.services.move_case import move_case
from station_app.services.register_case import register_case
from tests.people import a_family_of_four
from tests.services.exchanging import two_sites
from tests.services.test_life_of_a_case import a_poor_family, stamped
from tests.stations import PASSWORD, founded

CHIEF = Officer("0002", "赵守正", (OfficerRole.CHIEF, OfficerRole.REVIEWER))
COUNTY = Officer("0007", "孙立本", (OfficerRole.COUNTY_REVIEWER,))


def accept(station, content=None):
    return station.accept(*read_document(content or a_family_of_four())).case_no


def chief_of(station):
    return replace(station._desk, officer=CHIEF)


def test_each_state_names_who_has_to_do_the_next_thing(station):
    case_no = accept(station)
    chief = chief_of(station)
    assert station.trace(case_no).waits_for == "chief"
    decide_case(chief, case_no, Said(Level.STATION, Outcome.RETURN, text="请补结婚证"))
    assert station.trace(case_no).waits_for == "applicant"
    move_case(station._desk, case_no, Step.WITHDRAW)
    assert station.trace(case_no).waits_for == "desk"
    move_case(station._desk, case_no, Step.ARCHIVE, "2026-03")
    assert (station.trace(case_no).waits_for, station.trace(case_no).running) == ("nobody", ())


def test_the_day_that_counts_now_stands_beside_the_day_that_was_told(station):
    case_no = accept(station)
    before = {each.kind: each for each in station.trace(case_no).running}
    assert (before[LimitKind.DECISION].told, before[LimitKind.DECISION].left) == (None, 20)
    extend_decision(chief_of(station), case_no, "需向原户口所在地核查", date(2026, 11, 23))
    (extended,) = [each for each in station.trace(case_no).running if each.kind is LimitKind.DECISION]
    assert (extended.due, extended.told, extended.left) == (date(2027, 1, 5), date(2026, 12, 21), 30)


def test_what_presses_most_stands_first_and_a_decided_case_has_its_delivery_left(station):
    case_no = accept(station)
    assert [each.kind for each in station.trace(case_no).running] == [LimitKind.PROMISED, LimitKind.DECISION]
    decide_case(chief_of(station), case_no, Said(Level.STATION, Outcome.APPROVE))
    assert [each.kind for each in station.trace(case_no).running] == [LimitKind.DELIVERY]


def test_a_refusal_is_shown_with_the_words_of_its_ground_and_its_clause(station):
    case_no = accept(station, a_poor_family())
    decide_case(chief_of(station), case_no, Said(Level.STATION, Outcome.REFUSE, "poverty_unproven", "没有社保记录"))
    (said,) = station.trace(case_no).decisions
    assert said.ground.startswith("建档立卡身份未获证明")
    assert said.basis == "天政办发〔2020〕5号 二(一)2"
    assert (said.text, said.flags, said.officer_name) == ("没有社保记录", ("social_insurance",), "0002")


def test_a_decision_from_a_stamped_form_names_who_signed_it(station):
    case_no = accept(station, a_poor_family())
    chief = chief_of(station)
    decide_case(chief, case_no, Said(Level.STATION, Outcome.APPROVE))
    decide_case(chief, case_no, Said(Level.COUNTY, Outcome.APPROVE, reference="秦公户〔2026〕17号"), stamped())
    said = station.trace(case_no).decisions[-1]
    assert (said.decider, said.decided_on, said.reference) == ("孙立本", date(2026, 11, 23), "秦公户〔2026〕17号")


def test_who_was_entered_where_and_until_when(station):
    case_no = accept(station)
    chief = chief_of(station)
    decide_case(chief, case_no, Said(Level.STATION, Outcome.APPROVE))
    register_case(station._desk, case_no)
    assert [(each.place, each.until) for each in station.trace(case_no).entered] == [(n, None) for n in range(4)]
    move_case(chief, case_no, Step.REVERSE, "登记错了人")
    assert {each.until for each in station.trace(case_no).entered} == {date(2026, 11, 23)}


def test_a_case_is_followed_from_the_station_to_the_county_and_back(tmp_path):
    with two_sites(tmp_path) as (station, county):
        case_no = accept(station, a_poor_family())
        decide_case(chief_of(station), case_no, Said(Level.STATION, Outcome.APPROVE))
        (waiting,) = station.trace(case_no).carried
        assert (waiting.name, waiting.outgoing, waiting.number) == ("天水市公安局秦州分局", True, 0)

        received = county.import_bundle(Path(station.export(tmp_path / "out").bundle))
        (sent,) = station.trace(case_no).carried
        assert (sent.number, sent.acknowledged_at) == (1, None)
        station.import_bundle(Path(received.acknowledgement))
        assert station.trace(case_no).carried[0].acknowledged_at is not None
        (came,) = county.trace(case_no).carried
        assert (came.outgoing, came.number) == (False, 1)

        said = Said(Level.COUNTY, Outcome.APPROVE, reference="秦公户〔2026〕17号")
        decide_case(replace(county._desk, officer=COUNTY), case_no, said)
        assert [(each.outgoing, each.number) for each in county.trace(case_no).carried] == [(True, 0), (False, 1)]
        station.import_bundle(Path(county.export(tmp_path / "back").bundle))
        assert [(each.outgoing, each.number) for each in station.trace(case_no).carried] == [(False, 1), (True, 1)]
        assert station.trace(case_no).waits_for == "desk"


def test_an_unknown_case_is_nowhere(station):
    with pytest.raises(RefusedError, match="case_unknown"):
        station.trace("620502001-20261123-HJ9999")


@pytest.mark.postgres
def test_postgresql_tells_the_same(tmp_path, postgres_place):
    catalogue = founded(tmp_path / "station", database=postgres_place).log_in("0001", PASSWORD)
    try:
        case_no = accept(catalogue)
        chief = chief_of(catalogue)
        decide_case(chief, case_no, Said(Level.STATION, Outcome.APPROVE))
        register_case(catalogue._desk, case_no)
        catalogue.remind(case_no, "请送达")
        trace = catalogue.trace(case_no)
        assert (trace.waits_for, [each.kind for each in trace.running]) == ("desk", [LimitKind.DELIVERY])
        assert [each.outcome for each in trace.decisions] == [Outcome.APPROVE]
        assert len(trace.entered) == 4
        assert catalogue.show(case_no).reminder.text == "请送达"
        assert [each.name for each in catalogue.offers(case_no) if each.possible] == ["deliver"]
    finally:
        catalogue.close()
