"""From acceptance to the register: who decides, in which order, on which grounds, and what is left of a mistake."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import select

from resources import folder
from station_app.domain.reading import read_document
from station_app.domain.records import Officer
from station_app.domain.vocabulary import CaseStatus, HouseholdKind, Level, OfficerRole, Outcome, Step
from station_app.errors import NotPermittedError, RefusedError
from station_app.services.decide_case import Said, StampedForm, decide_case
from station_app.services.move_case import move_case
from station_app.services.register_case import register_case
from station_app.services.standing import DECIDER_NAMED_ALIKE
from station_app.storage import households
from station_app.storage.household_tables import registration
from tests.people import a_family_of_four
from tests.services.exchanging import two_sites

CHIEF = Officer("0002", "赵守正", (OfficerRole.CHIEF,))
REVIEWER = Officer("0003", "钱明远", (OfficerRole.REVIEWER,))
COUNTY_REVIEWER = Officer("0007", "孙立本", (OfficerRole.COUNTY_REVIEWER,))
ALONE = Officer("0001", "王景行", tuple(OfficerRole))
"""The accepting officer, with every role there is: he still may not decide what he accepted."""
TODAY = date(2026, 11, 23)
OWN_HOME = "14-own-home.json"


def as_(catalogue, officer):
    """The desk of another officer of the same site."""
    return replace(catalogue._desk, officer=officer)


def accepted(catalogue, **changes):
    content = a_family_of_four() | changes
    return catalogue.accept(*read_document(content)).case_no


def sample(name):
    return json.loads((folder("samples") / name).read_text(encoding="utf-8"))


def a_poor_family():
    return sample("11-registered-poverty.json")


def exchange(sender, receiver, to):
    return receiver.import_bundle(Path(sender.export(to).bundle))


def another_collective(station):
    return station.open_household(
        HouseholdKind.PUBLIC_COLLECTIVE,
        division="620502001",
        address="民主西路2号",
        name="大城派出所第二公共集体户",
        managing_body="大城派出所",
        soft_capacity=None,
    ).household_no


def approve(level=Level.STATION, **more):
    return Said(level, Outcome.APPROVE, **more)


def stamped(decider="孙立本", on=TODAY):
    paper = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(paper, "PNG")
    return StampedForm(decider, on, paper.getvalue())


def persons(catalogue, number):
    with catalogue._desk.store.read() as uow:
        return households.get(uow, number).persons


def rebuilt(catalogue):
    return catalogue.rebuild_journal()


def test_the_chief_approves_and_the_family_enters_the_household_as_a_group(station):
    case_no = accepted(station)
    decided = decide_case(as_(station, CHIEF), case_no, approve())
    assert (decided.status, decided.still) == (CaseStatus.APPROVED, ())
    done = register_case(station._desk, case_no)
    assert done.status is CaseStatus.REGISTERED
    assert [each.place for each in done.registrations] == [0, 1, 2, 3]
    assert [each.head for each in done.registrations] == [True, False, False, False]
    assert done.registrations[0].registration_no == f"{case_no}-01"
    assert done.household_no == station.show(case_no).household.household_no
    assert move_case(station._desk, case_no, Step.DELIVER, "本人").status is CaseStatus.DELIVERED
    assert move_case(station._desk, case_no, Step.ARCHIVE, "2026-03").status is CaseStatus.ARCHIVED
    assert rebuilt(station).problems == ()


def test_nobody_reviews_decides_or_reverses_what_he_accepted(station):
    case_no = accepted(station)
    own = as_(station, ALONE)
    for act in (
        lambda: decide_case(own, case_no, approve()),
        lambda: move_case(own, case_no, Step.REVIEW, "好"),
    ):
        with pytest.raises(NotPermittedError, match="own_case"):
            act()
    decide_case(as_(station, CHIEF), case_no, approve())
    with pytest.raises(NotPermittedError, match="own_case"):
        move_case(own, case_no, Step.REVERSE, "错了")


@pytest.mark.parametrize("role", [role for role in OfficerRole if role is not OfficerRole.CHIEF])
def test_only_the_chief_decides_at_the_station(station, role):
    case_no = accepted(station)
    with pytest.raises(NotPermittedError, match="role_missing"):
        decide_case(as_(station, Officer("0009", "李四", (role,))), case_no, approve())
    assert station.show(case_no).status is CaseStatus.ACCEPTED


def test_what_is_not_approved_cannot_be_registered(station):
    case_no = accepted(station)
    with pytest.raises(RefusedError, match="step_impossible"):
        register_case(station._desk, case_no)


def test_a_poor_family_waits_for_the_county_and_cannot_be_registered_before(tmp_path):
    with two_sites(tmp_path) as (station, county):
        case_no = station.accept(*read_document(a_poor_family())).case_no
        sent = decide_case(as_(station, CHIEF), case_no, approve())
        assert (sent.status, sent.still) == (CaseStatus.AT_COUNTY, (Level.COUNTY,))
        with pytest.raises(RefusedError, match="step_impossible"):
            register_case(station._desk, case_no)
        exchange(station, county, tmp_path / "to-county")
        said = approve(Level.COUNTY, reference="秦公户〔2026〕17号")
        assert decide_case(as_(county, COUNTY_REVIEWER), case_no, said).status is CaseStatus.APPROVED
        exchange(county, station, tmp_path / "to-station")
        assert station.show(case_no).status is CaseStatus.APPROVED
        assert register_case(station._desk, case_no).status is CaseStatus.REGISTERED
        assert rebuilt(station).problems == rebuilt(county).problems == ()


def test_the_county_does_not_decide_before_the_station(tmp_path):
    with two_sites(tmp_path) as (station, county):
        case_no = station.accept(*read_document(a_poor_family())).case_no
        exchange(station, county, tmp_path / "to-county")
        with pytest.raises(RefusedError, match="level_not_next"):
            decide_case(as_(county, COUNTY_REVIEWER), case_no, approve(Level.COUNTY, reference="秦公户〔2026〕17号"))


def test_a_county_that_decides_on_paper_is_entered_with_its_stamped_form_by_somebody_else(station):
    case_no = station.accept(*read_document(a_poor_family())).case_no
    decide_case(as_(station, CHIEF), case_no, approve())
    said = approve(Level.COUNTY, reference="秦公户〔2026〕17号")
    with pytest.raises(RefusedError, match="county_decides"):
        decide_case(as_(station, REVIEWER), case_no, said)
    with pytest.raises(NotPermittedError, match="own_case"):
        decide_case(as_(station, ALONE), case_no, said, stamped())
    with pytest.raises(RefusedError, match="reference_missing"):
        decide_case(as_(station, REVIEWER), case_no, approve(Level.COUNTY), stamped())
    with pytest.raises(RefusedError, match="form_dated_wrong"):
        decide_case(as_(station, REVIEWER), case_no, said, stamped(on=date(2026, 11, 24)))
    with pytest.raises(RefusedError, match="scan_unfit") as unfit:
        decide_case(as_(station, REVIEWER), case_no, said, StampedForm("孙立本", TODAY, b"no picture"))
    assert unfit.value.details["problem"] == "扫描件须为 PDF、JPEG、PNG 或 TIFF"
    assert decide_case(as_(station, REVIEWER), case_no, said, stamped()).status is CaseStatus.APPROVED


def test_a_refusal_needs_a_ground_of_the_pack_and_says_what_is_still_open(station):
    case_no = station.accept(*read_document(a_poor_family())).case_no
    chief = as_(station, CHIEF)
    with pytest.raises(RefusedError, match="ground_missing"):
        decide_case(chief, case_no, Said(Level.STATION, Outcome.REFUSE))
    for forbidden in ("employment", "social_insurance", "housing", "residence_length"):
        with pytest.raises(RefusedError, match="ground_unknown"):
            decide_case(chief, case_no, Said(Level.STATION, Outcome.REFUSE, forbidden))
    refused = decide_case(chief, case_no, Said(Level.STATION, Outcome.REFUSE, "poverty_unproven", "没有社保记录"))
    assert refused.status is CaseStatus.REFUSED
    assert refused.still == ()
    assert refused.still_open == ("general", "residence_permit")
    assert refused.flags == ("social_insurance",)


def test_a_decider_called_like_the_applicant_is_flagged_for_a_second_look(station):
    case_no = accepted(station)
    namesake = Officer("0002", a_family_of_four()["family"][0]["name"], (OfficerRole.CHIEF,))
    assert decide_case(as_(station, namesake), case_no, approve()).flags == (DECIDER_NAMED_ALIKE,)


def test_a_return_says_what_to_do_and_everybody_decides_anew_afterwards(station):
    case_no = station.accept(*read_document(a_poor_family())).case_no
    chief = as_(station, CHIEF)
    decide_case(chief, case_no, approve())
    with pytest.raises(RefusedError, match="reason_missing"):
        decide_case(as_(station, REVIEWER), case_no, Said(Level.COUNTY, Outcome.RETURN), stamped())
    returned = decide_case(
        as_(station, REVIEWER), case_no, Said(Level.COUNTY, Outcome.RETURN, text="请补盖章的证明"), stamped()
    )
    assert returned.status is CaseStatus.SUPPLEMENT
    assert returned.still == ()  # first somebody supplements it
    assert station.show(case_no).still == (Level.STATION, Level.COUNTY)


@pytest.mark.parametrize("ends", ["refuse", "withdraw", "reverse"])
def test_a_case_that_ends_without_registration_leaves_no_room_taken_and_nobody_known(station, ends):
    case_no = accepted(station)
    number = station.show(case_no).household.household_no
    before = persons(station, number)
    chief = as_(station, CHIEF)
    if ends == "refuse":
        decide_case(chief, case_no, Said(Level.STATION, Outcome.REFUSE, "identity_unproven"))
    elif ends == "withdraw":
        move_case(station._desk, case_no, Step.WITHDRAW)
    else:
        decide_case(chief, case_no, approve())
        register_case(station._desk, case_no)
        move_case(chief, case_no, Step.REVERSE, "登记错了人")
    assert persons(station, number) == before - 4
    assert station.known_person(a_family_of_four()["family"][0]["id_number"]) == ()
    assert rebuilt(station).problems == ()
    assert accepted(station), "the same family may come again without a question"


def test_their_own_home_becomes_a_family_household_with_one_head(station):
    case_no = station.accept(*read_document(sample(OWN_HOME))).case_no
    movers = len(station.show(case_no).case.movers)
    decide_case(as_(station, CHIEF), case_no, approve())
    done = register_case(station._desk, case_no)
    assert done.household_no == "620502001-F001"
    assert persons(station, done.household_no) == movers
    with station._desk.store.read() as uow:
        heads = uow.execute(select(registration.c.place).where(registration.c.head)).scalars().all()
    assert len(heads) == 1
    assert rebuilt(station).problems == ()


def test_a_household_that_was_closed_meanwhile_takes_nobody_and_another_can_be_named(station):
    case_no = accepted(station)
    number = station.show(case_no).household.household_no
    decide_case(as_(station, CHIEF), case_no, approve())
    station.close_household(number, "搬迁")
    with pytest.raises(RefusedError, match="household_closed"):
        register_case(station._desk, case_no)
    other = another_collective(station)
    assert register_case(station._desk, case_no, other).household_no == other
    assert (persons(station, number), persons(station, other)) == (0, 4)
    assert rebuilt(station).problems == ()


def test_a_decision_that_comes_too_late_is_named_and_changes_nothing(tmp_path):
    """The applicant withdrew at the station while the county's approval was on its way."""
    with two_sites(tmp_path) as (station, county):
        case_no = station.accept(*read_document(a_poor_family())).case_no
        decide_case(as_(station, CHIEF), case_no, approve())
        exchange(station, county, tmp_path / "to-county")
        decide_case(as_(county, COUNTY_REVIEWER), case_no, approve(Level.COUNTY, reference="秦公户〔2026〕17号"))
        move_case(station._desk, case_no, Step.WITHDRAW)
        told = exchange(county, station, tmp_path / "to-station")
        assert [conflict for conflict in told.conflicts if case_no in conflict]
        assert station.show(case_no).status is CaseStatus.WITHDRAWN
        assert rebuilt(station).problems == ()


