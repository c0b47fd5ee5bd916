"""The site's key is changed whole or not at all, wherever the power goes, and only for those who stay."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import msgspec
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from station_app.errors import DamagedError, NotPermittedError, RefusedError
from station_app.storage import key_slots, keyring, recovery_code, rekeying, sqlcipher
from station_app.storage.engine import Store
from station_app.storage.keyring import CHEAPEST, Keyring, Unlocked
from tests.stations import PASSWORD, founded

if TYPE_CHECKING:
    from pathlib import Path

OLD, NEW = bytes(range(32)), bytes(range(1, 33))
SECRETS = {"signing": b"\x00signing key", "exchange": b"AGE"}
BLOB_KEY = b"b" * 32


@pytest.fixture
def ring(tmp_path):
    """A keyring of two officers, unlocked, and its recovery code."""
    made = Keyring(tmp_path / "keyring.json")
    unlocked, code = Keyring.found(tmp_path / "keyring.json", "0001", PASSWORD, SECRETS, strength=CHEAPEST)
    made.add_slot(unlocked, "0002", "other-1988", strength=CHEAPEST)
    return made, unlocked, code


def test_the_next_key_opens_for_those_who_stay_without_their_passwords(ring):
    made, unlocked, code = ring
    following = made.prepare(unlocked, {"0001"}, BLOB_KEY)
    made.settle(following)
    assert following.data_key != unlocked.data_key
    assert made.unlock("0001", PASSWORD) == made.recover(code) == following
    assert {name: following.secrets[name] for name in SECRETS} == SECRETS
    assert following.earlier_blob_keys == (BLOB_KEY,)
    with pytest.raises(NotPermittedError):
        made.unlock("0002", "other-1988")


def test_until_the_change_is_settled_both_keys_are_there_for_those_who_stay(ring):
    made, unlocked, _ = ring
    following = made.prepare(unlocked, {"0001"}, BLOB_KEY)
    staying, leaving = made.unlock("0001", PASSWORD), made.unlock("0002", "other-1988")
    assert (staying.data_key, staying.following) == (unlocked.data_key, following)
    assert (leaving.data_key, leaving.following) == (unlocked.data_key, None)
    made.give_up()
    assert made.unlock("0001", PASSWORD) == unlocked


def test_a_slot_slipped_in_without_the_key_spoils_the_keyring_and_gets_no_key(ring):
    made, unlocked, _ = ring
    stranger = key_slots.for_password("0009", "stranger-1988", bytes(32), CHEAPEST)
    content = json.loads(made._path.read_bytes())
    content["slots"].append(json.loads(msgspec.json.encode(stranger)))
    made._path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(DamagedError, match="keyring_damaged"):
        made.unlock("0001", PASSWORD)
    with pytest.raises(DamagedError, match="keyring_damaged"):
        made.prepare(unlocked, {"0001", "0009"}, BLOB_KEY)


def test_a_next_key_that_a_stranger_chose_is_not_believed(ring):
    """Somebody who can write the file, but holds no key, prepares a change to a key of theirs."""
    made, _, _ = ring
    forged = json.loads(made._path.read_bytes())
    slots = tuple(msgspec.json.decode(json.dumps(slot), type=key_slots.Slot) for slot in forged["slots"])
    theirs = Unlocked(bytes(32), {"signing": b"theirs", "exchange": b"theirs"})
    slots = tuple(key_slots.resealed(slot, theirs.data_key) for slot in slots)
    box = keyring._seal(theirs, slots)
    proof = keyring._proof(theirs.data_key, slots, box)
    forged["next"] = json.loads(msgspec.json.encode(keyring._Next(slots, box, proof)))
    made._path.write_text(json.dumps(forged), encoding="utf-8")
    with pytest.raises(DamagedError, match="keyring_damaged"):
        made.unlock("0001", PASSWORD)


def first_version(made, data_key, secrets, code):
    """Write the keyring as the first version of the program wrote it."""

    def slot(owner, key_of, strength):
        salt, nonce = os.urandom(16), os.urandom(12)
        empty = key_slots.Slot(owner, salt, nonce, b"", strength)
        wrapped = AESGCM(key_of(salt)).encrypt(nonce, data_key, key_slots._header(empty))
        return {
            **msgspec.to_builtins(empty),
            "wrapped": msgspec.to_builtins(wrapped),
            "strength": strength and msgspec.to_builtins(strength),
        }

    bits = recovery_code.read(code)
    slots = [
        slot("0001", lambda salt: key_slots.stretch(PASSWORD, salt, CHEAPEST), CHEAPEST),
        slot("recovery", lambda salt: key_slots._recovery_key(bits, salt), None),
    ]
    nonce = os.urandom(12)
    box = AESGCM(data_key).encrypt(nonce, msgspec.json.encode(secrets), b"station-app/keyring-secrets/1")
    sealed = {"nonce": msgspec.to_builtins(nonce), "box": msgspec.to_builtins(box)}
    made._path.write_text(json.dumps({"version": 1, "slots": slots, "secrets": sealed}), encoding="utf-8")


def test_a_keyring_of_the_first_version_opens_and_is_renewed_slot_by_slot(ring):
    made, unlocked, code = ring
    first_version(made, unlocked.data_key, SECRETS, code)
    assert made.unlock("0001", PASSWORD) == made.recover(code) == unlocked
    assert (made.watched(), made.not_renewed()) == (False, ("0001", "recovery"))
    made.renew(unlocked, "0001", PASSWORD)
    assert (made.watched(), made.not_renewed()) == (True, ("recovery",))
    assert made.unlock("0001", PASSWORD) == made.recover(code) == unlocked
    made.renew_recovery(unlocked, code)
    assert made.not_renewed() == ()
    made.settle(made.prepare(unlocked, {"0001"}, BLOB_KEY))
    assert made.recover(code).data_key == made.unlock("0001", PASSWORD).data_key != unlocked.data_key


def filled(path: Path) -> None:
    """Make a database of some megabytes under the old key."""
    Store.create(path, OLD).close()
    connection = sqlcipher.connect(path, OLD)
    connection.execute("CREATE TABLE filling (a)")
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO filling VALUES (?)", [("x" * 1000,)] * 4000)
    connection.execute("COMMIT")
    connection.close()


def test_every_page_is_under_the_new_key_and_nothing_beside_it_under_the_old(tmp_path):
    path = tmp_path / "station.db"
    filled(path)
    store = Store.open(path, OLD)
    store.change_key(OLD, NEW)
    with store.read():
        pass
    store.close()
    assert (rekeying.holds(path, OLD), rekeying.holds(path, NEW)) == (False, True)
    assert sqlcipher.inspect_pages(path, NEW) == ()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["station.db", "station.db.ballast"]
    Store.open(path, NEW).close()


def test_a_database_that_another_window_has_open_keeps_its_key(tmp_path):
    store, other = Store.create(tmp_path / "station.db", OLD), Store.open(tmp_path / "station.db", OLD)
    with other.read(), pytest.raises(RefusedError, match="database_not_alone"):
        store.change_key(OLD, NEW)
    with other.write() as uow:
        uow.commit()
    other.close()
    store.close()
    Store.open(tmp_path / "station.db", OLD).close()


@pytest.fixture(params=["sqlcipher", "postgresql"])
def door(request, tmp_path):
    database = request.getfixturevalue("postgres_url") if request.param == "postgresql" else None
    return founded(tmp_path / "station", database=database)


def cut(door, step):
    """Change the key, and lose the power right after `step`; give the key before."""
    catalogue = door.log_in("0001", PASSWORD)
    desk = catalogue._desk
    old = desk.unlocked.data_key
    following = Keyring(door.home.keyring).prepare(desk.unlocked, {"0001"}, desk.blob_key)
    if step == "marked":
        desk.store.change_key(old, following.data_key)
    catalogue.close()
    if step == "pages" and desk.store.path is not None:
        rekeying.change_key(desk.store.path, old, following.data_key)
    return old


@pytest.mark.parametrize("step", ["prepared", "pages", "marked"])
def test_the_login_after_a_power_cut_opens_whatever_was_reached(door, step):
    before = cut(door, step)
    for _ in range(2):
        catalogue = door.log_in("0001", PASSWORD)
        assert catalogue.verify_journal().ok
        now = catalogue._desk.unlocked
        catalogue.close()
    assert now.following is None
    undone = step == "prepared" and not isinstance(door._location, str)
    assert (now.data_key == before) == undone
    assert b'"next"' not in door.home.keyring.read_bytes()


def test_a_site_of_the_first_form_opens_and_its_key_waits_for_the_recovery_sheet(door):
    catalogue = door.log_in("0001", PASSWORD)
    secrets, data_key = catalogue._desk.unlocked.secrets, catalogue._desk.unlocked.data_key
    catalogue.close()
    ring, code = Keyring(door.home.keyring), recovery_code.draw()
    first_version(ring, data_key, secrets, code)
    door.home.attempts.unlink()
    catalogue = door.log_in("0001", PASSWORD)
    assert ring.not_renewed() == ("recovery",)
    assert door.home.attempts.exists()
    with pytest.raises(RefusedError, match="keys_not_renewed"):
        catalogue.rotate_keys()
    catalogue.close()
    door.recover(code, "0001", "xin-de-1950")
    catalogue = door.log_in("0001", "xin-de-1950")
    catalogue.rotate_keys()
    assert catalogue._desk.unlocked.data_key != data_key
    catalogue.close()
