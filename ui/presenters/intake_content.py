"""The draft as it is kept: the case file of contract.md as plain JSON, read and written by path.

Pure functions on dicts and lists, no Qt and no rules: what is right or required is said by the check.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, TypeAlias

from station_app.domain.case_file import FORMAT
from station_app.domain.vocabulary import Business, Role, Route

Content: TypeAlias = dict[str, Any]

IDENTITY_CARDS = frozenset({"111", "112"})
"""Resident identity card and temporary identity card (GA/T 517)."""

_STEP = re.compile(r"([a-z_]+)|\[(\d+)\]")
_COMMON = ("division", "address", "registration_authority", "urban_rural")


def fresh(site: str = "") -> Content:
    """Give a case in which nothing is known but that somebody stands at the window of `site`."""
    blank: Content = {
        "format": FORMAT,
        "business": Business.SETTLEMENT.value,
        "route": Route.GENERAL.value,
        "family": [{"role": Role.APPLICANT.value, "relationship": "01", "moves": True, "co_resident": True}],
        "documents": [],
    }
    if site:
        blank["destination"] = {"division": site}
    return blank


def outspoken(content: Content) -> Content:
    """Say in `content` what a stored case leaves unsaid: whoever is not said to stay behind moves, and is so shown."""
    for member in family(content):
        member.setdefault("moves", True)
    return content


def is_blank(content: Content) -> bool:
    """Tell whether nothing is known yet but what `fresh` and the desk itself fill in."""
    unnamed = {"role", "relationship", "moves", "co_resident"}
    people = family(content)
    return (
        content.keys() <= {"format", "business", "route", "destination", "family", "documents"}
        and content.get("route") == Route.GENERAL.value
        and not documents(content)
        and len(people) == 1
        and people[0].keys() <= unnamed
        and content.get("destination", {}).keys() <= {"division", "kind"}
    )


@cache
def steps(path: str) -> tuple[str | int, ...]:
    """Take `family[1].origin.division` apart."""
    return tuple(name or int(index) for name, index in _STEP.findall(path))


def copied(content: Any) -> Any:
    """Give a copy of plain JSON values; a tenth of what `copy.deepcopy` costs, and it is made with every key."""
    if isinstance(content, dict):
        return {key: copied(value) for key, value in content.items()}
    return [copied(value) for value in content] if isinstance(content, list) else content


def get(content: object, path: str) -> Any:
    """Give the value at `path`, None where the road ends early."""
    here = content
    for step in steps(path):
        if (isinstance(step, str) and isinstance(here, dict)) or (
            isinstance(step, int) and isinstance(here, list) and step < len(here)
        ):
            here = here.get(step) if isinstance(here, dict) else here[step]  # type: ignore[index]
        else:
            return None
    return here


def put(content: Content, path: str, value: object) -> None:
    """Set the value at `path`; None removes the key, and blocks that become empty go with it.

    List elements on the way must exist.
    """
    _put(content, steps(path), value)


def _put(here: Any, road: tuple[str | int, ...], value: object) -> None:
    step, rest = road[0], road[1:]
    if not rest:
        if value is None and isinstance(here, dict):
            here.pop(step, None)
        else:
            here[step] = value
        return
    if isinstance(here, dict) and not isinstance(here.get(step), dict | list):
        here[step] = {}
    _put(here[step], rest, value)
    if isinstance(here, dict) and here[step] == {}:
        del here[step]


def family(content: Content) -> list[Content]:
    """Give the members of the family."""
    members = content.setdefault("family", [])
    return members if isinstance(members, list) else []


def documents(content: Content) -> list[Content]:
    """Give the documents that were presented."""
    kept = content.setdefault("documents", [])
    return kept if isinstance(kept, list) else []


def add_member(content: Content, role: Role) -> int:
    """Add a person with what a family has in common already filled in; give the index.

    Copied: origin, living together; for children also the ethnicity, and the applicant as guardian. All of
    it can be changed.
    """
    members = family(content)
    applicant = members[0] if members else {}
    member: Content = {"role": role.value, "moves": True, "co_resident": True}
    origin = {key: applicant.get("origin", {}).get(key) for key in _COMMON}
    if any(origin.values()):
        member["origin"] = {key: value for key, value in origin.items() if value}
    if role is Role.MINOR_CHILD:
        member.update({"guardian": 0, "relation_nature": "birth", "marital_status": "10"})
        if applicant.get("ethnicity"):
            member["ethnicity"] = applicant["ethnicity"]
    if role is Role.SPOUSE:
        member["marital_status"] = applicant.get("marital_status", "20")
    members.append(member)
    return len(members) - 1


def remove_member(content: Content, index: int) -> None:
    """Take a person out, with their documents; indexes that pointed behind them move up."""
    members = family(content)
    del members[index]
    kept = []
    for document in documents(content):
        holder, also = document.get("holder"), document.get("also", [])
        others = [_moved(one, index) for one in also if one != index]
        if holder == index and not others:
            continue
        if holder == index:
            holder = others.pop(0)
        elif isinstance(holder, int):
            holder = _moved(holder, index)
        changed = {**document, "holder": holder, "also": others}
        kept.append({key: value for key, value in changed.items() if value not in (None, [])})
    content["documents"] = kept
    for member in members:
        guardian = member.get("guardian")
        if guardian == index:
            del member["guardian"]
        elif isinstance(guardian, int):
            member["guardian"] = _moved(guardian, index)


def _moved(pointer: int, removed: int) -> int:
    return pointer - 1 if pointer > removed else pointer


def is_agents(kind: str, holder: int | None) -> bool:
    """Tell whether a demand is for the agent's card: an identity card that is asked of no member of the family."""
    return holder is None and kind in IDENTITY_CARDS


