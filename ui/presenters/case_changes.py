"""What was put right in a case, line by line for its timeline; what is personal is masked until asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from forms.changes import change_line
from forms.settlement import FORM
from station_app import clock, texts
from station_app.domain.identifiers import mask_id

if TYPE_CHECKING:
    from forms.changes import ChangeLine
    from station_app.domain.records import CaseRecord, Correction

SUPPLEMENTED = "case_supplemented"
"""The kind of entry that puts a case right."""
_HIDDEN = "***"
_LIKE_A_NUMBER = 15
"""Characters from which a personal value without a blank is masked as an ID number and not hidden."""


class Changed(NamedTuple):
    """One fact before and after: in full, and for eyes that pass by."""

    words: str
    masked: str


def change_lines(record: CaseRecord, correction: Correction) -> tuple[Changed, ...]:
    """Give every field that a supplement changed."""
    content = msgspec.to_builtins(record.case)
    on = clock.local_date(record.accepted_at)
    personal = {field.label for field in FORM.fields() if field.personal}
    lines = (change_line(each.path, each.before, each.after, content, on) for each in correction.changes)
    return tuple(Changed(_words(line), _words(line, masked=line.label in personal)) for line in lines)


def _words(line: ChangeLine, *, masked: bool = False) -> str:
    before, after = (_shown(value, masked=masked) for value in (line.before, line.after))
    name = " · ".join(filter(None, (line.whom, line.label)))
    return texts.say("ui.case.change", name=name, before=before or "—", after=after or "—")


def _shown(value: str, *, masked: bool) -> str:
    if not masked or not value:
        return value
    return mask_id(value) if value.isalnum() and value.isascii() and len(value) >= _LIKE_A_NUMBER else _HIDDEN
