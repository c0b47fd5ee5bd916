"""The rules of a family said a second time, so that the product is not measured with itself.

Written from the domain notes and the code tables alone: a family is plain JSON, the answer is a set of
(code, path, severity). Nothing of the product is imported. Every rule is a function over a `Family`, in no
particular order; all of them together are `judge`.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import chinese_calendar

Said = tuple[str, str, str]
TABLES = Path(__file__).parents[2] / "resources" / "codes"
LAW_DAYS = 20
RULES: list[Callable[[Family], Iterator[Said]]] = []


class Family:
    """A family as the rules look at it: every person with a place, a path and what can be worked out of them."""

    def __init__(self, case: dict[str, Any], on: date) -> None:
        self.case, self.on = case, on
        self.people = [_person(place, given) for place, given in enumerate(case.get("family") or [])]
        self.papers = case.get("documents") or []
        self.noted = bool((case.get("discretion_note") or "").strip())

    def those(self, role: str) -> list[SimpleNamespace]:
        return [each for each in self.people if each.role == role]

    @property
    def movers(self) -> list[SimpleNamespace]:
        return [each for each in self.people if each.moves]

    def papers_about(self, kind: str, *places: int) -> list[date]:
        """Give the days of issue of the papers of one kind that name one of these people."""
        return [
            date.fromisoformat(paper["issued"])
            for paper in self.papers
            if paper.get("kind") == kind
            and paper.get("issued")
            and set(places) & {paper.get("holder"), *(paper.get("also") or [])}
        ]


def judge(case: dict[str, Any], on: date) -> set[Said]:
    """Give everything the rules say about a family on the day of acceptance."""
    family = Family(case, on)
    return {said for rule in RULES for said in rule(family)}


def rule(told: Callable[[Family], Iterator[Said]]) -> Callable[[Family], Iterator[Said]]:
    RULES.append(told)
    return told


# --- what is known of one person -------------------------------------------------------------------------------------


def _person(place: int, given: dict[str, Any]) -> SimpleNamespace:
    birth = given.get("birth_date")
    relation = given.get("relationship") or ""
    row = relationships().get(relation, {})
    nature = given.get("relation_nature")
    return SimpleNamespace(
        place=place,
        at=lambda field: f"family[{place}].{field}",
        given=given,
        role=given.get("role"),
        relation=relation,
        kin=row.get("group", ""),
        wanted_sex=row.get("required_sex", ""),
        sex=given.get("sex"),
        birth=date.fromisoformat(birth) if birth else None,
        nature=nature,
        by_law=nature in {"adopted", "step", "foster"} or relation in {"27", "37", "57", "58"},
        moves=given.get("moves", True),
        number=tidy(given.get("id_number")),
        married={"1": True, "0": False}.get(statuses().get(given.get("marital_status") or "", "")),
        status=given.get("marital_status"),
        guardian=given.get("guardian"),
        to_head=given.get("household_relationship") or "",
    )


@cache
def relationships() -> dict[str, dict[str, str]]:
    with (TABLES / "gb4761_relationship.csv").open(encoding="utf-8") as lines:
        return {row["code"]: row for row in csv.DictReader(lines)}


@cache
def statuses() -> dict[str, str]:
    with (TABLES / "gbt2261_2_marital.csv").open(encoding="utf-8") as lines:
        return {row["code"]: row["has_spouse"] for row in csv.DictReader(lines)}


@cache
def places() -> frozenset[str]:
    found = set()
    for name in ("gb2260_national", "gb2260_gansu", "gb2260_tianshui"):
        with (TABLES / f"{name}.csv").open(encoding="utf-8") as lines:
            found |= {row["code"] for row in csv.DictReader(lines)}
    return frozenset(found)


@cache
def provinces() -> frozenset[str]:
    return frozenset(place[:2] for place in places())


def anniversary(birth: date, years: int) -> date:
    """Give the day somebody is `years` old; who was born on 29 February, on 1 March of a common year."""
    try:
        return date(birth.year + years, birth.month, birth.day)
    except ValueError:
        return date(birth.year + years, 3, 1)


def age(birth: date, on: date) -> int:
    years = on.year - birth.year
    return years if anniversary(birth, years) <= on else years - 1


@cache
def decision_due(on: date) -> date:
    """Count twenty working days; the day itself does not count (行政许可法 82)."""
    day, left = on, LAW_DAYS
    while left:
        day += timedelta(days=1)
        try:
            left -= chinese_calendar.is_workday(day)
        except NotImplementedError:  # not published yet: Monday to Friday
            fixed = (day.month, day.day) in {(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)}
            left -= day.weekday() < 5 and not fixed
    return day


# --- ID numbers ------------------------------------------------------------------------------------------------------


def tidy(number: str | None) -> str:
    wide = unicodedata.normalize("NFKC", number or "").upper()
    return "".join(each for each in wide if unicodedata.category(each) not in {"Pd", "Cf"} and not each.isspace())


def check_digit(body: str) -> str:
    """Work out ISO 7064 MOD 11-2 step by step: double, add, take what is left of eleven."""
    rest = 0
    for digit in body:
        rest = (rest + int(digit)) * 2 % 11
    return "0123456789X"[(12 - rest) % 11]


def eighteen(number: str) -> str:
    """Give an old number its century and its last character; anything else stays as it is."""
    if not re.fullmatch(r"[0-9]{15}", number):
        return number
    body = number[:6] + ("18" if number[12:] in {"996", "997", "998", "999"} else "19") + number[6:]
    return body + check_digit(body)


def read_number(number: str, on: date) -> SimpleNamespace:
    """Read a number: `codes` with their severities, whether it is sound, whose it is, birth and sex."""
    told = SimpleNamespace(codes=set(), sound=False, kind="", birth=None, sex=None)
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        old_card = re.fullmatch(r"[A-Z]{3}[0-9]{12}", number)
        odd = not re.fullmatch(r"[0-9]*X?", number)
        fifteen = re.fullmatch(r"[0-9]{15}", number)
        code = (
            "id_empty" if not number
            else "id_fifteen_digits" if fifteen
            else "id_old_foreign_permit" if old_card
            else "id_characters" if odd
            else "id_length"
        )  # fmt: skip
        told.codes.add((code, "error"))
        if not fifteen:
            return told
    whole = eighteen(number)
    region = whole[:6] in {"810000", "820000", "830000"}
    told.kind = "foreign" if whole[0] == "9" else "region" if region else "citizen"
    if check_digit(whole[:17]) != whole[17]:
        told.codes.add(("id_checksum", "error"))
    try:
        told.birth = date.fromisoformat(f"{whole[6:10]}-{whole[10:12]}-{whole[12:14]}")
    except ValueError:
        told.birth = None
    if told.kind == "foreign":
        told.codes.add(("id_foreign_permit", "note"))
        if told.birth is None or told.birth > on:
            told.codes.add(("id_foreign_birth_date", "warning"))
    else:
        told.sex = "2" if int(whole[16]) % 2 == 0 else "1"
        told.codes |= set(_birth_in_number(told.birth, on))
        told.codes |= {("id_region_permit", "note")} if region else set(_place_in_number(whole[:6]))
    told.sound = not any(severity in {"error", "confirm"} for _, severity in told.codes)
    return told


def _birth_in_number(birth: date | None, on: date) -> Iterator[tuple[str, str]]:
    if birth is None:
        yield "id_birth_date", "error"
    elif birth > on:
        yield "id_born_in_future", "error"
    elif on.year - birth.year > 130:
        yield "id_very_old", "warning"


def _place_in_number(code: str) -> Iterator[tuple[str, str]]:
    if code not in places():
        known = code[:2] in provinces()
        yield ("id_division_never_used", "warning") if known else ("id_province_unknown", "confirm")


# --- rules about one person ------------------------------------------------------------------------------------------


@rule
def names_are_given(family: Family) -> Iterator[Said]:
    for person in family.people:
        if person.given.get("name") is not None and not person.given["name"].strip():
            yield "name_empty", person.at("name"), "error"


@rule
def births_are_possible(family: Family) -> Iterator[Said]:
    for person in family.people:
        if person.birth is None:
            continue
        if person.birth > family.on:
            yield "born_in_future", person.at("birth_date"), "error"
        elif anniversary(person.birth, 131) <= family.on:
            yield "very_old", person.at("birth_date"), "warning"
        elif (
            person.given.get("id_absent_reason") == "newborn"
            and not person.given.get("id_number")
            and anniversary(person.birth, 1) <= family.on
        ):
            yield "newborn_not_new", person.at("birth_date"), "warning"


@rule
def numbers_are_right_and_agree(family: Family) -> Iterator[Said]:
    for person in family.people:
        if not person.given.get("id_number"):
            continue
        if person.given.get("id_absent_reason"):
            yield "id_and_reason", person.at("id_absent_reason"), "error"
        told = read_number(person.number, family.on)
        for code, severity in told.codes:
            stays = code == "id_old_foreign_permit" and not person.moves
            yield code, person.at("id_number"), "note" if stays else severity
        if told.sound and told.kind != "foreign":
            if person.birth is not None and person.birth != told.birth:
                yield "id_birth_differs", person.at("birth_date"), "confirm"
            if person.sex in {"1", "2"} and person.sex != told.sex:
                yield "id_sex_differs", person.at("sex"), "confirm"


@rule
def who_has_another_procedure_does_not_move(family: Family) -> Iterator[Said]:
    """Foreigners and residents of Hong Kong, Macao and Taiwan, by number, card, paper or the officer's word."""
    abroad = {"417", "418", "420", "421", "423", "511", "512", "516", "553", "554", "555", "636"}
    for person in family.movers:
        kind = read_number(person.number, family.on).kind if person.given.get("id_number") else ""
        card = (person.given.get("card") or {}).get("kind")
        said = not person.given.get("id_number") and person.given.get("id_absent_reason") == "foreign"
        if kind in {"foreign", "region"} or said or card in {
            "region_permit", "foreign_permit_2017", "foreign_permit_2023",
        }:  # fmt: skip
            yield "permit_holder_moves", person.at("moves"), "error"
        for place, paper in enumerate(family.papers):
            if paper.get("holder") == person.place and paper.get("kind") in abroad and paper.get("presented"):
                if kind == "citizen":
                    yield "foreign_document_of_mover", f"documents[{place}].kind", "confirm"
                else:
                    yield "permit_holder_moves", person.at("moves"), "error"


