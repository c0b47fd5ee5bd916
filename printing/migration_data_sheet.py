"""准予迁入证明数据核对单 TS-HJ-05: what has to stand on the certificate, for whoever writes it on the numbered form.

This is never the certificate itself (forms.md §5): that is a numbered form of the ministry with three parts, valid for
40 days from its issue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import words
from printing.blocks import SMALL, Cells, Row, cell
from printing.grid import table
from printing.letters import Letter, person_rows, signed_by, whole
from printing.migration_data_sheet_facts import AT_MOST, facts
from printing.receipt_facts import id_number
from printing.sheet import Copy, Paragraphs
from printing.sheet import lay_out as lay_out_sheet
from printing.typography import MM
from station_app.clock import local_date
from station_app.domain import codes
from station_app.domain.case_file import FamilyMember
from station_app.domain.divisions import written_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from printing.marks import Mark
    from printing.migration_data_sheet_facts import Certificate, MigrationFacts, Moving
    from printing.page_codes import Codes
    from printing.registry import PaperContext
    from station_app.domain.records import CaseRecord

FORM = "TS-HJ-05"
EDITION = 1
TITLE = "准予迁入证明数据核对单"

_HEADS = ("序号", "姓名（曾用名）", "与申请人关系", "性别", "民族", "出生日期", "公民身份号码")
_WIDTHS = (10 * MM, 40 * MM, 24 * MM, 12 * MM, 20 * MM, 26 * MM, 38 * MM)
_L1, _HALF = 22 * MM, 85 * MM
NOT_IT = "　　本单只供填写、核对《准予迁入证明》使用，不是《准予迁入证明》，不能凭本单办理迁出。"
RULES = (
    f"　　每张证明最多填写 {AT_MOST} 人；迁出地不同的分别填写。证明一式三联，自签发之日起 40 日内有效，逾期作废。",
    "　　填写后由另一人逐项核对，证号填在本单上，本单归入案卷（户口登记条例第十条）。",
)


def lay_out(record: CaseRecord, _context: PaperContext, codes: Codes) -> tuple[tuple[Mark, ...], ...]:
    """Give the pages of the sheet."""
    stated = facts(record)
    sheet = Letter(FORM, EDITION, TITLE).sheet(record)
    return lay_out_sheet(sheet, (Copy("内部核对用", ""),), lambda _copy: tuple(_rows(record, stated)), codes)


def coming_to(record: CaseRecord, stated: MigrationFacts) -> str:
    """Give the address that they move to."""
    return written_address(stated.destination, stated.address, local_date(record.accepted_at))


def leaving_from(record: CaseRecord, each: Certificate) -> str:
    """Give the address that the people of a certificate leave."""
    return written_address(each.division, each.address, local_date(record.accepted_at))


def reason(stated: MigrationFacts) -> str:
    """Name why they move."""
    found = codes.table("migration_reason").get(stated.reason)
    return found.name if found else stated.reason or "—"


def people_lines(record: CaseRecord, each: Certificate) -> list[tuple[str, ...]]:
    """Give the lines of the table of one certificate, numbers whole."""
    return [_line(record, place, one) for place, one in enumerate(each.people, 1)]


def _rows(record: CaseRecord, stated: MigrationFacts) -> Iterator[Row]:
    yield Paragraphs((NOT_IT,), framed=True)
    yield from person_rows("申请人", stated.applicant, id_number(record.case.applicant or FamilyMember(), masked=False))
    yield whole("迁入地", coming_to(record, stated))
    yield whole("落户机关", stated.site_name)
    yield whole("迁移原因", reason(stated))
    for number, each in enumerate(stated.certificates, 1):
        yield from _certificate(record, each, number, len(stated.certificates))
    yield Paragraphs(RULES, SMALL)
    yield signed_by("填写人", "核对人")


def _certificate(record: CaseRecord, each: Certificate, number: int, of: int) -> Iterator[Row]:
    title = f"第 {number} 张证明（共 {of} 张），{len(each.people)} 人"
    yield table(title, _HEADS, _WIDTHS, people_lines(record, each))
    yield whole("迁出地", leaving_from(record, each))
    yield whole("户口登记机关", each.authority or "—")
    written = (cell("证号", "", _L1, _HALF - _L1), cell("签发日期", "", _L1, _HALF - _L1))
    yield Cells(written, 9 * MM)


def _line(record: CaseRecord, place: int, one: Moving) -> tuple[str, ...]:
    former = f"（{'、'.join(one.former_names)}）" if one.former_names else ""
    return (
        f"{place}",
        one.name + former,
        words.relationship(one.relationship) or "—",
        _named("sex", one.sex),
        _named("ethnicity", one.ethnicity),
        words.day(one.born) if one.born else "—",
        id_number(record.case.family[one.index], masked=False),
    )


def _named(table_name: str, code: str) -> str:
    found = codes.table(table_name).get(code)
    return found.name if found else code or "—"
