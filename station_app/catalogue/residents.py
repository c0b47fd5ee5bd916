"""What an officer does with people who are registered in households."""

# ruff: noqa: PLC0415 - the use cases are imported when first used; see the package

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from station_app.domain.findings import Finding
    from station_app.domain.records import IssuedPaper
    from station_app.domain.residents import HouseholdEvent, RegisteredPerson, ResidenceCard
    from station_app.domain.rosters import MoveReminder, Roster
    from station_app.services.desk import Desk
    from station_app.services.join_household import Marrying
    from station_app.services.leave_household import Leaving
    from station_app.services.set_up_household import SettingUp


class ResidentCalls:
    """What an officer does with people who are registered in households."""

    _desk: Desk

    def move_out(self, leaving: Leaving) -> HouseholdEvent:
        """Let people of one family move out."""
        from station_app.services.leave_household import move_out

        return move_out(self._desk, leaving)

    def register_death(self, registration_no: str, *, day: date, evidence: str, **more: Any) -> HouseholdEvent:
        """End the registration of somebody who died; `more` as in the use case."""
        from station_app.services.leave_household import register_death

        return register_death(self._desk, registration_no, day=day, evidence=evidence, **more)

    def register_newborn(
        self, parent_no: str, child: RegisteredPerson, *, evidence: str, relationship: str | None = None
    ) -> HouseholdEvent:
        """Register a child with father or mother."""
        from station_app.services.join_household import register_newborn

        return register_newborn(self._desk, parent_no, child, evidence=evidence, relationship=relationship)

    def register_marriage(self, marrying: Marrying) -> HouseholdEvent:
        """Let somebody join a family by marriage."""
        from station_app.services.join_household import register_marriage

        return register_marriage(self._desk, marrying)

    def change_head(
        self, registration_no: str, reason: str, relations: Mapping[str, str] | None = None
    ) -> HouseholdEvent:
        """Let somebody head the people they live with."""
        from station_app.services.change_head import change_head

        return change_head(self._desk, registration_no, reason, relations)

    def set_up_household(self, wanted: SettingUp) -> HouseholdEvent:
        """Let a family leave a collective household and have one of its own."""
        from station_app.services.set_up_household import set_up_household

        return set_up_household(self._desk, wanted)

    def hand_out_card(
        self, registration_no: str, card_no: str, handed_to: str = ""
    ) -> tuple[ResidenceCard, tuple[Finding, ...]]:
        """Hand out the card of somebody in a collective household."""
        from station_app.services.keep_cards import hand_out_card

        return hand_out_card(self._desk, registration_no, card_no, handed_to=handed_to)

    def end_card(self, card_no: str, how: str = "returned") -> ResidenceCard:
        """Write down that a card came back or is lost."""
        from station_app.services.keep_cards import end_card

        return end_card(self._desk, card_no, how)

    def roster(self, household_no: str, why: str = "") -> Roster:
        """Give everybody who is or was registered in a household; the look is logged."""
        from station_app.services.show_roster import show_roster

        return show_roster(self._desk, household_no, why)

    def print_roster(self, household_no: str) -> IssuedPaper:
        """Make the roster as a paper; the copy is journalled."""
        from station_app.services.print_roster import print_roster

        return print_roster(self._desk, household_no)

    def note_reminder(self, registration_no: str, text: str) -> MoveReminder:
        """Note that somebody should have moved."""
        from station_app.services.keep_reminders import note_reminder

        return note_reminder(self._desk, registration_no, text)

    def settle_reminder(self, reminder_no: str, text: str = "") -> MoveReminder:
        """Settle such a reminder."""
        from station_app.services.keep_reminders import settle_reminder

        return settle_reminder(self._desk, reminder_no, text)

    def reverse_event(self, event_no: str, reason: str) -> HouseholdEvent:
        """Take back an event of a household that was a mistake."""
        from station_app.services.reverse_event import reverse_event

        return reverse_event(self._desk, event_no, reason)