def test_the_masked_extract_of_the_later_steps_names_nobody(station, tmp_path):
    case_no = station.accept(*read_document(sample(OWN_HOME))).case_no
    applicant = sample(OWN_HOME)["family"][0]["name"]
    move_case(as_(station, REVIEWER), case_no, Step.REVIEW, f"{applicant}情况属实")
    decide_case(as_(station, CHIEF), case_no, approve(text=f"同意{applicant}落户"))
    register_case(station._desk, case_no)
    move_case(station._desk, case_no, Step.DELIVER, applicant)
    move_case(as_(station, CHIEF), case_no, Step.REVERSE, f"{applicant}登记有误")
    station.export_journal(tmp_path / "full.jsonl")
    station.export_journal(tmp_path / "masked.jsonl", masked=True)
    assert (tmp_path / "full.jsonl").read_text(encoding="utf-8").count(applicant) >= 6
    assert applicant not in (tmp_path / "masked.jsonl").read_text(encoding="utf-8")


def test_the_timeline_tells_each_step_as_a_sentence(station):
    case_no = accepted(station)
    move_case(as_(station, REVIEWER), case_no, Step.REVIEW, "材料齐全")
    decide_case(as_(station, CHIEF), case_no, approve())
    register_case(station._desk, case_no)
    told = [item.summary for item in station.show(case_no).timeline]
    assert told[-3:] == ["审核:材料齐全", "派出所:批准", "落户 620502001-P001,4 人"]
