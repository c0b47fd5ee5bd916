"""Invented cards for practice and tests: what a chip would hold, written byte by byte as a real one holds it.

Never for real people: a card is made from a person of a case file who was invented.

    reader = SimulatedReader()
    reader.lay(card_from_member(member))        # `member`: a person of a case file, in its JSON form
    door = bootstrap.door(home, reader=reader)  # F2 in the windows, or `Catalogue.read_card`, now reads this card
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from station_app.devices.card_text import ADDRESS_BYTES, PLACES, TEXT_BYTES
from station_app.domain.case_file import LONG_TERM
from station_app.domain.vocabulary import CardKind

if TYPE_CHECKING:
    from station_app.devices.card_text import Place

PHOTO_BYTES = 1024
_KIND_AT = 248
_MARKS = {CardKind.FOREIGN_PERMIT_2017: "I", CardKind.REGION_PERMIT: "J", CardKind.FOREIGN_PERMIT_2023: "Y"}


class SampleCard(msgspec.Struct, frozen=True):
    """What a simulated reader reads.

    `fields` are the fields of `card_text.PLACES` as they stand on the chip: days as YYYYMMDD, `长期`, codes. Bytes are
    taken as they are, for names that no text can hold. `newest_address` None: the card has no such area.
    """

    kind: CardKind = CardKind.RESIDENT
    fields: dict[str, str | bytes] = {}
    newest_address: str | None = None

    @property
    def text_area(self) -> bytes:
        """The 256 bytes of text, filled up with blanks as real cards are."""
        area = bytearray(" ".encode("utf-16-le") * (TEXT_BYTES // 2))
        for name, content in self.fields.items():
            _write(area, PLACES[self.kind][name], content)
        if self.kind in _MARKS:
            area[_KIND_AT : _KIND_AT + 2] = _MARKS[self.kind].encode("utf-16-le")
        return bytes(area)

    @property
    def address_area(self) -> bytes | None:
        """The 70 bytes of the newest address, or None."""
        if self.newest_address is None:
            return None
        area = bytearray(" ".encode("utf-16-le") * (ADDRESS_BYTES // 2))
        area[: 2 * len(self.newest_address)] = self.newest_address.encode("utf-16-le")
        return bytes(area[:ADDRESS_BYTES])


def card_from_member(
    member: Mapping[str, Any],
    *,
    issued: str = "2019-05-20",
    expires: str = "2039-05-20",
    newest_address: str | None = None,
) -> SampleCard:
    """Give the card an invented person of a case file would carry; days as in a case file, `long-term` for 长期."""
    origin = member.get("origin") or {}
    return SampleCard(
        fields={
            "name": str(member.get("name") or ""),
            "sex": str(member.get("sex") or ""),
            "ethnicity": str(member.get("ethnicity") or ""),
            "birth_date": _day(str(member.get("birth_date") or "")),
            "address": str(origin.get("address") or ""),
            "number": str(member.get("id_number") or ""),
            "authority": _county_police(str(origin.get("registration_authority") or "")),
            "issued": _day(issued),
            "expires": "长期" if expires == LONG_TERM else _day(expires),
        },
        newest_address=newest_address,
    )


def _day(text: str) -> str:
    return text.replace("-", "")


def _county_police(authority: str) -> str:
    """Give the county's police, which issues cards, of an authority that keeps the register."""
    county, found, _ = authority.partition("公安局")
    return f"{county}{found}"


def _write(area: bytearray, place: Place, content: str | bytes) -> None:
    raw = content.encode("utf-16-le") if isinstance(content, str) else content
    cut = raw[: place.length]
    area[place.start : place.start + len(cut)] = cut
