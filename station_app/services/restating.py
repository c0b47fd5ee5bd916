"""What the desk's own papers state, derived from the record as it is now. Not a use case: making and checking need it.

A paper that is declared in `printing.own_papers` may have a line in `_NOW`; without one its code is proven and its
facts are not compared (a copy of the ledger: what was asked is not in its code).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from station_app import texts
from station_app.domain.counting import Area
from station_app.errors import NotPermittedError, RefusedError, UsageError
from station_app.journal import chain
from station_app.services.figures import month_of, ranking, report
from station_app.services.partners import attachments_of, partner
from station_app.services.rosters import roster_of
from station_app.services.stocking import register_of
from station_app.storage import channels, shifts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from printing.bundle_sheet import Handed
    from station_app.services.desk import Desk
    from station_app.storage.channels import SentBundle
    from station_app.storage.engine import UnitOfWork

_BUNDLE = re.compile(r"(?P<site>[A-Z0-9]+)-TO-(?P<channel>[A-Z0-9]+)-(?P<number>[0-9]+)")


_MONTH = re.compile(r"(?P<site>[A-Z0-9]+)-MONTH-(?P<month>[0-9]{4}-[0-9]{2})")

UNCOUNTED = frozenset({"shift-sheet", "ledger-pages"})
"""Papers whose copies are not issued one by one: a shift's sheet is its entry, a copy of the ledger is noted as a look.
"""


def subject_of(number: str) -> str:
    """Give the subject of the journal entry for a number as it stands in a code, which knows capitals only."""
    site, of_stock, kind = number.partition("-STOCK-")
    if of_stock:
        return f"{site}-stock-{kind.lower()}"
    return number.replace("-TO-", "-to-").replace("-MONTH-", "-month-")


def stated_now(uow: UnitOfWork, desk: Desk, paper: str, number: str) -> tuple[object, ...]:
    """Give what the same paper would state now, in each way it can be made; none where nothing here can say it."""
    derive = _NOW.get(paper)
    try:
        with texts.speaking("zh"):  # papers are
            return tuple(derive(uow, desk, number)) if derive else ()
    except (RefusedError, NotPermittedError, UsageError):  # what it is about is not here
        return ()


def handed_over(uow: UnitOfWork, desk: Desk, sent: SentBundle) -> Handed:
    """Say what goes with a bundle that was put in place, as this officer hands it over."""
    from printing.bundle_sheet import Handed  # noqa: PLC0415 - as above

    receiver = partner(uow, desk, sent.channel)
    entries = chain.entries(uow, desk.site.code, sent.first_seq, sent.last_seq)
    return Handed(
        sender=(desk.site.code, desk.site.name),
        receiver=(receiver.code, receiver.name),
        number=sent.number,
        entries=sent.last_seq - sent.first_seq + 1,
        attachments=len({scan for entry in entries for scan in attachments_of(entry)}),
        sha256=sent.sha256 or "",
        made_at=sent.exported_at or sent.sealed_at,
        officer=desk.officer.name,
        badge=desk.officer.badge,
        practice=desk.site.practice,
    )


def _roster(uow: UnitOfWork, desk: Desk, number: str) -> Iterator[object]:
    from printing.household_roster_facts import facts  # noqa: PLC0415 - drawn papers are heavy to import

    yield facts(roster_of(uow, number, desk.today()))


def _shift(uow: UnitOfWork, _desk: Desk, number: str) -> Iterator[object]:
    from printing.shift_hand_over_facts import facts  # noqa: PLC0415 - as above

    made = shifts.named(uow, number)
    if made is not None:
        yield facts(made)


def _bundle(uow: UnitOfWork, desk: Desk, number: str) -> Iterator[object]:
    from printing.bundle_sheet import facts  # noqa: PLC0415 - as above

    named = _BUNDLE.fullmatch(number)
    if named is not None and named["site"] == desk.site.code:
        sent = channels.sent(uow, named["channel"], int(named["number"]))
        if sent is not None and sent.exported_at is not None:
            yield facts(handed_over(uow, desk, sent))


def _month(uow: UnitOfWork, desk: Desk, number: str) -> Iterator[object]:
    from printing.monthly_report import facts  # noqa: PLC0415 - as above

    named = _MONTH.fullmatch(number)
    if named is not None and named["site"] == desk.site.code:
        for by in Area:
            yield facts(report(uow, desk, month_of(named["month"]), by))


def _ranking(uow: UnitOfWork, desk: Desk, number: str) -> Iterator[object]:
    from printing.ranking import facts  # noqa: PLC0415 - as above

    named = _MONTH.fullmatch(number)
    if named is not None and named["site"] == desk.site.code:
        yield facts(ranking(uow, desk, month_of(named["month"])))


def _stock(uow: UnitOfWork, desk: Desk, number: str) -> Iterator[object]:
    from printing.stock_register import facts  # noqa: PLC0415 - as above

    site, _, kind = subject_of(number).partition("-stock-")
    if site == desk.site.code:
        yield facts(register_of(uow, desk, kind))


_NOW: Mapping[str, Callable[[UnitOfWork, Desk, str], Iterator[object]]] = {
    "household-roster": _roster,
    "shift-sheet": _shift,
    "bundle-sheet": _bundle,
    "monthly-report": _month,
    "ranking": _ranking,
    "stock-register": _stock,
}
