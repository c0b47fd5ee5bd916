"""Use case: another head for a family household, or for a family in a collective one (户主变更)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.authority import Action
from station_app.domain.findings import Finding, Severity
from station_app.domain.household_relations import heads, under
from station_app.domain.people import age_on, is_minor
from station_app.domain.vocabulary import HouseholdStep
from station_app.errors import RefusedError
from station_app.journal.registration_entries import HeadChanged
from station_app.services.residents import (
    changes,
    chosen_day,
    family_of,
    open_relations,
    present,
    refuse_unknown_relations,
    write_event,
)
from station_app.storage import registrations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from station_app.domain.residents import HouseholdEvent, Resident
    from station_app.services.desk import Desk


def change_head(
    desk: Desk, registration_no: str, reason: str, relations: Mapping[str, str] | None = None
) -> HouseholdEvent:
    """Let somebody head the people they live with, today; everybody else is related to them.

    `relations` are what people are to the new head, where it does not follow from what they were to the old one.

    Raises:
        RefusedError: `reason_missing`, `head_already`, `relation_unknown`, `registration_unknown`, ...
    """
    desk.require(Action.REGISTER)
    given = dict(relations or {})
    refuse_unknown_relations(given)
    if not reason.strip():
        raise RefusedError("reason_missing")
    with desk.store.write() as uow:
        chief = present(uow, desk, registration_no)
        if chief.standing.head:
            raise RefusedError("head_already", registration_no=registration_no)
        family = family_of(uow, chief)
        after = under(family, registration_no, given)
        related = changes(family, after, set(after))
        payload = HeadChanged(
            registrations.next_event_number(uow, desk.site.code, desk.today()),
            chief.household_no,
            chosen_day(desk, None, (chief, *heads(family))),
            related=related,
            reason=reason.strip(),
        )
        told = (*_too_young(desk, chief), *open_relations(related))
        done = write_event(uow, desk, HouseholdStep.HEAD, payload, told)
        uow.commit()
    return done


def _too_young(desk: Desk, chief: Resident) -> tuple[Finding, ...]:
    """Warn of a head who is a minor (民法典17): possible where nobody else is there, but somebody should look."""
    born = chief.person.birth_date
    if born is None or not is_minor(born, desk.today()):
        return ()
    details: dict[str, str | int] = {"name": chief.person.name, "age": age_on(born, desk.today())}
    return (Finding(Severity.WARNING, "head_minor", "", "民法典 第十七条", details),)
