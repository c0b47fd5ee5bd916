"""The digest as a file: read exactly as it was written, bounded before it is believed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import msgspec
import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from station_app.domain.known_elsewhere import name_hash, number_hash
from station_app.errors import DamagedError, RefusedError
from station_app.exchange import digest
from station_app.exchange.canonical import seal
from station_app.exchange.identities import Identity, encrypt
from tests.people import FATHER_ID, MOTHER_ID

COUNTY, STATION = Identity.generate(), Identity.generate()
COVER = digest.Cover(
    format="station-app/digest/1",
    sender="620502",
    receiver="620502002",
    recipient=STATION.exchange_key,
    epoch="0123456789",
    number=7,
    practice=False,
    created_at=datetime(2026, 11, 23, tzinfo=UTC),
    people=0,
    size=0,
    sha256="0" * 64,
)


def person(number=FATHER_ID, case_no="620502001-20261123-HJ0001", name="王建国", site="620502001"):
    return digest.KnownPlainly(number, name, case_no, site, "accepted", date(2026, 11, 23))


def written(folder, raw):
    path = folder / "one.tsdigest"
    path.write_bytes(raw)
    return path


def opened(folder, raw):
    read = digest.read_digest(written(folder, raw))
    read.check_sealed()
    return read.opened(STATION)


def forged(lines):
    """Give a digest that is rightly signed and sealed, with any lines in it."""
    plain = b"\n".join([*lines, b""])
    sealed = encrypt(zstandard.ZstdCompressor().compress(plain), STATION.exchange_key)
    facts = {"people": len(lines) - 1, "size": len(sealed), "sha256": digest.hashlib.sha256(sealed).hexdigest()}
    return seal(COUNTY, digest.PURPOSE, msgspec.structs.replace(COVER, **facts)) + sealed


def test_what_was_written_is_read_back(tmp_path):
    raw, cover = digest.write_digest(COUNTY, COVER, [person(), person(MOTHER_ID, name="李桂芳")])
    path = written(tmp_path, raw)
    read = digest.read_digest(path)
    assert digest.looks_like_one(path)
    assert read.cover == cover
    assert cover.people == 2
    assert read.signed_by(COUNTY.signing_key)
    assert not read.signed_by(STATION.signing_key)
    key, people = opened(tmp_path, raw)
    assert {each.number_hash for each in people} == {number_hash(key, FATHER_ID), number_hash(key, MOTHER_ID)}
    assert {each.name_hash for each in people} == {name_hash(key, "王建国"), name_hash(key, "李桂芳")}


def test_an_old_number_is_the_same_person():
    old = FATHER_ID[:6] + FATHER_ID[8:17]
    assert number_hash(b"k", old) == number_hash(b"k", FATHER_ID)
    assert number_hash(b"k", FATHER_ID) != number_hash(b"j", FATHER_ID)
    assert number_hash(b"k", "x") != name_hash(b"k", "x")


def test_nobody_else_opens_it(tmp_path):
    raw, _ = digest.write_digest(COUNTY, COVER, [person()])
    with pytest.raises(DamagedError):
        digest.read_digest(written(tmp_path, raw)).opened(COUNTY)


def test_more_people_than_a_reader_would_take_are_not_written(monkeypatch):
    monkeypatch.setattr(digest, "MOST_PEOPLE", 1)
    with pytest.raises(RefusedError) as refused:
        digest.write_digest(COUNTY, COVER, [person(), person(MOTHER_ID)])
    assert refused.value.code == "digest_too_large"


def _lines(*people, key="ab" * 32):
    return [msgspec.json.encode({"key": key}), *(msgspec.json.encode(each, order="sorted") for each in people)]


KNOWN = {
    "accepted_on": "2026-11-23", "case_no": "620502001-20261123-HJ0001", "name_hash": "cd" * 32,
    "number_hash": "ab" * 32, "site": "620502001", "status": "accepted",
}  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        [],
        _lines(KNOWN, KNOWN),
        _lines(KNOWN | {"number_hash": "ff" * 32}, KNOWN),
        _lines(KNOWN | {"site": "620502002"}),
        _lines(KNOWN | {"status": "DROP TABLE"}),
        _lines(KNOWN | {"case_no": "../../x"}),
        _lines(KNOWN | {"surprise": 1}),
        _lines(KNOWN | {"number_hash": FATHER_ID}),
        _lines(KNOWN, key="short"),
        [b"[" * 100_000, msgspec.json.encode(KNOWN, order="sorted")],
        [*_lines(), b" " + msgspec.json.encode(KNOWN, order="sorted")],
    ],
    ids=range(11),
)
def test_hostile_lines_are_refused_however_well_signed(tmp_path, lines):
    with pytest.raises(DamagedError) as damaged:
        opened(tmp_path, forged(lines or [b""]))
    assert damaged.value.code == "digest_damaged"


def test_the_right_lines_pass_the_same_way(tmp_path):
    assert len(opened(tmp_path, forged(_lines(KNOWN)))[1]) == 1


def test_a_small_file_that_would_become_huge_is_refused(tmp_path):
    bomb = encrypt(zstandard.ZstdCompressor().compress(b"0" * (60 << 20)), STATION.exchange_key)
    facts = {"people": 1, "size": len(bomb), "sha256": digest.hashlib.sha256(bomb).hexdigest()}
    raw = seal(COUNTY, digest.PURPOSE, msgspec.structs.replace(COVER, **facts)) + bomb
    with pytest.raises(DamagedError):
        opened(tmp_path, raw)


WHOLE, _ = digest.write_digest(COUNTY, COVER, [person(), person(MOTHER_ID)])


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_a_single_changed_byte_is_seen(tmp_path, at, change):
    raw = bytearray(WHOLE)
    raw[at] ^= change
    try:
        read = digest.read_digest(written(tmp_path, bytes(raw)))
        read.check_sealed()
    except DamagedError:
        return
    assert not read.signed_by(COUNTY.signing_key)
