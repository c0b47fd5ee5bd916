"""Invented people for the tests. Their ID numbers are computed; sequence numbers 98x and 99x are hardly ever used."""

from __future__ import annotations

from datetime import date
from typing import Any

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def id_number(division: str, birth: date | str, sex: str, seq: int = 981) -> str:
    """Compute an invented ID number; `seq` (1-999) is moved by one where it does not fit `sex` ("1" male, "2" female).

    Written out here, not taken from the product, so that the tests do not check a rule with itself.
    """
    day = birth if isinstance(birth, date) else date.fromisoformat(birth)
    number = seq if seq % 2 == int(sex) % 2 else seq - 1
    body = f"{division}{day:%Y%m%d}{number:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


FATHER_ID = id_number("620502", "1985-03-17", "1", 981)
MOTHER_ID = id_number("620523", "1986-02-11", "2", 984)
SON_ID = id_number("620523", "2012-06-30", "1", 987)
GRANDFATHER_ID = id_number("620523", "1958-09-02", "1", 985)


def _origin() -> dict[str, Any]:
    return {
        "division": "620523",
        "address": "甘肃省甘谷县磐安镇某某村12号",
        "registration_authority": "甘谷县公安局磐安派出所",
        "urban_rural": "220",
    }


def member(role: str, relationship: str, name: str, number: str | None, **more: Any) -> dict[str, Any]:
    """Give one mover of an invented family; what the ID number says is filled in."""
    known: dict[str, Any] = {}
    if number is not None:
        known = {
            "sex": "1" if int(number[16]) % 2 else "2",
            "birth_date": f"{number[6:10]}-{number[10:12]}-{number[12:14]}",
        }
    person = {
        "role": role,
        "relationship": relationship,
        "name": name,
        "id_number": number,
        "ethnicity": "01",
        "marital_status": "10" if role == "minor_child" else "20",
        "education": "70",
        "origin": _origin(),
        "moves": True,
        "co_resident": True,
    }
    return person | known | more


def a_family_of_four() -> dict[str, Any]:
    """Give the example of the contract, completed: applicant, wife, eldest son, father; from Gangu to Qinzhou."""
    return {
        "format": "station-app/case/1",
        "business": "settlement",
        "route": "general",
        "applicant_category": "agricultural_transfer",
        "jurisdiction_basis": "reside",
        "housing": "none",
        "destination": {
            "kind": "public_collective",
            "division": "620502001",
            "household_no": None,
            "address": None,
        },
        "family": [
            member("applicant", "01", "王建国", FATHER_ID, phone="13800000000"),
            member("spouse", "12", "李桂芳", MOTHER_ID),
            member("minor_child", "22", "王小宝", SON_ID, guardian=0, relation_nature="birth", education="80"),
            member("parent", "51", "王德福", GRANDFATHER_ID, relation_nature="birth", education="80"),
        ],
        "documents": [
            {
                "kind": "111",
                "holder": 0,
                "number": FATHER_ID,
                "presented": "original",
                "issued": "2015-01-01",
                "expires": "2035-01-01",
                "attachment": None,
            },
            {
                "kind": "111",
                "holder": 1,
                "number": MOTHER_ID,
                "presented": "original",
                "expires": "2036-05-01",
            },
            {
                "kind": "111",
                "holder": 3,
                "number": GRANDFATHER_ID,
                "presented": "original",
                "expires": "long-term",
            },
            {"kind": "113", "holder": 0, "also": [1, 2, 3], "presented": "original"},
            {
                "kind": "219",
                "holder": 0,
                "also": [1],
                "number": "J620523-2010-000123",
                "presented": "original",
            },
        ],
        "agricultural_transfer": {"reason": "03", "flags": ["whole_family"]},
        "discretion_note": None,
        "declarations": {"truthful": True, "voluntary": True},
    }
