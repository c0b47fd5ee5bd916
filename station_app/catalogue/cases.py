"""What an officer does with families and cases."""

# ruff: noqa: PLC0415 - the use cases are imported when first used; see the package

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from station_app.domain.case_file import CaseFile
    from station_app.domain.findings import Finding
    from station_app.domain.identifiers import IdReading
    from station_app.domain.offers import DecisionBasis, Offer
    from station_app.domain.outcomes import Accepted, Decided, Moved, Registered
    from station_app.domain.records import (
        CaseRecord,
        CheckResult,
        Found,
        KnownPerson,
    )
    from station_app.domain.tracing import CaseTrace
    from station_app.domain.vocabulary import Step
    from station_app.services.decide_case import Said, StampedForm
    from station_app.services.desk import Desk


class CaseCalls:
    """What an officer does with families and cases."""

    _desk: Desk

    def today(self) -> date:
        """Give the calendar day at the desk."""
        return self._desk.today()

    def check(self, case: CaseFile, structure: Sequence[Finding] = ()) -> CheckResult:
        """Check a family and its documents; store nothing. `structure` are findings of reading the file."""
        from station_app.services.check_case import check_case

        return check_case(self._desk, case, structure)

    def check_content(self, content: Mapping[str, object]) -> CheckResult:
        """Check a case file that is still being typed, in its JSON form."""
        from station_app.domain.reading import read_document

        return self.check(*read_document(dict(content)))

    def read_id(self, text: str) -> IdReading:
        """Say what an ID number says."""
        from station_app.domain.identifiers import read_id

        return read_id(text, self.today())

    def known_person(self, id_number: str, name: str = "") -> tuple[KnownPerson, ...]:
        """Give the cases in which this ID number already is; `name` is what is compared with the county's digest."""
        from station_app.services.find_cases import find_known_person

        return find_known_person(self._desk, id_number, name)

    def accept(
        self,
        case: CaseFile,
        structure: Sequence[Finding] = (),
        *,
        confirmed: Mapping[str, str] | None = None,
        draft_id: str | None = None,
        attachments: Path | None = None,
        turned_from: str | None = None,
    ) -> Accepted:
        """Accept a family, checked again inside the transaction; a refusal carries all findings."""
        from station_app.services.accept_case import accept_case

        return accept_case(
            self._desk,
            case,
            structure,
            confirmed=confirmed,
            draft_id=draft_id,
            attachments=attachments,
            turned_from=turned_from,
        )

    def accept_content(
        self,
        content: Mapping[str, object],
        confirmed: Mapping[str, str],
        draft_id: str | None = None,
        turned_from: str | None = None,
    ) -> Accepted:
        """Accept what was typed, in its JSON form."""
        from station_app.domain.reading import read_document

        case, structure = read_document(dict(content))
        return self.accept(case, structure, confirmed=confirmed, draft_id=draft_id, turned_from=turned_from)

    def show(self, case_no: str, why: str = "", *, again: bool = False) -> CaseRecord:
        """Give a whole case; the look is logged, unless the case is open and only read `again`.

        Raises RefusedError `case_unknown`.
        """
        from station_app.services.show_case import show_case

        return show_case(self._desk, case_no, why, again=again)

    def trace(self, case_no: str) -> CaseTrace:
        """Say where a case is and who has it."""
        from station_app.services.trace_case import trace_case

        return trace_case(self._desk, case_no)

    def offers(self, case_no: str) -> tuple[Offer, ...]:
        """Say what may be done with a case now, and why not what may not."""
        from station_app.services.offer_steps import offer_steps

        return offer_steps(self._desk, case_no)

    def decision_basis(self, case_no: str) -> DecisionBasis:
        """Give what a decision of this case is made with: the level, the grounds, what stays open."""
        from station_app.services.offer_steps import prepare_decision

        return prepare_decision(self._desk, case_no)

    def flag_words(self, pack: str, text: str) -> tuple[str, ...]:
        """Name the forbidden grounds that a text names while it is typed."""
        from station_app.services.offer_steps import flag_words

        return flag_words(self._desk, pack, text)

    def find(self, text: str, limit: int = 50) -> Found:
        """Search by ID number, name, part of a name, pinyin, initials, case number or phone."""
        from station_app.services.find_cases import find_cases

        return find_cases(self._desk, text, limit)

    def decide(self, case_no: str, said: Said, form: StampedForm | None = None) -> Decided:
        """Approve, refuse or return a case at one level."""
        from station_app.services.decide_case import decide_case

        return decide_case(self._desk, case_no, said, form)

    def move(self, case_no: str, step: Step, text: str = "") -> Moved:
        """Take a step that needs nothing but words: review, withdraw, reverse, deliver, archive."""
        from station_app.services.move_case import move_case

        return move_case(self._desk, case_no, step, text)

    def register(self, case_no: str, household_no: str | None = None) -> Registered:
        """Enter the movers of an approved case into their household."""
        from station_app.services.register_case import register_case

        return register_case(self._desk, case_no, household_no)
