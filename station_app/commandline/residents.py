"""Commands on people registered in households: who leaves, who joins, who heads them, cards, and what was a mistake."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from station_app import texts
from station_app.commandline.answer import Answer, one
from station_app.domain.residents import RegisteredPerson
from station_app.domain.vocabulary import IdAbsentReason
from station_app.errors import UsageError
from station_app.services.join_household import Marrying
from station_app.services.leave_household import Leaving
from station_app.services.set_up_household import SettingUp

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from station_app.catalogue import Catalogue
    from station_app.commandline.call import Call
    from station_app.domain.findings import Finding
    from station_app.domain.residents import HouseholdEvent

ACTIONS = (
    *("move-out", "death", "birth", "marry", "head", "set-up"),
    *("hand-card", "end-card", "remind", "settle", "reverse"),
)


def resident(call: Call) -> Answer:
    """Do what the action says to the people named by their registration numbers."""
    given = call.arguments
    action = given.action
    if action == "hand-card":
        card, told = call.catalogue.hand_out_card(_first(given), given.card or "", given.receiver or "")
        data = {**msgspec.to_builtins(card), "findings": [each.as_dict() for each in told]}
        return one(data, f"{card.card_no}  {card.registration_no}  {card.handed_to}", *_sentences(told))
    if action == "end-card":
        ended = call.catalogue.end_card(given.card or _first(given), "lost" if given.lost else "returned")
        how = texts.say(f"choice.how.{ended.how_ended}")
        return one(msgspec.to_builtins(ended), f"{ended.card_no}  {how}  {ended.ended_on}")
    if action in {"remind", "settle"}:
        act = call.catalogue.note_reminder if action == "remind" else call.catalogue.settle_reminder
        noted = act(_first(given), given.reason or "")
        return one(msgspec.to_builtins(noted), f"{noted.reminder_no}  {noted.registration_no}  {noted.text}")
    done = _EVENTS[action](call.catalogue, given)
    data = {**msgspec.to_builtins(done), "findings": [each.as_dict() for each in done.findings]}
    step = texts.say(f"choice.household_step.{done.step}")
    return one(data, f"{done.event_no}  {step}  {done.household_no}", *done.registrations, *_sentences(done.findings))


def _move_out(catalogue: Catalogue, given: argparse.Namespace) -> HouseholdEvent:
    return catalogue.move_out(
        Leaving(
            tuple(given.people),
            given.reason or "",
            given.destination or "",
            day(given.day),
            whole_family=given.whole_family,
            new_head=given.new_head,
            relations=_relations(given.relation),
            cards_returned=given.cards_returned,
        )
    )


def _death(catalogue: Catalogue, given: argparse.Namespace) -> HouseholdEvent:
    died = day(given.day)
    if died is None:
        raise UsageError("day_missing")
    return catalogue.register_death(
        _first(given),
        day=died,
        evidence=given.evidence or "",
        new_head=given.new_head,
        relations=_relations(given.relation),
        card_returned=given.cards_returned,
    )


def _birth(catalogue: Catalogue, given: argparse.Namespace) -> HouseholdEvent:
    child = _person(given)
    return catalogue.register_newborn(
        _first(given), child, evidence=given.evidence or "", relationship=given.relationship
    )


def _marry(catalogue: Catalogue, given: argparse.Namespace) -> HouseholdEvent:
    return catalogue.register_marriage(
        Marrying(
            _first(given),
            given.people[1] if len(given.people) > 1 else _person(given),
            given.evidence or "",
            relationship=given.relationship,
            new_head=given.new_head,
            relations=_relations(given.relation),
        )
    )


def _head(catalogue: Catalogue, given: argparse.Namespace) -> HouseholdEvent:
    return catalogue.change_head(_first(given), given.reason or "", _relations(given.relation))


def _set_up(catalogue: Catalogue, given: argparse.Namespace) -> HouseholdEvent:
    first, *others = given.people or [""]
    division = given.division or catalogue.site.code[:9]
    return catalogue.set_up_household(
        SettingUp(first, division, given.address or "", tuple(others), given.new_head, _relations(given.relation))
    )


def _reverse(catalogue: Catalogue, given: argparse.Namespace) -> HouseholdEvent:
    return catalogue.reverse_event(_first(given), given.reason or "")


_EVENTS: dict[str, Callable[[Catalogue, argparse.Namespace], HouseholdEvent]] = {
    "move-out": _move_out,
    "death": _death,
    "birth": _birth,
    "marry": _marry,
    "head": _head,
    "set-up": _set_up,
    "reverse": _reverse,
}


def _first(given: argparse.Namespace) -> str:
    if not given.people:
        raise UsageError("registration_no_missing")
    return str(given.people[0])


def _person(given: argparse.Namespace) -> RegisteredPerson:
    reason = IdAbsentReason(given.id_absent_reason) if given.id_absent_reason else None
    return RegisteredPerson(
        name=(given.name or "").strip(),
        id_number=given.id_number or None,
        id_absent_reason=None if given.id_number else reason,
        sex=given.sex,
        birth_date=day(given.birth_date),
        from_division=given.from_division,
        from_address=given.from_address,
    )


def _relations(pairs: list[str] | None) -> dict[str, str]:
    """Read `REGISTRATION=CODE`.

    Raises:
        UsageError: `relation_form`.
    """
    found = [pair.partition("=") for pair in pairs or ()]
    if not all(code for _, _, code in found):
        raise UsageError("relation_form")
    return {number: code for number, _, code in found}


def day(text: str | None) -> date | None:
    """Read a day as it is written in the contract.

    Raises:
        UsageError: `date_form`.
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise UsageError("date_form", given=text[:20]) from problem


def _sentences(findings: tuple[Finding, ...]) -> list[str]:
    return [each.message for each in findings]
