"""Every kind of search among a million people, beside the bare query of the index it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.bench.million import Million, Question, applicant, measured, opened, samples
from station_app.domain.names import search_keys
from station_app.domain.search_texts import address_text
from station_app.storage.ranges import after_prefix

if TYPE_CHECKING:
    from collections.abc import Callable

    from station_app.bench import Row

LIMIT = 100
_KEYS = "SELECT case_no, kind FROM search_key WHERE key >= ? AND key < ? LIMIT 1000"
_PEOPLE = "SELECT case_no FROM case_person WHERE {} >= ? AND {} < ? LIMIT 1000"
_ADDRESSES = (
    "SELECT a.case_no FROM (SELECT DISTINCT address FROM address_key WHERE key >= ? AND key < ? LIMIT 1000) AS k"
    " JOIN case_address AS a ON a.address = k.address LIMIT 1000"
)


def measure(home: str | None = None, database: str | None = None) -> list[Row]:
    """Measure each kind of text."""
    with opened(home, database) as site:
        return [measured(question, site.raw) for question in questions(site)]


def texts_of(numbers: list[int]) -> dict[str, list[str]]:
    """Give what officers type, by kind, about some families."""
    people = [applicant(number) for number in numbers]
    names = [person.name for person in people]
    days = [f"{number % 150 + 1:04d}" for number in numbers]
    return {
        "id_number": [person.id_number for person in people],
        "id_tail": [person.id_number[-4:] for person in people],
        "name": names,
        "name_part": [name[-2:] for name in names],
        "surname": [name[:1] for name in names],
        "pinyin": [search_keys(name).pinyin[0] for name in names],
        "initials": [search_keys(name).initials[0] for name in names],
        "phone": [person.phone for person in people],
        "phone_tail": [person.phone[-4:] for person in people],
        "address": [person.origin.address[2:6] for person in people],
        "case_tail": [f"HJ{day}" for day in days],
    }


def questions(site: Million) -> list[Question]:
    """Give one question for each kind of text."""
    asked = texts_of(samples(site.cases))
    return [_question(site, kind, typed) for kind, typed in asked.items()]


def _question(site: Million, kind: str, typed: list[str]) -> Question:
    statement, key = _peer(kind)
    return Question(
        f"find.{kind}",
        lambda place: site.desk.find(typed[place], LIMIT),
        (statement, lambda place: (key(typed[place]), after_prefix(key(typed[place])))),
    )


def _peer(kind: str) -> tuple[str, Callable[[str], str]]:
    if kind == "id_number":
        return _PEOPLE.format("id_number", "id_number"), str
    if kind == "id_tail":
        return _PEOPLE.format("id_backwards", "id_backwards"), lambda text: text[::-1]
    if kind == "phone":
        return _PEOPLE.format("phone", "phone"), str
    if kind == "phone_tail":
        return _PEOPLE.format("phone_backwards", "phone_backwards"), lambda text: text[::-1]
    if kind == "address":
        return _ADDRESSES, address_text
    return _KEYS, str.casefold
