"""What an officer does with stock."""

# ruff: noqa: PLC0415 - the use cases are imported when first used; see the package

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from station_app.domain.stock import StockBalance, StockLine
    from station_app.services.desk import Desk
    from station_app.services.keep_stock import Arrival, Named


class StockCalls:
    """What an officer does with stock."""

    _desk: Desk

    def receive_stock(self, arrival: Arrival) -> StockBalance:
        """Enter what came in."""
        from station_app.services.keep_stock import receive_stock

        return receive_stock(self._desk, arrival)

    def use_stock(self, kind: str, number: str, case_no: str) -> StockBalance:
        """Use one piece for a case that this program does not print."""
        from station_app.services.keep_stock import use_stock

        return use_stock(self._desk, kind, number, case_no)

    def spoil_stock(self, kind: str, named: Named, reason: str, *, was_used: bool = False) -> StockBalance:
        """Write spoiled pieces off."""
        from station_app.services.keep_stock import spoil_stock

        return spoil_stock(self._desk, kind, named, reason, was_used=was_used)

    def void_stock(self, kind: str, named: Named, reason: str, *, was_used: bool = False) -> StockBalance:
        """Call pieces in that must not be used any more."""
        from station_app.services.keep_stock import void_stock

        return void_stock(self._desk, kind, named, reason, was_used=was_used)

    def hand_on_stock(self, kind: str, named: Named, to: str, into: str | None = None) -> StockBalance:
        """Hand pieces back, on, or into another drawer."""
        from station_app.services.keep_stock import hand_on_stock

        return hand_on_stock(self._desk, kind, named, to, into)

    def count_stock(self, kind: str, counted: int, text: str = "", drawer: str | None = None) -> StockBalance:
        """Write down how many pieces lie there."""
        from station_app.services.keep_stock import count_stock

        return count_stock(self._desk, kind, counted, text, drawer)

    def stock(self) -> tuple[StockBalance, ...]:
        """Say of each kind how it stands in each drawer."""
        from station_app.services.keep_stock import list_stock

        return list_stock(self._desk)

    def stock_lines(self, kind: str) -> tuple[StockLine, ...]:
        """Give the register of a kind, oldest line first."""
        from station_app.services.keep_stock import stock_lines

        return stock_lines(self._desk, kind)
