"""The use cases, ready made: the one thing handed to the windows and to the command line.

`Door` is what can be done before anybody has logged in, `Catalogue` what a logged-in officer can do. Both only pass on;
what happens is in `services`, imported when first used so that a window is painted before the database code loads.
All methods block (call them from a task, not from the GUI thread), give frozen results of `domain.records`, and raise
only `errors.StationError`.
"""

# ruff: noqa: PLC0415 - the use cases are imported when first used; see above

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from station_app.domain.records import Officer, Site
from station_app.domain.vocabulary import SiteKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from station_app.clock import Clock
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
    from station_app.paths import Home
    from station_app.services.desk import Desk
    from station_app.settings import Settings


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
    """What can be done before anybody has logged in. Made by `bootstrap.door`.

    `location` is the database (path or URL), `cheap_keys` weakens the password hashing for tests and demonstrations.
    """

    def __init__(
        self, home: Home, location: Path | str, settings: Settings, clock: Clock, *, cheap_keys: bool = False
    ) -> None:
        self._home = home
        self._location = location
        self._settings = settings
        self._clock = clock
        self._cheap_keys = cheap_keys

    @property
    def home(self) -> Home:
        """Where the site keeps its files."""
        return self._home

    @property
    def settings(self) -> Settings:
        """The choices of this desk."""
        return self._settings

    @property
    def founded(self) -> bool:
        """Whether a site was set up in this home; if not, the windows open the first run."""
        return self._home.founded

    @property
    def practice(self) -> bool:
        """Whether this home is the practice mode (训练模式)."""
        return self._home.practice_mark.exists()

    @property
    def practice_account(self) -> tuple[str, str] | None:
        """Badge and password of the practice mode, shown on its login page; None for a real site."""
        if not self.practice:
            return None
        badge, _, password = self._home.practice_mark.read_text(encoding="utf-8").strip().partition(" ")
        return (badge, password) if password else None

    def badges(self) -> tuple[str, ...]:
        """Give the badges that have a key slot here."""
        from station_app.storage.keyring import Keyring

        return Keyring(self._home.keyring).badges()

    def found_site(self, founding: Founding) -> Founded:
        """Set up the site: keys, database, first officer, public collective household of the station."""
        from printing import recovery_sheet
        from station_app.services.found_site import Foundation, found_site
        from station_app.storage.keyring import CHEAPEST, STANDARD

        site, officer, sheet = found_site(
            Foundation(
                home=self._home,
                location=self._location,
                site=Site(founding.site_code, founding.site_name.strip(), founding.site_kind, founding.practice),
                badge=founding.badge,
                officer_name=founding.officer_name,
                password=founding.password,
                clock=self._clock,
                strength=CHEAPEST if self._cheap_keys else STANDARD,
                draw_sheet=recovery_sheet.render,
            )
        )
        return Founded(site, officer, sheet)

    def recover(self, code: str, badge: str, password: str) -> None:
        """Give an officer a new password by the code of the recovery sheet; the journal keeps that it happened."""
        from station_app.services.recover_officer import Recovery, recover_officer
        from station_app.storage.keyring import CHEAPEST, STANDARD

        recover_officer(
            self._home,
            self._location,
            self._clock,
            CHEAPEST if self._cheap_keys else STANDARD,
            Recovery(code, badge, password),
        )

    def log_in(self, badge: str, password: str) -> Catalogue:
        """Open the database with the officer's password."""
        from station_app.services.log_in import log_in

        return Catalogue(
            log_in(self._home, self._location, self._settings, self._clock, badge=badge, password=password)
        )


