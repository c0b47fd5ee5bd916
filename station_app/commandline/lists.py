"""Commands on working lists and the ledger."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from station_app import texts
from station_app.clock import BEIJING
from station_app.commandline.answer import Answer, one, progress_bar
from station_app.commandline.cases import resident_line
from station_app.domain.ledger import LedgerFilter, Period, Sort
from station_app.domain.vocabulary import CaseStatus, Level, Route
from station_app.errors import UsageError

if TYPE_CHECKING:
    from station_app.commandline.call import Call
    from station_app.services.list_queues import QueueLine
    from station_app.services.search_ledger import LedgerRow


def queue(call: Call) -> Answer:
    """Give the counts of all working lists, or the cases of one."""
    name = call.arguments.name
    if name is None:
        counts = call.catalogue.queues()
        lines = [
            texts.say("queue.count", name=texts.say(f"queue.name.{each.name}"), count=_count(each.count, each.more))
            for each in counts
        ]
        return one([msgspec.to_builtins(each) for each in counts], *lines)
    shown = call.catalogue.queue(name, call.arguments.limit)
    lines = [_line(each) for each in shown.rows] or [texts.say("queue.empty")]
    if shown.more:
        lines.append(texts.say("queue.front", count=len(shown.rows)))
    return one(msgspec.to_builtins(shown), *lines)


def _count(count: int, more: bool) -> str:  # noqa: FBT001 - two halves of one figure
    return texts.say("queue.more", count=count) if more else str(count)


def _line(row: QueueLine) -> str:
    clock = texts.say(f"clock.pressure.{row.pressure}") if row.pressure else ""
    papers = "、".join(texts.say(f"ui.paper.{paper}") for paper in row.papers)
    lacks = texts.say("queue.lacks", papers=papers) if row.papers else ""
    waits = texts.say("queue.waits_to_go", entries=row.entries) if row.entries else ""
    status = texts.say(f"choice.case_status.{row.status.value}")
    todo = texts.say(f"choice.crossed.{row.todo}") if row.todo else ""
    words = (clock, row.case_no, row.applicant, status, str(row.due or ""), left_words(row.left), lacks, waits, todo)
    return "  ".join(word for word in words if word)


def left_words(left: int | None) -> str:
    """Say how many working days are left."""
    if left is None:
        return ""
    if left == 0:
        return texts.say("queue.today")
    return texts.say("queue.days_left", days=left) if left > 0 else texts.say("queue.late", days=-left)


def ledger(call: Call) -> Answer:
    """Look into the ledger, a page at a time; keep a question by name; or take a copy of all it gives."""
    arguments = call.arguments
    wanted = _wanted(call)
    if arguments.save_view:
        kept = call.catalogue.save_view(arguments.save_view, wanted)
        return one(msgspec.to_builtins(kept), texts.say("ledger.view_kept", name=kept.name))
    if arguments.out:
        bar = progress_bar(texts.say("ledger.writing"))
        done = call.catalogue.export_ledger(
            wanted, Path(arguments.out), full=arguments.full, reason=arguments.reason or "", progress=bar
        )
        return one(msgspec.to_builtins(done), texts.say("ledger.written", cases=done.cases, file=done.file))
    page = call.catalogue.ledger(wanted, arguments.after or "", arguments.limit)
    lines = [*map(resident_line, page.residents), *map(_ledger_line, page.rows)] or [texts.say("queue.empty")]
    if page.cut:
        lines.append(texts.say("ledger.cut"))
    if page.after:
        lines.append(texts.say("ledger.more", after=page.after))
    return one(msgspec.to_builtins(page), *lines)


def views(call: Call) -> Answer:
    """List the questions this officer keeps, or keep one no longer."""
    told: list[str] = []
    if call.arguments.action == "forget":
        if not call.arguments.name:
            raise UsageError("view_not_named")
        if not call.catalogue.forget_view(call.arguments.name):
            raise UsageError("view_unknown", name=call.arguments.name[:40])
        told.append(texts.say("ledger.view_forgotten", name=call.arguments.name))
    kept = call.catalogue.views()
    return one(msgspec.to_builtins(kept), *told, *(each.name for each in kept))


def _wanted(call: Call) -> LedgerFilter:
    """Give the question of the arguments, on top of a kept one where one is named."""
    given = call.arguments
    base = LedgerFilter()
    if given.view:
        kept = next((each for each in call.catalogue.views() if each.name == given.view), None)
        if kept is None:
            raise UsageError("view_unknown", name=given.view[:40])
        base = kept.filter
    said = {
        "text": given.text,
        "statuses": tuple(map(CaseStatus, given.status or ())),
        "ended_as": tuple(map(CaseStatus, given.ended_as or ())),
        "route": Route(given.route) if given.route else None,
        "division": given.division,
        "site": given.site,
        "accepted": _period(given.accepted),
        "decided": _period(given.decided),
        "registered": _period(given.registered),
        "accepted_by": given.accepted_by,
        "decided_by": given.decided_by,
        "level": Level(given.level) if given.level else None,
        "sort": Sort(given.sort) if given.sort else None,
    }
    narrowed = msgspec.structs.replace(base, **{name: value for name, value in said.items() if value})
    return msgspec.structs.replace(narrowed, descending=False) if given.ascending else narrowed


def _period(written: str | None) -> Period | None:
    """Read `2026-01-01..2026-03-31`; either end may be missing, and one day alone is that day."""
    if not written:
        return None
    first, found, last = written.partition("..")
    try:
        since = date.fromisoformat(first) if first else None
        until = date.fromisoformat(last) if last else None if found else since
    except ValueError as problem:
        raise UsageError("period_form", given=written[:30]) from problem
    if since is not None and until is not None and since > until:
        raise UsageError("period_backwards", since=since.isoformat(), until=until.isoformat())
    return Period(since, until)


def _ledger_line(row: LedgerRow) -> str:
    status = texts.say(f"choice.case_status.{row.status.value}")
    ended = texts.say(f"choice.case_status.{row.ended_as.value}") if row.ended_as else ""
    accepted = row.accepted_at.astimezone(BEIJING).strftime("%Y-%m-%d")
    words = (row.case_no, row.applicant, row.id_masked, status, ended if ended != status else "", accepted)
    return "  ".join(word for word in words if word)
