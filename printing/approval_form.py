"""户口迁移审批表 TS-HJ-02 (forms.md §2): who asks for what, who moves along, and room for everybody who has a say.

Printed at any time after acceptance. What is not decided yet is left to pen, seal and date; a decision is stated with
decider, day and number once it stands in the journal. Which blocks there are follows from the route, the kind of
household and the levels of the policy pack: variants are lines of a table, not forms of their own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from printing import words
from printing.approval_form_facts import (
    AGENT,
    APPLICANT,
    MATTER,
    applicant_at,
    asked_of,
    facts,
    form_of,
    others,
)
from printing.blocks import VALUE, Cells, NewPage, Row, cell
from printing.field_grid import LABEL_WIDE, Item, item, label, placed
from printing.grid import table
from printing.opinions import Opinion
from printing.receipt_facts import id_number
from printing.sealed import APPROVAL, BY_PEN, REGISTER, Seal
from printing.sheet import WIDE, Copy, Sheet
from printing.sheet import lay_out as lay_out_sheet
from printing.typography import HEI, MM, Style
from station_app.clock import local_date
from station_app.domain.divisions import written_address
from station_app.domain.vocabulary import CaseStatus, Crossed, DestinationKind, Level, Outcome, Route

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from printing.approval_form_facts import ApprovalFormFacts
    from printing.decision_facts import StatedDecision
    from printing.marks import Mark
    from printing.page_codes import Codes
    from printing.registry import PaperContext
    from station_app.domain.case_file import FamilyMember
    from station_app.domain.records import CaseRecord

FORM = "TS-HJ-02"
EDITION = 1
TITLE = "户口迁移审批表"

_TITLES = {
    Route.POVERTY: "建档立卡贫困人口落户审批表",
    DestinationKind.PUBLIC_COLLECTIVE: "公共集体户落户审批表",
}
"""What the form is called for a route, else for a kind of household (forms.md §2: variants)."""

MOVERS_IN_THE_FORM = 6
"""Lines for people who move along; who is more stands on the continuation sheet (续表)."""

_HEADING = Style(HEI, 10.5)
_TWO_LINES = 2 * VALUE.leading + 1.2 * MM
_HEADS = ("序号", "姓名", "与申请人关系", "性别", "民族", "出生日期", "公民身份号码", "原户口地址", "监护人")
_WIDTHS = (8 * MM, 22 * MM, 21 * MM, 9 * MM, 13 * MM, 21 * MM, 38 * MM, 22 * MM, 16 * MM)


class _Host(NamedTuple):
    """Whose household it is: what there is to tick and to sign. Nobody is asked whether the family may settle."""

    heads: tuple[str, ...]
    texts: tuple[str, ...]
    signer: str
    collective: bool = False


_HOSTS = {
    DestinationKind.RELATIVE_HOUSEHOLD: _Host(
        ("被投靠人", "（户主）", "意见"),
        ("□ 同意入户　　□ 住址属实", "不同意入户的，可以改落公共集体户，不影响审批。"),
        "户主签名",
    ),
    DestinationKind.UNIT_COLLECTIVE: _Host(
        ("单位集体户", "管理单位"), ("□ 同意挂靠　　□ 地址核实",), "经办人签名", collective=True
    ),
    DestinationKind.PUBLIC_COLLECTIVE: _Host(
        ("公共集体户", "管理单位"), ("□ 同意挂靠　　□ 地址核实",), "经办人签名", collective=True
    ),
}
DECLARED = (
    "　　本人（监护人）声明：所填内容和所交材料真实；随迁人员与本人共同居住生活；落户出于本人和家人自愿；"
    "已知悉土地承包经营权、宅基地使用权、集体收益分配权不因落户丧失，任何人不得以退出作为落户条件。"
)
_LEVELS = {
    Level.STATION: (("派出所", "审批意见"), "所长签名", REGISTER),
    Level.COUNTY: (("县公安局", "（分局）", "审批意见"), "审批人签名", APPROVAL),
}
_ENDED = {CaseStatus.WITHDRAWN: "申请人已于{day}撤回申请", CaseStatus.REVERSED: "本案已于{day}冲销"}
_NOT_CLEAR = "县级的两份决定不一致，核对清楚以前本栏不填。"
_NEEDS_A_LOOK = {
    Crossed.ACTED: "县级的两份决定不一致，本所已按纸质决定办理，应当先冲销再重新受理。",
    Crossed.COMPARE: "县级另有一份纸质决定与上列不一致，以县级自己的决定为准，待核对。",
}


def lay_out(record: CaseRecord, context: PaperContext, codes: Codes) -> tuple[tuple[Mark, ...], ...]:
    """Give the pages of the form."""
    stated = facts(record)
    form = context.called(FORM, EDITION)
    title = _title(record)
    sheet = Sheet(title, form, "案号", record.case_no, stated.badge, stated.at, practice=record.practice)
    return lay_out_sheet(sheet, (Copy("归　档", ""),), lambda _copy: tuple(_rows(record, stated, context)), codes)


def _title(record: CaseRecord) -> str:
    by_route = _TITLES.get(record.case.route) if record.case.route else None
    by_home = _TITLES.get(record.placement.kind) if record.placement.kind else None
    return by_route or by_home or f"居民{TITLE}"


def _rows(record: CaseRecord, stated: ApprovalFormFacts, context: PaperContext) -> Iterator[Row]:
    yield _heading("一、申请人")
    yield from _roomy(placed(tuple(_applicant(record))), context)
    yield _heading("二、迁移事由、原户口和落户地")
    items = (*_matter(record), *_origin(record), *_destination(record, stated))
    yield from _roomy(placed(items), context)
    movers = tuple(mover(record, number, place) for number, place in enumerate(others(record), 1))
    beyond = movers[MOVERS_IN_THE_FORM:]
    more = f"，另有 {len(beyond)} 人见续表" if beyond else ""
    first = movers[:MOVERS_IN_THE_FORM]
    empty = [("",) * len(_HEADS)] * (MOVERS_IN_THE_FORM - len(first))
    counted = f"（共 {len(movers)} 人{more}）"
    lines = 2 if context.on_stock else 1
    yield table("三、随迁人员", _HEADS, _WIDTHS, (*first, *empty), counted=counted, lines=lines)
    yield from host(stated)
    yield Opinion(("申请人", "声明"), (), "申请人（监护人）签名", fingerprint=True, fixed=(DECLARED,))
    yield accepting(stated)
    for level in Level:
        if level in stated.levels:
            yield opinion(stated, level, context)
    yield Cells((cell("备注", remarks(stated), LABEL_WIDE, 98 * MM), cell("档案号", "", 18 * MM, 32 * MM)), 14 * MM)
    if beyond:
        yield NewPage()
        last = MOVERS_IN_THE_FORM + len(beyond)
        yield table(f"随迁人员续表（第 {MOVERS_IN_THE_FORM + 1} 至 {last} 人）", _HEADS, _WIDTHS, beyond)
        yield Opinion(("申请人", "确认"), (), "申请人（监护人）签名", fingerprint=True)


def _roomy(rows: Iterator[Cells], context: PaperContext) -> Iterator[Cells]:
    """Give rows of one long value, an address, the height of two lines on a blank, where nothing can move later."""
    for row in rows:
        yield replace(row, least=_TWO_LINES) if context.on_stock and len(row.cells) == 1 else row


def _heading(text: str) -> Row:
    return Cells((cell("", text, 0.0, WIDE, _HEADING, fact=False),), 6.5 * MM)


def _applicant(record: CaseRecord) -> Iterator[Item]:
    form, asked = form_of(record), asked_of(record, applicant_at(record))
    for name in APPLICANT:
        found = item(form, name, asked)
        if found is not None:
            yield found


def _matter(record: CaseRecord) -> Iterator[Item]:
    form, asked = form_of(record), asked_of(record)
    for name in MATTER:
        found = item(form, name, asked)
        if found is not None:
            yield found
    if record.case.agent is not None:
        yield from (found for name in AGENT if (found := item(form, name, asked)) is not None)


def _origin(record: CaseRecord) -> Iterator[Item]:
    form, place = form_of(record), applicant_at(record)
    asked = asked_of(record, place)
    yield Item(label("origin.address"), from_where(record, place), 3)
    for name, span in (("origin.registration_authority", 2), ("origin.urban_rural", 1)):
        yield item(form, name, asked, span) or Item(label(name), "", span)


def _destination(record: CaseRecord, stated: ApprovalFormFacts) -> Iterator[Item]:
    form, asked = form_of(record), asked_of(record)
    yield Item(label("destination.address"), where_to(record), 3)
    kind = words.DESTINATIONS[stated.destination] if stated.destination else ""
    yield Item(label("destination.kind"), kind)
    yield Item(label("destination.household_no"), stated.household_no)
    for name in ("destination.household_type", "householder.name", "householder.relationship"):
        found = item(form, name, asked)
        if found is not None:
            yield found


def where_to(record: CaseRecord) -> str:
    """Say where they go."""
    wanted, settled = record.case.destination, record.settled
    address = record.placement.address or (wanted.address if wanted else None)
    if settled and settled.household:
        address = settled.household.address
    division = wanted.division if wanted else None
    return written_address(division, address, local_date(record.accepted_at))


def from_where(record: CaseRecord, place: int) -> str:
    """Say where somebody comes from."""
    origin = record.case.family[place].origin if place < len(record.case.family) else None
    return written_address(origin.division, origin.address, local_date(record.accepted_at)) if origin else ""


def mover(record: CaseRecord, number: int, place: int) -> tuple[str, ...]:
    """Give the line of somebody who moves along."""
    form, asked, member = form_of(record), asked_of(record, place), record.case.family[place]

    def said(name: str) -> str:
        found = item(form, name, asked)
        return found.text if found else ""

    applicant = record.case.applicant
    same = applicant is not None and member.origin == applicant.origin
    return (
        f"{number}",
        said("member.name"),
        said("member.relationship"),
        said("member.sex"),
        said("member.ethnicity"),
        member.birth_date.isoformat() if member.birth_date else "",
        id_number(member, masked=False),
        "同申请人" if same and member.origin else from_where(record, place),
        _guardian(record, member) or said("guardian.who"),
    )


def _guardian(record: CaseRecord, member: FamilyMember) -> str:
    """Name a guardian who is on the form by their place there: a long name is spelled once."""
    if not isinstance(member.guardian, int):
        return ""
    if member.guardian == applicant_at(record):
        return "申请人"
    along = others(record)
    return f"序号 {along.index(member.guardian) + 1}" if member.guardian in along else ""


def host(stated: ApprovalFormFacts) -> Iterator[Opinion]:
    """Ask whose household it is to look at the address; an own home asks nobody."""
    host = _HOSTS.get(stated.destination) if stated.destination else None
    if host is None:
        return
    filled = (
        ("户号", stated.household_no or "（入户时填写）"),
        ("管理单位", stated.managing_body or "—"),
        ("登记卡编号", "、".join(stated.cards) or "（发卡时填写）"),
    )
    seal = Seal(stated.managing_body or "", BY_PEN, "（管理单位章）") if host.collective else None
    yield Opinion(
        host.heads,
        (),
        host.signer,
        seal=seal,
        fingerprint=not host.collective,
        filled=filled if host.collective else (),
        fixed=host.texts,
    )


def accepting(stated: ApprovalFormFacts) -> Opinion:
    """Give the block of whoever took the case in."""
    day = words.day(local_date(stated.accepted_at))
    texts = [f"{day}受理。承办人：{stated.accepting}（警号 {stated.accepted_by}）"]
    if stated.reviewed:
        told = f"　{stated.reviewed.opinion}" if stated.reviewed.opinion else ""
        texts.append(f"{words.day(stated.reviewed.on)}审核：{stated.reviewed.officer}。{told}")
    return Opinion(("承办人", "意见"), tuple(texts), "承办人签名")


def opinion(stated: ApprovalFormFacts, level: Level, context: PaperContext) -> Opinion:
    """Give a level's block: what it decided, or room for it."""
    heads, signer, caption = _LEVELS[level]
    said = next((each for each in stated.decisions if each.level is level), None)
    office = stated.site_name if level is Level.STATION else words.county_branch(stated.site_name)
    if said is None:
        blank = ("审批文号：",) if level is Level.COUNTY else ()
        unclear = (_NOT_CLEAR,) if level is Level.COUNTY and stated.crossed is Crossed.ACTED else ()
        return Opinion(heads, unclear, signer, seal=Seal(office, BY_PEN, caption), fixed=blank)
    day = words.day(said.decided_on)
    texts = (*_said(said, context), *_void(stated))
    return Opinion(heads, texts, signer, said.decider, Seal(said.office, day, caption))


