"""Use case: take a copy of the ledger out of the program, as XLSX, CSV, or as pages (PDF).

Masked unless there is a reason to have the numbers in full, and somebody whom the table of authority permits it. Every
copy is noted: who, how many cases, why; before the file is there under its name.
"""

from __future__ import annotations

from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from station_app import texts
from station_app.clock import BEIJING
from station_app.domain.authority import Action
from station_app.domain.divisions import local_name
from station_app.domain.identifiers import mask_id
from station_app.domain.looks import LEDGER, copied
from station_app.errors import DeviceError, RefusedError, UsageError
from station_app.outgoing import handed_out, is_nothing, refuse_place
from station_app.services.asking import asked
from station_app.services.drawing import own_codes
from station_app.services.ticking import next_days
from station_app.services.written import refuse_unfit
from station_app.spreadsheets import KINDS, MOST_ROWS, begin, kind_of
from station_app.storage import ledger, reads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from datetime import date, datetime
    from pathlib import Path
    from typing import Any, BinaryIO

    from printing.ledger_pages import LedgerPages
    from station_app.domain.ledger import LedgerFilter
    from station_app.services.desk import Desk
    from station_app.spreadsheets import Rows

AT_ONCE = 500
LEDGER_PAGES = "ledger-pages"
PAGES = ".pdf"
_MOST_ON_PAGES = 2_000
"""Cases on paper: some seventy sheets; whoever needs more needs a table."""
_PLAIN = (
    "case_no", "status", "ended_as", "route", "division", "division_name", "applicant", "id_number", "family",
    "persons", "accepted_at", "accepted_by", "decided_at", "decided_by", "registered_at", "due", "household_no",
)  # fmt: skip


class Copied(msgspec.Struct, frozen=True):
    """A copy of the ledger that was written: where, how many cases, whether in full."""

    file: str
    cases: int
    full: bool


def export_ledger(
    desk: Desk,
    wanted: LedgerFilter,
    to: Path,
    *,
    full: bool = False,
    reason: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> Copied:
    """Write all that `wanted` gives into the new file `to`; its name says which kind. `progress` may raise to cancel.

    Raises:
        UsageError: `table_kind_unknown`, `output_in_home`, `output_taken`.
        RefusedError: `export_reason_missing`, `export_too_large`, `text_unfit`. Nothing was written.
        DeviceError: `table_not_saved`.
    """
    desk.require(Action.EXPORT_LEDGER_IN_FULL if full else Action.LOOK)
    kind = PAGES if to.suffix.lower() == PAGES else kind_of(to)
    if not kind:
        raise UsageError("table_kind_unknown", kinds=" ".join((*KINDS, PAGES)))
    why = " ".join(reason.split())
    if full and not why:
        raise RefusedError("export_reason_missing")
    refuse_unfit(why)
    refuse_place(to, is_nothing)
    most = _MOST_ON_PAGES if kind == PAGES else MOST_ROWS[kind]
    speaking: AbstractContextManager[None] = texts.speaking("zh") if kind == PAGES else nullcontext()
    try:
        with handed_out(to, is_nothing) as file, speaking:
            table, columns = _begun(desk, kind, file, full=full)
            cases = 0
            for cases, row in enumerate(_rows(desk, wanted, full=full), start=1):
                if cases > most:
                    raise RefusedError("export_too_large", most=most)
                table.add([row[name] for name in columns])
                if progress is not None and cases % AT_ONCE == 0:
                    progress(cases, 0)
            table.close()
            _note(desk, cases, why, full=full)
    except OSError as problem:
        raise DeviceError("table_not_saved", file=to.name[-60:], problem=problem.strerror or "") from problem
    return Copied(str(to), cases, full)


def _begun(desk: Desk, kind: str, file: BinaryIO, *, full: bool) -> tuple[Rows | LedgerPages, tuple[str, ...]]:
    """Begin a copy of this kind; give it with the names of its columns."""
    if kind == PAGES:
        from printing.ledger_pages import COLUMNS, LedgerPages  # noqa: PLC0415 - ReportLab takes 0.35 s to import

        at = desk.now()
        number = f"{desk.site.code}-{at.astimezone(BEIJING):%Y%m%d}-TZ{at.astimezone(BEIJING):%H%M%S}"
        prove = partial(own_codes, desk, LEDGER_PAGES, number, revision=0)  # it is read before and while it is written
        return LedgerPages(file, desk.site, desk.officer, at, full=full, prove=prove), COLUMNS
    columns = (*_PLAIN, "phone") if full else _PLAIN
    titles = [texts.say(f"ledger.column.{name}") for name in columns]
    return begin(kind, file, texts.say("ledger.title"), titles, desk.now()), columns


def _note(desk: Desk, cases: int, why: str, *, full: bool) -> None:
    said = copied(cases, why, full=full)
    with desk.store.write() as uow:
        reads.note(uow, officer=desk.officer.badge, subject=LEDGER, why=said, at=desk.now())
        uow.commit()


def _rows(desk: Desk, wanted: LedgerFilter, *, full: bool) -> Iterator[dict[str, str]]:
    """Give the cells of each case, by name; a page at a time, all of one moment."""
    with desk.store.read() as uow:
        text = asked(uow, wanted.text)
        if text is None:
            return
        narrowed, after = msgspec.structs.replace(wanted, text=text), None
        next_day = next_days(uow, desk)
        while True:
            page = ledger.page(uow, narrowed, after, AT_ONCE)
            families = ledger.persons(uow, [row.case_no for row in page.rows])
            for row in page.rows:
                yield _cells(row, families.get(row.case_no, ()), next_day(row), full=full)
            after = page.end
            if after is None:
                return


def _cells(row: Any, family: Sequence[Any], due: date | None, *, full: bool) -> dict[str, str]:
    people = "、".join(f"{each.name} {each.id_number or ''}".strip() if full else each.name for each in family)
    return {
        "case_no": row.case_no,
        "status": texts.say(f"choice.case_status.{row.status.value}"),
        "ended_as": texts.say(f"choice.case_status.{row.ended_as.value}") if row.ended_as else "",
        "route": texts.say(f"ui.route.{row.route.value}") if row.route else "",
        "division": row.division or "",
        "division_name": local_name(row.division),
        "applicant": row.applicant,
        "id_number": (row.id_number or "") if full else mask_id(row.id_number),
        "family": people,
        "persons": str(len(family)),
        "accepted_at": _moment(row.accepted_at),
        "accepted_by": row.accepted_by,
        "decided_at": _moment(row.decided_at),
        "decided_by": row.decided_by or "",
        "registered_at": _moment(row.registered_at),
        "due": due.isoformat() if due else "",
        "household_no": row.household_no or "",
        "phone": next((each.phone for each in family if each.phone), ""),
    }


def _moment(at: datetime | None) -> str:
    return at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M") if at else ""
