"""Use case: the sheet that goes with a bundle on a stick, journalled before anyone can hold it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.authority import Action
from station_app.errors import RefusedError
from station_app.services.issuing import OwnPaperFacts, issue_own
from station_app.services.partners import BUNDLE_SHEET
from station_app.services.restating import handed_over
from station_app.storage import channels

if TYPE_CHECKING:
    from station_app.domain.records import IssuedPaper
    from station_app.services.desk import Desk


def print_bundle_sheet(desk: Desk, channel: str, number: int) -> IssuedPaper:
    """Make the sheet of bundle `number` to `channel`, which was put in place before.

    Raises:
        RefusedError: `bundle_unknown` - there is no such bundle, or it was sealed and never written.
        NotPermittedError: `site_not_trusted`.
    """
    desk.require(Action.EXPORT)
    from printing import bundle_sheet  # noqa: PLC0415 - ReportLab takes 0.35 s to import

    with desk.store.write() as uow:
        sent = channels.sent(uow, channel, number)
        if sent is None or sent.exported_at is None:
            raise RefusedError("bundle_unknown", channel=channel[:40], number=number)
        handed = handed_over(uow, desk, sent)
        subject = f"{desk.site.code}-to-{channel}-{number:06d}"
        about = OwnPaperFacts(BUNDLE_SHEET, subject, bundle_sheet.facts(handed), sent.last_seq)
        issued = issue_own(uow, desk, about, lambda codes: bundle_sheet.render(handed, codes))
        uow.commit()
    return issued
