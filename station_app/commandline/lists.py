"""Commands on working lists and the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from station_app import texts
from station_app.commandline.answer import Answer, one

if TYPE_CHECKING:
    from station_app.commandline.call import Call
    from station_app.services.list_queues import QueueLine


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
    words = (clock, row.case_no, row.applicant, status, str(row.due or ""), left_words(row.left), lacks, waits)
    return "  ".join(word for word in words if word)


def left_words(left: int | None) -> str:
    """Say how many working days are left."""
    if left is None:
        return ""
    if left == 0:
        return texts.say("queue.today")
    return texts.say("queue.days_left", days=left) if left > 0 else texts.say("queue.late", days=-left)
