"""Use case: say whether the QR code of a paper is genuine, offline, and whether it still says what the record says.

The code is proven first; then the printed facts are compared with the record, if it is here, and with what the record
said before it was put right. Whether the journal knows the printing is said besides: a signature can't tell it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from station_app.domain import authority
from station_app.domain.authority import Action
from station_app.domain.looks import WhyLooked
from station_app.domain.notices import NoticeRecord
from station_app.domain.paper_differences import differences
from station_app.domain.paper_verdicts import PaperVerdict
from station_app.domain.permits import PermitRecord
from station_app.domain.vocabulary import SiteKind
from station_app.exchange.identities import PAPER, verify
from station_app.services.restating import UNCOUNTED, stated_now, subject_of
from station_app.storage import cases, earlier, notices, papers, permits, reads, sites

if TYPE_CHECKING:
    from printing.proof import PaperCode
    from printing.registry import Stated
    from station_app.domain.records import CaseRecord
    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork


def verify_paper(desk: Desk, text: str) -> PaperVerdict:
    """Check the site's signature in `text`, then the printed facts, then whether this printing was counted.

    In what the facts differ is said in masked values to whoever may look at cases, and noted as a look; to others only
    which facts they are.
    """
    from printing.proof import parse  # noqa: PLC0415 - drawn papers are heavy to import

    code = parse(text.strip())  # scanners end a code with a line break or a space
    if code is None:
        return PaperVerdict(genuine=False, verdict="unreadable")
    with desk.store.read() as uow:
        found = _proven(uow, desk, code)
    if not found.differences:
        return found
    if not authority.permits(desk.officer.roles, Action.LOOK):
        return replace(found, differences=tuple(replace(each, printed="", recorded="") for each in found.differences))
    with desk.store.write() as uow:
        reads.note(
            uow,
            officer=desk.officer.badge,
            subject=found.permit_no or found.case_no,
            why=WhyLooked.PAPER,
            at=desk.now(),
        )
        uow.commit()
    return found


def _proven(uow: UnitOfWork, desk: Desk, code: PaperCode) -> PaperVerdict:
    site = sites.get(uow, code.site)
    found = PaperVerdict(
        genuine=False,
        verdict="altered",
        paper=code.paper,
        site=code.site,
        site_name=site.name if site else "",
        practice=code.practice,
        revision=code.revision,
        printing=code.printing,
        page=code.page,
        pages=code.pages,
    )
    record, found = _stated(uow, code, found)
    signer = sites.signing_key(uow, code.site)
    if site is None or signer is None:
        return replace(found, verdict="unknown_site")
    if not verify(signer, PAPER, code.signed, code.signature):
        return found
    if site.site_kind is SiteKind.STATION and not code.number.startswith(f"{code.site}-"):
        return replace(found, verdict="out_of_place")
    if code.own:
        return _own(uow, desk, code, found)
    found = replace(found, genuine=True, counted=_counted(uow, desk, code))
    return replace(found, verdict="genuine") if record is None else _compared(uow, code, record, found)


def _stated(uow: UnitOfWork, code: PaperCode, found: PaperVerdict) -> tuple[Stated | None, PaperVerdict]:
    """Give the record whose number the code bears, None where it is not here, and the verdict with that number."""
    if code.own:
        return None, replace(found, number=code.number)
    if code.about == "notice":
        notice = notices.record(uow, code.number)
        return notice, replace(found, notice_no=code.number, case_no=(notice.case_no or "") if notice else "")
    if code.about == "permit":
        return permits.record(uow, code.number), replace(found, permit_no=code.number)
    return cases.record(uow, code.number), replace(found, case_no=code.number)


def _own(uow: UnitOfWork, desk: Desk, code: PaperCode, found: PaperVerdict) -> PaperVerdict:
    """Say how a paper of the desk's own stands to what the same would state now, where that can be derived here."""
    from printing.proof import own_digest  # noqa: PLC0415 - as above

    said = [
        each
        for each in papers.printings(uow, subject_of(code.number), code.site, code.paper)
        if each.digest == code.digest
    ]
    here = code.site == desk.site.code
    stated = stated_now(uow, desk, code.paper, code.number)
    holds = any(own_digest(each) == code.digest for each in stated)
    journalled = code.paper not in UNCOUNTED
    counted = True if said or (holds and not journalled) else False if here and journalled else None
    found = replace(found, genuine=True, here=bool(stated), counted=counted)
    if holds or not stated:
        return replace(found, verdict="genuine")
    return replace(found, verdict="superseded" if said else "differs")


def _counted(uow: UnitOfWork, desk: Desk, code: PaperCode) -> bool | None:
    """Tell whether the journal knows this printing; of another site only what came by bundle is here."""
    if not code.printing:
        return None
    known = any(
        each.printing == code.printing and each.states(code.revision, code.digest, code.site)
        for each in papers.printings(uow, code.number, code.site, code.paper)
    )
    return True if known else False if code.site == desk.site.code else None


def _compared(uow: UnitOfWork, code: PaperCode, record: Stated, found: PaperVerdict) -> PaperVerdict:
    """Say how the printed facts stand to those of the record."""
    from printing.papers import PAPERS  # noqa: PLC0415 - as above

    kind = PAPERS[code.paper]
    replaced = (record.replaced_by or "") if isinstance(record, NoticeRecord) else ""
    found = replace(found, here=True, replaced_by=replaced)
    if _states(code, record):
        return replace(found, verdict="superseded" if replaced else "genuine")
    if not isinstance(record, NoticeRecord):
        found = replace(found, behind=code.counted and code.revision > kind.revision(record))
        printed = _as_printed(uow, code, record)
        if printed is not None:
            now = kind.revision(record) if kind.fits(record) else record.revision
            told = differences(kind.facts(printed), kind.facts(record)) if kind.fits(record) else ()
            return replace(found, verdict="superseded", newer=now, differences=told)
        if found.counted:  # the journal holds the digest of what was printed: the record said so then
            return replace(found, verdict="superseded")
    return replace(found, verdict="differs")


def _as_printed(
    uow: UnitOfWork, code: PaperCode, record: CaseRecord | PermitRecord
) -> CaseRecord | PermitRecord | None:
    """Give the record as it was when it said what the paper says; None where it never did, as far as it is here.

    A code of the first programs names no revision: every state of the facts is tried, the newest first.
    """
    if isinstance(record, PermitRecord):
        then = permits.record(uow, record.permit_no, code.revision)
        return then if then is not None and _states(code, then) else None
    tried = [code.revision] if code.counted else [each.seq for each in reversed(cases.states(uow, record))]
    for revision in tried:
        facts = cases.as_of(uow, record, revision)
        for printed in earlier.ways(uow, facts, revision) if facts is not None else ():
            if _states(code, printed):
                return printed
    return None


def _states(code: PaperCode, record: Stated) -> bool:
    """Tell whether this record states what the code's digest says; a record without such a paper states nothing."""
    from printing.papers import PAPERS  # noqa: PLC0415 - as above
    from printing.proof import facts_digest  # noqa: PLC0415 - as above

    return PAPERS[code.paper].fits(record) and facts_digest(code.paper, record) == code.digest
