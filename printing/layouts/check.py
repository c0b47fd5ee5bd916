"""Check a layout before anybody may adopt it: its words, what it must show and may not demand, its measures.

Everything wrong is said at once. It is drawn with invented families, so what is not found here is not met at the desk;
and if it is, the paper is drawn as it is built in.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from codecs import BOM_UTF8
from functools import cache
from typing import TYPE_CHECKING

from printing import halves, sealed
from printing.layouts import invented, language
from printing.layouts.drawing import fitting
from printing.layouts.filling import BLANK, STYLES, LayoutUnfitError, names_in, stray
from printing.layouts.language import OverlayLayout, SheetLayout
from printing.layouts.offers import OFFERS
from printing.layouts.reading import named, read, with_lines
from printing.page_codes import Codes
from printing.picture_cases import PACK
from printing.registry import PAPERS, About
from printing.sheet import WIDE
from printing.typography import MM, set_line
from station_app import texts
from station_app.domain.layouts import Fault, LayoutVerdict
from station_app.domain.policy import forbidden_grounds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from printing.layouts.invented import Invented
    from printing.layouts.language import Layout
    from printing.layouts.told import Told

_FORM_WIDE = round(WIDE / MM)
_CODE = "TSHJ2/" + "X" * 208
"""As long as the text of a code gets."""
_SENTENCE = re.compile(r"[。；;！!？?\n]")
_NOT_ASKED = re.compile(r"不受|不要求|不需要|不用|无需|不得要求|不得索要|不必|不限|未要求")
"""Words by which a sentence says that something is not asked for."""
_DEMANDS = re.compile(r"请|应|须|需|提供|提交|出示|携带|带|交|凭|持")
"""Words by which one asks. Where a part of a sentence does, another part that asks for nothing takes nothing back."""
_PART = re.compile(r"[，,]")
_PERMIT_PROOFS = frozenset(("employment", "housing", "residence_length", "business_licence"))
"""What nobody may be asked for to settle, and is one of the proofs for a residence permit (居住证暂行条例 9)."""
_REPRINTED = 12


def check(raw: bytes) -> tuple[Layout | None, LayoutVerdict]:
    """Give the layout and the verdict on it; None while anything keeps it from being used."""
    digest, said = hashlib.sha256(raw.removeprefix(BOM_UTF8)).hexdigest(), named(raw)
    layout, faults = read(raw)
    notes: tuple[Fault, ...] = ()
    if layout is not None:
        found = tuple(_words(layout))
        if not found:
            drawn, notes = _drawn(layout)
            found = drawn
        faults, notes = with_lines(raw, found), with_lines(raw, notes)
    verdict = LayoutVerdict(digest, **said, faults=faults, notes=notes)
    return (layout if not faults else None), verdict


def _words(layout: Layout) -> Iterator[Fault]:
    """Find what can be told without drawing: names, widths, characters, demands."""
    if layout.paper not in OFFERS:
        known = ", ".join(OFFERS)
        code = "paper_built_in_only" if layout.paper in PAPERS else "paper_unknown"
        yield Fault(code, "paper", details={"paper": layout.paper, "known": known})
        return
    told = _usual(layout.paper)
    if isinstance(layout, SheetLayout):
        if layout.sheet == "A5x2" and len(told) != 2:
            yield Fault("sheet_of_two_halves", "sheet", details={"copies": len(told)})
        if layout.sheet != "A4" and PAPERS[layout.paper].about is About.NOTICE:
            yield Fault("sheet_a4_only", "sheet")
        yield from _sentence(layout.paper, layout.title, "title")
        for place, row in enumerate(layout.rows):
            where = f"row[{place}]"
            yield from _stands(layout.paper, row.when, row.copies, told, where)
            yield from _row(layout.paper, row, told[0], where)
    else:
        yield from _overlay_words(layout, told)


def _usual(paper: str) -> Sequence[Told]:
    return OFFERS[paper].tell(invented.having(paper)[0].record, invented.CONTEXT)[1]


def _stands(paper: str, when: str, copies: Sequence[str], told: Sequence[Told], where: str) -> Iterator[Fault]:
    flag = when.removeprefix("not ")
    if when and flag not in OFFERS[paper].flags:
        known = ", ".join(OFFERS[paper].flags) or "—"
        yield Fault("situation_unknown", f"{where}.when", details={"given": when, "known": known})
    for copy in copies:
        if copy not in {each.name for each in told}:
            known = "、".join(each.name for each in told)
            yield Fault("copy_unknown", f"{where}.copies", details={"given": copy, "known": known})


def _row(paper: str, row: language.AnyRow, told: Told, where: str) -> Iterator[Fault]:
    columns: tuple[str, ...] = ()
    if isinstance(row, language.ListRow | language.TableRow):
        if row.items not in told.lists:
            known = ", ".join(told.lists) or "—"
            yield Fault("list_unknown", f"{where}.items", details={"given": row.items, "known": known})
            return
        columns = _columns(row.items)
    if isinstance(row, language.OpinionRow) and row.beside == "seal" and row.seal not in told.seals:
        known = ", ".join(each or '""' for each in told.seals)
        yield Fault("seal_unknown", f"{where}.seal", details={"given": row.seal, "known": known})
    if isinstance(row, language.SignaturesRow | language.ClosingRow | language.SealedRow):
        usual = getattr(row, "beside", "seal")
        if usual == "seal" and "" not in told.seals:
            yield Fault("seal_unknown", where, details={"given": '""', "known": ", ".join(told.seals) or "—"})
    for path, text in _texts_of(row):
        extra = (*columns, "count") if path == "title" else columns
        yield from _blanks(text, told, extra, f"{where}.{path}")
        yield from _sentence(paper, text, f"{where}.{path}")
    yield from _widths(row, where)


@cache
def _columns(items: str) -> tuple[str, ...]:
    """Give the names that a line of this list may have, in any paper and situation."""
    return tuple(
        dict.fromkeys(
            name
            for paper in OFFERS
            for who in invented.having(paper)
            for told in OFFERS[paper].tell(who.record, invented.CONTEXT)[1]
            for item in told.lists.get(items, ())
            for name in item
        )
    )


def _texts_of(row: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Give every text of a row with its path; names of lists, seals and situations are none."""
    for name in getattr(row, "__struct_fields__", ()):
        if name in {"when", "copies", "items", "style", "beside", "seal"}:
            continue
        yield from _text_of(getattr(row, name), f"{path}.{name}" if path else name)


