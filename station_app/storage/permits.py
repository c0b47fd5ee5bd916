"""Queries on residence permits. What was captured and decided is in their entries; the table is for lists."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import replace
from sqlalchemy import and_, bindparam, func, select

from station_app.domain.permit_dates import Endorsement
from station_app.domain.permit_file import PermitFile
from station_app.domain.permits import LastEndorsement, Making, PermitRecord, PermitState
from station_app.domain.vocabulary import PermitEnd
from station_app.errors import DamagedError
from station_app.storage import papers, timeline
from station_app.storage.numbers import next_after
from station_app.storage.permit_tables import residence_permit
from station_app.storage.ranges import after_prefix, can_exist
from station_app.storage.tables import journal_entry, officer, site

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Row

    from station_app.storage.engine import UnitOfWork


class _Said(msgspec.Struct):
    """What is read of an entry about a permit; its own type is one of the journal, which lies above."""

    file: PermitFile | None = None
    making: Making | None = None
    pack: str = ""
    confirmed: dict[str, str] = {}
    card_no: str = ""
    handed_to: str = ""
    on: date | None = None
    following: Endorsement | None = None
    renewed: Endorsement | None = None
    late: bool = False
    division: str | None = None
    address: str | None = None
    permit_end: PermitEnd | None = None
    text: str = ""


_SAID = msgspec.json.Decoder(_Said)
_ENTRIES = (
    select(
        journal_entry.c.kind,
        journal_entry.c.seq,
        journal_entry.c.at,
        journal_entry.c.officer,
        journal_entry.c.payload,
        officer.c.name,
        site.c.code,
        site.c.name.label("site_name"),
        site.c.practice,
    )
    .select_from(residence_permit)
    .join(
        journal_entry,
        and_(journal_entry.c.subject == residence_permit.c.permit_no, journal_entry.c.site == residence_permit.c.site),
    )
    .outerjoin(officer, and_(officer.c.site == journal_entry.c.site, officer.c.badge == journal_entry.c.officer))
    .outerjoin(site, site.c.code == journal_entry.c.site)
    .where(
        residence_permit.c.permit_no == bindparam("wanted"),
        journal_entry.c.kind.in_(
            ("permit_applied", "permit_issued", "permit_endorsed", "permit_replaced", "permit_ended")
        ),
        journal_entry.c.seq <= bindparam("until"),
    )
    .order_by(journal_entry.c.seq)
)
_LAST_NUMBER = select(func.max(residence_permit.c.permit_no)).where(
    residence_permit.c.permit_no >= bindparam("first"), residence_permit.c.permit_no < bindparam("end")
)
_HELD = (
    select(residence_permit.c.permit_no)
    .where(
        residence_permit.c.id_number.in_(bindparam("numbers", expanding=True)),
        residence_permit.c.ended_on.is_(None),
    )
    .order_by(residence_permit.c.permit_no)
)
_NEWEST = 2**62


def record(uow: UnitOfWork, permit_no: str, until: int = _NEWEST) -> PermitRecord | None:
    """Give a whole permit; `until`: as it was when this entry of its site was the newest.

    Raises:
        DamagedError: `database_damaged` - an entry cannot be read.
    """
    if not can_exist(permit_no):
        return None
    rows = uow.execute(_ENTRIES, {"wanted": permit_no, "until": until}).all()
    if not rows:
        return None
    found = _begun(permit_no, rows[0], _read(rows[0]))
    for row in rows[1:]:
        found = _after(found, row, _read(row))
    return replace(found, papers=papers.of_case(uow, permit_no), timeline=timeline.of_subject(uow, permit_no))


def next_number(uow: UnitOfWork, site_code: str, day: date) -> str:
    """Give the next number, `SITE-YYYYMMDD-JZnnnn`; gapless, because only one writer works at a time.

    Raises:
        RefusedError: `permit_numbers_used_up`.
    """
    prefix = f"{site_code}-{day:%Y%m%d}-JZ"
    last = uow.execute(_LAST_NUMBER, {"first": prefix, "end": after_prefix(prefix)}).scalar_one_or_none()
    return next_after(last, prefix, "permit_numbers_used_up")


def held(uow: UnitOfWork, id_numbers: Iterable[str | None]) -> tuple[str, ...]:
    """Give the permits, not ended, of whoever has one of these ID numbers."""
    wanted = sorted({number for number in id_numbers if number and can_exist(number)})
    return tuple(uow.execute(_HELD, {"numbers": wanted}).scalars()) if wanted else ()


def _read(row: Row[Any]) -> _Said:
    try:
        return _SAID.decode(row.payload)
    except msgspec.MsgspecError:
        raise DamagedError("database_damaged") from None


def _begun(permit_no: str, row: Row[Any], said: _Said) -> PermitRecord:
    if said.file is None or said.making is None:
        raise DamagedError("database_damaged")
    name = row.name or row.officer
    return PermitRecord(
        permit_no=permit_no,
        site=row.code,
        site_name=row.site_name or row.code,
        practice=bool(row.practice),
        applied_at=row.at,
        applied_by=row.officer,
        applied_by_name=name,
        pack=said.pack,
        file=said.file,
        state=PermitState(making=said.making),
        made=said.making,
        made_at=row.at,
        made_by=row.officer,
        made_by_name=name,
        revision=row.seq,
        confirmed=said.confirmed,
    )


def _after(found: PermitRecord, row: Row[Any], said: _Said) -> PermitRecord:
    """Give a permit after one of its later entries."""
    match row.kind:
        case "permit_issued":
            state = replace(found.state, making=None)
            if said.following is not None:
                state = replace(state, issued_on=said.on, due=said.following)
            return replace(found, state=state, card_no=said.card_no, handed_to=said.handed_to)
        case "permit_endorsed":
            if said.on is None or said.following is None or said.renewed is None:
                raise DamagedError("database_damaged")
            newest = LastEndorsement(
                seq=row.seq,
                at=row.at,
                on=said.on,
                late=said.late,
                officer=row.officer,
                officer_name=row.name or row.officer,
                following=said.following,
                renewed=said.renewed,
            )
            return replace(found, state=replace(found.state, due=said.following), endorsement=newest)
        case "permit_replaced":
            return _asked_anew(found, row, said)
    return replace(
        found, state=replace(found.state, making=None, ended_on=said.on), ended=said.permit_end, text=said.text
    )


def _asked_anew(found: PermitRecord, row: Row[Any], said: _Said) -> PermitRecord:
    if said.making is None:
        raise DamagedError("database_damaged")
    file = found.file
    if said.address is not None:
        file = replace(file, permit=replace(file.asked, division=said.division, address=said.address))
    return replace(
        found,
        file=file,
        state=replace(found.state, making=said.making),
        made=said.making,
        made_at=row.at,
        made_by=row.officer,
        made_by_name=row.name or row.officer,
        revision=row.seq,
    )
