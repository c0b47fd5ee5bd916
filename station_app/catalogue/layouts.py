"""What is done with layout files."""

# ruff: noqa: PLC0415 - the use cases are imported when first used; see the package

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from station_app.domain.layouts import LayoutVerdict
    from station_app.services.check_layouts import Offered
    from station_app.services.desk import Desk


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
