"""A shift is handed over: what it leaves is gathered, the successor confirms with a badge, the sheet is kept."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from station_app.bench import families
from station_app.domain.drafts import Draft
from station_app.domain.reading import read_document
from station_app.domain.records import Officer
from station_app.domain.reprints import Reprint, ReprintReason
from station_app.domain.vocabulary import OfficerRole, SiteKind
from station_app.errors import NotPermittedError, RefusedError
from station_app.journal import chain, rebuild
from station_app.journal.shift_entries import ShiftHandedOver
from station_app.services.hand_over_shift import show_last_hand_over
from tests.people import FATHER_ID, a_family_of_four
from tests.printing.paper_cases import page_texts, scanned
from tests.stations import MORNING, PASSWORD, founded, introduce

FIRST = "chu-shi-1949"


@pytest.fixture(params=["sqlcipher", "postgresql"])
def door(request, tmp_path):
    """A station with a successor, an auditor and a colleague whose password was handed over, on each database."""
    database = request.getfixturevalue("postgres_place") if request.param == "postgresql" else None
    made = founded(tmp_path / "station", database=database)
    first = made.log_in("0001", PASSWORD)
    first.add_officer("0002", "马秀兰", (OfficerRole.FRONT_DESK,), FIRST)
    first.add_officer("0003", "李正清", (OfficerRole.AUDITOR,), FIRST)
    first.add_officer("0004", "何丽", (OfficerRole.FRONT_DESK,), FIRST, must_change=True)
    first.close()
    return made


@pytest.fixture
def desk(door):
    """The desk of whoever leaves, after a shift with a family, a draft and two prints."""
    catalogue = door.log_in("0001", PASSWORD)
    case_no = catalogue.accept(*read_document(a_family_of_four())).case_no
    catalogue.issue_paper(case_no, "receipt")
    catalogue.issue_paper(case_no, "receipt", Reprint(ReprintReason.JAM))
    catalogue.save_draft(
        Draft("d-1", "赵国庆", MORNING, "", {"family": [{"name": "赵国庆"}]}, {}, writer="w", serial=1)
    )
    yield catalogue
    catalogue.close()


def entries(catalogue):
    """The journal of the station, oldest first."""
    with catalogue._desk.store.read() as uow:
        return list(chain.all_entries(uow))


def test_the_sheet_says_what_the_shift_leaves(desk):
    sheet = desk.shift()
    assert [(case.case_no[-6:], case.applicant, case.status) for case in sheet.accepted] == [
        ("HJ0001", "王**", "accepted")
    ]
    assert [draft.title for draft in sheet.drafts] == ["赵**"]
    assert [(paper.paper, paper.first, paper.again) for paper in sheet.papers] == [("receipt", 1, 1)]
    assert {each.queue: each.count for each in sheet.waiting}["mine"] == 1
    assert [(each.kind, each.last[-6:], each.left) for each in sheet.numbers] == [
        ("case", "HJ0001", 9998),
        ("notice", "", 9999),
    ]
    assert sheet.bundles == ()
    assert (sheet.badge, sheet.name) == ("0001", "王景行")


def test_nobody_of_a_family_is_named_in_full(desk):
    made = desk.hand_over_shift("0002", FIRST)
    (text,) = page_texts(made.pdf)
    for member in a_family_of_four()["family"]:
        assert member["name"] not in text
        assert member["id_number"] not in text
    assert "赵国庆" not in text


def test_the_successor_confirms_and_the_journal_keeps_the_sheet(desk):
    made = desk.hand_over_shift("0002", FIRST, "回执打印机缺纸")
    entry = entries(desk)[-1]
    told = msgspec.json.decode(entry.payload, type=ShiftHandedOver)
    assert entry.kind == "shift_handed_over"
    assert (entry.officer, entry.subject, told.to, told.to_name) == ("0001", "0001", "0002", "马秀兰")
    assert told.remarks == "回执打印机缺纸"
    assert told.sha256 == hashlib.sha256(made.pdf).hexdigest()
    assert told.sheet == made.hand_over.sheet


def test_the_paper_can_be_made_again_byte_for_byte(desk):
    made = desk.hand_over_shift("0002", FIRST, "回执打印机缺纸")
    again = desk.last_hand_over()
    assert again.hand_over == made.hand_over
    assert again.pdf == made.pdf
    (page,) = scanned(made.pdf, 200)
    found = dict(page)
    assert found["Code 128"] == made.hand_over.number
    verdict = desk.verify_paper(found["QR Code"])
    assert (verdict.verdict, verdict.number, verdict.here) == ("genuine", made.hand_over.number, True)


def test_whoever_took_over_reads_the_same_sheet(desk):
    made = desk.hand_over_shift("0002", FIRST, "回执打印机缺纸")
    successor = replace(desk._desk, officer=Officer("0002", "马秀兰", (OfficerRole.FRONT_DESK,)))
    assert show_last_hand_over(successor) == made
    third = replace(desk._desk, officer=Officer("0003", "钱守正", (OfficerRole.FRONT_DESK,)))
    with pytest.raises(RefusedError, match="shift_never_handed_over"):
        show_last_hand_over(third)


def test_without_a_shift_handed_over_there_is_no_sheet_to_print_again(desk):
    with pytest.raises(RefusedError, match="shift_never_handed_over"):
        desk.last_hand_over()


def test_the_next_shift_begins_where_the_last_one_ended(door, desk):
    desk.hand_over_shift("0002", FIRST)
    desk._desk.clock.move(timedelta(hours=9))
    assert desk.shift().accepted == ()
    assert desk.shift().since == MORNING
    desk.accept(next(families.families(1)))
    assert len(desk.shift().accepted) == 1


def test_after_a_day_a_shift_begins_with_the_day(desk):
    desk.hand_over_shift("0002", FIRST)
    desk._desk.clock.move(timedelta(days=3))
    sheet = desk.shift()
    assert sheet.since == MORNING - timedelta(hours=9, minutes=30) + timedelta(days=3)
    assert sheet.accepted == ()


def test_what_others_did_is_not_of_this_shift(door, desk):
    colleague = door.log_in("0002", FIRST)
    assert colleague.shift().accepted == ()
    assert colleague.shift().drafts == ()
    assert colleague.shift().papers == ()
    colleague.close()


@pytest.mark.parametrize(
    ("badge", "password", "code"),
    [
        ("0002", "not this one", "wrong_password"),
        ("0009", FIRST, "wrong_password"),
        ("0003", FIRST, "successor_role_missing"),
        ("0004", FIRST, "successor_must_change"),
    ],
)
def test_whoever_cannot_take_the_shift_is_refused_and_nothing_is_written(desk, badge, password, code):
    before = len(entries(desk))
    with pytest.raises(NotPermittedError) as refusal:
        desk.hand_over_shift(badge, password)
    assert refusal.value.code == code
    assert len(entries(desk)) == before


def test_nobody_hands_over_to_themselves(desk):
    with pytest.raises(RefusedError, match="shift_to_oneself"):
        desk.hand_over_shift("0001", PASSWORD)


def test_five_wrong_passwords_of_a_successor_lock_the_badge(desk):
    for _ in range(4):
        with pytest.raises(NotPermittedError, match="wrong_password"):
            desk.hand_over_shift("0002", "not this one")
    with pytest.raises(NotPermittedError, match="badge_locked"):
        desk.hand_over_shift("0002", "not this one")
    with pytest.raises(NotPermittedError, match="badge_locked"):
        desk.hand_over_shift("0002", FIRST)


def test_a_replay_equals_the_tables_after_a_hand_over(desk):
    desk.hand_over_shift("0002", FIRST)
    assert rebuild.rebuild(desk._desk.store).ok


def test_a_bundle_without_a_receipt_is_on_the_sheet(desk, tmp_path):
    office = founded(tmp_path / "county", kind=SiteKind.COUNTY, code="620502", name="天水市公安局秦州分局")
    county = office.log_in("0001", PASSWORD)
    introduce(desk, county, tmp_path / "exchange")
    county.close()
    desk.export(tmp_path)
    assert [(each.channel, each.number, each.exported) for each in desk.shift().bundles] == [("620502", 1, True)]


def test_a_whole_id_number_does_not_get_onto_the_sheet(desk):
    with pytest.raises(RefusedError, match="remarks_number"):
        desk.hand_over_shift("0002", FIRST, f"王某 {FATHER_ID} 明天再来")
