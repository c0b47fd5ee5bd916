"""The invented families once more, as those who have letters of a kind: from another province, with minors, an agent.

A maker stands beside the paper that it is for: drawn with the other papers, it would tell nothing new about them.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from station_app.domain.case_file import NamedPerson, Origin
from station_app.domain.deadlines import LimitKind
from station_app.domain.records import PaperCopy, TimelineItem
from station_app.domain.reminders import Reminder
from station_app.domain.vocabulary import CaseStatus, Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from station_app.domain.records import CaseRecord

_BORN = (date(1985, 3, 17), date(1987, 6, 2), date(2016, 3, 1), date(1956, 10, 9))
_FROM = (
    Origin(division="510104", address="春熙路1号", registration_authority="成都市公安局锦江区分局"),
    Origin(division="610102", address="东大街2号", registration_authority="西安市公安局新城分局"),
)

_ENDED = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
_MADE = ("approval-form", "receipt", "commitment", "guardian-consent", "rights-notice", "settlement-slip")


def coming(base: CaseRecord) -> CaseRecord:
    """Give the same from other provinces: each minor with a guardian, somebody acting for them."""
    ten = len(base.case.family) > len(_BORN)
    family = tuple(
        replace(
            each,
            origin=_FROM[at % 2 if ten else 0],
            birth_date=_BORN[at % len(_BORN)],
            sex="2" if at == 1 else "1",
            ethnicity="01",
            guardian=_guardian(base, at) if each.role is Role.MINOR_CHILD else None,
            co_resident=True,
        )
        for at, each in enumerate(base.case.family)
    )
    name = base.case.family[-1].name if ten else "赵四海"
    agent = NamedPerson(name=name, id_number="62050219900101121X", relationship="73", phone="13900001111")
    return replace(base, case=replace(base.case, family=family, agent=agent, migration_reason="0500"))


def _guardian(base: CaseRecord, at: int) -> int | NamedPerson:
    """Give a parent of the family, and at every other place somebody from outside of it."""
    first = base.case.family[0]
    return NamedPerson(name=first.name, id_number="62050219900101121X") if at % 2 else 0


def with_a_minor(base: CaseRecord) -> CaseRecord:
    """Give the same with at least one minor: somebody alone is a minor whom somebody else looks after."""
    there = coming(base)
    if any(each.guardian is not None for each in there.case.family):
        return there
    first = replace(there.case.family[0], birth_date=_BORN[2], guardian=_guardian(base, 1))
    return replace(there, case=replace(there.case, family=(first, *there.case.family[1:])))


def reminded(base: CaseRecord) -> CaseRecord:
    """Give the same, reminded of with many words where the family is large."""
    said = Reminder(
        limit=LimitKind.DECISION,
        due=date(2026, 12, 14),
        left=2,
        basis="行政许可法第四十二条",
        waits_for="chief",
        text="材料已齐，请尽快审批，并告知申请人。" * len(base.case.family),
        at=datetime(2026, 12, 10, 2, 5, tzinfo=UTC),
        officer=base.accepted_by,
        officer_name=base.accepted_by_name,
    )
    return replace(base, reminder=said)


def approved(base: CaseRecord) -> CaseRecord:
    """Give the same from other provinces, approved, so that certificates are written for them."""
    return replace(coming(base), status=CaseStatus.APPROVED)


def over(base: CaseRecord) -> CaseRecord:
    """Give the same with its case at an end, and the papers that were made of it."""
    copies = tuple(PaperCopy(name, 1, "", _ENDED, base.accepted_by) for name in _MADE)
    end = TimelineItem(
        at=_ENDED,
        clock_trusted=True,
        site=base.site,
        seq=9,
        officer=base.accepted_by,
        officer_name=base.accepted_by_name,
        kind="case_registered",
        summary="",
    )
    return replace(coming(base), status=CaseStatus.REGISTERED, papers=copies, timeline=(end,))


MAKERS: dict[str, Callable[[CaseRecord], CaseRecord]] = {
    "guardian-consent": with_a_minor,
    "authorisation": coming,
    "cross-province-notice": coming,
    "truth-letter": coming,
    "rights-notice": coming,
    "reminder-slip": reminded,
    "migration-data-sheet": approved,
    "archive-cover": over,
    "file-list": over,
}
