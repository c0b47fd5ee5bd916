"""Every value of a case as it was captured, on the form it was taken on; what is personal is masked until asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from forms import cells
from forms.conditions import Asked
from forms.versions import published
from station_app import clock, texts
from station_app.domain.document_marks import document_name

if TYPE_CHECKING:
    from station_app.domain.records import CaseRecord


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One value: whom or what it is about, its name on the form, its words, and what of it bystanders may see."""

    about: str
    name: str
    words: str
    masked: str


def items_of(record: CaseRecord) -> tuple[ItemLine, ...]:
    """List what was captured of `record`, in the order of its form."""
    content = msgspec.to_builtins(record.case)
    on = clock.local_date(record.accepted_at)
    return tuple(
        ItemLine(
            about=_about(record, each),
            name=each.label,
            words=each.text,
            masked=cells.masked(each.field, Asked(content, each.place or 0, on)),
        )
        for each in cells.cells(published(record.form), content, on)
    )


def _about(record: CaseRecord, cell: cells.Cell) -> str:
    if cell.place is None:
        return texts.say("ui.case.items_case")
    if cell.field.path.startswith("documents"):
        return document_name(record.case.documents[cell.place].kind or "")
    return record.case.family[cell.place].name or texts.say("person.member", number=cell.place + 1)
