"""一次性告知书 TS-HJ-03 (forms.md §3): an A4 sheet for the family, masked, and one for the archive.

It lists everything at once: the documents whose absence stops the case and what is to be corrected, each with the
clause it rests on; and it says what nobody may ask for. The paper's words are Chinese, whatever the windows speak.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import words
from printing.blocks import FIGURES, SMALL, Cells, Row, cell
from printing.grid import table
from printing.one_time_notice_facts import facts
from printing.sheet import WIDE, Copy, Paragraphs, Sheet, Signatures
from printing.sheet import lay_out as lay_out_sheet
from printing.typography import MM
from station_app.clock import BEIJING
from station_app.domain.vocabulary import Business

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from printing.marks import Mark
    from printing.page_codes import Codes
    from printing.registry import PaperContext
    from station_app.domain.notices import NoticeCorrection, NoticeDocument, NoticeRecord

NAME = "one-time-notice"
FORM = "TS-HJ-03"
EDITION = 1
TITLE = "一次性告知书"

_L1, _V1, _L2, _V2 = 22 * MM, 56 * MM, 26 * MM, 66 * MM
_DOCUMENTS = (10 * MM, 43 * MM, 46 * MM, 34 * MM, 20 * MM, 17 * MM)
_CORRECTIONS = (10 * MM, 30 * MM, 92 * MM, 38 * MM)

TOLD = (
    "　　您提出的申请，材料不齐全或者需要更正。依照《中华人民共和国行政许可法》第三十二条，现将需要补正的全部内容"
    "一次告知如下。您的情况没有变化的，本所不再要求本告知书以外的材料。"
)
LAW = (
    "《中华人民共和国行政许可法》第三十二条第一款第（四）项：申请材料不齐全或者不符合法定形式的，应当当场或者在五日内一次告知申请人"
    "需要补正的全部内容，逾期不告知的，自收到申请材料之日起即为受理。"
)
_BACK = "请带本告知书来：扫描右上角二维码或左下角条码，即可调出您已登记的内容，不用重新填写。"
_FREE = "落户不受就业、社会保险、住房、居住年限限制（天政办发〔2020〕5号 二（一）1）。"
_BACK_FOR_A_PERMIT = "请带本告知书和补齐的材料来，随到随办。"
_FREE_PERMIT = (
    "申领居住证，除居民身份证、本人相片和住址、就业、就读证明之一以外，不要求提供其他材料；"
    "首次申领和签注不收费（居住证暂行条例第九条、第二十一条）。"
)
_DATED = "年　　月　　日　　时　　分"


def lay_out(record: NoticeRecord, context: PaperContext, codes: Codes) -> tuple[tuple[Mark, ...], ...]:
    """Give the pages of the notice, the family's copy first."""
    sheet = Sheet(
        TITLE, f"{FORM} v{EDITION}", "告知书号", record.notice_no, record.officer, record.at, practice=record.practice
    )
    copies = tuple(Copy(name, number) for name, number in shown_on(record))
    return lay_out_sheet(sheet, copies, lambda copy: tuple(_rows(record, context, copy)), codes)


def shown_on(record: NoticeRecord) -> tuple[tuple[str, str], tuple[str, str]]:
    """Give the name of each copy and the ID number that it shows."""
    absent = "" if record.applicant.id_number else "尚无"
    return ("申请人联", facts(record).id_number or absent), ("存档联", record.applicant.id_number or absent)


def matter(record: NoticeRecord) -> str:
    """Say what was applied for."""
    permit = record.business is Business.RESIDENCE_PERMIT
    return "居住证申领" if permit else f"户口迁移（{words.ROUTES[record.route]}）"


