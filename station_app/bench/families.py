"""Invented families of four with computed ID numbers, as many as wanted, no two alike; only for measuring."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from station_app.domain.case_file import CaseFile
from station_app.domain.identifiers import check_char

if TYPE_CHECKING:
    from collections.abc import Iterator

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = "建国桂芳志强秀英文博雅琴海燕春梅国栋小宝天佑思雨俊杰梓涵"


class Part(NamedTuple):
    """A place in the invented family; `order` begins the order code, odd for men (GB 11643)."""

    role: str
    relationship: str
    eldest: date
    order: int
    marital_status: str
    education: str


_PARTS = (
    Part("applicant", "01", date(1985, 1, 1), 1, "20", "70"),
    Part("spouse", "12", date(1986, 1, 1), 2, "20", "70"),
    Part("minor_child", "22", date(2015, 1, 1), 3, "10", "90"),
    Part("parent", "51", date(1955, 1, 1), 5, "20", "80"),
)
_MORE = (
    Part("minor_child", "32", date(2017, 1, 1), 4, "10", "90"),
    Part("minor_child", "23", date(2019, 1, 1), 7, "10", "90"),
    Part("parent", "52", date(1956, 1, 1), 6, "20", "80"),
    Part("parent", "55", date(1954, 1, 1), 9, "20", "80"),
    Part("parent", "56", date(1957, 1, 1), 8, "20", "80"),
)
"""The others of a family of nine: a daughter, a second son, the applicant's mother, the wife's parents."""
_COUNTIES = ("620521", "620522", "620523", "620524", "620525")


def families(count: int, start: int = 0) -> Iterator[CaseFile]:
    """Give `count` families: applicant, spouse, minor child, the applicant's father; all move together.

    `start` is the number of the first: families of different numbers share nobody.
    """
    for number in range(start, start + count):
        yield msgspec.convert(_family(number), CaseFile, strict=False)


def a_family_of_nine() -> dict[str, Any]:
    """Give the content of a case with nine movers, for the page; with all documents that have to do with a family."""
    content = _family(0)
    people = content["family"]
    people += [_person(part, 0, _COUNTIES[0], _SURNAMES[0]) for part in _MORE]
    for person in people[4:6]:
        person |= {"guardian": 0, "relation_nature": "birth"}
    content["documents"] = _documents(people)
    return content


def _family(number: int) -> dict[str, Any]:
    surname = _SURNAMES[number % len(_SURNAMES)]
    county = _COUNTIES[number % len(_COUNTIES)]
    people = [
        _person(part, number, county, name)
        for part, name in zip(_PARTS, (surname, _SURNAMES[(number + 7) % 20], surname, surname), strict=True)
    ]
    people[2]["guardian"] = 0
    people[2]["relation_nature"] = people[3]["relation_nature"] = "birth"
    people[0]["phone"] = f"138{number:08d}"
    return {
        "format": "station-app/case/1",
        "business": "settlement",
        "route": "general",
        "applicant_category": "agricultural_transfer",
        "jurisdiction_basis": "reside",
        "housing": "none",
        "destination": {"kind": "public_collective", "division": "620502002"},
        "family": people,
        "documents": _documents(people),
        "agricultural_transfer": {"reason": "03", "flags": ["whole_family"]},
        "declarations": {"truthful": True, "voluntary": True},
    }


def _person(part: Part, number: int, county: str, surname: str) -> dict[str, Any]:
    """Invent one person. Birthday and order code together spell `number`, so that nobody appears twice."""
    born = part.eldest + timedelta(days=number % 360)
    order = number // 360 * 6 % 990 + part.order
    body = f"{county}{born:%Y%m%d}{order:03d}"
    return {
        "role": part.role,
        "relationship": part.relationship,
        "name": surname + _GIVEN[number % len(_GIVEN)] + _GIVEN[(number // len(_GIVEN) + part.order) % len(_GIVEN)],
        "id_number": body + check_char(body),
        "sex": "1" if part.order % 2 else "2",
        "birth_date": born.isoformat(),
        "ethnicity": "01",
        "marital_status": part.marital_status,
        "education": part.education,
        "origin": {
            "division": county,
            "address": f"新城镇第{number % 50 + 1}村{number % 9 + 1}组",
            "registration_authority": "县公安局新城派出所",
            "urban_rural": "220",
        },
        "moves": True,
        "co_resident": True,
    }


def _documents(people: list[dict[str, Any]]) -> list[dict[str, Any]]:
    cards = [
        {
            "kind": "111",
            "holder": index,
            "number": person["id_number"],
            "presented": "original",
            "issued": "2018-01-01",
            "expires": "2028-01-01" if person["role"] == "minor_child" else "2038-01-01",
        }
        for index, person in enumerate(people)
    ]
    return [
        *cards,
        {"kind": "113", "holder": 0, "also": [*range(1, len(people))], "presented": "original"},
        {"kind": "219", "holder": 0, "also": [1], "number": "J620523-2010-000123", "presented": "original"},
    ]
