"""Scanning through SANE, with the test device that SANE brings."""

from __future__ import annotations

import sys
from io import BytesIO

import pytest
from PIL import Image

from station_app.devices import scanner
from station_app.errors import DeviceError
from ui.tasks import CancelledError


@pytest.fixture
def sane(tmp_path, monkeypatch):
    """SANE with nothing but its test device; gives a function that writes its settings."""
    folder = tmp_path / "sane.d"
    folder.mkdir()
    (folder / "dll.conf").write_text("test\n")
    monkeypatch.setenv("SANE_CONFIG_DIR", str(folder))

    def configure(*lines):
        (folder / "test.conf").write_text("\n".join(("number_of_devices 1", *lines)) + "\n")

    configure('test-picture "Color pattern"')
    return configure


def test_scanners_are_listed_with_a_name(sane):
    assert scanner.available()
    (found,) = scanner.scanners()
    assert found.device == "test:0"
    assert found.name


def test_a_page_comes_as_a_picture_at_300_dpi(sane):
    (page,) = scanner.scan("test:0")
    with Image.open(BytesIO(page)) as image:
        assert image.format == "PNG"
        assert abs(image.width - 80 / 25.4 * 300) < 2, "the test device's glass is 80 mm wide"


def test_the_feeder_is_scanned_until_it_is_empty(sane):
    pages = []
    for page in scanner.scan("test:0", feeder=True):
        pages.append(page)
        if len(pages) == 3:
            sane("read-status-code SANE_STATUS_NO_DOCS")
    assert len(pages) == 3


def test_an_endless_feeder_ends(sane):
    assert len(list(scanner.scan("test:0", feeder=True, most=2))) == 2


@pytest.mark.parametrize(
    ("status", "code"),
    [
        ("SANE_STATUS_NO_DOCS", "scanner_empty"),
        ("SANE_STATUS_JAMMED", "scanner_jammed"),
        ("SANE_STATUS_COVER_OPEN", "scanner_open"),
        ("SANE_STATUS_ACCESS_DENIED", "scanner_denied"),
        ("SANE_STATUS_DEVICE_BUSY", "scanner_busy"),
        ("SANE_STATUS_IO_ERROR", "scanner_failed"),
    ],
)
def test_what_sane_says_is_said(sane, status, code):
    sane(f"read-status-code {status}")
    with pytest.raises(DeviceError) as failed:
        list(scanner.scan("test:0", feeder=status.endswith("NO_DOCS")))
    assert failed.value.code == code


def test_a_scanner_that_is_not_there_fails_by_name(sane):
    with pytest.raises(DeviceError):
        list(scanner.scan("test:7"))


def test_a_scan_can_be_stopped_and_the_program_ends(sane):
    sane("read-delay true", "read-delay-duration 200000")
    beats = 0

    def beat():
        nonlocal beats
        beats += 1
        if beats > 1:
            raise CancelledError

    with pytest.raises(CancelledError):
        list(scanner.scan("test:0", beat=beat))


def test_a_scanner_that_stays_silent_is_stopped(sane, monkeypatch):
    sane("read-delay true", "read-delay-duration 200000")
    monkeypatch.setattr(scanner, "_PAGE_SECONDS", 0.1)
    with pytest.raises(DeviceError, match="scanner_silent"):
        list(scanner.scan("test:0"))


@pytest.fixture
def hanging_driver(tmp_path, monkeypatch):
    """A driver that says what it has to say and then never ends (SANE's own test device does so now and then)."""

    def install(says):
        program = tmp_path / "scanimage"
        program.write_text(f"#!{sys.executable}\nimport sys, time\n{says}\ntime.sleep(60)\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setattr(scanner, "_PARTING_SECONDS", 0.3)

    return install


def test_a_whole_page_counts_though_the_driver_never_ends(hanging_driver, tmp_path):
    picture = tmp_path / "page.png"
    Image.new("RGB", (900, 900), "white").save(picture)
    hanging_driver(f"sys.stdout.buffer.write(open({str(picture)!r}, 'rb').read()); sys.stdout.flush()")
    assert list(scanner.scan("any")) == [picture.read_bytes()]


def test_half_a_page_of_a_driver_that_never_ends_is_no_page(hanging_driver, tmp_path, monkeypatch):
    monkeypatch.setattr(scanner, "_PAGE_SECONDS", 0.6)
    picture = tmp_path / "page.png"
    Image.new("RGB", (900, 900), "white").save(picture)
    hanging_driver(f"sys.stdout.buffer.write(open({str(picture)!r}, 'rb').read()[:-12]); sys.stdout.flush()")
    with pytest.raises(DeviceError, match="scanner_silent"):
        list(scanner.scan("any"))


def test_what_a_driver_said_before_it_hung_is_said(hanging_driver):
    hanging_driver("sys.stderr.write('scanimage: sane_start: Document feeder jammed\\n'); sys.stderr.flush()")
    with pytest.raises(DeviceError, match="scanner_jammed"):
        list(scanner.scan("any", feeder=True))


def test_a_computer_without_sane_says_so(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not scanner.available()
    with pytest.raises(DeviceError, match="scanner_program_missing"):
        scanner.scanners()


def test_pages_from_the_scanner_come_into_the_tray(sane, station):
    heard = []
    taken = station.take_in_pages(feeder=False, report=lambda count, total: heard.append((count, total)))
    assert [kept.pages for kept in taken.kept] == [1]
    assert station.tray() == taken.kept
    assert heard[0] == (0, 0)


def test_pages_before_a_paper_jam_are_kept(sane, station):
    jammed = []

    def report(count, _total):
        if count == 2 and not jammed:  # before the third page begins, and only then: SANE reads this file meanwhile
            jammed.append(sane("read-status-code SANE_STATUS_JAMMED"))

    taken = station.take_in_pages(feeder=True, report=report)
    assert len(taken.kept) == 2
    assert [refused.code for refused in taken.refused] == ["scanner_jammed"]


def test_no_scanner_at_all_is_said(sane, station):
    sane("number_of_devices 0")
    with pytest.raises(DeviceError, match="scanner_none"):
        station.take_in_pages(feeder=False, report=lambda *_: None)
