"""Read a layout file: everything wrong with its shape at once, each with path and line. Never raises for a bad file."""

from __future__ import annotations

import difflib
import math
import re
import tomllib
import unicodedata
from typing import TYPE_CHECKING, Any

import msgspec

from printing.layouts import language
from station_app.domain.layouts import LARGEST, Fault
from station_app.domain.stock import is_code

if TYPE_CHECKING:
    from collections.abc import Iterator

_MANY_LINES = re.compile(r'"""|' + "'''")
_PLAIN_EDITION = re.compile(r"[\w.·-]+")
_UNKNOWN_KEY = re.compile(r"unknown field `(?P<key>[^`]*)`")
_MISSING_KEY = re.compile(r"missing required field `(?P<key>[^`]*)`")
_AT = re.compile(r" - at `(?:key in )?\$?(?P<path>[^`]*)`")


def read(raw: bytes) -> tuple[language.Layout | None, tuple[Fault, ...]]:
    """Give the layout that these bytes say, and every fault of their shape; None where one keeps it from being read."""
    given, fault = _table(raw)
    if given is None:
        return None, (fault,) if fault else ()
    lines = _lines_of(raw.decode("utf-8-sig"))
    faults = [_placed(each, lines) for each in _strange_values(given, "")]
    if faults:
        return None, tuple(faults)
    kind = given.get("kind")
    layout: language.Layout | None = None
    found = [Fault("kind_unknown", "kind")]
    if kind == "overlay":
        layout, found = _overlay(given)
    elif kind == "sheet":
        layout, found = _sheet(given)
    return (None if found else layout), tuple(_placed(each, lines) for each in found)


def named(raw: bytes) -> dict[str, str]:
    """Give what a file says of itself, as far as it can be read: paper, kind, edition, stock."""
    given, _ = _table(raw)
    words = {name: (given or {}).get(name) for name in ("paper", "kind", "edition", "stock")}
    return {name: said[:40] for name, said in words.items() if isinstance(said, str) and said.isprintable()}


def _table(raw: bytes) -> tuple[dict[str, Any] | None, Fault | None]:
    if len(raw) > LARGEST:
        return None, Fault("too_large", details={"most": LARGEST >> 10})
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None, Fault("not_utf8")
    if (found := _MANY_LINES.search(text)) is not None:
        return None, Fault("text_over_lines", line=text.count("\n", 0, found.start()) + 1)
    try:
        return tomllib.loads(text), None
    except tomllib.TOMLDecodeError as problem:
        line = re.search(r"line (\d+)", str(problem))
        number = int(line[1]) if line else text.count("\n") + 1
        return None, Fault("not_toml", line=number, details={"problem": str(problem)[:120]})
    except (RecursionError, ValueError, OverflowError):  # nested without end, a number of a thousand figures
        return None, Fault("not_toml", details={"problem": ""})


