"""受理回执 on a roll of 80 or 58 mm: the applicant's copy for a receipt printer; the archive's copy is on A4 or A5.

One strip as long as it has to be. Nothing is scaled: type, QR code and the place of the seal are as large as on A4; the
bars of the case number stand upright along the edge, because across they do not fit on the strip. Thermal paper fades,
so it says that the receipt can be printed again from the record.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from printing import words
from printing.blocks import LABEL, NOTE, SMALL
from printing.codes import QUIET_BARS
from printing.marks import Mark, Surface
from printing.receipt import FORM, NOTICE, TITLE
from printing.receipt_facts import facts
from printing.receipt_words import destination, document_items, expected, mover, promised_by, what_to_call
from printing.sealed import ACCEPTANCE, office_lines
from printing.typography import CENTRE, HEI, MM, Line, Style, line_height, set_lines, width
from station_app.clock import local_date
from station_app.domain.vocabulary import Presented

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from printing.codes import Boxes
    from printing.page_codes import Codes
    from printing.receipt_facts import ReceiptFacts
    from printing.registry import PaperContext
    from station_app.domain.records import CaseRecord

EDITION = 1
_MARGIN = 4 * MM
_TOP = 6 * MM
_BOTTOM = 8 * MM
_GAP = 1.2 * MM
_BARS = 9 * MM
_SEAL = 42 * MM
_TITLE = Style(HEI, 13, bold=True)
_COPY = Style(HEI, 9.5)
_TEXT = SMALL
_FADES = "本回执为热敏纸，请勿受热、久晒；字迹变淡的，可凭案号到窗口再打一份。"
_SIGN = "受理人签名"
_SIGNED = 11 * MM
"""Room to sign under the officer's name."""
_PICK_UP = "领取方式：□ 窗口　□ 邮寄　□ 其他"


@dataclass(frozen=True, slots=True)
class _Words:
    """One or more lines of a strip: a text in one style, centred or not, with the space after it in points."""

    lines: tuple[Line, ...]
    style: Style
    centred: bool = False
    after: float = _GAP

    @property
    def height(self) -> float:
        """The height of the lines and the space after them."""
        return sum(line_height(line, self.style) for line in self.lines) + self.after


_Block = _Words | None
"""None: a rule across the strip."""


def form(roll: int) -> str:
    """Give the number of the form on a roll of `roll` mm."""
    return f"{FORM}-{roll}"


def size(roll: int, record: CaseRecord, context: PaperContext, codes: Codes) -> tuple[float, float]:
    """Give width and height of the strip in points."""
    blocks = tuple(_blocks(roll, facts(record), context, codes))
    return roll * MM, _TOP + sum(map(_height, blocks)) + _foot_height(roll * MM, facts(record), codes) + _BOTTOM


def lay_out(roll: int, record: CaseRecord, context: PaperContext, codes: Codes) -> tuple[tuple[Mark, ...], ...]:
    """Give the strip as one page."""
    stated = facts(record)
    wide, high = size(roll, record, context, codes)
    marks: list[Mark] = []
    surface = Surface(marks, page_height=high)
    if stated.practice:
        for place in (0.25, 0.7):
            surface.slanted(wide / 2, high * place, words.PRACTICE, Style(HEI, 26), angle=38, grey=0.85)
    y = _TOP
    for block in _blocks(roll, stated, context, codes):
        _draw(surface, wide, y, block)
        y += _height(block)
    _draw_foot(surface, wide, y, stated, codes)
    return (tuple(marks),)


def _blocks(roll: int, stated: ReceiptFacts, context: PaperContext, codes: Codes) -> Iterator[_Block]:
    room = roll * MM - 2 * _MARGIN

    def said(text: str, style: Style = _TEXT, *, centred: bool = False, after: float = _GAP) -> _Words:
        return _Words(set_lines(text, style, room), style, centred, after)

    yield said(TITLE, _TITLE, centred=True)
    yield said("申请人联", _COPY, centred=True)
    if codes.reprint:
        yield said(codes.reprint, _COPY, centred=True)
    yield None
    yield said(f"文书号：{words.document_number(stated.case_no)}")
    yield said(f"案号：{stated.case_no}")
    yield said(f"受理时间：{words.minute(stated.accepted_at)}")
    yield said(f"受理单位：{stated.site_name}")
    yield None
    yield said(f"申请人：{stated.applicant}")
    yield said(f"公民身份号码：{stated.id_number}")
    yield said(f"联系电话：{stated.phone or '—'}")
    yield said(f"办理事项：户口迁移（{words.ROUTES[stated.route] if stated.route else ''}）")
    yield said(f"落户地：{destination(stated)}")
    yield None
    movers = [mover(person) for person in stated.family if person.moves]
    yield said(f"迁移人员（共 {len(movers)} 人）", LABEL)
    for number, each in enumerate(movers, 1):
        yield said(f"{number}. {each}", after=_GAP if number == len(movers) else 0.0)
    yield from _documents(stated, said)
    yield None
    yield said(f"法定时限：{words.day(stated.decision_by)}前")
    yield said(f"承诺时限：{promised_by(stated)}")
    yield said(f"预计办结：{expected(stated)}")
    yield said(f"审批层级：{words.deciders(stated.levels)}")
    yield said(_PICK_UP)
    yield said(f"查询电话：{context.enquiry_phone or '—'}")
    yield said(f"投诉电话：{context.complaint_phone or '—'}")
    yield None
    yield said(NOTICE, NOTE)
    yield said(_FADES, NOTE)


