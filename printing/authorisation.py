"""委托书 TS-HJ-16: the applicant lets somebody act for the family at the desk (行政许可法 29).

What may be done is ticked by pen, so nobody gives more than they want. One sheet is kept, one goes with the agent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import words
from printing.authorisation_facts import facts
from printing.blocks import VALUE, Row
from printing.letters import DATED, Letter, pair, person_rows, ticks, whole
from printing.receipt_facts import id_number
from printing.sheet import Copy, Paragraphs, Signatures
from printing.sheet import lay_out as lay_out_sheet
from station_app.domain.case_file import FamilyMember, NamedPerson

if TYPE_CHECKING:
    from collections.abc import Iterator

    from printing.authorisation_facts import AuthorisationFacts
    from printing.marks import Mark
    from printing.page_codes import Codes
    from printing.registry import PaperContext
    from station_app.domain.records import CaseRecord

FORM = "TS-HJ-16"
EDITION = 1
TITLE = "委托书"

MAY = ("□ 递交和补交材料", "□ 签收文书", "□ 代领准迁、落户证件", "□ 查询进度", "□ 撤回申请", "□ 其他＿＿＿＿＿＿")
UNTIL = "□ 至本案办结　□ 至＿＿＿＿年＿＿月＿＿日"
TRUST = (
    "　　委托人自愿委托受托人，以委托人的名义办理上列事项；在委托权限内所办的事，由委托人承担法律责任。",
    "　　受托人应当出示本人身份证件。依法应当由申请人到场办理的，不因委托而免除（行政许可法第二十九条）。",
)
_SIGNERS = (("委托人签名", ""), ("受托人签名", ""), ("代书人签名（如有）", ""))


def lay_out(record: CaseRecord, _context: PaperContext, codes: Codes) -> tuple[tuple[Mark, ...], ...]:
    """Give the pages of the letter, the one to be kept first."""
    stated = facts(record)
    copies = (Copy("存档联", ""), Copy("受托人联", stated.id_number))
    sheet = Letter(FORM, EDITION, TITLE).sheet(record)
    return lay_out_sheet(sheet, copies, lambda copy: tuple(_rows(record, stated, masked=bool(copy.id_number))), codes)


def _rows(record: CaseRecord, stated: AuthorisationFacts, *, masked: bool) -> Iterator[Row]:
    applicant = record.case.applicant or FamilyMember()
    agent = record.case.agent or NamedPerson()
    phone = stated.agent_phone if masked else agent.phone or ""
    yield from person_rows("委托人", stated.applicant, id_number(applicant, masked=masked))
    yield from person_rows("受托人", stated.agent, stated.agent_number if masked else agent.id_number or "")
    yield pair(("受托人电话", phone or "—"), ("是委托人的", words.relationship(stated.agent_is) or "—"))
    yield whole("委托事项", entrusted(stated))
    yield ticks("委托权限", MAY, columns=3)
    yield whole("委托期限", UNTIL)
    yield Paragraphs(TRUST, VALUE)
    yield Signatures(_SIGNERS, DATED)


def entrusted(stated: AuthorisationFacts) -> str:
    """Say what the agent is to do."""
    return f"向{stated.site_name}申请户口迁移（落户 {stated.persons} 人）"
