"""The use cases, ready made: the one thing handed to the windows and to the command line.

`Door` is what can be done before anybody has logged in, `Catalogue` what a logged-in officer can do. Both only pass on;
what happens is in `services`. All methods block (call them from a task, not from the GUI thread), give frozen results of
`domain.records`, and raise only `errors.StationError`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from station_app.domain.records import Officer, Site
from station_app.domain.vocabulary import SiteKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path

    from station_app.domain.case_file import CaseFile
    from station_app.domain.findings import Finding
    from station_app.domain.identifiers import IdReading
    from station_app.domain.records import (
        Accepted,
        CaseRecord,
        ChainReport,
        CheckResult,
        Draft,
        ExchangeState,
        Exported,
        Found,
        FoundCase,
        Household,
        Imported,
        IssuedPaper,
        KnownPerson,
        PaperVerdict,
    )
    from station_app.domain.vocabulary import HouseholdKind


class Founding(msgspec.Struct, frozen=True):
    """What the first run asks for."""

    site_kind: SiteKind
    site_code: str
    site_name: str
    badge: str
    officer_name: str
    password: str
    practice: bool = False


class Founded(msgspec.Struct, frozen=True):
    """A site that came into being; `recovery_sheet` is a PDF that must be printed and locked away."""

    site: Site
    officer: Officer
    recovery_sheet: bytes


class Door:
    """What can be done before anybody has logged in. Made by `bootstrap.door`."""

    @property
    def founded(self) -> bool:
        """Whether a site was set up in this home; if not, the windows open the first run."""

    @property
    def practice(self) -> bool:
        """Whether this home is the practice mode (训练模式)."""

    def badges(self) -> tuple[str, ...]:
        """Give the badges that have a key slot here."""

    def found_site(self, founding: Founding) -> Founded:
        """Set up the site: keys, database, first officer, public collective household of the station."""

    def log_in(self, badge: str, password: str) -> Catalogue:
        """Open the database with the officer's password."""


class Catalogue:
    """What the logged-in officer can do."""

    site: Site
    officer: Officer

    def today(self) -> date:
        """Give the calendar day at the desk."""

    # the family and its documents
    def check(self, case: CaseFile, structure: tuple[Finding, ...] = ()) -> CheckResult:
        """Check a family and its documents; store nothing. `structure` are findings of reading the file."""

    def check_content(self, content: Mapping[str, object]) -> CheckResult:
        """Check a case file that is still being typed, in its JSON form."""

    def check_raw(self, raw: bytes) -> CheckResult:
        """Check a case file from outside; hostile input gives findings."""

    def read_id(self, text: str) -> IdReading:
        """Say what an ID number says."""

    def known_person(self, id_number: str) -> tuple[KnownPerson, ...]:
        """Give the cases in which this ID number already is."""

    def accept(
        self, result: CheckResult, confirmed: Mapping[str, str], draft_id: str | None = None,
        attachments: Path | None = None,
    ) -> Accepted:
        """Accept a checked family in one transaction; checks again; drops the draft it came from.

        Raises:
            RefusedError: `case_not_acceptable` with the findings that block.
        """

    # drafts: local scratch, saved while typing
    def save_draft(self, draft: Draft) -> None:
        """Keep a draft; replaces the one with the same `draft_id`."""

    def drafts(self) -> tuple[Draft, ...]:
        """Give the drafts of this desk, newest first."""

    def drop_draft(self, draft_id: str) -> None:
        """Throw a draft away."""

    # cases
    def show(self, case_no: str, why: str = "") -> CaseRecord:
        """Give a whole case; the look is logged. Raises RefusedError `case_unknown`."""

    def find(self, text: str, limit: int = 50) -> Found:
        """Search by ID number, name, part of a name, pinyin, initials, case number or phone."""

    # papers
    def papers(self) -> tuple[str, ...]:
        """Give the names of the papers this version makes (`receipt`, ...)."""

    def issue_paper(self, case_no: str, paper: str) -> IssuedPaper:
        """Make a paper from the stored facts and journal the copy. Same facts, same bytes."""

    def preview_paper(self, case_no: str, paper: str) -> bytes:
        """Make the PDF of a paper without journalling a copy."""

    def printers(self) -> tuple[str, ...]:
        """Give the names of the printers this desk reaches; may be empty."""

    def print_paper(self, case_no: str, paper: str, printer: str) -> IssuedPaper:
        """Journal a copy, send it to the printer and wait for the job's true end."""

    def verify_paper(self, text: str) -> PaperVerdict:
        """Say whether the text of a paper's QR code is genuine, offline."""

    # households
    def households(self) -> tuple[Household, ...]:
        """Give all households of this site."""

    def household(self, household_no: str) -> tuple[Household, tuple[FoundCase, ...]]:
        """Give one household and the cases placed in it."""

    def open_household(
        self, kind: HouseholdKind, division: str, address: str, name: str, managing_body: str, soft_capacity: int | None
    ) -> Household:
        """Open a household; it gets its number from the station."""

    def close_household(self, household_no: str, reason: str) -> Household:
        """Close a household to newcomers."""

    # exchange
    def channels(self) -> tuple[ExchangeState, ...]:
        """Say how each channel stands."""

    def export(
        self, to: Path, channel: str | None = None, progress: Callable[[int, int], None] | None = None
    ) -> Exported:
        """Write the next bundle for `channel` (the only one, if there is one) into the folder `to`, verified."""

    def inspect(self, bundle: Path) -> dict[str, object]:
        """Say what a bundle says of itself, without importing."""

    def import_bundle(self, bundle: Path, progress: Callable[[int, int], None] | None = None) -> Imported:
        """Verify a bundle (or an acknowledgement), then apply it; again changes nothing."""

    def request_identity(self, to: Path) -> Path:
        """Write this site's public identity for another site to enrol."""

    def enrol(self, request: Path, to: Path) -> tuple[Path, str]:
        """Trust the site that made `request`; write the answer it must trust; give the fingerprint to compare."""

    def trust(self, enrolment: Path) -> tuple[Site, str]:
        """Trust the site that answered; give its fingerprint."""

    # journal
    def verify_journal(self) -> ChainReport:
        """Walk the chain of every site."""

    def rebuild_journal(self) -> ChainReport:
        """Replay the journal into empty tables and compare with the live ones."""

    def close(self) -> None:
        """Close the database and forget the keys."""
