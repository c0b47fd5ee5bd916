"""What an officer does with households."""

# ruff: noqa: PLC0415 - the use cases are imported when first used; see the package

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from station_app.domain.division_moves import DivisionChange
    from station_app.domain.records import FoundCase, Household
    from station_app.domain.vocabulary import HouseholdKind
    from station_app.services.change_division import ChangedDivision
    from station_app.services.desk import Desk
    from station_app.storage.division_changes import PastChange


class HouseholdCalls:
    """What an officer does with households."""

    _desk: Desk

    def households(self) -> tuple[Household, ...]:
        """Give all households of this site."""
        from station_app.services.keep_households import list_households

        return list_households(self._desk)

    def household(self, household_no: str) -> tuple[Household, tuple[FoundCase, ...]]:
        """Give one household and the cases placed in it."""
        from station_app.services.keep_households import show_household

        return show_household(self._desk, household_no)

    def open_household(
        self,
        kind: HouseholdKind,
        *,
        division: str,
        address: str,
        name: str,
        managing_body: str,
        soft_capacity: int | None,
        keeper: str = "",
    ) -> Household:
        """Open a household; it gets its number from the station."""
        from station_app.services.keep_households import open_household

        return open_household(
            self._desk,
            kind,
            division=division,
            address=address,
            name=name,
            managing_body=managing_body,
            soft_capacity=soft_capacity,
            keeper=keeper,
        )

    def change_household(self, household_no: str, *, reason: str = "", **facts: Any) -> Household:
        """Change name, address, division, managing_body, keeper or soft_capacity (0: none) of a household."""
        from station_app.services.keep_households import change_household

        return change_household(self._desk, household_no, reason=reason, **facts)

    def freeze_household(self, household_no: str, reason: str) -> Household:
        """Let a household take nobody new for the time being."""
        from station_app.services.keep_households import freeze_household

        return freeze_household(self._desk, household_no, reason)

    def thaw_household(self, household_no: str, reason: str) -> Household:
        """Let a frozen household take newcomers again."""
        from station_app.services.keep_households import thaw_household

        return thaw_household(self._desk, household_no, reason)

    def division_changes(self) -> tuple[PastChange, ...]:
        """Give the changes of divisions at this site."""
        from station_app.services.change_division import list_division_changes

        return list_division_changes(self._desk)

    def preview_division_change(self, change: DivisionChange) -> ChangedDivision:
        """Say what a change of divisions would do to which households."""
        from station_app.services.change_division import preview_division_change

        return preview_division_change(self._desk, change)

    def change_division(self, change: DivisionChange) -> ChangedDivision:
        """Give a division another code or name, for all households of this site in it."""
        from station_app.services.change_division import change_division

        return change_division(self._desk, change)

    def reverse_division_change(self, change_no: str, reason: str) -> ChangedDivision:
        """Take a change of divisions back."""
        from station_app.services.change_division import reverse_division_change

        return reverse_division_change(self._desk, change_no, reason)

    def close_household(self, household_no: str, reason: str) -> Household:
        """Close a household that nobody is registered in any more."""
        from station_app.services.keep_households import close_household

        return close_household(self._desk, household_no, reason)
