"""Every working list and the ledger among 300,000 cases, first pages and those far back, beside the bare query."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from station_app.bench.million import Million, Question, applicant, measured, opened, samples
from station_app.bench.seeding import CHIEF, CLERKS
from station_app.clock import local_date
from station_app.domain.ledger import LedgerFilter, Period, Sort
from station_app.domain.queues import Kind, seen_by
from station_app.domain.records import Officer
from station_app.domain.vocabulary import CaseStatus, Level, OfficerRole, Route
from station_app.services.list_queues import count_waiting, list_queues, show_queue
from station_app.storage.types import EPOCH, MILLISECOND

if TYPE_CHECKING:
    from station_app.bench import Row
    from station_app.services.desk import Desk

PAGE = 100
ROUNDS = 12
_RANGE = (
    "SELECT case_no, nearest_due FROM registry_case WHERE status = ? ORDER BY still, nearest_due, case_no LIMIT 200"
)
_WALK = "SELECT case_no, accepted_at FROM registry_case {} ORDER BY accepted_at DESC, case_no DESC LIMIT 101"


def measure(home: str | None = None, database: str | None = None) -> list[Row]:
    """Measure each list and each question to the ledger."""
    with opened(home, database) as site:
        return [measured(question, site.raw, ROUNDS) for question in (*_queues(site), *_ledger(site))]


def _everybody(site: Million) -> Desk:
    """Give the desk of somebody who has every list of a station."""
    from dataclasses import replace  # noqa: PLC0415

    roles = (OfficerRole.FRONT_DESK, OfficerRole.REVIEWER, OfficerRole.CHIEF)
    return replace(site.desk._desk, officer=Officer(CLERKS[1], "李四", roles))  # noqa: SLF001 - beside the use cases


def _queues(site: Million) -> list[Question]:
    desk = _everybody(site)
    accepted = (_RANGE, lambda _place: ("accepted",))
    found = [
        Question("queue.counts", lambda _place: list_queues(desk), accepted),
        Question("queue.badge", lambda _place: count_waiting(desk), accepted),
    ]
    for queue in seen_by(desk.officer.roles, desk.site.kind):
        status = queue.states[0].value if queue.kind is Kind.STANDING else "accepted"
        found.append(
            Question(
                f"queue.{queue.name.value}",
                lambda _place, name=queue.name.value: show_queue(desk, name, 200),  # type: ignore[misc]
                (_RANGE, lambda _place, status=status: (status,)),  # type: ignore[misc]
            )
        )
    return found


def _ledger(site: Million) -> list[Question]:
    day = local_date(site.desk.now())
    numbers = samples(site.cases)
    plain, month = (_WALK.format(""), lambda _place: ()), Period(day - timedelta(days=400), day - timedelta(days=370))
    asked = {
        "newest": LedgerFilter(),
        "oldest": LedgerFilter(descending=False),
        "state": LedgerFilter(statuses=(CaseStatus.DELIVERED,)),
        "few": LedgerFilter(statuses=(CaseStatus.SUPPLEMENT,)),
        "ended": LedgerFilter(ended_as=(CaseStatus.WITHDRAWN,)),
        "route": LedgerFilter(route=Route.POVERTY),
        "town": LedgerFilter(division="620502103"),
        "officer": LedgerFilter(accepted_by=CLERKS[3]),
        "decided_by": LedgerFilter(decided_by=CHIEF, sort=Sort.DECIDED),
        "month": LedgerFilter(accepted=month),
        "month_decided": LedgerFilter(decided=month, sort=Sort.DECIDED),
        "registered": LedgerFilter(sort=Sort.REGISTERED),
        "level": LedgerFilter(level=Level.COUNTY),
        "several": LedgerFilter(route=Route.POVERTY, accepted_by=CLERKS[3], ended_as=(CaseStatus.REGISTERED,)),
        "never": LedgerFilter(route=Route.POVERTY, accepted_by=CLERKS[0], statuses=(CaseStatus.DELIVERED,)),
    }
    found = [
        Question(f"ledger.{name}", lambda _place, wanted=wanted: site.desk.ledger(wanted, "", PAGE), plain)  # type: ignore[misc]
        for name, wanted in asked.items()
    ]
    surnames = [applicant(number).name[:2] for number in numbers]
    found.append(
        Question(
            "ledger.text_and_route",
            lambda place: site.desk.ledger(LedgerFilter(text=surnames[place], route=Route.GENERAL), "", PAGE),
            plain,
        )
    )
    found.append(_far_back(site))
    return found


def _far_back(site: Million) -> Question:
    """Go on from places all over the ledger: a page far back costs what the first costs."""
    middle = site.desk.now() - timedelta(days=site.cases // 150 // 2)

    def mark(place: int) -> str:
        at = middle - timedelta(days=7 * place)
        return f"0:{(at - EPOCH) // MILLISECOND}@z"

    return Question(
        "ledger.far_back",
        lambda place: site.desk.ledger(LedgerFilter(), mark(place), PAGE),
        (_WALK.format(""), lambda _place: ()),
    )
