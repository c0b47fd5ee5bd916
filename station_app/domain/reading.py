"""Read a case file from outside: whatever it holds, the answer is a case and everything that is wrong with its form.

The shape is taken from the classes of `case_file`, nothing is listed here by hand. A value that cannot be used becomes
its default and a finding at its path, so that the rules still run on the rest. Rules about people are not here.
Hostile files are bounded before they are decoded: size, then depth; while walking: items, lengths, findings.
"""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from msgspec import inspect

from station_app.domain.case_file import FORMAT, LONG_TERM, CaseFile
from station_app.domain.findings import Finding, Severity
from station_app.domain.identifiers import normalise_id
from station_app.domain.names import normalise_name
from station_app.domain.permit_file import PermitFile
from station_app.domain.vocabulary import Business

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LARGEST = 1 << 20
"""Bytes of a case file."""
DEEPEST = 32
"""Levels of brackets; a case needs five."""
MOST_ITEMS = 100
"""People or documents of one case."""
LONGEST_TEXT = 2000
"""Code points of one text."""
MOST_FINDINGS = 200
"""Findings of the form that are listed; beyond that the file is not worth reading."""

_SHOWN = 40
_MARK = re.compile(rb'\\.|["\[\]{}]', re.DOTALL)
_DIGITS_IN_A_ROW = re.compile(r"\d{7,}")
_FORMULA = re.compile(r"\s*([=@＝＠]|[+\-＋－](?![\d\s()-]*$))")  # a phone number may begin with +86
_KEY = re.compile(r"[a-z_.]{1,40}", re.ASCII)
_CODE_POINTS = re.compile(r"U\+[0-9A-F]{4,6}( U\+[0-9A-F]{4,6})*", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)

_CASE = inspect.type_info(CaseFile)
_PERMIT = inspect.type_info(PermitFile)


