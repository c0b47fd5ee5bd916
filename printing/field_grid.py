"""Declared fields as cells of a grid: label and words from the one declaration, placed in columns of equal width.

A value that does not fit on one line of its place takes the rest of the line or a line of its own; nothing is cut.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from forms import cells
from forms.fields import Kind
from printing import words
from printing.blocks import FIGURES, PAD, VALUE, Cells, cell
from printing.typography import MM, set_line
from station_app import texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from forms.conditions import Asked
    from forms.fields import Field, Form
    from printing.typography import Style

_LEAST = 7 * MM
LABEL_WIDE = 22 * MM
COLUMNS = 3
_WIDE = 170 * MM
_NEEDS_ITS_SECTION = ("poverty.",)
"""Fields whose words do not say by themselves what they are about."""


class Item(NamedTuple):
    """One value to be placed: how it is called, its words, how many columns it takes at least."""

    label: str
    text: str
    span: int = 1
    style: Style = VALUE


def item(form: Form, field_id: str, asked: Asked, span: int = 1) -> Item | None:
    """Give a declared field as it stands on a paper, in Chinese; None where the form does not show it."""
    field, visible = _declared(form, field_id, asked)
    if field is None or not visible:
        return None
    style = FIGURES if field_id.endswith(("id_number", "phone")) else VALUE
    named = label(field_id)
    if field_id.startswith(_NEEDS_ITS_SECTION):
        named = texts.say(f"section.{field_id.partition('.')[0]}", "zh") + named
    return Item(named, _words(field, asked), span, style)


def _words(field: Field, asked: Asked) -> str:
    """Give the words for a value; a day as papers write it."""
    said = cells.cell(field, asked, "zh")
    try:
        return words.day(date.fromisoformat(said)) if field.kind is Kind.DATE and said else said
    except ValueError:
        return said


def label(field_id: str) -> str:
    """Give the words before a field, as the windows have them."""
    return texts.say(f"field.{field_id}", "zh")


def raw(form: Form, field_id: str, asked: Asked) -> object:
    """Give what was captured of a field, None where it is not shown."""
    field, visible = _declared(form, field_id, asked)
    return field.value(asked) if field is not None and visible else None


def placed(items: Sequence[Item]) -> Iterator[Cells]:
    """Place items in `COLUMNS` columns in their order; the last of a line is widened to its end."""
    line: list[tuple[Item, int]] = []
    used = 0
    for each in items:
        span = _span(each)
        if used + span > COLUMNS:
            yield _line(line)
            line, used = [], 0
        line.append((each, span))
        used += span
    if line:
        yield _line(line)


def _declared(form: Form, field_id: str, asked: Asked) -> tuple[Field | None, bool]:
    for section in form.sections:
        for field in section.fields:
            if field.id == field_id:
                return field, section.visible.holds(asked) and field.is_visible(asked)
    return None, False


def _span(each: Item) -> int:
    """Give the least number of columns in which it stands on one line, all of them where it never does."""
    return next((span for span in range(each.span, COLUMNS) if _fits(each, span)), COLUMNS)


def _fits(each: Item, span: int) -> bool:
    return set_line(each.text, each.style).width <= _WIDE / COLUMNS * span - LABEL_WIDE - 2 * PAD


def _line(line: Sequence[tuple[Item, int]]) -> Cells:
    spare = COLUMNS - sum(span for _, span in line)
    spans = [span for _, span in line]
    spans[-1] += spare
    return Cells(
        tuple(
            cell(each.label, each.text, LABEL_WIDE, _WIDE / COLUMNS * span - LABEL_WIDE, each.style)
            for (each, _), span in zip(line, spans, strict=True)
        ),
        _LEAST,
    )
