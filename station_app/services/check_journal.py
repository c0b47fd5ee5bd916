"""Use cases: walk the journal's chain; replay it and compare with the live tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app import outgoing
from station_app.domain.authority import Action
from station_app.domain.records import ChainReport
from station_app.errors import DeviceError
from station_app.exchange.identities import verify
from station_app.journal import chain, rebuild, walk
from station_app.services.masking import masked_line

if TYPE_CHECKING:
    from pathlib import Path

    from station_app.services.desk import Desk


def verify_journal(desk: Desk) -> ChainReport:
    """Check every page of the file, recompute every hash, look for gaps, check every signed checkpoint."""
    desk.require(Action.VERIFY_JOURNAL)
    damage = desk.store.damage()
    if damage:
        return ChainReport(ok=False, entries=0, head="", problems=tuple(f"database_damaged {each}" for each in damage))
    with desk.store.read() as uow:
        return walk.verify(uow, verify)


def rebuild_journal(desk: Desk) -> ChainReport:
    """Replay the journal into empty tables and compare them with the live ones; the live ones stay as they are."""
    desk.require(Action.VERIFY_JOURNAL)
    return rebuild.rebuild(desk.store)


def export_journal(desk: Desk, to: Path, *, masked: bool = False) -> int:
    """Write every entry as a JSON line to `to`; give their number. For auditors.

    In full the lines are canonical and hold personal data; whoever has them can check the chain. `masked` leaves out
    what identifies the families (审计只读包, domain of 个人信息保护法 第二十八、五十一条); such a line says so, and its
    hash is that of the full one.

    Raises:
        UsageError: `output_in_home`, `output_taken`.
        DeviceError: `journal_not_saved` - nothing is left under the name.
    """
    desk.require(Action.EXPORT_JOURNAL if masked else Action.EXPORT_JOURNAL_IN_FULL)
    number = 0
    try:
        with desk.store.read() as uow, outgoing.handed_out(to, outgoing.is_extract) as file:
            for entry in chain.all_entries(uow):
                file.write((masked_line(entry) if masked else chain.encode(entry)) + b"\n")
                number += 1
    except OSError as problem:
        raise DeviceError("journal_not_saved", file=to.name, problem=problem.strerror or "") from problem
    return number
