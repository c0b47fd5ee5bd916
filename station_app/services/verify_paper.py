"""Use case: say whether the QR code of a paper is genuine, offline, and whether it still says what the record says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from station_app.domain.records import PaperVerdict
from station_app.exchange.identities import PAPER, verify
from station_app.storage import cases, notices, sites

if TYPE_CHECKING:
    from station_app.domain.notices import NoticeRecord
    from station_app.domain.records import CaseRecord
    from station_app.services.desk import Desk


def verify_paper(desk: Desk, text: str) -> PaperVerdict:
    """Check the site's signature in `text`, then compare the printed facts with the record, if it is here."""
    from printing.proof import facts_digest, parse  # noqa: PLC0415 - drawn papers are heavy to import

    code = parse(text.strip())  # scanners end a code with a line break or a space
    if code is None:
        return PaperVerdict(genuine=False, verdict="unreadable")
    found = PaperVerdict(genuine=False, verdict="altered", paper=code.paper, site=code.site, practice=code.practice)
    record: CaseRecord | NoticeRecord | None
    with desk.store.read() as uow:
        signer = sites.signing_key(uow, code.site)
        if code.of_notice:
            record = notice = notices.record(uow, code.number)
            found = replace(found, notice_no=code.number, case_no=(notice.case_no or "") if notice else "")
        else:
            record = cases.record(uow, code.number)
            found = replace(found, case_no=code.number)
    if signer is None:
        return replace(found, verdict="unknown_site")
    if not verify(signer, PAPER, code.signed, code.signature):
        return found
    if record is not None and facts_digest(code.paper, record) != code.digest:
        return replace(found, genuine=True, verdict="differs")
    return replace(found, genuine=True, verdict="genuine")
