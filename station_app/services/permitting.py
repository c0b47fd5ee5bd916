"""A residence permit as somebody is about to take a step with it. Shared by the use cases of permits; not one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app import texts
from station_app.domain.permits import MOVES, possible, status_on
from station_app.domain.vocabulary import PermitStep, SiteKind
from station_app.errors import RefusedError
from station_app.journal import chain
from station_app.storage import permits

if TYPE_CHECKING:
    from station_app.domain.permits import PermitRecord
    from station_app.domain.policy import Pack
    from station_app.journal.permit_entries import PermitPayload
    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork


def permit_here(uow: UnitOfWork, permit_no: str) -> PermitRecord:
    """Give the permit as it stands now.

    Raises:
        RefusedError: `permit_unknown`.
    """
    found = permits.record(uow, permit_no)
    if found is None:
        raise RefusedError("permit_unknown", permit_no=permit_no[:40])
    return found


def before_step(uow: UnitOfWork, desk: Desk, permit_no: str, step: PermitStep) -> PermitRecord:
    """Give the permit if the step may be taken with it here and today.

    Raises:
        RefusedError: `permit_unknown`, `permit_of_another_site`, `permit_step_impossible`, `permit_too_early`.
    """
    refuse_elsewhere(desk)
    found = permit_here(uow, permit_no)
    if found.site != desk.site.code:
        raise RefusedError("permit_of_another_site", permit_no=permit_no, site=found.site_name)
    stands = status_on(found.state, desk.today())
    if step not in possible(found.state, desk.today()):
        due = found.state.due
        if step is PermitStep.ENDORSE and due is not None and stands in MOVES[step].possible_in:
            days = {"opens": due.opens.isoformat(), "last": due.last.isoformat()}
            raise RefusedError("permit_too_early", permit_no=permit_no, **days)
        words = {"status": texts.say(f"choice.permit_status.{stands}"), "step": texts.say(f"choice.permit_step.{step}")}
        raise RefusedError("permit_step_impossible", permit_no=permit_no, **words)
    return found


def refuse_elsewhere(desk: Desk) -> None:
    """Permits are kept where people live, at a station.

    Raises:
        RefusedError: `not_a_station`.
    """
    if desk.site.kind is not SiteKind.STATION:
        raise RefusedError("not_a_station", site=desk.site.name)


def pack_of_permit(desk: Desk, record: PermitRecord) -> Pack:
    """Give the rules under which the permit was applied for.

    Raises:
        RefusedError: `pack_unknown`.
    """
    found = next((pack for pack in desk.packs if pack.id == record.pack), None)
    if found is None:
        raise RefusedError("pack_unknown", pack=record.pack)
    return found


def write_permit(uow: UnitOfWork, desk: Desk, permit_no: str, payload: PermitPayload) -> PermitRecord:
    """Append the entry and give the permit as it stands afterwards."""
    chain.append(
        uow, site=desk.site.code, officer=desk.officer.badge, subject=permit_no, payload=payload, at=desk.now()
    )
    return permit_here(uow, permit_no)
