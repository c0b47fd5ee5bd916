"""Use case: the report and the ranking of a month as papers, journalled before anyone can hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app import texts
from station_app.domain.authority import Action
from station_app.domain.counting import Area
from station_app.services.figures import month_of, ranking, refuse_future, report
from station_app.services.issuing import OwnPaperFacts, issue_own
from station_app.storage import editions

if TYPE_CHECKING:
    from station_app.domain.records import IssuedPaper
    from station_app.services.desk import Desk

REPORT, RANKING = "monthly-report", "ranking"


def print_month(desk: Desk, month: str, by: Area = Area.STATION) -> IssuedPaper:
    """Make the report of a month: of its newest edition, else as it is counted now.

    Raises:
        UsageError: `month_form`.
        RefusedError: `month_not_begun`.
    """
    desk.require(Action.PRINT)
    from printing import monthly_report  # noqa: PLC0415 - ReportLab takes 0.35 s to import

    wanted = month_of(month)
    refuse_future(desk, wanted)
    with desk.store.write() as uow, texts.speaking("zh"):
        made, moment = report(uow, desk, wanted, by), desk.now()
        subject = editions.subject_of(desk.site.code, str(wanted))
        about = OwnPaperFacts(REPORT, subject, monthly_report.facts(made))
        issued = issue_own(
            uow, desk, about, lambda codes: monthly_report.render(made, desk.officer.badge, moment, codes)
        )
        uow.commit()
    return issued


def print_ranking(desk: Desk, month: str) -> IssuedPaper:
    """Make the ranking of a month.

    Raises:
        UsageError: `month_form`.
        RefusedError: `month_not_begun`, `ranking_of_stations`.
    """
    desk.require(Action.PRINT)
    from printing import ranking as paper  # noqa: PLC0415 - as above

    wanted = month_of(month)
    with desk.store.write() as uow, texts.speaking("zh"):
        found, moment = ranking(uow, desk, wanted), desk.now()
        about = OwnPaperFacts(RANKING, editions.subject_of(desk.site.code, str(wanted)), paper.facts(found))
        issued = issue_own(uow, desk, about, lambda codes: paper.render(found, desk.officer.badge, moment, codes))
        uow.commit()
    return issued
