"""受理回执 TS-HJ-01 (forms.md §1): two A5 copies on one A4 sheet, the applicant's masked, the archive's full.

Whatever does not fit on a half sheet continues on the same half of the next sheet; the closing block with limits,
signatures and seal always stands at the end. The paper's words are here and not in the text catalogue: papers are
Chinese, whatever the language of the windows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from printing import halves, words
from printing.blocks import FIGURES, NOTE, SMALL, VALUE, Cells, Row, cell, listing
from printing.halves import SEAL_WIDE, WIDE, Closing, HalfSheet
from printing.receipt_facts import ReceiptFacts, StatedDocument, facts, id_number
from printing.receipt_words import destination, document_items, expected, mover, promised_by, what_to_call
from printing.sealed import ACCEPTANCE, Seal
from printing.typography import MM
from station_app.clock import local_date
from station_app.domain.case_file import FamilyMember
from station_app.domain.vocabulary import Presented

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from printing.marks import Mark
    from printing.page_codes import Codes
    from printing.registry import PaperContext
    from station_app.domain.records import CaseRecord

FORM = "TS-HJ-01"
EDITION = 1
TITLE = "户口迁移业务受理回执"

_L1, _V1, _L2, _V2 = 18 * MM, 48 * MM, 22 * MM, 82 * MM
"""The grid: label, value, label, value."""

NOTICE = "个人信息告知：依据《中华人民共和国个人信息保护法》第三十五条，本次采集的个人信息用于户口登记，依法保存。"
_SIGNED_BY = ("申请人（代办人）签名", "受理人签名")
_PICK_UP = "□ 窗口领取　□ 邮寄送达　□ 其他＿＿＿＿＿＿＿＿＿＿"


@dataclass(frozen=True, slots=True)
class _Copy:
    """One of the two copies: what it is called and which numbers it shows."""

    name: str
    id_number: str
    phone: str


def lay_out(record: CaseRecord, context: PaperContext, codes: Codes) -> tuple[tuple[Mark, ...], ...]:
    """Give the pages of the receipt."""
    stated = facts(record)
    applicant = record.case.applicant or FamilyMember()
    copies = (
        _Copy("申请人联", stated.id_number, stated.phone),
        _Copy("存档联", id_number(applicant, masked=False), applicant.phone or ""),
    )
    sheet = HalfSheet(
        TITLE,
        f"{FORM} v{EDITION}",
        words.document_number(stated.case_no),
        stated.case_no,
        "受理警号",
        stated.badge,
        stated.accepted_at,
        practice=stated.practice,
    )
    return halves.lay_out(sheet, copies, lambda copy: _rows(stated, context, copy), codes)


def _rows(stated: ReceiptFacts, context: PaperContext, copy: _Copy) -> tuple[Row, ...]:
    rows: list[Row] = [
        *_who_and_what(stated, copy),
        listing("落户地", "", (destination(stated),), _L1, WIDE - _L1, style=VALUE),
    ]
    movers = [mover(person) for person in stated.family if person.moves]
    rows.append(listing("迁移人员", f"共 {len(movers)} 人", movers, _L1, WIDE - _L1, columns=4))
    received = [each for each in stated.documents if each.presented is not Presented.COMMITMENT]
    promised = [each for each in stated.documents if each.presented is Presented.COMMITMENT]
    calls = what_to_call(stated)
    rows.append(_documents("已收材料", received, calls))
    if promised:
        rows.append(_documents("承诺补交", promised, calls))
    rows.append(_closing(stated, context))
    return tuple(rows)


def _who_and_what(stated: ReceiptFacts, copy: _Copy) -> Iterator[Row]:
    """Set the six short facts in pairs; a long name gets a row of its own."""
    route = words.ROUTES[stated.route] if stated.route else ""
    person = ("公民身份号码", copy.id_number, FIGURES)
    phone = ("联系电话", copy.phone, FIGURES)
    time = ("受理时间", words.minute(stated.accepted_at), VALUE)
    matter = ("办理事项", f"户口迁移（{route}）", VALUE)
    office = ("受理单位", stated.site_name, VALUE)
    name = cell("申请人", stated.applicant, _L1, _V1)
    if len(name.lines) == 1:
        yield Cells((name, cell(person[0], person[1], _L2, _V2, person[2])))
        pairs = ((phone, time), (matter, office))
    else:
        yield Cells((cell("申请人", stated.applicant, _L1, WIDE - _L1),))
        pairs = ((phone, person), (matter, time))
    for left, right in pairs:
        yield Cells((cell(left[0], left[1], _L1, _V1, left[2]), cell(right[0], right[1], _L2, _V2, right[2])))
    if len(name.lines) > 1:
        yield Cells((cell(office[0], office[1], _L1, WIDE - _L1),))


def _documents(label: str, documents: Sequence[StatedDocument], calls: Sequence[str]) -> Row:
    """List documents, two in a line."""
    items = tuple(document_items(documents, calls))
    return listing(label, f"共 {len(documents)} 份", items, _L1, WIDE - _L1, columns=2)


def _closing(stated: ReceiptFacts, context: PaperContext) -> Closing:
    """Give limits, telephones, notice and signatures."""
    room = WIDE - SEAL_WIDE
    second = room - _L1 - _V1 - _L2

    def pair(one: str, its: str, other: str, others: str) -> Row:
        return Cells((cell(one, its, _L1, _V1, SMALL), cell(other, others, _L2, second, SMALL)), 5.5 * MM)

    rows = (
        pair("法定时限", f"{words.day(stated.decision_by)}前", "承诺时限", promised_by(stated)),
        pair("预计办结", expected(stated), "审批层级", words.deciders(stated.levels)),
        pair("查询电话", context.enquiry_phone, "投诉电话", context.complaint_phone),
        Cells((cell("领取方式", _PICK_UP, _L1, room - _L1, SMALL),), 5.5 * MM),
        Cells((cell("", NOTICE, 0.0, room, NOTE),), 5.5 * MM),
    )
    signers = ((_SIGNED_BY[0], ""), (_SIGNED_BY[1], f"{stated.officer}（警号 {stated.badge}）"))
    seal = Seal(stated.site_name, words.day(local_date(stated.accepted_at)), ACCEPTANCE)
    return Closing(rows, signers, _L1 + _V1, seal)