def _rows(record: NoticeRecord, context: PaperContext, copy: Copy) -> Iterator[Row]:
    yield Cells((cell("申请事项", matter(record), _L1, _V1), cell("收件日期", words.day(record.received), _L2, _V2)))
    name = cell("申请人", record.applicant.name, _L1, _V1)
    number = ("公民身份号码", copy.id_number)
    if len(name.lines) == 1:
        yield Cells((name, cell(*number, _L2, _V2, FIGURES)))
    else:
        yield Cells((cell("申请人", record.applicant.name, _L1, WIDE - _L1),))
        yield Cells((cell(*number, _L1, WIDE - _L1, FIGURES),))
    yield Paragraphs((TOLD,))
    if record.documents:
        heads = ("序号", "材料", "要求", "依据条款", "可否容缺", "补交方式")
        title = f"一、需要补正的材料（共 {len(record.documents)} 项）"
        yield table(title, heads, _DOCUMENTS, tuple(document_lines(record.documents)))
    if record.corrections:
        lines = tuple(correction_lines(record.corrections))
        title = f"{'二' if record.documents else '一'}、可以当场更正或者补充的事项（共 {len(lines)} 项）"
        yield table(title, ("序号", "何人", "事项", "依据条款"), _CORRECTIONS, lines)
    yield Cells((cell("补正期限", until(record), _L1, WIDE - _L1, SMALL),))
    yield Paragraphs((LAW, come_back(record)))
    yield Paragraphs(tuple(not_needed(record, context)), framed=True)
    officer = f"{record.officer_name}（警号 {record.officer}）"
    yield Signatures(
        (("承办人签名", officer), ("接收人签名", "")),
        _DATED,
        office=record.site_name,
        stamp=words.day(record.at.astimezone(BEIJING)),
    )


def come_back(record: NoticeRecord) -> str:
    """Say with what to come again."""
    return _BACK_FOR_A_PERMIT if record.business is Business.RESIDENCE_PERMIT else _BACK


def document_lines(documents: Sequence[NoticeDocument]) -> Iterator[tuple[str, ...]]:
    """Give the lines of what is missing."""
    for number, each in enumerate(documents, 1):
        names = "或者".join(words.document(kind) for kind in each.kinds)
        follows = f"可以，{each.working_days} 个工作日" if each.working_days else "不可"
        asked, basis = words.official(each.asked), words.official(each.basis)
        yield f"{number}", f"{names}（{_whose(each)}）", asked, basis, follows, "窗口交验"


def correction_lines(found: Sequence[NoticeCorrection]) -> Iterator[tuple[str, ...]]:
    """Give the lines; what is only not filled in yet stands in one line for each person."""
    empty: dict[str, list[NoticeCorrection]] = {}
    for each in found:
        if each.field:
            empty.setdefault(_whose(each), []).append(each)
    lines = [(whose, _fields(group), _together(each.basis for each in group)) for whose, group in empty.items()]
    lines += [(_whose(each), words.official(each.said), words.official(each.basis)) for each in found if not each.field]
    for number, line in enumerate(lines, 1):
        yield f"{number}", *line


def _fields(group: Sequence[NoticeCorrection]) -> str:
    return "请补充：" + _together((each.field for each in group), "、")


def _together(parts: Iterable[str], comma: str = "；") -> str:
    return comma.join(dict.fromkeys(part for part in parts if part))


def _whose(each: NoticeDocument | NoticeCorrection) -> str:
    """Say whom it is about; no name but the applicant's is on the notice."""
    return "代办人" if each.whose == "agent" else words.whose(each.relationship, each.holder)


def until(record: NoticeRecord) -> str:
    """Say until when to come."""
    follow = any(each.working_days for each in record.documents)
    later = "标明可以容缺的，可以当场签《承诺书》先行受理，再在所列工作日内补交。" if follow else ""
    return f"请在 {words.day(record.supplement_by)} 前到本窗口补正；过了期限也可以随时来办。{later}"


def not_needed(record: NoticeRecord, context: PaperContext) -> Iterator[str]:
    """Say what nobody has to bring."""
    yield "不需要的材料　" + (_FREE_PERMIT if record.business is Business.RESIDENCE_PERMIT else _FREE)
    if record.never_asked:
        yield f"本所不要求提供：{'；'.join(record.never_asked)}。"
    if context.complaint_phone:
        yield f"有人要求您提供上述材料的，请拨打 {context.complaint_phone} 投诉。"
