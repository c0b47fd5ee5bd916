"""What is done with layout files."""

# ruff: noqa: PLC0415 - the use cases are imported when first used; see the package

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from station_app.domain.layouts import LayoutVerdict, StoredLayout
    from station_app.services.check_layouts import Offered
    from station_app.services.desk import Desk
    from station_app.services.keep_layouts import Layouts


class LayoutCalls:
    """What is done with layout files."""

    _desk: Desk

    def layout_papers(self) -> tuple[str, ...]:
        """Name the papers that may have a layout of their own."""
        from station_app.services.check_layouts import layout_papers

        return layout_papers(self._desk)

    def layout_values(self, paper: str) -> tuple[Offered, ...]:
        """Give every name that a layout of this paper may use."""
        from station_app.services.check_layouts import layout_values

        return layout_values(self._desk, paper)

    def starting_layout(self, paper: str) -> bytes:
        """Give a file that draws this paper as it is built in, to be changed."""
        from station_app.services.check_layouts import starting_layout

        return starting_layout(self._desk, paper)

    def check_layout(self, raw: bytes) -> LayoutVerdict:
        """Say everything that is wrong with a file."""
        from station_app.services.check_layouts import check_layout

        return check_layout(self._desk, raw)

    def preview_layout(self, raw: bytes) -> bytes:
        """Draw a file with an invented family."""
        from station_app.services.check_layouts import preview_layout

        return preview_layout(self._desk, raw)

    def layouts(self) -> Layouts:
        """Give by what each paper is drawn, what was proposed, and what lies in the folder with its verdict."""
        from station_app.services.keep_layouts import list_layouts

        return list_layouts(self._desk)

    def dropped_layout(self, name: str) -> bytes:
        """Give the bytes of a file in the folder."""
        from station_app.services.keep_layouts import dropped_layout

        return dropped_layout(self._desk, name)

    def propose_layout(self, raw: bytes) -> StoredLayout:
        """Propose the layout in a file, for somebody else to adopt."""
        from station_app.services.keep_layouts import propose_layout

        return propose_layout(self._desk, raw)

    def adopt_layout(self, paper: str, edition: str, alone: str = "") -> StoredLayout:
        """Adopt a proposed layout; the paper is drawn by it from now on."""
        from station_app.services.keep_layouts import adopt_layout

        return adopt_layout(self._desk, paper, edition, alone)

    def withdraw_layout(self, paper: str, edition: str, reason: str) -> StoredLayout:
        """Put a layout aside; the paper is drawn as it is built in."""
        from station_app.services.keep_layouts import withdraw_layout

        return withdraw_layout(self._desk, paper, edition, reason)
