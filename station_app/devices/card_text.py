"""The 256 bytes of text that a card's chip gives, as typed values; four kinds of card, each with its own places.

Nothing is repaired here. A character of a vendor's private area stays what it is; half of a surrogate pair, which no
text can hold, becomes U+FFFD, and `name_code_points` says what was really there. What cannot be read (a date that is
none) is None and its field is named in `unreadable`. What follows from a card for a case is not known here.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

import msgspec

from station_app.domain import private_use
from station_app.domain.case_file import LONG_TERM
from station_app.domain.codes import table
from station_app.domain.vocabulary import CardKind

TEXT_BYTES = 256
ADDRESS_BYTES = 70
NAME_UNITS = 15
"""UTF-16 units that the chip keeps of a name."""

_LONG = "长期"
_KIND_AT = 248
_KINDS = {
    "I": CardKind.FOREIGN_PERMIT_2017,
    "J": CardKind.REGION_PERMIT,
    "Y": CardKind.FOREIGN_PERMIT_2023,
}
_DAY = re.compile(r"[0-9]{8}", re.ASCII)


class Place(NamedTuple):
    """Where a field begins and how many bytes it has."""

    start: int
    length: int


_RESIDENT = {
    "name": Place(0, 30),
    "sex": Place(30, 2),
    "ethnicity": Place(32, 4),
    "birth_date": Place(36, 16),
    "address": Place(52, 70),
    "number": Place(122, 36),
    "authority": Place(158, 30),
    "issued": Place(188, 16),
    "expires": Place(204, 16),
}
PLACES: dict[CardKind, dict[str, Place]] = {
    CardKind.RESIDENT: _RESIDENT,
    CardKind.REGION_PERMIT: {
        **{field: place for field, place in _RESIDENT.items() if field != "ethnicity"},
        "pass_number": Place(220, 18),
        "issue_count": Place(238, 4),
    },
    CardKind.FOREIGN_PERMIT_2017: {
        "english_name": Place(0, 120),
        "sex": Place(120, 2),
        "number": Place(122, 30),
        "country": Place(152, 6),
        "name": Place(158, 30),
        "issued": Place(188, 16),
        "expires": Place(204, 16),
        "birth_date": Place(220, 16),
        "authority": Place(240, 8),
    },
    CardKind.FOREIGN_PERMIT_2023: {
        "name": Place(0, 30),
        "sex": Place(30, 2),
        "issue_count": Place(32, 4),
        "birth_date": Place(36, 16),
        "english_name": Place(52, 70),
        "number": Place(122, 36),
        "issued": Place(188, 16),
        "expires": Place(204, 16),
        "english_name_rest": Place(220, 22),
        "country": Place(242, 6),
        "old_number": Place(250, 6),
    },
}
"""Byte places of the fields, by kind of card; what is not listed is reserved."""


class CardText(msgspec.Struct, frozen=True):
    """What is written on a card's chip.

    `sex` is GB/T 2261.1, `ethnicity` GB/T 3304 (None where the card has none or an unknown one), `expires` a date as
    `YYYY-MM-DD` or `long-term`. `newest_address` comes from the separate area for addresses written later and is empty
    without one. `name_code_points` is set only for a name that a text cannot carry faithfully.
    """

    kind: CardKind
    name: str = ""
    name_code_points: str | None = None
    english_name: str = ""
    sex: str | None = None
    ethnicity: str | None = None
    birth_date: date | None = None
    address: str = ""
    newest_address: str = ""
    number: str = ""
    authority: str = ""
    issued: date | None = None
    expires: str | None = None
    country: str = ""
    pass_number: str = ""
    name_fills_chip: bool = False
    unreadable: tuple[str, ...] = ()


def read_text(area: bytes, newest_address: bytes = b"") -> CardText:
    """Read the text area of a card and, where it was given, the area of the newest address.

    Raises:
        ValueError: the area has not the length every card has.
    """
    if len(area) != TEXT_BYTES:
        raise ValueError(f"{len(area)} bytes of text instead of {TEXT_BYTES}")
    kind = _KINDS.get(_units_as_text(area[_KIND_AT : _KIND_AT + 2]), CardKind.RESIDENT)
    raw = {field: area[place.start : place.start + place.length] for field, place in PLACES[kind].items()}
    fields = {field: _units_as_text(content) for field, content in raw.items()}
    facts = _facts(fields)
    english = f"{fields.get('english_name', '')}{fields.get('english_name_rest', '')}"
    return CardText(
        kind=kind,
        name=fields["name"],
        name_code_points=_odd_code_points(raw["name"]),
        name_fills_chip=len(_padded_off(raw["name"])) >= 2 * NAME_UNITS,
        english_name=english,
        address=fields.get("address", ""),
        newest_address=_units_as_text(newest_address[:ADDRESS_BYTES]),
        number=fields["number"].upper(),
        authority=fields.get("authority", ""),
        country=fields.get("country", ""),
        pass_number=fields.get("pass_number", ""),
        sex=facts.sex,
        ethnicity=facts.ethnicity,
        birth_date=facts.birth_date,
        issued=facts.issued,
        expires=facts.expires,
        unreadable=tuple(field for field, value in facts._asdict().items() if value is None and fields.get(field)),
    )


class _Facts(NamedTuple):
    sex: str | None
    ethnicity: str | None
    birth_date: date | None
    issued: date | None
    expires: str | None


def _facts(fields: dict[str, str]) -> _Facts:
    """Give the fields that are more than text; None for those that hold nothing usable."""
    sex, ethnicity = fields.get("sex", ""), fields.get("ethnicity", "")
    ends = fields["expires"]
    last_day = _day(ends)
    return _Facts(
        sex=sex if sex in table("sex") else None,
        ethnicity=ethnicity if ethnicity in table("ethnicity") else None,
        birth_date=_day(fields["birth_date"]),
        issued=_day(fields["issued"]),
        expires=LONG_TERM if ends == _LONG else (last_day.isoformat() if last_day else None),
    )


def _day(text: str) -> date | None:
    if not _DAY.fullmatch(text):
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def _padded_off(content: bytes) -> bytes:
    """Cut the blanks and zeros that fill a field up on its right, unit by unit."""
    end = len(content) - len(content) % 2
    while end and content[end - 2 : end] in (b"\x20\x00", b"\x00\x00", b"\x00\x30"):
        end -= 2
    return content[:end]


def _units_as_text(content: bytes) -> str:
    """Read UTF-16 units; half pairs become U+FFFD, zeros inside are dropped (some cards fill up with both kinds)."""
    read = _padded_off(content).decode("utf-16-le", "surrogatepass")
    whole = "".join(private_use.REPLACEMENT if "\ud800" <= each <= "\udfff" else each for each in read)
    return whole.replace("\0", "").strip()


def _odd_code_points(content: bytes) -> str | None:
    """Name every code point of a name some of which mean nothing elsewhere; None for any other name."""
    read = _padded_off(content).decode("utf-16-le", "surrogatepass")
    return private_use.code_points(read) if private_use.first_unresolved(read) >= 0 else None
