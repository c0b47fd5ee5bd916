"""People who apply for a residence permit; for the tests about permits."""

from __future__ import annotations

from typing import Any

from tests.people import id_number, member

SINGLE_ID = id_number("620102", "1994-05-06", "2", 986)


def an_application(**asked: Any) -> dict[str, Any]:
    """Give the application of somebody from Lanzhou who has lived in Qinzhou for eight months; nothing is missing.

    `asked` replaces what is asked for; None takes it away.
    """
    person = member("applicant", "01", "陈晓梅", SINGLE_ID, phone="13900000000")
    person["origin"] = {"division": "620102", "address": "兰州市城关区东岗西路某号", "urban_rural": "111"}
    permit = {
        "division": "620502001",
        "address": "秦州区大城街道解放路某小区3号楼2单元501",
        "registered_on": "2026-03-20",
        "ground": "dwelling",
        "photo": True,
    }
    return {
        "format": "station-app/case/1",
        "business": "residence_permit",
        "family": [person],
        "documents": [
            {"kind": "111", "holder": 0, "number": SINGLE_ID, "presented": "original", "expires": "2036-05-01"},
            {"kind": "X09", "holder": 0, "presented": "original"},
        ],
        "permit": {name: value for name, value in (permit | asked).items() if value is not None},
    }
