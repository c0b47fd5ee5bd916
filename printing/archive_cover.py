"""卷宗封面 TS-HJ-09: the cover of the archive file of one case (forms.md §9).

How long it is kept is ticked by pen: the archive rules of the county say so, not this program (see the domain notes).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import words
from printing.archive_facts import facts
from printing.blocks import Cells, Row, cell
from printing.letters import Letter
from printing.sheet import WIDE, Copy
from printing.sheet import lay_out as lay_out_sheet
from printing.typography import MM, SONG, Style
from station_app.clock import local_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from printing.archive_facts import ArchiveFacts
    from printing.marks import Mark
    from printing.page_codes import Codes
    from printing.registry import PaperContext
    from station_app.domain.records import CaseRecord

FORM = "TS-HJ-09"
EDITION = 1
TITLE = "户口迁移卷宗"

_LARGE = Style(SONG, 14)
_LABEL = 34 * MM
_LINE = 15 * MM
_TITLE_LINE = 30 * MM


def lay_out(record: CaseRecord, _context: PaperContext, codes: Codes) -> tuple[tuple[Mark, ...], ...]:
    """Give the page of the cover."""
    stated = facts(record)
    sheet = Letter(FORM, EDITION, TITLE).sheet(record)
    return lay_out_sheet(sheet, (Copy("卷宗封面", ""),), lambda _copy: tuple(_rows(stated)), codes)


def _rows(stated: ArchiveFacts) -> Iterator[Row]:
    ended = local_date(stated.ended_at)
    yield _line("全宗名称", stated.site_name)
    yield _two(("全宗号", ""), ("类别", "户口迁移"))
    yield _two(("年度", f"{ended.year}"), ("保管期限", "□ 永久　□ 30 年"))
    yield _line("题名", subject(stated), _TITLE_LINE)
    yield _two(("受理日期", words.day(local_date(stated.accepted_at))), ("办结日期", words.day(ended)))
    yield _line("办理结果", words.ENDED[stated.ended_as])
    yield _two(("卷内文件", f"{filed(stated)} 件"), ("页数", "　　　页"))
    yield _line("受理人", f"{stated.officer}（警号 {stated.badge}）")
    yield _two(("立卷人", ""), ("检查人", ""))
    yield _two(("立卷日期", ""), ("归档号", ""))


def subject(stated: ArchiveFacts) -> str:
    """Say whose case of what it was."""
    others = f"等 {stated.persons} 人" if stated.persons > 1 else ""
    route = f"（{words.ROUTES[stated.route]}）" if stated.route else ""
    return f"{stated.applicant}{others}户口迁移{route}"


def filed(stated: ArchiveFacts) -> int:
    """Count what lies in the file."""
    return len(stated.documents) + len(stated.papers)


def _line(label: str, text: str, least: float = _LINE) -> Row:
    return Cells((cell(label, text, _LABEL, WIDE - _LABEL, _LARGE),), least)


def _two(first: tuple[str, str], second: tuple[str, str]) -> Row:
    half = WIDE / 2
    return Cells((cell(*first, _LABEL, half - _LABEL, _LARGE), cell(*second, _LABEL, half - _LABEL, _LARGE)), _LINE)
