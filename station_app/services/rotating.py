"""Change the site's data key: for everybody who stays, and so that whoever left opens nothing from here on.

Three steps, each of which may be the last one before a power cut: the keyring gets the next state beside the present
one; the database is written under the next key; the next state becomes the present one. The login that follows finds
out how far it came (`entering.open_store`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from station_app.errors import RefusedError
from station_app.journal import chain
from station_app.journal.entries import KeysRotated
from station_app.storage import officers, rekeying
from station_app.storage.keyring import Keyring

if TYPE_CHECKING:
    from station_app.services.desk import Desk


def progress(desk: Desk) -> tuple[int, int]:
    """Give how many bytes of the database are under the next key already, and of how many; (0, 0) on a server."""
    path = desk.store.path
    return (0, 0) if path is None else rekeying.progress(path)


def rotate(desk: Desk, because_of: str = "") -> Desk:
    """Give the site a new data key and the desk with it; only accounts that are open keep a slot.

    Raises:
        RefusedError: `keys_not_renewed`, `database_not_alone` - nothing was changed.
        DeviceError: `disk_full` and the like; the next login ends or undoes the change.
    """
    keyring = Keyring(desk.home.keyring)
    with desk.store.read() as uow:
        staying = {each.badge for each in officers.listing(uow)}
    gone = set(keyring.badges()) - staying
    old = [owner for owner in keyring.not_renewed() if owner not in gone]
    if old:
        raise RefusedError("keys_not_renewed", owners=", ".join(old))
    following = keyring.prepare(desk.unlocked, staying, desk.blob_key)
    try:
        desk.store.change_key(desk.unlocked.data_key, following.data_key)
    except Exception:
        path = desk.store.path
        if path is not None and rekeying.holds(path, desk.unlocked.data_key):
            keyring.give_up()
        raise
    keyring.settle(following)
    with desk.store.write() as uow:
        chain.append(
            uow,
            site=desk.site.code,
            officer=desk.officer.badge,
            subject=desk.site.code,
            payload=KeysRotated(because_of),
            at=desk.now(),
        )
        uow.commit()
    return replace(desk, unlocked=following)
