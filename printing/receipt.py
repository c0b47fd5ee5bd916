"""受理回执 TS-HJ-01 (forms.md §1): two A5 copies on one A4 sheet, the applicant's masked, the archive's full.

Whatever does not fit on a half sheet continues on the same half of the next sheet; the closing block with limits,
signatures and seal always stands at the end. The paper's words are here and not in the text catalogue: papers are
Chinese, whatever the language of the windows.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from printing import words
from printing.blocks import (
    FIGURES,
    HAIRLINE,
    LABEL,
    NOTE,
    PAD,
    SMALL,
    VALUE,
    Cells,
    Row,
    cell,
    draw_rows,
    listing,
    paginate,
)
from printing.codes import QUIET_BARS
from printing.marks import A4, Mark, Surface
from printing.receipt_facts import ReceiptFacts, StatedDocument, StatedPerson, facts, id_number
from printing.typography import CENTRE, HEI, MM, Line, Style, line_height, set_line, set_lines, width
from station_app.clock import BEIJING
from station_app.domain.case_file import FamilyMember
from station_app.domain.vocabulary import Presented

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from printing.page_codes import Codes
    from printing.registry import PaperContext
    from station_app.domain.records import CaseRecord

FORM = "TS-HJ-01"
EDITION = 1
TITLE = "户口迁移业务受理回执"

_HALF = A4[1] / 2
_LEFT = 25 * MM
_WIDE = 170 * MM
_TOP = 27.2 * MM
_BOTTOM = 132.6 * MM
"""The form stands between these two heights of a half sheet; above it titles and QR, below it the bar code."""

_L1, _V1, _L2, _V2 = 18 * MM, 48 * MM, 22 * MM, 82 * MM
"""The grid: label, value, label, value."""

_LONG_NAME = 45 * MM
_SEAL = 46 * MM
_SIGNATURE = 15 * MM
_NOTICE = "个人信息告知：依据《中华人民共和国个人信息保护法》第三十五条，本次采集的个人信息用于户口登记，依法保存。"
_SIGNED_BY = ("申请人（代办人）签名", "受理人签名")
_PICK_UP = "□ 窗口领取　□ 邮寄送达　□ 其他＿＿＿＿＿＿＿＿＿＿"

_TITLE_STYLE = Style(HEI, 19, bold=True)
_COPY_STYLE = Style(HEI, 10.5)
_FOOT = NOTE


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
    parts = [paginate(_rows(stated, context, copy), _BOTTOM - _TOP) for copy in copies]
    sheets: list[list[Mark]] = [[] for _ in range(max(len(part) for part in parts))]
    for place, (copy, part) in enumerate(zip(copies, parts, strict=True)):
        for number, rows in enumerate(part, 1):
            surface = Surface(sheets[number - 1], top=place * _HALF)
            if stated.practice:
                _watermark(surface)
            _head(surface, stated, copy, (number, len(part)), codes)
            bottom = draw_rows(surface, _LEFT, _TOP, _WIDE, rows)
            if number < len(part) and _BOTTOM - bottom > 5 * MM:
                note = f"（以下空白，续见第 {number + 1} 页）"
                surface.text(_LEFT + (_WIDE - width(note, NOTE)) / 2, bottom + 4.2 * MM, note, NOTE)
            _foot(surface, stated, f"第 {number} 页 / 共 {len(part)} 页", codes)
    for sheet in sheets:
        _cut_line(Surface(sheet))
    return tuple(tuple(sheet) for sheet in sheets)


def _rows(stated: ReceiptFacts, context: PaperContext, copy: _Copy) -> tuple[Row, ...]:
    rows: list[Row] = [
        *_who_and_what(stated, copy),
        listing("落户地", "", (_destination(stated),), _L1, _WIDE - _L1, style=VALUE),
    ]
    movers = [_mover(person) for person in stated.family if person.moves]
    rows.append(listing("迁移人员", f"共 {len(movers)} 人", movers, _L1, _WIDE - _L1, columns=4))
    received = [each for each in stated.documents if each.presented is not Presented.COMMITMENT]
    promised = [each for each in stated.documents if each.presented is Presented.COMMITMENT]
    calls = _what_to_call(stated)
    rows.append(_documents("已收材料", received, calls))
    if promised:
        rows.append(_documents("承诺补交", promised, calls))
    rows.append(_Closing(stated, context.enquiry_phone, context.complaint_phone))
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
        yield Cells((cell("申请人", stated.applicant, _L1, _WIDE - _L1),))
        pairs = ((phone, person), (matter, time))
    for left, right in pairs:
        yield Cells((cell(left[0], left[1], _L1, _V1, left[2]), cell(right[0], right[1], _L2, _V2, right[2])))
    if len(name.lines) > 1:
        yield Cells((cell(office[0], office[1], _L1, _WIDE - _L1),))


def _destination(stated: ReceiptFacts) -> str:
    kind = words.DESTINATIONS[stated.destination] if stated.destination else ""
    number = f"户号 {stated.household_no}" if stated.household_no else ""
    return "　".join(part for part in (kind, number, stated.address or "") if part)


def _mover(person: StatedPerson) -> str:
    return f"{person.name}（{words.relationship(person.relationship)}）" if person.relationship else person.name


def _what_to_call(stated: ReceiptFacts) -> tuple[str, ...]:
    """Say how documents name each member of the family: by name, or by the number among the movers.

    By number where a name is very long or has to be written by hand: it is written once, not beside every document.
    """
    lines = [set_line(person.name, SMALL) for person in stated.family]
    if not any(line.by_hand or line.width > _LONG_NAME for line in lines):
        return tuple(person.name for person in stated.family)
    numbers = count(1)
    return tuple(f"人员{next(numbers)}" if person.moves else person.name for person in stated.family)


def _documents(label: str, documents: Sequence[StatedDocument], calls: Sequence[str]) -> Row:
    """List documents; the same kind presented in the same way is one item for all its holders."""
    groups: dict[tuple[str, Presented | None], list[StatedDocument]] = {}
    for each in documents:
        groups.setdefault((each.kind, each.presented), []).append(each)
    items = [_document_item(kind, presented, group, calls) for (kind, presented), group in groups.items()]
    return listing(label, f"共 {len(documents)} 份", items, _L1, _WIDE - _L1, columns=2)


def _document_item(
    kind: str, presented: Presented | None, group: Sequence[StatedDocument], calls: Sequence[str]
) -> str:
    holders = dict.fromkeys(calls[holder] for each in group for holder in each.holders)
    how = words.PRESENTED[presented] if presented and presented is not Presented.COMMITMENT else ""
    return f"{words.document(kind)}{how} {len(group)} 份（{'、'.join(holders) or '全家'}）"


@dataclass(frozen=True, slots=True)
class _Closing:
    """Limits, telephones, notice and signatures, with the place of the seal at their right. Not divisible."""

    stated: ReceiptFacts
    enquiry_phone: str
    complaint_phone: str

    @property
    def _wide(self) -> float:
        return _WIDE - _SEAL

    def _upper(self) -> tuple[Row, ...]:
        stated = self.stated
        second = self._wide - _L1 - _V1 - _L2
        promised = f"{words.day(stated.promised_by)}前" if stated.promised_by else "—"
        expected = min(stated.decision_by, stated.promised_by or stated.decision_by)

        def pair(one: str, its: str, other: str, others: str) -> Row:
            small = SMALL
            return Cells((cell(one, its, _L1, _V1, small), cell(other, others, _L2, second, small)), 5.5 * MM)

        return (
            pair("法定时限", f"{words.day(stated.decision_by)}前", "承诺时限", promised),
            pair("预计办结", words.day(expected), "审批层级", words.deciders(stated.levels)),
            pair("查询电话", self.enquiry_phone, "投诉电话", self.complaint_phone),
            Cells((cell("领取方式", _PICK_UP, _L1, self._wide - _L1, SMALL),), 5.5 * MM),
            Cells((cell("", _NOTICE, 0.0, self._wide, NOTE),), 5.5 * MM),
        )

    @property
    def height(self) -> float:
        """The height of its left side; the seal needs 42 mm."""
        signature = sum(line_height(line, SMALL) for line in self._signer()) + 7.5 * MM
        return max(sum(row.height for row in self._upper()) + max(signature, _SIGNATURE), 44 * MM)

    def _signer(self) -> tuple[Line, ...]:
        room = self._wide - _L1 - _V1 - width(_SIGNED_BY[1], LABEL) - 2 * PAD - 2 * MM
        return set_lines(f"{self.stated.officer}（警号 {self.stated.badge}）", SMALL, room)

    def split(self, room: float, *, anywhere: bool) -> tuple[Row | None, Row]:  # noqa: ARG002 - never divided
        """Go to the next page whole."""
        return None, self

    def draw(self, surface: Surface, x: float, y: float) -> None:
        """Draw the rows, the two signatures below them, and the place of the seal."""
        bottom = y + self.height
        inner = self._wide
        seal = x + inner
        surface.rule(seal, y, seal, bottom, HAIRLINE)
        self._draw_seal(surface, seal, y, _SEAL, bottom)
        for row in self._upper():
            row.draw(surface, x, y)
            y += row.height
            surface.rule(x, y, seal, y, HAIRLINE)
        middle = x + _L1 + _V1
        surface.rule(middle, y, middle, bottom, HAIRLINE)
        _signature(surface, x, y, wide=middle - x, bottom=bottom, label=_SIGNED_BY[0])
        _signature(surface, middle, y, wide=seal - middle, bottom=bottom, label=_SIGNED_BY[1], printed=self._signer())

    def _draw_seal(self, surface: Surface, x: float, y: float, wide: float, bottom: float) -> None:
        lines = _office(self.stated.site_name, wide - 2 * PAD)
        stamp = words.day(self.stated.accepted_at.astimezone(BEIJING))
        centre = x + wide / 2
        middle = (y + bottom) / 2
        top = middle - 4 * MM - (len(lines) - 1) * VALUE.leading
        for line in lines:
            surface.line(centre - line.width / 2, top, line, VALUE)
            top += VALUE.leading
        surface.text(centre - width(stamp, VALUE) / 2, middle + 5 * MM, stamp, VALUE)
        caption = "（受理专用章）"
        surface.text(centre - width(caption, NOTE) / 2, bottom - 2.2 * MM, caption, NOTE, grey=0.35)


def _office(name: str, room: float) -> tuple[Line, ...]:
    """Set the station's name; if it is too long for one line, the station stands below its bureau."""
    cut = name.rfind("局") + 1
    if set_line(name, VALUE).width <= room or not 0 < cut < len(name):
        return set_lines(name, VALUE, room)
    return set_lines(name[:cut], VALUE, room) + set_lines(name[cut:], VALUE, room)


