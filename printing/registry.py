"""What a paper is: its name, its form number, the facts it states and how it is laid out; and the list of all of them.

A new paper is one module and one entry in `PAPERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias, Union

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
    entry_note,
    file_list,
    guardian_consent,
    guardian_consent_facts,
    migration_data_sheet,
    migration_data_sheet_facts,
    one_time_notice,
    one_time_notice_facts,
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
)

if TYPE_CHECKING:
    from printing.marks import Mark
    from printing.page_codes import Codes
    from station_app.domain.notices import NoticeRecord
    from station_app.domain.policy import Pack
    from station_app.domain.records import CaseRecord

Stated: TypeAlias = Union["CaseRecord", "NoticeRecord"]
"""What a paper is made of: the record of a case, or of a one-time notice."""

Seal = Callable[[bytes], bytes]
"""Signs the signed part of a paper's code: Ed25519, 64 bytes, with the site's key and the purpose of papers."""


@dataclass(frozen=True, slots=True)
class PaperContext:
    """What a paper needs besides the case: the site's seal, what its settings say, the case's policy pack.

    Telephones and the offices that hear complaints are printed but are no facts of the case: they are not signed. A
    pack is named by the facts and never changes; the words of a ground are the pack's, a paper states its code.
    `site` is the site whose seal it is, which need not be the one that the case belongs to; empty: it is.
    """

    seal: Seal
    enquiry_phone: str = ""
    complaint_phone: str = ""
    pack: Pack | None = None
    site: str = ""
    review_office: str = ""
    court: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """One kind of paper.

    `form` is the number and edition printed on it and kept in its code (`TS-HJ-01V1`): if its facts ever change, the
    edition changes too, and the facts of the old edition stay, so that old papers stay provable.
    `facts` gives what it states as a JSON-able object; `lay_out` gives its pages, with the codes on them.
    `revision` gives the number of the journal entry that holds these facts: that of the case, unless the paper states a
    later step. `of_notice`: it is made from a one-time notice, not from a case. `fits` tells whether a record has such
    a paper. `size` gives width and height of its page in points where it is not A4.
    `other_sheet_of` names the paper that this one is on another kind of sheet; nobody is offered both.
    """

    name: str
    form: str
    title: str
    facts: Callable[[Any], object]
    lay_out: Callable[[Any, PaperContext, Codes], Sequence[Sequence[Mark]]]
    of_notice: bool = False
    fits: Callable[[Any], bool] = lambda _record: True
    revision: Callable[[Any], int] = lambda record: record.revision
    size: Callable[[Any, PaperContext, Codes], tuple[float, float]] | None = None
    other_sheet_of: str = ""


_ALL = (
    Paper(
        "receipt",
        f"{receipt.FORM}V{receipt.EDITION}",
        receipt.TITLE,
        receipt_facts.facts,
        receipt.lay_out,
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
    Paper(
        "commitment",
        f"{commitment.FORM}V{commitment.EDITION}",
        commitment.TITLE,
        commitment_facts.facts,
        commitment.lay_out,
        fits=lambda record: record.taken_in and commitment_facts.has_promises(record),
    ),
    Paper(
        "reminder-slip",
        f"{reminder_slip.FORM}V{reminder_slip.EDITION}",
        reminder_slip.TITLE,
        reminder_slip_facts.facts,
        reminder_slip.lay_out,
        fits=reminder_slip_facts.was_reminded,
        revision=reminder_slip_facts.revision,
    ),
    Paper(
        "guardian-consent",
        f"{guardian_consent.FORM}V{guardian_consent.EDITION}",
        guardian_consent.TITLE,
        guardian_consent_facts.facts,
        guardian_consent.lay_out,
        fits=lambda record: record.taken_in and guardian_consent_facts.has_wards(record),
    ),
    Paper(
        "authorisation",
        f"{authorisation.FORM}V{authorisation.EDITION}",
        authorisation.TITLE,
        authorisation_facts.facts,
        authorisation.lay_out,
        fits=lambda record: record.taken_in and authorisation_facts.has_agent(record),
    ),
    Paper(
        "cross-province-notice",
        f"{cross_province_notice.FORM}V{cross_province_notice.EDITION}",
        cross_province_notice.TITLE,
        cross_province_notice_facts.facts,
        cross_province_notice.lay_out,
        fits=lambda record: record.taken_in and cross_province_notice_facts.crosses_provinces(record),
    ),
    Paper(
        "rights-notice",
        f"{rights_notice.FORM}V{rights_notice.EDITION}",
        rights_notice.TITLE,
        rights_notice_facts.facts,
        rights_notice.lay_out,
        fits=lambda record: record.taken_in,
    ),
    Paper(
        "migration-data-sheet",
        f"{migration_data_sheet.FORM}V{migration_data_sheet.EDITION}",
        migration_data_sheet.TITLE,
        migration_data_sheet_facts.facts,
        migration_data_sheet.lay_out,
        fits=migration_data_sheet_facts.needs_certificates,
    ),
    Paper(
        "approval-form",
        f"{approval_form.FORM}V{approval_form.EDITION}",
        approval_form.TITLE,
        approval_form_facts.facts,
        approval_form.lay_out,
        fits=lambda record: record.taken_in,
        revision=decision_facts.revision,
    ),
    Paper(
        "approval-slip",
        f"{approval_slip.FORM}V{approval_slip.EDITION}",
        approval_slip.TITLE,
        approval_slip_facts.facts,
        approval_slip.lay_out,
        fits=approval_slip_facts.may_settle,
        revision=decision_facts.revision,
    ),
    Paper(
        "settlement-slip",
        f"{settlement_slip.FORM}V{settlement_slip.EDITION}",
        settlement_slip.TITLE,
        settlement_facts.facts,
        settlement_slip.lay_out,
        fits=settlement_facts.is_settled,
        revision=decision_facts.revision,
    ),
    Paper(
        "entry-note",
        f"{entry_note.FORM}V{entry_note.EDITION}",
        entry_note.TITLE,
        settlement_facts.facts,
        entry_note.lay_out,
        fits=settlement_facts.is_in_a_collective,
        revision=decision_facts.revision,
    ),
    Paper(
        "refusal",
        f"{refusal.FORM}V{refusal.EDITION}",
        refusal.TITLE,
        refusal_facts.facts,
        refusal.lay_out,
        fits=refusal_facts.was_refused,
        revision=decision_facts.revision,
    ),
    Paper(
        "declined-notice",
        f"{declined_notice.FORM}V{declined_notice.EDITION}",
        declined_notice.TITLE,
        declined_notice_facts.facts,
        declined_notice.lay_out,
        fits=declined_notice_facts.was_declined,
        revision=decision_facts.revision,
    ),
    Paper(
        "archive-cover",
        f"{archive_cover.FORM}V{archive_cover.EDITION}",
        archive_cover.TITLE,
        archive_facts.facts,
        archive_cover.lay_out,
        fits=archive_facts.is_over,
    ),
    Paper(
        "file-list",
        f"{file_list.FORM}V{file_list.EDITION}",
        file_list.TITLE,
        archive_facts.facts,
        file_list.lay_out,
        fits=archive_facts.is_over,
    ),
    Paper(
        one_time_notice.NAME,
        f"{one_time_notice.FORM}V{one_time_notice.EDITION}",
        one_time_notice.TITLE,
        one_time_notice_facts.facts,
        one_time_notice.lay_out,
        of_notice=True,
    ),
)

PAPERS: dict[str, Paper] = {paper.name: paper for paper in _ALL}
