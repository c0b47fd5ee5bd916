"""Use case: read the card on the reader as a proposal for a person. Stores nothing and needs no database.

Who was read is journalled with the case that the proposal becomes part of (the number of the reader is in its `card`
block); a card that leads to no case leaves no trace, because nothing has happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from station_app.devices.card_text import CardText
from station_app.domain.cards import PersonProposal, proposal_findings
from station_app.domain.identifiers import normalise_id
from station_app.domain.names import normalise_name

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from station_app.devices.card_reader import FoundReader, ReaderSource, Watch


def read_card(
    readers: ReaderSource, on: date, *, wait: float, watch: Watch, read_already: Collection[str] = ()
) -> PersonProposal:
    """Read one card; waits up to `wait` seconds for it, tells `watch` how it goes.

    Raises:
        DeviceError: the reader or the card; see `devices.card_reader`.
    """
    reader = readers.take(read_already)
    try:
        text, number = reader.read(wait, watch)
    finally:
        reader.close()
    return propose(text, number, on)


def find_reader(readers: ReaderSource, watch: Watch) -> FoundReader:
    """Find the reader and say who it is; reads no card.

    Raises:
        DeviceError: there is none, or it does not answer.
    """
    reader = readers.take()
    try:
        return reader.find(watch)
    finally:
        reader.close()


def propose(text: CardText, reader: str, on: date) -> PersonProposal:
    """Turn a card's text into a proposal, with what an officer should know on the day `on`."""
    newest = text.newest_address or text.address
    proposal = PersonProposal(
        kind=text.kind,
        reader=reader,
        name=normalise_name(text.name or text.english_name),
        name_code_points=text.name_code_points,
        english_name=text.english_name,
        id_number=normalise_id(text.number),
        sex=text.sex,
        birth_date=text.birth_date,
        ethnicity=text.ethnicity,
        address=newest,
        card_address=text.address if text.address != newest else "",
        authority=text.authority,
        issued=text.issued,
        expires=text.expires,
        country=text.country,
        pass_number=text.pass_number,
    )
    return msgspec.structs.replace(proposal, findings=tuple(proposal_findings(proposal, text.unreadable, on)))
