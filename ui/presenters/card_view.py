"""What the page shows of the card of the person in the middle: which card, what is locked, what it replaced."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station_app import texts
from station_app.domain.case_file import LONG_TERM
from station_app.domain.codes import table
from ui.presenters import intake_content as content_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station_app.domain.findings import Finding
    from ui.presenters.intake_case import TypedCase

_TABLES = ("sex", "ethnicity")


@dataclass(frozen=True, slots=True)
class CardView:
    """The card of one person; `state` is `look` for an expired one.

    `overridden` are the reasons by path, `replaced` says what had been typed and is on the card otherwise.
    """

    words: str = ""
    state: str = ""
    locked: frozenset[str] = frozenset()
    overridden: tuple[tuple[str, str], ...] = ()
    replaced: tuple[str, ...] = ()


def card_view(case: TypedCase, findings: Sequence[Finding]) -> CardView:
    """Make the view for the person in the middle."""
    base = f"family[{case.member}]"
    card = case.get(f"{base}.card")
    if not isinstance(card, dict):
        return CardView()
    expired = any((each.code, each.where) == ("card_expired", f"{base}.card.expires") for each in findings)
    overridden = card.get("overridden")
    return CardView(
        words=_words(card, expired=expired),
        state="look" if expired else "ok",
        locked=case.cards.locked(case.content),
        overridden=tuple(
            (f"{base}.{field}", str(reason))
            for field, reason in (overridden.items() if isinstance(overridden, dict) else ())
        ),
        replaced=tuple(
            texts.say("ui.card.replaced", field=field_name(path), before=_shown(path, value))
            for path, value in case.cards.replaced.items()
            if path.startswith(f"{base}.")
        ),
    )


def field_name(path: str) -> str:
    """Name a locked field."""
    return texts.say(f"card.line.{path.rpartition('.')[2]}")


def _words(card: content_of.Content, *, expired: bool) -> str:
    kind = texts.say(f"choice.card_kind.{card.get('kind')}")
    ends = card.get("expires")
    if not ends:
        return kind
    day = texts.say("card.long_term") if ends == LONG_TERM else ends
    return texts.say("ui.card.expired" if expired else "ui.card.valid", kind=kind, day=day)


def _shown(path: str, value: str) -> str:
    name = path.rpartition(".")[2]
    code = table(name).get(value) if name in _TABLES else None
    return code.label if code is not None else value
