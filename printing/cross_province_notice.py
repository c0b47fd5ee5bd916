"""跨省网上迁移告知单 TS-HJ-17: how a move between provinces runs online, told before the family chooses it.

Moving online is the family's choice; the way by paper certificates stays open. What each office does, and within which
time, follows the rules of the pilot of September 2020; not every province takes part, which the sheet says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.blocks import VALUE, Row
from printing.cross_province_notice_facts import facts
from printing.letters import DATED, Letter, kept_and_mine, person_rows, whole
from printing.sheet import Paragraphs, Signatures
from printing.sheet import lay_out as lay_out_sheet
from station_app.clock import BEIJING
from station_app.domain.divisions import full_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from printing.cross_province_notice_facts import CrossProvinceFacts
    from printing.marks import Mark
    from printing.page_codes import Codes
    from printing.registry import PaperContext
    from printing.sheet import Copy
    from station_app.domain.records import CaseRecord

FORM = "TS-HJ-17"
EDITION = 1
TITLE = "跨省户口网上迁移告知单"

HOW = (
    "　　一、网上迁移由您自愿选择。不选择的，或者迁出地没有开通的，凭《准予迁入证明》《户口迁移证》办理。",
    "　　二、本所审核后，准予迁入的信息在网上送到迁出地。迁出地在 1 个工作日内核对，会打电话联系您。",
    "　　三、核对无误的，迁出地注销户口；本所收到后，在 1 个工作日内核对并通知您落户。您不用往返两地。",
    "　　四、请带居民户口簿（集体户带登记卡）原件：由本所收回或者注明迁出。纸质证件只存档，不用您传递。",
    "　　五、网上办理期间不能中途取消；在此期间户口簿、身份证照常使用。情况有变化的，请立即告诉本所。",
    "　　六、升学、毕业、退役安置、回国定居等另有规定的，不在网上迁移范围内。",
)
CHOICE = "□ 选择网上迁移，已知悉以上内容　　□ 按原方式办理"


def lay_out(record: CaseRecord, _context: PaperContext, codes: Codes) -> tuple[tuple[Mark, ...], ...]:
    """Give the pages of the notice, the one to be kept first."""
    stated = facts(record)
    sheet = Letter(FORM, EDITION, TITLE).sheet(record)
    return lay_out_sheet(sheet, kept_and_mine(record), lambda copy: tuple(_rows(record, stated, copy)), codes)


def _rows(record: CaseRecord, stated: CrossProvinceFacts, copy: Copy) -> Iterator[Row]:
    yield from person_rows("申请人", stated.applicant, copy.id_number)
    leaving, coming = ways(record, stated)
    yield whole("迁出地", leaving)
    yield whole("迁入地", coming)
    yield Paragraphs(HOW, VALUE)
    yield whole("您的选择", CHOICE)
    yield whole("联系电话", "迁出地民警按这个号码联系您：＿＿＿＿＿＿＿＿＿＿＿＿＿＿")
    officer = f"{record.accepted_by_name}（警号 {record.accepted_by}）"
    yield Signatures((("申请人（代办人）签名", ""), ("告知人签名", officer)), DATED)


def ways(record: CaseRecord, stated: CrossProvinceFacts) -> tuple[str, str]:
    """Say from where how many people leave, and where they come to."""
    on = record.accepted_at.astimezone(BEIJING).date()
    leaving = "；".join(f"{full_name(division, on) or division}（{count} 人）" for division, count in stated.origins)
    return leaving, f"{full_name(record.site, on) or record.site_name}（{stated.site_name}）"
