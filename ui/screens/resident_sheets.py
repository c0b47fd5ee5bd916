"""The questions of the roster: what each thing that is done with a resident asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app import texts
from ui.presenters.residents import DEEDS, Answers, Deed, ResidentsPresenter
from ui.widgets.asking import Asked, Asking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from ui.presenters.roster import EventRow, PersonRow

_SEX = (("1", "ui.roster.male"), ("2", "ui.roster.female"))
_HOW = (("returned", "choice.how.returned"), ("lost", "choice.how.lost"))
_PERSON = (
    Asked("name", "ui.roster.name", "name"),
    Asked("sex", "ui.roster.sex", "one", _SEX),
    Asked("birth_date", "ui.roster.birth_date", "day"),
    Asked("id_number", "ui.roster.id_number"),
)
_RELATION = Asked("relationship", "ui.roster.relationship", "code:relationship")
_EVIDENCE = Asked("evidence", "ui.roster.evidence")
_NEW_HEAD = Asked("new_head", "ui.roster.new_head", "pick")
_CARD_BACK = Asked("card_returned", "ui.roster.card_returned", "tick")

QUESTIONS: dict[str, tuple[Asked, ...]] = {
    "move_out": (
        Asked("whole_family", "ui.roster.whole_family", "tick"),
        Asked("reason", "ui.roster.move_reason", "code:move_out_reason"),
        Asked("destination", "ui.roster.destination"),
        _NEW_HEAD._replace(unless="whole_family"),
        _CARD_BACK,
    ),
    "birth": (*_PERSON, _EVIDENCE, _RELATION),
    "marry": (Asked("spouse_no", "ui.roster.spouse_no"), *_PERSON, _EVIDENCE, _RELATION),
    "head": (Asked("reason", "ui.roster.reason"),),
    "set_up": (Asked("division", "ui.roster.division", "pick"), Asked("address", "ui.roster.address")),
    "card": (Asked("card_no", "ui.roster.card_no"), Asked("receiver", "ui.roster.receiver")),
    "card_back": (Asked("card_no", "ui.roster.card_no"), Asked("how", "ui.roster.how", "one", _HOW)),
    "death": (Asked("day", "ui.roster.died_on", "day"), _EVIDENCE, _NEW_HEAD, _CARD_BACK),
    "remind": (Asked("text", "ui.roster.remind_text"),),
    "reverse": (Asked("event", "ui.roster.event", "pick"), Asked("reason", "ui.roster.reason")),
}
"""What is asked, by what is done; each has its title and its button in `ui.roster.title.…` and `ui.roster.act.…`."""


class ResidentSheets:
    """The sheets of a page, made when they are first needed."""

    def __init__(self, page: QWidget, presenter: ResidentsPresenter) -> None:
        self._page = page
        self._presenter = presenter
        self._who: PersonRow | None = None
        self._events: dict[str, str] = {}
        self.made: dict[str, Asking] = {}

    def begin(self, deed: Deed, who: PersonRow | None, family: Sequence[PersonRow], events: Sequence[EventRow]) -> None:
        """Ask what doing it with `who` needs; a card that is out is taken back instead."""
        name = "card_back" if deed.name == "card" and who is not None and who.card_no else deed.name
        self._who = who
        sheet = self._sheet(name)
        subject = who.name if who is not None else ""
        sheet.call(texts.say(f"ui.roster.title.{name}", name=subject))
        others = [] if who is None else [each for each in family if each.registration_no != who.registration_no]
        others = sorted(others, key=lambda each: each.heir)
        heads = [(each.registration_no, each.name) for each in others] if who is not None and who.head else []
        offered = {
            "new_head": heads,
            "division": self._presenter.places() if name == "set_up" else (),
            "event": [(each.event_no, each.sentence) for each in events],
        }
        self._events = {each.event_no: each.sentence for each in events}
        first = {"card_no": who.card_no, "how": "returned"} if name == "card_back" and who is not None else {}
        holders = family if name == "move_out" else [] if who is None else [who]  # the whole family may leave
        idle = () if any(each.card_no for each in holders) else ("card_returned",)
        sheet.begin(offered, idle, **first)

    def open_one(self) -> Asking | None:
        """Give the sheet that is in view."""
        return next((sheet for sheet in self.made.values() if sheet.isVisible()), None)

    def hide(self) -> None:
        """Put them away."""
        for sheet in self.made.values():
            if sheet.isVisible():
                sheet.leave()

    def _sheet(self, name: str) -> Asking:
        if name not in self.made:
            self.made[name] = Asking(
                self._page,
                "",
                texts.say(f"ui.roster.act.{name}"),
                QUESTIONS[name],
                lambda answers: self._do(name, answers),
            )
        return self.made[name]

    def _do(self, name: str, answers: Answers) -> None:
        if name == "birth":
            answers["newborn"] = True
        about = self._who.name if self._who is not None else ""
        if name == "reverse":
            about = self._events.get(str(answers["event"]), "")
        self._presenter.do(name, self._who, answers, about)


def deed_of(key: str) -> Deed | None:
    """Give what a digit does."""
    return next((deed for deed in DEEDS if deed.key == key), None)
