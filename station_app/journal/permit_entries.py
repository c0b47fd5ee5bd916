"""The entries of residence permits: from the application to the end, each with the dates that follow from it."""

from __future__ import annotations

from datetime import date

from station_app.domain.permit_dates import Endorsement
from station_app.domain.permit_file import PermitFile
from station_app.domain.permits import Making
from station_app.domain.vocabulary import PermitEnd
from station_app.journal.payload import PayloadBase


class PermitApplied(PayloadBase, frozen=True, tag="permit_applied"):
    """A residence permit was applied for (申领): the person, where they live, the ground and its proof.

    `confirmed` are the officer's reasons for what was asked, `form` the version of the form it was taken on.
    """

    permit_no: str
    file: PermitFile
    making: Making
    pack: str
    confirmed: dict[str, str]
    form: str


class PermitIssued(PayloadBase, frozen=True, tag="permit_issued"):
    """A card was made and handed out (制发); `handed_to` is who fetched it.

    `following` is the first year to be endorsed; None with a card in place of another, for that changes no years.
    """

    permit_no: str
    card_no: str
    handed_to: str
    on: date
    following: Endorsement | None = None


class PermitEndorsed(PayloadBase, frozen=True, tag="permit_endorsed"):
    """A permit was endorsed (签注): `renewed` was due, `following` is now; `late`: its years count anew."""

    permit_no: str
    on: date
    late: bool
    renewed: Endorsement
    following: Endorsement


class PermitReplaced(PayloadBase, frozen=True, tag="permit_replaced"):
    """A new card was asked for, in place of one that is handed in or lost (换领、补领).

    `division` and `address` are where the holder lives now, where that has changed.
    """

    permit_no: str
    making: Making
    division: str | None = None
    address: str | None = None


class PermitEnded(PayloadBase, frozen=True, tag="permit_ended"):
    """A permit was cancelled (注销); `text` says more where that is needed."""

    permit_no: str
    on: date
    permit_end: PermitEnd
    text: str = ""


PermitPayload = PermitApplied | PermitIssued | PermitEndorsed | PermitReplaced | PermitEnded
