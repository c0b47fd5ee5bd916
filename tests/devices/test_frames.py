"""Frames are found whole in whatever a serial line makes of them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.devices.frames import DAMAGED, LARGEST, MARK, Decoder, encode

CONTENTS = st.binary(min_size=3, max_size=1400).filter(lambda content: MARK not in content)
NOISE = st.binary(max_size=40).filter(lambda noise: MARK not in noise)


@pytest.mark.parametrize(
    ("content", "frame"),
    [
        ("11ff", "aaaaaa9669000311ffed"),
        ("12ff", "aaaaaa9669000312ffee"),
        ("2001", "aaaaaa96690003200122"),
        ("2002", "aaaaaa96690003200221"),
        ("3001", "aaaaaa96690003300132"),
        ("3003", "aaaaaa96690003300330"),
        ("00009f00000000", "aaaaaa9669000800009f0000000097"),
        ("000080", "aaaaaa9669000400008084"),
    ],
)
def test_frames_are_those_of_the_specification(content, frame):
    assert encode(bytes.fromhex(content)).hex() == frame


def _cut(stream: bytes, places: list[int]) -> list[bytes]:
    marks = sorted({place % (len(stream) + 1) for place in places} | {0, len(stream)})
    return [stream[start:end] for start, end in itertools.pairwise(marks)]


def _decoded(pieces: list[bytes]) -> list[object]:
    decoder = Decoder(least=3)
    return [found for piece in pieces for found in decoder.feed(piece)]


@given(st.lists(st.tuples(NOISE, CONTENTS), min_size=1, max_size=5), st.lists(st.integers(0, 9000), max_size=30))
def test_however_a_stream_is_cut_and_whatever_lies_between_the_same_frames_come_out(parts, places):
    stream = b"".join(noise + encode(content) for noise, content in parts)
    # Noise that ends like a mark may swallow what follows; such a stream still gives the same for every cut.
    whole = _decoded([stream])
    assert _decoded(_cut(stream, places)) == whole
    if not any(noise and MARK.startswith(noise[-1:]) for noise, _ in parts):
        assert whole == [content for _, content in parts]


@given(CONTENTS, st.integers(0, 10_000), st.integers(1, 255))
def test_one_changed_byte_never_passes_for_an_answer(content, place, change):
    frame = bytearray(encode(content))
    at = place % len(frame)
    frame[at] ^= change
    assert content not in _decoded([bytes(frame)])


@given(CONTENTS, CONTENTS)
def test_after_a_damaged_frame_the_next_one_is_found(first, second):
    broken = bytearray(encode(first))
    broken[-1] ^= 0x55
    assert _decoded([bytes(broken) + encode(second)]) == [DAMAGED, second]


@given(CONTENTS, st.integers(LARGEST + 1, 0xFFFF))
def test_an_impossible_length_is_noise(content, length):
    assert _decoded([MARK + length.to_bytes(2) + encode(content)]) == [content]


def test_a_length_that_was_too_long_loses_only_its_own_frame():
    longer = bytearray(encode(b"\x00\x00\x90"))
    longer[6] = 40  # claims bytes of the frames behind it
    follows = [bytes((0, 0, 0x80, number)) for number in range(6)]
    assert _decoded([bytes(longer), *(encode(content) for content in follows)]) == [DAMAGED, *follows]


@given(st.binary(max_size=6000))
def test_no_noise_makes_the_decoder_fail_or_grow(noise):
    decoder = Decoder(least=3)
    list(decoder.feed(noise))
    assert len(decoder._kept) <= LARGEST + len(MARK) + 2


def test_what_is_too_long_for_a_reader_is_no_frame():
    with pytest.raises(ValueError, match="at most"):
        encode(bytes(LARGEST))
