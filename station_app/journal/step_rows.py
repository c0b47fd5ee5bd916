"""What the steps of a case's life do to the tables. `apply` calls it; nothing else does.

A step of another site may come when the case does not stand where it could be taken (the applicant withdrew meanwhile):
then the case stays as it is, the entry stays in the journal, and `Writes.conflicts` names it for a person.
"""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import bindparam, func, select, update

from station_app.clock import local_date
from station_app.domain.case_life import NOT_YET_REGISTERED, STEP_OF, after, ends_as
from station_app.domain.residents import FROM_CASE, RegisteredPerson, Standing, registration_number
from station_app.domain.vocabulary import CaseStatus, Level, Step
from station_app.errors import DamagedError
from station_app.journal import address_rows, case_entries, registration_rows
from station_app.storage.case_tables import AddressKind, case_decision, case_person, registry_case
from station_app.storage.household_tables import household
from station_app.storage.prepared import Prepared
from station_app.storage.table_parts import levels_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from station_app.journal.apply import Writes
    from station_app.journal.case_entries import CaseFacts
    from station_app.journal.entries import Entry

Row: TypeAlias = dict[str, Any]
_FREES = (Step.REFUSE, Step.WITHDRAW, Step.REVERSE)
"""After these nobody takes room in the household any more."""

_AS_ROW: Any = namedtuple  # its fields are the columns of the table, whatever they come to be
_Case = _AS_ROW("_Case", registry_case.c.keys())
_STANDS = Prepared(select(registry_case).where(registry_case.c.case_no == bindparam("wanted")))
_ADDRESS = select(household.c.address).where(household.c.household_no == bindparam("wanted"))
_MOVERS = select(func.count()).where(case_person.c.case_no == bindparam("wanted"), case_person.c.moves)
_MOVED = Prepared(
    update(registry_case)
    .where(registry_case.c.case_no == bindparam("wanted"))
    .values(
        status=bindparam("status"),
        still=bindparam("still"),
        placed=bindparam("placed"),
        household_no=bindparam("household_no"),
        stands_since=bindparam("stands_since"),
        ended_as=bindparam("ended_as"),
        decided_at=bindparam("decided_at"),
        decided_site=bindparam("decided_site"),
        decided_by=bindparam("decided_by"),
        registered_at=bindparam("registered_at"),
    )
)
_PEOPLE = select(case_person.c.place, case_person.c.name, case_person.c.id_number).where(
    case_person.c.case_no == bindparam("wanted")
)


def _decided(writes: Writes, entry: Entry, payload: case_entries.CaseDecided) -> None:
    refuse_foreign(entry, payload.case_no, _may_decide(entry, payload))
    taken = take(writes, entry, payload.case_no, STEP_OF[payload.outcome], level=payload.level)
    row = {"site": entry.site, "seq": entry.seq, "case_no": payload.case_no, "level": payload.level}
    said = {"outcome": payload.outcome, "reason": payload.reason, "reference": payload.reference, "taken": taken}
    writes.add(case_decision, [{**row, **said, "at": entry.at, "officer": entry.officer}])


def _may_decide(entry: Entry, payload: case_entries.CaseDecided) -> bool:
    """Tell whether this site may say so: a station of its own cases, its county of the county's level.

    A county's code is the beginning of its stations' codes. What a county wrote on paper its station may enter.
    """
    own = payload.case_no.startswith(f"{entry.site}-")
    if payload.level is Level.STATION:
        return own and payload.on_paper is None
    return payload.on_paper is not None if own else payload.case_no.startswith(entry.site)


def _registered(writes: Writes, entry: Entry, payload: case_entries.CaseRegistered) -> None:
    refuse_foreign(entry, payload.case_no, payload.case_no.startswith(f"{entry.site}-"))
    if not take(writes, entry, payload.case_no, Step.REGISTER, household_no=payload.household_no):
        return
    address = writes.uow.execute(_ADDRESS, {"wanted": payload.household_no}).scalar_one_or_none()
    address_rows.write(writes, payload.case_no, [(AddressKind.HOUSEHOLD, address)])
    people = {row.place: row for row in writes.uow.execute(_PEOPLE, {"wanted": payload.case_no})}
    registration_rows.register(
        writes,
        [
            registration_rows.begun(
                registration_number(payload.case_no, each.place),
                payload.household_no,
                each.person or RegisteredPerson(people[each.place].name, people[each.place].id_number),
                Standing(each.relationship, each.head, payload.family_group),
                entry=entry,
                since=payload.since,
                why=FROM_CASE,
                case_no=payload.case_no,
                place=each.place,
            )
            for each in payload.registrations
            if each.person or each.place in people
        ],
    )


