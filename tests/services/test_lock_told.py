"""A lock is told of in words that are true, whether or not it is known how often somebody tried."""

from __future__ import annotations

import pytest

from station_app.journal import chain
from station_app.journal.entries import BadgeLocked
from station_app.storage import timeline


@pytest.mark.parametrize(
    ("tries", "said"),
    [(5, "账号 0001 曾因 5 次密码错误被锁定"), (0, "账号 0001 曾因密码连续输错被锁定(次数的记录已丢失)")],
)
def test_a_lock_says_how_many_tries_there_were_or_that_nobody_knows(station, tries, said):
    desk = station._desk
    entry = BadgeLocked("0001", tries, "2026-11-23T01:00:00+00:00")
    with desk.store.write() as uow:
        chain.append(uow, site=desk.site.code, officer="0001", subject="0001", payload=entry, at=desk.now())
        assert timeline.of_subject(uow, "0001")[-1].summary == said
        uow.commit()
