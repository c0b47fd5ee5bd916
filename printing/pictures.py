"""Pictures of all papers for the documentation: `python -m printing.pictures FOLDER`. Uses invented families only.

The papers carry the practice watermark: a picture in a manual must never pass for a genuine paper.
"""

from __future__ import annotations

import hashlib
import io
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PIL import Image

from printing import (
    bundle_sheet,
    calibration,
    household_roster,
    ledger_pages,
    letter_pictures,
    permit_pictures,
    picture_cases,
    preview,
    recovery_sheet,
    shift_hand_over,
    statistics_pictures,
    stock_pictures,
)
from printing.household_roster_facts import facts as roster_facts
from printing.layouts.check import check
from printing.layouts.sample import sample
from printing.papers import PaperContext, render
from printing.picture_cases import AT as _AT
from printing.picture_cases import SITE as _SITE
from printing.picture_cases import family_of_four, family_of_ten
from printing.proof import own_codes
from printing.shift_hand_over_facts import facts as shift_facts
from resources import folder as resources_at
from station_app.domain.deadlines import LimitKind
from station_app.domain.notices import NoticeAddressee, NoticeCorrection, NoticeDocument, NoticeRecord
from station_app.domain.records import CaseRecord, DocumentDemand, Household, Officer
from station_app.domain.reminders import Reminder
from station_app.domain.residents import ResidenceCard
from station_app.domain.rosters import Roster, RosterLine
from station_app.domain.shifts import (
    ShiftBundle,
    ShiftCase,
    ShiftDraft,
    ShiftDue,
    ShiftHandOver,
    ShiftNumbers,
    ShiftPapers,
    ShiftSheet,
    ShiftWaiting,
)
from station_app.domain.vocabulary import (
    Business,
    HouseholdKind,
    Route,
)
from station_app.settings import Offset

if TYPE_CHECKING:
    from collections.abc import Callable

    from printing.page_codes import Codes

DPI = 110
_OFFICER = Officer("0001", "练习民警", ())

_HANDED = bundle_sheet.Handed(
    (_SITE.code, _SITE.name),
    ("620502", "天水市公安局秦州分局"),
    number=12,
    entries=341,
    attachments=58,
    sha256=hashlib.sha256(b"picture").hexdigest(),
    made_at=_AT,
    officer=_OFFICER.name,
    badge=_OFFICER.badge,
    practice=True,
)


def draw_all(folder: Path) -> tuple[Path, ...]:
    """Draw every paper into `folder` as PNG; give the files."""
    folder.mkdir(parents=True, exist_ok=True)
    context = PaperContext(_practice_seal, "0938-0000000", "0938-0000001")
    sheet = recovery_sheet.render(_SITE, _OFFICER, "PRACT-1CE00-00000-00000-00000-00000-00000-00000", _AT)
    written = _write(folder, "recovery-sheet", sheet)
    for roll in ("receipt-80", "receipt-58"):
        written += _write(folder, roll, render(roll, family_of_four(), context))
    for name, record in (("receipt", family_of_four()), ("receipt-long-names", family_of_ten())):
        written += _write(folder, name, render("receipt", record, context))
    written += _write(folder, "receipt-by-layout", _by_layout())
    written += _write(folder, "receipt-reprint", render("receipt", family_of_four(), context, 3))
    written += _write(folder, "one-time-notice", render("one-time-notice", _notice(), context))
    written += _write(folder, "commitment", render("commitment", _promising(), context))
    of_pack = replace(context, pack=picture_cases.PACK)
    for name, record in letter_pictures.records(family_of_four()):
        written += _write(folder, name, render(name, record, of_pack))
    for name, permit in permit_pictures.records():
        written += _write(folder, name, render(name, permit, context))
    for file, paper, record in picture_cases.decided():
        written += _write(folder, file, render(paper, record, of_pack))
    prove = partial(own_codes, context=replace(context, site=_SITE.code), practice=True, revision=0)
    for file, drawn in stock_pictures.papers(prove):
        written += _write(folder, file, drawn)
    day = f"{_SITE.code}-20261116"
    written += _write(folder, "ledger-pages", _ledger(partial(prove, "ledger-pages", f"{day}-TZ103107")))
    number = f"{_SITE.code}-TO-620502-000012"
    codes = prove("bundle-sheet", number, bundle_sheet.facts(_HANDED))
    written += _write(folder, "bundle-sheet", bundle_sheet.render(_HANDED, codes))
    for name in calibration.SHEETS:
        written += _write(folder, f"calibration-{name}", calibration.render(name, _AT, "练习打印机", Offset(3, -12)))
    shift, roster = _shift(), _roster()
    codes = prove("shift-sheet", f"{day}-JB57", shift_facts(shift))
    written += _write(folder, "shift-sheet", shift_hand_over.render(shift, codes))
    written += _write(folder, "reminder-slip", render("reminder-slip", _reminded(), context))
    codes = prove("household-roster", roster.household.household_no, roster_facts(roster))
    written += _write(folder, "household-roster", household_roster.render(roster, _SITE, _AT, codes))
    written += _write(folder, "monthly-report", statistics_pictures.report_of_a_station(prove))
    written += _write(folder, "monthly-report-of-a-county", statistics_pictures.report_of_a_county(prove))
    written += _write(folder, "ranking", statistics_pictures.ranking_of_a_county(prove))
    return written


