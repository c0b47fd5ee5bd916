"""Use case: the sheet that goes with a bundle on a stick, journalled before anyone can hold it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.authority import Action
from station_app.errors import RefusedError
from station_app.journal import chain
from station_app.services.issuing import issue_own
from station_app.services.partners import BUNDLE_SHEET, attachments_of, partner
from station_app.storage import channels

if TYPE_CHECKING:
    from printing.bundle_sheet import Handed
    from station_app.domain.records import IssuedPaper
    from station_app.services.desk import Desk
    from station_app.storage.channels import SentBundle
    from station_app.storage.engine import UnitOfWork


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
        pdf = bundle_sheet.render(_handed(uow, desk, sent))
        subject = f"{desk.site.code}-to-{channel}-{number:06d}"
        issued = issue_own(uow, desk, subject, BUNDLE_SHEET, pdf)
        uow.commit()
    return issued


def _handed(uow: UnitOfWork, desk: Desk, sent: SentBundle) -> Handed:
    from printing.bundle_sheet import Handed  # noqa: PLC0415 - as above

    receiver = partner(uow, desk, sent.channel)
    entries = chain.entries(uow, desk.site.code, sent.first_seq, sent.last_seq)
    return Handed(
        sender=(desk.site.code, desk.site.name),
        receiver=(receiver.code, receiver.name),
        number=sent.number,
        entries=sent.last_seq - sent.first_seq + 1,
        attachments=len({scan for entry in entries for scan in attachments_of(entry)}),
        sha256=sent.sha256 or "",
        made_at=sent.exported_at or sent.sealed_at,
        officer=desk.officer.name,
        badge=desk.officer.badge,
        practice=desk.site.practice,
    )
