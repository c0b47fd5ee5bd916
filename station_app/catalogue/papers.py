"""What an officer does with papers."""

# ruff: noqa: PLC0415 - the use cases are imported when first used; see the package

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from station_app.domain.records import (
        IssuedPaper,
        PaperVerdict,
    )
    from station_app.services.desk import Desk


class PaperCalls:
    """What an officer does with papers."""

    _desk: Desk

    def papers(self) -> tuple[str, ...]:
        """Give the names of the papers this version makes (`receipt`, ...)."""
        from printing.papers import PAPERS

        return tuple(PAPERS)

    def issue_paper(self, case_no: str, paper: str) -> IssuedPaper:
        """Make a paper from the stored facts and journal the copy. Same facts, same bytes."""
        from station_app.services.issue_paper import issue_paper

        return issue_paper(self._desk, case_no, paper)

    def preview_paper(self, case_no: str, paper: str) -> bytes:
        """Make the PDF of a paper without journalling a copy."""
        from station_app.services.issue_paper import preview_paper

        return preview_paper(self._desk, case_no, paper)

    def printers(self) -> tuple[str, ...]:
        """Give the names of the printers this desk reaches; may be empty."""
        from printing.drivers import cups

        return cups.printers()

    def print_paper(self, case_no: str, paper: str, printer: str) -> IssuedPaper:
        """Journal a copy, send it to the printer and wait for the job's true end."""
        from station_app.services.issue_paper import issue_paper
        from station_app.services.print_paper import send_to_printer

        issued = issue_paper(self._desk, case_no, paper)
        send_to_printer(issued, printer)
        return issued

    def verify_paper(self, text: str) -> PaperVerdict:
        """Say whether the text of a paper's QR code is genuine, offline."""
        from station_app.services.verify_paper import verify_paper

        return verify_paper(self._desk, text)
