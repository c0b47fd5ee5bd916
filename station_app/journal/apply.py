"""What an entry does to the tables: the only writer of projections, so that replaying the journal gives them again.

Says nothing about whether an entry should be there; use cases and the chain have decided that. Writes are collected and
sent in batches, because an import has thousands of them and a statement for each would cost more than its rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec
from sqlalchemy import bindparam, func, select, update

from station_app.domain.case_life import NOT_YET_REGISTERED
from station_app.domain.vocabulary import HouseholdState
from station_app.errors import DamagedError, RefusedError
from station_app.journal import (
    account_rows,
    case_rows,
    clock_rows,
    course_rows,
    entries,
    layout_rows,
    permit_rows,
    registration_rows,
    reminder_rows,
    shift_rows,
    statistics_rows,
    stock_rows,
)
from station_app.storage.case_tables import address_key, case_address, case_person, registry_case
from station_app.storage.household_tables import household, registration
from station_app.storage.prepared import Prepared
from station_app.storage.stock_tables import stock_drawer, stock_kind
from station_app.storage.tables import PROJECTIONS, Standing, bundle_in, bundle_out, notice, officer, paper, site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlalchemy import Table

    from station_app.journal.conflicts import Conflict
    from station_app.journal.entries import Entry
    from station_app.storage.engine import UnitOfWork

Row: TypeAlias = dict[str, Any]

_DECODER = msgspec.json.Decoder(entries.Payload)
KINDS = frozenset(str(payload.__struct_config__.tag) for payload in entries.Payload.__args__)
"""The kinds of entries that this program knows."""

_MAY_BE_THERE = (address_key, case_address, stock_kind, stock_drawer)
"""Tables in which a row may lie already: another family comes from the same address, another box of the same kind."""
_INSERTS = {table.name: Prepared.insert(table, or_leave=table in _MAY_BE_THERE) for table in PROJECTIONS}
_ANY_SITE = select(site.c.code).limit(1)
_SITE_STANDING = select(site.c.standing).where(site.c.code == bindparam("wanted"))
_SITE_CHANGED = Prepared(
    update(site)
    .where(site.c.code == bindparam("wanted"))
    .values({name: bindparam(name) for name in site.c.keys() if name != "code"})  # noqa: SIM118 - not a dict
)
_NEWCOMERS = Prepared(
    update(household)
    .where(household.c.household_no == bindparam("wanted"))
    .values(persons=household.c.persons + bindparam("more"))
)
_PLACED_BEFORE = (
    select(func.count())
    .select_from(case_person.join(registry_case))
    .where(
        registry_case.c.household_no == bindparam("wanted"),
        registry_case.c.site == bindparam("owner"),
        registry_case.c.placed,
        registry_case.c.status.in_(NOT_YET_REGISTERED),
        case_person.c.moves,
    )
)
_REGISTERED_BEFORE = select(func.count()).where(
    registration.c.household_no == bindparam("wanted"),
    registration.c.site == bindparam("owner"),
    registration.c.until.is_(None),
)
_CLOSED = Prepared(
    update(household)
    .where(household.c.household_no == bindparam("wanted"), household.c.site == bindparam("owner"))
    .values(state=HouseholdState.CLOSED)
)
_REPLACED = Prepared(
    update(notice)
    .where(notice.c.notice_no == bindparam("wanted"), notice.c.site == bindparam("owner"))
    .values(replaced_by=bindparam("by"))
)
_EXPORTED = Prepared(
    update(bundle_out)
    .where(
        bundle_out.c.site == bindparam("owner"),
        bundle_out.c.channel == bindparam("to"),
        bundle_out.c.number == bindparam("bundle"),
    )
    .values(content=bindparam("digest"), sha256=bindparam("file"), exported_at=bindparam("moment"))
)
_ACKNOWLEDGED = Prepared(
    update(bundle_out)
    .where(
        bundle_out.c.site == bindparam("owner"),
        bundle_out.c.channel == bindparam("to"),
        bundle_out.c.number == bindparam("bundle"),
    )
    .values(acknowledged_at=bindparam("moment"))
)


class Writes:
    """Rows on their way into the tables; parents before children, newcomers of households summed up.

    `conflicts` names what crossed a step of another site. `journal` is where all entries lie until the one that is
    applied, which is another place than the tables where they are made anew.
    """

    def __init__(self, uow: UnitOfWork, journal: UnitOfWork | None = None) -> None:
        self.uow = uow
        self.journal = journal or uow
        self._rows: dict[str, list[Row]] = {table.name: [] for table in PROJECTIONS}
        self._newcomers: dict[str, int] = {}
        self.conflicts: list[Conflict] = []

    def add(self, table: Table, rows: Iterable[Row]) -> None:
        """Collect rows that are new."""
        self._rows[table.name].extend(rows)

    def count_newcomers(self, household_no: str, persons: int) -> None:
        """Collect people for a household; one that is not here (somebody's own home) is not counted."""
        self._newcomers[household_no] = self._newcomers.get(household_no, 0) + persons

    def change(self, statement: Prepared, values: Row) -> None:
        """Send what is collected, then change what is there."""
        self.send()
        self.uow.send(statement, [values])

    def send(self) -> None:
        """Send everything that was collected."""
        for name, rows in self._rows.items():
            if rows:
                self.uow.send(_INSERTS[name], rows)
                rows.clear()
        for household_no, persons in self._newcomers.items():
            self.uow.send(_NEWCOMERS, [{"wanted": household_no, "more": persons}])
        self._newcomers.clear()


def apply(uow: UnitOfWork, entry: Entry) -> None:
    """Write what one entry says into the tables.

    Raises:
        DamagedError: `entry_unreadable`, `entry_out_of_place`.
        RefusedError: `entry_kind_unknown` - a newer program wrote it.
    """
    writes = Writes(uow)
    collect(writes, entry)
    writes.send()


def collect(writes: Writes, entry: Entry, payload: entries.Payload | None = None) -> None:
    """Collect what one entry says; `Writes.send` must follow. Errors as in `apply`.

    `payload` spares the reading of what was written a moment ago.
    """
    said = decoded(entry) if payload is None else payload
    _APPLIED[type(said)](writes, entry, said)


def decoded(entry: Entry) -> entries.Payload:
    """Give the typed payload of an entry.

    Raises:
        DamagedError: `entry_unreadable`.
        RefusedError: `entry_kind_unknown`.
    """
    if entry.kind not in KINDS:
        raise RefusedError("entry_kind_unknown", kind=entry.kind[:40], site=entry.site, seq=entry.seq)
    try:
        payload: entries.Payload = _DECODER.decode(entry.payload)
    except (msgspec.MsgspecError, RecursionError):
        raise DamagedError("entry_unreadable", site=entry.site, seq=entry.seq) from None
    if payload.__struct_config__.tag != entry.kind:
        raise DamagedError("entry_unreadable", site=entry.site, seq=entry.seq)
    return payload


def _site_founded(writes: Writes, entry: Entry, payload: entries.SiteFounded) -> None:
    """The first site of a journal is its own; any other founding only tells a name, never a key to believe."""
    _refuse_foreign(entry, payload.code == entry.site)
    writes.send()
    if writes.uow.execute(_ANY_SITE).first() is None:
        writes.add(site, [_site_row(payload, Standing.OWN)])
    elif writes.uow.execute(_SITE_STANDING, {"wanted": payload.code}).first() is None:
        writes.add(site, [_site_row(payload, Standing.HEARD_OF)])


def _site_trusted(writes: Writes, entry: Entry, payload: entries.SiteTrusted) -> None:
    """Trust is given here, by a person; whom another site trusts is its own business."""
    writes.send()
    if writes.uow.execute(_SITE_STANDING, {"wanted": entry.site}).scalar_one_or_none() is not Standing.OWN:
        return
    standing = writes.uow.execute(_SITE_STANDING, {"wanted": payload.code}).scalar_one_or_none()
    _refuse_foreign(entry, standing is not Standing.OWN)
    row = _site_row(payload, Standing.TRUSTED)
    if standing is None:
        writes.add(site, [row])
    else:
        writes.change(_SITE_CHANGED, {"wanted": row.pop("code"), **row})


def _officer_added(writes: Writes, entry: Entry, payload: entries.OfficerAdded) -> None:
    writes.add(officer, [account_rows.opened(entry, payload)])


def _household_opened(writes: Writes, entry: Entry, payload: entries.HouseholdOpened) -> None:
    _refuse_foreign(entry, payload.household_no.startswith(f"{entry.site}-"))
    writes.send()
    here = {"wanted": payload.household_no, "owner": entry.site}
    inside = sum(writes.uow.execute(query, here).scalar_one() for query in (_PLACED_BEFORE, _REGISTERED_BEFORE))
    writes.add(
        household,
        [
            {
                "household_no": payload.household_no,
                "site": entry.site,
                "kind": payload.household_kind,
                "division": payload.division,
                "division_name": None,
                "address": payload.address,
                "name": payload.name,
                "managing_body": payload.managing_body,
                "keeper": payload.keeper,
                "soft_capacity": payload.soft_capacity,
                "state": HouseholdState.OPEN,
                "persons": inside,
                "headed": False,
                "opened_at": entry.at,
            }
        ],
    )


def _household_closed(writes: Writes, entry: Entry, payload: entries.HouseholdClosed) -> None:
    writes.change(_CLOSED, {"wanted": payload.household_no, "owner": entry.site})


def _notice_issued(writes: Writes, entry: Entry, payload: entries.NoticeIssued) -> None:
    """The notice, its first copy, and the end of the one it replaces."""
    _refuse_foreign(entry, payload.notice_no.startswith(f"{entry.site}-") and entry.subject == payload.notice_no)
    row = {"notice_no": payload.notice_no, "site": entry.site, "seq": entry.seq, "draft_id": payload.draft}
    later = dict.fromkeys(("case_no", "closed_at", "replaced_by"))
    writes.add(notice, [{**row, "issued_at": entry.at, "supplement_by": payload.supplement_by, **later}])
    first = {"case_no": payload.notice_no, "paper": "one-time-notice", "site": entry.site, "copy": 1}
    writes.add(paper, [{**first, "sha256": payload.sha256, "at": entry.at, "officer": entry.officer}])
    if payload.replaces:
        writes.change(_REPLACED, {"wanted": payload.replaces, "owner": entry.site, "by": payload.notice_no})


def _paper_issued(writes: Writes, entry: Entry, payload: entries.PaperIssued) -> None:
    _refuse_foreign(entry, entry.subject == payload.case_no)
    row = {"case_no": payload.case_no, "paper": payload.paper, "site": entry.site, "copy": payload.copy}
    writes.add(paper, [{**row, "sha256": payload.sha256, "at": entry.at, "officer": entry.officer}])


def _bundle_sealed(writes: Writes, entry: Entry, payload: entries.BundleSealed) -> None:
    row = {"site": entry.site, "channel": payload.channel, "number": payload.number, "head": payload.head}
    span = {"first_seq": payload.first_seq, "last_seq": payload.last_seq, "sealed_at": entry.at}
    later = dict.fromkeys(("content", "sha256", "exported_at", "acknowledged_at"))
    writes.add(bundle_out, [{**row, **span, **later}])


def _bundle_exported(writes: Writes, entry: Entry, payload: entries.BundleExported) -> None:
    done = {"owner": entry.site, "to": payload.channel, "bundle": payload.number}
    writes.change(_EXPORTED, {**done, "digest": payload.content, "file": payload.sha256, "moment": entry.at})


def _bundle_imported(writes: Writes, entry: Entry, payload: entries.BundleImported) -> None:
    row = {"site": entry.site, "sender": payload.site, "number": payload.number, "imported_at": entry.at}
    span = {"first_seq": payload.first_seq, "last_seq": payload.last_seq}
    writes.add(bundle_in, [{**row, **span, "content": payload.content, "sha256": payload.sha256}])


def _bundle_acknowledged(writes: Writes, entry: Entry, payload: entries.BundleAcknowledged) -> None:
    done = {"owner": entry.site, "to": payload.channel, "bundle": payload.number}
    writes.change(_ACKNOWLEDGED, {**done, "moment": entry.at})


def _account(writes: Writes, entry: Entry, payload: account_rows.Change) -> None:
    writes.change(*account_rows.change(entry, payload))


def _keys(_writes: Writes, _entry: Entry, _payload: entries.KeysRotated | entries.BadgeLocked) -> None:
    """What became of keys and locks lies in no table; the journal keeps that it happened."""


def _digest(_writes: Writes, _entry: Entry, _payload: entries.DigestExported | entries.DigestImported) -> None:
    """What a digest says are foreign facts, kept apart from the tables of the journal."""


def _checkpoint(_writes: Writes, _entry: Entry, _payload: entries.Checkpoint) -> None:
    """A signature over the chain; it changes no table."""


def _site_row(payload: entries.SiteFounded | entries.SiteTrusted, standing: Standing) -> Row:
    return {
        "code": payload.code,
        "name": payload.name,
        "kind": payload.site_kind,
        "standing": standing,
        "practice": payload.practice,
        "epoch": payload.epoch,
        "signing_key": payload.signing_key,
        "exchange_key": payload.exchange_key,
    }


def _refuse_foreign(entry: Entry, in_place: bool) -> None:  # noqa: FBT001 - reads as a sentence
    """A site speaks of its own cases and households only."""
    if not in_place:
        raise DamagedError("entry_out_of_place", site=entry.site, seq=entry.seq)


_APPLIED: dict[type, Callable[[Writes, Entry, Any], None]] = {
    entries.SiteFounded: _site_founded,
    entries.SiteTrusted: _site_trusted,
    entries.OfficerAdded: _officer_added,
    entries.OfficerRecovered: _account,
    entries.HouseholdOpened: _household_opened,
    entries.HouseholdClosed: _household_closed,
    entries.NoticeIssued: _notice_issued,
    entries.PaperIssued: _paper_issued,
    entries.BundleSealed: _bundle_sealed,
    entries.BundleExported: _bundle_exported,
    entries.BundleImported: _bundle_imported,
    entries.BundleAcknowledged: _bundle_acknowledged,
    entries.DigestExported: _digest,
    entries.DigestImported: _digest,
    entries.Checkpoint: _checkpoint,
    entries.OfficerChanged: _account,
    entries.OfficerDisabled: _account,
    entries.PasswordSet: _account,
    entries.KeysRotated: _keys,
    entries.BadgeLocked: _keys,
    **case_rows.APPLIED,
    **course_rows.APPLIED,
    **clock_rows.APPLIED,
    **registration_rows.APPLIED,
    **reminder_rows.APPLIED,
    **layout_rows.APPLIED,
    **permit_rows.APPLIED,
    **shift_rows.APPLIED,
    **stock_rows.APPLIED,
    **statistics_rows.APPLIED,
}