def read_case(raw: bytes) -> tuple[CaseFile, tuple[Finding, ...]]:
    """Read the bytes of a case file; a file that is no case at all gives an empty case and the one reason why."""
    if len(raw) > LARGEST:
        return CaseFile(), (_error("case_too_large", largest=LARGEST // 1024),)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return CaseFile(), (_error("case_not_utf8"),)
    if _too_deep(raw):
        return CaseFile(), (_error("case_too_deep", deepest=DEEPEST),)
    try:
        document = _decode(text)
    except ValueError as problem:
        line = problem.lineno if isinstance(problem, json.JSONDecodeError) else 1
        return CaseFile(), (_error("case_not_json", line=line),)
    if not isinstance(document, dict):
        return CaseFile(), (_error("case_not_an_object"),)
    return read_document(document)


UNREADABLE = frozenset({"case_too_large", "case_not_utf8", "case_too_deep", "case_not_json", "case_not_an_object"})
"""Findings after which there is no case to look at; nothing else is worth saying then."""


def read_document(document: Mapping[str, object]) -> tuple[CaseFile, tuple[Finding, ...]]:
    """Read a case file in its decoded JSON form, as a draft keeps it.

    One whose business is a residence permit is a `PermitFile`; elsewhere its parts are unknown keys.
    """
    findings: list[Finding] = []
    shape = _PERMIT if document.get("business") == Business.RESIDENCE_PERMIT else _CASE
    case: CaseFile = _Walk(findings).struct(document, shape, "")
    if len(findings) > MOST_FINDINGS:
        del findings[MOST_FINDINGS:]
        findings.append(_error("too_many_findings", shown=MOST_FINDINGS))
    return case, tuple(findings)


def safe_excerpt(text: str) -> str:
    """Give at most 40 printable characters of foreign text; long runs of digits are hidden, they may be ID numbers."""
    plain = "".join(each for each in text[: 4 * _SHOWN] if each.isalnum() or each in "_-. ")
    hidden = _DIGITS_IN_A_ROW.sub("…", plain)
    return hidden if len(hidden) <= _SHOWN else hidden[: _SHOWN - 1] + "…"


class _Object(dict[str, object]):
    """A JSON object that remembers which keys were given twice."""

    repeated: tuple[str, ...] = ()


class _NotANumber:
    """NaN or Infinity, which Python's decoder takes and JSON does not know."""


class _NoNumber:
    """A fraction or a number with very many digits: no field takes one, and turning it into one may take minutes."""


def _decode(text: str) -> object:
    # strict=False: control characters are findings at their place, not the end of reading.
    return json.loads(
        text,
        strict=False,
        object_pairs_hook=_object,
        parse_constant=lambda _: _NotANumber(),
        parse_int=lambda digits: int(digits) if len(digits) <= 18 else _NoNumber(),
        parse_float=lambda _: _NoNumber(),
    )


def _object(pairs: list[tuple[str, object]]) -> _Object:
    found = _Object(pairs)
    if len(found) < len(pairs):
        found.repeated = tuple(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
    return found


def _too_deep(raw: bytes) -> bool:
    """Count brackets outside of texts before the recursive decoder sees them; linear in the size."""
    depth = 0
    in_text = False
    for found in _MARK.finditer(raw):
        mark = found[0]
        if mark == b'"':
            in_text = not in_text
        elif in_text:
            continue
        elif mark in b"[{":
            depth += 1
            if depth > DEEPEST:
                return True
        elif mark in b"]}":
            depth -= 1
    return False


def _error(code: str, where: str = "", **details: str | int) -> Finding:
    return Finding(Severity.ERROR, code, where, FORMAT, dict(details))


_UNUSABLE: Any = object()


class _Walk:
    """One walk through a document along the types of the case file; collects findings, never raises."""

    def __init__(self, findings: list[Finding]) -> None:
        self._findings = findings

    def struct(self, value: Mapping[str, object], shape: Any, path: str) -> Any:
        """Build a part; unknown, repeated and unusable keys are findings."""
        fields = {field.encode_name: field for field in shape.fields}
        for key in getattr(value, "repeated", ()):
            self._say("repeated_key", _below(path, safe_excerpt(key)), word=safe_excerpt(key))
        known = {}
        for key, content in value.items():
            if len(self._findings) > MOST_FINDINGS:
                break
            if key not in fields:
                self._unknown_key(key, path, tuple(fields))
                continue
            read = self.value(content, fields[key].type, _below(path, key))
            if read is not _UNUSABLE:
                known[key] = read
        return shape.cls(**known)

    def value(self, value: object, shape: Any, path: str) -> Any:
        """Read one value, or say why not and give `_UNUSABLE`."""
        if isinstance(value, _NotANumber):
            return self._unusable("not_a_number", path)
        choices = shape.types if isinstance(shape, inspect.UnionType) else (shape,)
        for choice in choices:
            plain = choice.type if isinstance(choice, inspect.Metadata) else choice
            if _fits(value, plain):
                return self._read(value, plain, _kind(choice), path)
        wanted = " / ".join(_WORDS[type(each)] for each in map(_plain, choices) if type(each) in _WORDS)
        return self._unusable("wrong_type", path, wanted=wanted)

    def _read(self, value: Any, shape: Any, kind: str, path: str) -> Any:
        match shape:
            case inspect.StructType():
                return self.struct(value, shape, path)
            case inspect.VarTupleType() | inspect.DictType():
                return self._several(value, shape, path)
            case inspect.EnumType() | inspect.LiteralType():
                return self._one_of(value, _allowed(shape), path)
            case inspect.DateType():
                found = _as_date(value)
                return self._unusable("not_a_date", path) if found is None else found
            case inspect.StrType():
                return self._text(value, kind, path)
        return value

    def _text(self, value: str, kind: str, path: str) -> Any:
        problem = text_problem(value, lines=kind == "lines")
        if problem:
            return self._unusable(problem, path)
        if kind == "expiry" and value != LONG_TERM and _as_date(value) is None:
            return self._unusable("not_a_date", path)
        if kind == "code_points" and not _CODE_POINTS.fullmatch(value):
            return self._unusable("not_code_points", path)
        if kind == "name":
            return normalise_name(value)
        return normalise_id(value) if kind == "id_number" else value

    def _one_of(self, value: str, allowed: Mapping[str, Any], path: str) -> Any:
        if value in allowed:
            return allowed[value]
        hint = _nearest(value, tuple(allowed))
        if hint:
            return self._unusable("not_in_list_hint", path, hint=hint)
        return self._unusable("not_in_list", path, allowed=", ".join(allowed))

    def _items(self, value: Sequence[object], shape: Any, path: str) -> Any:
        if len(value) > MOST_ITEMS:
            self._say("too_many_items", path, most=MOST_ITEMS)
        read = [self._item(each, shape, f"{path}[{at}]") for at, each in enumerate(value[:MOST_ITEMS])]
        return tuple(each for each in read if each is not _UNUSABLE)

    def _several(self, value: Any, shape: Any, path: str) -> Any:
        if isinstance(shape, inspect.DictType):
            return self._words(value, shape.value_type, path)
        return self._items(value, shape.item_type, path)

    def _words(self, value: Mapping[str, object], shape: Any, path: str) -> Any:
        """Read an object whose keys are free, as names of fields are; as many as a list may have items."""
        if len(value) > MOST_ITEMS:
            self._say("too_many_items", path, most=MOST_ITEMS)
        read = {}
        for key, content in list(value.items())[:MOST_ITEMS]:
            if _KEY.fullmatch(key):
                read[key] = self.value(content, shape, _below(path, key))
            else:
                self._unknown_key(key, path, ())
        return {key: each for key, each in read.items() if each is not _UNUSABLE}

    def _item(self, value: object, shape: Any, path: str) -> Any:
        read = self.value(value, shape, path)
        if read is _UNUSABLE and isinstance(shape, inspect.StructType):
            # An empty person keeps the others at their index; documents and guardians point there.
            return shape.cls()
        return read

    def _unknown_key(self, key: str, path: str, known: tuple[str, ...]) -> None:
        shown = safe_excerpt(key)
        hint = _nearest(key, known)
        if hint:
            self._say("unknown_key_hint", _below(path, shown), word=shown, hint=hint)
        else:
            self._say("unknown_key", _below(path, shown), word=shown)

    def _unusable(self, code: str, path: str, /, **details: str | int) -> Any:
        self._say(code, path, **details)
        return _UNUSABLE

    def _say(self, code: str, path: str, /, **details: str | int) -> None:
        self._findings.append(_error(code, path, **details))


_JSON_TYPES: dict[type, tuple[type, ...]] = {
    inspect.NoneType: (type(None),),
    inspect.BoolType: (bool,),
    inspect.IntType: (int,),
    inspect.StrType: (str,),
    inspect.DateType: (str,),
    inspect.EnumType: (str,),
    inspect.LiteralType: (str,),
    inspect.StructType: (dict,),
    inspect.VarTupleType: (list, tuple),
    inspect.DictType: (dict,),
}
# JSON's own words, the same in every language.
_WORDS: dict[type, str] = {
    inspect.BoolType: "true/false",
    inspect.IntType: "number",
    inspect.StrType: '"…"',
    inspect.DateType: '"YYYY-MM-DD"',
    inspect.EnumType: '"…"',
    inspect.LiteralType: '"…"',
    inspect.StructType: "{…}",
    inspect.VarTupleType: "[…]",
    inspect.DictType: "{…}",
    inspect.NoneType: "null",
}


def _fits(value: object, shape: Any) -> bool:
    if isinstance(value, bool):  # Python counts booleans among the integers
        return isinstance(shape, inspect.BoolType)
    return isinstance(value, _JSON_TYPES[type(shape)])


def _allowed(shape: inspect.EnumType | inspect.LiteralType) -> dict[str, Any]:
    if isinstance(shape, inspect.EnumType):
        return {str(member.value): member for member in shape.cls}
    return {str(word): word for word in shape.values}


def _plain(shape: Any) -> Any:
    return shape.type if isinstance(shape, inspect.Metadata) else shape


def _kind(shape: Any) -> str:
    return str((shape.extra or {}).get("kind", "")) if isinstance(shape, inspect.Metadata) else ""


def _below(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _nearest(word: str, known: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(word[:_SHOWN].casefold(), known, n=1, cutoff=0.7)
    return close[0] if close else ""


def _as_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None


def text_problem(text: str, *, lines: bool) -> str:
    """Name what makes a text unfit to be kept, shown and printed; empty if nothing does."""
    if len(text) > LONGEST_TEXT:
        return "text_too_long"
    checked = text.replace("\n", " ") if lines else text
    for each in checked:
        category = unicodedata.category(each)
        if category == "Cs":
            return "lone_surrogate"
        if category in ("Cc", "Zl", "Zp"):
            return "control_character"
        if category == "Cf" and unicodedata.bidirectional(each) not in ("BN", "ON"):
            return "bidi_control"
    return "formula" if _FORMULA.match(checked) else ""
