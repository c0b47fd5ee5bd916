"""Makes invented families from a seed: plausible ones, and ones in which everything that can be wrong is wrong.

Cheap on purpose (a batch costs milliseconds), because rules about families show their faults only in great numbers.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from tests.people import id_number

ON = (date(2026, 11, 23), date(2026, 1, 26), date(2024, 2, 29), date(2027, 9, 30))
"""Days of acceptance: an ordinary one, before the Spring Festival, a leap day, into years without known holidays."""

SURNAMES = "王李张刘陈马赵"
GIVEN = ("建国", "桂芳", "小宝", "德福", "秀英", "志强", "玉兰")
PLACES = ("620502", "620503", "620523", "622501", "653101", "110105")
KINDS = ("111", "113", "219", "X03", "X04", "X08", "117", "414", "511", "553", "554", "131", "159", "329", "116")
RELATIONS = {
    "applicant": ["01"] * 9 + ["02", "12"],
    "spouse": ["10", "11", "12", "12", "11", "22"],
    "minor_child": ["20", "21", "22", "22", "23", "24", "27", "29", "30", "31", "32", "33", "37", "28", "41"],
    "parent": ["50", "51", "51", "52", "52", "53", "54", "55", "56", "57", "58", "59", "61", "01"],
    "other_relative": ["22", "28", "38", "41", "42", "44", "47", "60", "61", "62", "65", "67", "68", "70", "71", "73",
                       "75", "77", "81", "88", "93", "98", "99", "51", "12"],
}  # fmt: skip
AGES = {
    "applicant": (16, 80), "spouse": (16, 80), "minor_child": (0, 21), "parent": (30, 105), "other_relative": (0, 100),
}  # fmt: skip
MARITAL = ["10", "20", "20", "21", "22", "30", "40", "90", None]
HEADS = ["01", "02", "12", "11", "22", "51", "73", None, None]


class Maker:
    """One seed, any number of families."""

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)
        self.on = self._dice.choice(ON)

    def family(self) -> dict[str, Any]:
        """Give a case with the parts that the rules of a family look at."""
        dice = self._dice
        self._fault = dice.choice((0.0, 0.03, 0.1, 0.4))
        people = [self._person("applicant")] if dice.random() > self._fault / 2 else []
        people += [self._person("spouse")] * (dice.random() < 0.6)
        people += [self._person("minor_child") for _ in range(dice.choice((0, 0, 1, 1, 2, 3)))]
        people += [self._person("parent") for _ in range(dice.choice((0, 0, 0, 1, 2, 3)))]
        people += [self._person("other_relative") for _ in range(dice.choice((0, 0, 0, 0, 1, 2)))]
        people += [self._person(dice.choice(tuple(AGES))) for _ in range(dice.random() < self._fault)]
        people = people[:9]
        self._marry(people)
        self._guard(people)
        self._repeat(people)
        if dice.random() < self._fault:
            dice.shuffle(people)
        return {
            "format": "station-app/case/1",
            "family": people,
            "documents": [self._document(len(people)) for _ in range(dice.choice((0, 0, 1, 2, 3)))],
            "housing": dice.choice(("own", "rent", "none", "other", None)),
            "destination": self._destination(),
            "agent": self._outsider(people) if dice.random() < 0.15 else None,
            "agricultural_transfer": self._transfer(),
            "discretion_note": dice.choice((None, "共同生活", "", "  ")),
        }

    # people
    def _person(self, role: str) -> dict[str, Any]:
        dice = self._dice
        relation = dice.choice(RELATIONS[role]) if dice.random() > self._fault / 4 else dice.choice(("zz", None, "45"))
        sex = self._sex(relation)
        youngest, oldest = AGES[role]
        birth = self.on - timedelta(days=int(365.2425 * dice.uniform(youngest, oldest)))
        if dice.random() < 0.04:
            birth = self._edge(birth)
        given: dict[str, Any] = {
            "role": role if dice.random() > self._fault / 6 else None,
            "relationship": relation,
            "name": dice.choice(SURNAMES) + dice.choice(GIVEN),
            "sex": sex,
            "birth_date": birth.isoformat(),
            "id_number": id_number(dice.choice(PLACES), birth, sex, dice.randrange(980, 1000)),
            "marital_status": "10" if role == "minor_child" else dice.choice(MARITAL),
            "moves": dice.random() > 0.08,
            "co_resident": dice.choice((True, True, True, True, None, False)),
            "relation_nature": dice.choice((None, None, "birth", "birth", "adopted", "step", "foster")),
        }
        if dice.random() < 0.2:
            given["household_relationship"] = dice.choice(HEADS)
        self._blemish(given, birth)
        return given

    def _sex(self, relation: str | None) -> str:
        wanted = "2" if relation in {"12", "30", "31", "32", "33", "37", "52", "54", "56", "58", "62", "75"} else "1"
        return self._dice.choice("12") if self._dice.random() < self._fault else wanted

    def _edge(self, birth: date) -> date:
        """Move a birth to where rules turn: the birthdays of full age, leap days, the future, the past century."""
        dice = self._dice
        years = dice.choice((0, 1, 8, 14, 18, 20, 22, 28, 30, 130, 131))
        near = date(self.on.year - years, self.on.month, min(self.on.day, 28)) + timedelta(days=dice.randint(-2, 40))
        return dice.choice((near, near, date(dice.choice((1988, 2000, 2008, 2016)), 2, 29), birth))

    def _blemish(self, given: dict[str, Any], birth: date) -> None:
        """Make something wrong with one person; mostly nothing."""
        dice, number, sex = self._dice, given["id_number"], given["sex"]
        if dice.random() >= self._fault:
            return
        broken = dice.choice(("0230", "1301", "0931"))
        given |= dice.choice(
            (
                {"id_number": number[:17] + dice.choice("0123456789X")},
                {"id_number": number[:6] + number[8:17]},
                {"id_number": None, "id_absent_reason": dice.choice(("newborn", "unregistered", "foreign"))},
                {"id_number": id_number(dice.choice(("810000", "830000", "911100")), birth, sex)},
                {"id_number": dice.choice(("USA123456789012", "12345", "62O502198503179818", "６２０５０２", "-"))},
                {"id_number": id_number(dice.choice(("629999", "009999", "990101")), birth, sex)},
                {"id_number": f"{number[:4]} {number[4:10]}-{number[10:]}".lower()},
                {"id_number": number[:10] + broken + number[14:17] + dice.choice("0123456789X")},
                {"birth_date": (birth + timedelta(days=dice.choice((1, -365, 20000)))).isoformat()},
                {"birth_date": None},
                {"sex": dice.choice(("0", "9", None, "1", "2"))},
                {"name": dice.choice(("", "  ", None))},
                {"id_absent_reason": "newborn"},
                {"card": {"kind": dice.choice(("resident", "region_permit", "foreign_permit_2017"))}},
            )
        )

    def _marry(self, people: list[dict[str, Any]]) -> None:
        """Mostly let a couple be a couple; the rest of the time is for the rules."""
        couple = [each for each in people if each["role"] in {"applicant", "spouse"}]
        if len(couple) == 2 and self._dice.random() > self._fault:
            husband, wife = couple
            for each in couple:
                each["marital_status"] = "20"
            if husband["sex"] == wife["sex"]:
                wife["sex"] = {"1": "2"}.get(husband["sex"], "1")
                birth = wife["birth_date"] or "1980-01-01"
                wife["id_number"] = id_number("620523", birth, wife["sex"], 983)
            wife["relationship"] = "12" if wife["sex"] == "2" else "11"

    def _guard(self, people: list[dict[str, Any]]) -> None:
        for given in people:
            young = (given["birth_date"] or "0000") > f"{self.on.year - 19}"
            if young or self._dice.random() < 0.05:
                given["guardian"] = 0 if self._dice.random() > self._fault else self._guardian(people)

    def _guardian(self, people: list[dict[str, Any]]) -> Any:
        dice = self._dice
        return dice.choice((None, dice.randint(-1, len(people)), self._outsider(people)))

    def _repeat(self, people: list[dict[str, Any]]) -> None:
        """Enter somebody twice, wholly or by number."""
        dice = self._dice
        if len(people) > 1 and dice.random() < self._fault / 3:
            one, other = dice.sample(people, 2)
            if dice.random() < 0.5:
                other["id_number"] = one["id_number"]
            else:
                other |= {"name": one["name"], "birth_date": one["birth_date"]}

    def _outsider(self, people: list[dict[str, Any]]) -> dict[str, Any]:
        dice = self._dice
        birth = self.on - timedelta(days=365 * dice.randint(10, 70))
        number = id_number("620502", birth, dice.choice("12"), dice.randrange(960, 979))
        known = dice.choice(people) if people and dice.random() < 0.3 else {}
        return {
            "name": dice.choice((known.get("name"), "赵某某", "", None)),
            "id_number": dice.choice((known.get("id_number"), number, number, number[:-1], None)),
        }

    # the rest of the case
    def _document(self, people: int) -> dict[str, Any]:
        dice = self._dice
        return {
            "kind": dice.choice(KINDS),
            "holder": dice.choice((0, dice.randint(-1, people), None)),
            "also": dice.choice(([], [], [1], [0, 2])),
            "presented": dice.choice(("original", "original", "copy", "commitment", None)),
            "issued": dice.choice((None, "1979-05-01", "1981-01-01", "2005-06-01", "2015-06-01")),
        }

    def _destination(self) -> dict[str, Any] | None:
        dice = self._dice
        kind = dice.choice(("public_collective", "own_home", "relative_household", "unit_collective", None))
        made: dict[str, Any] = {"kind": kind}
        if dice.random() < 0.1:
            made["householder"] = self._outsider([])
        return made if dice.random() > 0.1 else None

    def _transfer(self) -> dict[str, Any] | None:
        return self._dice.choice((None, {"reason": "03", "flags": ["whole_family"]}, {"flags": ["rural_veteran"]}))
