"""Frozen results that travel from the services to windows, command line and papers. They hold facts, no behaviour."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from station_app.domain.case_changes import FieldChange
from station_app.domain.case_file import CaseFile
from station_app.domain.crossings import CrossedDecisions
from station_app.domain.deadlines import Deadlines
from station_app.domain.findings import Finding
from station_app.domain.reminders import Reminder
from station_app.domain.reprints import ReprintReason
from station_app.domain.residents import FoundResident
from station_app.domain.settled import Settled
from station_app.domain.tracing import SaidDecision
from station_app.domain.vocabulary import (
    CaseStatus,
    DestinationKind,
    HouseholdKind,
    Level,
    OfficerRole,
    SiteKind,
)


class _Record(msgspec.Struct, frozen=True):
    """What all results share."""


class DocumentDemand(_Record, frozen=True):
    """One line of the document checklist.

    `holder` is an index into the family, None for the whole family. `status`: `present`, `missing`, `commitment`
    (to be brought by a promised date) or `not_needed` (already proven otherwise).
    `supplementable`: may be brought later (容缺). `due`: the day until which a commitment promises it. `rule` is the
    code of the pack's rule.
    """

    kind: str
    holder: int | None
    status: str
    blocking: bool
    basis: str
    why: str
    supplementable: bool = False
    due: date | None = None
    rule: str = ""


class GroupMember(_Record, frozen=True):
    """One mover inside the family's group: what the person at `index` is to its head (GB/T 4761); None if not known."""

    index: int
    relationship: str | None = None
    head: bool = False


class HouseholdChoice(_Record, frozen=True):
    """A household the family could go to, nearest first; `full` only warns."""

    household_no: str
    name: str
    address: str
    persons: int
    soft_capacity: int | None
    full: bool


class Placement(_Record, frozen=True):
    """Which kinds of household are offered, the one proposed, and the family's group inside it."""

    offered: tuple[DestinationKind, ...]
    kind: DestinationKind | None = None
    household_no: str | None = None
    address: str | None = None
    group: tuple[GroupMember, ...] = ()


class Alternative(_Record, frozen=True):
    """Another road that is open to the applicant (code names the sentence `alternative.CODE`)."""

    code: str
    basis: str


class ForbiddenDemand(_Record, frozen=True):
    """What may never be demanded; shown beside the checklist (`code`: employment, social_insurance, ...).

    `kinds` are the documents that nobody takes in for it either; one that fixes an address may still be shown.
    """

    code: str
    name: str
    basis: str
    kinds: tuple[str, ...] = ()


class CheckResult(_Record, frozen=True):
    """The whole answer of a check (contract.md), before any confirmation is weighed.

    `changes` is what a supplement puts right in the case it is about.
    """

    case: CaseFile
    findings: tuple[Finding, ...]
    documents: tuple[DocumentDemand, ...] = ()
    placement: Placement | None = None
    decided_by: tuple[Level, ...] = ()
    deadlines: Deadlines | None = None
    alternatives: tuple[Alternative, ...] = ()
    forbidden: tuple[ForbiddenDemand, ...] = ()
    pack: str = ""
    clause: str = ""
    households: tuple[HouseholdChoice, ...] = ()
    changes: tuple[FieldChange, ...] = ()


class Site(_Record, frozen=True):
    """One database, one journal, one signing identity."""

    code: str
    name: str
    kind: SiteKind
    practice: bool


class Officer(_Record, frozen=True):
    """An account of the site."""

    badge: str
    name: str
    roles: tuple[OfficerRole, ...]


class Household(_Record, frozen=True):
    """A household (户); `persons` counts those placed in it, accepted cases included.

    `keeper` keeps its pages (户主/专管员). `division_name` is that of a division the code tables do not know yet.
    `headed`: the householder of this family household is registered here.
    """

    household_no: str
    kind: HouseholdKind
    division: str
    address: str
    name: str
    managing_body: str
    soft_capacity: int | None
    state: str
    persons: int = 0
    keeper: str = ""
    division_name: str | None = None
    headed: bool = False


class TimelineItem(_Record, frozen=True):
    """One journal entry as a person reads it on the case page.

    `words` is what somebody wrote freely with a step, `flags` what of it somebody else has to look at, `ground` the
    words of the pack's ground of a refusal and `basis` its clause.
    """

    at: datetime
    clock_trusted: bool
    site: str
    seq: int
    officer: str
    officer_name: str
    kind: str
    summary: str
    words: str = ""
    reason: str | None = None
    ground: str = ""
    basis: str = ""
    flags: tuple[str, ...] = ()


class PaperCopy(_Record, frozen=True):
    """One printed or saved copy of a paper.

    `revision` is the entry that holds the facts it states, `printing` counts from 1 for these facts at `site` (0: an
    earlier program printed it and said neither), `reprint` why they were printed again, `text` what was written to it.
    """

    paper: str
    copy: int
    sha256: str
    at: datetime
    officer: str
    site: str = ""
    revision: int = 0
    printing: int = 0
    reprint: ReprintReason | None = None
    text: str = ""


