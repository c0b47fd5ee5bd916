"""What a digest says is kept, found and replaced whole, the same on both databases."""

from __future__ import annotations

from datetime import date

import pytest

from station_app.domain.known_elsewhere import name_hash, number_hash
from station_app.storage import digests
from tests.journal import histories
from tests.journal.histories import COUNTY, MORNING, STATION
from tests.people import FATHER_ID, MOTHER_ID, SON_ID

KEY = bytes(range(32))
OTHER = "620502002"


def known(number: str, name: str, case_no: str = "620502002-20261101-HJ0001") -> dict[str, object]:
    return {
        "number_hash": number_hash(KEY, number),
        "name_hash": name_hash(KEY, name),
        "case_no": case_no,
        "site": OTHER,
        "status": "accepted",
        "accepted_on": date(2026, 11, 1),
    }


def take(store, *people, number=1, source=COUNTY):
    taken = digests.TakenDigest(source, number, KEY.hex(), len(people), "ab" * 32, MORNING)
    with store.write() as uow:
        digests.replace(uow, taken, people, MORNING)
        uow.commit()


def asked(store, *people):
    with store.read() as uow:
        found = digests.known_elsewhere(uow, dict(people))
        return {number: [(each.case_no, each.same_name) for each in cases] for number, cases in found.items()}


def test_people_are_found_by_number_and_compared_by_name(store):
    take(store, known(FATHER_ID, "王建国"), known(FATHER_ID, "王建国", "620502003-20261101-HJ0009"))
    assert asked(store, (FATHER_ID, "王建国"), (MOTHER_ID, "李桂芳")) == {
        FATHER_ID: [("620502002-20261101-HJ0001", True), ("620502003-20261101-HJ0009", True)]
    }
    assert asked(store, (FATHER_ID, "王建军"))[FATHER_ID][0] == ("620502002-20261101-HJ0001", False)
    assert asked(store, (FATHER_ID, None))[FATHER_ID][0] == ("620502002-20261101-HJ0001", None)
    assert asked(store) == {}


def test_a_newer_digest_leaves_nothing_of_the_older_and_nothing_of_others_touched(store):
    take(store, known(FATHER_ID, "王建国"))
    take(store, known(MOTHER_ID, "李桂芳"), source="6205")
    take(store, known(SON_ID, "王小宝"), number=2)
    assert asked(store, (FATHER_ID, None), (MOTHER_ID, None), (SON_ID, None)).keys() == {MOTHER_ID, SON_ID}
    with store.read() as uow:
        assert digests.latest(uow, COUNTY).number == 2
        assert digests.latest(uow, "nobody") is None


def test_own_people_are_found_in_what_came_later_and_a_reason_given_then_counts(store):
    histories.found(store)
    case_no = histories.accept(store)
    take(store, known(FATHER_ID, "王建国"), known("620502199001019998", "某某"))
    with store.read() as uow:
        assert [(case, place, name, each.case_no) for case, place, name, each in digests.own_people_elsewhere(uow)] == [
            (case_no, 0, "王建国", "620502002-20261101-HJ0001")
        ]
        assert digests.was_confirmed(uow, case_no, 0, "person_in_open_case")
        assert not digests.was_confirmed(uow, case_no, 0, "person_known_at_county")


def test_without_a_digest_nothing_is_asked_of_the_people(store):
    histories.found(store)
    histories.accept(store)
    with store.read() as uow:
        assert digests.own_people_elsewhere(uow) == ()


@pytest.mark.parametrize(("receiver", "people"), [(OTHER, 4), (STATION, 0)])
def test_a_station_is_told_of_the_people_of_others_only(store, receiver, people):
    histories.found(store, COUNTY)
    histories.found(store)
    histories.accept(store)
    with store.read() as uow:
        rows = list(digests.people_of_others(uow, receiver))
    assert len(rows) == people
    assert {row.site for row in rows} <= {STATION}


def test_the_same_person_in_cases_of_two_stations_is_seen(store):
    for site in (COUNTY, STATION, OTHER):
        histories.found(store, site)
    first, second = histories.accept(store), histories.accept(store, site=OTHER)
    with store.read() as uow:
        assert digests.shared_between_stations(uow, OTHER, 1, 100) == ((second, first),)
        assert digests.shared_between_stations(uow, OTHER, 90, 100) == ()
