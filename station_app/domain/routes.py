"""From one route to another: a family that fails on the poverty route may still settle on the general one.

天政办发〔2020〕5号 二(一)1 asks for nothing that such a family has not shown already, so nothing is typed again.
"""

from __future__ import annotations

from typing import Final

import msgspec

from station_app.domain.case_file import CaseFile
from station_app.domain.vocabulary import CaseStatus, Route

POVERTY_PROOF: Final = "X01"
"""The kind of document that only the poverty route asks for."""

GOES_ON_FROM: Final = (CaseStatus.REFUSED, CaseStatus.WITHDRAWN)
"""What must have become of a case for another one to go on from it."""


def as_general(case: CaseFile) -> CaseFile:
    """Give the same family as an application on the general route, without what only the other route asked for."""
    documents = tuple(each for each in case.documents if each.kind != POVERTY_PROOF)
    return msgspec.structs.replace(case, route=Route.GENERAL, poverty=None, documents=documents)


def may_turn(case: CaseFile, into: CaseFile | None = None) -> bool:
    """Tell whether `case` may go on as `into`: from the poverty route to the general one, never the other way."""
    return case.route is Route.POVERTY and (into is None or into.route is Route.GENERAL)
