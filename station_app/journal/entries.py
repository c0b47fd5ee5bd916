"""The typed entries of the journal. A kind, once written by a station in the field, is never changed, only added to.

Payloads are canonical JSON (sorted keys, no spaces, UTF-8; equal to RFC 8785 because keys are ASCII and there are no
floats). The chain hashes the canonical envelope, so a payload is hashed as it was written, for ever.
"""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from station_app.domain.notices import NoticeAddressee, NoticeCorrection, NoticeDocument
from station_app.domain.reprints import ReprintReason
from station_app.domain.vocabulary import Business, HouseholdKind, OfficerRole, Route, SiteKind
from station_app.journal.case_entries import CasePayload
from station_app.journal.clock_entries import CalendarImported, ClockConfirmed, DecisionExtended
from station_app.journal.layout_entries import LayoutPayload
from station_app.journal.payload import PayloadBase as _Payload
from station_app.journal.permit_entries import PermitPayload
from station_app.journal.registration_entries import RegistrationPayload
from station_app.journal.reminder_entries import ReminderPayload
from station_app.journal.shift_entries import ShiftHandedOver
from station_app.journal.statistics_entries import StatisticsPayload
from station_app.journal.stock_entries import StockPayload

GENESIS_HASH = "0" * 64


class SiteFounded(_Payload, frozen=True, tag="site_founded"):
    """A site came into being: its name, its epoch (random per installation, shows a fork) and its public keys."""

    code: str
    name: str
    site_kind: SiteKind
    epoch: str
    signing_key: str  # Ed25519 public key, hex
    exchange_key: str  # age recipient
    practice: bool


class SiteTrusted(_Payload, frozen=True, tag="site_trusted"):
    """Another site's identity was enrolled; its fingerprint was compared by a person."""

    code: str
    name: str
    site_kind: SiteKind
    epoch: str
    signing_key: str
    exchange_key: str
    practice: bool


class OfficerAdded(_Payload, frozen=True, tag="officer_added"):
    """An account was opened. The password never enters the journal; it opens a key slot."""

    badge: str
    name: str
    roles: tuple[OfficerRole, ...]


class OfficerRecovered(_Payload, frozen=True, tag="officer_recovered"):
    """An officer got a new password by the recovery sheet; whoever had the sheet acted."""

    badge: str


class HouseholdOpened(_Payload, frozen=True, tag="household_opened"):
    """A household was set up."""

    household_no: str
    household_kind: HouseholdKind
    division: str
    address: str
    name: str
    managing_body: str
    soft_capacity: int | None
    keeper: str = ""


class HouseholdClosed(_Payload, frozen=True, tag="household_closed"):
    """A household takes nobody in any more."""

    household_no: str
    reason: str


class NoticeIssued(_Payload, frozen=True, tag="notice_issued"):
    """Everything that is missing was told at once, in writing (行政许可法32): what was demanded, on which ground.

    The only person named is the one it was given to. `draft` is the draft of this site that it is about, `replaces` a
    notice that it takes the place of, `sha256` the bytes of the paper. `never_asked` is what the paper says nobody may
    demand. Words are kept as they were printed, so that the paper can be made again when the words have changed.
    """

    notice_no: str
    draft: str
    business: Business
    route: Route
    applicant: NoticeAddressee
    received: date
    due: date
    supplement_by: date
    pack: str
    documents: tuple[NoticeDocument, ...]
    corrections: tuple[NoticeCorrection, ...]
    never_asked: tuple[str, ...]
    sha256: str
    replaces: str | None = None


class PaperIssued(_Payload, frozen=True, tag="paper_issued"):
    """A copy of a paper left the program: which bytes, which copy, and of which facts the how many-th printing.

    `revision` is the entry that holds the facts, `digest` theirs as it stands in the codes, `printing` counts from 1
    for these facts at this site; of a reprint `reprint` is the reason and `text` what was written to it. Programs
    before said none of this: `printing` is 0 then. `layout` is the SHA-256 of the layout file by which it was drawn,
    `unfit` the edition of one that this case did not go into; both empty for what is built in.
    """

    case_no: str
    paper: str
    copy: int
    sha256: str
    revision: int = 0
    printing: int = 0
    digest: str = ""
    reprint: ReprintReason | None = None
    text: str = ""
    layout: str = ""
    unfit: str = ""


