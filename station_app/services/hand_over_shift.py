"""Use case: hand the shift over: gather what one officer leaves, let the successor confirm it, keep the sheet.

The shift began when its officer handed the last one over, within a day, else with the day. The successor confirms with
badge and password of their own; the desk stays open for the one who leaves, until somebody logs in.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

import msgspec

from printing import shift_hand_over as paper
from printing.shift_hand_over_facts import facts
from station_app.clock import BEIJING, local_date
from station_app.domain.authority import Action, permits
from station_app.domain.names import mask_name
from station_app.domain.queues import QUEUES, Kind, QueueName, seen_by
from station_app.domain.records import IssuedPaper
from station_app.domain.shifts import (
    ShiftBundle,
    ShiftCase,
    ShiftDraft,
    ShiftDue,
    ShiftHandOver,
    ShiftNumbers,
    ShiftPapers,
    ShiftSheet,
    ShiftWaiting,
)
from station_app.errors import NotPermittedError, RefusedError
from station_app.journal import chain
from station_app.journal.shift_entries import ShiftHandedOver
from station_app.services import spooling
from station_app.services.drawing import own_codes
from station_app.services.entering import note_locks, open_account, try_password
from station_app.services.pressing import pressing
from station_app.services.written import refuse_unfit
from station_app.storage import calendars, channels, drafts, queues, shifts
from station_app.storage.keyring import Keyring
from station_app.storage.numbers import MOST_A_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station_app.domain.due import Due
    from station_app.domain.print_jobs import PrintJob
    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork
    from station_app.storage.queues import Waiting

SHEET = "shift-sheet"
MOST_DUE = 20
"""Pressing cases that a sheet names; it counts all of them."""
_LONGEST = timedelta(hours=24)
_PRESSED = next(queue.states for queue in QUEUES if queue.name is QueueName.DUE)


@dataclass(frozen=True, slots=True)
class Successor:
    """Who takes the shift, and the password that proves it."""

    badge: str
    password: str = field(repr=False)


class HandedOver(msgspec.Struct, frozen=True):
    """A shift that was handed over, and its paper."""

    hand_over: ShiftHandOver
    pdf: bytes


_ID_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
"""A whole ID number: it has no business on a sheet that lies about (masked names only)."""


def show_shift(desk: Desk) -> ShiftSheet:
    """Give what the officer would leave to the next one now; writes nothing."""
    desk.require(Action.HAND_OVER_SHIFT)
    with desk.store.read() as uow:
        return _sheet(uow, desk, desk.now())


def show_last_hand_over(desk: Desk) -> HandedOver:
    """Give the sheet of the last shift that this officer handed over, or took over, once more, byte for byte.

    Raises:
        RefusedError: `shift_never_handed_over`.
    """
    desk.require(Action.HAND_OVER_SHIFT)
    with desk.store.read() as uow:
        last = shifts.last_sheet(uow, desk.officer.badge)
    if last is None:
        raise RefusedError("shift_never_handed_over")
    return HandedOver(last, _drawn(desk, last))


def place_for_sheet(desk: Desk) -> str:
    """Give where this desk sends the sheet of a shift, as its settings say. May ask for printers: blocks."""
    desk.require(Action.HAND_OVER_SHIFT)
    return spooling.printer_for(desk, SHEET)


def print_last_hand_over(desk: Desk, printer: str) -> PrintJob:
    """Queue the sheet of the last shift, as `show_last_hand_over` gives it: what is on paper is what is journalled.

    Raises:
        RefusedError: `shift_never_handed_over`.
    """
    made = show_last_hand_over(desk)
    told = made.hand_over
    number = told.number or desk.site.code
    issued = IssuedPaper(number, SHEET, 1, hashlib.sha256(made.pdf).hexdigest(), made.pdf)
    with desk.store.write() as uow:
        (job,) = spooling.put(uow, desk, [(issued, printer)])
        uow.commit()
    return job


def hand_over_shift(desk: Desk, successor: Successor, remarks: str = "") -> HandedOver:
    """Hand the shift over to `successor`, who is at the desk too.

    Raises:
        RefusedError: `shift_to_oneself`, `text_unfit`.
        NotPermittedError: `role_missing`; of the successor: `wrong_password`, `badge_locked`, `officer_closed`,
            `successor_must_change` - a password that was handed over proves nobody; `successor_role_missing`.
    """
    desk.require(Action.HAND_OVER_SHIFT)
    refuse_unfit(remarks, lines=True)
    if _ID_NUMBER.search(remarks):
        raise RefusedError("remarks_number")
    badge = successor.badge.strip()
    if badge == desk.officer.badge:
        raise RefusedError("shift_to_oneself")
    _, locks = try_password(Keyring(desk.home.keyring), desk.attempts, badge, successor.password)
    moment = desk.now()
    moment = moment.replace(microsecond=moment.microsecond // 1000 * 1000)  # as the journal keeps it
    with desk.store.write() as uow:
        account = open_account(uow, badge)
        note_locks(uow, locks, moment)
        if account.must_change:
            raise NotPermittedError("successor_must_change", badge=badge)
        if not permits(account.roles, Action.HAND_OVER_SHIFT):
            raise NotPermittedError("successor_role_missing", badge=badge)
        last, _ = chain.head(uow, desk.site.code)
        number = f"{desk.site.code}-{local_date(moment):%Y%m%d}-JB{last + 1}"
        made = ShiftHandOver(_sheet(uow, desk, moment), badge, account.name, remarks.strip(), moment, number)
        pdf = _drawn(desk, made)
        digest = hashlib.sha256(pdf).hexdigest()
        payload = ShiftHandedOver(badge, account.name, made.remarks, made.sheet, sha256=digest, number=number)
        officer = desk.officer.badge
        chain.append(uow, site=desk.site.code, officer=officer, subject=officer, payload=payload, at=moment)
        uow.commit()
    return HandedOver(made, pdf)


def _drawn(desk: Desk, made: ShiftHandOver) -> bytes:
    """Draw the sheet of a shift; its number ends in that of its journal entry. An earlier program gave it no codes."""
    if not made.number:
        return paper.render(made)
    entry = int(made.number.rpartition("-JB")[2])
    return paper.render(made, own_codes(desk, SHEET, made.number, facts(made), entry))


def _sheet(uow: UnitOfWork, desk: Desk, moment: datetime) -> ShiftSheet:
    badge = desk.officer.badge
    since = _since(uow, badge, moment)
    done = shifts.done_by(uow, badge, since)
    hot = pressing(uow, desk, _PRESSED, calendars.in_force(uow, desk.site.code))
    return ShiftSheet(
        site_code=desk.site.code,
        site_name=desk.site.name,
        practice=desk.site.practice,
        badge=badge,
        name=desk.officer.name,
        since=since,
        until=moment,
        accepted=tuple(
            ShiftCase(case_no, mask_name(applicant), status)
            for case_no, status, applicant in shifts.cases(
                uow, [each.subject for each in done if each.kind == "case_accepted"]
            )
        ),
        drafts=tuple(_drafts(uow, badge)),
        waiting=tuple(_waiting(uow, desk)),
        due=tuple(_due(case, clock) for case, clock in hot[:MOST_DUE]),
        pressing=min(len(hot), queues.JUDGED),
        pressing_more=len(hot) > queues.JUDGED,
        papers=_papers(done),
        bundles=tuple(
            ShiftBundle(each.channel, each.number, each.sealed_at, each.exported_at is not None)
            for each in channels.unacknowledged(uow)
        ),
        numbers=tuple(_numbers(uow, desk, moment)),
    )


def _since(uow: UnitOfWork, badge: str, moment: datetime) -> datetime:
    last = shifts.last_hand_over(uow, badge)
    if last is not None and timedelta() <= moment - last.at < _LONGEST:
        return last.at
    return datetime.combine(local_date(moment), time(), BEIJING).astimezone(moment.tzinfo)


def _drafts(uow: UnitOfWork, badge: str) -> Iterator[ShiftDraft]:
    for each in drafts.listing(uow):
        if each.officer == badge and each.discarded_at is None:
            yield ShiftDraft(mask_name(each.title), each.saved_at)


def _waiting(uow: UnitOfWork, desk: Desk) -> Iterator[ShiftWaiting]:
    """Count the working lists of the officer that stand on states; those on clocks are the pressing ones."""
    for queue in seen_by(desk.officer.roles, desk.site.kind):
        if queue.kind is Kind.STANDING:
            found = queues.count(uow, (queue,), desk.officer.badge)
            yield ShiftWaiting(queue.name.value, min(found, queues.MOST), found > queues.MOST)


def _due(case: Waiting, clock: Due) -> ShiftDue:
    return ShiftDue(case.case_no, mask_name(case.applicant), clock.kind.value, clock.due, clock.left)


def _papers(done: tuple[shifts.Did, ...]) -> tuple[ShiftPapers, ...]:
    first = Counter(each.paper for each in done if each.kind == "paper_issued" and each.printing <= 1)
    again = Counter(each.paper for each in done if each.kind == "paper_issued" and each.printing > 1)
    first["one-time-notice"] += sum(each.kind == "notice_issued" for each in done)  # its first copy is no entry
    names = sorted({name for name in (*first, *again) if first[name] or again[name]})
    return tuple(ShiftPapers(name, first[name], again[name]) for name in names)


def _numbers(uow: UnitOfWork, desk: Desk, moment: datetime) -> Iterator[ShiftNumbers]:
    day = f"{desk.site.code}-{local_date(moment):%Y%m%d}"
    prefixes = {"case": f"{day}-HJ", "notice": f"{day}-GZ"}
    for (kind, prefix), last in zip(prefixes.items(), shifts.last_numbers(uow, *prefixes.values()), strict=True):
        yield ShiftNumbers(kind, last, MOST_A_DAY - (int(last[len(prefix) :]) if last else 0))
