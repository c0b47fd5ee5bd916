"""The entries of cases: what was captured of a family, and each step of the case's later life."""

from __future__ import annotations

from datetime import date

import msgspec

from station_app.domain.case_file import FIRST_FORM, CaseFile
from station_app.domain.deadlines import Deadlines
from station_app.domain.records import DocumentDemand, Placement
from station_app.domain.residents import RegisteredPerson
from station_app.domain.settled import HouseholdThen
from station_app.domain.vocabulary import Level, Outcome
from station_app.journal.payload import PayloadBase as _Payload


class Attachment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A scan: SHA-256 of its plain bytes, its size and type. The bytes lie encrypted beside the database."""

    sha256: str
    size: int
    media_type: str


class CaseFacts(_Payload, frozen=True):
    """What was captured of a family, what the rules said of it and who is placed where.

    `form` is the version of the form it was taken on; cases from before it was written down were taken on the first.
    `notice_no` is the one-time notice that this answers, `turned_from` the failed case of another route that it goes on
    from.
    """

    case_no: str
    case: CaseFile
    pack: str
    decided_by: tuple[Level, ...]
    deadlines: Deadlines
    documents: tuple[DocumentDemand, ...]
    placement: Placement
    family_group: str | None
    confirmed: dict[str, str]
    attachments: tuple[Attachment, ...] = ()
    form: str = FIRST_FORM
    notice_no: str | None = None
    turned_from: str | None = None


class CaseAccepted(CaseFacts, frozen=True, tag="case_accepted"):
    """A family was accepted (受理)."""


class CaseSupplemented(CaseFacts, frozen=True, tag="case_supplemented"):
    """Papers were added or facts put right (补正): everything as it is from now on.

    What it was is in the entries before, which stay as they are. `attachments` are the scans that came along.
    """

    text: str = ""


class CaseDeclined(CaseFacts, frozen=True, tag="case_declined"):
    """An application was not taken in (不予受理, 行政许可法32), on one of the pack's grounds.

    `text` is said to the applicant; `flags` are forbidden grounds that it names.
    """

    reason: str = ""
    text: str = ""
    flags: tuple[str, ...] = ()


class CaseReviewed(_Payload, frozen=True, tag="case_reviewed"):
    """A case was gone through (审核) by somebody who did not accept it; `opinion` goes to whoever decides."""

    case_no: str
    opinion: str


class PaperDecision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A decision that the county wrote on paper: who signed it and when, as the stamped form says."""

    decider: str
    decided_on: date


class CaseDecided(_Payload, frozen=True, tag="case_decided"):
    """One level decided (or returned) a case.

    `reason` is the code of one of the pack's grounds and is there for a refusal only; `text` is said to the applicant.
    `reference` is the 文号. `flags` are forbidden grounds that the text names: somebody has to look at it. `on_paper`
    is there where a station enters what the county wrote by hand; the stamped form is then in `attachments`.
    """

    case_no: str
    level: Level
    outcome: Outcome
    reason: str | None = None
    text: str = ""
    reference: str | None = None
    flags: tuple[str, ...] = ()
    on_paper: PaperDecision | None = None
    attachments: tuple[Attachment, ...] = ()
    about: int | None = None


class CaseWithdrawn(_Payload, frozen=True, tag="case_withdrawn"):
    """The applicant took the application back."""

    case_no: str
    text: str


class CaseReversed(_Payload, frozen=True, tag="case_reversed"):
    """What was decided or registered was a mistake and holds no longer (冲销); nothing is deleted."""

    case_no: str
    text: str


class Registration(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One mover who enters the household: index in the family, what they are to the head there (GB/T 4761).

    `person` is who was registered; where it was not written down yet, the case says so.
    """

    place: int
    relationship: str | None = None
    head: bool = False
    person: RegisteredPerson | None = None


class CaseRegistered(_Payload, frozen=True, tag="case_registered"):
    """The movers entered the household on `since`.

    `household` is what it was called on that day; None where that was not written down yet, or it is kept elsewhere.
    """

    case_no: str
    household_no: str
    since: date
    registrations: tuple[Registration, ...]
    family_group: str | None = None
    household: HouseholdThen | None = None


class CaseDelivered(_Payload, frozen=True, tag="case_delivered"):
    """The decision and its papers were handed to `receiver`."""

    case_no: str
    receiver: str


class CaseArchived(_Payload, frozen=True, tag="case_archived"):
    """The file of the case was closed and put at `shelf`."""

    case_no: str
    shelf: str


CasePayload = (
    CaseAccepted
    | CaseSupplemented
    | CaseDeclined
    | CaseReviewed
    | CaseDecided
    | CaseWithdrawn
    | CaseReversed
    | CaseRegistered
    | CaseDelivered
    | CaseArchived
)
