"""Turn the pages of scans: fetch one off the GUI thread, keep the last few, go from scan to scan as in one book."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from station_app import texts
from ui.presenters.words import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from station_app.catalogue import Catalogue
    from station_app.errors import StationError
    from station_app.imaging.drawing import PagePicture
    from ui.tasks import Runner

FINEST = 3508
"""Pixels of the longer side: all that is kept of a page."""
_KEPT = 4
LAST = -1


@dataclass(frozen=True, slots=True)
class Sheet:
    """One scan in the viewer: its digest and what it is called."""

    digest: str
    title: str


@dataclass(frozen=True, slots=True)
class PageView:
    """What the viewer shows: a page and where it is in the book, or why there is none."""

    title: str = ""
    place: str = ""
    picture: PagePicture | None = None
    problem: str = ""
    busy: bool = False


class ViewerPresenter:
    """The book that is open; `case_no` is empty for scans of the tray and of drafts."""

    def __init__(self, catalogue: Catalogue, runner: Runner, show: Callable[[PageView], None]) -> None:
        self._catalogue = catalogue
        self._runner = runner
        self._show = show
        self._sheets: tuple[Sheet, ...] = ()
        self._case_no = ""
        self._sheet = self._page = 0
        self._pages: dict[str, int] = {}
        self._pictures: OrderedDict[tuple[str, int], PagePicture] = OrderedDict()

    @property
    def current(self) -> str:
        """The digest of the scan in view, empty when nothing is open."""
        return self._sheets[self._sheet].digest if self._sheets else ""

    def open(self, sheets: Sequence[Sheet], start: int = 0, case_no: str = "") -> None:
        """Open these scans at the first page of number `start`."""
        if case_no != self._case_no:
            self._pages.clear()
            self._pictures.clear()
        self._sheets, self._case_no = tuple(sheets), case_no
        self._go(min(start, len(self._sheets) - 1), 0)

    def close(self) -> None:
        """Forget everything that was shown."""
        self._sheets = ()
        self._pages.clear()
        self._pictures.clear()

    def turn(self, by: int) -> None:
        """Go to the next (+1) or the previous (-1) page, over the border to the next or the previous scan."""
        if not self._sheets:
            return
        page = self._page + by
        if 0 <= page < self._pages.get(self.current, 1):
            self._go(self._sheet, page)
        elif 0 <= self._sheet + by < len(self._sheets):
            self._go(self._sheet + by, 0 if by > 0 else LAST)

    def _go(self, sheet: int, page: int) -> None:
        if not self._sheets:
            return
        self._sheet, self._page = sheet, page
        digest = self.current
        known = self._pages.get(digest)
        if known is not None and page == LAST:
            self._page = page = known - 1
        picture = self._pictures.get((digest, page))
        if known is not None and picture is not None:
            self._arrived(digest, known, page, picture)
            return
        self._show(PageView(self._sheets[sheet].title, "", busy=True))
        self._runner.run(
            lambda: self._fetch(digest, known, page),
            lambda answer: self._arrived(digest, *answer),
            self._refused,
            channel="viewer",
        )

    def _fetch(self, digest: str, known: int | None, page: int) -> tuple[int, int, PagePicture]:
        """Runs in a task. The first page of a scan asks for the scan itself, which notes the look at a case's."""
        count = known if known is not None else self._catalogue.show_scan(digest, self._case_no).pages
        wanted = count - 1 if page == LAST else page
        return count, wanted, self._catalogue.draw_scan(digest, wanted, FINEST, self._case_no)

    def _arrived(self, digest: str, count: int, page: int, picture: PagePicture) -> None:
        if digest != self.current:
            return
        self._pages[digest], self._page = count, page
        self._pictures[digest, page] = picture
        self._pictures.move_to_end((digest, page))
        while len(self._pictures) > _KEPT:
            self._pictures.popitem(last=False)
        place = texts.say("ui.viewer.page", number=page + 1, count=count)
        if len(self._sheets) > 1:
            place = texts.say("ui.viewer.scan", number=self._sheet + 1, count=len(self._sheets), page=place)
        self._show(PageView(self._sheets[self._sheet].title, place, picture))

    def _refused(self, error: StationError) -> None:
        self._show(PageView(self._sheets[self._sheet].title if self._sheets else "", problem=sentence(error)))