# --- rules about the unit --------------------------------------------------------------------------------------------


@rule
def one_applicant_and_somebody_moves(family: Family) -> Iterator[Said]:
    if not family.people:
        return
    applicants = family.those("applicant")
    if not applicants:
        yield "applicant_missing", "family", "error"
    for person in applicants[1:]:
        yield "applicant_more_than_one", person.at("role"), "error"
    if not family.movers:
        yield "nobody_moves", "family", "error"


@rule
def nobody_is_there_twice(family: Family) -> Iterator[Said]:
    for person in family.people:
        before = family.people[: person.place]
        if person.number and any(eighteen(other.number) == eighteen(person.number) for other in before):
            yield "id_number_twice", person.at("id_number"), "error"
        name = person.given.get("name")
        alike = [each for each in before if name and person.birth and each.given.get("name") == name]
        alike = [each for each in alike if each.birth == person.birth]
        if alike and not all(each.given.get("id_number") for each in (*alike, person)):
            yield "person_twice", person.at("name"), "warning"


@rule
def who_acts_is_grown_up_and_somebody_else(family: Family) -> Iterator[Said]:
    agent = family.case.get("agent")
    if agent is None:
        return
    yield from _outsider(agent, "agent", family.on)
    number = eighteen(tidy(agent.get("id_number")))
    for person in family.people:
        if number and eighteen(person.number) == number:
            if person.role == "applicant":
                yield "agent_is_applicant", "agent.id_number", "error"
            elif agent.get("name") and person.given.get("name") and agent["name"] != person.given["name"]:
                yield "agent_name_differs", "agent.name", "error"


