"""Journal entries without what identifies the families, for eyes that audit the work and not the people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from forms.redaction import HIDDEN, redacted
from forms.versions import published
from station_app.domain.case_file import FIRST_FORM
from station_app.journal import chain

if TYPE_CHECKING:
    from station_app.journal.entries import Entry

_ABOUT_PEOPLE = frozenset({"case_accepted", "notice_issued"})
"""Kinds that hold facts of a family. All other kinds name sites, officers, households, papers and hashes."""


def masked_line(entry: Entry) -> bytes:
    """Give the entry as a JSON line with personal facts hidden; `masked` says that something was."""
    told: dict[str, Any] = msgspec.json.decode(chain.encode(entry))
    payload: dict[str, Any] = told["payload"]
    if entry.kind == "notice_issued":
        payload |= {"applicant": dict.fromkeys(payload["applicant"], HIDDEN)}
    elif entry.kind in _ABOUT_PEOPLE:
        form = published(str(payload.get("form") or FIRST_FORM))
        payload |= {
            "case": redacted(form, payload["case"]),
            # An officer's reason is written about somebody, in free words.
            "confirmed": dict.fromkeys(payload.get("confirmed", {}), HIDDEN),
            "placement": payload["placement"] | {"address": HIDDEN},
        }
    told |= {"payload": payload, "masked": entry.kind in _ABOUT_PEOPLE}
    return msgspec.json.encode(told, order="sorted")
