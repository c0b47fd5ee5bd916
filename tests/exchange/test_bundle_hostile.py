"""The hostile corpus at the format's door: each is refused by name, quickly, with nothing believed."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.errors import DamagedError
from tests.exchange.forging import honest, hostile, received

CORPUS = hostile()
GOOD = honest()


@pytest.mark.parametrize("name", sorted(CORPUS))
def test_a_hostile_bundle_is_refused_in_no_time(name, tmp_path):
    path = tmp_path / "x.tsbundle"
    path.write_bytes(CORPUS[name])
    started = time.perf_counter()
    with pytest.raises(DamagedError, match="bundle_"):
        received(path)
    assert time.perf_counter() - started < 2


def test_one_flipped_bit_anywhere_is_noticed(tmp_path):
    path = tmp_path / "x.tsbundle"
    for offset in range(len(GOOD)):
        spoilt = bytearray(GOOD)
        spoilt[offset] ^= 1 << (offset % 8)
        path.write_bytes(spoilt)
        with pytest.raises(DamagedError):
            received(path)


def test_cut_off_anywhere_is_noticed(tmp_path):
    path = tmp_path / "x.tsbundle"
    for length in range(0, len(GOOD), 7):
        path.write_bytes(GOOD[:length])
        with pytest.raises(DamagedError):
            received(path)


@given(st.binary(max_size=400), st.integers(0, len(GOOD)), st.integers(0, 400))
def test_bytes_put_in_or_taken_out_are_noticed(tmp_path_factory, inserted, at, removed):
    spoilt = GOOD[:at] + inserted + GOOD[at + removed :]
    if spoilt == GOOD:
        return
    path = tmp_path_factory.mktemp("spoilt") / "x.tsbundle"
    path.write_bytes(spoilt)
    with pytest.raises(DamagedError):
        received(path)