class CaseRecord(_Record, frozen=True):
    """A whole case: what `show` gives, what the papers print.

    `form` is the version of the form it was taken on, `notice_no` the one-time notice that went before it, `still` who
    has not approved yet, in order, `ended_as` what became of it in the end, `revision` the number of the
    entry that holds its facts, `turned_from` the failed case that it goes on from, `crossed` two decisions that do not
    say the same, while nobody has seen to it. `decisions` are those that count, about the facts as they are now,
    `settled` who was entered where, as long as that holds.
    """

    case_no: str
    status: CaseStatus
    site: str
    site_name: str
    practice: bool
    accepted_at: datetime
    accepted_by: str
    accepted_by_name: str
    pack: str
    case: CaseFile
    deadlines: Deadlines
    decided_by: tuple[Level, ...]
    documents: tuple[DocumentDemand, ...]
    household: Household | None
    placement: Placement
    family_group: str | None
    confirmed: dict[str, str]
    papers: tuple[PaperCopy, ...]
    timeline: tuple[TimelineItem, ...]
    form: str = ""
    notice_no: str | None = None
    still: tuple[Level, ...] = ()
    ended_as: CaseStatus | None = None
    reminder: Reminder | None = None
    revision: int = 0
    turned_from: str | None = None
    crossed: CrossedDecisions | None = None
    decisions: tuple[SaidDecision, ...] = ()
    settled: Settled | None = None

    @property
    def taken_in(self) -> bool:
        """Whether it was accepted: nobody decides what was declined."""
        return bool(self.decided_by)

    @property
    def number(self) -> str:
        """The number its papers carry."""
        return self.case_no

    @property
    def stated_at(self) -> datetime:
        """The moment of its facts."""
        return self.accepted_at


class FoundCase(_Record, frozen=True):
    """One row of a search; `persons` are (name, masked ID number) in the order of the family."""

    case_no: str
    status: CaseStatus
    accepted_at: datetime
    site: str
    applicant: str
    applicant_id_masked: str
    persons: tuple[str, ...]
    household_no: str | None
    matched: str


class Found(_Record, frozen=True):
    """A search's answer; `total` counts cases, `residents` are in none."""

    total: int
    rows: tuple[FoundCase, ...]
    residents: tuple[FoundResident, ...] = ()


class KnownPerson(_Record, frozen=True):
    """Someone already in a case; offered to the officer, never decided silently.

    The facts below `accepted_at` are there where two people are compared. `elsewhere`: known from the county's digest
    only, which holds no names, dates or addresses; `same_name` then says what it can (None: not known).
    """

    case_no: str
    index: int
    name: str
    status: CaseStatus
    accepted_at: datetime
    id_number: str = ""
    birth_date: date | None = None
    address: str = ""
    site: str = ""
    site_name: str = ""
    elsewhere: bool = False
    same_name: bool | None = None


class IssuedPaper(_Record, frozen=True):
    """A paper that was journalled; `pdf` are its exact bytes.

    `printing` counts from 1 for the same facts at this site; `reprint` is why they were printed again. `layout` is the
    edition of the layout file it was drawn by, `unfit` that of one it did not go into.
    """

    case_no: str
    paper: str
    copy: int
    sha256: str
    pdf: bytes
    printing: int = 1
    reprint: ReprintReason | None = None
    layout: str = ""
    unfit: str = ""


class Exported(_Record, frozen=True):
    """A bundle that was written, read back and put in place."""

    bundle: str
    number: int
    channel: str
    entries: int
    attachments: int
    sha256: str


class LateDuplicate(_Record, frozen=True):
    """Somebody accepted here who, as a later digest of the county says, is in another station's case too."""

    case_no: str
    index: int
    name: str
    other_case_no: str
    other_site: str
    other_accepted_on: date


class Imported(_Record, frozen=True):
    """What an import did; `acknowledgement` is the path of the return receipt.

    `what` was taken in: `bundle`, `acknowledgement`, `digest`. `digest`: the path of the digest of known people that
    goes back with a receipt, empty where there is none. `late`: after a digest was taken in, who is in a case here and
    in one elsewhere. `told` says in sentences what `conflicts` names: which case, what crossed, what holds now, what to
    do.
    """

    number: int
    site: str
    applied: int
    duplicates: int
    conflicts: tuple[str, ...]
    acknowledgement: str
    what: str = "bundle"
    digest: str = ""
    late: tuple[LateDuplicate, ...] = ()
    told: tuple[str, ...] = ()


class ExchangeState(_Record, frozen=True):
    """How a channel stands: last number, when, what has not been handed over yet."""

    channel: str
    channel_name: str
    last_number: int
    last_at: datetime | None
    waiting_entries: int
    acknowledged: int


class ChainReport(_Record, frozen=True):
    """What a walk over the journal found."""

    ok: bool
    entries: int
    head: str
    problems: tuple[str, ...] = ()
