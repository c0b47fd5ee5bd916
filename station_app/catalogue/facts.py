"""What an officer does with the facts of a case after acceptance, or instead of it."""

# ruff: noqa: PLC0415 - the use cases are imported when first used; see the package

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from station_app.domain.case_changes import Correction, Putting
    from station_app.domain.case_file import CaseFile
    from station_app.domain.drafts import Draft
    from station_app.domain.findings import Finding
    from station_app.domain.offers import DeclineBasis
    from station_app.domain.outcomes import Decided, Supplemented
    from station_app.domain.records import CheckResult
    from station_app.domain.vocabulary import Business
    from station_app.services.desk import Desk


class FactCalls:
    """What an officer does with the facts of a case after acceptance, or instead of it."""

    _desk: Desk

    def supplement(
        self,
        case_no: str,
        put: Putting,
        *,
        confirmed: Mapping[str, str] | None = None,
        draft_id: str | None = None,
        attachments: Path | None = None,
    ) -> Supplemented:
        """Add papers or put facts right; a refusal carries all findings, or how two officers' changes come together."""
        from station_app.services.supplement_case import supplement_case

        return supplement_case(
            self._desk, case_no, put, confirmed=confirmed, draft_id=draft_id, attachments=attachments
        )

    def begin_supplement(self, case_no: str) -> Draft:
        """Lay the facts of a case out as a draft to be put right."""
        from station_app.services.supplement_case import begin_supplement

        return begin_supplement(self._desk, case_no)

    def check_supplement(self, case_no: str, put: Putting) -> CheckResult:
        """Say what the rules say of the newer facts, and what they change."""
        from station_app.services.supplement_case import check_supplement

        return check_supplement(self._desk, case_no, put)

    def corrections(self, case_no: str, *, again: bool = False) -> tuple[Correction, ...]:
        """Give every supplement of a case with what was before and after; `again` as with `show`."""
        from station_app.services.show_changes import show_changes

        return show_changes(self._desk, case_no, again=again)

    def turn(self, case_no: str) -> Draft:
        """Lay a failed poverty application out as a general one, as a draft."""
        from station_app.services.turn_case import turn_case

        return turn_case(self._desk, case_no)

    def turned_case(self, case_no: str) -> CaseFile:
        """Give the family of a failed poverty application as a general one; nothing is stored."""
        from station_app.services.turn_case import turned_case

        return turned_case(self._desk, case_no)

    def prepare_decline(self, business: Business | None = None) -> DeclineBasis:
        """Give the grounds on which an application may be declined today."""
        from station_app.services.decline_case import prepare_decline

        return prepare_decline(self._desk, business)

    def decline_content(
        self, content: Mapping[str, object], reason: str, text: str, draft_id: str | None = None
    ) -> Decided:
        """Decline what was typed, in its JSON form."""
        from station_app.domain.reading import read_document

        case, structure = read_document(dict(content))
        return self.decline(case, structure, reason=reason, text=text, draft_id=draft_id)

    def decline(
        self,
        case: CaseFile,
        structure: Sequence[Finding] = (),
        *,
        reason: str,
        text: str,
        draft_id: str | None = None,
    ) -> Decided:
        """Decline an application on one of the pack's grounds."""
        from station_app.services.decline_case import decline_case

        return decline_case(self._desk, case, structure, reason=reason, text=text, draft_id=draft_id)
