"""What both written answers that say no share (forms.md §4): who asked, the reasons, what stays open, the remedies.

The archive's copy ends with the certificate of delivery (送达回证): what was handed over, to whom, how, signed by both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from printing import words
from printing.blocks import FIGURES, SMALL, VALUE, Cells, Row, cell, listing
from printing.receipt_facts import id_number
from printing.sealed import SEAL_WIDE, Seal, Sealed
from printing.sheet import WIDE, Copy, Paragraphs
from printing.typography import HEI, MM, SONG, Style
from station_app.domain.case_file import FamilyMember
from station_app.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from printing.answer_facts import AnswerFacts
    from printing.registry import PaperContext
    from station_app.domain.policy import RefusalReason
    from station_app.domain.records import CaseRecord

_L1, _V1, _L2, _V2 = 26 * MM, 56 * MM, 26 * MM, 62 * MM
_ROOMY = 8 * MM
_HAND = 12 * MM
"""Height of what is written by hand."""
_SAYS = Style(SONG, 12)
_HEADING = Style(HEI, 10.5)

FOR_THEM, FOR_THE_FILE = "申请人联", "存档联"

_OPEN = {
    "general": (
        "可以改按普通落户（{clause}）申请：不用建档立卡证明，由派出所决定，不受就业、社会保险、住房、居住年限限制。"
    ),
    "residence_permit": (
        "暂不落户的，可以在居住地派出所申领居住证，凭证享受当地基本公共服务（《居住证暂行条例》第二条、第九条）。"
    ),
}
_BLANK = "_" * 22  # figures and latin stay on one line, so does this
_REMEDIES = (
    "　　不服本决定的，可以自收到本通知书之日起六十日内，向{review}申请行政复议"
    "（《中华人民共和国行政复议法》第二十条）；也可以自收到本通知书之日起六个月内，直接向{court}提起行政诉讼（《中华人民共和国行政诉讼法》第四十六条）。"
)
HOW = "□ 直接送达　□ 留置送达　□ 邮寄送达　□ 委托送达"


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the two notices: its title, the word of its number, the sentence that says no, the law behind the form."""

    title: str
    kind: str
    says: str
    law: str


def ground_of(context: PaperContext, reason: str) -> RefusalReason:
    """Give the ground with its words.

    Raises:
        RefusedError: `pack_unknown` - this program has not got the rules of that case.
    """
    grounds = context.pack.refusals if context.pack else ()
    found = next((each for each in grounds if each.code == reason), None)
    if found is None:
        raise RefusedError("pack_unknown", pack=context.pack.id if context.pack else "")
    return found


def copies_of(record: CaseRecord, stated: AnswerFacts) -> tuple[Copy, Copy]:
    """Give the copy that goes home, masked, and the one that is kept."""
    applicant = record.case.applicant or FamilyMember()
    return Copy(FOR_THEM, stated.asked.id_number), Copy(FOR_THE_FILE, id_number(applicant, masked=False))


def rows(answer: Answer, stated: AnswerFacts, context: PaperContext, copy: Copy) -> Iterator[Row]:
    """Say who asked for what, that the answer is no, on which ground and clause, what stays open, where to complain."""
    asked, ground = stated.asked, ground_of(context, stated.reason)
    yield _whole("文书号", words.document_number(asked.case_no, answer.kind))
    name = cell("申请人", asked.applicant, _L1, _V1)
    if len(name.lines) == 1:
        yield Cells((name, cell("公民身份号码", copy.id_number, _L2, _V2, FIGURES)), _ROOMY)
    else:
        yield _whole("申请人", asked.applicant)
        yield Cells((cell("公民身份号码", copy.id_number, _L1, WIDE - _L1, FIGURES),), _ROOMY)
    route = f"（{words.ROUTES[asked.route]}）" if asked.route else ""
    yield _pair(("申请事项", f"户口迁移{route}"), ("迁移人数", f"共 {asked.movers} 人"))
    yield Paragraphs((answer.says,), _SAYS)
    yield _whole("理　　由", words.official(ground.title.zh))
    yield listing("事实和说明", "", stated.text.splitlines() or ("—",), _L1, WIDE - _L1, style=VALUE)
    yield _whole("法律依据", f"{words.official(ground.basis)}；{answer.law}")
    ways = tuple(ways_open(stated, context))
    yield listing("还可以这样办", "　", ways, _L1, WIDE - _L1, style=VALUE)
    yield Paragraphs((remedies(context),), VALUE)


def remedies(context: PaperContext) -> str:
    """Say where and until when to complain; offices that the settings do not name are written in by pen."""
    review, court = context.review_office or _BLANK, context.court or f"{_BLANK}人民法院"
    return _REMEDIES.format(review=review, court=court)


def closing(lines: Sequence[tuple[str, str]], seal: Seal, context: PaperContext) -> Sealed:
    """Say who answered, whom to call, and give the seal its place."""
    calls = (("咨询电话", context.enquiry_phone), ("监督电话", context.complaint_phone))
    room = WIDE - SEAL_WIDE - _L1
    return Sealed(tuple(Cells((cell(*each, _L1, room),)) for each in (*lines, *calls)), seal, WIDE)


def delivery(answer: Answer, stated: AnswerFacts) -> Iterator[Row]:
    """Give the certificate of delivery, to be filled in by hand when it is handed over (行政许可法44)."""
    number = words.document_number(stated.asked.case_no, answer.kind)
    yield Cells((cell("", "送达回证", 0.0, WIDE, _HEADING),), 7 * MM)
    yield Cells((cell("送达文书", f"《{answer.title}》{number}，申请人联 1 份", _L1, WIDE - _L1, SMALL),))
    yield Cells((cell("送达方式", HOW, _L1, WIDE - _L1, SMALL),))
    yield _by_hand("收件人签收", "签收时间")
    yield _by_hand("代收人、关系", "见证人（留置）")
    yield _by_hand("送达人签名", "送达地点")


def ways_open(stated: AnswerFacts, context: PaperContext) -> Iterator[str]:
    """Say what else stays open."""
    pack = context.pack
    rule = pack.route(stated.asked.route) if pack else None
    for way in (*(rule.alternatives if rule else ()), "residence_permit"):
        clause = words.official(pack.route(way).clause) if pack else ""
        yield _OPEN[way].format(clause=clause)
    yield "情况有变化或者取得新的材料后，可以随时重新提出申请。"


def _pair(first: tuple[str, str], second: tuple[str, str]) -> Cells:
    return Cells((cell(*first, _L1, _V1), cell(*second, _L2, _V2)), _ROOMY)


def _whole(label: str, text: str) -> Cells:
    return Cells((cell(label, text, _L1, WIDE - _L1),), _ROOMY)


def _by_hand(first: str, second: str) -> Cells:
    return Cells((cell(first, "", _L1, _V1), cell(second, "", _L2, _V2)), _HAND)
