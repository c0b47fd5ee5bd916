"""Use case: make a paper from stored facts. Each copy that leaves is journalled with the SHA-256 of its bytes."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from station_app.domain.records import IssuedPaper
from station_app.errors import RefusedError
from station_app.exchange.identities import PAPER
from station_app.journal import chain
from station_app.journal.entries import PaperIssued
from station_app.storage import cases, papers

if TYPE_CHECKING:
    from station_app.domain.records import CaseRecord
    from station_app.services.desk import Desk


def preview_paper(desk: Desk, case_no: str, paper: str) -> bytes:
    """Make the PDF of `paper` without journalling a copy; the same bytes an issued copy has.

    Raises:
        RefusedError: `case_unknown`, `paper_unknown`.
    """
    with desk.store.read() as uow:
        record = cases.record(uow, case_no)
    if record is None:
        raise RefusedError("case_unknown", case_no=case_no[:40])
    return _draw(desk, record, paper)


def issue_paper(desk: Desk, case_no: str, paper: str) -> IssuedPaper:
    """Make `paper` and journal the copy before anyone can hold it. Same facts, same bytes, however often.

    Raises:
        RefusedError: `case_unknown`, `paper_unknown`.
    """
    pdf = preview_paper(desk, case_no, paper)
    digest = hashlib.sha256(pdf).hexdigest()
    with desk.store.write() as uow:
        copy = papers.count(uow, case_no, paper) + 1
        chain.append(
            uow,
            site=desk.site.code,
            officer=desk.officer.badge,
            subject=case_no,
            payload=PaperIssued(case_no, paper, copy, digest),
            at=desk.now(),
        )
        uow.commit()
    return IssuedPaper(case_no, paper, copy, digest, pdf)


def _draw(desk: Desk, record: CaseRecord, paper: str) -> bytes:
    from printing.papers import PAPERS, PaperContext, render  # noqa: PLC0415 - ReportLab takes 0.35 s to import

    if paper not in PAPERS:
        raise RefusedError("paper_unknown", paper=paper[:40], papers=", ".join(PAPERS))
    context = PaperContext(
        seal=lambda message: desk.identity.sign(PAPER, message),
        enquiry_phone=desk.settings.enquiry_phone,
        complaint_phone=desk.settings.complaint_phone,
    )
    return render(paper, record, context)
