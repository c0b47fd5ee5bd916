"""The disk of a rural branch: other users, a flipped bit. What the desk keeps is private, and damage is seen."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from station_app.domain.reading import read_document
from station_app.errors import DamagedError
from tests.people import a_family_of_four
from tests.stations import PASSWORD

if TYPE_CHECKING:
    from station_app.catalogue import Door


def test_nobody_else_on_the_machine_can_read_the_home(station_door: Door) -> None:
    home = station_door.home
    assert stat.S_IMODE(home.root.stat().st_mode) == 0o700
    for path in (home.database, home.keyring):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path.name


@pytest.mark.parametrize("part", [0.2, 0.4, 0.6, 0.8, 0.97])
def test_a_flipped_bit_anywhere_is_seen_by_the_walk(station_door: Door, part: float) -> None:
    catalogue = station_door.log_in("0001", PASSWORD)
    catalogue.accept(*read_document(a_family_of_four()))
    catalogue.close()
    path = station_door.home.database
    content = bytearray(path.read_bytes())
    content[int(len(content) * part)] ^= 1
    path.write_bytes(content)
    assert not _sound(station_door)


def _sound(door: Door) -> bool:
    try:
        catalogue = door.log_in("0001", PASSWORD)
    except DamagedError:
        return False
    try:
        return catalogue.verify_journal().ok
    except DamagedError:
        return False
    finally:
        catalogue.close()
