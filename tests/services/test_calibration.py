"""A printer is put right: the page goes through the spool, what is set moves what is printed, and the journal is told
nothing.
"""

from __future__ import annotations

import hashlib
import time

import msgspec
import pytest
from msgspec import structs

from printing import calibration
from station_app import settings
from station_app.domain.print_jobs import FILE, NOWHERE, PrintState
from station_app.domain.reading import read_document
from station_app.errors import RefusedError
from station_app.settings import Offset, Settings
from tests.people import a_family_of_four
from tests.printers import A4, LETTER
from tests.printing.paper_cases import page_texts, scanned
from tests.printing.test_offsets import ink, moved

PATIENCE = 20.0


@pytest.fixture
def lobby(room):
    return room.printers.get("Lobby") or room.add("Lobby", (A4, LETTER))


def set_offset(station, **offsets):
    station.save_settings(structs.replace(station.settings, printer_offsets=offsets))


def run(station):
    """Take turns, as an open desk does, until nothing is under way."""
    end = time.monotonic() + PATIENCE
    while station.run_spool().under_way:
        assert time.monotonic() < end, station.print_jobs()
        time.sleep(0.02)
    return station.print_jobs(ended=True)


def test_a_receipt_comes_out_moved_and_the_journal_keeps_the_paper_itself(station, lobby):
    set_offset(station, **{lobby.address: Offset(24, -13)})
    case_no = station.accept(*read_document(a_family_of_four())).case_no
    issued, _ = station.print_paper(case_no, "receipt", lobby.address)
    assert [job.state for job in run(station)] == [PrintState.DONE]
    (got,) = lobby.printed
    right, down = moved(ink(issued.pdf, 600), ink(got, 600))
    assert (right, down) == (pytest.approx(2.4, abs=0.1), pytest.approx(-1.3, abs=0.1))
    assert scanned(got, 200) == scanned(issued.pdf, 200)
    (kept,) = station.show(case_no).papers
    assert kept.sha256 == hashlib.sha256(issued.pdf).hexdigest() != hashlib.sha256(got).hexdigest()


def test_another_printer_is_not_moved(station, lobby):
    set_offset(station, Elsewhere=Offset(24, -13))
    case_no = station.accept(*read_document(a_family_of_four())).case_no
    issued, _ = station.print_paper(case_no, "receipt", lobby.address)
    run(station)
    (got,) = lobby.printed
    assert moved(ink(issued.pdf, 600), ink(got, 600)) == pytest.approx((0, 0), abs=0.05)


def test_what_would_be_cut_off_stays_in_the_spool_and_comes_out_once_the_offset_is_smaller(station, lobby):
    set_offset(station, **{lobby.address: Offset(0, 100)})
    case_no = station.accept(*read_document(a_family_of_four())).case_no
    station.print_paper(case_no, "receipt", lobby.address)
    (job,) = run(station)
    assert (job.state, job.trouble) == (PrintState.FAILED, "printer_offset_cuts")
    assert not lobby.taken
    set_offset(station, **{lobby.address: Offset(0, 10)})
    station.act_on_job(job.job_id, job.acts[0])
    assert [each.state for each in run(station)] == [PrintState.DONE]
    assert len(lobby.printed) == 1


def test_the_calibration_page_comes_out_as_papers_do_and_says_what_is_set(station, lobby):
    set_offset(station, **{lobby.address: Offset(3, -12)})
    before = station.verify_journal()
    job = station.print_calibration("a4", lobby.address)
    assert job.paper == "calibration"
    assert [each.state for each in run(station)] == [PrintState.DONE]
    (got,) = lobby.printed
    (said,) = page_texts(got)
    assert "+0.3" in said
    assert "-1.2" in said
    plain = calibration.render("a4", job.queued_at, lobby.address, Offset(3, -12))
    assert moved(ink(plain, 600), ink(got, 600)) == pytest.approx((0.3, -1.2), abs=0.1)
    assert station.verify_journal() == before  # it is about nobody


def test_a_page_for_a_file_says_that_nothing_is_set(station):
    set_offset(station, Lobby=Offset(3, -12))
    (said,) = page_texts(station.make_calibration("a5").pdf)
    assert "+0.3" not in said
    assert "A5" in said


@pytest.mark.parametrize("printer", ["", NOWHERE])
def test_without_a_printer_there_is_no_page(station, printer):
    with pytest.raises(RefusedError) as refused:
        station.print_calibration("a4", printer)
    assert refused.value.code == "print_printer_missing"


def test_a_page_may_go_to_a_folder(station, tmp_path):
    station.print_calibration("a5", f"{FILE}{tmp_path}")
    assert [each.state for each in run(station)] == [PrintState.DONE]
    (made,) = tmp_path.glob("*calibration*.pdf")
    assert made.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("right", [-100, -1, 0, 100])
def test_offsets_are_kept_by_the_printers_name(tmp_path, right):
    chosen = Settings(printer_offsets={"窗口一": Offset(right, 7)})
    settings.write(tmp_path / "settings.json", chosen)
    assert settings.read(tmp_path / "settings.json") == chosen


@pytest.mark.parametrize(
    "wrong",
    [
        {"Lobby": {"right": 101}},
        {"Lobby": {"down": -101}},
        {"Lobby": {"right": 0.5}},
        {"Lobby": {"left": 1}},
        {"": {"right": 1}},
        {"Lobby": 3},
    ],
)
def test_what_is_no_offset_is_refused_and_the_file_left_alone(tmp_path, wrong):
    path = tmp_path / "settings.json"
    path.write_bytes(msgspec.json.encode({"printer_offsets": wrong}))
    with pytest.raises(RefusedError) as refused:
        settings.read(path)
    assert refused.value.code == "settings_unreadable"
    assert msgspec.json.decode(path.read_bytes()) == {"printer_offsets": wrong}


def test_settings_from_before_offsets_are_read(tmp_path):
    path = tmp_path / "settings.json"
    path.write_bytes(b'{"printer": "Lobby"}')
    assert settings.read(path).printer_offsets == {}
