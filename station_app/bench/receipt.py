"""Drawing a receipt beside a bare ReportLab canvas that draws the same marks with the same fonts.

Ours composes the facts, signs the codes, chooses a font for every character and sets the lines; the peer gets the
finished marks and only draws them, the way ReportLab's own guide does.
"""

from __future__ import annotations

import io
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from reportlab.pdfgen.canvas import Canvas

from printing.marks import A4, Bars, Frame, Rule, Slanted, Text
from printing.papers import PaperContext, lay_out, render
from station_app import texts
from station_app.bench import Row, places, turns
from station_app.bench.families import families
from station_app.exchange.identities import Identity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from printing.marks import Mark
    from station_app.domain.records import CaseRecord

ROUNDS = 60


def measure() -> Row:
    """Measure sixty receipts of the same family of four."""
    record, identity = _accepted(), Identity.generate()
    context = PaperContext(
        seal=lambda message: identity.sign("paper", message),
        enquiry_phone="0938-0000000",
        complaint_phone="0938-0000001",
    )
    marks = lay_out("receipt", record, context)
    return turns.compare(
        "receipt",
        lambda _: turns.timed(lambda: render("receipt", record, context)),
        lambda _: turns.timed(lambda: bare(marks)),
        rounds=ROUNDS,
        goal=1.4,
        note=texts.say("bench.note.receipt"),
    )


def _accepted() -> CaseRecord:
    with TemporaryDirectory(prefix="station-app-bench-") as folder:
        desk = places.log_in(places.station(Path(folder) / "home"))
        record = desk.show(desk.accept(next(families(1))).case_no)
        desk.close()
    return record


def bare(marks: Sequence[Sequence[Mark]]) -> bytes:
    """Draw `marks` one after the other, each with what it needs."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, pageCompression=0, invariant=1)
    for page in marks:
        for mark in page:
            _draw(canvas, mark)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw(canvas: Canvas, mark: Mark) -> None:
    match mark:
        case Text():
            canvas.setFont(mark.font, mark.size)
            canvas.setFillGray(mark.grey)
            canvas.setLineWidth(mark.bold)
            canvas.drawString(mark.x, mark.y, mark.text, mode=2 if mark.bold else None, charSpace=mark.spacing)
        case Rule():
            canvas.setLineWidth(mark.weight)
            canvas.setDash(list(mark.dash))
            canvas.setStrokeGray(mark.grey)
            canvas.line(mark.x1, mark.y1, mark.x2, mark.y2)
        case Frame():
            canvas.setLineWidth(mark.weight)
            canvas.setStrokeGray(mark.grey)
            canvas.rect(mark.x, mark.y, mark.width, mark.height)
        case Bars():
            path = canvas.beginPath()
            for left, bottom, width, height in mark.boxes:
                path.rect(mark.x + left, mark.y + bottom, width, height)
            canvas.drawPath(path, stroke=0, fill=1)
        case Slanted():
            canvas.saveState()
            canvas.setFont(mark.font, mark.size)
            canvas.setFillGray(mark.grey)
            canvas.translate(mark.x, mark.y)
            canvas.rotate(mark.angle)
            canvas.drawCentredString(0, 0, mark.text)
            canvas.restoreState()
