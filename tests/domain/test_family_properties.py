"""Fifty thousand invented families: the rules against a second, independent statement of them, and what always holds.

Hypothesis gives the seeds, a seed makes a batch. When a family is judged differently it is made smaller here until
nothing can be left out any more, and only that family is shown.
"""

from __future__ import annotations

import copy
import json
import random
import sys
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from resources import folder
from station_app.domain.case_file import CaseFile
from station_app.domain.family import check_family
from station_app.domain.findings import Severity, blocking
from station_app.domain.households import place
from station_app.domain.policy import load_packs
from station_app.domain.records import Household
from station_app.domain.vocabulary import DestinationKind, HouseholdKind
from station_app.services.judging import judge
from tests.domain import family_model
from tests.domain.family_maker import Maker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FAMILIES, BATCH = 50_000, 100
PACKS = load_packs(folder("policy"))
ORDERED = frozenset(
    {"spouse_more_than_one", "applicant_more_than_one", "parent_more_than_one", "head_more_than_one",
     "id_number_twice", "person_twice", "relationship_twice", "agent_name_differs"}
)  # fmt: skip
"""Rules that speak at the second of a kind, so that who it is depends on the order."""

Said = tuple[str, str, str]


def batches(count: int) -> Callable[[Callable[[int], None]], Callable[[], None]]:
    """Run a test on `count` seeds; without shrinking, because a smaller seed is no smaller family."""
    quick = settings(
        max_examples=count,
        deadline=None,
        phases=[Phase.explicit, Phase.reuse, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    return lambda test: quick(given(st.integers(0, 2**64 - 1))(test))


def families(seed: int, count: int = BATCH) -> Iterator[tuple[dict[str, Any], date]]:
    maker = Maker(seed)
    for _ in range(count):
        yield maker.family(), maker.on


def read(case: dict[str, Any]) -> CaseFile:
    return msgspec.convert(case, CaseFile)


def product(case: dict[str, Any], on: date) -> set[Said]:
    findings = check_family(read(case), on)
    return {(finding.code, finding.where, finding.severity.value) for finding in findings}


def smallest(case: dict[str, Any], fails: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """Leave out people, papers and values as long as the family still fails."""
    changed = True
    while changed:
        changed = False
        for smaller in _smaller(case):
            if fails(smaller):
                case, changed = smaller, True
                break
    return case


def _smaller(case: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for part in ("family", "documents"):
        for index in range(len(case[part])):
            yield {**case, part: [each for at, each in enumerate(case[part]) if at != index]}
    for key in ("agent", "destination", "agricultural_transfer", "discretion_note"):
        if case.get(key) is not None:
            yield {**case, key: None}
    for part in ("family", "documents"):
        for index, each in enumerate(case[part]):
            for key in [name for name, value in each.items() if value is not None]:
                bare = {name: value for name, value in each.items() if name != key}
                yield {**case, part: [*case[part][:index], bare, *case[part][index + 1 :]]}


def shown(case: dict[str, Any], on: date, fails: Callable[[dict[str, Any]], bool]) -> str:
    """Give the smallest family that fails, with what each side says of it."""
    small = smallest(case, fails)
    ours, theirs = product(small, on), family_model.judge(small, on)
    told = {
        "on": on.isoformat(),
        "case": small,
        "only the product says": sorted(ours - theirs),
        "only the model says": sorted(theirs - ours),
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def differs(case: dict[str, Any], on: date) -> bool:
    return product(case, on) != family_model.judge(case, on)


def test_the_rules_agree_with_an_independent_statement_of_them(capsys):
    count, seen = 0, Counter[str]()

    @batches(FAMILIES // BATCH + 5)
    def judged_alike(seed: int) -> None:
        nonlocal count
        for case, on in families(seed):
            ours = product(case, on)
            count += 1
            seen.update({code for code, *_ in ours})
            if ours != family_model.judge(case, on):
                pytest.fail(shown(case, on, lambda smaller: differs(smaller, on)), pytrace=False)  # noqa: B023

    judged_alike()
    with capsys.disabled():
        rarest, times = seen.most_common()[-1]
        sys.stdout.write(f"\n{count} families judged twice; {len(seen)} rules spoke, {rarest} least: {times} times\n")
    assert count >= FAMILIES
    assert seen.keys() >= EVERY_RULE
    assert min(seen[code] for code in EVERY_RULE) >= 10


EVERY_RULE = frozenset(
    """
    adopter_too_young adoption_opposite_sex agent_is_applicant agent_name_differs applicant_minor applicant_missing
    applicant_own_means phone_missing
    applicant_more_than_one born_in_future child_is_heard children_order comes_of_age_soon foreign_document_of_mover
    generation_gap guardian_is_member guardian_minor guardian_missing guardian_unknown head_in_relatives_home
    head_missing head_more_than_one household_relationship_differs household_relationship_sex id_and_reason
    id_birth_date id_birth_differs id_born_in_future id_characters id_checksum id_division_never_used
    id_fifteen_digits id_foreign_permit id_length id_number_twice id_old_foreign_permit id_province_unknown
    id_region_permit id_sex_differs id_very_old in_law_unmarried marital_status_with_spouse marriage_age
    minor_child_of_age name_empty newborn_not_new nobody_moves not_co_resident only_child_has_siblings other_relative
    outsider_minor parent_gap_large parent_gap_small parent_gap_too_small parent_in_law parent_more_than_one
    parent_younger parents_marital_status permit_holder_moves person_twice relationship_nature relationship_role
    relationship_sex relationship_side relationship_twice sibling_order spouse_more_than_one spouse_same_sex
    step_parent_younger very_old whole_family_not_flagged whole_family_not_whole
    """.split()  # noqa: SIM905 - a list of seventy strings is not easier to read
)


@batches(60)
def test_a_discretion_note_never_adds_a_finding(seed):
    for case, on in families(seed):
        assert product(case | {"discretion_note": "共同居住生活"}, on) <= product(case | {"discretion_note": None}, on)


@batches(60)
def test_the_order_in_which_relatives_are_entered_moves_paths_and_nothing_else(seed):
    dice = random.Random(seed)
    for case, on in families(seed):
        new_place = _shuffled(case["family"], dice)
        moved = _moved(case, new_place)
        before, after = product(case, on), product(moved, on)
        assert {_at(said, new_place) for said in before if said[0] not in ORDERED} == {
            said for said in after if said[0] not in ORDERED
        }
        assert {(code, severity) for code, _, severity in before} == {(code, severity) for code, _, severity in after}


def _shuffled(people: list[dict[str, Any]], dice: random.Random) -> list[int]:
    """Give the new place of everybody; applicants keep theirs, because the first one counts."""
    free = [place for place, each in enumerate(people) if each["role"] != "applicant"]
    mixed = dice.sample(free, len(free))
    places = list(range(len(people)))
    for old, new in zip(free, mixed, strict=True):
        places[old] = new
    return places


def _moved(case: dict[str, Any], places: list[int]) -> dict[str, Any]:
    moved = copy.deepcopy(case)
    moved["family"] = [each for _, each in sorted(zip(places, moved["family"], strict=True), key=lambda pair: pair[0])]
    for person in moved["family"]:
        if isinstance(person.get("guardian"), int) and 0 <= person["guardian"] < len(places):
            person["guardian"] = places[person["guardian"]]
    for paper in moved["documents"]:
        if isinstance(paper["holder"], int) and 0 <= paper["holder"] < len(places):
            paper["holder"] = places[paper["holder"]]
        paper["also"] = [places[each] if each < len(places) else each for each in paper["also"]]
    return moved


def _at(said: Said, places: list[int]) -> Said:
    code, where, severity = said
    if where.startswith("family["):
        number, _, rest = where.removeprefix("family[").partition("]")
        where = f"family[{places[int(number)]}]{rest}"
    return code, where, severity


@batches(60)
def test_other_names_make_no_other_family(seed):
    """Nobody is stopped, or let through, because of what they are called."""
    for case, on in families(seed):
        renamed = copy.deepcopy(case)
        for at, person in enumerate(renamed["family"]):
            if (person["name"] or "").strip():
                person["name"] = "欧阳" + "甲乙丙丁戊己庚辛壬"[at]
        told = {said for said in product(case, on) if said[0] not in {"person_twice", "agent_name_differs"}}
        assert told == {said for said in product(renamed, on) if said[0] not in {"person_twice", "agent_name_differs"}}


@batches(15)
def test_work_insurance_housing_and_length_of_residence_never_matter(seed):
    """天政办发〔2020〕5号 第1项: no condition may be added. Papers about them change neither demands nor the answer."""
    dice = random.Random(seed)
    grounds = {kind for ground in PACKS[-1].forbidden for kind in ground.kinds}
    for case, on in families(seed, 10):
        plain = case | {"route": "general", "destination": {"kind": "public_collective"}, "documents": []}
        shown_papers = [
            {"kind": kind, "holder": 0, "presented": dice.choice(("original", "copy"))}
            for kind in dice.sample(sorted(grounds), 3)
            if case["family"]  # nobody is there to hold a paper
        ]
        answers = [
            _answer(plain | {"housing": housing, "applicant_category": category, "documents": papers}, on)
            for housing in ("own", "rent", "none", None)
            for category, papers in ((None, []), ("student", shown_papers), ("agricultural_transfer", shown_papers))
        ]
        stops = [frozenset((each.code, each.where) for each in blocking(one.findings, {})) for one in answers]
        assert len({stop - {("required_missing", "applicant_category")} for stop in stops}) == 1
        assert len({one.documents for one in answers}) == 1
        assert not grounds & {demand.kind for one in answers for demand in one.documents}


def _answer(case: dict[str, Any], on: date) -> Any:
    return judge(read(case), (), packs=PACKS, households=(), site_division="620502001", on=on)


@batches(15)
def test_a_full_household_never_turns_a_family_away(seed):
    rooms = [
        Household(f"620502001-P{number:03d}", HouseholdKind.PUBLIC_COLLECTIVE, "620502001", "", "", "", 1, "open", 90)
        for number in (1, 2)
    ]
    for case, _ in families(seed):
        destination = (case["destination"] or {}) | {"kind": "public_collective", "household_no": None}
        placement, found = place(read(case | {"destination": destination}), rooms, "620502001")
        assert placement.household_no in {room.household_no for room in rooms}
        assert placement.kind is DestinationKind.PUBLIC_COLLECTIVE
        assert not {Severity.ERROR, Severity.CONFIRM} & {each.severity for each in found}
