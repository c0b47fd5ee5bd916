"""What an officer does with stock."""

# ruff: noqa: PLC0415 - the use cases are imported when first used; see the package

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from station_app.domain.print_jobs import PrintJob, Sides
    from station_app.domain.records import IssuedPaper
    from station_app.domain.reprints import Reprint
    from station_app.domain.stock import StockBalance, StockLine
    from station_app.services.desk import Desk
    from station_app.services.keep_stock import Arrival, Named
    from station_app.services.print_on_stock import OnStock, Printed


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

    def print_stock_register(self, kind: str) -> IssuedPaper:
        """Make and journal the register of a kind as a paper."""
        from station_app.services.print_stock_register import print_stock_register

        return print_stock_register(self._desk, kind)

    def stock_for(self, case_no: str, paper: str) -> OnStock:
        """Say which blank a paper of a case goes on, and the number that should lie on top."""
        from station_app.services.print_on_stock import stock_for

        return stock_for(self._desk, case_no, paper)

    def tray_for(self, case_no: str, paper: str) -> OnStock | None:
        """Say which blank in this desk's tray a paper goes on; None: on plain paper."""
        from station_app.services.print_on_stock import tray_for

        return tray_for(self._desk, case_no, paper)

    def print_on_stock(
        self,
        case_no: str,
        paper: str,
        number: str = "",
        *,
        printer: str = "",
        again: Reprint | None = None,
        sides: Sides | None = None,
    ) -> Printed:
        """Put the facts of a paper on the blank that bears `number`, and journal both."""
        from station_app.services.print_on_stock import print_on_stock

        return print_on_stock(self._desk, case_no, paper, number, printer=printer, again=again, sides=sides)

    def preview_on_stock(self, case_no: str, paper: str) -> bytes:
        """Make the facts alone, without journalling."""
        from station_app.services.print_on_stock import preview_on_stock

        return preview_on_stock(self._desk, case_no, paper)

    def blanks(self) -> tuple[tuple[str, str], ...]:
        """Give code and title of each blank there is for our own forms."""
        from station_app.services.print_on_stock import list_blanks

        return list_blanks(self._desk)

    def printed_forms(self) -> tuple[tuple[str, str], ...]:
        """Give code and name of each printed form of somebody else that a layout was adopted for."""
        from station_app.services.print_on_stock import list_forms

        return list_forms(self._desk)

    def make_blank(self, kind: str, *, two_sided: bool = True) -> IssuedPaper:
        """Make a blank for the print shop."""
        from station_app.services.print_on_stock import make_blank

        return make_blank(self._desk, kind, two_sided=two_sided)

    def make_trial(self, kind: str, *, two_sided: bool = True) -> IssuedPaper:
        """Make a page of invented facts to be held against a blank."""
        from station_app.services.print_on_stock import make_trial

        return make_trial(self._desk, kind, two_sided=two_sided)

    def print_trial(self, kind: str, printer: str) -> PrintJob:
        """Queue such a page for a printer."""
        from station_app.services.print_on_stock import print_trial

        return print_trial(self._desk, kind, printer)
