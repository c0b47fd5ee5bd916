"""What an officer does with papers."""

# ruff: noqa: PLC0415 - the use cases are imported when first used; see the package

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from station_app.domain.case_file import CaseFile
    from station_app.domain.notices import NoticeState
    from station_app.domain.paper_verdicts import PaperVerdict
    from station_app.domain.permits import PermitRecord
    from station_app.domain.records import (
        CaseRecord,
        IssuedPaper,
    )
    from station_app.domain.reprints import Reprint
    from station_app.services.desk import Desk


class PaperCalls:
    """What an officer does with papers."""

    _desk: Desk

    def papers(self) -> tuple[str, ...]:
        """Give the names of the papers this version makes (`receipt`, ...)."""
        from printing.papers import PAPERS

        return tuple(PAPERS)

    def papers_of(self, record: CaseRecord | PermitRecord) -> tuple[str, ...]:
        """Give the names of the papers that this case, or this residence permit, has."""
        from printing.papers import papers_of

        return papers_of(record)

    def issue_paper(self, number: str, paper: str, again: Reprint | None = None) -> IssuedPaper:
        """Make a paper from the stored facts and journal the printing; the same facts again need a reason."""
        from station_app.services.issue_paper import issue_paper

        return issue_paper(self._desk, number, paper, again)

    def preview_paper(self, number: str, paper: str) -> bytes:
        """Make the PDF of a paper without journalling a copy."""
        from station_app.services.issue_paper import preview_paper

        return preview_paper(self._desk, number, paper)

    def preview_notice(self, draft_id: str) -> bytes:
        """Make the one-time notice that a draft would get, without issuing it."""
        from station_app.services.issue_notice import preview_notice

        return preview_notice(self._desk, draft_id)

    def issue_notice(self, draft_id: str, again: Reprint | None = None) -> IssuedPaper:
        """Issue the one-time notice for a draft; asked again, the same once more, which needs a reason."""
        from station_app.services.issue_notice import issue_notice

        return issue_notice(self._desk, draft_id, again)

    def issue_notice_for(self, case: CaseFile, confirmed: Mapping[str, str] | None = None) -> tuple[IssuedPaper, str]:
        """Keep a case file as a draft and issue its notice; give the paper and the draft's id."""
        from station_app.services.issue_notice import issue_notice_for

        return issue_notice_for(self._desk, case, confirmed)

    def find_notice(self, notice_no: str) -> NoticeState:
        """Say where a notice leads: to its draft or to its case."""
        from station_app.services.issue_notice import find_notice

        return find_notice(self._desk, notice_no)

    def printers(self) -> tuple[str, ...]:
        """Give the names of the printers this desk reaches; may be empty."""
        from printing import printers

        return printers.printers()

    def verify_paper(self, text: str) -> PaperVerdict:
        """Say whether the text of a paper's QR code is genuine, offline."""
        from station_app.services.verify_paper import verify_paper

        return verify_paper(self._desk, text)