class BundleSealed(_Payload, frozen=True, tag="bundle_sealed"):
    """Entries `first_seq`..`last_seq` (this one) make bundle `number` on `channel`; `head` signs the chain so far.

    A signed checkpoint: `signature` is Ed25519 over the hash of the entry before this one.
    """

    channel: str
    number: int
    first_seq: int
    last_seq: int
    head: str
    signature: str


class BundleExported(_Payload, frozen=True, tag="bundle_exported"):
    """The sealed bundle was written, read back and put in place. `content` is the digest of its plain content."""

    channel: str
    number: int
    content: str
    sha256: str


class BundleImported(_Payload, frozen=True, tag="bundle_imported"):
    """Another site's bundle was verified and applied here."""

    site: str
    number: int
    content: str
    sha256: str
    first_seq: int
    last_seq: int


class BundleAcknowledged(_Payload, frozen=True, tag="bundle_acknowledged"):
    """The receiver's signed return receipt came back."""

    channel: str
    number: int
    content: str


class DigestExported(_Payload, frozen=True, tag="digest_exported"):
    """A digest of people known from other stations was made for one station; `number` is that of this entry.

    `sha256` is of its encrypted part; who is in it follows from the cases known at that moment.
    """

    channel: str
    number: int
    people: int
    sha256: str


class DigestImported(_Payload, frozen=True, tag="digest_imported"):
    """The county's digest was taken in, in place of the one before."""

    site: str
    number: int
    people: int
    sha256: str


class Checkpoint(_Payload, frozen=True, tag="checkpoint"):
    """The daily signature over the chain's head, so that a cut tail is seen."""

    head: str
    signature: str


class OfficerChanged(_Payload, frozen=True, tag="officer_changed"):
    """An account has another name or other roles from now on."""

    badge: str
    name: str
    roles: tuple[OfficerRole, ...]


class OfficerDisabled(_Payload, frozen=True, tag="officer_disabled"):
    """An account was closed; what its officer did stays theirs."""

    badge: str
    reason: str


class PasswordSet(_Payload, frozen=True, tag="password_set"):
    """A password was set, by the officer or, with `must_change`, by another who hands it over."""

    badge: str
    must_change: bool


class KeysRotated(_Payload, frozen=True, tag="keys_rotated"):
    """The site's data key was changed: whoever has no slot any more, opens nothing from here on."""

    because_of: str  # badge of the account that was closed; empty where it was done on its own account


class BadgeLocked(_Payload, frozen=True, tag="badge_locked"):
    """Wrong passwords had locked a badge; noted by the next login, because before it no journal is open.

    `tries` is the number of wrong passwords since the badge last opened; 0 where the record of them was gone.
    """

    badge: str
    tries: int
    first_at: str  # wall clock of the first of them, ISO 8601 in UTC; as the record had it, which anyone could change


Payload = (
    SiteFounded
    | SiteTrusted
    | OfficerAdded
    | OfficerRecovered
    | HouseholdOpened
    | HouseholdClosed
    | CasePayload
    | NoticeIssued
    | PaperIssued
    | BundleSealed
    | BundleExported
    | BundleImported
    | BundleAcknowledged
    | DigestExported
    | DigestImported
    | Checkpoint
    | OfficerChanged
    | OfficerDisabled
    | PasswordSet
    | KeysRotated
    | BadgeLocked
    | CalendarImported
    | ClockConfirmed
    | DecisionExtended
    | RegistrationPayload
    | ReminderPayload
    | LayoutPayload
    | PermitPayload
    | ShiftHandedOver
    | StockPayload
    | StatisticsPayload
)


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry as it lies in the journal and travels in a bundle.

    `seq` is gapless per site from 1; `at` is UTC to the millisecond; `hash` is the SHA-256 (hex) of the canonical JSON
    of all other fields. `payload` stays raw so that the hash is over what was written, not over what we understand.
    """

    entry_id: str  # UUIDv7
    site: str
    seq: int
    at: datetime
    clock_trusted: bool
    officer: str  # badge; "system" where no person acted
    kind: str
    subject: str
    payload: msgspec.Raw
    prev_hash: str
    hash: str
