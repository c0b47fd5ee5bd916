"""The preview of a paper: its pages as pictures, where it can go, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from station_app import texts
from station_app.errors import DeviceError
from ui.presenters import words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from station_app.catalogue import Catalogue
    from station_app.domain.records import IssuedPaper
    from station_app.errors import StationError
    from ui.tasks import Runner

SCREEN_DPI = 100
"""An A4 page is then as wide as the page area of a 1366-dot screen, its smallest print still legible."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page: width and height in pixels, RGB bytes row by row."""

    width: int
    height: int
    rgb: bytes


@dataclass(frozen=True, slots=True)
class PreviewView:
    """State of the preview; `busy` while drawing or printing, `said` what happened with its state."""

    case_no: str = ""
    paper: str = ""
    title: str = ""
    pages: tuple[PagePicture, ...] = ()
    printers: tuple[str, ...] = ()
    printer: str = ""
    busy: bool = False
    said: str = ""
    state: str = ""


class PreviewPresenter:
    """Shows a paper, prints it or saves it; only then a copy is journalled."""

    def __init__(
        self,
        catalogue: Catalogue,
        runner: Runner,
        show: Callable[[PreviewView], None],
        issued: Callable[[], None],
        preferred: str | None = None,
    ) -> None:
        self._catalogue = catalogue
        self._runner = runner
        self._show = show
        self._issued = issued
        self._preferred = preferred
        self._view = PreviewView()

    def open(self, case_no: str, paper: str, dpi: float = SCREEN_DPI) -> None:
        """Draw the paper of a case."""
        title = texts.say("ui.preview.title", paper=words.paper_word(paper), case_no=case_no)
        self._set(PreviewView(case_no, paper, title, busy=True, said=texts.say("ui.preview.drawing")))
        self._runner.run(
            lambda: (draw(self._catalogue.preview_paper(case_no, paper), dpi), self._catalogue.printers()),
            self._drawn,
            channel="preview",
        )

    def print(self, printer: str) -> None:
        """Journal a copy and print it."""
        view = self._view
        if view.busy or not printer:
            return
        self._set(replace(view, busy=True, said=texts.say("ui.preview.printing", printer=printer), state=""))
        self._runner.run(
            lambda: self._catalogue.print_paper(view.case_no, view.paper, printer),
            lambda paper: self._made(texts.say("ui.preview.printed", printer=printer, copy=paper.copy)),
            self._failed,
        )

    def save(self, to: Path) -> None:
        """Journal a copy and save it as PDF."""
        view = self._view
        if view.busy:
            return
        self._set(replace(view, busy=True, said=texts.say("ui.preview.saving"), state=""))
        self._runner.run(
            lambda: _save(self._catalogue.issue_paper(view.case_no, view.paper), to),
            lambda paper: self._made(texts.say("ui.preview.saved", place=str(to), copy=paper.copy)),
            self._failed,
        )

    def proposed_name(self) -> str:
        """Give the file name that is offered: case number and paper, no person's name."""
        return f"{self._view.case_no}-{self._view.paper}.pdf"

    def _drawn(self, drawn: tuple[tuple[PagePicture, ...], tuple[str, ...]]) -> None:
        pages, printers = drawn
        chosen = self._preferred if self._preferred in printers else (printers[0] if printers else "")
        said = "" if printers else texts.say("ui.preview.no_printer")
        self._set(
            replace(self._view, pages=pages, printers=printers, printer=chosen or "", busy=False, said=said, state="")
        )

    def _made(self, sentence: str) -> None:
        self._set(replace(self._view, busy=False, said=sentence, state="ok"))
        self._issued()

    def _failed(self, error: StationError) -> None:
        self._set(replace(self._view, busy=False, said=words.sentence(error), state="blocked"))

    def _set(self, view: PreviewView) -> None:
        self._view = view
        self._show(view)


def draw(pdf: bytes, dpi: float) -> tuple[PagePicture, ...]:
    """Draw the pages of a PDF; imported late, because PDFium is heavy."""
    from printing import preview  # noqa: PLC0415

    return tuple(PagePicture(page.width, page.height, page.rgb) for page in preview.pages(pdf, dpi))


def _save(issued: IssuedPaper, to: Path) -> IssuedPaper:
    try:
        to.write_bytes(issued.pdf)
    except OSError as problem:
        raise DeviceError("file_not_saved", file=to.name, problem=problem.strerror or "") from problem
    return issued
