"""The roster of a household as rows: families together under their head, who is awaited, who left, who is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station_app import texts
from ui.presenters import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from station_app.domain.residents import PastEvent
    from station_app.domain.rosters import AwaitedPerson, Roster, RosterLine

_HEAD, _UNDER, _ALONE = "● ", "　└ ", "　"
"""A family in a list: its head, and everybody under it; whoever is not there now stands alone."""
_SPOUSES = frozenset({"10", "11", "12"})
_LOOK = "look"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of the roster. `state` is `look` where somebody should look, `tip` says why.

    `heir` sorts those who could head the others: the head's spouse first, then by age.
    """

    number: str
    who: str
    relation: str
    id_masked: str
    since: str
    card: str
    standing: str
    origin: str
    state: str = ""
    tip: str = ""
    name: str = ""
    registration_no: str = ""
    case_no: str = ""
    family: str = ""
    head: bool = False
    here: bool = False
    card_no: str = ""
    heir: tuple[bool, str] = (True, "")


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event of the household that can be taken back."""

    event_no: str
    sentence: str


def person_rows(roster: Roster, *, with_left: bool) -> tuple[PersonRow, ...]:
    """Give the rows: families in the order they came, who is awaited, and those who left, if they are asked for."""
    noted: dict[str, list[str]] = {}
    for reminder in roster.reminders:
        noted.setdefault(reminder.registration_no, []).append(reminder.text)
    for hint in roster.hints:
        noted.setdefault(hint.where, []).append(hint.message)
    rows = [*_families(roster.present, noted), *map(_awaited, roster.awaited)]
    if with_left:
        rows += [_left(line) for line in roster.left]
    return tuple(rows)


def event_rows(events: Sequence[PastEvent]) -> tuple[EventRow, ...]:
    """Give the events that still hold, the newest first."""
    return tuple(
        EventRow(
            each.event_no,
            "  ".join(
                (
                    each.event_no[-6:],
                    texts.say(f"choice.household_step.{each.step}"),
                    str(each.day),
                    "、".join(each.people),
                )
            ).rstrip(),
        )
        for each in events
        if each.reversed_by is None
    )


def _families(present: Sequence[RosterLine], noted: Mapping[str, list[str]]) -> Iterator[PersonRow]:
    families: dict[str, list[RosterLine]] = {}
    for line in present:
        families.setdefault(line.family, []).append(line)
    for family in families.values():
        for line in sorted(family, key=lambda each: (not each.head, each.number)):
            yield _here(line, noted.get(line.registration_no, ()))


def _here(line: RosterLine, noted: Sequence[str]) -> PersonRow:
    out = next((card for card in reversed(line.cards) if card.ended_on is None), None)
    return PersonRow(
        number=str(line.number),
        who=(_HEAD if line.head else _UNDER) + line.name,
        relation=texts.say("ui.roster.head") if line.head else words.code_word("relationship", line.relationship),
        id_masked=line.id_masked,
        since=words.day(line.since),
        card=out.card_no if out else "—",
        standing=texts.say("ui.roster.should_move" if noted else "ui.roster.here"),
        origin=line.came_from,
        state=_LOOK if noted else "",
        tip="\n".join(noted),
        name=line.name,
        registration_no=line.registration_no,
        case_no=line.case_no or "",
        family=line.family,
        head=line.head,
        here=True,
        card_no=out.card_no if out else "",
        heir=(line.relationship not in _SPOUSES, str(line.birth_date or "9999")),
    )


def _awaited(person: AwaitedPerson) -> PersonRow:
    told = texts.say("ui.roster.awaited")
    return PersonRow(
        "—", _ALONE + person.name, "", person.id_masked, "—", "—", told, "", name=person.name, case_no=person.case_no
    )


def _left(line: RosterLine) -> PersonRow:
    out = next((card for card in reversed(line.cards)), None)
    told = texts.say(f"choice.household_step.{line.why_ended}") if line.why_ended else ""
    return PersonRow(
        number=str(line.number),
        who=_ALONE + line.name,
        relation=words.code_word("relationship", line.relationship),
        id_masked=line.id_masked,
        since=words.day(line.since),
        card=f"{out.card_no} {'✓' if out.ended_on else '!'}" if out else "—",
        standing=f"{told} {words.day(line.until)}",
        origin=line.went_to or "",
        tip=line.went_to or "",
        name=line.name,
        registration_no=line.registration_no,
        case_no=line.case_no or "",
        family=line.family,
    )
