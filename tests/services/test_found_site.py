"""Setting up a site where something lies already: nobody's data are put aside unseen."""

from __future__ import annotations

import pytest

from station_app.errors import RefusedError
from tests.stations import PASSWORD, founded


def test_a_database_whose_keyring_is_gone_is_no_new_machine(tmp_path):
    door = founded(tmp_path / "station")
    door.log_in("0001", PASSWORD).close()
    keyring = door.home.keyring.read_bytes()
    door.home.keyring.unlink()
    with pytest.raises(RefusedError, match="keyring_missing"):
        door.log_in("0001", PASSWORD)
    before = door.home.database.read_bytes()
    with pytest.raises(RefusedError, match="keyring_missing"):
        founded(tmp_path / "station")
    assert door.home.database.read_bytes() == before
    door.home.keyring.write_bytes(keyring)
    door.log_in("0001", PASSWORD).close()


def test_what_an_interrupted_set_up_left_does_not_stand_in_the_way(tmp_path):
    door = founded(tmp_path / "station")
    door.home.keyring.rename(door.home.founding)  # as a power cut before the last step leaves it
    founded(tmp_path / "station").log_in("0001", PASSWORD).close()
    assert list(door.home.root.glob("station.db.orphan-*"))