def _signature(
    surface: Surface, x: float, y: float, *, wide: float, bottom: float, label: str, printed: Sequence[Line] = ()
) -> None:
    top = y + 1 * MM
    first = line_height(printed[0], SMALL) if printed else SMALL.leading
    surface.text(x + PAD, top + first / 2 + CENTRE * LABEL.size, label, LABEL)
    for line in printed:
        height = line_height(line, SMALL)
        surface.line(x + PAD + width(label, LABEL) + 2 * MM, top + height / 2 + CENTRE * SMALL.size, line, SMALL)
        top += height
    dated = "年　　月　　日"
    surface.text(x + wide - PAD - width(dated, NOTE), bottom - 1.8 * MM, dated, NOTE)


def _head(surface: Surface, stated: ReceiptFacts, copy: _Copy, page: tuple[int, int], codes: Codes) -> None:
    boxes, side = codes.dots(*page)
    surface.bars(_LEFT + _WIDE - side, 5 * MM, boxes)
    badge = 24 * MM
    surface.frame(_LEFT, 5.4 * MM, badge, 6.6 * MM, 0.7)
    inset = (badge - width(copy.name, _COPY_STYLE)) / 2
    surface.text(_LEFT + inset, 8.7 * MM + CENTRE * _COPY_STYLE.size, copy.name, _COPY_STYLE)
    if codes.reprint:
        surface.text(_LEFT + badge + 4 * MM, 8.7 * MM + CENTRE * _COPY_STYLE.size, codes.reprint, _COPY_STYLE)
    centre = _LEFT + _WIDE / 2
    title = TITLE if page[0] == 1 else TITLE + "（续页）"
    spread = 1.6
    wide = width(title, _TITLE_STYLE) + spread * (len(title) - 1)
    surface.text(centre - wide / 2, 16.6 * MM, title, _TITLE_STYLE, spacing=spread)
    surface.text(_LEFT, 24.4 * MM, f"文书号：{words.document_number(stated.case_no)}", LABEL)
    number = f"案号：{stated.case_no}"
    surface.text(_LEFT + _WIDE - side - 4 * MM - width(number, LABEL), 24.4 * MM, number, LABEL)


