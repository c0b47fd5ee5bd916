"""What administrator, security officer and auditor do: accounts, passwords, the site's key, the log of looks."""

# ruff: noqa: PLC0415 - the use cases are imported when first used; see the package

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from station_app.domain.accounts import Account, AccountClosed, Look
    from station_app.domain.print_jobs import PrintJob
    from station_app.domain.shifts import ShiftSheet
    from station_app.domain.vocabulary import OfficerRole
    from station_app.services.desk import Desk
    from station_app.services.hand_over_shift import HandedOver


class OfficerCalls:
    """What administrator, security officer and auditor do."""

    _desk: Desk

    def officers(self) -> tuple[Account, ...]:
        """Give all accounts of this site, closed ones too."""
        from station_app.services.keep_officers import list_officers

        return list_officers(self._desk)

    def add_officer(
        self, badge: str, name: str, roles: tuple[OfficerRole, ...], password: str, *, must_change: bool = False
    ) -> Account:
        """Open an account; `must_change` makes its first password good for setting another only."""
        from station_app.services.keep_officers import NewAccount, add_officer

        return add_officer(self._desk, NewAccount(badge, name, roles, password, must_change))

    def change_officer(self, badge: str, *, name: str | None = None, roles: tuple[OfficerRole, ...] = ()) -> Account:
        """Give an account another name or other roles; what is left out stays."""
        from station_app.services.keep_officers import change_officer

        return change_officer(self._desk, badge, name=name, roles=roles)

    def disable_officer(self, badge: str, reason: str = "") -> AccountClosed:
        """Close an account and change the site's key; this desk goes on with the new one."""
        from station_app.services.keep_officers import disable_officer

        closed, self._desk = disable_officer(self._desk, badge, reason)
        return closed

    def reset_password(self, badge: str, password: str, *, must_change: bool = False) -> Account:
        """Give a colleague a new password and lift a lock."""
        from station_app.services.keep_officers import reset_password

        return reset_password(self._desk, badge, password, must_change=must_change)

    def change_own_password(self, password: str, new: str) -> None:
        """Set an own new password; the one that holds proves who is at the desk."""
        from station_app.services.change_password import change_own_password

        change_own_password(self._desk, password, new)

    def draw_password(self) -> str:
        """Give a password nobody thought of, to be handed over once."""
        from station_app.services.passwords import draw_password

        return draw_password()

    def key_change_progress(self) -> tuple[int, int]:
        """Give how many bytes of the database have the next key already, and of how many; (0, 0) on a server."""
        from station_app.services.rotating import progress

        return progress(self._desk)

    def looks(self, *, subject: str = "", by: str = "", day: date | None = None, limit: int = 100) -> tuple[Look, ...]:
        """Say who looked at whom, newest first, with names masked; for the auditor."""
        from station_app.services.read_looks import read_looks

        return read_looks(self._desk, subject=subject, by=by, day=day, limit=limit)

    def rotate_keys(self) -> None:
        """Change the site's key; this desk goes on with the new one."""
        from station_app.services.keep_officers import rotate_keys

        self._desk = rotate_keys(self._desk)

    def shift(self) -> ShiftSheet:
        """Give what this officer would leave to the next one now."""
        from station_app.services.hand_over_shift import show_shift

        return show_shift(self._desk)

    def place_for_sheet(self) -> str:
        """Give where this desk sends the sheet of a shift."""
        from station_app.services.hand_over_shift import place_for_sheet

        return place_for_sheet(self._desk)

    def print_last_hand_over(self, printer: str) -> PrintJob:
        """Queue the sheet of the last shift on this printer."""
        from station_app.services.hand_over_shift import print_last_hand_over

        return print_last_hand_over(self._desk, printer)

    def hand_over_shift(self, to: str, password: str, remarks: str = "") -> HandedOver:
        """Hand the shift over to the colleague who types badge and password; give the sheet and its paper."""
        from station_app.services.hand_over_shift import Successor, hand_over_shift

        return hand_over_shift(self._desk, Successor(to, password), remarks)

    def last_hand_over(self) -> HandedOver:
        """Give the last shift that this officer handed over, and its paper once more."""
        from station_app.services.hand_over_shift import show_last_hand_over

        return show_last_hand_over(self._desk)
