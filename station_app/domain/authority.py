"""Who may do what, as one table: each action and the roles that may take it. What is not in the table nobody may do.

The three administrators (三员分立, GB/T 22239-2019) are kept apart: the administrator keeps accounts and the system,
the security officer passwords, locks and keys, the auditor reads what was done and changes nothing. None of the three
opens a case by that office. Says nothing about whose case it is or how it stands: that nobody decides their own case is
a rule about cases.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from station_app.domain.vocabulary import OfficerRole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Action(StrEnum):
    """What an officer may be allowed to do; one word for all use cases that ask for the same trust."""

    ACCEPT = "accept"  # 受理
    DECLINE = "decline"  # 不予受理
    SUPPLEMENT = "supplement"  # 补正
    WITHDRAW = "withdraw"  # 撤回
    REVIEW = "review"  # 审核
    DECIDE_STATION = "decide_station"  # 派出所审批
    DECIDE_COUNTY = "decide_county"  # 县级审批
    RECORD_COUNTY = "record_county"  # 录入县级纸质审批, at a station whose county still works on paper
    REVERSE = "reverse"  # 冲销
    REGISTER = "register"  # 落户登记
    DELIVER = "deliver"  # 送达
    ARCHIVE = "archive"  # 归档
    REMIND = "remind"  # 催办
    CHECK = "check"
    LOOK = "look"  # cases, people, scans, households and whoever is in them
    DRAFT = "draft"
    SCAN = "scan"
    NOTICE = "notice"  # 一次性告知
    PERMIT = "permit"  # 居住证受理、制发、签注、换补领
    CANCEL_PERMIT = "cancel_permit"  # 居住证注销
    PRINT = "print"
    HOUSEHOLDS = "households"
    DIVISIONS = "divisions"  # 区划变更, for all households at once
    EXPORT = "export"
    IMPORT = "import"
    DIGEST = "digest"
    TRUST_SITES = "trust_sites"
    VERIFY_JOURNAL = "verify_journal"
    EXPORT_LEDGER_IN_FULL = "export_ledger_in_full"  # a copy of the ledger with ID numbers; masked is a look
    EXPORT_JOURNAL = "export_journal"  # masked
    EXPORT_JOURNAL_IN_FULL = "export_journal_in_full"
    READ_LOGS = "read_logs"  # who looked at whom
    LIST_ACCOUNTS = "list_accounts"
    MANAGE_ACCOUNTS = "manage_accounts"
    RESET_PASSWORDS = "reset_passwords"
    ROTATE_KEYS = "rotate_keys"
    SETTINGS = "settings"
    SECURITY_SETTINGS = "security_settings"  # those that others' safety hangs on
    BRING_HOLIDAYS = "bring_holidays"  # 导入放假安排
    CONFIRM_CLOCK = "confirm_clock"  # 确认本机时间
    HAND_OVER_SHIFT = "hand_over_shift"  # 交接班
    USE_STOCK = "use_stock"  # 领用、报废空白证表
    KEEP_STOCK = "keep_stock"  # 入库、作废、调出、盘点
    SEE_STOCK = "see_stock"
    FREEZE_MONTH = "freeze_month"  # 月报定版
    PROPOSE_LAYOUTS = "propose_layouts"  # 提出版式
    ADOPT_LAYOUTS = "adopt_layouts"  # 审定、停用版式


_DESK, _REVIEWER, _CHIEF = OfficerRole.FRONT_DESK, OfficerRole.REVIEWER, OfficerRole.CHIEF
_COUNTY = OfficerRole.COUNTY_REVIEWER
_ADMINISTRATOR, _SECURITY, _AUDITOR = OfficerRole.ADMINISTRATOR, OfficerRole.SECURITY, OfficerRole.AUDITOR

AUTHORITY: Final[Mapping[Action, tuple[OfficerRole, ...]]] = {
    Action.ACCEPT: (_DESK,),
    Action.DECLINE: (_DESK, _CHIEF),
    Action.SUPPLEMENT: (_DESK,),
    Action.WITHDRAW: (_DESK, _CHIEF),
    Action.REVIEW: (_REVIEWER, _CHIEF),
    Action.DECIDE_STATION: (_CHIEF,),
    Action.DECIDE_COUNTY: (_COUNTY,),
    Action.RECORD_COUNTY: (_REVIEWER, _CHIEF),
    Action.REVERSE: (_CHIEF,),
    Action.REGISTER: (_DESK, _CHIEF),
    Action.DELIVER: (_DESK, _CHIEF),
    Action.ARCHIVE: (_DESK, _REVIEWER, _CHIEF),
    Action.REMIND: (_DESK, _REVIEWER, _CHIEF),
    Action.CHECK: (_DESK, _REVIEWER, _CHIEF, _COUNTY),
    Action.LOOK: (_DESK, _REVIEWER, _CHIEF, _COUNTY),
    Action.DRAFT: (_DESK,),
    Action.SCAN: (_DESK,),
    Action.NOTICE: (_DESK,),
    Action.PERMIT: (_DESK,),
    Action.CANCEL_PERMIT: (_DESK, _CHIEF),
    Action.PRINT: (_DESK, _REVIEWER, _CHIEF, _COUNTY),
    Action.HOUSEHOLDS: (_DESK, _REVIEWER, _CHIEF),
    Action.DIVISIONS: (_CHIEF,),
    Action.EXPORT: (_DESK, _CHIEF, _COUNTY, _ADMINISTRATOR),
    Action.IMPORT: (_DESK, _CHIEF, _COUNTY, _ADMINISTRATOR),
    Action.DIGEST: (_COUNTY, _CHIEF, _ADMINISTRATOR),
    Action.TRUST_SITES: (_ADMINISTRATOR,),
    Action.VERIFY_JOURNAL: (_CHIEF, _COUNTY, _ADMINISTRATOR, _SECURITY, _AUDITOR),
    Action.EXPORT_LEDGER_IN_FULL: (_CHIEF, _COUNTY),
    Action.EXPORT_JOURNAL: (_AUDITOR, _ADMINISTRATOR, _SECURITY),
    Action.EXPORT_JOURNAL_IN_FULL: (_AUDITOR, _ADMINISTRATOR),
    Action.READ_LOGS: (_AUDITOR,),
    Action.LIST_ACCOUNTS: (_ADMINISTRATOR, _SECURITY, _AUDITOR),
    Action.MANAGE_ACCOUNTS: (_ADMINISTRATOR,),
    Action.RESET_PASSWORDS: (_ADMINISTRATOR, _SECURITY),
    Action.ROTATE_KEYS: (_SECURITY, _ADMINISTRATOR),
    Action.SETTINGS: (_DESK, _REVIEWER, _CHIEF, _COUNTY, _ADMINISTRATOR, _SECURITY),
    Action.SECURITY_SETTINGS: (_ADMINISTRATOR, _SECURITY),
    Action.BRING_HOLIDAYS: (_ADMINISTRATOR,),
    Action.CONFIRM_CLOCK: (_DESK, _REVIEWER, _CHIEF, _COUNTY, _ADMINISTRATOR),
    Action.HAND_OVER_SHIFT: (_DESK, _REVIEWER, _CHIEF, _COUNTY),
    Action.USE_STOCK: (_DESK, _REVIEWER, _CHIEF, _COUNTY),
    Action.KEEP_STOCK: (_CHIEF, _ADMINISTRATOR),
    Action.SEE_STOCK: (_DESK, _REVIEWER, _CHIEF, _COUNTY, _ADMINISTRATOR, _AUDITOR),
    Action.FREEZE_MONTH: (_CHIEF, _COUNTY),
    Action.PROPOSE_LAYOUTS: (_REVIEWER, _CHIEF, _COUNTY, _ADMINISTRATOR),
    Action.ADOPT_LAYOUTS: (_CHIEF, _COUNTY, _ADMINISTRATOR),
}
"""The table. An officer with several roles may do what any of them may."""


def permits(roles: Iterable[OfficerRole], action: Action) -> bool:
    """Tell whether an officer with these roles may do it."""
    return not set(AUTHORITY[action]).isdisjoint(roles)


def clashing(roles: Iterable[OfficerRole]) -> tuple[OfficerRole, ...]:
    """Give the roles among these that no one officer may hold together; nothing if they may be held by one.

    An auditor is nothing else, and nobody is both administrator and security officer. Administrator and front desk go
    together: a branch of one person starts with both (contract).
    """
    held = tuple(dict.fromkeys(roles))
    if _AUDITOR in held and len(held) > 1:
        return held
    both = (_ADMINISTRATOR, _SECURITY)
    return both if set(both) <= set(held) else ()
