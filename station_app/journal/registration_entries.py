"""Entries about households and about whoever is registered in them, after a case or without one.

An event names each registration that it begins, ends or relates anew, with what was before, so that it can be taken
back (冲销) by an entry that says the opposite: nothing is deleted.
"""

from __future__ import annotations

from datetime import date

import msgspec

from station_app.domain.residents import RegisteredPerson, Standing
from station_app.domain.vocabulary import HouseholdState
from station_app.journal.payload import PayloadBase


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the parts of these entries share."""


class HouseholdFacts(_Part, frozen=True):
    """What may change of a household."""

    name: str
    address: str
    division: str
    managing_body: str
    keeper: str
    soft_capacity: int | None = None


class HouseholdChanged(PayloadBase, frozen=True, tag="household_changed"):
    """Name, address, division, managing body, keeper or recommended size changed; both are kept."""

    household_no: str
    before: HouseholdFacts
    after: HouseholdFacts
    reason: str = ""


class HouseholdStateChanged(PayloadBase, frozen=True, tag="household_state_changed"):
    """A household takes nobody new for the time being (冻结), or again (解冻)."""

    household_no: str
    state: HouseholdState
    reason: str


class Begun(_Part, frozen=True):
    """A registration that begins; `case_no` and `place` go on naming the case somebody once came out of."""

    registration_no: str
    household_no: str
    person: RegisteredPerson
    standing: Standing
    case_no: str | None = None
    place: int | None = None


class Related(_Part, frozen=True):
    """Somebody who stays and is something else to the head, or in another group."""

    registration_no: str
    before: Standing
    after: Standing


class EventBase(PayloadBase, frozen=True):
    """What all events share; `day` is when it happened, for those who end the last day they are registered."""

    event_no: str
    household_no: str
    day: date
    begun: tuple[Begun, ...] = ()
    ended: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()


class MembersMovedOut(EventBase, frozen=True, tag="members_moved_out"):
    """People left (迁出); `reason` is a code of 变动原因."""

    reason: str = ""
    destination: str = ""


class DeathRegistered(EventBase, frozen=True, tag="death_registered"):
    """Somebody died (死亡注销); `evidence` names the paper that says so."""

    evidence: str = ""


class NewbornJoined(EventBase, frozen=True, tag="newborn_joined"):
    """A child was registered with father or mother (户口登记条例7); `evidence` names the birth certificate."""

    evidence: str = ""


class SpouseJoined(EventBase, frozen=True, tag="spouse_joined"):
    """Somebody joined a family by marriage; `evidence` names the marriage certificate."""

    evidence: str = ""


class HeadChanged(EventBase, frozen=True, tag="head_changed"):
    """A household or a group has another head."""

    reason: str = ""


class HouseholdSetUp(EventBase, frozen=True, tag="household_set_up"):
    """A family left a collective household together and has one of its own (立户)."""

    to_household_no: str = ""


class EventReversed(PayloadBase, frozen=True, tag="event_reversed"):
    """An event was a mistake (冲销): who left is there again, who came never was, everybody is what they were."""

    event_no: str
    reversed_no: str
    household_no: str
    reason: str
    reopened: tuple[str, ...] = ()
    voided: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()


class CardHandedOut(PayloadBase, frozen=True, tag="card_handed_out"):
    """A member of a collective household got the card (常住人口登记卡)."""

    card_no: str
    registration_no: str
    household_no: str
    handed_to: str
    day: date


class CardEnded(PayloadBase, frozen=True, tag="card_ended"):
    """A card came back (`returned`) or is lost (`lost`)."""

    card_no: str
    registration_no: str
    household_no: str
    how: str
    day: date


class ReminderNoted(PayloadBase, frozen=True, tag="reminder_noted"):
    """An officer noted why somebody should have moved (应迁未迁): a reminder, never a block."""

    reminder_no: str
    registration_no: str
    household_no: str
    text: str


class ReminderSettled(PayloadBase, frozen=True, tag="reminder_settled"):
    """A reminder needs nobody's attention any more."""

    reminder_no: str
    household_no: str
    text: str = ""


class HouseholdPlace(_Part, frozen=True):
    """Where a household lies: its division, the name of one that the code tables don't know, its address."""

    division: str
    address: str
    division_name: str | None = None


class HouseholdMoved(_Part, frozen=True):
    """One household that a change of divisions touches."""

    household_no: str
    before: HouseholdPlace
    after: HouseholdPlace


class DivisionChanged(PayloadBase, frozen=True, tag="division_changed"):
    """A division has another code or name from `since` on (村改社区, 撤乡建镇): all households of this site in it.

    `document` is the reference number of whoever ordered it.
    """

    change_no: str
    old_code: str
    new_code: str
    since: date
    document: str
    households: tuple[HouseholdMoved, ...]
    new_name: str | None = None


class DivisionChangeReversed(PayloadBase, frozen=True, tag="division_change_reversed"):
    """A change of divisions was a mistake; `households` go back to what they were."""

    change_no: str
    reversed_no: str
    reason: str
    households: tuple[HouseholdMoved, ...]


EventPayload = MembersMovedOut | DeathRegistered | NewbornJoined | SpouseJoined | HeadChanged | HouseholdSetUp

RegistrationPayload = (
    HouseholdChanged
    | HouseholdStateChanged
    | EventPayload
    | EventReversed
    | CardHandedOut
    | CardEnded
    | ReminderNoted
    | ReminderSettled
    | DivisionChanged
    | DivisionChangeReversed
)
