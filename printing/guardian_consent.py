"""监护人同意书 TS-HJ-15: the guardians of the minors who move along agree, and who is old enough is heard.

One sheet, signed at the desk and kept in the file (民法典 27, 34, 35). Who cannot write leaves a fingerprint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import words
from printing.blocks import VALUE, Row
from printing.grid import table
from printing.guardian_consent_facts import wards
from printing.letters import DATED, Letter, pair, whole
from printing.sheet import Copy, Paragraphs, Signatures
from printing.sheet import lay_out as lay_out_sheet
from printing.typography import MM
from station_app.clock import BEIJING
from station_app.domain.case_file import FamilyMember
from station_app.domain.people import is_heard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from printing.guardian_consent_facts import Ward
    from printing.marks import Mark
    from printing.page_codes import Codes
    from printing.registry import PaperContext
    from station_app.domain.records import CaseRecord

FORM = "TS-HJ-15"
EDITION = 1
TITLE = "监护人同意书"

_HEADS = ("序号", "未成年人", "出生日期", "公民身份号码", "监护人", "监护人公民身份号码")
_WIDTHS = (10 * MM, 30 * MM, 27 * MM, 38 * MM, 27 * MM, 38 * MM)
AGREED = (
    "　　本人是下列未成年人的监护人，知悉其户口随申请人一同迁入的事项，经考虑未成年人的利益，同意迁入。",
    "　　年满八周岁的未成年人，已经听取其本人的意见（《中华人民共和国民法典》第十九条、第三十五条）。",
)
LAW = ("　　父母是未成年子女的监护人；父母没有监护能力的，由依法确定的监护人签名（民法典第二十七条）。",)
_SIGNERS = (("监护人签名", ""), ("另一方监护人签名（如有）", ""), ("年满八周岁的未成年人签名（如有）", ""))


def lay_out(record: CaseRecord, _context: PaperContext, codes: Codes) -> tuple[tuple[Mark, ...], ...]:
    """Give the pages of the letter."""
    sheet = Letter(FORM, EDITION, TITLE).sheet(record)
    return lay_out_sheet(sheet, (Copy("存档联", ""),), lambda _copy: tuple(_rows(record)), codes)


def _rows(record: CaseRecord) -> Iterator[Row]:
    applicant = record.case.applicant or FamilyMember()
    received = record.accepted_at.astimezone(BEIJING)
    yield whole("申请人", applicant.name or "")
    yield pair(("受理日期", words.day(received)), ("受理单位", record.site_name))
    yield Paragraphs(AGREED, VALUE)
    lines = ward_lines(record)
    yield table(f"随迁未成年人（共 {len(lines)} 人）", _HEADS, _WIDTHS, lines)
    opinion = heard(record)
    if opinion:
        yield whole("听取意见", opinion)
    yield Paragraphs(LAW)
    yield Signatures(_SIGNERS, DATED)


def ward_lines(record: CaseRecord) -> list[tuple[str, ...]]:
    """Give the lines of the table: the minors with their guardians, numbers whole."""
    return [_line(number, each) for number, each in enumerate(wards(record.case, masked=False), 1)]


def heard(record: CaseRecord) -> str:
    """Name who is old enough to be asked, with boxes for what they say; empty: nobody is."""
    asked = [each.name for each in wards(record.case, masked=True) if _heard(each, record)]
    return f"受理时已满八周岁：{'、'.join(asked)}。本人意见　□ 愿意　□ 不愿意　□ 其他" if asked else ""


def _line(number: int, ward: Ward) -> tuple[str, ...]:
    born = words.day(ward.born) if ward.born else "—"
    return f"{number}", ward.name, born, ward.id_number, ward.guardian, ward.guardian_number or "—"


def _heard(ward: Ward, record: CaseRecord) -> bool:
    return ward.born is not None and is_heard(ward.born, record.accepted_at.astimezone(BEIJING).date())
