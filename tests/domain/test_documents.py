"""The checklist of a family: what the law asks, what proves it otherwise, what may wait, and what is never asked."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources import folder
from station_app import texts
from station_app.domain.case_file import (
    CaseDocument,
    CaseFile,
    Destination,
    FamilyMember,
    NamedPerson,
)
from station_app.domain.documents import demands, document_findings
from station_app.domain.findings import Severity, blocking
from station_app.domain.policy import known_kinds, load_packs
from station_app.domain.records import DocumentDemand
from station_app.domain.vocabulary import (
    DestinationKind,
    Housing,
    IdAbsentReason,
    Presented,
    RelationNature,
    Role,
    Route,
)

PACK = load_packs(folder("policy"))[-1]
ON = date(2026, 11, 23)
OWN = "620502198503179818"


def member(role: Role, relationship: str, **more: Any) -> FamilyMember:
    facts: dict[str, Any] = {"id_number": "620523198602119821", "birth_date": date(1986, 2, 11)} | more
    return FamilyMember(role=role, relationship=relationship, **facts)


APPLICANT = member(Role.APPLICANT, "01", id_number=OWN, birth_date=date(1985, 3, 17))
SPOUSE = member(Role.SPOUSE, "12")
CHILD = member(Role.MINOR_CHILD, "22", birth_date=date(2014, 9, 8), guardian=0)
FATHER = member(Role.PARENT, "51", birth_date=date(1957, 6, 30))


def paper(kind: str, holder: int | None = 0, also: tuple[int, ...] = (), **more: Any) -> CaseDocument:
    facts: dict[str, Any] = {"presented": Presented.ORIGINAL} | more
    return CaseDocument(kind=kind, holder=holder, also=also, **facts)


def family(*members: FamilyMember, papers: tuple[CaseDocument, ...] = (), **more: Any) -> CaseFile:
    return CaseFile(route=more.pop("route", Route.GENERAL), family=members, documents=papers, **more)


EXAMPLE = family(
    APPLICANT,
    SPOUSE,
    CHILD,
    FATHER,
    papers=(
        paper("111", number=OWN, issued=date(2015, 1, 1), expires="2035-01-01"),
        paper("113"),
        paper("219", also=(1,)),
    ),
)


def without(case: CaseFile, *kinds: str) -> CaseFile:
    kept = tuple(document for document in case.documents if document.kind not in kinds)
    return msgspec.structs.replace(case, documents=kept)


def line(case: CaseFile, kind: str, holder: int | None = 0) -> DocumentDemand | None:
    return next((one for one in demands(case, PACK, ON) if (one.kind, one.holder) == (kind, holder)), None)


def codes(case: CaseFile, severity: Severity | None = None) -> set[str]:
    return {one.code for one in document_findings(case, PACK, ON) if severity in {None, one.severity}}


def test_the_contracts_example_lacks_nothing_that_blocks():
    assert not blocking(document_findings(EXAMPLE, PACK, ON), {})
    assert {one.status for one in demands(EXAMPLE, PACK, ON) if one.blocking} == {"present"}


def test_the_checklist_of_a_family_of_four_fits_on_one_page():
    assert len(demands(EXAMPLE, PACK, ON)) <= 12


def test_a_missing_marriage_certificate_blocks_and_is_listed_with_the_applicant():
    case = without(EXAMPLE, "219")
    demand = line(case, "219")
    assert demand is not None
    assert (demand.status, demand.blocking, demand.supplementable) == ("missing", True, True)
    (missing,) = [one for one in document_findings(case, PACK, ON) if one.severity is Severity.ERROR]
    assert (missing.code, missing.where, missing.details["kind"]) == ("document_missing", "documents", "219")
    assert "结婚证" in missing.message


def test_a_booklet_that_lists_both_spouses_makes_the_marriage_certificate_needless():
    case = without(EXAMPLE, "219", "113")
    case = msgspec.structs.replace(case, documents=(*case.documents, paper("113", also=(1, 2, 3))))
    demand = line(case, "219")
    assert demand is not None
    assert demand.status == "not_needed"
    assert not codes(case, Severity.ERROR)


def test_a_promised_booklet_proves_no_marriage():
    case = without(EXAMPLE, "219", "113")
    promised = paper("113", also=(1,), presented=Presented.COMMITMENT)
    case = msgspec.structs.replace(case, documents=(*case.documents, promised))
    assert "document_missing" in codes(case, Severity.ERROR)


def test_a_promised_marriage_certificate_may_follow_within_ten_working_days():
    case = without(EXAMPLE, "219")
    promised = paper("219", also=(1,), presented=Presented.COMMITMENT)
    case = msgspec.structs.replace(case, documents=(*case.documents, promised))
    demand = line(case, "219")
    assert demand is not None
    assert demand.status == "commitment"
    assert not codes(case, Severity.ERROR)
    (note,) = [one for one in document_findings(case, PACK, ON) if one.code == "document_promised"]
    assert note.details["due"] == "2026-12-07"


def test_a_promise_cannot_stand_in_for_the_applicants_identity():
    case = family(APPLICANT, papers=(paper("111", presented=Presented.COMMITMENT), paper("113")))
    assert codes(case, Severity.ERROR) == {"document_missing", "commitment_not_allowed"}


def test_a_promise_of_something_nobody_needs_is_only_remarked_on():
    case = family(APPLICANT, papers=(paper("111"), paper("113"), paper("225", presented=Presented.COMMITMENT)))
    assert "commitment_not_needed" in codes(case, Severity.NOTE)
    assert not codes(case, Severity.ERROR)


@pytest.mark.parametrize("presented", [Presented.ORIGINAL, Presented.ELECTRONIC, Presented.VERIFIED_ONLINE])
def test_a_card_that_was_read_seen_or_verified_counts(presented):
    case = family(APPLICANT, papers=(paper("111", presented=presented), paper("113")))
    assert not document_findings(case, PACK, ON)


def test_a_mere_copy_of_the_card_counts_with_a_warning():
    case = family(APPLICANT, papers=(paper("111", presented=Presented.COPY), paper("113")))
    assert codes(case) == {"document_only_copied"}


def test_a_document_line_not_yet_ticked_counts_as_missing():
    case = family(APPLICANT, papers=(paper("111", presented=None), paper("113")))
    assert codes(case, Severity.ERROR) == {"document_missing"}


def test_a_collective_household_page_does_for_the_booklet():
    assert not codes(family(APPLICANT, papers=(paper("111"), paper("X06"))))


def test_a_newborn_is_proven_by_the_birth_certificate():
    newborn = member(Role.MINOR_CHILD, "22", id_number=None, id_absent_reason=IdAbsentReason.NEWBORN, guardian=0)
    case = family(APPLICANT, newborn, papers=(paper("111"), paper("113")))
    assert codes(case, Severity.ERROR) == {"document_missing"}
    whole = msgspec.structs.replace(case, documents=(*case.documents, paper("117", 1)))
    assert not document_findings(whole, PACK, ON)


def test_a_newborn_cannot_be_promised():
    newborn = member(Role.MINOR_CHILD, "22", id_number=None, id_absent_reason=IdAbsentReason.NEWBORN, guardian=0)
    promised = paper("117", 1, presented=Presented.COMMITMENT)
    case = family(APPLICANT, newborn, papers=(paper("111"), paper("113"), promised))
    assert "commitment_not_allowed" in codes(case, Severity.ERROR)


def test_an_unregistered_person_may_show_another_proof_of_kinship():
    person = member(Role.PARENT, "52", id_number=None, id_absent_reason=IdAbsentReason.UNREGISTERED)
    case = family(APPLICANT, person, papers=(paper("111"), paper("113"), paper("X08", 1)))
    assert not codes(case, Severity.ERROR)


def test_an_unregistered_applicant_is_not_asked_for_a_booklet():
    person = member(Role.APPLICANT, "01", id_number=None, id_absent_reason=IdAbsentReason.UNREGISTERED)
    case = family(person, papers=(paper("X08"),))
    assert {one.kind: one.status for one in demands(case, PACK, ON)} == {"113": "not_needed", "X08": "present"}
    assert not document_findings(case, PACK, ON)


def test_an_adopted_child_needs_the_adoption_registration():
    child = msgspec.structs.replace(CHILD, relation_nature=RelationNature.ADOPTED)
    case = family(APPLICANT, child, papers=(paper("111"), paper("113")))
    assert line(case, "X04", 1) is not None
    assert codes(case, Severity.ERROR) == {"document_missing"}
    whole = msgspec.structs.replace(case, documents=(*case.documents, paper("X04", 1)))
    assert not codes(whole, Severity.ERROR)


@pytest.mark.parametrize("guardian", [0, 1])
def test_a_parent_in_the_family_proves_no_guardianship(guardian):
    child = msgspec.structs.replace(CHILD, guardian=guardian)
    assert line(family(APPLICANT, SPOUSE, child), "X03", 2) is None


@pytest.mark.parametrize("guardian", [3, 99, -1, NamedPerson(name="安秀英")])
def test_any_other_guardian_shows_the_guardianship(guardian):
    child = msgspec.structs.replace(CHILD, guardian=guardian)
    demand = line(family(APPLICANT, SPOUSE, child, FATHER), "X03", 2)
    assert demand is not None
    assert (demand.blocking, demand.supplementable) == (True, False)


def test_a_grandparent_who_looks_after_a_grandchild_shows_the_guardianship():
    grandchild = member(Role.OTHER_RELATIVE, "41", birth_date=date(2013, 7, 14), guardian=0)
    assert line(family(APPLICANT, grandchild), "X03", 1) is not None


def test_a_grown_child_who_is_the_grandchilds_parent_shows_none():
    son = member(Role.OTHER_RELATIVE, "22", birth_date=date(1990, 7, 14))
    grandchild = member(Role.OTHER_RELATIVE, "41", birth_date=date(2013, 7, 14), guardian=1)
    assert line(family(APPLICANT, son, grandchild), "X03", 2) is None


def test_a_minor_applicant_or_sibling_has_the_parents_as_guardians():
    minor = member(Role.APPLICANT, "01", birth_date=date(2010, 7, 14), guardian=2)
    sister = member(Role.OTHER_RELATIVE, "77", birth_date=date(2012, 7, 14), guardian=2)
    case = family(minor, sister, FATHER)
    assert line(case, "X03", 0) is None
    assert line(case, "X03", 1) is None


def test_a_foster_parent_shows_the_guardianship():
    child = msgspec.structs.replace(CHILD, relation_nature=RelationNature.FOSTER)
    assert line(family(APPLICANT, child), "X03", 1) is not None


@pytest.mark.parametrize(("birth", "asked"), [(date(2008, 11, 23), False), (date(2008, 11, 24), True)])
def test_guardianship_ends_with_the_eighteenth_birthday(birth, asked):
    young = member(Role.OTHER_RELATIVE, "73", birth_date=birth, guardian=0)
    assert (line(family(APPLICANT, young), "X03", 1) is not None) is asked


def test_who_stays_behind_is_asked_for_nothing():
    stays = msgspec.structs.replace(SPOUSE, moves=False)
    case = family(APPLICANT, stays, papers=(paper("111"), paper("113")))
    assert not document_findings(case, PACK, ON)


def test_only_an_agent_makes_an_authorisation_necessary():
    agent = NamedPerson(name="雷小军", id_number="620503197803039815")
    papers = (paper("111"), paper("113"))
    assert line(family(APPLICANT, papers=papers), "X02", None) is None
    case = family(APPLICANT, papers=papers, agent=agent)
    assert [one.details["kind"] for one in document_findings(case, PACK, ON)] == ["X02", "111"]
    whole = msgspec.structs.replace(case, documents=(*papers, paper("X02"), paper("111", None, number=agent.id_number)))
    assert not document_findings(whole, PACK, ON)


def test_the_agents_card_does_not_show_who_the_applicant_is():
    agent = NamedPerson(name="雷小军", id_number="620503197803039815")
    papers = (paper("113"), paper("X02"), paper("111", number=agent.id_number))
    (missing,) = document_findings(family(APPLICANT, papers=papers, agent=agent), PACK, ON)
    assert (missing.code, missing.details["rule"]) == ("document_missing", "identity")


def test_another_persons_card_is_not_the_agents():
    agent = NamedPerson(name="雷小军", id_number="620503197803039815")
    case = family(APPLICANT, papers=(paper("111"), paper("113"), paper("X02"), paper("111", None, number=OWN)))
    assert codes(msgspec.structs.replace(case, agent=agent)) == {"document_outstanding"}


def test_an_agent_from_the_family_shows_the_card_once():
    agent = NamedPerson(id_number=SPOUSE.id_number)
    papers = (paper("111"), paper("113", also=(1,)), paper("X02"), paper("111", 1, number=SPOUSE.id_number))
    assert not document_findings(family(APPLICANT, SPOUSE, papers=papers, agent=agent), PACK, ON)


def test_the_poverty_route_asks_for_its_certificate_and_the_general_one_does_not():
    case = family(APPLICANT, papers=(paper("111"), paper("113")), route=Route.POVERTY)
    assert line(case, "X01", None) is not None
    assert "document_missing" in codes(case)
    assert not codes(msgspec.structs.replace(case, route=Route.GENERAL))


@pytest.mark.parametrize("kind", list(DestinationKind))
@pytest.mark.parametrize("housing", list(Housing))
def test_neither_housing_nor_address_ever_makes_an_error(kind, housing):
    papers = (paper("111"), paper("113"), paper("X05", presented=Presented.COMMITMENT))
    case = family(APPLICANT, papers=papers, housing=housing, destination=Destination(kind=kind))
    assert not codes(case, Severity.ERROR)
    demand = line(case, "X05", None)
    assert (demand is None) is (kind is DestinationKind.PUBLIC_COLLECTIVE)
    assert demand is None or not demand.blocking


@pytest.mark.parametrize("kind", ["131", "159", "163", "329", "116", "223", "765"])
def test_a_forbidden_document_is_handed_back_never_asked_for(kind):
    case = family(APPLICANT, papers=(paper("111"), paper("113"), paper(kind)))
    (note,) = document_findings(case, PACK, ON)
    assert (note.severity, note.code, note.where) == (Severity.NOTE, "document_not_needed", "documents[2]")
    assert kind not in {one.kind for one in demands(case, PACK, ON)}


def test_a_title_deed_may_fix_an_own_address():
    case = family(
        APPLICANT,
        papers=(paper("111"), paper("113"), paper("329")),
        destination=Destination(kind=DestinationKind.OWN_HOME),
    )
    assert not document_findings(case, PACK, ON)


@given(
    st.sampled_from(sorted(Housing)),
    st.sampled_from(sorted(DestinationKind)),
    st.sampled_from(sorted(Route)),
    st.lists(st.sampled_from([SPOUSE, CHILD, FATHER]), max_size=4),
)
def test_no_family_is_ever_asked_for_what_the_policy_forbids(housing, kind, route, others):
    case = family(APPLICANT, *others, housing=housing, destination=Destination(kind=kind), route=route)
    forbidden = {one for rule in PACK.forbidden for one in rule.kinds}
    assert not forbidden & {one.kind for one in demands(case, PACK, ON)}
    assert all(one.basis and one.why for one in demands(case, PACK, ON))


def test_an_expired_card_warns_and_does_not_block():
    case = family(APPLICANT, papers=(paper("111", expires="2026-11-22"), paper("113")))
    assert codes(case) == {"document_expired"}
    assert codes(case, Severity.WARNING) == {"document_expired"}


@pytest.mark.parametrize("expires", ["2026-11-23", "long-term", None])
def test_a_card_is_good_to_its_last_day(expires):
    assert not codes(family(APPLICANT, papers=(paper("111", expires=expires), paper("113"))))


def test_dates_that_cannot_be_are_errors():
    crossed = paper("111", issued=date(2020, 1, 1), expires="2019-01-01")
    early = paper("113", issued=date(2026, 11, 24))
    assert codes(family(APPLICANT, papers=(crossed, early))) == {"document_dates_crossed", "document_issued_later"}


@pytest.mark.parametrize("number", ["62050219850317981", "62050219850317981x1", "ABC", "９９"])
def test_a_card_number_of_the_wrong_form_is_an_error(number):
    assert "document_number_format" in codes(
        family(APPLICANT, papers=(paper("111", number=number), paper("113"))), Severity.ERROR
    )


def test_a_card_number_typed_with_spaces_or_full_width_digits_is_understood():
    case = family(APPLICANT, papers=(paper("111", number="620502 19850317 9818"), paper("113")))
    assert not codes(case)


def test_another_persons_number_on_the_card_is_an_error():
    case = family(APPLICANT, papers=(paper("111", number="620523198602119821"), paper("113")))
    assert codes(case, Severity.ERROR) == {"document_number_differs"}


def test_a_strange_birth_certificate_number_only_warns():
    case = family(APPLICANT, CHILD, papers=(paper("111"), paper("113", also=(1,)), paper("117", 1, number="12")))
    assert codes(case) == {"document_number_format"}
    assert codes(case, Severity.WARNING) == {"document_number_format"}


@pytest.mark.parametrize("holder", [1, -1, 99])
def test_a_holder_outside_the_family_is_an_error(holder):
    case = family(APPLICANT, papers=(paper("111"), paper("113", holder, also=(0, 7))))
    places = {one.where for one in document_findings(case, PACK, ON) if one.code == "document_holder_unknown"}
    assert places == {"documents[1].holder", "documents[1].also[1]"}


def test_an_unknown_kind_is_an_error():
    assert "document_kind_unknown" in codes(family(APPLICANT, papers=(paper("987"),)), Severity.ERROR)


def test_an_empty_case_has_a_checklist_and_no_crash():
    assert [one.kind for one in demands(CaseFile(), PACK, ON)] == ["113"]
    assert codes(CaseFile()) == {"document_missing"}


def test_no_sentence_holds_an_id_number_or_a_gap():
    case = without(EXAMPLE, "111", "219")
    for language in texts.LANGUAGES:
        texts.choose(language)
        for finding in document_findings(case, PACK, ON):
            assert "{" not in finding.message
            assert not finding.message.startswith("finding.")
            assert OWN not in finding.message
            assert "X0" not in finding.message


@given(
    st.lists(
        st.builds(
            CaseDocument,
            kind=st.sampled_from([None, "", "987", *sorted(known_kinds())]),
            holder=st.none() | st.integers(-2, 5),
            also=st.lists(st.integers(-2, 5), max_size=3).map(tuple),
            number=st.none() | st.text(max_size=20),
            presented=st.none() | st.sampled_from(sorted(Presented)),
            issued=st.none() | st.dates(),
            expires=st.none() | st.just("long-term") | st.dates().map(date.isoformat),
        ),
        max_size=6,
    )
)
def test_whatever_is_presented_gives_an_answer_and_the_same_one_again(papers):
    case = msgspec.structs.replace(EXAMPLE, documents=tuple(papers))
    assert demands(case, PACK, ON) == demands(case, PACK, ON)
    assert document_findings(case, PACK, ON) == document_findings(case, PACK, ON)
