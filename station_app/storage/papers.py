"""Queries on issued papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

from station_app.domain.records import PaperCopy
from station_app.storage.tables import paper

if TYPE_CHECKING:
    from station_app.storage.engine import UnitOfWork

_COUNT = select(func.count()).where(paper.c.case_no == bindparam("case_no"), paper.c.paper == bindparam("name"))
_OF_CASE = (
    select(paper)
    .where(paper.c.case_no.in_((bindparam("case_no"), bindparam("before"))))
    .order_by(paper.c.at, paper.c.paper, paper.c.copy)
)


def count(uow: UnitOfWork, case_no: str, name: str) -> int:
    """Count the copies of one paper of a case, wherever they were issued."""
    return int(uow.execute(_COUNT, {"case_no": case_no, "name": name}).scalar_one())


def of_case(uow: UnitOfWork, case_no: str, notice_no: str | None = None) -> tuple[PaperCopy, ...]:
    """Give every copy of every paper of a case and of the one-time notice before it, oldest first."""
    return tuple(
        PaperCopy(row.paper, row.copy, row.sha256, row.at, row.officer)
        for row in uow.execute(_OF_CASE, {"case_no": case_no, "before": notice_no or case_no})
    )
