"""The sentences of a receipt, whatever sheet they are set on: where to, who moves, which documents were received."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from printing import words
from printing.blocks import SMALL
from printing.typography import MM, set_line
from station_app.domain.vocabulary import Presented

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from printing.receipt_facts import ReceiptFacts, StatedDocument, StatedPerson

_LONG_NAME = 45 * MM


def destination(stated: ReceiptFacts) -> str:
    """Say which household the family goes to."""
    kind = words.DESTINATIONS[stated.destination] if stated.destination else ""
    number = f"户号 {stated.household_no}" if stated.household_no else ""
    return "　".join(part for part in (kind, number, stated.address or "") if part)


def mover(person: StatedPerson) -> str:
    """Name somebody who moves, and what they are to the applicant."""
    return f"{person.name}（{words.relationship(person.relationship)}）" if person.relationship else person.name


def what_to_call(stated: ReceiptFacts) -> tuple[str, ...]:
    """Say how documents name each member of the family: by name, or by the number among the movers.

    By number where a name is very long or has to be written by hand: it is written once, not beside every document.
    """
    lines = [set_line(person.name, SMALL) for person in stated.family]
    if not any(line.by_hand or line.width > _LONG_NAME for line in lines):
        return tuple(person.name for person in stated.family)
    numbers = count(1)
    return tuple(f"人员{next(numbers)}" if person.moves else person.name for person in stated.family)


def document_items(documents: Sequence[StatedDocument], calls: Sequence[str]) -> Iterator[str]:
    """Say documents; the same kind presented in the same way is one item for all its holders."""
    groups: dict[tuple[str, Presented | None], list[StatedDocument]] = {}
    for each in documents:
        groups.setdefault((each.kind, each.presented), []).append(each)
    for (kind, presented), group in groups.items():
        yield _item(kind, presented, group, calls)


def _item(kind: str, presented: Presented | None, group: Sequence[StatedDocument], calls: Sequence[str]) -> str:
    holders = dict.fromkeys(calls[holder] for each in group for holder in each.holders)
    how = words.PRESENTED[presented] if presented and presented is not Presented.COMMITMENT else ""
    return f"{words.document(kind)}{how} {len(group)} 份（{'、'.join(holders) or '全家'}）"


def promised_by(stated: ReceiptFacts) -> str:
    """Say until when the station promised to be done."""
    return f"{words.day(stated.promised_by)}前" if stated.promised_by else "—"


def expected(stated: ReceiptFacts) -> str:
    """Say on which day the case is expected to be done."""
    return words.day(min(stated.decision_by, stated.promised_by or stated.decision_by))