def _by_layout() -> bytes:
    """Give the receipt by a layout file: the one to begin with, changed to a sheet for each copy."""
    begun = (resources_at("layouts") / "receipt.toml").read_text(encoding="utf-8")
    changed = begun.replace('sheet = "A5x2"', 'sheet = "A4"').replace("样稿1", "练习-1")
    layout, _ = check(changed.encode("utf-8"))
    if layout is None:
        raise ValueError("the layout to begin with is not fit")
    return sample(layout, _practice_seal)


def _ledger(prove: Callable[[object], Codes]) -> bytes:
    """Give the pages of a ledger with the family of four in it."""
    file = io.BytesIO()
    pages = ledger_pages.LedgerPages(file, _SITE, _OFFICER, _AT, full=False, prove=prove)
    about = family_of_four()
    applicant = about.case.family[0]
    for running, status in enumerate(("已受理", "已批准", "已入户", "不予批准"), 1):
        day = f"2026-11-{10 + running}"
        number = f"{_SITE.code}-202611{10 + running}-HJ{running:04d}"
        ended = day if running > 2 else ""
        row = (
            number,
            applicant.name or "",
            "620502********9818",
            "4",
            "普通落户",
            status,
            day,
            ended,
            ended,
            "",
            "0001",
        )
        pages.add(row)
    pages.close()
    return file.getvalue()


def _practice_seal(message: bytes) -> bytes:
    """Stand in for a signature: of the right length, and provably nobody's."""
    return hashlib.sha512(message).digest()


def _write(folder: Path, name: str, pdf: bytes) -> tuple[Path, ...]:
    pages = preview.pages(pdf, DPI)
    files = []
    for number, page in enumerate(pages, 1):
        file = folder / (f"{name}.png" if len(pages) == 1 else f"{name}-{number}.png")
        Image.frombytes("RGB", (page.width, page.height), page.rgb).quantize(16).save(file, optimize=True)
        files.append(file)
    return tuple(files)


def _roster() -> Roster:
    home = Household(
        household_no=f"{_SITE.code}-P001",
        kind=HouseholdKind.PUBLIC_COLLECTIVE,
        division=_SITE.code,
        address="甘肃省天水市秦州区大城街道",
        name="大城派出所公共集体户",
        managing_body="大城派出所",
        soft_capacity=80,
        state="open",
        keeper="安民生",
    )
    day, later = date(2026, 7, 20), date(2026, 11, 2)
    people = (("王建国", "02", "620502********9818"), ("李𠅤", "12", ""), ("王小宝", "22", ""), ("王德福", "51", ""))
    lines = [
        RosterLine(
            number=number,
            registration_no=f"{_SITE.code}-20260720-HJ0007-{number:02}",
            name=name,
            id_masked=masked,
            sex=None,
            birth_date=None,
            since=day,
            came_from="甘肃省天水市甘谷县磐安镇某某村12号",
            why_began="case",
            family="王",
            head=number == 1,
            relationship=relation,
            cards=(ResidenceCard(f"TS-{number + 100:06}", "", name, day),),
        )
        for number, (name, relation, masked) in enumerate(people, 1)
    ]
    back = ResidenceCard("TS-000104", "", "王德福", day, later, "returned")
    gone = msgspec.structs.replace(lines[3], until=later, why_ended="move_out", went_to="兰州市城关区", cards=(back,))
    return Roster(home, tuple(lines[:3]), (gone,))


