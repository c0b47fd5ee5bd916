"""The README tells newcomers what works and what does not; the command line knows."""

import re

import pytest

from station_app.commandline.parser import LATER
from tests.architecture.sources import ROOT

SECTIONS = (
    ("README.md", "## What works today", "## What does not work yet", "## Security, in short"),
    ("README.zh-CN.md", "## 现在能做什么", "## 现在还不能做什么", "## 安全要点"),
)


@pytest.mark.parametrize(("page", "works", "later", "after"), SECTIONS)
def test_a_command_is_said_to_work_or_to_come_later_as_it_really_does(page, works, later, after):
    text = (ROOT / page).read_text(encoding="utf-8")
    parts = text[text.index(works) : text.index(later)], text[text.index(later) : text.index(after)]
    working, coming = (set(re.findall(r"`(?:station-app )?([a-z-]+)[ `]", part)) for part in parts)
    assert coming == set(LATER)
    assert not working & set(LATER)
    assert {"decide", "register", "officer"} <= working


@pytest.mark.parametrize(
    ("page", "works", "later", "after", "notice"),
    [(*sections, word) for sections, word in zip(SECTIONS, ("one-time notice", "一次性告知"), strict=True)],
)
def test_the_one_time_notice_works(page, works, later, after, notice):
    text = (ROOT / page).read_text(encoding="utf-8")
    assert notice in text[text.index(works) : text.index(later)]
    assert notice not in text[text.index(later) : text.index(after)]
