"""Use cases: cards of those who live in a collective household (常住人口登记卡), handed out and given back.

The card is the resident's. The managing body keeps the first page and may not keep a card back; nothing here lets it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.authority import Action
from station_app.domain.findings import Finding, Severity
from station_app.domain.vocabulary import HouseholdKind
from station_app.errors import RefusedError
from station_app.journal.registration_entries import CardEnded, CardHandedOut
from station_app.services.residents import chosen_day, existing_household, present, write
from station_app.services.written import refuse_unfit
from station_app.storage import registrations

if TYPE_CHECKING:
    from datetime import date

    from station_app.domain.residents import ResidenceCard
    from station_app.services.desk import Desk

HOW_CARDS_END = ("returned", "lost")


def hand_out_card(
    desk: Desk, registration_no: str, card_no: str, *, handed_to: str = "", day: date | None = None
) -> tuple[ResidenceCard, tuple[Finding, ...]]:
    """Hand out a card; `handed_to` is the resident, unless somebody else came for it.

    Raises:
        RefusedError: `card_no_missing`, `card_no_taken`, `card_out_already`, `not_collective`, `text_unfit`, ...
    """
    desk.require(Action.REGISTER)
    number, receiver = card_no.strip(), handed_to.strip()
    if not number:
        raise RefusedError("card_no_missing")
    refuse_unfit(number, receiver)
    with desk.store.write() as uow:
        one = present(uow, desk, registration_no)
        home = existing_household(uow, desk, one.household_no)
        if home.kind is HouseholdKind.FAMILY:
            raise RefusedError("not_collective", household_no=home.household_no)
        if registrations.card(uow, number, desk.site.code) is not None:
            raise RefusedError("card_no_taken", card_no=number)
        out = [card for card in registrations.cards_of(uow, (registration_no,)) if card.ended_on is None]
        if out:
            raise RefusedError("card_out_already", card_no=out[0].card_no)
        receiver = receiver or one.person.name
        given = CardHandedOut(number, registration_no, home.household_no, receiver, chosen_day(desk, day, (one,)))
        write(uow, desk, home.household_no, given)
        card = registrations.card(uow, number, desk.site.code)
        uow.commit()
    assert card is not None  # noqa: S101 - it was written above
    kept = receiver in {home.managing_body, home.keeper} - {"", one.person.name}
    basis = "户口登记条例 第四条"
    return card, (Finding(Severity.WARNING, "card_with_managing_body", "", basis, {"card_no": number}),) if kept else ()


def end_card(desk: Desk, card_no: str, how: str = "returned") -> ResidenceCard:
    """Write down that a card came back, or that it is lost.

    Raises:
        RefusedError: `card_unknown`, `card_ended`, `card_end_unknown`.
    """
    desk.require(Action.REGISTER)
    if how not in HOW_CARDS_END:
        raise RefusedError("card_end_unknown", given=how[:20])
    with desk.store.write() as uow:
        card = registrations.card(uow, card_no, desk.site.code)
        if card is None:
            raise RefusedError("card_unknown", card_no=card_no[:40])
        if card.ended_on is not None:
            raise RefusedError("card_ended", card_no=card_no, day=card.ended_on)
        holder = registrations.get(uow, card.registration_no)
        if holder is None:
            raise RefusedError("registration_unknown", registration_no=card.registration_no)
        ended = CardEnded(card.card_no, card.registration_no, holder.household_no, how, desk.today())
        write(uow, desk, holder.household_no, ended)
        after = registrations.card(uow, card_no, desk.site.code)
        uow.commit()
    assert after is not None  # noqa: S101 - it was read above
    return after
