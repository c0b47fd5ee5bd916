"""The command on cards: `card read`. Needs no login: a card is read as a proposal and nothing is stored."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import msgspec

from station_app import texts
from station_app.commandline.answer import Answer, complain, finding_line, one
from station_app.domain.codes import table
from station_app.domain.vocabulary import CardKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from station_app.commandline.call import Call
    from station_app.domain.cards import PersonProposal


def card(call: Call) -> Answer:
    """Read the card that lies on the reader, or is laid there within `--wait` seconds."""
    proposal = call.door.reader.read_card(call.arguments.wait, _watch())
    data = msgspec.to_builtins(proposal)
    data["findings"] = [finding.as_dict() for finding in proposal.findings]
    return one(data, *_lines(proposal), *map(finding_line, proposal.findings))


def _watch() -> Callable[[str, float, float], None]:
    """Tell the person at a terminal what the reader is doing, once per state."""
    told: set[str] = set()

    def watch(state: str, _waited: float, _wait: float) -> None:
        if state not in told and sys.stderr.isatty():
            complain(texts.say(f"reader.state.{state}"))
        told.add(state)

    return watch


def _lines(proposal: PersonProposal) -> Iterator[str]:
    sex, ethnicity = table("sex").get(proposal.sex), table("ethnicity").get(proposal.ethnicity)
    expires = texts.say("card.long_term") if proposal.expires == "long-term" else proposal.expires
    facts = {
        "kind": texts.say(f"choice.card_kind.{CardKind(proposal.kind).value}"),
        "name": proposal.name,
        "english_name": proposal.english_name if proposal.english_name != proposal.name else "",
        "sex": sex.label if sex else "",
        "ethnicity": ethnicity.label if ethnicity else "",
        "birth_date": proposal.birth_date,
        "id_number": proposal.id_number,
        "address": proposal.address,
        "card_address": proposal.card_address,
        "authority": proposal.authority,
        "valid": f"{proposal.issued or ''} - {expires or ''}" if proposal.issued or expires else "",
        "country": proposal.country,
        "pass_number": proposal.pass_number,
        "reader": proposal.reader,
    }
    for name, value in facts.items():
        if value:
            yield f"{texts.say(f'card.line.{name}')}: {value}"