def _shift() -> ShiftHandOver:
    day = f"{_SITE.code}-20261116"
    sheet = ShiftSheet(
        site_code=_SITE.code,
        site_name=_SITE.name,
        practice=True,
        badge=_OFFICER.badge,
        name=_OFFICER.name,
        since=datetime(2026, 11, 16, 0, 30, tzinfo=UTC),
        until=_AT,
        accepted=tuple(ShiftCase(f"{day}-HJ000{number}", "王**", "accepted") for number in (1, 2, 3)),
        drafts=(ShiftDraft("赵**", _AT),),
        waiting=(ShiftWaiting("mine", 7, more=False), ShiftWaiting("register", 2, more=False)),
        due=(ShiftDue(f"{_SITE.code}-20261109-HJ0002", "李**", "decision", date(2026, 11, 18), 2),),
        pressing=1,
        pressing_more=False,
        papers=(ShiftPapers("receipt", 3, 1),),
        bundles=(ShiftBundle("620502", 12, datetime(2026, 11, 13, 8, 0, tzinfo=UTC), exported=True),),
        numbers=(ShiftNumbers("case", f"{day}-HJ0003", 9996), ShiftNumbers("notice", "", 9999)),
    )
    return ShiftHandOver(sheet, "0002", "接班民警", "回执打印机缺纸，已报修。", _AT)


def _reminded() -> CaseRecord:
    reminder = Reminder(
        limit=LimitKind.DECISION,
        due=date(2026, 12, 14),
        left=2,
        basis="行政许可法第42条",
        waits_for="chief",
        text="材料已齐，请尽快审批。",
        at=datetime(2026, 12, 10, 2, 5, tzinfo=UTC),
        officer="0001",
        officer_name="练习民警",
    )
    return msgspec.structs.replace(family_of_four(), reminder=reminder)


def _promising() -> CaseRecord:
    due = date(2026, 11, 30)
    promised = (
        DocumentDemand("219", 0, "commitment", blocking=True, basis="民法典第1049条", why="", due=due),
        DocumentDemand("117", 2, "commitment", blocking=False, basis="民法典第26条", why="", due=due),
    )
    return msgspec.structs.replace(family_of_four(), documents=promised)


def _notice() -> NoticeRecord:
    documents = (
        _wanted("booklet", ("113", "X06"), None, "证明现在的户口登记地", "户口登记条例第4条、第10条", days=10),
        _wanted("marriage", ("219",), 0, "证明夫妻关系;同一本户口簿已载明的免交", "民法典第1049条", days=10),
        _wanted("guardianship", ("X03",), 2, "监护人不是本户父母时,证明监护关系", "民法典第27条"),
    )
    fields = [("民族", 1), ("婚姻状况", 1), ("文化程度", 2)]
    found = tuple(
        NoticeCorrection("required_missing", f"family[{at}]", "member", at, _KIN[at], name, "", "户口登记条例第9条")
        for name, at in fields
    )
    said = "出生日期与身份证号不一致。请对照证件核对;证件确有历史错号的,请写明理由。"
    found += (NoticeCorrection("id_birth_differs", "family[3]", "member", 3, _KIN[3], "", said, "GB 11643-1999"),)
    return NoticeRecord(
        notice_no=f"{_SITE.code}-20261116-GZ0003",
        site=_SITE.code,
        site_name=_SITE.name,
        practice=True,
        at=_AT,
        officer=_OFFICER.badge,
        officer_name=_OFFICER.name,
        draft_id="",
        business=Business.SETTLEMENT,
        route=Route.GENERAL,
        applicant=NoticeAddressee("王建国", "620502198503179818"),
        received=date(2026, 11, 16),
        due=date(2026, 11, 23),
        supplement_by=date(2026, 11, 30),
        pack="",
        documents=documents,
        corrections=found,
        never_asked=(
            "就业证明、劳动合同",
            "社会保险缴费证明",
            "房产证、购房或租赁合同",
            "居住年限证明、居住证",
            "纳税证明",
        ),
    )


_KIN = ("01", "12", "22", "51")


def _wanted(
    rule: str, kinds: tuple[str, ...], holder: int | None, asked: str, basis: str, *, days: int = 0
) -> NoticeDocument:
    whose = "family" if holder is None else "member"
    return NoticeDocument(rule, kinds, whose, holder, _KIN[holder] if holder is not None else "", asked, basis, days)


if __name__ == "__main__":
    for drawn in draw_all(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/papers")):
        sys.stdout.write(f"{drawn}\n")
