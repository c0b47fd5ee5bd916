"""Use case: lay a failed poverty application out as a general one, as a draft in which everything is filled in.

Accepting that draft is the second of two keystrokes; the new case names the failed one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.authority import Action
from station_app.domain.routes import as_general
from station_app.domain.vocabulary import DraftPurpose
from station_app.services.drafting import keep_about
from station_app.services.turning import refuse_unturnable

if TYPE_CHECKING:
    from station_app.domain.case_file import CaseFile
    from station_app.domain.drafts import Draft
    from station_app.services.desk import Desk


def turn_case(desk: Desk, case_no: str) -> Draft:
    """Give the draft that goes on from the failed case; asked again, the same one.

    Raises:
        RefusedError: `case_unknown`, `case_of_another_site`, `turn_impossible`, `turned_already`.
    """
    desk.require(Action.ACCEPT)
    with desk.store.write() as uow:
        record = refuse_unturnable(uow, desk, case_no)
        draft = keep_about(uow, desk, DraftPurpose.TURN, record, as_general(record.case))
        uow.commit()
    return draft


def turned_case(desk: Desk, case_no: str) -> CaseFile:
    """Give the family of the failed case as it would be accepted on the general route; nothing is stored.

    Raises:
        RefusedError: as `turn_case`.
    """
    desk.require(Action.ACCEPT)
    with desk.store.read() as uow:
        return as_general(refuse_unturnable(uow, desk, case_no).case)
