"""Invented cases for the papers, and what a reader or a scanner gets out of a PDF."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pypdfium2
import zxingcpp
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image

from printing import preview
from printing.papers import PaperContext
from station_app.domain.case_file import CaseDocument, CaseFile, FamilyMember
from station_app.domain.deadlines import Deadlines
from station_app.domain.notices import NoticeAddressee, NoticeCorrection, NoticeDocument, NoticeRecord
from station_app.domain.records import CaseRecord, DocumentDemand, Placement
from station_app.domain.vocabulary import (
    Business,
    CaseStatus,
    DestinationKind,
    IdAbsentReason,
    Level,
    Presented,
    Role,
    Route,
)
from tests.people import FATHER_ID

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
CONTEXT = PaperContext(KEY.sign, "0938-0000000", "0938-0000001")
LONG_NAME = "阿卜杜热合曼·买买提依明·吐尔逊江·艾合买提·玉素甫江·阿不都克里木·努尔麦麦提·麦麦提敏·库尔班"
PHONE = "13800001234"


def person(name: str, relationship: str = "22", **more: Any) -> FamilyMember:
    role = {"01": Role.APPLICANT, "12": Role.SPOUSE, "51": Role.PARENT}.get(relationship, Role.MINOR_CHILD)
    known = {"role": role, "relationship": relationship, "name": name, "phone": PHONE, "id_number": FATHER_ID}
    return FamilyMember(**(known | more))


def newborn(name: str) -> FamilyMember:
    return person(name, id_number=None, id_absent_reason=IdAbsentReason.NEWBORN)


FOUR = (person("王建国", "01"), person("李桂芳", "12"), person("王小宝", "22"), person("王德福", "51"))
DOCUMENTS = (
    CaseDocument(kind="111", holder=0, presented=Presented.ORIGINAL),
    CaseDocument(kind="111", holder=1, presented=Presented.ORIGINAL),
    CaseDocument(kind="113", holder=0, presented=Presented.ORIGINAL),
    CaseDocument(kind="219", holder=0, also=(1,), presented=Presented.COPY),
    CaseDocument(kind="117", holder=2, presented=Presented.COMMITMENT),
)


def record(
    family: tuple[FamilyMember, ...] = FOUR, documents: tuple[CaseDocument, ...] = DOCUMENTS, **more: Any
) -> CaseRecord:
    case = CaseFile(business=Business.SETTLEMENT, route=Route.GENERAL, family=family, documents=documents)
    kind = DestinationKind.PUBLIC_COLLECTIVE
    known: dict[str, Any] = {
        "case_no": "620502001-20261116-HJ0007",
        "status": CaseStatus.ACCEPTED,
        "site": "620502001",
        "site_name": "天水市公安局秦州分局大城派出所",
        "practice": False,
        "accepted_at": datetime(2026, 11, 16, 2, 31, 7, tzinfo=UTC),
        "accepted_by": "0001",
        "accepted_by_name": "赵春山",
        "pack": "tianshui-2020-5",
        "case": case,
        "deadlines": Deadlines(date(2026, 11, 23), date(2026, 12, 14), date(2026, 12, 1)),
        "decided_by": (Level.STATION,),
        "documents": (),
        "household": None,
        "placement": Placement((kind,), kind, "620502001-P001", "甘肃省天水市秦州区大城街道"),
        "family_group": None,
        "confirmed": {},
        "papers": (),
        "timeline": (),
    }
    return CaseRecord(**(known | more))


KIN = ("01", "12", "22", "51")
_NOBODY_ASKS = ("就业证明、劳动合同", "社会保险缴费证明", "房产证、购房或租赁合同", "居住年限证明、居住证")


def wanted(rule: str, kinds: tuple[str, ...], holder: int | None, *, days: int = 0) -> NoticeDocument:
    whose, kin = ("family", "") if holder is None else ("member", KIN[holder])
    return NoticeDocument(rule, kinds, whose, holder, kin, "证明现在的户口登记地", "户口登记条例第4条", days)


def empty(field: str, holder: int) -> NoticeCorrection:
    where = f"family[{holder}].{field}"
    return NoticeCorrection("required_missing", where, "member", holder, KIN[holder], field, "", "户口登记条例第9条")


def notice(**more: Any) -> NoticeRecord:
    """Give the notice of a family that lacks its booklet and a guardian's paper."""
    known: dict[str, Any] = {
        "notice_no": "620502001-20261116-GZ0003",
        "site": "620502001",
        "site_name": "天水市公安局秦州分局大城派出所",
        "practice": False,
        "at": datetime(2026, 11, 16, 2, 31, 7, tzinfo=UTC),
        "officer": "0001",
        "officer_name": "赵春山",
        "draft_id": "d1",
        "business": Business.SETTLEMENT,
        "route": Route.GENERAL,
        "applicant": NoticeAddressee("王建国", FATHER_ID),
        "received": date(2026, 11, 16),
        "due": date(2026, 11, 23),
        "supplement_by": date(2026, 11, 30),
        "pack": "tianshui-2020-5",
        "documents": (wanted("booklet", ("113", "X06"), None, days=10), wanted("guardianship", ("X03",), 2)),
        "corrections": (empty("民族", 1), empty("婚姻状况", 1)),
        "never_asked": _NOBODY_ASKS,
    }
    return NoticeRecord(**(known | more))


def promising(name: str = "王建国", **more: Any) -> CaseRecord:
    """Give a case in which two documents were promised."""
    due = date(2026, 11, 30)
    promised = (
        DocumentDemand("219", 0, "commitment", blocking=True, basis="民法典第1049条", why="", due=due),
        DocumentDemand("117", 2, "commitment", blocking=False, basis="民法典第26条", why="", due=due),
        DocumentDemand("111", 0, "present", blocking=True, basis="居民身份证法第14条", why=""),
    )
    return msgspec.structs.replace(record((person(name, "01"), *FOUR[1:]), **more), documents=promised)


def page_texts(pdf: bytes) -> list[str]:
    """Give what a PDF reader copies from each page, without line ends."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded().replace("\r", "").replace("\n", "") for page in document]
    finally:
        document.close()


def scanned(pdf: bytes, dpi: int) -> list[list[tuple[str, str]]]:
    """Give (format, text) of every code a scanner finds on each page at `dpi`."""
    found = []
    for page in preview.pages(pdf, dpi):
        image = Image.frombytes("RGB", (page.width, page.height), page.rgb)
        found.append(sorted((str(code.format), code.text) for code in zxingcpp.read_barcodes(image)))
    return found
