"""Papers printed for real: on printers that speak IPP, on loopback, through a print server and without one."""

from __future__ import annotations

import threading
from io import BytesIO

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from printing import papers, printers
from printing.drivers import ipp_printers
from station_app import texts
from station_app.errors import DeviceError
from tests.printers import A4, A5, LETTER
from tests.printing.paper_cases import CONTEXT, record, scanned

A5_POINTS = (148 * 72 / 25.4, 210 * 72 / 25.4)
QUICK = {"pause": 0.05, "patience": 6.0}
SHORT = {"pause": 0.05, "patience": 1.5}
"""For what never ends of itself; a print server passes on what its printer says about once a second."""


@pytest.fixture
def lobby(room):
    """The printer beside the window: A4 lies in it."""
    return room.printers.get("Lobby") or room.add("Lobby", (A4, LETTER))


@pytest.fixture
def small(room):
    """A printer for A5, with a name that begins like the other's."""
    return room.printers.get("Lobby-A5") or room.add("Lobby-A5", (A5,))


@pytest.fixture
def american(room):
    """A printer that knows no A4."""
    return room.printers.get("Letters") or room.add("Letters", (LETTER,))


def receipt():
    return papers.render("receipt", record(), CONTEXT)


def small_paper():
    made = BytesIO()
    canvas = Canvas(made, pagesize=A5_POINTS, invariant=1)
    canvas.rect(20, 20, A5_POINTS[0] - 40, A5_POINTS[1] - 40)
    canvas.save()
    return made.getvalue()


def failure(pdf, printer, **more):
    with pytest.raises(DeviceError) as failed:
        printers.print_pdf(pdf, printer, title="receipt 0007", **{**QUICK, **more})
    error = failed.value
    for language in ("zh", "en"):
        texts.choose(language)
        assert texts.say(f"error.{error.code}", None, **error.details)
    return error


def in_the_background(pdf, printer, how=QUICK):
    """Print on another thread; gives what to wait with, and where the outcome will be."""
    outcome = []

    def work():
        try:
            outcome.append(printers.print_pdf(pdf, printer, title="receipt 0007", **how))
        except DeviceError as error:
            outcome.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    return thread, outcome


def size_mm(pdf):
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(round(points / 72 * 25.4) for points in document.get_page_size(0))
    finally:
        document.close()


@pytest.mark.parametrize("through", ["queue", "address"])
def test_a_receipt_comes_out_at_its_own_size_and_its_codes_are_read(lobby, through):
    pdf = receipt()
    printers.print_pdf(pdf, lobby.name if through == "queue" else lobby.address, title="receipt 0007", **QUICK)
    (paper,) = lobby.printed
    assert size_mm(paper) == (210, 297)
    assert scanned(paper, 200) == scanned(pdf, 200)


def test_the_queues_of_this_desk_are_named(lobby, small):
    assert {"Lobby", "Lobby-A5"} <= set(ipp_printers.printers())


def test_a_printer_says_what_it_has(lobby):
    for name in (lobby.name, lobby.address):
        has = ipp_printers.inspect(name)
        assert A4 in has.media
        assert A5 not in has.media
        assert "application/pdf" in has.formats
        assert has.accepting


@pytest.mark.parametrize("name", ["Lobb", "lobby", "Lobby ", "Lobby-A", "Lobby-A55", "../printers/Lobby", "Lobby?a"])
def test_a_name_that_is_only_like_a_printers_prints_nowhere(lobby, small, name):
    assert failure(small_paper(), name).code == "printer_unknown"
    assert not lobby.printed
    assert not small.printed


def test_of_two_printers_with_like_names_the_one_meant_prints(lobby, small):
    printers.print_pdf(small_paper(), "Lobby-A5", title="slip", **QUICK)
    assert not lobby.printed
    assert [size_mm(paper) for paper in small.printed] == [(148, 210)]


def test_a5_asked_of_a_printer_without_a5_comes_out_on_a4_at_its_own_size(lobby):
    printers.print_pdf(small_paper(), "Lobby", title="slip", **QUICK)
    (paper,) = lobby.printed
    assert size_mm(paper) == (210, 297)


def test_a_printer_without_the_sheet_is_given_nothing_and_says_what_it_has(american):
    failed = failure(receipt(), "Letters")
    assert failed.code == "printer_media_missing"
    assert (failed.details["wanted"], failed.details["media"]) == ("A4", "Letter")
    assert not american.printed
    assert not american.taken


def test_a_tray_that_is_empty_is_waited_for_and_the_paper_comes_out(lobby):
    lobby.hold("media-empty")
    thread, outcome = in_the_background(receipt(), "Lobby")
    lobby.until_it_holds_a_paper()
    lobby.let_go()
    thread.join()
    assert isinstance(outcome[0], int)
    assert len(lobby.printed) == 1


@pytest.mark.parametrize(
    ("through", "says", "code"),
    [
        ("queue", "media-empty", "printer_paper_empty"),
        ("address", "media-empty", "printer_paper_empty"),
        ("address", "media-needed", "printer_media_needed"),
        ("address", "media-jam", "printer_jam"),
        ("address", "cover-open", "printer_cover_open"),
        ("address", "toner-empty", "printer_toner_empty"),
    ],
)
def test_what_stopped_the_printer_is_said_and_the_job_called_off(lobby, through, says, code):
    lobby.hold(says)
    thread, outcome = in_the_background(receipt(), lobby.name if through == "queue" else lobby.address, SHORT)
    lobby.until_told_to_stop()
    thread.join()
    assert outcome[0].code == code
    assert not lobby.printed


@pytest.mark.parametrize("through", ["queue", "address"])
def test_a_printer_unplugged_in_the_middle_leaves_it_to_the_paper(lobby, through):
    lobby.hold()
    thread, outcome = in_the_background(receipt(), lobby.name if through == "queue" else lobby.address, SHORT)
    lobby.until_it_holds_a_paper()
    lobby.unplug()
    thread.join()
    assert outcome[0].code == "printer_end_unknown"
    assert not lobby.printed


@pytest.mark.parametrize("through", ["queue", "address"])
def test_a_job_called_off_at_the_printer_is_not_taken_for_printed(lobby, through):
    lobby.hold()
    thread, outcome = in_the_background(receipt(), lobby.name if through == "queue" else lobby.address)
    lobby.until_it_holds_a_paper()
    lobby.press_cancel()
    thread.join()
    assert outcome[0].code == "printer_cancelled"
