"""Drafts at a station with two officers: nothing typed is lost, whoever saves, discards, hands over or takes over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from station_app.domain.drafts import Draft
from station_app.domain.vocabulary import OfficerRole
from station_app.errors import NotPermittedError, RefusedError
from station_app.journal import chain
from station_app.journal.entries import OfficerAdded
from station_app.services import keep_drafts
from station_app.storage import drafts, reads
from tests.stations import MORNING, PASSWORD, founded

EVENING, MIDNIGHT = timedelta(hours=14), timedelta(hours=14, minutes=30)
"""From MORNING, half past nine: half past eleven at night, and the end of that day in China."""


@pytest.fixture(params=["sqlcipher", "postgresql"])
def desk(request, tmp_path):
    """The desk of officer 0001 at a station on either database, with a colleague at the front desk and an auditor."""
    url = request.getfixturevalue("postgres_place") if request.param == "postgresql" else None
    catalogue = founded(tmp_path / "station", database=url).log_in("0001", PASSWORD)
    here = catalogue._desk
    with here.store.write() as uow:
        for badge, name, role in (("0002", "马秀兰", OfficerRole.FRONT_DESK), ("0003", "李文", OfficerRole.AUDITOR)):
            payload = OfficerAdded(badge, name, (role,))
            chain.append(uow, site=here.site.code, officer="0001", subject=badge, payload=payload, at=here.now())
        uow.commit()
    yield here
    catalogue.close()


@pytest.fixture
def colleague(desk):
    """The desk of officer 0002 at the same station."""
    (named,) = keep_drafts.colleagues(desk)
    return replace(desk, officer=named)


def typed(name="王建国", *, page="page-1", serial=1, on=None, **changes):
    """Give what a page saves: a family of one, on top of what it opened or saved before."""
    draft = Draft("d1", name, MORNING, "", {"family": [{"name": name}]}, {}, writer=page, serial=serial)
    if on is not None:
        draft = msgspec.structs.replace(draft, draft_id=on.draft_id, revision=on.revision)
    return msgspec.structs.replace(draft, **changes)


def names(desk, *draft_ids):
    with desk.store.read() as uow:
        return [drafts.load(uow, draft_id).content["family"][0]["name"] for draft_id in draft_ids]


def only(desk):
    (line,) = keep_drafts.list_drafts(desk)
    return line


# saving


def test_a_draft_has_an_owner_an_age_and_a_length(desk):
    keep_drafts.save_draft(desk, typed(missing=3))
    desk.clock.move(timedelta(minutes=12))
    kept = keep_drafts.save_draft(desk, typed("王建", serial=2, on=keep_drafts.open_draft(desk, "d1")))
    line = only(desk)
    assert (line.title, line.officer_name, line.persons, line.missing) == ("王建", "王景行", 1, None)
    assert (line.created_at, line.saved_at) == (MORNING, MORNING + timedelta(minutes=12))
    assert (kept.draft_id, kept.revision, kept.displaced) == ("d1", 2, "")


def test_a_save_overtaken_by_a_later_one_of_the_same_page_changes_nothing(desk):
    keep_drafts.save_draft(desk, typed("王建国", serial=2))
    late = keep_drafts.save_draft(desk, typed("王", serial=1))
    assert (late.draft_id, late.displaced) == ("d1", "")
    assert names(desk, "d1") == ["王建国"]


def test_a_save_whose_answer_was_lost_can_be_repeated(desk):
    keep_drafts.save_draft(desk, typed("王", serial=1))
    again = keep_drafts.save_draft(desk, typed("王建国", serial=2))  # the page never heard of revision 1
    assert again.displaced == ""
    assert only(desk).title == "王建国"


def test_two_pages_on_one_draft_keep_both_versions(desk, colleague):
    first = keep_drafts.save_draft(desk, typed("王建国"))
    taken = keep_drafts.open_draft(colleague, "d1")
    keep_drafts.save_draft(colleague, typed("王建军", page="page-2", on=taken))
    mine = keep_drafts.save_draft(desk, typed("王建民", serial=2, on=first))
    assert (mine.displaced, mine.by_name) == ("changed", "马秀兰")
    assert mine.draft_id != "d1"
    assert names(desk, "d1", mine.draft_id) == ["王建军", "王建民"]
    on = keep_drafts.save_draft(desk, typed("王建民2", serial=3, on=mine))
    assert (on.draft_id, on.displaced) == (mine.draft_id, "")
    owners = {line.draft_id: (line.officer, line.copy_of) for line in keep_drafts.list_drafts(desk)}
    assert owners == {"d1": ("0002", ""), mine.draft_id: ("0001", "d1")}


def test_a_page_that_missed_the_answer_makes_one_copy_not_several(desk, colleague):
    first = keep_drafts.save_draft(desk, typed("王建国"))
    keep_drafts.open_draft(colleague, "d1")
    copies = {keep_drafts.save_draft(desk, typed("王建民", serial=n, on=first)).draft_id for n in (2, 3)}
    assert len(copies) == 1
    assert len(keep_drafts.list_drafts(desk)) == 2


def test_the_same_officer_at_two_windows_loses_neither_version(desk):
    first = keep_drafts.save_draft(desk, typed("王建国"))
    there = keep_drafts.open_draft(desk, "d1")
    keep_drafts.save_draft(desk, typed("王建军", page="page-2", on=there))
    mine = keep_drafts.save_draft(desk, typed("王建民", serial=2, on=first))
    assert mine.displaced == "changed"
    assert names(desk, "d1", mine.draft_id) == ["王建军", "王建民"]


@pytest.mark.parametrize("fate", ["accepted", "discarded"])
def test_what_is_typed_after_the_draft_went_is_kept_as_a_copy(desk, fate):
    first = keep_drafts.save_draft(desk, typed("王建国"))
    if fate == "discarded":
        keep_drafts.discard_draft(desk, "d1")
    else:
        with desk.store.write() as uow:
            drafts.drop(uow, "d1")
            uow.commit()
    mine = keep_drafts.save_draft(desk, typed("王建民", serial=2, on=first))
    assert mine.displaced == "gone"
    assert names(desk, mine.draft_id) == ["王建民"]


# looking and handing over


def test_at_login_only_ones_own_draft_comes_back(desk, colleague):
    keep_drafts.save_draft(desk, typed())
    assert keep_drafts.latest_draft(colleague) is None
    assert keep_drafts.latest_draft(desk).draft_id == "d1"


def test_opening_a_colleagues_draft_takes_it_over_and_leaves_a_trace(desk, colleague):
    keep_drafts.save_draft(desk, typed())
    assert keep_drafts.open_draft(desk, "d1").content["family"] == [{"name": "王建国"}]
    with desk.store.read() as uow:
        assert reads.of_subject(uow, "draft:d1") == ()  # one's own is no look
    assert keep_drafts.open_draft(colleague, "d1").officer == "0002"
    with desk.store.read() as uow:
        assert [(look.officer, look.why) for look in reads.of_subject(uow, "draft:d1")] == [("0002", "王建国")]
    assert only(desk).officer == "0002"


def test_a_draft_handed_over_waits_for_the_colleague_with_its_note(desk, colleague):
    keep_drafts.save_draft(desk, typed())
    keep_drafts.hand_over_draft(desk, "d1", "0002", " 下午来补结婚证 ")
    line = only(colleague)
    assert (line.officer, line.handed_by_name, line.note) == ("0002", "王景行", "下午来补结婚证")
    assert keep_drafts.latest_draft(colleague) is None  # not opened by itself
    assert keep_drafts.latest_draft(desk) is None
    keep_drafts.open_draft(colleague, "d1")
    assert keep_drafts.latest_draft(colleague).draft_id == "d1"
    assert (only(colleague).handed_by, only(colleague).note) == ("", "下午来补结婚证")
    with desk.store.read() as uow:
        assert [look.officer for look in reads.of_subject(uow, "draft:d1")] == ["0002"]


@pytest.mark.parametrize("badge", ["0001", "0003", "9999"])
def test_a_draft_is_handed_only_to_a_colleague_of_the_front_desk(desk, badge):
    keep_drafts.save_draft(desk, typed())
    with pytest.raises(RefusedError, match="officer_unknown"):
        keep_drafts.hand_over_draft(desk, "d1", badge)
    assert only(desk).officer == "0001"


def test_nobody_discards_or_hands_on_what_is_a_colleagues(desk, colleague):
    keep_drafts.save_draft(desk, typed())
    for act in (keep_drafts.discard_draft, keep_drafts.restore_draft):
        with pytest.raises(NotPermittedError, match="draft_not_yours"):
            act(colleague, "d1")
    with pytest.raises(NotPermittedError, match="draft_not_yours"):
        keep_drafts.hand_over_draft(colleague, "d1", "0001")
    assert only(desk).discarded_at is None


def test_a_draft_that_went_is_said_to_have_gone(desk):
    for act in (keep_drafts.open_draft, keep_drafts.discard_draft, keep_drafts.restore_draft):
        with pytest.raises(RefusedError, match="draft_unknown"):
            act(desk, "never")


# discarding


def test_a_discard_is_taken_back_the_same_day(desk, colleague):
    keep_drafts.save_draft(desk, typed())
    keep_drafts.discard_draft(desk, "d1")
    assert only(desk).discarded_at == MORNING
    assert keep_drafts.list_drafts(colleague) == ()  # a colleague's waste paper is nobody's business
    assert keep_drafts.latest_draft(desk) is None
    keep_drafts.restore_draft(desk, "d1")
    assert only(desk).discarded_at is None
    assert names(desk, "d1") == ["王建国"]


def test_opening_a_discarded_draft_restores_it(desk):
    keep_drafts.save_draft(desk, typed())
    keep_drafts.discard_draft(desk, "d1")
    opened = keep_drafts.open_draft(desk, "d1")
    assert only(desk).discarded_at is None
    assert keep_drafts.save_draft(desk, typed("王建民", page="page-2", on=opened)).displaced == ""


def test_discarded_drafts_are_cleared_after_the_end_of_the_day_in_china_and_not_before(desk):
    keep_drafts.save_draft(desk, typed())
    keep_drafts.save_draft(desk, typed("马小龙", draft_id="d2"))
    keep_drafts.discard_draft(desk, "d1")
    desk.clock.move(EVENING)
    assert keep_drafts.clear_drafts(desk) == 0
    assert {line.draft_id for line in keep_drafts.list_drafts(desk)} == {"d1", "d2"}
    desk.clock.move(MIDNIGHT - EVENING)
    assert only(desk).draft_id == "d2"  # not shown any more even before it is cleared
    assert keep_drafts.clear_drafts(desk) == 1
    with desk.store.read() as uow:
        assert drafts.load(uow, "d1") is None


@pytest.mark.parametrize("wrong", [timedelta(days=-40), timedelta(days=400), timedelta(days=3650)])
def test_a_wrong_clock_clears_nothing(desk, wrong):
    keep_drafts.save_draft(desk, typed())
    keep_drafts.discard_draft(desk, "d1")
    desk.clock.move(wrong)
    assert keep_drafts.clear_drafts(desk) == 0
    assert only(desk).draft_id == "d1"
    desk.clock.move(-wrong)
    keep_drafts.restore_draft(desk, "d1")
    assert names(desk, "d1") == ["王建国"]


def test_the_next_login_clears_what_yesterday_discarded(tmp_path):
    door = founded(tmp_path / "station")
    evening = door.log_in("0001", PASSWORD)
    evening.save_draft(typed())
    evening.discard_draft("d1")
    clock = evening._desk.clock
    evening.close()
    clock.move(timedelta(days=1))
    morning = door.log_in("0001", PASSWORD)
    with morning._desk.store.read() as uow:
        assert drafts.load(uow, "d1") is None
    morning.close()


def test_whatever_drafts_name_is_known_the_discarded_too(desk):
    keep_drafts.save_draft(desk, typed())
    keep_drafts.save_draft(desk, typed("马小龙", draft_id="d2"))
    keep_drafts.discard_draft(desk, "d1")
    with desk.store.read() as uow:
        assert {content["family"][0]["name"] for content in drafts.contents(uow)} == {"王建国", "马小龙"}
