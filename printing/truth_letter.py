"""如实申报承诺书 TS-HJ-30 (forms.md §8): what is said at the desk is true, and who moves along lives together.

For a family or an officer who wants it in a letter of its own. Nobody has to sign it: the declaration on the approval
form says the same, and 天政办发〔2020〕5号 clause 1 lets no station demand more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import words
from printing.blocks import VALUE, Row
from printing.grid import table
from printing.letters import DATED, Letter, kept_and_mine, person_rows, whole
from printing.sheet import Paragraphs, Signatures
from printing.sheet import lay_out as lay_out_sheet
from printing.truth_letter_facts import facts
from printing.typography import MM
from station_app.clock import BEIJING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from printing.marks import Mark
    from printing.page_codes import Codes
    from printing.registry import PaperContext
    from printing.sheet import Copy
    from printing.truth_letter_facts import Companion, TruthFacts
    from station_app.domain.records import CaseRecord

FORM = "TS-HJ-30"
EDITION = 1
TITLE = "如实申报承诺书"

_HEADS = ("序号", "姓名", "与申请人关系", "出生日期", "共同居住生活")
_WIDTHS = (10 * MM, 62 * MM, 36 * MM, 34 * MM, 28 * MM)
TRUE = (
    "　　本人（监护人）申请户口迁移，自愿承诺：",
    "　　一、所填内容和所交材料真实，没有隐瞒；办理期间情况有变化的，及时告诉受理单位。",
)
TOGETHER = "　　二、下列随迁人员与本人的关系属实，共同居住生活的情况如下："
ALONE = "　　二、没有随迁人员。"
REST = (
    "　　三、落户出于本人和家人自愿；已知悉土地承包经营权、宅基地使用权、集体收益分配权不因落户丧失。",
    "　　四、承诺不实的，依照《中华人民共和国行政许可法》第六十九条、第七十八条、第七十九条承担责任。",
    "　　本承诺书自愿签署；不签的，以审批表上的申请人声明为准，不影响受理和审批。",
)
_TOGETHER_OR_NOT = {True: "是", False: "否", None: "—"}
_SIGNERS = (("承诺人（未成年人由监护人）签名", ""), ("代书人签名（如有）", ""))


def lay_out(record: CaseRecord, _context: PaperContext, codes: Codes) -> tuple[tuple[Mark, ...], ...]:
    """Give the pages of the letter, the one to be kept first."""
    stated = facts(record)
    sheet = Letter(FORM, EDITION, TITLE).sheet(record)
    return lay_out_sheet(sheet, kept_and_mine(record), lambda copy: tuple(_rows(stated, copy)), codes)


def _rows(stated: TruthFacts, copy: Copy) -> Iterator[Row]:
    yield from person_rows("承诺人", stated.applicant, copy.id_number)
    yield whole("受理单位", stated.site_name)
    yield whole("受理日期", words.day(stated.accepted_at.astimezone(BEIJING)))
    people = stated.companions
    yield Paragraphs((*TRUE, TOGETHER if people else ALONE), VALUE)
    if people:
        lines = companion_lines(stated)
        yield table(f"随迁人员（共 {len(people)} 人）", _HEADS, _WIDTHS, lines)
    yield Paragraphs(REST, VALUE)
    yield Signatures(_SIGNERS, DATED)


def companion_lines(stated: TruthFacts) -> list[tuple[str, ...]]:
    """Give the lines of the table of who moves along."""
    return [_line(number, each) for number, each in enumerate(stated.companions, 1)]


def _line(number: int, each: Companion) -> tuple[str, ...]:
    born = words.day(each.birth_date) if each.birth_date else "—"
    return f"{number}", each.name, words.relationship(each.relationship), born, _TOGETHER_OR_NOT[each.co_resident]
