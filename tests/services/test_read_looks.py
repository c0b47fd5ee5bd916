"""Who looked at whom: noted by the way, read by the auditor and by nobody else."""

from __future__ import annotations

from datetime import date

import pytest

from station_app.domain.drafts import Draft
from station_app.domain.reading import read_document
from station_app.domain.vocabulary import OfficerRole
from station_app.errors import NotPermittedError
from tests.people import a_family_of_four
from tests.services.exchanging import more_families
from tests.stations import MORNING, PASSWORD, founded

FIRST = "chu-shi-1949"


@pytest.fixture(params=["sqlcipher", "postgresql"])
def door(request, tmp_path):
    """A station with a clerk, an auditor and a family that was looked at, on each of the two databases."""
    database = request.getfixturevalue("postgres_place") if request.param == "postgresql" else None
    made = founded(tmp_path / "station", database=database)
    first = made.log_in("0001", PASSWORD)
    first.add_officer("0002", "马秀兰", (OfficerRole.FRONT_DESK,), FIRST)
    first.add_officer("0003", "李文", (OfficerRole.AUDITOR,), FIRST)
    case_no = first.accept(*read_document(a_family_of_four())).case_no
    first.show(case_no, why="群众来问")
    first.close()
    clerk = made.log_in("0002", FIRST)
    clerk.show(case_no)
    clerk.close()
    return made


def test_the_auditor_reads_who_looked_at_whom_newest_first(door):
    auditor = door.log_in("0003", FIRST)
    looks = auditor.looks()
    assert [(look.officer, look.officer_name, look.why) for look in looks] == [
        ("0002", "马秀兰", ""),
        ("0001", "王景行", "群众来问"),
    ]
    assert len({look.subject for look in looks}) == 1
    assert auditor.looks(limit=1) == looks[:1]
    assert auditor.looks(by="0001") == looks[1:]
    assert auditor.looks(subject=looks[0].subject) == looks
    assert auditor.looks(subject="nobody") == ()
    auditor.close()


def test_the_auditor_reads_no_name_in_full(door):
    auditor = door.log_in("0003", FIRST)
    assert {look.whom for look in auditor.looks()} == {"王**"}
    auditor.close()


def test_a_look_at_a_colleagues_draft_names_nobody_in_full(door):
    clerk = door.log_in("0002", FIRST)
    clerk.save_draft(Draft("d-1", "赵国庆", MORNING, "", {"family": [{"name": "赵国庆"}]}, {}, writer="page", serial=1))
    clerk.close()
    first = door.log_in("0001", PASSWORD)
    first.open_draft("d-1")
    first.close()
    auditor = door.log_in("0003", FIRST)
    look = auditor.looks()[0]
    assert (look.officer, look.subject, look.whom, look.why) == ("0001", "draft:d-1", "赵**", "")
    auditor.close()


def test_nobody_can_claim_to_have_a_case_open_already(door):
    first = door.log_in("0001", PASSWORD)
    case_no = more_families(first, 1)[0]
    first.show(case_no, "case_page", again=True)
    first.show(case_no, "case_page", again=True)
    first.close()
    auditor = door.log_in("0003", FIRST)
    assert [look.why for look in auditor.looks(subject=case_no)] == ["case_page"]
    auditor.close()


def test_looks_are_told_by_the_day_in_china(door):
    auditor = door.log_in("0003", FIRST)
    assert len(auditor.looks(day=date(2026, 11, 23))) == 2
    assert auditor.looks(day=date(2026, 11, 22)) == ()
    assert auditor.looks(day=date(2026, 11, 24)) == ()
    assert len(auditor.looks(day=date(2026, 11, 23), by="0002")) == 1
    auditor.close()


def test_nobody_else_reads_it_not_even_the_administrator(door):
    for badge, password in (("0001", PASSWORD), ("0002", FIRST)):
        catalogue = door.log_in(badge, password)
        with pytest.raises(NotPermittedError, match="role_missing"):
            catalogue.looks()
        catalogue.close()
