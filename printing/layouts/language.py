"""The language of layout files: TOML, strict, and only data. What it can say is the structs below and nothing else.

Two kinds. A `sheet` flows: rows one under the other, as the papers that come with the program have them. An `overlay`
writes at absolute places, in tenths of a millimetre, for forms that somebody else printed. Lengths of a sheet are in
millimetres. Case numbers, codes, page numbers, form and edition, badge and time are always drawn by us: a file has no
words for them.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import msgspec

FORMAT = "station-app/layout/1"

Words: TypeAlias = Annotated[str, msgspec.Meta(max_length=600)]
Short: TypeAlias = Annotated[str, msgspec.Meta(max_length=40)]
Edition: TypeAlias = Annotated[str, msgspec.Meta(min_length=1, max_length=12)]
Wide: TypeAlias = Annotated[float, msgspec.Meta(ge=0, le=170)]
Tenths: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=2970)]
Columns: TypeAlias = Annotated[int, msgspec.Meta(ge=1, le=6)]
Look: TypeAlias = Literal["normal", "small", "note", "figures", "large", "heading"]
Beside: TypeAlias = Literal["seal", "fingerprint"]


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An unknown key is a mistake, never ignored."""


class CellWords(_Strict, frozen=True, kw_only=True):
    """A label and its value; without `width` the value takes what is left of the line."""

    text: Words
    label: Short = ""
    label_width: Wide = 0
    width: Wide = 0
    style: Look = "normal"


class Signer(_Strict, frozen=True, kw_only=True):
    """Who signs: the words before the line, and a printed name beside it."""

    label: Short
    text: Words = ""


class ColumnWords(_Strict, frozen=True, kw_only=True):
    """One column of a table; the widths together make the width of the form."""

    head: Short
    width: Wide
    text: Words


class RowWords(_Strict, frozen=True, kw_only=True, tag_field="kind"):
    """What every row may say: in which situation (`collective`, `not collective`) and on which copies it stands."""

    when: Short = ""
    copies: Annotated[tuple[Short, ...], msgspec.Meta(max_length=4)] = ()


Line: TypeAlias = Annotated[tuple[CellWords, ...], msgspec.Meta(min_length=1, max_length=6)]
Lines: TypeAlias = Annotated[tuple[Line, ...], msgspec.Meta(min_length=1, max_length=12)]
Texts: TypeAlias = Annotated[tuple[Words, ...], msgspec.Meta(min_length=1, max_length=12)]


class CellsRow(RowWords, frozen=True, kw_only=True, tag="cells"):
    """Labels and values side by side."""

    cells: Line
    height: Annotated[float, msgspec.Meta(ge=0, le=60)] = 0


class HeadingRow(RowWords, frozen=True, kw_only=True, tag="heading"):
    """Words over what follows."""

    text: Words


class TextRow(RowWords, frozen=True, kw_only=True, tag="text"):
    """Sentences over the whole width; `framed` in a grey box."""

    texts: Texts
    style: Look = "normal"
    framed: bool = False


class ListRow(RowWords, frozen=True, kw_only=True, tag="list"):
    """A labelled list of one of the paper's lists, on a grid; `counted` is the word after its number (人, 份)."""

    label: Short
    items: Short
    text: Words
    counted: Short = ""
    columns: Columns = 1
    label_width: Wide = 18
    style: Look = "small"


class TicksRow(RowWords, frozen=True, kw_only=True, tag="ticks"):
    """Boxes to be ticked by pen."""

    label: Short
    boxes: Texts
    columns: Columns = 1
    label_width: Wide = 22


class TableRow(RowWords, frozen=True, kw_only=True, tag="table"):
    """A table of one of the paper's lists, with at least so many lines."""

    items: Short
    columns: Annotated[tuple[ColumnWords, ...], msgspec.Meta(min_length=1, max_length=12)]
    title: Words = ""
    least: Annotated[int, msgspec.Meta(ge=0, le=20)] = 0


class SignaturesRow(RowWords, frozen=True, kw_only=True, tag="signatures"):
    """Signatures one under the other; a seal's place or that of a fingerprint at their right."""

    signers: Annotated[tuple[Signer, ...], msgspec.Meta(min_length=1, max_length=4)]
    beside: Beside = "seal"


class ClosingRow(RowWords, frozen=True, kw_only=True, tag="closing"):
    """Lines of cells, two signatures under them, the seal's place at the right; `first` is the first one's width."""

    lines: Lines
    signers: Annotated[tuple[Signer, ...], msgspec.Meta(min_length=2, max_length=2)]
    first: Annotated[float, msgspec.Meta(ge=30, le=90)] = 60


class SealedRow(RowWords, frozen=True, kw_only=True, tag="sealed"):
    """Lines of cells with the seal's place at their right."""

    lines: Lines


