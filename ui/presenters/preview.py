"""The preview of a paper: its pages as pictures, where it can go, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from station_app import texts
from station_app.domain.print_jobs import is_file
from station_app.errors import StationError
from station_app.outgoing import hand_out, is_paper, refuse_place, said_if_not_saved
from ui.presenters import words
from ui.presenters.printing import place_word

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from station_app.catalogue import Catalogue
    from station_app.domain.records import IssuedPaper
    from station_app.domain.reprints import Reprint
    from station_app.services.print_on_stock import OnStock
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
    `draft_id`. `next_papers` follow when this one was printed or saved. `asks`: how often the same was printed before,
    where a reason has to be given for printing it again. `moment` names the papers that belong to where the case is.
    `tray`: the blank that this desk puts it on, and the number that should lie on top.
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
    asks: int = 0
    moment: tuple[str, ...] = ()
    tray: OnStock | None = None

    @property
    def paper_name(self) -> str:
        """The name of the paper."""
        return words.paper_word(self.paper)


class Done(NamedTuple):
    """A paper that was made, and its pages where they are others than those in view."""

    issued: IssuedPaper
    pages: tuple[PagePicture, ...]
    tray: OnStock | None = None
    written_off: str | None = None


class Drawn(NamedTuple):
    """A paper's pages, the printers there are, where this desk sends such papers; those of the case's moment.

    `tray`: the blank it goes on; `on_plain`: why it does not, where this desk has blanks for such papers.
    """

    pages: tuple[PagePicture, ...]
    printers: tuple[str, ...]
    place: str
    moment: tuple[str, ...]
    tray: OnStock | None = None
    on_plain: str = ""


class PreviewPresenter:
    """Shows a paper, prints it or saves it; only then a copy is journalled."""

    def __init__(
        self,
        catalogue: Catalogue,
        runner: Runner,
        show: Callable[[PreviewView], None],
        issued: Callable[[], None],
    ) -> None:
        self._catalogue = catalogue
        self._runner = runner
        self._show = show
        self._issued = issued
        self._view = PreviewView()
        self._dpi: float = SCREEN_DPI
        self._wanted: Callable[[Reprint | None], None] | None = None

    def open(self, case_no: str, papers: str, dpi: float = SCREEN_DPI, draft_id: str = "") -> None:
        """Draw a paper of a case, or the notice of a draft; of several papers (parted by spaces) the first."""
        paper, *rest = papers.split()
        self._dpi = dpi
        self._begin(PreviewView(case_no, draft_id, tuple(rest), paper), texts.say("ui.preview.drawing"))

    def print(self, printer: str, again: Reprint | None = None, *, number: str = "") -> None:
        """Journal a printing and print it; `again` says why, if it is a reprint.

        On a blank `number` is that of the sheet in the tray.
        """
        view = self._view
        if view.busy or not printer:
            return
        self._wanted = partial(self.print, printer, number=number)
        self._set(
            replace(view, busy=True, said=texts.say("ui.preview.printing", printer=place_word(printer)), state="")
        )

        def work() -> Done:
            if view.tray is not None:
                return self._on_stock(view, printer, number, again)
            if view.draft_id:
                issued = self._catalogue.issue_notice(view.draft_id, again)
                self._catalogue.print_issued(issued, printer)
            else:
                issued, _ = self._catalogue.print_paper(view.case_no, view.paper, printer, again)
            return self._as_made(view, issued)

        def said(done: Done) -> str:
            sentence = texts.say("ui.preview.printed", None, printer=place_word(printer), copy=done.issued.copy)
            return sentence + _written_off(done)

        self._runner.run(work, lambda done: self._made(done, said(done)), self._failed)

    def _on_stock(self, view: PreviewView, printer: str, number: str, again: Reprint | None) -> Done:
        made = self._catalogue.print_on_stock(view.case_no, view.paper, number, printer=printer, again=again)
        tray, _ = self._tray(view.case_no, view.paper)
        return Done(made.issued, (), tray, made.written_off)

    def _tray(self, case_no: str, paper: str) -> tuple[OnStock | None, str]:
        """Give the blank a paper goes on at this desk; else why it goes on plain paper, where anybody would ask."""
        try:
            return self._catalogue.tray_for(case_no, paper), ""
        except StationError as error:
            return None, words.sentence(error)

    def save(self, to: Path, again: Reprint | None = None) -> None:
        """Journal a printing and save it as PDF; `again` says why, if it is a reprint."""
        view = self._view
        if view.busy:
            return
        self._wanted = partial(self.save, to)
        self._set(replace(view, busy=True, said=texts.say("ui.preview.saving"), state=""))
        self._runner.run(
            lambda: self._as_made(view, self._save(view, to, again)),
            lambda done: self._made(done, texts.say("ui.preview.saved", place=str(to), copy=done.issued.copy)),
            self._failed,
        )

    def give_reason(self, again: Reprint) -> None:
        """Do what was asked for, now that it is said why."""
        if self._wanted is not None:
            self._wanted(again)

    def _save(self, view: PreviewView, to: Path, again: Reprint | None) -> IssuedPaper:
        refuse_place(to, is_paper)  # before a copy is journalled
        with said_if_not_saved(to):
            issued = self._issue(view, again)
            hand_out(to, issued.pdf)
        return issued

    def _issue(self, view: PreviewView, again: Reprint | None) -> IssuedPaper:
        if view.draft_id:
            return self._catalogue.issue_notice(view.draft_id, again)
        return self._catalogue.issue_paper(view.case_no, view.paper, again)

    def _as_made(self, view: PreviewView, issued: IssuedPaper) -> Done:
        """Give the pages where they are not those in view: a notice got its number, a reprint is another printing."""
        return Done(issued, draw(issued.pdf, self._dpi) if view.draft_id or issued.reprint else ())

    def _begin(self, view: PreviewView, said: str, state: str = "") -> None:
        self._set(replace(view, title=_title(view.paper, view.case_no), busy=True, said=said, state=state))
        catalogue, number, paper, draft_id = self._catalogue, view.case_no, view.paper, view.draft_id

        def work() -> Drawn:
            pdf = catalogue.preview_notice(draft_id) if draft_id else catalogue.preview_paper(number, paper)
            moment = catalogue.papers_of_set(number) if "-HJ" in number else ()  # a notice belongs to no set
            tray, why = self._tray(number, paper) if "-HJ" in number else (None, "")
            return Drawn(draw(pdf, self._dpi), catalogue.printers(), catalogue.place_for(paper), moment, tray, why)

        self._runner.run(work, lambda drawn: self._drawn(drawn, said if state else ""), channel="preview")

    def proposed_name(self) -> str:
        """Give the file name that is offered: case number and paper, no person's name."""
        return "-".join(part for part in (self._view.case_no, self._view.paper) if part) + ".pdf"

    def _drawn(self, drawn: Drawn, said: str) -> None:
        pages, printers, wanted, moment, tray, on_plain = drawn
        if is_file(wanted) or wanted.startswith("ipp://"):
            printers = (*printers, wanted)  # a place that no print server lists
        chosen = wanted if wanted in printers else (printers[0] if printers else "")
        told = said or on_plain or ("" if printers else texts.say("ui.preview.no_printer"))
        view = replace(self._view, pages=pages, printers=printers, printer=chosen or "", moment=moment, busy=False)
        self._set(replace(view, tray=tray, said=told, state="ok" if said else "look" if on_plain else ""))

    def _made(self, done: Done, sentence: str) -> None:
        """Say what was made; an issued notice is shown with its number, and after a paper comes the next."""
        view, issued = self._view, done.issued
        if issued.unfit:
            sentence = f"{sentence} {texts.say('layout.unfit', edition=issued.unfit)}"
        view = replace(view, pages=done.pages or view.pages, tray=done.tray if view.tray is not None else None)
        self._issued()
        if view.next_papers:
            following, *rest = view.next_papers
            said = texts.say("ui.notice.next_paper", said=sentence, paper=words.paper_word(following))
            self._begin(replace(view, paper=following, next_papers=tuple(rest)), said, "ok")
        else:
            view = replace(view, case_no=issued.case_no, draft_id="", title=_title(view.paper, issued.case_no))
            self._set(replace(view, busy=False, said=sentence, state="ok"))

    def _failed(self, error: StationError) -> None:
        if error.code == "reprint_reason_missing":
            self._view = replace(self._view, busy=False, said="", state="")
            self._show(
                replace(self._view, asks=int(str(error.details["printed"])))
            )  # asked once, not with every change
            return
        self._set(replace(self._view, busy=False, said=words.sentence(error), state="blocked"))

    def _set(self, view: PreviewView) -> None:
        self._view = view
        self._show(view)


def _written_off(done: Done) -> str:
    return texts.say("ui.stock.written_off", number=done.written_off) if done.written_off else ""


def _title(paper: str, number: str) -> str:
    return texts.say("ui.preview.title", paper=words.paper_word(paper), case_no=number or texts.say("ui.notice.look"))


def draw(pdf: bytes, dpi: float) -> tuple[PagePicture, ...]:
    """Draw the pages of a PDF; imported late, because PDFium is heavy."""
    from printing import preview  # noqa: PLC0415

    return tuple(PagePicture(page.width, page.height, page.rgb) for page in preview.pages(pdf, dpi))
