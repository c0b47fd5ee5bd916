"""签注凭条 TS-HJ-29 (forms.md §7): that a residence permit was endorsed, for which year, and when the next is due.

Two A5 copies on one sheet, the holder's masked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import permit_halves, words
from printing.permit_facts import endorsement
from printing.permit_halves import PermitPaper, closing, holder_rows, pair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from printing.blocks import Row
    from printing.marks import Mark
    from printing.page_codes import Codes
    from printing.permit_facts import EndorsementFacts
    from printing.permit_halves import Copy
    from printing.registry import PaperContext
    from station_app.domain.permits import PermitRecord

FORM = "TS-HJ-29"
EDITION = 1
TITLE = "居住证签注凭条"
PAPER = PermitPaper(f"{FORM} v{EDITION}", TITLE, "签", "签注警号")

_LATE = "逾期补办签注：居住证使用功能自当日起恢复，居住年限自当日起连续计算（居住证暂行条例第十条）。"
_IN_TIME = "按期签注：居住证继续有效，居住年限连续计算（居住证暂行条例第十条）。"
FREE = "办理签注手续不收费（居住证暂行条例第二十一条）。"
KEEP = "请随居住证保存。离开居住地、已在居住地落户的，居住证应当注销，请到本所办理。"


def lay_out(record: PermitRecord, context: PaperContext, codes: Codes) -> tuple[tuple[Mark, ...], ...]:
    """Give the sheets of the slip.

    Raises:
        ValueError: The permit was never endorsed; `permit_facts.was_endorsed` tells before.
    """
    stated = endorsement(record)
    return permit_halves.lay_out(
        PAPER, record.person.id_number or "", stated, lambda copy: _rows(stated, context, copy), codes
    )


def _rows(stated: EndorsementFacts, context: PaperContext, copy: Copy) -> Iterator[Row]:
    yield from holder_rows(stated, copy)
    yield pair(("签注日期", words.day(stated.endorsed_on)), ("费用", "0 元"))
    yield pair(("居住年限起算", words.day(stated.counted_from)), ("已签注年限", held(stated)))
    yield pair(("下次满年日", words.day(stated.full_year)), ("下次签注", window(stated)))
    calls = f"查询 {context.enquiry_phone or '—'}　投诉 {context.complaint_phone or '—'}"
    notes = (
        ("签注结果", outcome(stated)),
        ("费用依据", FREE),
        ("须知", KEEP),
        ("电话", calls),
    )
    signers = (("持证人（代办人）签名", ""), ("经办人签名", f"{stated.officer}（警号 {stated.badge}）"))
    yield closing(stated, notes, signers)


def outcome(stated: EndorsementFacts) -> str:
    """Say what became of the permit: endorsed in time, or late."""
    return _LATE if stated.late else _IN_TIME


def held(stated: EndorsementFacts) -> str:
    """Say how many full years were endorsed."""
    return f"满 {stated.years} 年" if stated.years else "重新计算"


def window(stated: EndorsementFacts) -> str:
    """Give the days between which the next year may be endorsed."""
    return f"{words.day(stated.opens)}至{words.day(stated.last)}"
