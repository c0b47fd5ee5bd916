"""Use case: freeze the figures of a month that is over (月报定版); another edition needs a reason and a difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.authority import Action
from station_app.domain.counting import Area
from station_app.errors import RefusedError
from station_app.journal import chain
from station_app.journal.statistics_entries import MonthFrozen
from station_app.services.figures import count_month, is_over, month_of, report
from station_app.services.written import refuse_unfit
from station_app.storage import editions

if TYPE_CHECKING:
    from station_app.domain.month_figures import MonthReport
    from station_app.services.desk import Desk


def freeze_month(desk: Desk, month: str, reason: str = "", by: Area = Area.STATION) -> MonthReport:
    """Freeze what is counted of a month now; gives its report.

    Raises:
        UsageError: `month_form`.
        RefusedError: `month_not_over`, `edition_reason_missing`, `month_unchanged`, `text_unfit`.
    """
    desk.require(Action.FREEZE_MONTH)
    wanted = month_of(month)
    if not is_over(desk, wanted):
        raise RefusedError("month_not_over", month=str(wanted))
    why = " ".join(reason.split())
    refuse_unfit(why)
    with desk.store.write() as uow:
        before = editions.newest(uow, desk.site.code, str(wanted))
        if before is not None and not why:
            raise RefusedError("edition_reason_missing", month=str(wanted), edition=before.edition.number)
        counts = count_month(uow, desk, wanted)
        if before is not None and counts.digest == before.edition.digest:
            raise RefusedError("month_unchanged", month=str(wanted), edition=before.edition.number)
        number = before.edition.number + 1 if before else 1
        chain.append(
            uow,
            site=desk.site.code,
            officer=desk.officer.badge,
            subject=editions.subject_of(desk.site.code, str(wanted)),
            payload=MonthFrozen(number, counts, counts.digest, why if before else ""),
            at=desk.now(),
        )
        made = report(uow, desk, wanted, by)
        uow.commit()
    return made
