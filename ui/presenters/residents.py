"""What is done with whoever is registered in a household: the page asks, this calls the use case and says what came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from station_app import texts
from station_app.domain.authority import AUTHORITY, Action, permits
from station_app.domain.vocabulary import OfficerRole
from ui.presenters import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from station_app.catalogue import Catalogue
    from station_app.domain.findings import Finding
    from station_app.domain.residents import HouseholdEvent, RegisteredPerson
    from station_app.errors import StationError
    from ui.presenters.roster import PersonRow
    from ui.tasks import Runner


class Deed(NamedTuple):
    """One thing to do: its name, its key, its icon, and the roles it needs."""

    name: str
    key: str
    icon: str
    action: Action


DEEDS = (
    Deed("move_out", "1", "next", Action.REGISTER),
    Deed("birth", "2", "add", Action.REGISTER),
    Deed("marry", "3", "confirm", Action.REGISTER),
    Deed("head", "4", "officer", Action.REGISTER),
    Deed("set_up", "5", "households", Action.REGISTER),
    Deed("card", "6", "paper", Action.REGISTER),
    Deed("death", "7", "close", Action.REGISTER),
    Deed("remind", "8", "clock", Action.HOUSEHOLDS),
    Deed("reverse", "9", "turn", Action.REVERSE),
)
"""In the order of their keys; what the digits do on the roster."""

Answers = dict[str, Any]

_ABOUT = {
    "move_reason_unknown": "reason",
    "reason_missing": "reason",
    "destination_missing": "destination",
    "evidence_missing": "evidence",
    "relation_missing": "relationship",
    "relation_unknown": "relationship",
    "new_head_missing": "new_head",
    "division_unknown": "division",
    "registration_unknown": "spouse_no",
    "card_no_missing": "card_no",
    "card_no_taken": "card_no",
}
"""Which question a refusal is about."""


@dataclass(frozen=True, slots=True)
class Family:
    """Who could head those that stay: (registration number, name)."""

    others: tuple[tuple[str, str], ...] = ()


class ResidentsPresenter:
    """Does what is asked with one resident.

    `told` hears what was done (`ok`, `look`) or why not (`blocked`), and the question a refusal is about, if any.
    """

    def __init__(self, catalogue: Catalogue, runner: Runner, told: Callable[[str, str, str], None]) -> None:
        self._catalogue = catalogue
        self._runner = runner
        self._told = told

    def permitted(self, deed: Deed) -> bool:
        """Tell whether this officer may do it at all; whose event it is the use case asks."""
        return permits(self._catalogue.officer.roles, deed.action)

    def do(self, deed: str, who: PersonRow | None, answers: Answers, about: str = "") -> None:
        """Do it with what was answered; `about` names with whom, or what was taken back, when it is told."""
        acts: Mapping[str, Callable[[str, Answers], object]] = {
            "move_out": self._move_out,
            "birth": self._birth,
            "marry": self._marry,
            "head": self._head,
            "set_up": self._set_up,
            "card": self._card,
            "card_back": self._card_back,
            "death": self._death,
            "remind": self._remind,
            "reverse": self._reverse,
        }
        number = who.registration_no if who else ""
        self._runner.run(lambda: acts[deed](number, answers), lambda done: self._done(done, about), self._refused)

    def places(self) -> tuple[tuple[str, str], ...]:
        """Give the divisions a household of this site may lie in: its own, and those right below it."""
        from station_app.domain.divisions import children, full_name  # noqa: PLC0415 - read when first asked

        code = self._catalogue.site.code
        here = code[:9] if len(code) >= 9 else code
        return ((here, full_name(here)), *((each.code, each.name) for each in children(here)))

    def _move_out(self, number: str, given: Answers) -> object:
        from station_app.services.leave_household import Leaving  # noqa: PLC0415 - read when first asked

        return self._catalogue.move_out(
            Leaving(
                (number,),
                given["reason"] or "",
                given["destination"],
                whole_family=given["whole_family"],
                new_head=None if given["whole_family"] else given["new_head"],
                cards_returned=given["card_returned"],
            )
        )

    def _birth(self, number: str, given: Answers) -> object:
        return self._catalogue.register_newborn(
            number, _person(given), evidence=given["evidence"], relationship=given["relationship"] or None
        )

    def _marry(self, number: str, given: Answers) -> object:
        from station_app.services.join_household import Marrying  # noqa: PLC0415 - read when first asked

        spouse = given["spouse_no"].strip() or _person(given)
        return self._catalogue.register_marriage(
            Marrying(number, spouse, given["evidence"], relationship=given["relationship"] or None)
        )

    def _head(self, number: str, given: Answers) -> object:
        return self._catalogue.change_head(number, given["reason"])

    def _set_up(self, number: str, given: Answers) -> object:
        from station_app.services.set_up_household import SettingUp  # noqa: PLC0415 - read when first asked

        return self._catalogue.set_up_household(SettingUp(number, given["division"] or "", given["address"]))

    def _card(self, number: str, given: Answers) -> object:
        card, findings = self._catalogue.hand_out_card(number, given["card_no"], given["receiver"])
        return texts.say("ui.roster.card_done", card_no=card.card_no, receiver=card.handed_to), findings

    def _card_back(self, _number: str, given: Answers) -> object:
        card = self._catalogue.end_card(given["card_no"], given["how"] or "returned")
        how = texts.say(f"choice.how.{card.how_ended}")
        return texts.say("ui.roster.card_ended", card_no=card.card_no, how=how), ()

    def _death(self, number: str, given: Answers) -> object:
        return self._catalogue.register_death(
            number,
            day=given["day"] or self._catalogue.today(),
            evidence=given["evidence"],
            new_head=given["new_head"],
            card_returned=given["card_returned"],
        )

    def _remind(self, number: str, given: Answers) -> object:
        noted = self._catalogue.note_reminder(number, given["text"])
        return texts.say("ui.roster.reminded", number=noted.reminder_no), ()

    def _reverse(self, _number: str, given: Answers) -> object:
        return self._catalogue.reverse_event(given["event"] or "", given["reason"])

    def _done(self, done: Any, about: str) -> None:
        sentence, findings = done if isinstance(done, tuple) else _said(done)
        sentence = texts.say("ui.roster.done_for", name=about, done=sentence) if about else sentence
        told: list[Finding] = list(findings)
        self._told("\n".join((sentence, *(each.message for each in told))), "look" if told else "ok", "")

    def _refused(self, error: StationError) -> None:
        findings = [finding.message for finding in getattr(error, "findings", ())]
        self._told("\n".join((words.sentence(error), *findings)), "blocked", _ABOUT.get(error.code, ""))


def who_may(deed: Deed) -> str:
    """Say which roles do it, to somebody who has none of them."""
    roles = "/".join(
        texts.say(f"choice.officer_role.{role.value}") for role in OfficerRole if role in AUTHORITY[deed.action]
    )
    return texts.say("ui.step.why.role_missing", roles=roles)


def _said(done: HouseholdEvent) -> tuple[str, tuple[Finding, ...]]:
    step = texts.say(f"choice.household_step.{done.step}")
    return texts.say("ui.roster.done", step=step, number=done.event_no), done.findings


def _person(given: Answers) -> RegisteredPerson:
    from station_app.domain.residents import RegisteredPerson  # noqa: PLC0415 - read when first asked
    from station_app.domain.vocabulary import IdAbsentReason  # noqa: PLC0415

    number = (given["id_number"] or "").strip()
    born = given["birth_date"]
    return RegisteredPerson(
        name=given["name"].strip(),
        id_number=number or None,
        id_absent_reason=None if number else IdAbsentReason.NEWBORN if given.get("newborn") else None,
        sex=given["sex"],
        birth_date=born if isinstance(born, date) else None,
    )
