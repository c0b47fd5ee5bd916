"""What was put right in a case, line by line for its timeline; what is personal is masked until asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from forms.changes import change_line
from station_app import clock, texts

if TYPE_CHECKING:
    from forms.changes import ChangeLine
    from station_app.domain.case_changes import Correction
    from station_app.domain.records import CaseRecord

SUPPLEMENTED = "case_supplemented"
"""The kind of entry that puts a case right."""


class Changed(NamedTuple):
    """One fact before and after: in full, and for eyes that pass by."""

    words: str
    masked: str


def change_lines(record: CaseRecord, correction: Correction) -> tuple[Changed, ...]:
    """Give every field that a supplement changed."""
    content = msgspec.to_builtins(record.case)
    on = clock.local_date(record.accepted_at)
    lines = (change_line(each.path, each.before, each.after, content, on) for each in correction.changes)
    return tuple(Changed(_words(line), _words(line.masked)) for line in lines)


def _words(line: ChangeLine) -> str:
    return texts.say("ui.case.change", name=line.name, before=line.before or "—", after=line.after or "—")