def _outsider(given: dict[str, Any], where: str, on: date, *, acts: bool = True) -> Iterator[Said]:
    if given.get("name") is not None and not given["name"].strip():
        yield "name_empty", f"{where}.name", "error"
    if given.get("id_number"):
        told = read_number(tidy(given["id_number"]), on)
        for code, severity in told.codes:
            yield code, f"{where}.id_number", severity
        if acts and told.sound and told.birth and anniversary(told.birth, 18) > on:
            yield "outsider_minor", f"{where}.id_number", "error"


@rule
def a_householder_from_outside_has_a_right_number(family: Family) -> Iterator[Said]:
    householder = (family.case.get("destination") or {}).get("householder")
    if householder is not None:
        yield from _outsider(householder, "destination.householder", family.on, acts=False)


# --- rules about relations -------------------------------------------------------------------------------------------


@rule
def relations_fit_role_sex_nature_and_side(family: Family) -> Iterator[Said]:
    allowed = {
        "applicant": {"self_or_head"},
        "spouse": {"spouse"},
        "minor_child": {"child"},
        "parent": {"parent", "parent_in_law"},
        "other_relative": {"child", "in_law_child", "grandchild", "grandparent", "sibling", "other_relative",
                           "non_relative"},
    }  # fmt: skip
    sexes = {each.sex for each in family.those("applicant")}
    for person in family.people:
        if not person.kin:
            continue
        if person.role and person.kin not in allowed[person.role]:
            yield "relationship_role", person.at("relationship"), "error"
        if person.wanted_sex in {"1", "2"} and person.sex in {"1", "2"} and person.wanted_sex != person.sex:
            yield "relationship_sex", person.at("relationship"), "error"
        if person.nature == "birth" and person.relation in {"27", "37", "57", "58"}:
            yield "relationship_nature", person.at("relation_nature"), "error"
        if (person.relation in {"53", "54"} and "1" in sexes) or (person.relation in {"55", "56"} and "2" in sexes):
            yield "relationship_side", person.at("relationship"), "error"


