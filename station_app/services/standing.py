"""A case as somebody is about to take a step with it. Shared by the use cases of its later life; not one itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app import texts
from station_app.domain.case_life import MOVES, action_of, after
from station_app.domain.policy import forbidden_grounds
from station_app.domain.vocabulary import Crossed, Level, SiteKind, Step
from station_app.errors import NotPermittedError, RefusedError
from station_app.journal import chain
from station_app.storage import cases

if TYPE_CHECKING:
    from station_app.domain.policy import Pack
    from station_app.domain.records import CaseRecord
    from station_app.domain.vocabulary import CaseStatus
    from station_app.journal.entries import Payload
    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork


DECIDER_NAMED_ALIKE = "decider_named_alike"
"""Flag: whoever decides is called like somebody in the family; somebody else has to look whether it is his own case."""


def standing(uow: UnitOfWork, case_no: str) -> CaseRecord:
    """Give the case as it stands now.

    Raises:
        RefusedError: `case_unknown`.
    """
    record = cases.record(uow, case_no)
    if record is None:
        raise RefusedError("case_unknown", case_no=case_no[:40])
    return record


def refuse_step(
    desk: Desk, record: CaseRecord, step: Step, *, level: Level | None = None, on_paper: bool = False
) -> CaseStatus:
    """Give the state that the step leads to, if this officer may take it in this case here and now.

    What is said with the step is not looked at. `on_paper`: a station enters what the county decided. The use cases and
    the list of what is offered ask the same, so a window never offers what would be refused.

    Raises:
        RefusedError: `case_of_another_site`, `step_impossible`, `level_not_next`, `decision_crossed`.
        NotPermittedError: `role_missing`, `not_our_county`, `own_case`.
    """
    at_station = desk.site.kind is SiteKind.STATION
    desk.require(action_of(step, level=level, at_station=at_station))
    if level is Level.COUNTY and not on_paper:
        refuse_other_county(desk, record)
    else:
        refuse_foreign(desk, record)
    leads_to = refuse_impossible(record, step, level=level)
    if step is not Step.REVERSE:
        refuse_crossed(record)
    if MOVES[step].by_another:
        refuse_own_case(desk, record)
    return leads_to


def refuse_impossible(record: CaseRecord, step: Step, *, level: Level | None = None) -> CaseStatus:
    """Give the state that the step leads to.

    Raises:
        RefusedError: `step_impossible` - the case does not stand where it could be taken; `level_not_next`.
    """
    status = after(record.status, step, level=level, still=record.still, ended_as=record.ended_as)
    if status is not None:
        return status
    first = record.still[0] if record.still else None
    if first is not None and level is not None and after(record.status, step, level=first, still=record.still):
        raise RefusedError("level_not_next", case_no=record.case_no, level=texts.say(f"choice.level.{first.value}"))
    stands, wanted = texts.say(f"choice.case_status.{record.status.value}"), texts.say(f"choice.step.{step.value}")
    raise RefusedError("step_impossible", case_no=record.case_no, status=stands, step=wanted)


def refuse_crossed(record: CaseRecord) -> None:
    """A case whose station went on from a paper that the county's own decision contradicts is reversed first.

    Raises:
        RefusedError: `decision_crossed`.
    """
    if record.crossed is not None and record.crossed.todo is Crossed.ACTED:
        raise RefusedError("decision_crossed", case_no=record.case_no)


def refuse_own_case(desk: Desk, record: CaseRecord) -> None:
    """Nobody goes through or decides what he accepted himself (行政许可法 34: two officers).

    Raises:
        NotPermittedError: `own_case`.
    """
    if (record.site, record.accepted_by) == (desk.site.code, desk.officer.badge):
        raise NotPermittedError("own_case", case_no=record.case_no)


def flagged(desk: Desk, record: CaseRecord, text: str) -> tuple[str, ...]:
    """Name the forbidden grounds in what was written with a step: it stands, and somebody looks at it.

    A pack that is not here any more names none.
    """
    pack = next((each for each in desk.packs if each.id == record.pack), None)
    return forbidden_grounds(pack, text) if pack is not None else ()


def refuse_other_county(desk: Desk, record: CaseRecord) -> None:
    """A county decides about the cases of its own stations.

    Raises:
        NotPermittedError: `not_our_county`.
    """
    if desk.site.kind is not SiteKind.COUNTY or not record.case_no.startswith(desk.site.code):
        raise NotPermittedError("not_our_county", case_no=record.case_no)


def refuse_foreign(desk: Desk, record: CaseRecord) -> None:
    """Only the station that accepted a case goes on with it.

    Raises:
        RefusedError: `case_of_another_site`.
    """
    if record.site != desk.site.code:
        raise RefusedError("case_of_another_site", case_no=record.case_no, site=record.site_name)


def write_step(uow: UnitOfWork, desk: Desk, case_no: str, payload: Payload) -> CaseRecord:
    """Append the entry and give the case as it stands afterwards."""
    chain.append(uow, site=desk.site.code, officer=desk.officer.badge, subject=case_no, payload=payload, at=desk.now())
    return standing(uow, case_no)


def pack_of(desk: Desk, record: CaseRecord) -> Pack:
    """Give the rules under which the case was accepted.

    Raises:
        RefusedError: `pack_unknown` - this program has not got them.
    """
    found = next((pack for pack in desk.packs if pack.id == record.pack), None)
    if found is None:
        raise RefusedError("pack_unknown", pack=record.pack)
    return found


def ways_open(pack: Pack, record: CaseRecord) -> tuple[str, ...]:
    """Say what a refused applicant may still do: other routes of the pack, and the residence permit."""
    route = record.case.route.value if record.case.route else None
    return (*pack.route(route).alternatives, "residence_permit")


def named_alike(record: CaseRecord, decider: str) -> tuple[str, ...]:
    """Give the flag of a decider who is called like somebody in the family."""
    return (DECIDER_NAMED_ALIKE,) if decider in {member.name for member in record.case.family} else ()