def _foot(surface: Surface, stated: ReceiptFacts, page: str, codes: Codes) -> None:
    boxes, wide = codes.bars(6.2 * MM)
    top = _BOTTOM + 1.1 * MM
    surface.bars(_LEFT, top, boxes)
    surface.text(_LEFT + (wide - width(stated.case_no, _FOOT)) / 2, top + 9.4 * MM, stated.case_no, _FOOT)
    right = _LEFT + _WIDE
    least = _LEFT + wide + QUIET_BARS
    lines = [
        "方框内由民警手写" if surface.by_hand else "",
        f"{FORM} v{EDITION}　{page}",
        f"受理警号 {stated.badge}　{words.minute(stated.accepted_at)}",
    ]
    for turn, text in enumerate(lines):
        surface.text(max(least, right - width(text, _FOOT)), top + (1.6 + turn * 3.9) * MM, text, _FOOT)


def _watermark(surface: Surface) -> None:
    style = Style(HEI, 66)
    surface.slanted(A4[0] / 2, _HALF / 2, words.PRACTICE, style, angle=24, grey=0.88)


def _cut_line(surface: Surface) -> None:
    y, grey = _HALF, 0.45
    parts = (("✂", 0.06), ("裁切线", 0.2), ("（骑缝盖章）", 0.5), ("裁切线", 0.8))
    left = 6 * MM
    for text, place in parts:
        wide = width(text, NOTE)
        start = A4[0] * place - wide / 2
        surface.rule(left, y, start - 1.5 * MM, y, 0.5, grey=grey, dash=(3, 2.4))
        surface.text(start, y + CENTRE * NOTE.size, text, NOTE, grey=grey)
        left = start + wide + 1.5 * MM
    surface.rule(left, y, A4[0] - 6 * MM, y, 0.5, grey=grey, dash=(3, 2.4))
