"""The query for an applicant who was sent away before."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from station_app.clock import BEIJING
from station_app.domain.vocabulary import CaseStatus
from station_app.storage.case_tables import case_person, registry_case

if TYPE_CHECKING:
    from datetime import date

    from station_app.storage.engine import UnitOfWork

_EARLIER = (
    select(registry_case.c.case_no)
    .join(case_person, case_person.c.case_no == registry_case.c.case_no)
    .where(
        case_person.c.id_number == bindparam("number"),
        case_person.c.place == 0,
        registry_case.c.site == bindparam("owner"),
        registry_case.c.ended_as == CaseStatus.DECLINED,
        registry_case.c.accepted_at >= bindparam("morning"),
    )
    .order_by(registry_case.c.case_no.desc())
    .limit(1)
)


def earlier(uow: UnitOfWork, site: str, id_number: str | None, on: date) -> str | None:
    """Give the last case in which the applicant with this number was declined at `site` on the day `on`."""
    if not id_number:
        return None
    asked = {"number": id_number, "owner": site, "morning": datetime.combine(on, time(), BEIJING)}
    found: str | None = uow.execute(_EARLIER, asked).scalars().first()
    return found
