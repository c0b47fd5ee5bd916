"""What a paper is: its name, its form number, the facts it states and how it is laid out; and the list of all of them.

A new paper is one module and one entry in `PAPERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, Union

from printing import (
    approval_form,
    approval_form_facts,
    approval_slip,
    approval_slip_facts,
    archive_cover,
    archive_facts,
    authorisation,
    authorisation_facts,
    commitment,
    commitment_facts,
    cross_province_notice,
    cross_province_notice_facts,
    decision_facts,
    declined_notice,
    declined_notice_facts,
    endorsement_slip,
    entry_note,
    file_list,
    guardian_consent,
    guardian_consent_facts,
    migration_data_sheet,
    migration_data_sheet_facts,
    one_time_notice,
    one_time_notice_facts,
    permit_facts,
    permit_receipt,
    receipt,
    receipt_facts,
    receipt_roll,
    refusal,
    refusal_facts,
    reminder_slip,
    reminder_slip_facts,
    rights_notice,
    rights_notice_facts,
    settlement_facts,
    settlement_slip,
    truth_letter,
    truth_letter_facts,
)
from printing.sheet import BACKS

if TYPE_CHECKING:
    from printing.marks import Mark
    from printing.page_codes import Codes
    from station_app.domain.notices import NoticeRecord
    from station_app.domain.permits import PermitRecord
    from station_app.domain.policy import Pack
    from station_app.domain.records import CaseRecord
    from station_app.settings import Offset

Stated: TypeAlias = Union["CaseRecord", "NoticeRecord", "PermitRecord"]
"""What a paper is made of: the record of a case, of a one-time notice, or of a residence permit."""


class About(StrEnum):
    """Whose number a paper carries, and of which record it is made."""

    CASE = "case"
    NOTICE = "notice"
    PERMIT = "permit"


Seal = Callable[[bytes], bytes]
"""Signs the signed part of a paper's code: Ed25519, 64 bytes, with the site's key and the purpose of papers."""


@dataclass(frozen=True, slots=True)
class PaperContext:
    """What a paper needs besides the case: the site's seal, what its settings say, the case's policy pack.

    Telephones and the offices that hear complaints are printed but are no facts of the case: they are not signed. A
    pack is named by the facts and never changes; the words of a ground are the pack's, a paper states its code.
    `site` is the site whose seal it is, which need not be the one that the case belongs to; empty: it is.
    `on_stock`: it goes on a blank of this edition that was printed before, which has its lines where they are.
    """

    seal: Seal
    enquiry_phone: str = ""
    complaint_phone: str = ""
    pack: Pack | None = None
    site: str = ""
    review_office: str = ""
    court: str = ""
    on_stock: int = 0

    def called(self, form: str, edition: int) -> str:
        """Give number and edition as they stand at the foot of a page, with the edition of the blank it goes on."""
        return f"{form} v{edition}" + (f" 印{self.on_stock}" if self.on_stock else "")


@dataclass(frozen=True, slots=True)
class Paper:
    """One kind of paper.

    `form` is the number and edition printed on it and kept in its code (`TS-HJ-01V1`): if its facts ever change, the
    edition changes too, and the facts of the old edition stay, so that old papers stay provable.
    `facts` gives what it states as a JSON-able object; `lay_out` gives its pages, with the codes on them.
    `revision` gives the number of the journal entry that holds these facts: that of the case, unless the paper states a
    later step. `about` says of which record it is made; `fits` tells whether such a record has this paper.
    `size` gives width and height of its page in points where it is not A4.
    `backs`: it is meant for both sides of its sheets, and what stands on a back is moved by so much where it is printed
    so, that the wide margin lies at the edge where they are bound; None: for one side, as everything that is cut.
    `other_sheet_of` names the paper that this one is on another kind of sheet; nobody is offered both.
    """

    name: str
    form: str
    title: str
    facts: Callable[[Any], object]
    lay_out: Callable[[Any, PaperContext, Codes], Sequence[Sequence[Mark]]]
    about: About = About.CASE
    fits: Callable[[Any], bool] = lambda _record: True
    revision: Callable[[Any], int] = lambda record: record.revision
    size: Callable[[Any, PaperContext, Codes], tuple[float, float]] | None = None
    backs: Offset | None = None
    other_sheet_of: str = ""


class _Layout(Protocol):
    """A module that lays a paper out."""

    FORM: str
    EDITION: int
    TITLE: str

    @property
    def lay_out(self) -> Callable[..., Sequence[Sequence[Mark]]]:
        """Give the pages of the paper."""


def _paper(name: str, layout: _Layout, facts: Callable[[Any], object], **more: Any) -> Paper:
    """Make the entry of a paper that is laid out by a module of its own."""
    return Paper(name, f"{layout.FORM}V{layout.EDITION}", layout.TITLE, facts, layout.lay_out, **more)


_ALL = (
    _paper(
        "receipt",
        receipt,
        receipt_facts.facts,
        fits=lambda record: record.taken_in,
    ),
    *(
        Paper(
            f"receipt-{roll}",
            f"{receipt_roll.form(roll)}V{receipt_roll.EDITION}",
            receipt.TITLE,
            receipt_facts.facts,
            partial(receipt_roll.lay_out, roll),
            fits=lambda record: record.taken_in,
            size=partial(receipt_roll.size, roll),
            other_sheet_of="receipt",
        )
        for roll in (80, 58)
    ),
    _paper(
        "commitment",
        commitment,
        commitment_facts.facts,
        fits=lambda record: record.taken_in and commitment_facts.has_promises(record),
        backs=BACKS,
    ),
    _paper(
        "truth-letter",
        truth_letter,
        truth_letter_facts.facts,
        fits=lambda record: record.taken_in,
        backs=BACKS,
    ),
    _paper(
        "reminder-slip",
        reminder_slip,
        reminder_slip_facts.facts,
        fits=reminder_slip_facts.was_reminded,
        revision=reminder_slip_facts.revision,
        backs=BACKS,
    ),
    _paper(
        "guardian-consent",
        guardian_consent,
        guardian_consent_facts.facts,
        fits=lambda record: record.taken_in and guardian_consent_facts.has_wards(record),
        backs=BACKS,
    ),
    _paper(
        "authorisation",
        authorisation,
        authorisation_facts.facts,
        fits=lambda record: record.taken_in and authorisation_facts.has_agent(record),
        backs=BACKS,
    ),
    _paper(
        "cross-province-notice",
        cross_province_notice,
        cross_province_notice_facts.facts,
        fits=lambda record: record.taken_in and cross_province_notice_facts.crosses_provinces(record),
        backs=BACKS,
    ),
    _paper(
        "rights-notice",
        rights_notice,
        rights_notice_facts.facts,
        fits=lambda record: record.taken_in,
        backs=BACKS,
    ),
    _paper(
        "migration-data-sheet",
        migration_data_sheet,
        migration_data_sheet_facts.facts,
        fits=migration_data_sheet_facts.needs_certificates,
    ),
    _paper(
        "approval-form",
        approval_form,
        approval_form_facts.facts,
        fits=lambda record: record.taken_in,
        revision=decision_facts.revision,
        backs=BACKS,
    ),
    _paper(
        "approval-slip",
        approval_slip,
        approval_slip_facts.facts,
        fits=approval_slip_facts.may_settle,
        revision=decision_facts.revision,
    ),
    _paper(
        "settlement-slip",
        settlement_slip,
        settlement_facts.facts,
        fits=settlement_facts.is_settled,
        revision=decision_facts.revision,
    ),
    _paper(
        "entry-note",
        entry_note,
        settlement_facts.facts,
        fits=settlement_facts.is_in_a_collective,
        revision=decision_facts.revision,
    ),
    _paper(
        "refusal",
        refusal,
        refusal_facts.facts,
        fits=refusal_facts.was_refused,
        revision=decision_facts.revision,
        backs=BACKS,
    ),
    _paper(
        "declined-notice",
        declined_notice,
        declined_notice_facts.facts,
        fits=declined_notice_facts.was_declined,
        revision=decision_facts.revision,
        backs=BACKS,
    ),
    _paper(
        "archive-cover",
        archive_cover,
        archive_facts.facts,
        fits=archive_facts.is_over,
    ),
    _paper(
        "file-list",
        file_list,
        archive_facts.facts,
        fits=archive_facts.is_over,
        backs=BACKS,
    ),
    _paper(
        one_time_notice.NAME,
        one_time_notice,
        one_time_notice_facts.facts,
        about=About.NOTICE,
        backs=BACKS,
    ),
    _paper(
        "permit-receipt",
        permit_receipt,
        permit_facts.receipt,
        about=About.PERMIT,
    ),
    _paper(
        "endorsement-slip",
        endorsement_slip,
        permit_facts.endorsement,
        about=About.PERMIT,
        fits=permit_facts.was_endorsed,
        revision=permit_facts.endorsement_revision,
    ),
)

_ABOUT = {"CaseRecord": About.CASE, "NoticeRecord": About.NOTICE, "PermitRecord": About.PERMIT}


def about_of(record: Stated) -> About:
    """Say what a record is of."""
    return _ABOUT[type(record).__name__]


PAPERS: dict[str, Paper] = {paper.name: paper for paper in _ALL}
