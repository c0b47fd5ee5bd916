"""Journal entries without what identifies the families, for eyes that audit the work and not the people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from forms.redaction import HIDDEN, redacted
from forms.versions import published
from station_app.domain.case_file import FIRST_FORM
from station_app.domain.vocabulary import HouseholdKind
from station_app.journal import chain

if TYPE_CHECKING:
    from station_app.journal.entries import Entry

_WORDS: dict[str, tuple[str, ...]] = {
    "case_reviewed": ("opinion",),
    "case_decided": ("text",),
    "case_withdrawn": ("text",),
    "case_reversed": ("text",),
    "case_delivered": ("receiver",),
}
"""What an officer wrote about somebody in free words, by kind."""

_ABOUT_PEOPLE = frozenset({"case_accepted", "notice_issued", *_WORDS})
"""Kinds that hold facts of a family. All other kinds name sites, officers, collective households, papers, hashes."""


def masked_line(entry: Entry) -> bytes:
    """Give the entry as a JSON line with personal facts hidden; `masked` says that something was."""
    told: dict[str, Any] = msgspec.json.decode(chain.encode(entry))
    payload: dict[str, Any] = told["payload"]
    hidden = entry.kind in _ABOUT_PEOPLE or payload.get("household_kind") == HouseholdKind.FAMILY
    if entry.kind == "notice_issued":
        payload |= {"applicant": dict.fromkeys(payload["applicant"], HIDDEN)}
    elif entry.kind in _WORDS:
        payload |= {name: HIDDEN for name in _WORDS[entry.kind] if payload[name]}
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
    told |= {"payload": payload, "masked": hidden}
    return msgspec.json.encode(told, order="sorted")
