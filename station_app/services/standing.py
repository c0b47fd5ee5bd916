"""A case as somebody is about to take a step with it. Shared by the use cases of its later life; not one itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app import texts
from station_app.domain.case_life import after
from station_app.errors import NotPermittedError, RefusedError
from station_app.journal import chain
from station_app.storage import cases

if TYPE_CHECKING:
    from station_app.domain.records import CaseRecord
    from station_app.domain.vocabulary import CaseStatus, Level, Step
    from station_app.journal.entries import Payload
    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork


def standing(uow: UnitOfWork, case_no: str) -> CaseRecord:
    """Give the case as it stands now.

    Raises:
        RefusedError: `case_unknown`.
    """
    record = cases.record(uow, case_no)
    if record is None:
        raise RefusedError("case_unknown", case_no=case_no[:40])
    return record


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


def refuse_own_case(desk: Desk, record: CaseRecord) -> None:
    """Nobody goes through or decides what he accepted himself (行政许可法 34: two officers).

    Raises:
        NotPermittedError: `own_case`.
    """
    if (record.site, record.accepted_by) == (desk.site.code, desk.officer.badge):
        raise NotPermittedError("own_case", case_no=record.case_no)


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
