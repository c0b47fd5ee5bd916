"""What the presenters of pages have in common: where they ask, where they show, whom they tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from ui.presenters import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from station_app.catalogue import Catalogue
    from station_app.errors import StationError
    from ui.tasks import Runner

View = TypeVar("View")


class PagePresenter(Generic[View]):
    """Asks the catalogue off the screen's thread, shows frozen views of one kind, tells sentences with their state."""

    def __init__(
        self,
        catalogue: Catalogue,
        runner: Runner,
        show: Callable[[View], None],
        told: Callable[[str, str], None],
    ) -> None:
        self._catalogue = catalogue
        self._runner = runner
        self._show = show
        self._told = told

    def _refused(self, error: StationError) -> None:
        """Tell why nothing was done."""
        self._told(words.sentence(error), "blocked")
