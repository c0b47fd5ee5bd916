"""The invented residence permit behind the pictures of its papers: applied for, and endorsed after its first year."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from printing.picture_cases import AT, BADGE, OFFICER_NAME, SITE
from station_app.domain.case_file import FamilyMember
from station_app.domain.permit_dates import window
from station_app.domain.permit_file import PermitFile, PermitRequest
from station_app.domain.permits import LastEndorsement, Making, PermitRecord, PermitState
from station_app.domain.vocabulary import Business, PermitBusiness, PermitGround, Role
from station_app.domain.working_days import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator

_ISSUED = date(2026, 11, 30)


_HOLDER = FamilyMember(role=Role.APPLICANT, name="李𠅤", id_number="610102199002030022", sex="2")


def records(
    person: FamilyMember = _HOLDER, address: str = "解放路某小区3号楼2单元501", site_name: str = SITE.name
) -> Iterator[tuple[str, PermitRecord]]:
    """Give each paper with the permit it is drawn of; of somebody else where that is asked."""
    asked = PermitRequest("620502001", address, date(2026, 3, 20), PermitGround.DWELLING, photo=True)
    made = Making(PermitBusiness.FIRST, date(2026, 11, 16), date(2026, 12, 1), 15)
    by: dict[str, Any] = {f"{act}_by": BADGE for act in ("applied", "made")}
    by |= {f"{act}_by_name": OFFICER_NAME for act in ("applied", "made")} | {"applied_at": AT, "made_at": AT}
    applied = PermitRecord(
        permit_no=f"{SITE.code}-20261116-JZ0003",
        site=SITE.code,
        site_name=site_name,
        practice=SITE.practice,
        pack="residence-permit-2016",
        file=PermitFile(business=Business.RESIDENCE_PERMIT, family=(person,), permit=asked),
        state=PermitState(making=made),
        made=made,
        revision=41,
        **by,
    )
    yield "permit-receipt", applied
    first, on = window(_ISSUED, 1, shipped()), datetime(2027, 11, 8, 2, 5, tzinfo=UTC)
    second = window(_ISSUED, 2, shipped())
    said = LastEndorsement(
        77, on, on.date(), late=False, officer=BADGE, officer_name=OFFICER_NAME, following=second, renewed=first
    )
    yield "endorsement-slip", replace(applied, state=PermitState(_ISSUED, second), endorsement=said)