def document_at(content: Content, kind: str, holder: int | None) -> int | None:
    """Give the index of the document of this kind that `holder` presented or shares; None is the whole family.

    The agent has no place in the family: their card is listed under the applicant and known by its number.
    """
    agents_number = get(content, "agent.id_number")
    for index, document in enumerate(documents(content)):
        if document.get("kind") != kind:
            continue
        of_agent = kind in IDENTITY_CARDS and bool(agents_number) and document.get("number") == agents_number
        if is_agents(kind, holder):
            if of_agent:
                return index
        elif holder is None or (not of_agent and holder in {document.get("holder"), *document.get("also", [])}):
            return index
    return None


def present(content: Content, kind: str, holder: int | None, presented: str | None) -> None:
    """Note how a document was presented; None takes it back.

    A booklet shared by several is taken back from `holder` only, unless it is listed under `holder`.
    """
    index = document_at(content, kind, holder)
    if presented is None:
        if index is not None:
            _take_back(content, index, holder)
        return
    if index is None:
        documents(content).append(_document(content, kind, holder))
        index = len(documents(content)) - 1
    documents(content)[index]["presented"] = presented


def present_card(content: Content, index: int, card: Content) -> None:
    """Note that a person's identity card was seen, with the days on it; what the officer noted already stays."""
    entry = document_at(content, "111", index)
    if entry is None:
        present(content, "111", index, "original")
        entry = len(documents(content)) - 1
    for day in ("issued", "expires"):
        if card.get(day):
            documents(content)[entry].setdefault(day, card[day])


def share(content: Content, entry: int, also: list[int]) -> None:
    """Say whom else a document names, besides its holder."""
    put(content, f"documents[{entry}].also", sorted(also) or None)


def _take_back(content: Content, index: int, holder: int | None) -> None:
    document = documents(content)[index]
    if holder is not None and holder != document.get("holder"):
        share(content, index, [one for one in document.get("also", []) if one != holder])
    else:
        del documents(content)[index]


def _document(content: Content, kind: str, holder: int | None) -> Content:
    """Begin a document; an ID card bears the number that was typed already."""
    document: Content = {"kind": kind, "holder": holder or 0}
    if kind in IDENTITY_CARDS:
        number = get(content, "agent.id_number" if holder is None else f"family[{holder}].id_number")
        if number:
            document["number"] = number
    return document


def title(content: Content) -> str:
    """Give the name of a draft: the applicant's."""
    return str(get(content, "family[0].name") or "")