def _own_step(step: Step) -> Callable[[Writes, Entry, Any], None]:
    """Give what a step does that only moves the case."""

    def moved(writes: Writes, entry: Entry, payload: Any) -> None:
        refuse_foreign(entry, payload.case_no, payload.case_no.startswith(f"{entry.site}-"))
        if take(writes, entry, payload.case_no, step) and step is Step.REVERSE:
            registration_rows.end_case(writes, payload.case_no, entry.site, local_date(entry.at))

    return moved


def take(
    writes: Writes,
    entry: Entry,
    case_no: str,
    step: Step,
    *,
    level: Level | None = None,
    household_no: str | None = None,
    facts: CaseFacts | None = None,
) -> bool:
    """Move the case, if it is here and stands where the step is possible; tell whether it was moved.

    `household_no` is where its movers are registered, `facts` what is known of the family from now on.
    """
    writes.send()
    rows = writes.uow.rows(_STANDS, {"wanted": case_no})
    if not rows:
        return False
    case = _Case(*rows[0])
    still = levels_of(case.still)
    status = after(case.status, step, level=level, still=still, ended_as=case.ended_as)
    if status is None:
        writes.conflicts.append(f"{case_no} {entry.kind} {entry.site}#{entry.seq}")
        return False
    if step is Step.APPROVE:
        still = still[1:]
    elif step in {Step.RETURN, Step.SUPPLEMENT}:
        still = levels_of(case.levels)  # other facts: everybody decides anew
    placed = case.placed and step not in _FREES
    home = facts.placement.household_no if facts else household_no or case.household_no
    waited, waits = case.placed and case.status in NOT_YET_REGISTERED, placed and status in NOT_YET_REGISTERED
    if facts or (waited, case.household_no) != (waits, home):
        movers = writes.uow.execute(_MOVERS, {"wanted": case_no}).scalar_one()
        registration_rows.count(writes, case.site, case.household_no, -movers if waited else 0)
        moving = len(facts.case.movers) if facts else movers
        registration_rows.count(writes, case.site, home, moving if waits else 0)
    stands = {"status": status, "still": ",".join(still), "placed": placed, "household_no": home}
    since = {"stands_since": entry.at, "ended_as": ends_as(status, case.ended_as)}
    writes.change(_MOVED, {"wanted": case_no, **stands, **since, **_moments(entry, case, status)})
    return True


def _moments(entry: Entry, case: Any, status: CaseStatus) -> Row:
    """Give when and by whom the case was decided, and when its family was registered; what was is kept."""
    decided = {"decided_at": case.decided_at, "decided_site": case.decided_site, "decided_by": case.decided_by}
    if status in {CaseStatus.APPROVED, CaseStatus.REFUSED}:
        decided = {"decided_at": entry.at, "decided_site": entry.site, "decided_by": entry.officer}
    return {**decided, "registered_at": entry.at if status is CaseStatus.REGISTERED else case.registered_at}


def refuse_foreign(entry: Entry, case_no: str, in_place: bool) -> None:  # noqa: FBT001 - reads as a sentence
    """A site speaks of its own cases only; a county decides on those of its stations.

    Raises:
        DamagedError: `entry_out_of_place`.
    """
    if not in_place or entry.subject != case_no:
        raise DamagedError("entry_out_of_place", site=entry.site, seq=entry.seq)


APPLIED: dict[type, Callable[[Writes, Entry, Any], None]] = {
    case_entries.CaseDecided: _decided,
    case_entries.CaseRegistered: _registered,
    case_entries.CaseReviewed: _own_step(Step.REVIEW),
    case_entries.CaseWithdrawn: _own_step(Step.WITHDRAW),
    case_entries.CaseReversed: _own_step(Step.REVERSE),
    case_entries.CaseDelivered: _own_step(Step.DELIVER),
    case_entries.CaseArchived: _own_step(Step.ARCHIVE),
}
