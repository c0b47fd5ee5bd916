"""Journal entries without what identifies the families, for eyes that audit the work and not the people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from forms import permit
from forms.redaction import HIDDEN, redacted
from forms.versions import published
from station_app.domain.case_file import FIRST_FORM
from station_app.domain.vocabulary import HouseholdKind
from station_app.journal import chain
from station_app.journal.permit_entries import PermitPayload
from station_app.journal.registration_entries import RegistrationPayload

if TYPE_CHECKING:
    from station_app.journal.entries import Entry

_WORDS: dict[str, tuple[str, ...]] = {
    "case_reviewed": ("opinion",),
    "case_reminded": ("text",),
    "case_decided": ("text",),
    "case_withdrawn": ("text",),
    "case_reversed": ("text",),
    "case_delivered": ("receiver",),
    "paper_issued": ("text", "digest"),
    "shift_handed_over": ("remarks",),
    "month_frozen": ("reason",),
    "stock_spoiled": ("reason",),
    "stock_voided": ("reason",),
    "stock_counted": ("text",),
}
"""What an officer wrote about somebody in free words, by kind; and a digest by which a guessed name could be tried."""

_RESIDENTS = frozenset(
    {
        "case_registered",
        *(str(each.__struct_config__.tag) for each in (*RegistrationPayload.__args__, *PermitPayload.__args__)),
    }
)
"""Kinds about households, whoever is registered in them, and residence permits; people stand in their parts."""

_PERSONAL = frozenset(
    (
        *("name", "id_number", "sex", "birth_date", "from_division", "from_address"),
        *("destination", "evidence", "handed_to", "text", "keeper", "reason", "address", "card_no"),
    )
)
"""What is hidden in them, however deep it stands; free words too, for they are written about somebody."""

_ABOUT_PEOPLE = frozenset({"case_accepted", "case_supplemented", "case_declined", "notice_issued", *_WORDS})
"""Kinds that hold facts of a family. All other kinds name sites, officers, collective households, papers, hashes."""


def masked_line(entry: Entry) -> bytes:
    """Give the entry as a JSON line with personal facts hidden; `masked` says that something was."""
    told: dict[str, Any] = msgspec.json.decode(chain.encode(entry))
    payload: dict[str, Any] = told["payload"]
    hidden = entry.kind in _ABOUT_PEOPLE or payload.get("household_kind") == HouseholdKind.FAMILY
    if entry.kind == "notice_issued":
        payload |= {"applicant": dict.fromkeys(payload["applicant"], HIDDEN)}
    elif entry.kind == "permit_applied":
        hidden = True
        payload |= {
            "file": redacted(permit.FORM, payload["file"]),
            "confirmed": dict.fromkeys(payload["confirmed"], HIDDEN),
        }
    elif entry.kind == "decision_extended":
        hidden, payload["extension"] = True, payload["extension"] | {"reason": HIDDEN}
    elif entry.kind in _WORDS:
        payload |= {name: HIDDEN for name in _WORDS[entry.kind] if payload.get(name)}
    elif hidden and entry.kind == "household_opened":  # called after its head
        payload |= {"name": HIDDEN, "address": HIDDEN}
    elif hidden:
        form = published(str(payload.get("form") or FIRST_FORM))
        payload |= {
            "case": redacted(form, payload["case"]),
            # An officer's reason is written about somebody, in free words.
            "confirmed": dict.fromkeys(payload.get("confirmed", {}), HIDDEN),
            "placement": payload["placement"] | {"address": HIDDEN},
        }
        payload |= {"text": HIDDEN} if payload.get("text") else {}
    if entry.kind in _RESIDENTS:
        masked = _without_people(payload)
        hidden, payload = masked != payload, masked
    told |= {"payload": payload, "masked": hidden}
    return msgspec.json.encode(told, order="sorted")


def _without_people(part: Any) -> Any:
    """Hide what is personal in a part of an entry, and in its parts."""
    if isinstance(part, list):
        return [_without_people(each) for each in part]
    if not isinstance(part, dict):
        return part
    return {
        key: HIDDEN if value and key in _PERSONAL and isinstance(value, str) else _without_people(value)
        for key, value in part.items()
    }
