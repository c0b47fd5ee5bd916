"""受理回执 TS-HJ-01 (forms.md §1): two A5 copies on one A4 sheet, the applicant's masked, the archive's full.

Whatever does not fit on a half sheet continues on the same half of the next sheet; the closing block with limits,
signatures and seal always stands at the end. The paper's words are here and not in the text catalogue: papers are
Chinese, whatever the language of the windows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import msgspec

from printing import words
from printing.blocks import (
    FIGURES,
    HAIRLINE,
    LABEL,
    NOTE,
    PAD,
    ROW,
    VALUE,
    Cells,
    Row,
    cell,
    draw_lines,
    draw_rows,
    listing,
    paginate,
)
from printing.codes import QUIET_BARS, Boxes, code128, qr
from printing.marks import A4, Mark, Surface
from printing.typography import CENTRE, HEI, MM, SONG, Style, set_lines, width
from station_app.domain.case_file import CaseDocument, FamilyMember
from station_app.domain.identifiers import mask_id
from station_app.domain.vocabulary import DestinationKind, IdAbsentReason, Level, Presented, Route

if TYPE_CHECKING:
    from collections.abc import Sequence

    from printing.registry import Issuing
    from station_app.domain.records import CaseRecord

FORM = "TS-HJ-01"
EDITION = 1
TITLE = "户口迁移业务受理回执"

_HALF = A4[1] / 2
_LEFT = 25 * MM
_WIDE = 170 * MM
_TOP = 28.2 * MM
_BOTTOM = 130.5 * MM
"""The form stands between these two heights of a half sheet; above it titles and QR, below it the bar code."""

_L1, _V1, _L2, _V2 = 20 * MM, 46 * MM, 22 * MM, 82 * MM
"""The grid: label, value, label, value."""

_SEAL = 46 * MM
_SIGNATURE = 15 * MM
_NOTICE = (
    "个人信息告知：依据《中华人民共和国个人信息保护法》第三十五条告知，本次采集的个人信息用于户口登记，依法保存。"
)
_PICK_UP = "□ 窗口领取　□ 邮寄送达　□ 其他＿＿＿＿＿＿＿＿＿＿"

_TITLE_STYLE = Style(HEI, 19, bold=True)
_OFFICE_STYLE = Style(SONG, 10.5)
_COPY_STYLE = Style(HEI, 10.5)
_FOOT = NOTE


class ReceiptFacts(msgspec.Struct, frozen=True):
    """What the receipt states, in codes and in the form that is on the applicant's copy.

    ID number and telephone are masked here too: the digest of these facts is in the code on the paper, and a digest of
    the full number would let anyone who found the paper try out the eight hidden figures.
    """

    case_no: str
    site: str
    site_name: str
    accepted_at: datetime
    badge: str
    officer: str
    practice: bool
    route: Route | None
    destination: DestinationKind | None
    household_no: str | None
    address: str | None
    applicant: str
    id_number: str
    phone: str
    movers: tuple[tuple[str, str], ...]
    documents: tuple[tuple[str, tuple[str, ...], Presented | None], ...]
    decision_by: date
    promised_by: date | None
    levels: tuple[Level, ...]


def facts(record: CaseRecord) -> ReceiptFacts:
    """Take from the record what the receipt states."""
    applicant = record.case.applicant or FamilyMember()
    family = record.case.family
    return ReceiptFacts(
        case_no=record.case_no,
        site=record.site,
        site_name=record.site_name,
        accepted_at=record.accepted_at.astimezone(UTC).replace(second=0, microsecond=0),
        badge=record.accepted_by,
        officer=record.accepted_by_name,
        practice=record.practice,
        route=record.case.route,
        destination=record.placement.kind,
        household_no=record.placement.household_no,
        address=_address(record),
        applicant=applicant.name or "",
        id_number=_id_number(applicant, masked=True),
        phone=words.masked_phone(applicant.phone or ""),
        movers=tuple((member.name or "", member.relationship or "") for _, member in record.case.movers),
        documents=tuple(
            (each.kind or "", _holders(each, family), each.presented) for each in record.case.documents
        ),
        decision_by=record.deadlines.decision,
        promised_by=record.deadlines.promised,
        levels=record.decided_by,
    )


def _address(record: CaseRecord) -> str | None:
    if record.placement.address:
        return record.placement.address
    return record.household.address if record.household else None


def _id_number(member: FamilyMember, *, masked: bool) -> str:
    if member.id_number:
        return mask_id(member.id_number) if masked else member.id_number
    return words.ID_ABSENT.get(member.id_absent_reason or IdAbsentReason.UNREGISTERED, "")


def _holders(document: CaseDocument, family: Sequence[FamilyMember]) -> tuple[str, ...]:
    indexes = (() if document.holder is None else (document.holder,)) + document.also
    return tuple(family[index].name or "" for index in indexes if 0 <= index < len(family))


@dataclass(frozen=True, slots=True)
class _Copy:
    """One of the two copies: what it is called and which numbers it shows."""

    name: str
    id_number: str
    phone: str


def lay_out(record: CaseRecord, issuing: Issuing, code: str) -> tuple[tuple[Mark, ...], ...]:
    """Give the pages of the receipt; `code` is the text of its QR code."""
    stated = facts(record)
    applicant = record.case.applicant or FamilyMember()
    copies = (
        _Copy("申请人联", stated.id_number, stated.phone),
        _Copy("存档联", _id_number(applicant, masked=False), applicant.phone or ""),
    )
    parts = [paginate(_rows(stated, issuing, copy), _BOTTOM - _TOP) for copy in copies]
    dots, bars = qr(code), code128(stated.case_no, height=7.4 * MM)
    sheets: list[list[Mark]] = [[] for _ in range(max(len(part) for part in parts))]
    for place, (copy, part) in enumerate(zip(copies, parts, strict=True)):
        for number, rows in enumerate(part, 1):
            surface = Surface(sheets[number - 1], top=place * _HALF)
            if stated.practice:
                _watermark(surface)
            _head(surface, stated, copy, number, dots)
            draw_rows(surface, _LEFT, _TOP, _WIDE, rows)
            _foot(surface, stated, f"第 {number} 页 / 共 {len(part)} 页", bars)
    for sheet in sheets:
        _cut_line(Surface(sheet))
    return tuple(tuple(sheet) for sheet in sheets)


def _rows(stated: ReceiptFacts, issuing: Issuing, copy: _Copy) -> tuple[Row, ...]:
    route = words.ROUTES[stated.route] if stated.route else ""
    rows: list[Row] = [
        *_pair(("申请人", stated.applicant, VALUE), ("公民身份号码", copy.id_number, FIGURES)),
        *_pair(("联系电话", copy.phone, FIGURES), ("受理时间", words.minute(stated.accepted_at), VALUE)),
        *_pair(("办理事项", f"户口迁移（{route}）", VALUE), ("受理单位", stated.site_name, VALUE)),
        listing(("落户地",), (_destination(stated),), _L1, _WIDE - _L1, style=VALUE, numbered=False),
    ]
    movers = [_mover(name, relation) for name, relation in stated.movers]
    rows.append(listing(("迁移人员", f"共 {len(movers)} 人"), movers, _L1, _WIDE - _L1))
    received = [_document(*each) for each in stated.documents if each[2] is not Presented.COMMITMENT]
    rows.append(listing(("已收材料", f"共 {len(received)} 份"), received, _L1, _WIDE - _L1))
    promised = [_document(*each) for each in stated.documents if each[2] is Presented.COMMITMENT]
    if promised:
        rows.append(listing(("承诺补交", f"共 {len(promised)} 份"), promised, _L1, _WIDE - _L1))
    rows.append(_Closing(stated, issuing.enquiry_phone, issuing.complaint_phone))
    return tuple(rows)


def _pair(left: tuple[str, str, Style], right: tuple[str, str, Style]) -> tuple[Row, ...]:
    """Set two facts side by side; one that needs more than two lines gets a row of its own."""
    cells = (
        cell(left[0], left[1], _L1, _V1, left[2]),
        cell(right[0], right[1], _L2, _V2, right[2]),
    )
    if max(len(each.lines) for each in cells) <= 2:
        return (Cells(cells),)
    return tuple(
        listing((label,), (text,), _L1, _WIDE - _L1, style=style, numbered=False) for label, text, style in (left, right)
    )


def _destination(stated: ReceiptFacts) -> str:
    kind = words.DESTINATIONS[stated.destination] if stated.destination else ""
    number = f"户号 {stated.household_no}" if stated.household_no else ""
    return "　".join(part for part in (kind, number, stated.address or "") if part)


def _mover(name: str, relation: str) -> str:
    return f"{name}（{words.relationship(relation)}）" if relation else name


def _document(kind: str, holders: tuple[str, ...], presented: Presented | None) -> str:
    whose = "、".join(holders) or "全家"
    how = words.PRESENTED[presented] if presented and presented is not Presented.COMMITMENT else ""
    return f"{words.document(kind)}（{whose}）{how}"


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
            small = Style(SONG, 9.5)
            return Cells((cell(one, its, _L1, _V1, small), cell(other, others, _L2, second, small)), 5.9 * MM)

        return (
            pair("法定时限", f"{words.day(stated.decision_by)}前", "承诺时限", promised),
            pair("预计办结", words.day(expected), "审批层级", words.deciders(stated.levels)),
            pair("查询电话", self.enquiry_phone, "投诉电话", self.complaint_phone),
            Cells((cell("领取方式", _PICK_UP, _L1, self._wide - _L1, Style(SONG, 9.5)),), 5.9 * MM),
            Cells((cell("", _NOTICE, 0.0, self._wide, NOTE),), 5.9 * MM),
        )

    @property
    def height(self) -> float:
        """The height of its left side; the seal needs 42 mm."""
        return max(sum(row.height for row in self._upper()) + _SIGNATURE, 44 * MM)

    def split(self, room: float, *, anywhere: bool) -> tuple[Row | None, Row]:  # noqa: ARG002 - never divided
        """Go to the next page whole."""
        return None, self

    def draw(self, surface: Surface, x: float, y: float, width: float) -> None:
        """Draw the rows, the two signatures below them, and the place of the seal."""
        bottom = y + self.height
        inner = self._wide
        seal = x + inner
        surface.rule(seal, y, seal, bottom, HAIRLINE)
        self._draw_seal(surface, seal, y, width - inner, bottom)
        for row in self._upper():
            row.draw(surface, x, y, inner)
            y += row.height
            surface.rule(x, y, seal, y, HAIRLINE)
        middle = x + _L1 + _V1
        surface.rule(middle, y, middle, bottom, HAIRLINE)
        _signature(surface, x, y, middle - x, bottom - y, "申请人（代办人）签名", "")
        signer = f"{self.stated.officer}　警号 {self.stated.badge}"
        _signature(surface, middle, y, seal - middle, bottom - y, "受理人签名", signer)

    def _draw_seal(self, surface: Surface, x: float, y: float, wide: float, bottom: float) -> None:
        lines = set_lines(self.stated.site_name, VALUE, wide - 2 * PAD)
        stamp = words.day(self.stated.accepted_at.astimezone(words.BEIJING))
        centre = x + wide / 2
        middle = (y + bottom) / 2
        top = middle - 4 * MM - (len(lines) - 1) * VALUE.leading
        for line in lines:
            surface.line(centre - line.width / 2, top, line, VALUE)
            top += VALUE.leading
        surface.text(centre - width(stamp, VALUE) / 2, middle + 5 * MM, stamp, VALUE)
        caption = "（受理专用章）"
        surface.text(centre - width(caption, NOTE) / 2, bottom - 2.2 * MM, caption, NOTE, grey=0.35)


def _signature(surface: Surface, x: float, y: float, wide: float, height: float, label: str, printed: str) -> None:
    surface.text(x + PAD, y + 4.4 * MM, label, LABEL)
    if printed:
        draw_lines(surface, x + PAD, y + 4.6 * MM, 6 * MM, set_lines(printed, Style(SONG, 9.5), wide - 2 * PAD), VALUE)
    dated = "年　　月　　日"
    surface.text(x + wide - PAD - width(dated, NOTE), y + height - 1.8 * MM, dated, NOTE)


def _head(surface: Surface, stated: ReceiptFacts, copy: _Copy, page: int, dots: tuple[Boxes, float]) -> None:
    boxes, side = dots
    surface.bars(_LEFT + _WIDE - side, 6 * MM, boxes)
    badge = 24 * MM
    surface.frame(_LEFT, 6.4 * MM, badge, 7 * MM, 0.7)
    surface.text(
        _LEFT + (badge - width(copy.name, _COPY_STYLE)) / 2, 9.9 * MM + CENTRE * _COPY_STYLE.size, copy.name, _COPY_STYLE
    )
    centre = _LEFT + _WIDE / 2
    title = TITLE if page == 1 else TITLE + "（续页）"
    spread = 1.6
    wide = width(title, _TITLE_STYLE) + spread * (len(title) - 1)
    surface.text(centre - wide / 2, 17.6 * MM, title, _TITLE_STYLE, spacing=spread)
    surface.text(_LEFT, 25.6 * MM, f"文书号：{words.document_number(stated.case_no)}", LABEL)
    number = f"案号：{stated.case_no}"
    surface.text(_LEFT + _WIDE - side - 4 * MM - width(number, LABEL), 25.6 * MM, number, LABEL)


def _foot(surface: Surface, stated: ReceiptFacts, page: str, bars: tuple[Boxes, float]) -> None:
    boxes, wide = bars
    top = _BOTTOM + 1.6 * MM
    surface.bars(_LEFT, top, boxes)
    surface.text(_LEFT + (wide - width(stated.case_no, _FOOT)) / 2, top + 10.6 * MM, stated.case_no, _FOOT)
    right = _LEFT + _WIDE
    least = _LEFT + wide + QUIET_BARS
    lines = [
        "方框内由民警手写" if surface.by_hand else "",
        f"{FORM} v{EDITION}　{page}",
        f"受理警号 {stated.badge}　{words.minute(stated.accepted_at)}",
    ]
    for turn, text in enumerate(lines):
        surface.text(max(least, right - width(text, _FOOT)), top + (2.8 + turn * 3.9) * MM, text, _FOOT)


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
