"""The same keys while bundles of 1,000 families are exported in the desk's own task runner, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.bench.keystroke import row, typed

if TYPE_CHECKING:
    from station_app.bench import Row


def measure() -> Row:
    """Measure while exporting."""
    return row("keystroke_exporting", typed("exporting"))