class Catalogue:
    """What the logged-in officer can do."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def site(self) -> Site:
        """The site that is open."""
        return self._desk.site

    @property
    def officer(self) -> Officer:
        """The officer who is logged in."""
        return self._desk.officer

    @property
    def settings(self) -> Settings:
        """The choices of this desk."""
        return self._desk.settings

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

    def check_raw(self, raw: bytes) -> CheckResult:
        """Check a case file from outside; hostile input gives findings."""
        from station_app.domain.reading import read_case

        return self.check(*read_case(raw))

    def read_id(self, text: str) -> IdReading:
        """Say what an ID number says."""
        from station_app.domain.identifiers import read_id

        return read_id(text, self.today())

    def known_person(self, id_number: str) -> tuple[KnownPerson, ...]:
        """Give the cases in which this ID number already is."""
        from station_app.services.find_cases import find_known_person

        return find_known_person(self._desk, id_number)

    def accept(
        self,
        case: CaseFile,
        structure: Sequence[Finding] = (),
        *,
        confirmed: Mapping[str, str] | None = None,
        draft_id: str | None = None,
        attachments: Path | None = None,
    ) -> Accepted:
        """Accept a family, checked again inside the transaction; a refusal carries all findings."""
        from station_app.services.accept_case import accept_case

        return accept_case(self._desk, case, structure, confirmed=confirmed, draft_id=draft_id, attachments=attachments)

    def accept_content(
        self, content: Mapping[str, object], confirmed: Mapping[str, str], draft_id: str | None = None
    ) -> Accepted:
        """Accept what was typed, in its JSON form."""
        from station_app.domain.reading import read_document

        case, structure = read_document(dict(content))
        return self.accept(case, structure, confirmed=confirmed, draft_id=draft_id)

    def save_draft(self, draft: Draft) -> None:
        """Keep a draft; replaces the one with the same `draft_id`."""
        from station_app.services.keep_drafts import save_draft

        save_draft(self._desk, draft)

    def drafts(self) -> tuple[Draft, ...]:
        """Give the drafts of this desk, newest first."""
        from station_app.services.keep_drafts import list_drafts

        return list_drafts(self._desk)

    def drop_draft(self, draft_id: str) -> None:
        """Throw a draft away."""
        from station_app.services.keep_drafts import drop_draft

        drop_draft(self._desk, draft_id)

    def show(self, case_no: str, why: str = "") -> CaseRecord:
        """Give a whole case; the look is logged. Raises RefusedError `case_unknown`."""
        from station_app.services.show_case import show_case

        return show_case(self._desk, case_no, why)

    def find(self, text: str, limit: int = 50) -> Found:
        """Search by ID number, name, part of a name, pinyin, initials, case number or phone."""
        from station_app.services.find_cases import find_cases

        return find_cases(self._desk, text, limit)

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

    def households(self) -> tuple[Household, ...]:
        """Give all households of this site."""
        from station_app.services.keep_households import list_households

        return list_households(self._desk)

    def household(self, household_no: str) -> tuple[Household, tuple[FoundCase, ...]]:
        """Give one household and the cases placed in it."""
        from station_app.services.keep_households import show_household

        return show_household(self._desk, household_no)

    def open_household(
        self,
        kind: HouseholdKind,
        *,
        division: str,
        address: str,
        name: str,
        managing_body: str,
        soft_capacity: int | None,
    ) -> Household:
        """Open a household; it gets its number from the station."""
        from station_app.services.keep_households import open_household

        return open_household(
            self._desk,
            kind,
            division=division,
            address=address,
            name=name,
            managing_body=managing_body,
            soft_capacity=soft_capacity,
        )

    def close_household(self, household_no: str, reason: str) -> Household:
        """Close a household to newcomers."""
        from station_app.services.keep_households import close_household

        return close_household(self._desk, household_no, reason)

    def channels(self) -> tuple[ExchangeState, ...]:
        """Say how each channel stands."""
        from station_app.services.export_bundle import channel_states

        return channel_states(self._desk)

    def export(
        self, to: Path, channel: str | None = None, progress: Callable[[int, int], None] | None = None
    ) -> Exported:
        """Write the next bundle for `channel` (the only one, if empty) into `to`; `progress` may raise to cancel."""
        from station_app.services.export_bundle import export_bundle

        return export_bundle(self._desk, to, channel, progress)

    def inspect(self, bundle: Path) -> dict[str, object]:
        """Say what a bundle says of itself, without importing."""
        from station_app.services.inspect_bundle import inspect_bundle

        return inspect_bundle(bundle, self._desk)

    def import_bundle(self, bundle: Path, progress: Callable[[int, int], None] | None = None) -> Imported:
        """Verify a bundle (or an acknowledgement), then apply it; again changes nothing."""
        from station_app.services.import_bundle import import_bundle

        return import_bundle(self._desk, bundle, progress)

    def request_identity(self, to: Path) -> Path:
        """Write this site's public identity into the folder `to`, for another site to enrol."""
        from station_app.services.site_identity import request_identity

        return request_identity(self._desk, to)

    def own_fingerprint(self) -> str:
        """Give this site's fingerprint, to be compared by telephone."""
        from station_app.services.site_identity import own_fingerprint

        return own_fingerprint(self._desk)

    def enrol(self, request: Path, to: Path) -> tuple[Path, str]:
        """Trust the site that made `request`; write the answer it must trust; give the fingerprint to compare."""
        from station_app.services.site_identity import enrol_site

        return enrol_site(self._desk, request, to)

    def trust(self, enrolment: Path) -> tuple[Site, str]:
        """Trust the site that answered; give its fingerprint."""
        from station_app.services.site_identity import trust_site

        return trust_site(self._desk, enrolment)

    def verify_journal(self) -> ChainReport:
        """Walk the chain of every site."""
        from station_app.services.check_journal import verify_journal

        return verify_journal(self._desk)

    def rebuild_journal(self) -> ChainReport:
        """Replay the journal into empty tables and compare with the live ones."""
        from station_app.services.check_journal import rebuild_journal

        return rebuild_journal(self._desk)

    def export_journal(self, to: Path) -> int:
        """Write the audit extract: every entry, a canonical JSON line each; give their number."""
        from station_app.services.check_journal import export_journal

        return export_journal(self._desk, to)

    def close(self) -> None:
        """Close the database and forget the keys."""
        self._desk.store.close()