@rule
def one_spouse_of_the_other_sex(family: Family) -> Iterator[Said]:
    spouses, applicants = family.those("spouse"), family.those("applicant")
    for person in spouses[1:]:
        yield "spouse_more_than_one", person.at("role"), "error"
    for person in spouses:
        if person.sex in {"1", "2"} and person.sex in {each.sex for each in applicants}:
            yield "spouse_same_sex", person.at("sex"), "error"
    if spouses:
        for person in [*spouses, *applicants]:
            if person.status in {"10", "30", "40"}:
                yield "marital_status_with_spouse", person.at("marital_status"), "error"


@rule
def in_laws_come_with_a_marriage(family: Family) -> Iterator[Said]:
    if not family.those("spouse") and {each.status for each in family.those("applicant")} & {"10", "40"}:
        for person in family.people:
            if person.relation in {"53", "54", "55", "56", "65", "68"}:
                yield "in_law_unmarried", person.at("relationship"), "warning"


@rule
def people_marry_at_an_age(family: Family) -> Iterator[Said]:
    """Of this law, or of the one before 1981, on the day of the wedding if a certificate says it."""
    couple = family.those("applicant") + family.those("spouse") if family.those("spouse") else []
    for person in family.people:
        if person.birth is None or person.sex not in {"1", "2"}:
            continue
        if not person.married and person not in couple:
            continue
        day = max(family.papers_about("219", person.place), default=family.on)
        old, new = {"1": (20, 22), "2": (18, 20)}[person.sex]
        if anniversary(person.birth, old if day < date(1981, 1, 1) else new) > day:
            yield "marriage_age", person.at("marital_status"), "warning"


@rule
def one_father_and_one_mother_a_side(family: Family) -> Iterator[Said]:
    sides: dict[tuple[str, str], list[SimpleNamespace]] = defaultdict(list)
    for person in family.those("parent"):
        sex = person.sex or person.wanted_sex
        if sex in {"1", "2"} and person.kin:
            sides[person.kin, sex].append(person)
    for several in sides.values():
        word = len(several) == 2 and several[0].by_law != several[1].by_law
        for person in several[1:]:
            yield "parent_more_than_one", person.at("relationship"), "confirm" if word else "error"
    for kin in ("parent", "parent_in_law"):
        pair = sides[kin, "1"] + sides[kin, "2"]
        if len(sides[kin, "1"]) == 1 == len(sides[kin, "2"]) and {True, False} == {each.married for each in pair}:
            single = pair[0] if pair[0].married is False else pair[1]
            yield "parents_marital_status", single.at("marital_status"), "warning"


