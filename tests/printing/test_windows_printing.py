"""What a Windows desk does with a paper, as far as it can be done here: Qt's printer, printing into a PDF.

The pages are real rasters that went through QPrinter; only the spooler of Windows is read from made-up queues.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from reportlab.pdfgen.canvas import Canvas

from printing import media, papers
from printing.drivers import windows, windows_spooler
from printing.drivers.reports import End, JobState, judge, trouble_of
from printing.drivers.windows_spooler import WindowsJob
from printing.sheet import BACKS
from station_app.errors import DamagedError, DeviceError
from station_app.settings import Offset
from tests.printing.paper_cases import CONTEXT, FOUR, record, scanned
from tests.printing.test_offsets import ink, moved, paper

PAUSED, ERROR, DELETING, PRINTING, OFFLINE, PAPER_OUT, PRINTED = 0x1, 0x2, 0x4, 0x10, 0x20, 0x40, 0x80


@pytest.fixture
def device(qapp, tmp_path):
    """A printer of Qt that prints into a PDF, at a resolution that is asked for."""

    def make(dpi):
        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(tmp_path / "out.pdf"))
        made.setResolution(dpi)
        return made

    return make


def printed(device):
    return Path(device.outputFileName()).read_bytes()


def blank(*size):
    made = BytesIO()
    canvas = Canvas(made, pagesize=size, invariant=1)
    for _ in range(3):
        canvas.rect(9, 9, 50, 50)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


@pytest.mark.parametrize("dpi", [96, 203, 300, 600, 1200])
def test_a_receipt_comes_out_at_its_own_size_and_its_codes_are_read_at_any_resolution(device, dpi):
    pdf = papers.render("receipt", record(FOUR), CONTEXT)
    made = device(dpi)
    assert windows.put_on_paper(pdf, made, title="receipt") == (False, False)
    out = printed(made)
    assert media.page_size(out).same(media.A4_SIZE)
    assert scanned(out, 200) == scanned(pdf, 200)


def test_every_page_is_printed_on_a_sheet_of_its_own_size(device):
    small = device(300)
    windows.put_on_paper(blank(210 * media.MM, 148 * media.MM), small, title="slip")
    assert media.page_size(printed(small)).same(media.Size(210, 148))


def test_a_printer_without_the_small_sheet_gets_the_page_on_a4(device, monkeypatch):
    monkeypatch.setattr(windows, "_has", lambda _device, _page: False)
    made = device(300)
    assert windows.put_on_paper(blank(148 * media.MM, 210 * media.MM), made, title="slip") == (True, False)
    assert media.page_size(printed(made)).same(media.A4_SIZE)


def test_a_printer_that_does_not_begin_is_said_to_refuse(qapp, tmp_path):
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "no" / "folder" / "out.pdf"))
    with pytest.raises(DeviceError, match="printer_rejected"):
        windows.put_on_paper(blank(595, 842), made, title="receipt")


def test_what_is_no_pdf_is_not_printed(device):
    with pytest.raises(DamagedError):
        windows.put_on_paper(b"%PDF-1.4 nothing", device(300), title="receipt")


def test_a_printer_that_is_not_there_is_not_replaced_by_the_one_of_the_desk(qapp):
    assert set(windows.printers()) == set(QPrinterInfo.availablePrinterNames())
    with pytest.raises(DeviceError, match="printer_unknown"):
        windows.send(blank(595, 842), "No such printer", title="receipt")


def test_a_job_is_found_by_its_document_and_one_that_is_gone_is_printed():
    queue = (WindowsJob(7, "receipt a1", PRINTING, 0), WindowsJob(8, "receipt b2", 0, 0))
    assert windows_spooler.number_of("HP", "receipt b2", lambda _: queue) == 8
    assert windows_spooler.number_of("HP", "receipt c3", lambda _: queue) == 0
    gone = windows_spooler.report("HP", 9, lambda _: queue)
    assert judge(gone).end is End.DONE
    assert judge(gone, called_off=True).end is End.UNKNOWN


@pytest.mark.parametrize(
    ("status", "state", "trouble"),
    [
        (0, JobState.PENDING, ""),
        (PRINTING, JobState.PROCESSING, ""),
        (PRINTED, JobState.COMPLETED, ""),
        (DELETING | PRINTING, JobState.CANCELED, ""),
        (ERROR, JobState.ABORTED, ""),
        (ERROR | PAPER_OUT, JobState.STOPPED, "printer_paper_empty"),
        (ERROR | OFFLINE, JobState.STOPPED, "printer_offline"),
        (PAUSED, JobState.STOPPED, "printer_paused"),
    ],
)
def test_the_flags_of_windows_say_what_stopped_a_job(status, state, trouble):
    found = windows_spooler.report("HP", 7, lambda _: (WindowsJob(7, "receipt", status, 1),))
    assert (found.state, found.pages) == (state, 1)
    assert trouble_of(found.printer_reasons) == trouble
    assert not found.first_hand


def test_a_desk_that_is_no_windows_has_no_queues_of_windows():
    assert windows_spooler.queued("HP") == ()
    windows_spooler.call_off("HP", 7)


@pytest.mark.parametrize("dpi", [203, 600])
def test_a_page_is_moved_on_its_sheet_by_what_was_set_for_the_printer(device, dpi):
    square, plain, shifted = paper(), device(dpi), device(dpi)
    shifted.setOutputFileName(plain.outputFileName().replace("out", "shifted"))
    windows.put_on_paper(square, plain, title="receipt")
    windows.put_on_paper(square, shifted, title="receipt", offset=Offset(-23, 14))
    right, down = moved(ink(printed(plain), 600), ink(printed(shifted), 600))
    assert (right, down) == (pytest.approx(-2.3, abs=0.1), pytest.approx(1.4, abs=0.1))


def test_both_codes_of_a_moved_receipt_are_read(device):
    pdf, made = papers.render("receipt", record(FOUR), CONTEXT), device(203)
    windows.put_on_paper(pdf, made, title="receipt", offset=Offset(-23, 14))
    assert scanned(printed(made), 200) == scanned(pdf, 200)


def test_a_page_that_would_lose_something_is_not_begun(device):
    made = device(300)
    with pytest.raises(DeviceError) as refused:
        windows.put_on_paper(blank(595, 842), made, title="receipt", offset=Offset(-40, 0))
    assert refused.value.code == "printer_offset_cuts"
    assert not Path(made.outputFileName()).exists()


def test_both_sides_are_used_where_the_driver_says_that_the_printer_has_them(device, monkeypatch):
    form = papers.render("approval-form", record(FOUR), CONTEXT)
    single, both = device(200), device(200)
    assert windows.put_on_paper(form, single, title="form", backs=BACKS) == (False, False)
    asked: list[QPrinter.DuplexMode] = []  # a printer that prints into a PDF keeps no such wish
    monkeypatch.setattr(both, "setDuplex", asked.append)
    monkeypatch.setattr(windows, "_duplex", lambda _device: [QPrinter.DuplexMode.DuplexLongSide])
    assert windows.put_on_paper(form, both, title="form", backs=BACKS) == (False, True)
    assert asked == [QPrinter.DuplexMode.DuplexLongSide]
    assert scanned(printed(both), 200) == scanned(form, 200)
