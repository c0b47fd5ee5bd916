"""Use case: sign the journal's head once a day, so that a tail cut off between two bundles is seen.

The signature covers everything up to the last entry of an earlier day; a day without entries needs none.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from station_app.clock import local_date
from station_app.errors import DeviceError, RefusedError
from station_app.exchange.identities import CHECKPOINT, checkpoint_message
from station_app.journal import chain
from station_app.journal.entries import Checkpoint

if TYPE_CHECKING:
    from station_app.services.desk import Desk

BY_NOBODY = "system"
"""Who signs: no person decided it."""


def seal_journal(desk: Desk) -> bool:
    """Append a signed checkpoint if the last entry is of an earlier day and no checkpoint itself; tells whether.

    Whoever opens the desk first in the morning brings it about. A disk that takes no writes keeps nobody out.
    """
    with suppress(DeviceError, RefusedError), desk.store.write() as uow:
        seq, head = chain.head(uow, desk.site.code)
        last = next(iter(chain.entries(uow, desk.site.code, seq, seq)), None)
        if last is None or last.kind == "checkpoint" or local_date(last.at) >= desk.today():
            return False
        signature = desk.identity.sign(CHECKPOINT, checkpoint_message(desk.site.code, seq, head))
        chain.append(
            uow,
            site=desk.site.code,
            officer=BY_NOBODY,
            subject=desk.site.code,
            payload=Checkpoint(head, signature.hex()),
            at=desk.now(),
        )
        uow.commit()
        return True
    return False
