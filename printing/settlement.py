"""What both slips of a settlement share: the household, by whose approval, and the table of who was entered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from printing import words
from printing.blocks import FIGURES, SMALL, Cells, Row, cell
from printing.grid import table
from printing.halves import SEAL_WIDE, WIDE, Closing, HalfSheet
from printing.sealed import REGISTER, Seal
from printing.settlement_facts import StatedEntry, entries, facts
from printing.typography import MM
from station_app.domain.vocabulary import HouseholdKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from printing.decision_facts import StatedDecision
    from printing.settlement_facts import SettlementFacts
    from station_app.domain.records import CaseRecord

_L1, _V1, _L2, _V2 = 20 * MM, 74 * MM, 20 * MM, 56 * MM
_FIRST = 50 * MM
"""The width of the first of two signatures."""

CALLS = "电话"
"""The note that is the station's own; the others are the form's."""
LINES = 5
"""Lines for people on a blank half; who is more is not printed on one (115: five people stand on one half)."""


@dataclass(frozen=True, slots=True)
class SlipCopy:
    """One of the two copies, and who was entered as it shows them."""

    name: str
    people: tuple[StatedEntry, ...]


class Column(NamedTuple):
    """One column of the table of people: its head, its width in points, what it says of a person and their number."""

    head: str
    width: float
    of: Callable[[int, StatedEntry], str]


def columns(*widths: float, relation_head: str) -> tuple[Column, ...]:
    """Give the columns every slip has: number, name, what they are, ID number; widths in points."""
    facts_of: tuple[tuple[str, Callable[[int, StatedEntry], str]], ...] = (
        ("序号", lambda number, _: f"{number}"),
        ("姓名", lambda _, each: each.name),
        (relation_head, lambda _, each: relation(each)),
        ("公民身份号码", lambda _, each: each.id_number),
    )
    return tuple(Column(head, wide, of) for (head, of), wide in zip(facts_of, widths, strict=True))


def stated_of(record: CaseRecord) -> SettlementFacts:
    """Give what the slips state.

    Raises:
        ValueError: Nobody is registered; `is_settled` tells before.
    """
    stated = facts(record)
    if stated is None:
        raise ValueError("nobody of the case is registered")
    return stated


def sheet_of(stated: SettlementFacts, title: str, form: str, kind: str) -> HalfSheet:
    """Give what surrounds the rows of a slip; `kind` is the word of its number (落)."""
    number = words.document_number(stated.case_no, kind)
    return HalfSheet(title, form, number, stated.case_no, "警号", stated.badge, stated.at, practice=stated.practice)


def copies_of(record: CaseRecord, stated: SettlementFacts, home: str, kept: str) -> tuple[SlipCopy, SlipCopy]:
    """Give the copy that leaves, masked, and the one that is kept."""
    whole = entries(record.settled, masked=False) if record.settled else ()
    return SlipCopy(home, stated.people), SlipCopy(kept, whole)


def household_rows(stated: SettlementFacts) -> Iterator[Row]:
    """Name the household, the day, and who approved; kept to four lines, so that five people stand on one half."""
    day = cell("入户日期", words.day(stated.since), _L2, _V2)
    yield Cells((cell("户号", stated.household_no, _L1, _V1, FIGURES), day))
    kind = words.HOUSEHOLDS[stated.kind] if stated.kind else ""
    body = cell("管理单位", stated.managing_body or "—", _L2, _V2, SMALL)
    if is_collective(stated) and stated.keeper:
        body = cell("管理单位", f"{stated.managing_body}（联系人 {stated.keeper}）", _L2, _V2, SMALL)
    called = cell("户名", stated.household or kind or "—", _L1, _V1, SMALL)
    yield Cells((called, body if is_collective(stated) else cell("户别", kind or "—", _L2, _V2, SMALL)))
    yield Cells((cell("户址", stated.address or "—", _L1, WIDE - _L1, SMALL),))
    yield Cells((cell("批准", approved_by(stated.approval, dated=True), _L1, WIDE - _L1, SMALL),))


def people_table(people: Sequence[StatedEntry], columns: Sequence[Column], *, on_stock: bool) -> Row:
    """Give who was entered, one in a line; on a blank that was printed before, its lines are there for all of them."""
    rows = [[column.of(number, each) for column in columns] for number, each in enumerate(people, 1)]
    if on_stock:
        rows += [[""] * len(columns)] * (LINES - len(rows))
    return table("", [column.head for column in columns], [column.width for column in columns], rows)


def is_collective(stated: SettlementFacts) -> bool:
    """Tell whether the household is a collective one, so that relations are those of the family's group."""
    return stated.kind is not None and stated.kind is not HouseholdKind.FAMILY


def relation(each: StatedEntry) -> str:
    """Say what somebody is to the head."""
    return "户主" if each.head else words.relationship(each.relationship) or "—"


def closing(stated: SettlementFacts, notes: Sequence[tuple[str, str]], receiver: str) -> Closing:
    """Give what is to be known, who signs for it, and the place of the seal."""
    room = WIDE - SEAL_WIDE
    rows = tuple(
        Cells((cell(label, text, 16 * MM, room - 16 * MM, SMALL, fact=label == CALLS),), 5.5 * MM)
        for label, text in notes
    )
    signers = ((receiver, ""), ("经办人签名", f"{stated.officer}（警号 {stated.badge}）"))
    return Closing(rows, signers, _FIRST, Seal(stated.site_name, words.day(stated.since), REGISTER))


def approved_by(approval: StatedDecision | None, *, dated: bool = False) -> str:
    """Say who approved, under which number, and when."""
    if approval is None:
        return "—"
    number = f"，{approval.reference}" if approval.reference else ""
    day = f"　{words.day(approval.decided_on)}" if dated else ""
    return f"{approval.office}（{approval.decider}{number}）{day}"
