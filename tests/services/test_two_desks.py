"""Two desks at one station on PostgreSQL: both open the same case, both save; each field is seen, nothing is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier

import msgspec
import pytest

from station_app import bootstrap
from station_app.clock import FixedClock
from station_app.domain.case_changes import Putting
from station_app.domain.reading import read_document
from station_app.domain.reprints import Reprint, ReprintReason
from station_app.domain.vocabulary import CaseStatus, Step
from station_app.errors import RefusedError
from tests.people import a_family_of_four
from tests.stations import MORNING, PASSWORD, founded


@pytest.fixture
def desks(tmp_path, postgres_place):
    """Two computers, one database: each has its own connections and the keyring of the station."""
    first = founded(tmp_path / "station", database=postgres_place).log_in("0001", PASSWORD)
    door = bootstrap.door(tmp_path / "station", database=postgres_place, clock=FixedClock(MORNING), cheap_keys=True)
    second = door.log_in("0001", PASSWORD)
    yield first, second
    first.close()
    second.close()


def with_phones(case, *phones):
    people = [
        msgspec.structs.replace(member, phone=phones[place]) if place < len(phones) and phones[place] else member
        for place, member in enumerate(case.family)
    ]
    return msgspec.structs.replace(case, family=tuple(people))


def test_both_put_one_case_right_at_the_same_moment_and_the_second_sees_every_field(desks):
    first, second = desks
    case_no = first.accept(*read_document(a_family_of_four())).case_no
    began = first.show(case_no)
    wishes = (
        with_phones(began.case, "13900000001", "13900000011"),
        with_phones(began.case, "13900000002"),
    )
    together = Barrier(2)

    def put(desk, wish):
        together.wait()
        try:
            return desk.supplement(case_no, Putting(wish, based_on=began.revision))
        except RefusedError as refusal:
            return refusal

    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(put, desks, wishes))
    (refusal,) = [each for each in answers if isinstance(each, RefusedError)]
    assert refusal.code == "case_changed_meanwhile"
    assert [conflict.path for conflict in refusal.details["conflicts"]] == ["family[0].phone"]
    merged, revision = refusal.details["merged"], refusal.details["revision"]
    assert merged.family[1].phone == "13900000011", "what only one of them changed is there"
    second.supplement(case_no, Putting(merged, based_on=revision, text="已与本人核对"))
    assert first.show(case_no).case.family[1].phone == "13900000011"
    assert len(first.corrections(case_no)) == 2
    assert second.rebuild_journal().ok


def test_a_case_that_went_on_at_the_other_desk_is_not_put_right_behind_its_back(desks):
    first, second = desks
    case_no = first.accept(*read_document(a_family_of_four())).case_no
    began = second.show(case_no)
    first.move(case_no, Step.WITHDRAW)
    with pytest.raises(RefusedError, match="step_impossible"):
        second.supplement(case_no, Putting(with_phones(began.case, "13900000002"), based_on=began.revision))
    assert second.show(case_no).status is CaseStatus.WITHDRAWN


def test_two_desks_taking_the_same_step_take_it_once(desks):
    first, _ = desks
    case_no = first.accept(*read_document(a_family_of_four())).case_no
    together = Barrier(2)

    def withdraw(desk):
        together.wait()
        try:
            return desk.move(case_no, Step.WITHDRAW)
        except RefusedError as refusal:
            return refusal.code

    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(withdraw, desks))
    assert sorted(isinstance(each, str) for each in answers) == [False, True]
    assert [item.kind for item in first.show(case_no).timeline].count("case_withdrawn") == 1


def test_two_desks_printing_the_same_paper_never_make_the_same_printing(desks):
    first, _ = desks
    case_no = first.accept(*read_document(a_family_of_four())).case_no
    together = Barrier(2)

    def print_it(desk):
        together.wait()
        with suppress(RefusedError):
            return desk.issue_paper(case_no, "receipt")
        return desk.issue_paper(case_no, "receipt", Reprint(ReprintReason.FURTHER))

    with ThreadPoolExecutor(2) as threads:
        issued = sorted(threads.map(print_it, desks), key=lambda each: each.printing)
    assert [(each.printing, each.copy) for each in issued] == [(1, 1), (2, 2)]
    assert len({each.sha256 for each in issued}) == 2
    assert [each.printing for each in first.show(case_no).papers] == [1, 2]