def _said(said: StatedDecision, context: PaperContext) -> Sequence[str]:
    number = (f"审批文号：{said.reference}",) if said.reference else ()
    lines = tuple(said.text.splitlines())
    if said.outcome is Outcome.APPROVE:
        return ("同意落户。", *lines, *number)
    grounds = context.pack.refusals if context.pack else ()
    ground = next((each for each in grounds if each.code == said.reason), None)
    why = words.official(f"{ground.title.zh}({ground.basis})") if ground else said.reason
    return (f"不同意。理由：{why}。另出《不予批准通知书》。", *lines, *number)


def _void(stated: ApprovalFormFacts) -> tuple[str, ...]:
    return (f"（{_how_it_ended(stated)}，此意见不再有效。）",) if stated.ended else ()


def _how_it_ended(stated: ApprovalFormFacts) -> str:
    return _ENDED[stated.ended.how].format(day=words.day(stated.ended.on)) if stated.ended else ""


def remarks(stated: ApprovalFormFacts) -> str:
    """Say what is to be remarked."""
    told = (
        f"由案件 {stated.turned_from} 转来。" if stated.turned_from else "",
        _NEEDS_A_LOOK[stated.crossed] if stated.crossed else "",
        f"{_how_it_ended(stated)}。" if stated.ended else "",
    )
    return "".join(told)
