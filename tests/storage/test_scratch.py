"""Drafts and the log of reads: local, encrypted, never part of the journal."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from station_app.domain.drafts import Draft
from station_app.storage import drafts, reads
from station_app.storage.tables import PROJECTIONS, SCRATCH, journal_entry, metadata
from tests.journal.histories import MORNING


def a_draft(draft_id="d1", **changes):
    """Give a draft of a family that is being typed."""
    content = {"family": [{"name": "王建国", "id_number": None}], "route": "general"}
    draft = Draft(draft_id, "王建国", MORNING, "0001", content, {"field": "family[0].phone"})
    return msgspec.structs.replace(draft, **changes)


def save(store, *kept):
    with store.write() as uow:
        for draft in kept:
            there = drafts.heading(uow, draft.draft_id)
            drafts.rewrite(uow, draft, there.revision + 1) if there else drafts.make(uow, draft)
        uow.commit()


def test_a_draft_comes_back_as_it_was(store):
    save(store, a_draft())
    with store.read() as uow:
        assert drafts.load(uow, "d1") == a_draft(revision=1)
        assert drafts.load(uow, "d2") is None


def test_the_newest_draft_comes_first_and_saving_again_replaces(store):
    later = MORNING + timedelta(minutes=1)
    save(store, a_draft("d1"), a_draft("d2", saved_at=later), a_draft("d1", saved_at=later + timedelta(1), title="新"))
    with store.read() as uow:
        assert [(draft.draft_id, draft.title) for draft in drafts.listing(uow)] == [("d1", "新"), ("d2", "王建国")]


def test_a_dropped_draft_is_gone_and_may_be_dropped_again(store):
    save(store, a_draft())
    for _ in range(2):
        with store.write() as uow:
            drafts.drop(uow, "d1")
            uow.commit()
    with store.read() as uow:
        assert drafts.listing(uow) == ()


def test_half_a_character_from_the_keyboard_loses_no_draft(store):
    save(store, a_draft(title="王\ud842\x00", content={"family": [{"name": "\ud842吉", "note": "a\x00b"}]}))
    with store.read() as uow:
        kept = drafts.load(uow, "d1")
    assert kept.title == "王?"
    assert kept.content == {"family": [{"name": "?吉", "note": "a\x00b"}]}


def test_who_looked_at_whom_is_noted_newest_first(store):
    with store.write() as uow:
        for number, why in enumerate(("核对", "打印")):
            reads.note(uow, officer="0001", subject="c1", why=why, at=MORNING + timedelta(seconds=number))
        reads.note(uow, officer="0002", subject="c2", why="", at=MORNING)
        uow.commit()
    with store.read() as uow:
        assert [(read.officer, read.why) for read in reads.of_subject(uow, "c1")] == [
            ("0001", "打印"),
            ("0001", "核对"),
        ]


def test_every_table_is_journal_projection_or_scratch():
    assert {journal_entry, *PROJECTIONS, *SCRATCH} == set(metadata.tables.values())
