"""The benches of a seeded site ask what officers ask, and get answers: measured here on a small one."""

from __future__ import annotations

import pytest

from station_app.bench import find_million, lists_million, million, seeding
from station_app.bootstrap import door
from station_app.errors import UsageError


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setattr(seeding, "OPEN", 30)
    monkeypatch.setattr(million, "SAMPLES", 3)
    seeding.seed(door(tmp_path / "home", cheap_keys=True), 90, None)
    return str(tmp_path / "home")


def test_every_kind_of_text_is_found_by_ours_and_by_the_peer(home):
    with million.opened(home, None) as site:
        for question in find_million.questions(site):
            statement, values = question.peer
            assert question.ours(0).total > 0, question.name
            assert site.raw.rows(statement, values(0)), question.name


def test_every_list_and_every_question_to_the_ledger_answers(home):
    with million.opened(home, None) as site:
        names = [question.name for question in (*lists_million._queues(site), *lists_million._ledger(site))]
        assert len(set(names)) == len(names) > 20
        for question in (*lists_million._queues(site), *lists_million._ledger(site)):
            row = million.measured(question, site.raw, 1)
            assert row.peer_ms > 0


def test_without_a_seeded_site_there_is_nothing_to_measure(tmp_path):
    with pytest.raises(UsageError) as refusal:
        find_million.measure(str(tmp_path / "nothing"))
    assert refusal.value.code == "million_missing"
