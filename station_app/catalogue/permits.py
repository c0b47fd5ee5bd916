"""What an officer does with residence permits."""

# ruff: noqa: PLC0415 - the use cases are imported when first used; see the package

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from station_app.domain.case_file import CaseFile
    from station_app.domain.findings import Finding
    from station_app.domain.permits import PermitRecord, PermitRows
    from station_app.domain.records import IssuedPaper
    from station_app.domain.vocabulary import PermitBusiness, PermitEnd, PermitFilter
    from station_app.services.desk import Desk


class PermitCalls:
    """What an officer does with residence permits."""

    _desk: Desk

    def permits(self, wanted: PermitFilter, text: str = "", limit: int = 200) -> PermitRows:
        """List permits by what is to be done with them, and find them by name, number or ID number."""
        from station_app.services.list_permits import list_permits

        return list_permits(self._desk, wanted, text, limit)

    def permit(self, permit_no: str, why: str = "", *, again: bool = False) -> PermitRecord:
        """Give a whole permit; the look is logged, unless it is open and only read `again`."""
        from station_app.services.show_permit import show_permit

        return show_permit(self._desk, permit_no, why, again=again)

    def permit_proofs(self) -> dict[str, tuple[str, ...]]:
        """Give the kinds of documents of which one proves each ground."""
        from station_app.services.apply_permit import permit_proofs

        return permit_proofs(self._desk)

    def apply_permit(
        self, case: CaseFile, structure: Sequence[Finding] = (), confirmed: Mapping[str, str] | None = None
    ) -> PermitRecord:
        """Take an application in, checked again inside the transaction; a refusal carries all findings."""
        from station_app.services.apply_permit import apply_permit

        return apply_permit(self._desk, case, structure, confirmed)

    def apply_permit_content(self, content: Mapping[str, object], confirmed: Mapping[str, str]) -> PermitRecord:
        """Take in what was typed, in its JSON form."""
        from station_app.domain.reading import read_document

        return self.apply_permit(*read_document(dict(content)), confirmed)

    def notice_permit(
        self, case: CaseFile, structure: Sequence[Finding] = (), confirmed: Mapping[str, str] | None = None
    ) -> IssuedPaper:
        """Issue the one-time notice of everything an application lacks."""
        from station_app.services.notice_permit import notice_permit

        return notice_permit(self._desk, case, structure, confirmed)

    def notice_permit_content(self, content: Mapping[str, object], confirmed: Mapping[str, str]) -> IssuedPaper:
        """Issue the same for what was typed, in its JSON form."""
        from station_app.domain.reading import read_document

        return self.notice_permit(*read_document(dict(content)), confirmed)

    def issue_permit(self, permit_no: str, card_no: str, handed_to: str = "") -> PermitRecord:
        """Write down that a card was handed out."""
        from station_app.services.issue_permit import issue_permit

        return issue_permit(self._desk, permit_no, card_no, handed_to)

    def endorse_permit(self, permit_no: str) -> PermitRecord:
        """Endorse a permit for another year."""
        from station_app.services.endorse_permit import endorse_permit

        return endorse_permit(self._desk, permit_no)

    def replace_permit(
        self,
        permit_no: str,
        business: PermitBusiness,
        reason: str,
        *,
        old_card: bool = False,
        division: str = "",
        address: str = "",
    ) -> PermitRecord:
        """Take in that a new card is asked for in place of an old or lost one."""
        from station_app.services.replace_permit import replace_permit

        return replace_permit(
            self._desk, permit_no, business, reason, old_card=old_card, division=division, address=address
        )

    def cancel_permit(self, permit_no: str, why: PermitEnd, text: str = "") -> PermitRecord:
        """End a permit."""
        from station_app.services.cancel_permit import cancel_permit

        return cancel_permit(self._desk, permit_no, why, text)
