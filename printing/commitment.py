"""承诺书 TS-HJ-08 (forms.md §8): what the family promises to bring, until when, and what follows if it does not.

One sheet is signed and kept, one goes home with the family. Drawn from the stored case like the receipt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import words
from printing.blocks import VALUE, Row
from printing.commitment_facts import facts
from printing.grid import table
from printing.letters import DATED, Letter, kept_and_mine, person_rows, whole
from printing.sheet import Paragraphs, Signatures
from printing.sheet import lay_out as lay_out_sheet
from printing.typography import MM
from station_app.clock import BEIJING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from printing.commitment_facts import CommitmentFacts
    from printing.marks import Mark
    from printing.page_codes import Codes
    from printing.registry import PaperContext
    from printing.sheet import Copy
    from station_app.domain.records import CaseRecord

FORM = "TS-HJ-08"
EDITION = 1
TITLE = "承诺书"

_COLUMNS = (10 * MM, 68 * MM, 50 * MM, 42 * MM)

PROMISES = (
    "　　本人（监护人）申请户口迁移，知悉窗口一次告知的全部内容，现自愿承诺：",
    "　　一、所填情况和所交材料真实；随迁人员与申请人共同居住生活。",
    "　　二、下列材料暂缺，在所列日期前补交：",
)
CONSEQUENCES = (
    "　　三、授权本所通过信息共享核验上述材料所证明的事项；已经核验清楚的，不用再补交。",
    "　　四、逾期没有补交、也没有核验清楚的，本所书面催告一次；仍不补交的，依法不予批准。",
    "　　五、承诺不实的，依照《中华人民共和国行政许可法》第六十九条、第七十八条、第七十九条承担责任。",
)
_SIGNERS = (("承诺人（未成年人由监护人）签名", ""), ("代书人签名（如有）", ""))


def lay_out(record: CaseRecord, _context: PaperContext, codes: Codes) -> tuple[tuple[Mark, ...], ...]:
    """Give the pages of the letter, the one to be kept first."""
    stated = facts(record)
    sheet = Letter(FORM, EDITION, TITLE).sheet(record)
    return lay_out_sheet(sheet, kept_and_mine(record), lambda copy: tuple(_rows(stated, copy)), codes)


def _rows(stated: CommitmentFacts, copy: Copy) -> Iterator[Row]:
    yield from person_rows("承诺人", stated.applicant, copy.id_number)
    yield whole("受理单位", stated.site_name)
    yield whole("受理日期", words.day(stated.accepted_at.astimezone(BEIJING)))
    yield Paragraphs(PROMISES, VALUE)
    heads = ("序号", "承诺补交的材料", "依据条款", "补交期限")
    rows = [
        (
            f"{number}",
            f"{words.document(each.kind)}（{words.whose(each.relationship, each.holder)}）",
            each.basis,
            f"{words.day(each.due)}前" if each.due else "—",
        )
        for number, each in enumerate(stated.promises, 1)
    ]
    yield table(f"承诺补交的材料（共 {len(rows)} 项）", heads, _COLUMNS, rows)
    yield Paragraphs(CONSEQUENCES, VALUE)
    yield Signatures(_SIGNERS, DATED)
