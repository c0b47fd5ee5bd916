"""What the papers of a residence permit tell a layout: the receipt of an application, the slip of an endorsement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import endorsement_slip, permit_facts, permit_halves, permit_receipt, words
from printing.layouts.case_words import STYLE
from printing.layouts.told import SEAL, SIGNATURE, Around, Need, Offer, Told, calls

if TYPE_CHECKING:
    from printing.permit_facts import EndorsementFacts, PermitReceiptFacts
    from printing.permit_halves import PermitPaper
    from printing.registry import PaperContext
    from station_app.domain.permits import PermitRecord

_NINTH, _TENTH = "居住证暂行条例第九条", "居住证暂行条例第十条"


def tell_permit_receipt(record: PermitRecord, context: PaperContext) -> tuple[Around, tuple[Told, ...]]:
    """Tell what the receipt of an application for a residence permit states."""
    stated = permit_facts.receipt(record)
    own = {
        "permit_business": permit_receipt.BUSINESSES[stated.permit_business],
        "permit_ground": permit_receipt.ground(stated),
        "registered_on": words.day(stated.registered_on) if stated.registered_on else "—",
        "accepted_at": words.minute(stated.accepted_at),
        "card_due": words.day(stated.due),
        "card_within": permit_receipt.within(stated),
        "fee": permit_receipt.fee(stated),
        "who_may_fetch": permit_receipt.FETCH,
        "next_endorsement": permit_receipt.next_endorsement(stated),
        "privacy": permit_receipt.PRIVACY,
    }
    return _tell(record, permit_receipt.PAPER, stated, own | calls(context))


def tell_endorsement(record: PermitRecord, context: PaperContext) -> tuple[Around, tuple[Told, ...]]:
    """Tell what the slip of an endorsement states."""
    stated = permit_facts.endorsement(record)
    own = {
        "endorsed_on": words.day(stated.endorsed_on),
        "counted_from": words.day(stated.counted_from),
        "years_held": endorsement_slip.held(stated),
        "full_year": words.day(stated.full_year),
        "endorse_between": endorsement_slip.window(stated),
        "endorsement_says": endorsement_slip.outcome(stated),
        "free_of_charge": endorsement_slip.FREE,
        "keep_permit": endorsement_slip.KEEP,
    }
    return _tell(record, endorsement_slip.PAPER, stated, own | calls(context))


def _tell(
    record: PermitRecord, paper: PermitPaper, stated: PermitReceiptFacts | EndorsementFacts, own: dict[str, str]
) -> tuple[Around, tuple[Told, ...]]:
    number = permit_halves.document_no(paper, stated)
    around = Around(
        paper.form,
        permit_halves.NUMBERED,
        stated.permit_no,
        number,
        paper.office,
        stated.badge,
        stated.stated_at,
        stated.practice,
    )
    said = {
        "permit_no": stated.permit_no,
        "document_no": number,
        "holder": stated.applicant,
        "residence": permit_halves.residence(stated),
        "office": stated.site_name,
        "officer": stated.officer,
        "badge": stated.badge,
    }
    seal = {"": permit_halves.seal_of(stated)}
    return around, tuple(
        Told(copy.name, said | own | {"holder_id": copy.id_number}, {}, frozenset(), seal)
        for copy in permit_halves.copies_of(stated, record.person.id_number or "")
    )


_BOTH = (
    Need("holder", STYLE, ("holder",)),
    Need("residence", STYLE, ("residence",)),
    Need("seal", STYLE, (SEAL,), fixed=True),
    Need("signature", STYLE, (SIGNATURE,), fixed=True),
)
PERMIT_RECEIPT = Offer(
    tell_permit_receipt,
    (),
    (
        *_BOTH,
        Need("permit_business", STYLE, ("permit_business",)),
        Need("accepted_at", STYLE, ("accepted_at",)),
        Need("card_due", STYLE, ("card_due",)),
        Need("fee", STYLE, ("fee",)),
        Need("who_may_fetch", _NINTH, ("who_may_fetch",), fixed=True),
        Need("next_endorsement", _TENTH, ("next_endorsement",)),
        Need("privacy", "个人信息保护法第三十五条", ("privacy",), fixed=True),
    ),
)
ENDORSEMENT = Offer(
    tell_endorsement,
    (),
    (
        *_BOTH,
        Need("endorsed_on", STYLE, ("endorsed_on",)),
        Need("endorsement_says", _TENTH, ("endorsement_says",)),
        Need("endorse_between", STYLE, ("endorse_between",)),
        Need("free_of_charge", "居住证暂行条例第二十一条", ("free_of_charge",), fixed=True),
    ),
)
