"""Turn the rows of a layout file into the blocks that built-in papers are made of."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from printing import halves, sealed
from printing.blocks import Cell, Cells, NewPage, cell, listing
from printing.grid import table
from printing.halves import Closing
from printing.layouts import language
from printing.layouts.filling import STYLES, Filler
from printing.layouts.told import FINGERPRINT, SIGNATURE
from printing.opinions import Opinion
from printing.sealed import Sealed
from printing.sheet import WIDE, Paragraphs, Signatures
from printing.typography import MM

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from printing.blocks import Row
    from printing.layouts.language import AnyRow, CellWords, Line, SheetLayout

DATED = "年　　月　　日"
_LINE = 5.5 * MM
_HEADING = 6.5 * MM


def rows_of(layout: SheetLayout, filler: Filler) -> tuple[Row, ...]:
    """Give the rows of one copy, those that do not stand on it left out."""
    return tuple(row for each in layout.rows if filler.stands(each.when, each.copies) for row in _made(each, filler))


@singledispatch
def _made(row: AnyRow, filler: Filler) -> Iterator[Row]:
    raise TypeError(f"no such row: {type(row).__name__} {filler}")


@_made.register(language.CellsRow)
def _cells(row: language.CellsRow, filler: Filler) -> Iterator[Row]:
    yield _line(row.cells, filler, WIDE, row.height * MM)


@_made.register(language.HeadingRow)
def _heading(row: language.HeadingRow, filler: Filler) -> Iterator[Row]:
    yield Cells((cell("", filler.text(row.text), 0.0, WIDE, STYLES["heading"]),), _HEADING)


@_made.register(language.TextRow)
def _text(row: language.TextRow, filler: Filler) -> Iterator[Row]:
    yield Paragraphs(filler.texts(row.texts), STYLES[row.style], row.framed)


@_made.register(language.ListRow)
def _list(row: language.ListRow, filler: Filler) -> Iterator[Row]:
    items = filler.items(row.items)
    said = tuple(filler.text(row.text, item) for item in items) or ("—",)
    count = f"共 {len(items)} {row.counted}" if row.counted else ""
    wide = row.label_width * MM
    yield listing(row.label, count, said, wide, WIDE - wide, style=STYLES[row.style], columns=row.columns)


@_made.register(language.TicksRow)
def _ticks(row: language.TicksRow, filler: Filler) -> Iterator[Row]:
    boxes, wide = tuple(f"□ {each}" for each in filler.texts(row.boxes)), row.label_width * MM
    yield listing(row.label, "", boxes, wide, WIDE - wide, style=STYLES["normal"], columns=row.columns)


@_made.register(language.TableRow)
def _table(row: language.TableRow, filler: Filler) -> Iterator[Row]:
    items = filler.items(row.items)
    lines = [[filler.text(column.text, item) for column in row.columns] for item in items]
    lines += [[""] * len(row.columns)] * (row.least - len(lines))
    title = filler.text(row.title, {"count": str(len(items))})
    yield table(title, [each.head for each in row.columns], [each.width * MM for each in row.columns], lines)


@_made.register(language.SignaturesRow)
def _signatures(row: language.SignaturesRow, filler: Filler) -> Iterator[Row]:
    signers = _signers(row.signers, filler)
    if row.beside == "fingerprint":
        filler.used.add(FINGERPRINT)
        yield Signatures(signers, DATED)
    else:
        seal = filler.seal("")
        yield Signatures(signers, DATED, office=seal.office, stamp=seal.day, caption=seal.caption)


@_made.register(language.ClosingRow)
def _closing(row: language.ClosingRow, filler: Filler) -> Iterator[Row]:
    room = WIDE - halves.SEAL_WIDE
    lines = tuple(_line(each, filler, room, _LINE) for each in row.lines)
    first, second = _signers(row.signers, filler)
    yield Closing(lines, (first, second), row.first * MM, filler.seal(""))


@_made.register(language.SealedRow)
def _sealed(row: language.SealedRow, filler: Filler) -> Iterator[Row]:
    room = WIDE - sealed.SEAL_WIDE
    yield Sealed(tuple(_line(each, filler, room, _LINE) for each in row.lines), filler.seal(""), WIDE)


@_made.register(language.OpinionRow)
def _opinion(row: language.OpinionRow, filler: Filler) -> Iterator[Row]:
    filler.used.add(SIGNATURE)
    seal = filler.seal(row.seal) if row.beside == "seal" else None
    if row.beside == "fingerprint":
        filler.used.add(FINGERPRINT)
    said, printed = filler.texts(row.texts), filler.text(row.printed)
    yield Opinion(row.heads, said, row.signer, printed, seal, row.beside == "fingerprint")


@_made.register(language.NewPageRow)
def _new_page(_row: language.NewPageRow, _filler: Filler) -> Iterator[Row]:
    yield NewPage()


def _signers(signers: Sequence[language.Signer], filler: Filler) -> tuple[tuple[str, str], ...]:
    filler.used.add(SIGNATURE)
    return tuple((each.label, filler.text(each.text)) for each in signers)


def _line(cells: Line, filler: Filler, room: float, least: float) -> Cells:
    """Set one line of cells; one without a width takes what the others leave."""
    taken = sum(each.label_width + each.width for each in cells) * MM
    return Cells(tuple(_cell(each, filler, each.width * MM or room - taken) for each in cells), least)


def _cell(words: CellWords, filler: Filler, wide: float) -> Cell:
    return cell(words.label, filler.text(words.text), words.label_width * MM, wide, STYLES[words.style])