@rule
def order_of_birth_fits(family: Family) -> Iterator[Said]:
    once = {"21", "31", "22", "23", "24", "25", "26", "32", "33", "34", "35", "36", "61", "62", "63", "64"}
    for person in family.people:
        others = [each for each in family.people if each is not person]
        if person.relation in once and any(
            each.relation == person.relation and each.place < person.place for each in others
        ):
            yield "relationship_twice", person.at("relationship"), "warning"
        if person.relation in {"21", "31"} and any(each.kin == "child" and not each.by_law for each in others):
            yield "only_child_has_siblings", person.at("relationship"), "warning"
        if person.relation[1:] in {"2", "3", "4", "5", "6"} and person.relation[:1] in {"2", "3"} and person.birth:
            elder = [each for each in others if each.relation[:1] == person.relation[:1] and each.birth]
            if any("2" <= each.relation[1:] < person.relation[1:] and each.birth > person.birth for each in elder):
                yield "children_order", person.at("relationship"), "warning"
        for applicant in family.those("applicant"):
            if not person.birth or not applicant.birth:
                continue
            later = person.birth > applicant.birth
            earlier = person.birth < applicant.birth
            if (later and person.relation in {"71", "75"}) or (earlier and person.relation in {"73", "77"}):
                yield "sibling_order", person.at("birth_date"), "warning"


# --- ages of relatives -----------------------------------------------------------------------------------------------


@rule
def parents_are_older_than_children(family: Family) -> Iterator[Said]:
    for parent, child, person, sure in _parents_and_children(family):
        if parent.birth is None or child.birth is None:
            continue
        years = age(parent.birth, child.birth)
        nature = person.nature or ("step" if person.relation in {"27", "37", "57", "58"} else "birth")
        where = person.at("birth_date")
        if nature == "birth":
            yield from _by_birth(parent, years, where, sure=sure)
        elif nature == "adopted":
            yield from _by_adoption(family, parent, child, where)
        elif years < 0:
            yield "step_parent_younger", where, "warning"


def _parents_and_children(
    family: Family,
) -> Iterator[tuple[SimpleNamespace, SimpleNamespace, SimpleNamespace, bool]]:
    """Give parent, child, whose relation says so, and whether it is sure: a spouse may be a step-parent."""
    applicants, spouses = family.those("applicant"), family.those("spouse")
    for person in family.people:
        for other in family.people:
            if other is person:
                continue
            if person.kin == "child" and (other in applicants or other in spouses):
                yield other, person, person, other in applicants
            if person.kin == "parent" and other in applicants:
                yield person, other, person, True
            if person.kin == "parent_in_law" and other in spouses:
                yield person, other, person, True


def _by_birth(parent: SimpleNamespace, years: int, where: str, *, sure: bool) -> Iterator[Said]:
    if years < 0:
        yield "parent_younger", where, "error" if sure else "warning"
    elif years < 14:
        yield "parent_gap_too_small", where, "confirm" if sure else "warning"
    elif years < 18:
        yield "parent_gap_small", where, "warning"
    elif years > (60 if parent.sex == "2" else 80):
        yield "parent_gap_large", where, "warning"


def _by_adoption(family: Family, parent: SimpleNamespace, child: SimpleNamespace, where: str) -> Iterator[Said]:
    day = min(family.papers_about("X04", parent.place, child.place), default=family.on)
    if anniversary(parent.birth, 30) > day:
        yield "adopter_too_young", where, "warning"
    single = parent.status in {"10", "30", "40"} and {parent.sex, child.sex} == {"1", "2"}
    if single and age(parent.birth, child.birth) < 40:
        yield "adoption_opposite_sex", where, "warning"


@rule
def grandparents_are_two_generations_older(family: Family) -> Iterator[Said]:
    up, down = {"60", "61", "62", "63", "64", "66", "67", "69"}, {"40", "41", "42", "43", "44", "47", "48", "49"}
    for applicant in family.those("applicant"):
        for person in family.people:
            if person.birth and applicant.birth and not person.by_law and person.relation in up | down:
                old, young = (person, applicant) if person.relation in up else (applicant, person)
                if anniversary(old.birth, 28) > young.birth:
                    yield "generation_gap", person.at("birth_date"), "warning"


# --- minors ----------------------------------------------------------------------------------------------------------


def _minor(person: SimpleNamespace, on: date) -> bool:
    return person.birth is not None and anniversary(person.birth, 18) > on


@rule
def an_applicant_without_a_telephone_is_told_in_another_way(family: Family) -> Iterator[Said]:
    for person, given in zip(family.people, family.case.get("family") or [], strict=True):
        if person.role == "applicant" and not str(given.get("phone") or "").strip():
            yield "phone_missing", person.at("phone"), "warning"


