"""A residence permit from application to cancellation, and what the law lets the desk ask and do (居住证暂行条例)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec import structs

from station_app.clock import FixedClock
from station_app.domain.looks import WhyLooked
from station_app.domain.permits import status_on
from station_app.domain.reading import read_document
from station_app.domain.vocabulary import Level, Outcome, PermitBusiness, PermitEnd, PermitFilter, PermitStatus
from station_app.errors import RefusedError
from station_app.journal import rebuild
from station_app.services.decide_case import Said, decide_case
from station_app.storage import reads
from tests.people import a_family_of_four, id_number
from tests.services.exchanging import found, found_county
from tests.services.permits import SINGLE_ID, an_application
from tests.services.settling import CHIEF, alone
from tests.stations import introduce


def on(station, day):
    """Let it be half past nine in China on this day."""
    year, month, number = map(int, day.split("-"))
    station._desk = replace(station._desk, clock=FixedClock(datetime(year, month, number, 1, 30, tzinfo=UTC)))
    return station


def applied(station, content=None):
    return station.apply_permit(*read_document(content or an_application()))


def codes(station, content):
    found = station.check(*read_document(content)).findings
    return {(each.severity.value, each.code, each.where) for each in found}


def numbers(station, wanted=PermitFilter.ALL, text=""):
    return [each.permit_no for each in station.permits(wanted, text).rows]


def refusal(act, *given, **more):
    with pytest.raises(RefusedError) as refused:
        act(*given, **more)
    return refused.value.code


def test_a_permit_lives_its_years(station, tmp_path):
    record = applied(station)
    number = record.permit_no
    assert number == "620502001-20261123-JZ0001"
    assert (record.made.due, record.made.fee) == (date(2026, 12, 8), 0), "fifteen days of the calendar, nothing to pay"
    assert numbers(station, PermitFilter.TO_HAND_OUT) == [number]
    assert refusal(applied, station) == "permit_not_acceptable", "one permit each"
    assert refusal(station.endorse_permit, number) == "permit_step_impossible"
    assert refusal(station.issue_permit, number, " ") == "permit_card_missing"

    issued = on(station, "2026-12-01").issue_permit(number, "J62050200001")
    assert (issued.state.due.opens, issued.state.due.last) == (date(2027, 11, 1), date(2027, 12, 1))
    assert issued.handed_to == "陈晓梅"
    assert refusal(station.endorse_permit, number) == "permit_too_early"

    on(station, "2027-11-01")
    assert numbers(station, PermitFilter.DUE) == [number]
    endorsed = station.endorse_permit(number)
    assert (endorsed.endorsement.late, endorsed.state.due.years) == (False, 2)
    assert endorsed.state.due.full_year == date(2028, 12, 1), "endorsing early costs no days"
    assert numbers(station, PermitFilter.DUE) == []

    on(station, "2028-12-04")
    assert station.permits(PermitFilter.SUSPENDED).rows[0].status is PermitStatus.SUSPENDED
    late = station.endorse_permit(number)
    assert (late.endorsement.late, late.state.due.counted_from) == (True, date(2028, 12, 4))
    assert status_on(late.state, date(2028, 12, 4)) is PermitStatus.VALID

    wanted = (number, PermitBusiness.RENEW, "卡面磨损")
    assert refusal(station.replace_permit, *wanted) == "permit_old_card_missing"
    assert refusal(station.replace_permit, number, PermitBusiness.FIRST, "再领") == "permit_old_card_missing"
    moved = station.replace_permit(*wanted, old_card=True, division="620502002", address="秦州区七里墩街道某路9号")
    assert moved.file.asked.address == "秦州区七里墩街道某路9号"
    assert station.permits(PermitFilter.ALL, "七里墩").rows == (), "addresses are not what permits are found by"
    assert status_on(moved.state, date(2028, 12, 4)) is PermitStatus.REPLACING
    renewed = station.issue_permit(number, "J62050200002", "陈大山")
    assert renewed.state.due == late.state.due, "a new card changes no years"

    assert refusal(station.cancel_permit, number, PermitEnd.MISTAKEN) == "reason_missing"
    ended = station.cancel_permit(number, PermitEnd.LEFT, "回兰州居住")
    assert status_on(ended.state, date(2028, 12, 4)) is PermitStatus.CANCELLED
    assert refusal(station.endorse_permit, number) == "permit_step_impossible"
    assert applied(station).permit_no == "620502001-20281204-JZ0001", "whoever comes back applies anew"
    told = [item.summary for item in station.permit(number).timeline]
    assert told[0] == "居住证申领受理"
    assert told[3] == "居住证逾期补办签注,居住年限自当日起重新计算"
    assert told[-1] == "居住证注销:离开居住地 回兰州居住"

    station.export_journal(tmp_path / "masked.jsonl", masked=True)
    extract = (tmp_path / "masked.jsonl").read_text(encoding="utf-8")
    assert not [
        each for each in ("陈晓梅", SINGLE_ID, "陈大山", "解放路", "七里墩", "回兰州", "磨损") if each in extract
    ]
    assert rebuild.rebuild(station._desk.store).problems == ()


def test_permits_are_found_by_what_is_remembered_and_every_look_is_noted(station):
    number = applied(station).permit_no
    other = an_application()
    other["family"][0] |= {"name": "王磊", "id_number": id_number("610102", "1990-02-03", "1"), "sex": "1"}
    other["family"][0] |= {"birth_date": "1990-02-03", "origin": {"division": "610102", "address": "西安市某处"}}
    other["documents"][0]["number"] = other["family"][0]["id_number"]
    second = applied(station, other).permit_no
    assert numbers(station) == [second, number]
    for text in ("陈晓", "晓梅", "chenxiaomei", "cxm", SINGLE_ID, SINGLE_ID[-6:], number, number.lower()):
        assert numbers(station, text=text) == [number], text
    assert numbers(station, PermitFilter.TO_HAND_OUT, "王磊") == [second]
    assert numbers(station, text="\0") == []
    listed = station.permits(PermitFilter.ALL, "陈晓梅").rows[0]
    assert SINGLE_ID[6:14] not in listed.id_masked
    station.permit(number, WhyLooked.COMMAND_LINE)
    with station._desk.store.read() as uow:
        assert [each.why for each in reads.of_subject(uow, number)] == ["command line"]
    assert refusal(station.permit, "620502001-20261123-JZ0099") == "permit_unknown"


def test_the_desk_asks_for_what_articles_2_and_9_name_and_for_nothing_else(station):
    assert codes(station, an_application()) == set()
    bare = an_application(address=None, ground=None, photo=False)
    bare["documents"] = []
    assert codes(station, bare) == {
        ("error", "required_missing", "permit.address"),
        ("error", "required_missing", "permit.ground"),
        ("error", "permit_photo_missing", "permit.photo"),
        ("error", "document_missing", "documents"),
    }
    assert ("error", "permit_too_soon", "permit.registered_on") in codes(
        station, an_application(registered_on="2026-05-24")
    )
    assert codes(station, an_application(registered_on="2026-05-23")) == set(), "half a year is over on that very day"
    assert ("error", "permit_registered_ahead", "permit.registered_on") in codes(
        station, an_application(registered_on="2026-12-24")
    )
    near = an_application()
    near["family"][0]["origin"]["division"] = "620523"
    assert ("error", "permit_same_city", "permit.division") in codes(station, near)
    permit_pack = next(pack for pack in station._desk.packs if pack.permit)
    wider = structs.replace(permit_pack, permit=structs.replace(permit_pack.permit, within_city=True))
    station._desk = replace(station._desk, packs=(wider,))
    assert codes(station, near) == set(), "whether another county counts is for the city's rules to say"
    two = an_application()
    two["family"] += [two["family"][0] | {"role": "spouse", "relationship": "12"}]
    assert ("error", "permit_one_person", "family[1]") in codes(station, two)
    assert ("warning", "permit_elsewhere", "permit.division") in codes(station, an_application(division="620602"))
    for ground, kind in (("work", "X11"), ("work", "X12"), ("study", "133"), ("study", "X13"), ("dwelling", "329")):
        content = an_application(ground=ground)
        content["documents"][1]["kind"] = kind
        assert codes(station, content) == set(), (ground, kind)


def test_a_guardian_or_near_relative_may_come_for_a_child_or_somebody_infirm(station):
    content = an_application()
    number = id_number("620102", "1966-01-02", "1")
    content["agent"] = {"name": "陈大山", "id_number": number, "relationship": "51"}
    assert ("error", "document_missing", "documents") in codes(station, content), "both show who they are"
    content["documents"].append({"kind": "111", "holder": 0, "number": number, "presented": "original"})
    assert codes(station, content) == {("error", "permit_agent_needless", "agent")}
    content["permit"]["infirm"] = True
    assert codes(station, content) == set()
    content["agent"]["relationship"] = "97"
    assert codes(station, content) == {("error", "permit_agent_distant", "agent.relationship")}


def test_all_that_is_missing_is_told_once_on_paper_and_a_permit_is_no_case(station):
    bare = an_application(photo=False)
    bare["documents"] = []
    issued = station.notice_permit(*read_document(bare))
    assert issued.case_no == "620502001-20261123-GZ0001"
    assert issued.pdf.startswith(b"%PDF")
    assert refusal(station.notice_permit, *read_document(an_application())) == "notice_nothing_missing"
    assert refusal(station.accept, *read_document(an_application())) == "permit_is_no_case"
    family = read_document(a_family_of_four())
    assert refusal(station.apply_permit, *family) == "case_is_no_permit"
    reason = {"reason": "not_competent", "text": "请到兰州办理"}
    assert refusal(station.decline, *read_document(an_application()), **reason) == "permit_is_no_case"
    assert numbers(station) == []


def test_a_remote_place_may_take_thirty_days_where_the_pack_says_so(station):
    pack = next(pack for pack in station._desk.packs if pack.permit)
    rules = structs.replace(pack.permit, remote_divisions=("620502",), replacement_fee=20)
    station._desk = replace(station._desk, packs=(structs.replace(pack, permit=rules),))
    record = applied(station)
    assert (record.made.days, record.made.due) == (30, date(2026, 12, 23))
    station.issue_permit(record.permit_no, "J1")
    lost = station.replace_permit(record.permit_no, PermitBusiness.LOST, "丢失", division="620503001")
    assert (lost.made.fee, lost.made.business) == (20, PermitBusiness.LOST)
    assert lost.made.days == 30, "without a new address nobody moved, whatever place the sheet proposed"


def test_whoever_settles_is_told_to_cancel_the_permit(station):
    family = alone()
    content = an_application()
    person = {name: family["family"][0][name] for name in ("name", "id_number", "sex", "birth_date")}
    content["family"][0] |= person
    content["documents"][0]["number"] = person["id_number"]
    number = applied(station, content).permit_no
    case_no = station.accept(*read_document(family)).case_no
    decide_case(replace(station._desk, officer=CHIEF), case_no, Said(Level.STATION, Outcome.APPROVE))
    assert station.register(case_no).permits == (number,)
    assert numbers(station, PermitFilter.TO_CANCEL) == [number]
    station.cancel_permit(number, PermitEnd.SETTLED)
    assert numbers(station, PermitFilter.TO_CANCEL) == []
    assert ("error", "permit_registered_here", "family[0].id_number") in codes(station, content)


def test_a_county_learns_of_its_stations_permits_and_changes_none(tmp_path):
    station, county = found(tmp_path / "station"), found_county(tmp_path / "county")
    introduce(station, county, tmp_path / "letters")
    number = applied(station).permit_no
    station.issue_permit(number, "J62050200001")
    county.import_bundle(Path(station.export(tmp_path).bundle))
    assert numbers(county, text="陈晓梅") == [number]
    assert county.permit(number).card_no == "J62050200001"
    assert rebuild.rebuild(county._desk.store).problems == ()
