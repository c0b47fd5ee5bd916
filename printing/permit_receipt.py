"""居住证受理回执 TS-HJ-28 (forms.md §7): what was applied for, until when it is made, what it costs, who may fetch it.

Two A5 copies on one sheet, the holder's masked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import permit_halves, words
from printing.permit_facts import receipt
from printing.permit_halves import PermitPaper, closing, holder_rows, pair
from station_app.domain.vocabulary import PermitBusiness, PermitGround

if TYPE_CHECKING:
    from collections.abc import Iterator

    from printing.blocks import Row
    from printing.marks import Mark
    from printing.page_codes import Codes
    from printing.permit_facts import PermitReceiptFacts
    from printing.permit_halves import Copy
    from printing.registry import PaperContext
    from station_app.domain.permits import PermitRecord

FORM = "TS-HJ-28"
EDITION = 1
TITLE = "居住证受理回执"
PAPER = PermitPaper(f"{FORM} v{EDITION}", TITLE, "受", "受理警号")

BUSINESSES = {
    PermitBusiness.FIRST: "居住证首次申领",
    PermitBusiness.RENEW: "居住证换领（原证已收回）",
    PermitBusiness.LOST: "居住证补领",
}
GROUNDS = {
    PermitGround.DWELLING: "合法稳定住所（住址证明）",
    PermitGround.WORK: "合法稳定就业（就业证明）",
    PermitGround.STUDY: "连续就读（就读证明）",
}
FETCH = (
    "本人持本回执和居民身份证领取。未满16周岁的未成年人和行动不便的老年人、残疾人，可以由监护人、近亲属代领，"
    "代领人出示双方身份证件（居住证暂行条例第九条）。"
)
_YEARLY = "自发证之日起每满1年之日前1个月内，到本所签注，不收费；逾期未签注的，使用功能中止，补办后恢复（第十条）。"
PRIVACY = "依据《中华人民共和国个人信息保护法》第三十五条，采集的个人信息用于居住证管理，依法保存、保密。"


def lay_out(record: PermitRecord, context: PaperContext, codes: Codes) -> tuple[tuple[Mark, ...], ...]:
    """Give the sheets of the receipt."""
    stated = receipt(record)
    return permit_halves.lay_out(
        PAPER, record.person.id_number or "", stated, lambda copy: _rows(stated, context, copy), codes
    )


def _rows(stated: PermitReceiptFacts, context: PaperContext, copy: Copy) -> Iterator[Row]:
    yield from holder_rows(stated, copy)
    yield pair(
        ("办理业务", BUSINESSES[stated.permit_business]),
        ("材料类别", ground(stated)),
    )
    since = words.day(stated.registered_on) if stated.registered_on else "—"
    yield pair(("居住登记起始日", since), ("受理时间", words.minute(stated.accepted_at)))
    yield pair(("取证日期", f"{words.day(stated.due)}前"), ("费用", fee(stated)))
    calls = f"查询 {context.enquiry_phone or '—'}　投诉 {context.complaint_phone or '—'}"
    notes = (
        ("制发时限", within(stated)),
        ("领取", FETCH),
        ("下次签注", next_endorsement(stated)),
        ("告知", PRIVACY),
        ("电话", calls),
    )
    signers = (("申请人（代办人）签名", ""), ("受理人签名", f"{stated.officer}（警号 {stated.badge}）"))
    yield closing(stated, notes, signers)


def within(stated: PermitReceiptFacts) -> str:
    """Say within how many days it is made."""
    return f"受理之日起 {stated.days} 日内；最后一日是休息日的，顺延到上班当日。"


def ground(stated: PermitReceiptFacts) -> str:
    """Name the kind of proof that was shown."""
    return GROUNDS[stated.permit_ground] if stated.permit_ground else "—"


def fee(stated: PermitReceiptFacts) -> str:
    """Say what the card costs."""
    if stated.permit_business is PermitBusiness.FIRST:
        return "0 元（首次申领免收工本费）"
    return f"{stated.fee} 元" if stated.fee else "0 元"


def next_endorsement(stated: PermitReceiptFacts) -> str:
    """Say between which days the next full year is endorsed."""
    if stated.opens is None or stated.last is None:
        return _YEARLY
    return f"{words.day(stated.opens)}至{words.day(stated.last)}，到本所签注，不收费；逾期使用功能中止，补办后恢复。"