def _text_of(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for place, each in enumerate(value):
            yield from _text_of(each, f"{path}[{place}]")
    else:
        yield from _texts_of(value, path)


def _blanks(text: str, told: Told, columns: Sequence[str], where: str) -> Iterator[Fault]:
    if stray(text):
        yield Fault("blank_broken", where)
    known = (*columns, *told.words)
    for name in names_in((text,)):
        if name not in known:
            near = difflib.get_close_matches(name, known, 1, 0.5)
            yield Fault("blank_unknown", where, details={"name": name[:40], "near": near[0] if near else ""})


def _sentence(paper: str, text: str, where: str) -> Iterator[Fault]:
    """Find characters that no font has, and demands that the policy forbids of this paper."""
    if set_line(text, STYLES["normal"]).by_hand:
        yield Fault("character_unprintable", where)
    if text in _field_names():
        return  # 住房情况 is a field of the form, and no demand
    permit = PAPERS[paper].about is About.PERMIT
    for sentence in _SENTENCE.split(BLANK.sub("", text)):
        if any(_demands(part, sentence, permit=permit) for part in _PART.split(sentence)):
            code = "demand_beyond_permit" if permit else "demand_forbidden"
            yield Fault(code, where, details={"sentence": sentence[:40]})


def _demands(part: str, sentence: str, *, permit: bool) -> bool:
    """Tell whether a part of a sentence asks for what nobody may be asked for."""
    grounds = set(forbidden_grounds(PACK, part)) - (_PERMIT_PROOFS if permit else frozenset())
    if not grounds or _NOT_ASKED.search(part):
        return False
    return bool(_DEMANDS.search(part)) or not _NOT_ASKED.search(sentence)


@cache
def _field_names() -> frozenset[str]:
    """Give the words before the declared fields."""
    said = texts.catalogue("zh")
    return frozenset(word for key, word in said.items() if key.startswith("field."))


def _widths(row: language.AnyRow, where: str) -> Iterator[Fault]:
    """Find lines whose cells do not make the width of the form."""
    if isinstance(row, language.TableRow):
        wide = sum(each.width for each in row.columns)
        if abs(wide - _FORM_WIDE) > 0.01:
            yield Fault("width_sum", f"{where}.columns", details={"given": f"{wide:g}", "wanted": _FORM_WIDE})
        yield from (
            Fault("column_narrow", f"{where}.columns[{place}]")
            for place, each in enumerate(row.columns)
            if each.width < 6
        )
    elif isinstance(row, language.CellsRow):
        yield from _line(row.cells, _FORM_WIDE, f"{where}.cells")
    elif isinstance(row, language.ClosingRow | language.SealedRow):
        seal = halves.SEAL_WIDE if isinstance(row, language.ClosingRow) else sealed.SEAL_WIDE
        for place, line in enumerate(row.lines):
            yield from _line(line, _FORM_WIDE - round(seal / MM), f"{where}.lines[{place}]")
    elif isinstance(row, language.ListRow | language.TicksRow) and row.label_width > 60:
        yield Fault("label_wide", f"{where}.label_width", details={"most": 60})


def _line(cells: language.Line, room: int, where: str) -> Iterator[Fault]:
    open_ended = [each for each in cells if not each.width]
    wide = sum(each.label_width + each.width for each in cells)
    if len(open_ended) > 1:
        yield Fault("widths_missing", where)
    elif open_ended and room - wide < 8:
        yield Fault("width_none_left", where, details={"given": f"{wide:g}", "wanted": room})
    elif not open_ended and abs(wide - room) > 0.01:
        yield Fault("width_sum", where, details={"given": f"{wide:g}", "wanted": room})
    for place, each in enumerate(cells):
        if each.width and each.width < 8:
            yield Fault("column_narrow", f"{where}[{place}].width")
        if each.label and each.label_width < 8:
            yield Fault("label_narrow", f"{where}[{place}].label_width")


def _overlay_words(layout: OverlayLayout, told: Sequence[Told]) -> Iterator[Fault]:
    fixed = {need.name for need in OFFERS[layout.paper].needs if need.fixed}
    for place, name in enumerate(layout.printed):
        if name not in fixed:
            details: dict[str, str | int | float] = {"given": name, "known": ", ".join(sorted(fixed))}
            yield Fault("printed_unknown", f"printed[{place}]", details=details)
    for place, each in enumerate(layout.places):
        where = f"place[{place}]"
        yield from _stands(layout.paper, each.when, each.copies, told, where)
        yield from _blanks(each.text, told[0], (), f"{where}.text")
        yield from _sentence(layout.paper, each.text, f"{where}.text")
    for place, lines in enumerate(layout.lists):
        where = f"table[{place}]"
        yield from _stands(layout.paper, lines.when, lines.copies, told, where)
        if lines.items not in told[0].lists:
            known = ", ".join(told[0].lists) or "—"
            yield Fault("list_unknown", f"{where}.items", details={"given": lines.items, "known": known})
        for index, column in enumerate(lines.columns):
            yield from _blanks(column.text, told[0], _columns(lines.items), f"{where}.columns[{index}].text")
            yield from _sentence(layout.paper, column.text, f"{where}.columns[{index}].text")


def _drawn(layout: Layout) -> tuple[tuple[Fault, ...], tuple[Fault, ...]]:
    """Draw it with everybody invented, first and again; give faults and notes, each said once."""
    faults: dict[tuple[str, str], Fault] = {}
    notes: dict[tuple[str, str], Fault] = {}
    for who in invented.having(layout.paper):
        used: list[set[str]] = []
        found = tuple(_measured(layout, who, used))
        into = notes if isinstance(layout, OverlayLayout) and who.worst else faults
        for each in found:
            into.setdefault((each.code, each.where), each)
        for each in () if found else missing(layout, who, used):
            faults.setdefault((each.code, str(each.details["need"])), each)
    return tuple(faults.values()), tuple(each for key, each in notes.items() if key not in faults)


def _measured(layout: Layout, who: Invented, used: list[set[str]]) -> Iterator[Fault]:
    try:
        for printing in (1, 1 + _REPRINTED):
            codes = Codes(who.record.number, lambda _page, _pages: _CODE, printing)
            fitting(layout, who.record, invented.CONTEXT, codes, used)
    except LayoutUnfitError as unfit:
        for each in (unfit, *unfit.others):
            yield Fault(each.code, each.where, details={"family": who.name, **each.details})


def missing(layout: Layout, who: Invented, used: Sequence[set[str]]) -> Iterator[Fault]:
    """Find what the paper must show and this one, drawn as `used` says, did not, on any copy of it."""
    copies = OFFERS[layout.paper].tell(who.record, invented.CONTEXT)[1]
    printed = layout.printed if isinstance(layout, OverlayLayout) else ()
    for need in OFFERS[layout.paper].needs:
        for copy, shown in zip(copies, used, strict=False):
            wanted = (not need.flag or need.flag in copy.flags) and (not need.copy or need.copy == copy.name)
            if wanted and need.name not in printed and shown.isdisjoint(need.of):
                details: dict[str, str | int | float] = {
                    "need": need.name,
                    "clause": need.clause,
                    "of": " / ".join(f"{{{each}}}" if each in copy.words else each for each in need.of),
                    "copy": copy.name,
                }
                yield Fault("need_missing", "", details=details)
                break