def _lines_of(text: str) -> dict[str, list[int]]:
    """Give the line on which each `[[row]]`, `[[place]]`, `[[table]]` and top-level key stands."""
    found: dict[str, list[int]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        head = re.match(r"\s*(?:\[\[?\s*(\w+)\s*\]?\]|(\w+)\s*=)", line)
        if head:
            found.setdefault(head[1] or head[2], []).append(number)
    return found


def _placed(fault: Fault, lines: dict[str, list[int]]) -> Fault:
    head = re.match(r"(\w+)(?:\[(\d+)\])?", fault.where)
    at = lines.get(head[1], []) if head else []
    place = int(head[2]) if head and head[2] else 0
    return msgspec.structs.replace(fault, line=at[place]) if place < len(at) and not fault.line else fault


def with_lines(raw: bytes, faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """Say of faults found later on which line they are."""
    lines = _lines_of(raw.decode("utf-8-sig", "replace"))
    return tuple(_placed(fault, lines) for fault in faults)


def _strange_values(value: object, where: str) -> Iterator[Fault]:
    """Find what no layout has a use for: numbers that are none, days and times, characters that are not seen."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _strange_values(each, f"{where}.{key}" if where else key)
    elif isinstance(value, list):
        for place, each in enumerate(value):
            yield from _strange_values(each, f"{where}[{place}]")
    elif isinstance(value, float) and not math.isfinite(value):
        yield Fault("number_unfit", where)
    elif isinstance(value, str):
        if any(unicodedata.category(each) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for each in value):
            yield Fault("character_hidden", where)
    elif not isinstance(value, int | float | bool):
        yield Fault("value_unfit", where)


def _sheet(given: dict[str, Any]) -> tuple[language.SheetLayout | None, list[Fault]]:
    head, faults = _converted(given, language.SheetFile, "")
    rows: list[Any] = []
    listed = given.get("row")
    for place, each in enumerate(listed if isinstance(listed, list) else ()):
        row, found = _converted(each, language.AnyRow, f"row[{place}]")
        faults += found
        rows.append(row)
    if head is None or faults:
        return None, faults
    faults += _edition(head.edition)
    return language.SheetLayout(head.paper, head.edition, head.sheet, head.title, tuple(rows)), faults


def _overlay(given: dict[str, Any]) -> tuple[language.OverlayLayout | None, list[Fault]]:
    head, faults = _converted(given, language.OverlayFile, "")
    ours, found = _converted(given.get("ours", {}), language.OurPlaces, "ours")
    faults += found
    parts: dict[str, list[Any]] = {"place": [], "table": []}
    for name, shape in (("place", language.Place), ("table", language.PlacedLines)):
        listed = given.get(name)
        for place, each in enumerate(listed if isinstance(listed, list) else ()):
            part, found = _converted(each, shape, f"{name}[{place}]")
            faults += found
            parts[name].append(part)
    if head is None or ours is None or faults:
        return None, faults
    faults += _edition(head.edition)
    if head.stock and not is_code(head.stock):
        faults.append(Fault("stock_unfit", "stock"))
    made = language.OverlayLayout(
        head.paper,
        head.edition,
        head.sheet,
        head.stock,
        head.printed,
        ours,
        tuple(parts["place"]),
        tuple(parts["table"]),
    )
    return made, faults


def _edition(edition: str) -> list[Fault]:
    return [] if _PLAIN_EDITION.fullmatch(edition) else [Fault("edition_unfit", "edition")]


def _converted(given: object, shape: Any, where: str) -> tuple[Any, list[Fault]]:
    """Convert one part; gives it, or None and the fault of it."""
    try:
        return msgspec.convert(given, shape), []
    except msgspec.ValidationError as problem:
        return None, [_fault(str(problem), given, shape, where)]


def _fault(problem: str, given: object, shape: Any, where: str) -> Fault:
    found = _AT.search(problem)
    path = f"{where}{found['path']}".lstrip(".") if found else where
    said = _AT.sub("", problem)
    if (key := _UNKNOWN_KEY.search(said)) is not None:
        near = difflib.get_close_matches(key["key"], _keys(shape), 1)
        return Fault("key_unknown", path, details={"key": key["key"][:40], "near": near[0] if near else ""})
    if (key := _MISSING_KEY.search(said)) is not None:
        return Fault("key_missing", path, details={"key": key["key"]})
    if isinstance(given, dict) and "Invalid value" in said:
        return Fault("word_unknown", path, details={"given": str(given.get("kind", ""))[:40]})
    return Fault("value_wrong", path, details={"problem": said[:160]})


def _keys(shape: Any) -> tuple[str, ...]:
    """Give the keys that a part of this shape may have, or any of its kinds."""
    kinds = getattr(shape, "__args__", (shape,))
    nested = (language.CellWords, language.Signer, language.ColumnWords, language.PlacedColumn)
    return tuple({name for kind in (*kinds, *nested) for name in kind.__struct_fields__})
