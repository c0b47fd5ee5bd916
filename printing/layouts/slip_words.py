"""What receipt, approval slip and settlement slip tell a layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import approval_slip, approval_slip_facts, entry_note, receipt, settlement, settlement_slip, words
from printing.layouts.told import SEAL, SIGNATURE, Around, Item, Need, Offer, Told, calls
from printing.receipt_facts import facts, id_number
from printing.receipt_words import destination, document_items, expected, mover, promised_by, what_to_call
from printing.sealed import ACCEPTANCE, REGISTER, Seal
from station_app.clock import local_date
from station_app.domain.case_file import FamilyMember
from station_app.domain.vocabulary import Presented

if TYPE_CHECKING:
    from printing.receipt_facts import ReceiptFacts
    from printing.registry import PaperContext
    from printing.settlement_facts import SettlementFacts
    from station_app.domain.records import CaseRecord

_PUBLIC = "行政许可法第六十五条"
_STYLE = "表单式样"


def _matter(route: object) -> str:
    return f"户口迁移（{words.ROUTES[route]}）" if route else "户口迁移"  # type: ignore[index]


def tell_receipt(record: CaseRecord, context: PaperContext) -> tuple[Around, tuple[Told, ...]]:
    """Tell what a receipt states."""
    stated = facts(record)
    applicant = record.case.applicant or FamilyMember()
    number = words.document_number(stated.case_no)
    around = Around(
        f"{receipt.FORM} v{receipt.EDITION}",
        "案号",
        stated.case_no,
        number,
        "受理警号",
        stated.badge,
        stated.accepted_at,
        stated.practice,
    )
    said = _receipt_words(stated) | calls(context) | {"document_no": number}
    lists = _receipt_lists(stated)
    seal = Seal(stated.site_name, words.day(local_date(stated.accepted_at)), ACCEPTANCE)
    flags = frozenset(("promised",)) if lists["promised"] else frozenset[str]()
    shown = (
        ("申请人联", stated.id_number, stated.phone),
        ("存档联", id_number(applicant, masked=False), applicant.phone or ""),
    )
    return around, tuple(
        Told(name, said | {"applicant_id": number, "applicant_phone": phone}, lists, flags, {"": seal})
        for name, number, phone in shown
    )


def _receipt_words(stated: ReceiptFacts) -> dict[str, str]:
    return {
        "case_no": stated.case_no,
        "applicant": stated.applicant,
        "matter": _matter(stated.route),
        "office": stated.site_name,
        "officer": stated.officer,
        "badge": stated.badge,
        "accepted_at": words.minute(stated.accepted_at),
        "accepted_on": words.day(local_date(stated.accepted_at)),
        "destination": destination(stated),
        "decision_by": words.day(stated.decision_by),
        "promised_by": promised_by(stated),
        "expected_on": expected(stated),
        "deciders": words.deciders(stated.levels),
        "privacy": receipt.NOTICE,
    }


def _receipt_lists(stated: ReceiptFacts) -> dict[str, tuple[Item, ...]]:
    names = what_to_call(stated)
    received = [each for each in stated.documents if each.presented is not Presented.COMMITMENT]
    promised = [each for each in stated.documents if each.presented is Presented.COMMITMENT]
    movers = [each for each in stated.family if each.moves]
    return {
        "movers": tuple(
            {
                "number": f"{place}",
                "name": each.name,
                "relationship": words.relationship(each.relationship) or "—",
                "person": mover(each),
            }
            for place, each in enumerate(movers, 1)
        ),
        "received": tuple({"document": each} for each in document_items(received, names)),
        "promised": tuple({"document": each} for each in document_items(promised, names)),
    }


RECEIPT = Offer(
    tell_receipt,
    ("promised",),
    (
        Need("applicant", "行政许可法第三十二条第二款", ("applicant",)),
        Need("received", "行政许可法第三十二条第二款", ("received",)),
        Need("promised", "行政许可法第三十二条第二款", ("promised",), flag="promised"),
        Need("accepted_on", "行政许可法第三十二条第二款（注明日期）", ("accepted_on", "accepted_at")),
        Need("seal", "行政许可法第三十二条第二款（加盖专用印章）", (SEAL,), fixed=True),
        Need("decision_by", "行政许可法第四十二条", ("decision_by",)),
        Need("complaint_phone", _PUBLIC, ("complaint_phone",)),
        Need("privacy", "个人信息保护法第十七条、第三十五条", ("privacy",), fixed=True),
        Need("signature", _STYLE, (SIGNATURE,), fixed=True),
    ),
)


def tell_approval_slip(record: CaseRecord, context: PaperContext) -> tuple[Around, tuple[Told, ...]]:
    """Tell what an approval slip states."""
    stated = approval_slip_facts.facts(record)
    if stated is None:
        raise ValueError("the case is not approved")
    form, number = f"{approval_slip.FORM} v{approval_slip.EDITION}", words.document_number(stated.case_no, "准")
    around = Around(form, "案号", stated.case_no, number, "审批警号", stated.badge, stated.at, stated.practice)
    kind = words.DESTINATIONS[stated.destination] if stated.destination else ""
    where = (kind, f"户号 {stated.household_no}" if stated.household_no else "", stated.address)
    day = words.day(stated.approval.decided_on)
    said = {
        "case_no": stated.case_no,
        "document_no": number,
        "applicant": stated.applicant,
        "matter": _matter(stated.route),
        "office": stated.site_name,
        "destination": "　".join(part for part in where if part),
        "approved_by": settlement.approved_by(stated.approval),
        "decided_on": day,
        "approval_says": approval_slip.TEXT.strip(),
        "free_of_charge": approval_slip.FREE,
    } | calls(context)
    movers: tuple[Item, ...] = tuple(
        {
            "number": f"{place}",
            "name": name,
            "relationship": words.relationship(kin) or "—",
            "person": f"{name}（{words.relationship(kin)}）" if kin else name,
        }
        for place, (name, kin) in enumerate(stated.moving_along, 1)
    )
    whole = id_number(record.case.applicant or FamilyMember(), masked=False)
    seal = {"": Seal(stated.site_name, day, REGISTER)}
    copies = (("申请人联", stated.id_number), ("存档联", whole))
    return around, tuple(
        Told(name, said | {"applicant_id": shown}, {"movers": movers}, frozenset(), seal) for name, shown in copies
    )


APPROVAL_SLIP = Offer(
    tell_approval_slip,
    (),
    (
        Need("applicant", "行政许可法第四十四条", ("applicant",)),
        Need("movers", "行政许可法第四十四条", ("movers",)),
        Need("approved_by", "行政许可法第三十八条第一款", ("approved_by",)),
        Need("decided_on", "行政许可法第三十八条第一款", ("decided_on",)),
        Need("seal", "行政许可法第三十九条", (SEAL,), fixed=True),
        Need("free_of_charge", "行政许可法第五十八条", ("free_of_charge",), fixed=True),
        Need("signature", "行政许可法第四十四条（送达）", (SIGNATURE,), fixed=True),
    ),
)


def tell_settlement_slip(record: CaseRecord, context: PaperContext) -> tuple[Around, tuple[Told, ...]]:
    """Tell what a settlement slip states."""
    stated = settlement.stated_of(record)
    fetch = settlement_slip.CARD if settlement.is_collective(stated) else settlement_slip.BOOKLET
    more = {"how_to_fetch": fetch, "how_to_leave": settlement_slip.LEAVE, "rights_kept": settlement_slip.RIGHTS}
    copies = settlement.copies_of(record, stated, "申请人联", "存档联")
    return _tell_entered(stated, context, f"{settlement_slip.FORM} v{settlement_slip.EDITION}", "落", copies, more)


def tell_entry_note(record: CaseRecord, context: PaperContext) -> tuple[Around, tuple[Told, ...]]:
    """Tell what the note to a collective household states."""
    stated = settlement.stated_of(record)
    more = {"how_to_enter": entry_note.ENTER, "how_to_fetch": entry_note.CARD, "how_to_leave": entry_note.LEAVE}
    copies = settlement.copies_of(record, stated, "管理单位联", "存档联")
    return _tell_entered(stated, context, f"{entry_note.FORM} v{entry_note.EDITION}", "入", copies, more)


def _tell_entered(  # noqa: PLR0917 - what the two slips differ in
    stated: SettlementFacts,
    context: PaperContext,
    form: str,
    kind: str,
    copies: tuple[settlement.SlipCopy, settlement.SlipCopy],
    more: dict[str, str],
) -> tuple[Around, tuple[Told, ...]]:
    number = words.document_number(stated.case_no, kind)
    around = Around(form, "案号", stated.case_no, number, "警号", stated.badge, stated.at, stated.practice)
    said = _settlement_words(stated) | more | calls(context) | {"document_no": number}
    flags = frozenset(("collective",)) if settlement.is_collective(stated) else frozenset[str]()
    seal = {"": Seal(stated.site_name, words.day(stated.since), REGISTER)}
    return around, tuple(Told(copy.name, said, {"people": _people(copy)}, flags, seal) for copy in copies)


def _people(copy: settlement.SlipCopy) -> tuple[Item, ...]:
    return tuple(
        {
            "number": f"{place}",
            "name": each.name,
            "relationship": settlement.relation(each),
            "id_number": each.id_number,
            "card_no": each.card_no,
        }
        for place, each in enumerate(copy.people, 1)
    )


def _settlement_words(stated: SettlementFacts) -> dict[str, str]:
    kind = words.HOUSEHOLDS[stated.kind] if stated.kind else ""
    keeper = f"（联系人 {stated.keeper}）" if stated.keeper else ""
    return {
        "case_no": stated.case_no,
        "office": stated.site_name,
        "officer": stated.officer,
        "badge": stated.badge,
        "household_no": stated.household_no,
        "household": stated.household or kind or "—",
        "household_kind": kind or "—",
        "address": stated.address or "—",
        "managing_body": f"{stated.managing_body}{keeper}" if stated.managing_body else "—",
        "entered_on": words.day(stated.since),
        "approved_by": settlement.approved_by(stated.approval, dated=True),
    }


SETTLEMENT_SLIP = Offer(
    tell_settlement_slip,
    ("collective",),
    (
        Need("people", "户口登记条例第四条", ("people",)),
        Need("household_no", "户口登记条例第五条", ("household_no",)),
        Need("address", "户口登记条例第六条", ("address",)),
        Need("entered_on", "户口登记条例第十三条", ("entered_on",)),
        Need("approved_by", "行政许可法第四十四条", ("approved_by",)),
        Need("how_to_leave", _STYLE, ("how_to_leave",), flag="collective", fixed=True),
        Need("rights_kept", "农村土地承包法第二十七条", ("rights_kept",), fixed=True),
        Need("seal", _STYLE, (SEAL,), fixed=True),
        Need("signature", _STYLE, (SIGNATURE,), fixed=True),
    ),
)
ENTRY_NOTE = Offer(
    tell_entry_note,
    ("collective",),
    (
        Need("people", "户口登记条例第四条", ("people",)),
        Need("household_no", "户口登记条例第五条", ("household_no",)),
        Need("entered_on", "户口登记条例第十三条", ("entered_on",)),
        Need("approved_by", "行政许可法第四十四条", ("approved_by",)),
        Need("how_to_fetch", _STYLE, ("how_to_fetch",), fixed=True),
        Need("how_to_leave", _STYLE, ("how_to_leave",), fixed=True),
        Need("seal", _STYLE, (SEAL,), fixed=True),
        Need("signature", _STYLE, (SIGNATURE,), fixed=True),
    ),
)
