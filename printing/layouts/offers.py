"""Which papers may have a layout of their own, and what each offers."""

from __future__ import annotations

from printing.layouts.file_words import COVER, LIST, MIGRATION, REMINDER, RIGHTS
from printing.layouts.form_words import APPROVAL_FORM
from printing.layouts.letter_words import COMMITMENT, DECLINED, NOTICE, REFUSAL
from printing.layouts.permit_words import ENDORSEMENT, PERMIT_RECEIPT
from printing.layouts.signed_words import AUTHORISATION, CONSENT, CROSS_PROVINCE, TRUTH
from printing.layouts.slip_words import APPROVAL_SLIP, ENTRY_NOTE, RECEIPT, SETTLEMENT_SLIP
from printing.layouts.told import Offer

OFFERS: dict[str, Offer] = {
    "receipt": RECEIPT,
    "approval-slip": APPROVAL_SLIP,
    "settlement-slip": SETTLEMENT_SLIP,
    "entry-note": ENTRY_NOTE,
    "approval-form": APPROVAL_FORM,
    "refusal": REFUSAL,
    "declined-notice": DECLINED,
    "commitment": COMMITMENT,
    "one-time-notice": NOTICE,
    "guardian-consent": CONSENT,
    "authorisation": AUTHORISATION,
    "cross-province-notice": CROSS_PROVINCE,
    "truth-letter": TRUTH,
    "permit-receipt": PERMIT_RECEIPT,
    "endorsement-slip": ENDORSEMENT,
    "rights-notice": RIGHTS,
    "reminder-slip": REMINDER,
    "migration-data-sheet": MIGRATION,
    "archive-cover": COVER,
    "file-list": LIST,
}