class OpinionRow(RowWords, frozen=True, kw_only=True, tag="opinion"):
    """Room for what somebody has to say: head, words, signature, and what is pressed at the right."""

    heads: Annotated[tuple[Short, ...], msgspec.Meta(min_length=1, max_length=4)]
    signer: Short
    texts: Annotated[tuple[Words, ...], msgspec.Meta(max_length=12)] = ()
    printed: Words = ""
    beside: Literal["", "seal", "fingerprint"] = ""
    seal: Short = ""


class NewPageRow(RowWords, frozen=True, kw_only=True, tag="new-page"):
    """What follows begins another page."""


AnyRow: TypeAlias = (
    CellsRow
    | HeadingRow
    | TextRow
    | ListRow
    | TicksRow
    | TableRow
    | SignaturesRow
    | ClosingRow
    | SealedRow
    | OpinionRow
    | NewPageRow
)


class SheetLayout(msgspec.Struct, frozen=True):
    """A layout that flows. `paper` is whose it is, `edition` what the form line calls it."""

    paper: str
    edition: str
    sheet: str
    title: str
    rows: tuple[AnyRow, ...]


class Place(_Strict, frozen=True, kw_only=True):
    """Words at a place: their upper left corner, how wide and how many lines they may be; on page `page`."""

    text: Words
    x: Tenths
    y: Tenths
    width: Annotated[int, msgspec.Meta(ge=20, le=2970)]
    lines: Annotated[int, msgspec.Meta(ge=1, le=20)] = 1
    style: Look = "normal"
    page: Annotated[int, msgspec.Meta(ge=1, le=4)] = 1
    when: Short = ""
    copies: Annotated[tuple[Short, ...], msgspec.Meta(max_length=4)] = ()


class PlacedColumn(_Strict, frozen=True, kw_only=True):
    """One column of lines that the stock has room for."""

    text: Words
    x: Tenths
    width: Annotated[int, msgspec.Meta(ge=20, le=2970)]


class PlacedLines(_Strict, frozen=True, kw_only=True):
    """One of the paper's lists on the lines of the stock: the first at `y`, the next `step` below, `room` in all."""

    items: Short
    y: Tenths
    step: Annotated[int, msgspec.Meta(ge=40, le=600)]
    room: Annotated[int, msgspec.Meta(ge=1, le=40)]
    columns: Annotated[tuple[PlacedColumn, ...], msgspec.Meta(min_length=1, max_length=12)]
    lines: Annotated[int, msgspec.Meta(ge=1, le=4)] = 1
    style: Look = "small"
    page: Annotated[int, msgspec.Meta(ge=1, le=4)] = 1
    when: Short = ""
    copies: Annotated[tuple[Short, ...], msgspec.Meta(max_length=4)] = ()


class OurPlaces(_Strict, frozen=True, kw_only=True):
    """Where on the stock what we always draw has room, as (x, y) of its upper left corner."""

    dots: tuple[Tenths, Tenths]
    bars: tuple[Tenths, Tenths]
    lines: tuple[Tenths, Tenths]


class OverlayLayout(msgspec.Struct, frozen=True):
    """A layout for somebody else's form. `stock` is the code of the stock it is for, empty: none is kept.

    `printed` names what the paper must have that is printed on the stock itself.
    """

    paper: str
    edition: str
    sheet: str
    stock: str
    printed: tuple[str, ...]
    ours: OurPlaces
    places: tuple[Place, ...]
    lists: tuple[PlacedLines, ...]


Layout: TypeAlias = SheetLayout | OverlayLayout


class SheetFile(_Strict, frozen=True, kw_only=True):
    """A file of the kind `sheet`; its rows are read one by one, so that each says what is wrong with it."""

    format: Literal["station-app/layout/1"]
    kind: Literal["sheet"]
    paper: Short
    edition: Edition
    sheet: Literal["A4", "A5", "A5x2"]
    title: Annotated[str, msgspec.Meta(min_length=1, max_length=20)]
    row: Annotated[list[object], msgspec.Meta(min_length=1, max_length=120)]


class OverlayFile(_Strict, frozen=True, kw_only=True):
    """A file of the kind `overlay`."""

    format: Literal["station-app/layout/1"]
    kind: Literal["overlay"]
    paper: Short
    edition: Edition
    sheet: Literal["A4", "A5"]
    ours: dict[str, object]
    place: Annotated[list[object], msgspec.Meta(max_length=200)] = []
    table: Annotated[list[object], msgspec.Meta(max_length=20)] = []
    stock: Annotated[str, msgspec.Meta(max_length=28)] = ""
    printed: Annotated[tuple[Short, ...], msgspec.Meta(max_length=20)] = ()
