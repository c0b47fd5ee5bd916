"""Files are cleaned in a process of their own: whatever they do to it, the desk goes on."""

from __future__ import annotations

import subprocess
import sys

import pytest

from station_app.imaging.apart import clean_apart
from station_app.imaging.cleaning import clean
from station_app.imaging.kinds import UnfitScanError
from tests.imaging import scans

_TRIES = """
import signal, sys
from station_app.imaging.worker import _limit
_limit()
try:
    bytearray(3 << 30)
except MemoryError:
    print("no memory", flush=True)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
file = open(sys.argv[1], "wb", buffering=0)
try:
    file.write(b"plain")
except OSError:
    print("no file", flush=True)
"""


def test_the_process_apart_gives_what_cleaning_gives():
    raw = scans.several("TIFF", [scans.a_page("one"), scans.a_page("two")])
    assert clean_apart(raw) == clean(raw)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (scans.locked_pdf(), "attachment_locked"),
        (scans.png_bomb(), "attachment_pixels"),
        (b"%PDF-1.4 scan", "attachment_unreadable"),
        (b"a letter", "attachment_kind"),
        (b"", "attachment_empty"),
    ],
)
def test_the_reason_comes_back(raw, code):
    with pytest.raises(UnfitScanError) as refused:
        clean_apart(raw)
    assert refused.value.code == code


def test_a_pdf_that_unpacks_to_gigabytes_takes_the_process_apart_and_not_the_desk():
    ended = scans.outcome(scans.pdf_bomb(), by=clean_apart)
    assert ended in {"attachment_unreadable", "attachment_pixels"} or not scans.telltales_in(ended.content)


def test_a_file_that_takes_too_long_is_refused():
    with pytest.raises(UnfitScanError) as refused:
        clean_apart(scans.saved(scans.a_photo(), "JPEG"), patience=0.001)
    assert refused.value.code == "attachment_unreadable"


@pytest.mark.skipif(sys.platform == "win32", reason="the limits are POSIX'")
def test_the_process_apart_may_not_write_files_nor_take_all_memory(tmp_path):
    tried = subprocess.run(
        [sys.executable, "-I", "-c", _TRIES, str(tmp_path / "leak")], capture_output=True, text=True, check=True
    )
    assert tried.stdout.split("\n") == ["no memory", "no file", ""]
