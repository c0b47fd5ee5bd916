"""The timeline of a record: its journal entries, each as the sentence a person reads (`entry.KIND`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import and_, bindparam, select

from station_app import texts
from station_app.clock import local_date
from station_app.domain.records import TimelineItem
from station_app.storage.tables import journal_entry, officer

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Row

    from station_app.storage.engine import UnitOfWork

_OF_SUBJECT = (
    select(journal_entry, officer.c.name)
    .outerjoin(officer, and_(officer.c.site == journal_entry.c.site, officer.c.badge == journal_entry.c.officer))
    .where(journal_entry.c.subject.in_((bindparam("subject"), bindparam("before"))))
    .order_by(journal_entry.c.position)
)


def of_subject(uow: UnitOfWork, subject: str, before: str | None = None) -> tuple[TimelineItem, ...]:
    """Give everything that happened to a case (case number), a household (its number), an account or a channel.

    `before` is another subject that went before it: the one-time notice a case answers. In the order it arrived here;
    entries of other sites come when their bundle comes.
    """
    asked = {"subject": subject, "before": before or subject}
    return tuple(_item(row) for row in uow.execute(_OF_SUBJECT, asked))


def _item(row: Row[Any]) -> TimelineItem:
    content = msgspec.json.decode(row.payload, type=dict[str, Any])
    return TimelineItem(
        at=row.at,
        clock_trusted=row.clock_trusted,
        site=row.site,
        seq=row.seq,
        officer=row.officer,
        officer_name=row.name or row.officer,
        kind=row.kind,
        summary=_summary(row.kind, _details(content), local_date(row.at)),
        words=_free_words(row.kind, content),
        reason=content.get("reason") if row.kind in _WITH_GROUND else None,
        flags=_flags(content),
    )


_WITH_GROUND = ("case_decided", "case_declined")


def _free_words(kind: str, content: dict[str, Any]) -> str:
    """Give what was written freely with a step; who received the papers and where they lie are no reasons."""
    if kind == "decision_extended":
        return str(content.get("extension", {}).get("reason", ""))
    said = kind.startswith("case_") or kind == "paper_issued"
    return str(content.get("text") or content.get("opinion") or "") if said else ""


def _flags(content: dict[str, Any]) -> tuple[str, ...]:
    """Give what somebody has to look at; so is a reprint for which nobody gave a reason."""
    unsaid = ("reprint_unsaid",) if content.get("reprint") == "unsaid" else ()
    return (*content.get("flags", ()), *unsaid)


def _summary(kind: str, details: dict[str, object], on: date) -> str:
    told = {
        "entry.notice_issued_late": kind == "notice_issued" and on.isoformat() > str(details.get("due", "")),
        "entry.case_accepted_after_notice": kind == "case_accepted" and details.get("notice_no"),
        "entry.badge_locked_uncounted": kind == "badge_locked" and not details.get("tries"),
        "entry.case_decided_reference": kind == "case_decided" and details.get("reference"),
        "entry.permit_endorsed_late": kind == "permit_endorsed" and details.get("late"),
        "entry.paper_reprinted": kind == "paper_issued" and details.get("reprint"),
    }
    special = next((key for key, holds in told.items() if holds), None)
    if special is not None:
        return texts.say(special, None, **details)
    return texts.say(f"entry.{kind}", None, **details).strip().removesuffix(":")  # nothing was said after it


def _details(content: dict[str, Any]) -> dict[str, object]:
    """Give what a sentence may name: the single values of a payload, words in the reader's language, and counts."""
    details: dict[str, object] = {
        name: _worded(name, value) for name, value in content.items() if isinstance(value, str | int)
    }
    details |= {f"{name}_count": len(value) for name, value in content.items() if isinstance(value, list)}
    details["again"] = int(content.get("printing") or 0) - 1
    family = content.get("case", {}).get("family", [])
    details["persons"] = len(family)
    details["movers"] = sum(1 for member in family if member.get("moves", True))
    return details


def _worded(name: str, value: str | int) -> str | int:
    for key in (f"choice.{name}.{value}", f"ui.{name}.{value}"):
        if texts.known(key):
            return texts.say(key)
    return value
