"""Every paper that can leave the desk is told of: in the manual by its title, among the pictures by its number."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from printing import (
    bundle_sheet,
    calibration,
    household_roster,
    ledger_pages,
    monthly_report,
    papers,
    ranking,
    recovery_sheet,
    shift_hand_over,
    stock_register,
)
from station_app.domain import print_sets
from station_app.domain.vocabulary import CaseStatus

DOCS = Path(__file__).parents[2] / "docs"
MANUAL = DOCS / "manual" / "文书与打印.md"
SHOWN = DOCS / "papers"
OF_THE_DESK = (
    bundle_sheet,
    calibration,
    household_roster,
    ledger_pages,
    monthly_report,
    ranking,
    recovery_sheet,
    shift_hand_over,
    stock_register,
)
"""Papers that are about no case: each has its number and title in its module."""
STEPS = {
    "已受理": CaseStatus.ACCEPTED,
    "已批准": CaseStatus.APPROVED,
    "已落户": CaseStatus.REGISTERED,
    "已送达": CaseStatus.DELIVERED,
}


def rows(text):
    """Give the cells of every line of every table."""
    lines = (line.strip() for line in text.splitlines() if line.startswith("|"))
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def in_the_manual():
    """Give the titles that stand first in a line of its tables."""
    return {cells[0] for cells in rows(MANUAL.read_text(encoding="utf-8"))}


def listed():
    """Give the lines of the table of pictures: number, title, name, files."""
    text = (SHOWN / "README.md").read_text(encoding="utf-8")
    return [(*cells[:3], re.findall(r"\]\(([^)]+)\)", cells[3])) for cells in rows(text) if cells[0].startswith("TS-")]


@pytest.mark.parametrize("paper", papers.PAPERS.values(), ids=lambda paper: paper.name)
def test_the_manual_says_of_every_paper_when_and_for_whom_it_is(paper):
    assert paper.title in in_the_manual()


@pytest.mark.parametrize("paper", OF_THE_DESK, ids=lambda paper: paper.__name__)
def test_the_manual_says_the_same_of_the_papers_of_the_desk(paper):
    assert paper.TITLE in in_the_manual()


@pytest.mark.parametrize("step", STEPS)
def test_the_manual_names_the_papers_of_a_moment_as_the_key_prints_them(step):
    (told,) = [cells[1] for cells in rows(MANUAL.read_text(encoding="utf-8")) if cells[0].startswith(step)]
    titles = [papers.PAPERS[name].title for name in print_sets.SETS[STEPS[step]]]
    places = [told.find(title) for title in titles]
    assert places == sorted(places)
    assert -1 not in places


def test_the_manual_leads_to_it():
    assert f"]({MANUAL.name})" in (DOCS / "manual" / "README.md").read_text(encoding="utf-8")


def test_every_paper_stands_among_the_pictures_once_by_its_number_title_and_name():
    wanted = [(paper.form, paper.title, f"`{paper.name}`") for paper in papers.PAPERS.values()]
    wanted += [(f"{each.FORM}V{each.EDITION}", each.TITLE, "—") for each in OF_THE_DESK]
    assert sorted(line[:3] for line in listed()) == sorted(wanted)


def test_every_picture_is_shown_once_and_each_line_shows_its_own_paper():
    files = [file for *_, shown in listed() for file in shown]
    assert sorted(files) == sorted(path.name for path in SHOWN.glob("*.png"))
    for _, title, name, shown in listed():
        assert shown, title
        if name != "—":
            assert all(file.startswith(name.strip("`")) for file in shown), title
