"""A million invented people in 300,000 families, each computed from its number: the same number, the same family.

Names follow how common surnames really are, addresses are villages that exist with groups and doors that may not, ID
numbers are computed and belong to nobody. Families of three, three and four: ten people in three cases. Only for
measuring: what the rules would say of them is not asked.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from random import Random
from typing import TYPE_CHECKING, Any

import msgspec

from station_app.bench.families import Part
from station_app.domain import divisions
from station_app.domain.case_file import CaseFile
from station_app.domain.identifiers import check_char

if TYPE_CHECKING:
    from collections.abc import Sequence

CASES = 300_000
SIZES = (3, 3, 4)
_SURNAMES = (
    "王王王王李李李李张张张张刘刘刘陈陈陈杨杨赵赵黄黄周周吴吴徐孙马马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶"
    "蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万覃武钱严莫"
)
_GIVEN = (
    "建国桂芳志强秀英文博雅琴海燕春梅栋小宝天佑思雨俊杰梓涵明玉红军平华丽娟霞勇涛静敏磊洋艳辉鹏飞玲宁波云龙凤林峰彬斌兰香莲"
    "珍珠翠花银金生福贵财有德义仁礼信忠孝爱民新民永胜长安泰和顺康健乐欣怡然子轩浩宇晨阳嘉琪一诺可馨若曦晓东学文世昌宗耀"
)
_TOWN_OF_THE_STATION = "620502002"


_PARTS = (
    Part("applicant", "01", date(1975, 1, 1), 1, "20", "70"),
    Part("spouse", "12", date(1976, 1, 1), 2, "20", "70"),
    Part("minor_child", "22", date(2010, 1, 1), 3, "10", "90"),
    Part("parent", "51", date(1945, 1, 1), 5, "20", "80"),
)
_DAYS = 5000
"""Birthdays of one place in the family; with the county and the order code they make every number one of a kind."""


def family(number: int) -> CaseFile:
    """Give family `number` of the population."""
    return msgspec.convert(content(number), CaseFile, strict=False)


def content(number: int) -> dict[str, Any]:
    """Give family `number` as a case file."""
    chance = Random(number)  # noqa: S311 - invented people, not keys
    surname, other = chance.choice(_SURNAMES), chance.choice(_SURNAMES)
    village = _villages()[chance.randrange(len(_villages()))]
    origin = {
        "division": village[0][:6],
        "address": f"{village[1]}{village[2]}{chance.randrange(1, 12)}组{_door(chance)}",
        "registration_authority": f"{village[1]}派出所",
        "urban_rural": "220",
    }
    parts = _PARTS[: SIZES[number % len(SIZES)]]
    people = [_person(part, number, surname if part.role != "spouse" else other, origin, chance) for part in parts]
    people[0]["phone"] = f"1{chance.choice('3578')}{number % 10}{chance.randrange(10**8):08d}"
    people[2]["guardian"] = 0
    people[2]["relation_nature"] = "birth"
    poor = number % 10 == 7
    return {
        "format": "station-app/case/1",
        "business": "settlement",
        "route": "poverty" if poor else "general",
        "applicant_category": "agricultural_transfer",
        "jurisdiction_basis": "reside",
        "housing": "none",
        "destination": _destination(number, chance),
        "family": people,
        "documents": _documents(people),
        "agricultural_transfer": {"reason": "03", "flags": ["whole_family"]},
        "declarations": {"truthful": True, "voluntary": True},
    } | ({"poverty": {"certificate_number": f"TS{number:08d}", "issuer": "县乡村振兴局"}} if poor else {})


def _door(chance: Random) -> str:
    """Half of the houses of a village have a number."""
    return f"{chance.randrange(1, 90)}号" if chance.random() < 0.5 else ""


def _destination(number: int, chance: Random) -> dict[str, Any]:
    """Most go to the public collective household, one in three to a home of their own somewhere in the district."""
    if number % 3:
        return {"kind": "public_collective", "division": _TOWN_OF_THE_STATION}
    division, town, village = _homes()[chance.randrange(len(_homes()))]
    address = f"{town}{village}{chance.randrange(1, 30)}号楼{chance.randrange(1, 7)}单元{chance.randrange(101, 1800)}室"
    return {"kind": "own_home", "division": division, "address": address}


def _person(part: Part, number: int, surname: str, origin: dict[str, Any], chance: Random) -> dict[str, Any]:
    group = number // _DAYS
    born = part.eldest + timedelta(days=number % _DAYS)
    county = _counties()[group % len(_counties())]
    order = group // len(_counties()) * 10 + part.order
    body = f"{county}{born:%Y%m%d}{order:03d}"
    given = chance.choice(_GIVEN) + (chance.choice(_GIVEN) if chance.random() < 0.85 else "")
    return {
        "role": part.role,
        "relationship": part.relationship,
        "name": surname + given,
        "id_number": body + check_char(body),
        "sex": "1" if part.order % 2 else "2",
        "birth_date": born.isoformat(),
        "ethnicity": "01",
        "marital_status": part.marital_status,
        "education": part.education,
        "origin": origin,
        "moves": True,
        "co_resident": True,
    }


def _documents(people: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    cards = [
        {
            "kind": "111",
            "holder": index,
            "number": person["id_number"],
            "presented": "original",
            "expires": "2038-01-01",
        }
        for index, person in enumerate(people)
    ]
    booklet = {"kind": "113", "holder": 0, "also": [*range(1, len(people))], "presented": "original"}
    marriage = {"kind": "219", "holder": 0, "also": [1], "number": "J620523-2010-000123", "presented": "original"}
    return [*cards, booklet, marriage]


@cache
def _villages() -> tuple[tuple[str, str, str], ...]:
    """Give every village of Tianshui: code, town, name."""
    counties = ("620502", "620503", "620521", "620522", "620523", "620524", "620525")
    towns = [town for county in counties for town in divisions.children(county)]
    return tuple((village.code, town.name, village.name) for town in towns for village in divisions.children(town.code))


@cache
def _homes() -> tuple[tuple[str, str, str], ...]:
    return tuple(each for each in _villages() if each[0].startswith("620502"))


@cache
def _counties() -> tuple[str, ...]:
    """Give twenty counties that people come from."""
    codes = "620521 620522 620523 620524 620525 620502 620503 620102 620103 620104"
    return tuple(f"{codes} 620105 620121 620122 620123 620402 620403 620421 620422 620423 620602".split())