@rule
def minors_do_not_apply_and_come_of_age(family: Family) -> Iterator[Said]:
    for person in family.people:
        minor = _minor(person, family.on)
        if person.role == "applicant":
            if minor and anniversary(person.birth, 16) <= family.on:
                yield "applicant_own_means", person.at("birth_date"), "confirm"
            elif minor:
                yield "applicant_minor", person.at("birth_date"), "error"
            continue
        if person.role == "minor_child" and person.birth and not minor:
            yield "minor_child_of_age", person.at("role"), "error"
        if minor:
            if anniversary(person.birth, 18) <= decision_due(family.on):
                yield "comes_of_age_soon", person.at("birth_date"), "warning"
            elif anniversary(person.birth, 8) <= family.on:
                yield "child_is_heard", person.at("birth_date"), "note"


@rule
def minors_have_a_grown_up_guardian(family: Family) -> Iterator[Said]:
    for person in family.movers:
        unknown_child = person.birth is None and person.role == "minor_child"
        if person.role == "applicant" or not (_minor(person, family.on) or unknown_child):
            continue
        where, guardian = person.at("guardian"), person.guardian
        if isinstance(guardian, dict):
            if not guardian.get("name"):
                yield "guardian_missing", where, "error"
            yield from _outsider(guardian, where, family.on)
            number = eighteen(tidy(guardian.get("id_number")))
            same = {each.place for each in family.people if number and eighteen(each.number) == number}
            if person.place in same:
                yield "guardian_unknown", f"{where}.id_number", "error"
            elif same:
                yield "guardian_is_member", f"{where}.id_number", "warning"
        elif guardian is None:
            yield "guardian_missing", where, "error"
        elif guardian == person.place or guardian not in range(len(family.people)):
            yield "guardian_unknown", where, "error"
        elif _minor(family.people[guardian], family.on):
            yield "guardian_minor", where, "error"


# --- the group, the flag, the note -----------------------------------------------------------------------------------


@rule
def a_group_has_one_head(family: Family) -> Iterator[Said]:
    destination = family.case.get("destination") or {}
    heads = [each for each in family.movers if each.to_head in {"01", "02"}]
    for person in heads[1:]:
        yield "head_more_than_one", person.at("household_relationship"), "error"
    for person in family.movers:
        row = relationships().get(person.to_head)
        if row and row["required_sex"] in {"1", "2"} and person.sex in {"1", "2"} and row["required_sex"] != person.sex:
            yield "household_relationship_sex", person.at("household_relationship"), "error"
        applicant_heads = len(heads) == 1 and heads[0].role == "applicant" and person.role != "applicant"
        if applicant_heads and row and person.kin and row["group"] != person.kin:
            yield "household_relationship_differs", person.at("household_relationship"), "warning"
    if destination.get("kind") == "relative_household":
        for person in heads:
            yield "head_in_relatives_home", person.at("household_relationship"), "warning"
    headless = destination.get("kind") == "own_home" and not heads and destination.get("householder") is None
    if headless and any(each.to_head for each in family.movers):
        yield "head_missing", "family", "warning"


@rule
def the_flag_of_a_whole_family_is_true(family: Family) -> Iterator[Said]:
    block = family.case.get("agricultural_transfer")
    if block is None:
        return
    core = [each for each in family.people if each.role in {"spouse", "minor_child", "parent"}]
    first = next(iter(family.those("applicant")), None)
    missing_spouse = first is not None and first.married is True and not family.those("spouse")
    whole = first is not None and first.moves and bool(core) and not missing_spouse
    whole = whole and all(each.moves and each.given.get("co_resident") is not False for each in core)
    flagged = "whole_family" in (block.get("flags") or [])
    if whole and not flagged:
        yield "whole_family_not_flagged", "agricultural_transfer.flags", "warning"
    if flagged and not whole:
        yield "whole_family_not_whole", "agricultural_transfer.flags", "warning"


@rule
def what_the_clause_leaves_open_wants_a_note(family: Family) -> Iterator[Said]:
    for person in family.movers if not family.noted else ():
        if person.role == "other_relative":
            yield "other_relative", person.at("role"), "warning"
        if person.role == "parent" and person.relation in {"53", "54", "55", "56"}:
            yield "parent_in_law", person.at("relationship"), "warning"
        if person.role != "applicant" and person.given.get("co_resident") is False:
            yield "not_co_resident", person.at("co_resident"), "warning"