def _documents(stated: ReceiptFacts, said: Callable[..., _Words]) -> Iterator[_Words]:
    calls = what_to_call(stated)
    received = [each for each in stated.documents if each.presented is not Presented.COMMITMENT]
    promised = [each for each in stated.documents if each.presented is Presented.COMMITMENT]
    for label, documents in (("已收材料", received), ("承诺补交", promised)):
        if documents or label == "已收材料":
            yield said(f"{label}（共 {len(documents)} 份）", LABEL)
        items = tuple(document_items(documents, calls))
        for number, item in enumerate(items, 1):
            yield said(f"{number}. {item}", after=_GAP if number == len(items) else 0.0)


def _height(block: _Block) -> float:
    return block.height if block is not None else 2 * _GAP


def _draw(surface: Surface, wide: float, y: float, block: _Block) -> None:
    if block is None:
        surface.rule(_MARGIN, y + _GAP, wide - _MARGIN, y + _GAP, 0.5, dash=(2, 1.6))
        return
    for line in block.lines:
        tall = line_height(line, block.style)
        left = (wide - line.width) / 2 if block.centred else _MARGIN
        surface.line(left, y + tall / 2 + CENTRE * block.style.size, line, block.style)
        y += tall


def _beside(wide: float) -> float:
    """Give the room left of the bars."""
    return wide - 2 * _MARGIN - _BARS - 3 * MM


def _narrow(wide: float) -> bool:
    """Tell whether the seal finds no room beside the bars, so that it has the strip to itself."""
    return _beside(wide) < _SEAL


def _seal_lines(wide: float, stated: ReceiptFacts) -> tuple[Line, ...]:
    return office_lines(stated.site_name, wide - 2 * _MARGIN if _narrow(wide) else _beside(wide))


def _seal_height(wide: float, stated: ReceiptFacts) -> float:
    return max(_SEAL, (len(_seal_lines(wide, stated)) + 4) * _TEXT.leading)


def _signer(wide: float, stated: ReceiptFacts) -> tuple[Line, ...]:
    return set_lines(f"{_SIGN}　{stated.officer}（警号 {stated.badge}）", NOTE, _beside(wide))


def _foot_height(wide: float, stated: ReceiptFacts, codes: Codes) -> float:
    """Give the height of the seal, the signature and the codes."""
    side = codes.dots(1, 1)[1] if codes.issued else 0.0
    along = codes.bars(_BARS)[1] + 2 * QUIET_BARS if codes.issued else 0.0
    signed = sum(line_height(line, NOTE) for line in _signer(wide, stated)) + _SIGNED
    seal = _seal_height(wide, stated)
    if _narrow(wide):
        return seal + max(signed + side + 8 * MM, along)
    return max(seal + signed + side + 8 * MM, along)


def _draw_foot(surface: Surface, wide: float, y: float, stated: ReceiptFacts, codes: Codes) -> None:
    seal = _seal_height(wide, stated)
    _draw_seal(surface, wide, y, stated)
    top = y + seal
    for line in _signer(wide, stated):
        surface.line(_MARGIN, top + NOTE.size, line, NOTE)
        top += line_height(line, NOTE)
    if not codes.issued:
        return
    dots, side = codes.dots(1, 1)
    surface.bars(_MARGIN, top + _SIGNED, dots)
    surface.text(_MARGIN, top + _SIGNED + side + 4.4 * MM, f"{form(round(wide / MM))} v{EDITION}", NOTE)
    bars, _long = codes.bars(_BARS)
    surface.bars(wide - _MARGIN - _BARS, y + QUIET_BARS + (seal if _narrow(wide) else 0.0), _upright(bars))


def _draw_seal(surface: Surface, wide: float, y: float, stated: ReceiptFacts) -> None:
    room = wide - 2 * _MARGIN if _narrow(wide) else _beside(wide)
    lines = _seal_lines(wide, stated)
    top = y + (_seal_height(wide, stated) - (len(lines) + 2) * _TEXT.leading) / 2
    for line in lines:
        surface.line(_MARGIN + (room - line.width) / 2, top + _TEXT.size, line, _TEXT)
        top += _TEXT.leading
    for text, style in ((words.day(local_date(stated.accepted_at)), _TEXT), (ACCEPTANCE, NOTE)):
        surface.text(_MARGIN + (room - width(text, style)) / 2, top + style.size, text, style)
        top += style.leading


def _upright(bars: Boxes) -> Boxes:
    """Turn bars by a quarter, so that they are read along the strip."""
    return tuple((top, left, high, long) for left, top, long, high in bars)
