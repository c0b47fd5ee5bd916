"""The preview of a paper: its pages as pictures, where it can go, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from station_app import texts
from station_app.errors import DeviceError
from station_app.outgoing import hand_out, is_paper, refuse_place
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
    """State of the preview; `busy` while drawing or printing, `said` what happened with its state.

    `case_no` is the number of what the paper is about; a one-time notice that is not issued yet has none, but a
    `draft_id`. `next_papers` follow when this one was printed or saved.
    """

    case_no: str = ""
    draft_id: str = ""
    next_papers: tuple[str, ...] = ()
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
        self._dpi: float = SCREEN_DPI

    def open(self, case_no: str, papers: str, dpi: float = SCREEN_DPI, draft_id: str = "") -> None:
        """Draw a paper of a case, or the notice of a draft; of several papers (parted by spaces) the first."""
        paper, *rest = papers.split()
        self._dpi = dpi
        self._begin(PreviewView(case_no, draft_id, tuple(rest), paper), texts.say("ui.preview.drawing"))

    def print(self, printer: str) -> None:
        """Journal a copy and print it."""
        view = self._view
        if view.busy or not printer:
            return
        self._set(replace(view, busy=True, said=texts.say("ui.preview.printing", printer=printer), state=""))

        def work() -> IssuedPaper:
            issued = self._issue(view)
            self._catalogue.send_to_printer(issued, printer)
            return issued

        self._runner.run(
            work,
            lambda paper: self._made(paper, texts.say("ui.preview.printed", printer=printer, copy=paper.copy)),
            self._failed,
        )

    def save(self, to: Path) -> None:
        """Journal a copy and save it as PDF."""
        view = self._view
        if view.busy:
            return
        self._set(replace(view, busy=True, said=texts.say("ui.preview.saving"), state=""))
        self._runner.run(
            lambda: self._save(view, to),
            lambda paper: self._made(paper, texts.say("ui.preview.saved", place=str(to), copy=paper.copy)),
            self._failed,
        )

    def _save(self, view: PreviewView, to: Path) -> IssuedPaper:
        refuse_place(to, is_paper)  # before a copy is journalled
        issued = self._issue(view)
        try:
            to.parent.stat()  # a folder that is gone is a stick that is gone, not a wish for a folder
            hand_out(to, issued.pdf)
        except OSError as problem:
            raise DeviceError("file_not_saved", file=to.name, problem=problem.strerror or "") from problem
        return issued

    def _issue(self, view: PreviewView) -> IssuedPaper:
        if view.draft_id:
            return self._catalogue.issue_notice(view.draft_id)
        return self._catalogue.issue_paper(view.case_no, view.paper)

    def _begin(self, view: PreviewView, said: str, state: str = "") -> None:
        title = texts.say(
            "ui.preview.title", paper=words.paper_word(view.paper), case_no=view.case_no or texts.say("ui.notice.look")
        )
        self._set(replace(view, title=title, busy=True, said=said, state=state))
        catalogue, number, paper, draft_id = self._catalogue, view.case_no, view.paper, view.draft_id

        def work() -> tuple[tuple[PagePicture, ...], tuple[str, ...]]:
            pdf = catalogue.preview_notice(draft_id) if draft_id else catalogue.preview_paper(number, paper)
            return draw(pdf, self._dpi), catalogue.printers()

        self._runner.run(work, lambda drawn: self._drawn(drawn, said if state else ""), channel="preview")

    def proposed_name(self) -> str:
        """Give the file name that is offered: case number and paper, no person's name."""
        return "-".join(part for part in (self._view.case_no, self._view.paper) if part) + ".pdf"

    def _drawn(self, drawn: tuple[tuple[PagePicture, ...], tuple[str, ...]], said: str) -> None:
        pages, printers = drawn
        chosen = self._preferred if self._preferred in printers else (printers[0] if printers else "")
        told = said or ("" if printers else texts.say("ui.preview.no_printer"))
        view = replace(self._view, pages=pages, printers=printers, printer=chosen or "", busy=False)
        self._set(replace(view, said=told, state="ok" if said else ""))

    def _made(self, issued: IssuedPaper, sentence: str) -> None:
        """Say what was made; an issued notice is shown with its number, and after a paper comes the next."""
        view = self._view
        self._issued()
        if view.next_papers:
            following, *rest = view.next_papers
            said = texts.say("ui.notice.next_paper", said=sentence, paper=words.paper_word(following))
            self._begin(replace(view, paper=following, next_papers=tuple(rest)), said, "ok")
        elif view.draft_id:
            self._begin(replace(view, case_no=issued.case_no, draft_id=""), sentence, "ok")
        else:
            self._set(replace(view, busy=False, said=sentence, state="ok"))

    def _failed(self, error: StationError) -> None:
        self._set(replace(self._view, busy=False, said=words.sentence(error), state="blocked"))

    def _set(self, view: PreviewView) -> None:
        self._view = view
        self._show(view)


def draw(pdf: bytes, dpi: float) -> tuple[PagePicture, ...]:
    """Draw the pages of a PDF; imported late, because PDFium is heavy."""
    from printing import preview  # noqa: PLC0415

    return tuple(PagePicture(page.width, page.height, page.rgb) for page in preview.pages(pdf, dpi))
