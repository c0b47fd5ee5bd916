"""Use case: check a family and its documents; store nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.authority import Action
from station_app.services.judging import judge_within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station_app.domain.case_file import CaseFile
    from station_app.domain.findings import Finding
    from station_app.domain.records import CheckResult
    from station_app.services.desk import Desk


def check_case(desk: Desk, case: CaseFile, structure: Sequence[Finding] = ()) -> CheckResult:
    """Check `case` against the rules of today, this site's households and the people already known here."""
    desk.require(Action.CHECK)
    with desk.store.read() as uow:
        return judge_within(uow, desk, case, structure)
