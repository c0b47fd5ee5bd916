"""The bundle as a format: what is written is read, the sender cannot, and the same range has the same content."""

import hashlib
import io
import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.errors import DamagedError, DeviceError
from station_app.exchange import bundle as bundle_format
from station_app.exchange.bundle import Bundle, BundleWriter, opened
from station_app.exchange.canonical import encode
from tests.exchange.forging import COUNTY, SCAN, STATION, canonical, honest, lines, members, received, route


@pytest.fixture
def path(tmp_path):
    target = tmp_path / "x.tsbundle"
    target.write_bytes(honest())
    return target


def test_what_the_station_wrote_the_county_reads(path):
    entries, scans = received(path)
    assert entries == lines()
    assert scans == [(hashlib.sha256(SCAN).hexdigest(), SCAN)]


def test_ordinary_tools_can_open_the_archive():
    with zipfile.ZipFile(io.BytesIO(honest())) as archive:
        assert archive.testzip() is None
        assert [info.compress_type for info in archive.infolist()] == [zipfile.ZIP_STORED] * 4


def test_the_manifest_is_canonical_json_as_the_standard_library_would_write_it():
    raw = members(honest())["manifest.json"]
    assert canonical(json.loads(raw)) == raw


def test_the_sending_station_cannot_read_its_own_bundle(path):
    with opened(path) as bundle, pytest.raises(DamagedError, match="bundle_undecryptable"):
        list(bundle.lines(STATION))


def test_the_same_range_has_the_same_content_but_other_bytes():
    first, second = honest(), honest()
    assert first != second
    contents = {json.loads(members(raw)["manifest.json"])["content"] for raw in (first, second)}
    assert contents == {hashlib.sha256(b"".join(line + b"\n" for line in lines())).hexdigest()}


def test_another_key_did_not_sign(path):
    with opened(path) as bundle:
        assert bundle.signed_by(STATION.signing_key)
        assert not bundle.signed_by(COUNTY.signing_key)


def test_many_entries_are_cut_into_members_that_stay_small(tmp_path):
    many = lines(4_500)
    target = tmp_path / "many.tsbundle"
    target.write_bytes(honest(many, scans=()))
    with opened(target) as bundle:
        assert len(bundle.manifest.records) == 3
    assert received(target)[0] == many


def test_large_entries_are_cut_by_size(tmp_path):
    large = [b"x" * (1 << 20)] * 9
    target = tmp_path / "large.tsbundle"
    # repetitions would look like a bomb, real entries do not shrink like this
    large = [hashlib.shake_256(bytes([index])).hexdigest(1 << 19).encode() for index, _ in enumerate(large)]
    target.write_bytes(honest(large, scans=()))
    with opened(target) as bundle:
        assert len(bundle.manifest.records) == 3
    assert received(target)[0] == large


def test_an_entry_no_reader_would_take_is_not_written():
    writer = BundleWriter(io.BytesIO(), route())
    with pytest.raises(DamagedError, match="bundle_entries"):
        writer.add_line(b"x" * bundle_format.LARGEST_LINE)


def test_a_missing_file_or_folder_is_not_a_bundle(tmp_path):
    for target in (tmp_path, tmp_path / "none"):
        with pytest.raises(DamagedError, match="bundle_malformed"), opened(target):
            pass


class _PulledStick(io.BytesIO):
    """Fakes a medium that stops answering in the middle (hardware)."""

    broken = False

    def read(self, size=-1, /):
        if self.broken:
            raise OSError(5, "Input/output error")
        return super().read(size)


def test_a_stick_pulled_while_reading_is_a_device_error():
    stick = _PulledStick(honest())
    bundle = Bundle(stick)
    stick.broken = True
    with pytest.raises(DeviceError, match="medium_unreadable"):
        bundle.check_members()


def test_bytes_that_change_between_check_and_reading_are_noticed():
    stick = io.BytesIO(honest())
    bundle = Bundle(stick)
    bundle.check_members()
    stick.seek(200)
    stick.write(b"\0\0\0\0")
    with pytest.raises(DamagedError, match="bundle_damaged"):
        list(bundle.lines(COUNTY))


@given(st.lists(st.binary(min_size=1, max_size=200).map(lambda raw: raw.replace(b"\n", b" ")), min_size=1, max_size=30))
def test_any_lines_survive_the_journey(content):
    raw = honest(content, scans=())
    bundle = Bundle(io.BytesIO(raw))
    assert list(bundle.lines(COUNTY)) == content
    assert encode(bundle.manifest) == members(raw)["manifest.json"]
