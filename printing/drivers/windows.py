"""Printing on Windows: pages as pictures at the printer's own resolution, drawn by PDFium and put on paper through Qt.

Windows prints no PDF by itself. A page goes to the printer as one picture of its own size, not scaled by anybody on
the way, so codes are read as they are on paper made elsewhere. Qt hands the pictures to the spooler of Windows and
does not hear how the printing ended: a job that was handed over is followed by `windows_spooler`, where it can be.

The only part of this room that knows Qt; loaded when something is printed on Windows, and by the tests, which print
into a PDF with the same calls. All calls block; never from the GUI thread.
"""

from __future__ import annotations

import secrets
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QGuiApplication, QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from printing import media, preview
from printing.drivers import windows_spooler
from printing.drivers.laying import both_sides, laid
from printing.drivers.reports import Sent, refusal
from station_app.settings import NO_OFFSET

if TYPE_CHECKING:
    from printing.preview import PageImage
    from station_app.settings import Offset

_MOST_DPI = 600
"""Finer than this a page of text gains nothing and an A4 page needs more than 100 MB."""
_LEAST_DPI = 200
"""Coarser than this the codes of a page are not read; a driver that says 96 means the screen."""

_application: list[QGuiApplication] = []


def printers() -> tuple[str, ...]:
    """Give the names of the printers of this desk. Names only: asking more of each may wait a minute for a dead one."""
    return tuple(sorted(QPrinterInfo.availablePrinterNames()))


def send(pdf: bytes, printer: str, *, title: str, offset: Offset = NO_OFFSET, backs: Offset | None = None) -> Sent:
    """Hand `pdf` to the spooler of Windows, on the sheet of its own size or in the corner of A4.

    `backs`: it is meant for both sides; they are used where the driver says that the printer has them.

    Raises:
        DeviceError: `printer_unknown`; `printer_rejected` - Windows takes nothing for this printer;
            `printer_offset_cuts`.
        DamagedError: `pdf_unreadable`.
    """
    if printer not in printers():  # asked for a name it does not know, Qt keeps another printer
        raise refusal("printer_unknown", printer)
    _have_application()
    device = QPrinter(QPrinter.PrinterMode.HighResolution)
    device.setPrinterName(printer)
    if device.printerName() != printer:
        raise refusal("printer_unknown", printer)
    named = f"{title} {secrets.token_hex(3)}"
    placed, two_sided = put_on_paper(pdf, device, title=named, offset=offset, backs=backs)
    return Sent(windows_spooler.number_of(printer, named), "", placed, two_sided)


def put_on_paper(
    pdf: bytes, device: QPrinter, *, title: str, offset: Offset = NO_OFFSET, backs: Offset | None = None
) -> tuple[bool, bool]:
    """Draw the pages of `pdf` on a printer of Qt, each at its own size, and end the job.

    Tells whether it is on A4, being smaller, and whether it is on both sides.

    Raises:
        DeviceError: `printer_rejected` - the printer does not begin, or breaks off between two pages;
            `printer_offset_cuts`.
        DamagedError: `pdf_unreadable`.
    """
    name = device.printerName() or device.outputFileName()
    page = media.page_size(pdf)
    placed = not _has(device, page) and page.inside(media.A4_SIZE)
    flipped = _flipped(page)
    sides = both_sides(pdf, backs, offset) if not placed and flipped in _duplex(device) else ()
    pdf = laid(pdf, name, offset, placed=placed, sides=sides)
    page = media.A4_SIZE if placed else page
    device.setDocName(title)
    device.setPageSize(_sheet(page))
    device.setPageOrientation(_turn(page))
    device.setFullPage(True)  # from the edge of the sheet: the margins are in the paper already
    device.setPageMargins(QMarginsF(0, 0, 0, 0))
    device.setDuplex(flipped if sides else QPrinter.DuplexMode.DuplexNone)
    dpi = min(_MOST_DPI, max(_LEAST_DPI, device.resolution()))
    painter = QPainter()
    if not painter.begin(device):
        raise refusal("printer_rejected", name)
    try:
        for number, picture in enumerate(preview.each_page(pdf, dpi)):
            if number and not device.newPage():
                raise refusal("printer_rejected", name)
            _draw(painter, picture, dpi, device.resolution())
    finally:
        ended = painter.end()
    if not ended or device.printerState() is QPrinter.PrinterState.Error:
        raise refusal("printer_rejected", name)
    return placed, bool(sides)


def _draw(painter: QPainter, picture: PageImage, drawn_dpi: float, device_dpi: float) -> None:
    """Put one page down: a dot of the picture is as large as the paper says, whatever the printer's resolution."""
    image = QImage(picture.rgb, picture.width, picture.height, 3 * picture.width, QImage.Format.Format_RGB888)
    scale = device_dpi / drawn_dpi
    painter.drawImage(QRectF(0, 0, picture.width * scale, picture.height * scale), image)


def _has(device: QPrinter, page: media.Size) -> bool:
    """Tell whether the printer has this sheet; one that says nothing is believed to."""
    name = device.printerName()
    sizes = QPrinterInfo.printerInfo(name).supportedPageSizes() if name else []
    known = [size.size(QPageSize.Unit.Millimeter) for size in sizes]
    return not known or any(media.Size(size.width(), size.height()).same(page) for size in known)


def _duplex(device: QPrinter) -> list[QPrinter.DuplexMode]:
    """Give the ways to print on both sides that the driver of this printer says it has."""
    name = device.printerName()
    return QPrinterInfo.printerInfo(name).supportedDuplexModes() if name else []


def _flipped(page: media.Size) -> QPrinter.DuplexMode:
    """Give the edge at which sheets of this page are bound: at the left of what is read."""
    upright = page.width <= page.height
    return QPrinter.DuplexMode.DuplexLongSide if upright else QPrinter.DuplexMode.DuplexShortSide


def _sheet(page: media.Size) -> QPageSize:
    """Give Qt's name for the sheet; upright, as printers know them."""
    width, height = sorted(page)
    return QPageSize(QSizeF(width, height), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.FuzzyMatch)


def _turn(page: media.Size) -> QPageLayout.Orientation:
    turned = page.width > page.height
    return QPageLayout.Orientation.Landscape if turned else QPageLayout.Orientation.Portrait


def _have_application() -> None:
    """Let Qt have its application, which the command line has none of; printing needs no window."""
    if QGuiApplication.instance() is None:
        _application.append(QGuiApplication([sys.argv[0]]))
