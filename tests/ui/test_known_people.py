"""Somebody known already, beside what is typed now: words only, no window."""

from __future__ import annotations

from datetime import UTC, date, datetime

from station_app.domain.records import KnownPerson
from station_app.domain.vocabulary import CaseStatus
from tests.people import FATHER_ID, a_family_of_four
from ui.presenters.known_people import compare

TYPED = a_family_of_four()["family"][0]
HERE = KnownPerson(
    "620502001-20261101-HJ0001", 0, "王建国", CaseStatus.ACCEPTED, datetime(2026, 11, 1, 2, tzinfo=UTC), FATHER_ID,
    date(1985, 3, 17), "甘肃省甘谷县磐安镇某某村12号", "620502001", "大城派出所",
)  # fmt: skip
THERE = KnownPerson(
    "620502002-20261102-HJ0007", 0, "", CaseStatus.ACCEPTED, datetime(2026, 11, 2, tzinfo=UTC), site="620502002",
    elsewhere=True, same_name=False,
)  # fmt: skip


def lines(*hits, **more):
    return {line.label: line for line in compare(TYPED, hits, **more).lines}


def test_what_is_the_same_is_not_marked():
    assert not any(cell.differs for line in lines(HERE).values() for cell in line.known)


def test_a_number_is_masked_until_somebody_asks_for_it():
    assert lines(HERE)["号码"].known[0].text == "620502********" + FATHER_ID[-4:]
    assert lines(HERE, masked=False)["号码"].known[0].text.replace(" ", "") == FATHER_ID


def test_of_a_case_elsewhere_only_what_the_digest_holds_is_said():
    told = lines(THERE)
    assert told["姓名"].known[0].differs
    assert told["出生"].known[0].text == told["原户口"].known[0].text == "县级查重不含此项"
    assert told["案件"].known[0].text == THERE.case_no
    assert compare(TYPED, [HERE, THERE]).cases == (HERE.case_no, "")


def test_nobody_known_shows_nothing():
    assert compare(TYPED, []).lines == ()
