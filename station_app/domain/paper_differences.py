"""Where what a paper states and what the record says now do not agree. Pure: both are given as plain values.

People and numbers are masked: whoever holds the paper reads it there, and a bystander reads the screen.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import msgspec

from station_app import texts
from station_app.clock import BEIJING
from station_app.domain import codes
from station_app.domain.document_marks import document_name
from station_app.domain.names import mask_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST = 12
"""Differences that are named; a paper with more is another paper."""

NOTHING = "—"
_NAMES = frozenset({"applicant", "name", "agent", "guardian", "former_names", "keeper", "decider"})
_HIDDEN = frozenset({"text", "evidence", "born", "birth_date", "card_no"})
_OFFICIAL = frozenset(
    {"site_name", "office", "officer", "accepted_by", "authority", "basis", "reference", "managing_body"}
)
"""Fields whose words are those of an office; of any other field only codes, figures and days are shown."""

_INDEXES = frozenset({"holder", "holders"})
_RELATIONSHIPS = frozenset({"relationship", "agent_is"})
_CHOICES = {"destination": "destination_kind", "levels": "level"}
"""Fields whose words are kept under another name."""

_KEPT = 9
"""Characters of an address that are shown: the county, not the door."""

_NUMBER = re.compile(r"(?<!\d)(\d{6})\d{8}(\d{3}[\dXx])(?![\dXx])")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})")
_PHONE = re.compile(r"(?<!\d)(1\d{2})\d{4}(\d{4})(?!\d)")


class PaperDifference(msgspec.Struct, frozen=True):
    """One fact that stands on the paper otherwise than in the record; `name` is its word, values masked.

    `field` is its name among the facts of the paper. A value that is missing on one side is a dash.
    """

    field: str
    name: str
    printed: str
    recorded: str


def differences(printed: object, recorded: object) -> tuple[PaperDifference, ...]:
    """Compare the facts of a paper as they were printed with those it would state now."""
    before, after = (msgspec.json.decode(msgspec.json.encode(each)) for each in (printed, recorded))
    if not isinstance(before, dict) or not isinstance(after, dict):
        return ()
    return tuple(_compared(before, after))[:MOST]


def _compared(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[PaperDifference]:
    for field in dict.fromkeys((*before, *after)):
        old, new = before.get(field), after.get(field)
        if old == new:
            continue
        if isinstance(old, dict) and isinstance(new, dict):
            yield from _compared(old, new)
        elif isinstance(old, list) and isinstance(new, list):
            yield from _rows(field, old, new)
        else:
            yield PaperDifference(field, field_name(field), _shown(field, old), _shown(field, new))


def _rows(field: str, before: list[Any], after: list[Any]) -> Iterator[PaperDifference]:
    """Pair what is only in one list with what is only in the other; the order alone is no difference to a reader."""
    gone, come = _beyond(before, after), _beyond(after, before)
    for old, new in zip_longest(gone, come):
        yield PaperDifference(field, _pair_name(field, old, new), _shown(field, old), _shown(field, new))


def _pair_name(field: str, old: Any, new: Any) -> str:
    """Name what of a row is another: masked, a name that was put right looks the same on both sides."""
    name = field_name(field)
    if not isinstance(old, dict) or not isinstance(new, dict):
        return name
    other = [each for each in old if old[each] != new.get(each)]
    if len(other) == len(old):
        return name
    return texts.say("paper.part_of", whole=name, part=texts.say("paper.reason_break").join(map(field_name, other)))


def _beyond(some: list[Any], others: list[Any]) -> list[Any]:
    """Give what is in `some` more often than in `others`, in its order."""
    left = Counter(map(_key, others))
    found = []
    for each in some:
        if left[_key(each)]:
            left[_key(each)] -= 1
        else:
            found.append(each)
    return found


def _key(value: Any) -> bytes:
    return msgspec.json.encode(value, order="deterministic")


def field_name(field: str) -> str:
    """Give the word of a field; of one without a word of its own a general one."""
    key = f"paper.field.{field}"
    return texts.say(key) if texts.known(key) else texts.say("paper.other_field")


def _shown(field: str, value: Any) -> str:
    """Give a value as it may be seen by whoever passes: masked, codes in words."""
    if value is None or value in ("", [], {}):
        return NOTHING
    if field in _INDEXES:
        return texts.say("paper.persons", numbers=_numbers(value))
    if isinstance(value, dict):
        parts = ((name, each) for name, each in value.items() if each is not None and each not in ("", [], False))
        return " ".join(field_name(name) if each is True else _shown(name, each) for name, each in parts)
    if isinstance(value, list):
        return texts.say("paper.reason_break").join(_shown(field, each) for each in value)
    if isinstance(value, bool):
        return texts.say("paper.yes" if value else "paper.no")
    return _masked(field, str(value))


def _numbers(value: Any) -> str:
    """Count people as a reader does, from 1."""
    places = value if isinstance(value, list) else [value]
    return texts.say("paper.reason_break").join(str(int(place) + 1) for place in places)


def _masked(field: str, text: str) -> str:
    """Mask a text by what its field holds; words of a field that is not known here are never shown."""
    if field in _NAMES:
        return mask_name(text)
    if "address" in field:
        return text[:_KEPT] + "…" if len(text) > _KEPT else text
    said = "" if field in _HIDDEN else _in_words(field, text)
    if said:
        return said
    if field in _HIDDEN or not (text.isascii() or field in _OFFICIAL):
        return texts.say("paper.hidden")
    return _PHONE.sub(r"\1****\2", _NUMBER.sub(r"\1********\2", _MOMENT.sub(_local, text)))


def _in_words(field: str, code: str) -> str:
    """Give the word of a code; empty for what is no code."""
    if field == "kind":
        return document_name(code)
    if field in _RELATIONSHIPS:
        found = codes.table("relationship").get(code)
        return found.label if found else code
    word = f"choice.{_CHOICES.get(field, field)}.{code}"
    return texts.say(word) if texts.known(word) else ""


def _local(found: re.Match[str]) -> str:
    return f"{datetime.fromisoformat(found[0]).astimezone(BEIJING):%Y-%m-%d %H:%M}"
