"""The invented families once more, as holders of residence permits: a first card, a lost one, endorsed and late."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from printing import permit_pictures
from station_app.domain.permits import Making, PermitState
from station_app.domain.vocabulary import PermitBusiness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station_app.domain.permits import PermitRecord
    from station_app.domain.records import CaseRecord


def records(base: CaseRecord) -> Iterator[tuple[str, PermitRecord]]:
    """Give the permits of the first of a family, each with what became of it."""
    address, officer = base.placement.address or "", base.accepted_by_name
    for what, record in permit_pictures.records(base.case.family[0], address, base.site_name):
        said = record.endorsement
        mine = replace(record, made_by_name=officer)
        if said is None:
            yield what, mine
            continue
        mine = replace(mine, endorsement=replace(said, officer_name=officer))
        yield what, mine
        anew = replace(said.following, years=1)
        yield "endorsed_late", replace(mine, endorsement=replace(said, officer_name=officer, late=True, following=anew))
        lost = Making(PermitBusiness.LOST, date(2027, 11, 8), date(2027, 11, 23), 15, fee=20, reason="遗失")
        yield (
            "lost",
            replace(mine, made=lost, made_at=said.at, state=PermitState(record.state.issued_on, said.following, lost)),
        )
