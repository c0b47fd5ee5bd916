"""Only a password or the printed recovery code opens the keyring; the file alone is useless and cannot be weakened."""

from __future__ import annotations

import json
import os
import stat

import pytest

from station_app.errors import DamagedError, DeviceError, NotPermittedError
from station_app.storage import recovery_code
from station_app.storage.keyring import CHEAPEST, STANDARD, Keyring, Strength

PASSWORD = "tie-tu-1988"
SECRETS = {"signing": b"\x00signing key", "exchange": b"AGE"}


@pytest.fixture
def founded(tmp_path):
    """A keyring of one officer, what it holds and its recovery code."""
    path = tmp_path / "keyring.json"
    unlocked, code = Keyring.found(path, "0001", PASSWORD, SECRETS, strength=CHEAPEST)
    return Keyring(path), unlocked, code


def changed(keyring, change):
    content = json.loads(keyring._path.read_bytes())
    change(content)
    keyring._path.write_text(json.dumps(content), encoding="utf-8")
    return keyring


def test_the_password_gives_the_key_and_the_secrets(founded):
    keyring, unlocked, _ = founded
    again = keyring.unlock("0001", PASSWORD)
    assert again == unlocked
    assert len(again.data_key) == 32
    assert again.secrets == SECRETS
    assert keyring.badges() == ("0001",)


@pytest.mark.parametrize(("badge", "password"), [("0001", "wrong"), ("0001", ""), ("0002", PASSWORD), ("recovery", "")])
def test_a_wrong_badge_or_password_says_the_same(founded, badge, password):
    with pytest.raises(NotPermittedError, match="wrong_password") as caught:
        founded[0].unlock(badge, password)
    assert caught.value.details == {}


def test_a_password_is_the_same_however_the_keyboard_composes_it(founded):
    keyring, unlocked, _ = founded
    keyring.add_slot(unlocked, "0003", "caf\u00e9-1988", strength=CHEAPEST)
    assert keyring.unlock("0003", "cafe\u0301-1988") == unlocked


@pytest.mark.parametrize(
    "written",
    [
        lambda code: code,
        str.lower,
        lambda code: code.replace("-", " "),
        lambda code: code.replace("-", ""),
        lambda code: f"  {code.replace('-', ' - ')}\n",
        lambda code: code.replace("0", "O").replace("1", "I"),
        lambda code: code.replace("0", "o").replace("1", "l"),
    ],
)
def test_the_recovery_code_opens_however_it_is_written(founded, written):
    keyring, unlocked, code = founded
    assert keyring.recover(written(code)) == unlocked


def test_another_recovery_code_does_not_open(founded):
    keyring, _, code = founded
    wrong = [recovery_code.draw(), "", code[:-1], code + "A", "恢复码", code.replace(code[0], "U")]
    for each in wrong:
        with pytest.raises(NotPermittedError, match="recovery_code_wrong"):
            keyring.recover(each)


def test_a_second_officer_gets_a_slot_and_loses_it(founded):
    keyring, unlocked, code = founded
    keyring.add_slot(unlocked, "0002", "other-1988", strength=CHEAPEST)
    assert keyring.unlock("0002", "other-1988") == unlocked == keyring.unlock("0001", PASSWORD)
    keyring.add_slot(unlocked, "0002", "newer-1988", strength=CHEAPEST)
    assert keyring.badges() == ("0001", "0002")
    with pytest.raises(NotPermittedError):
        keyring.unlock("0002", "other-1988")
    keyring.remove_slot(unlocked, "0002")
    assert keyring.badges() == ("0001",)
    assert keyring.recover(code) == unlocked


def test_the_file_holds_no_secret_and_is_the_owners_alone(founded):
    keyring, unlocked, code = founded
    raw = keyring._path.read_bytes()
    for secret in (
        unlocked.data_key,
        unlocked.data_key.hex().encode(),
        b"signing key",
        PASSWORD.encode(),
        code.encode(),
    ):
        assert secret not in raw
    if os.name == "posix":
        assert stat.S_IMODE(keyring._path.stat().st_mode) == 0o600
    assert repr(unlocked.data_key)[2:-1] not in repr(unlocked)


def test_a_changed_slot_does_not_open(founded):
    def lower(content):
        content["slots"][0]["strength"]["passes"] += 1

    with pytest.raises(NotPermittedError):
        changed(founded[0], lower).unlock("0001", PASSWORD)


def test_a_slot_cannot_be_given_to_another_badge(founded):
    def rename(content):
        content["slots"][0]["owner"] = "0009"

    with pytest.raises(NotPermittedError):
        changed(founded[0], rename).unlock("0009", PASSWORD)


@pytest.mark.parametrize("cost", [{"memory_kib": 1 << 30}, {"passes": 10**9}, {"lanes": 10**6}, {"memory_kib": -1}])
def test_costs_beyond_reason_are_refused_before_they_are_paid(founded, cost):
    def raise_cost(content):
        content["slots"][0]["strength"].update(cost)

    with pytest.raises(DamagedError, match="keyring_damaged"):
        changed(founded[0], raise_cost).unlock("0001", PASSWORD)


@pytest.mark.parametrize("raw", [b"", b"{}", b"null", b"\xff", b'{"version":1}', b"[" * 100_000, b" " * (2 << 20)])
def test_a_file_that_is_no_keyring_is_damaged(founded, raw):
    founded[0]._path.write_bytes(raw)
    with pytest.raises(DamagedError, match="keyring_damaged"):
        founded[0].badges()


def test_secrets_of_another_keyring_do_not_fit(founded, tmp_path):
    Keyring.found(tmp_path / "other.json", "0001", PASSWORD, SECRETS, strength=CHEAPEST)
    other = json.loads((tmp_path / "other.json").read_bytes())

    def swap(content):
        content["secrets"] = other["secrets"]

    with pytest.raises(DamagedError, match="keyring_damaged"):
        changed(founded[0], swap).unlock("0001", PASSWORD)


def test_a_newer_keyring_waits_for_a_newer_program(founded):
    def newer(content):
        content.clear()
        content.update(version=3, vault="of another form")

    with pytest.raises(DamagedError, match="keyring_newer"):
        changed(founded[0], newer).unlock("0001", PASSWORD)


def test_a_keyring_that_cannot_be_written_leaves_nothing(tmp_path):
    target = tmp_path / "keyring.json"
    target.mkdir()
    with pytest.raises(DeviceError, match="disk_full"):
        Keyring.found(target, "0001", PASSWORD, SECRETS, strength=CHEAPEST)
    assert list(tmp_path.iterdir()) == [target]


def test_the_standard_strength_is_the_recommended_one():
    assert Strength(memory_kib=64 * 1024, passes=3, lanes=4) == STANDARD  # RFC 9106, section 4


def test_a_code_says_which_sheet_was_misread():
    code = recovery_code.write(bytes(range(20)))
    assert len(code.split("-")) == 8
    assert {len(group) for group in code.split("-")} == {5}
    assert recovery_code.read(code) == bytes(range(20))
    groups = code.split("-")
    swapped = "-".join([groups[1], groups[0], *groups[2:]])
    assert recovery_code.read(swapped) is None


def test_most_slips_of_one_sign_are_seen_before_any_key_is_tried():
    signs = recovery_code._SIGNS
    seen = slips = 0
    for _ in range(20):
        code = recovery_code.draw()
        for place in range(len(code)):
            if code[place] == "-":
                continue
            slip = signs[(signs.index(code[place]) + 7) % 32]
            slips += 1
            seen += recovery_code.read(code[:place] + slip + code[place + 1 :]) is None
    assert seen / slips > 0.9
