"""Whatever stands in the list of papers: measured with hostile families, the same bytes for ever, readable codes."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printing import papers
from printing.marks import A4, Bars, Frame, Text
from printing.proof import facts_digest, parse
from printing.typography import MM, SMALLEST
from station_app.domain.case_file import CaseDocument, NamedPerson, Origin
from station_app.domain.vocabulary import Presented
from tests.people import FATHER_ID
from tests.printing.paper_cases import LONG_NAME, page_texts, person, scanned
from tests.printing.situations import RULED, USUAL, Who, having
from tests.printing.test_receipt import HAN, extent, overlaps

EVERY = pytest.mark.parametrize("paper", sorted(papers.PAPERS))
_RIGHT = {False: 14.8 * MM, True: 3.5 * MM}
"""What stays white at the right of a sheet, and of a narrow strip."""
SEAM = "骑缝"
"""At the edge, where sheets are fanned out to be stamped across."""
LONG_OFFICE = "积石山保安族东乡族撒拉族自治县公安局" + "刘集乡高赵李家村" * 5 + "派出所"
HOSTILE = "王<b>\u202e&amp;{case_no}%s"
"""A name with markup, a mark that turns the direction of writing, and blanks to be filled in."""


@st.composite
def whoever(draw):
    """Whoever comes: up to ten people, names of up to fifty characters, rare ones among them, long addresses."""
    names = draw(st.lists(HAN, min_size=1, max_size=10))
    address = draw(st.text(st.sampled_from("甘肃省天水市秦州区七里墩街道岷山路0123456789-()（）号"), max_size=120))
    origin = Origin("620523", address, draw(HAN), "220")
    elsewhere = Origin("510104", address[::-1], draw(HAN), "111")
    family = tuple(
        person(
            name,
            "22" if index else "01",
            origin=elsewhere if index % 3 == 2 else origin,
            former_names=(name, draw(HAN)),
            sex="2",
            ethnicity="06",
            birth_date=date(2016, 3, 1),
            marital_status="20",
            education="70",
            occupation=address[:40],
            guardian=(NamedPerson(name=draw(HAN)) if index % 2 else index - 1) if index else None,
        )
        for index, name in enumerate(names)
    )
    kinds = st.tuples(st.sampled_from(["111", "113", "117", "219", "X05"]), st.integers(0, len(names) - 1))
    documents = tuple(
        CaseDocument(kind=kind, holder=holder, presented=Presented.ORIGINAL)
        for kind, holder in draw(st.lists(kinds, max_size=20))
    )
    text = draw(st.text(st.sampled_from("请先到原户口所在地办理，再来申请。0123456789王𠅤\n"), max_size=200))
    site_name = draw(
        st.sampled_from((USUAL.site_name, "积石山保安族东乡族撒拉族自治县公安局" + "刘集乡高赵李家村" * 5 + "派出所"))
    )
    return Who(family, documents, draw(HAN), address, text, site_name)


@EVERY
def test_somebody_has_it(paper):
    assert list(having(paper)), f"no situation in tests/printing/situations.py has the paper {paper}"


@EVERY
@settings(max_examples=12)
@given(who=whoever())
def test_whoever_comes_nothing_is_clipped_overlaps_or_is_too_small(paper, who):
    for make in having(paper):
        about = make(who)
        for page in papers.lay_out(paper, about, RULED):
            _measure(page, *papers.size_of(paper, about, RULED))


@EVERY
@pytest.mark.parametrize("family", [USUAL.family, tuple(person(LONG_NAME, "22" if n else "01") for n in range(10))])
def test_a_reprint_says_so_on_every_page_and_covers_nothing(paper, family):
    for make in having(paper):
        about = make(Who(family))
        for page, first in zip(
            papers.lay_out(paper, about, RULED, 13), papers.lay_out(paper, about, RULED), strict=True
        ):
            _measure(page, *papers.size_of(paper, about, RULED, 13))
            shown, before = ([mark.text for mark in each if isinstance(mark, Text)] for each in (page, first))
            assert shown.count("重打第 12 次") >= 1
            assert not [text for text in before if "重打" in text]


def covered(code):
    """Give what the bars of a code cover."""
    return (
        code.x + min(left for left, _, _, _ in code.boxes),
        code.y + min(bottom for _, bottom, _, _ in code.boxes),
        code.x + max(left + wide for left, _, wide, _ in code.boxes),
        code.y + max(bottom + high for _, bottom, _, high in code.boxes),
    )


def _measure(page, wide, high):
    shown = [mark for mark in page if isinstance(mark, Text)]
    assert all(mark.size >= SMALLEST for mark in shown)
    extents = sorted((extent(mark) for mark in shown), key=lambda each: -each[3])
    assert all(
        left >= 3.5 * MM and right <= wide - _RIGHT[wide < A4[0]] and bottom >= 4 * MM and top <= high - 4 * MM
        for left, bottom, right, top in (extent(mark) for mark in shown if mark.text != SEAM)
    )
    assert all(extent(mark)[2] <= wide - 3.5 * MM for mark in shown)
    for index, one in enumerate(extents):
        for other in extents[index + 1 :]:
            if other[3] < one[1]:
                break
            assert not overlaps(one, other), (one, other)
    for code in (mark for mark in page if isinstance(mark, Bars)):
        assert not [one for one in extents if overlaps(one, covered(code))], "a code under a text is no code"
    boxes = [mark for mark in page if isinstance(mark, Frame)]
    assert all(box.y > 4 * MM and box.y + box.height < high - 4 * MM for box in boxes)


_DIGESTS = """
import hashlib, json, sys
from printing import papers
from tests.printing.situations import *
made = {
    paper: [hashlib.sha256(papers.render(paper, make(USUAL), RULED)).hexdigest() for make in having(paper)]
    for paper in papers.PAPERS
}
json.dump(made, sys.stdout)
"""


@pytest.fixture(scope="module")
def elsewhere():
    """What another process makes of every paper."""
    other = subprocess.run([sys.executable, "-c", _DIGESTS], capture_output=True, check=True, text=True)
    return json.loads(other.stdout)


@EVERY
def test_the_same_facts_give_the_same_bytes_in_another_process(paper, elsewhere):
    here = [hashlib.sha256(papers.render(paper, make(USUAL), RULED)).hexdigest() for make in having(paper)]
    assert elsewhere[paper] == here


@EVERY
def test_both_its_codes_are_read_back_and_prove_the_facts(paper):
    about = next(having(paper))(USUAL)
    for codes in scanned(papers.render(paper, about, RULED), 200):
        read = [found for _, text in codes if (found := parse(text)) is not None]
        assert read
        assert all((each.paper, each.number) == (paper, about.number) for each in read)
        assert all(each.digest == facts_digest(paper, about) for each in read)
        assert about.number in [text for _, text in codes]


@EVERY
def test_markup_and_direction_marks_in_a_name_are_printed_and_not_obeyed(paper):
    who = Who((person(HOSTILE, "01"), *USUAL.family[1:]))
    text = "".join(page_texts(papers.render(paper, next(having(paper))(who), RULED)))
    assert "王<b>" in text
    assert "&amp;{case_no}%s" in text
    assert "\u202e" not in text


@EVERY
def test_a_very_long_name_is_on_it_to_its_last_character(paper):
    who = Who((person(LONG_NAME, "01"), *USUAL.family[1:]))
    text = "".join(page_texts(papers.render(paper, next(having(paper))(who), RULED)))
    assert LONG_NAME in text.replace(" ", "")


@EVERY
def test_a_rare_name_is_read_back_from_it(paper):
    who = Who((person("王𠅤𰻝", "01"), *USUAL.family[1:]))
    assert "王𠅤𰻝" in "".join(page_texts(papers.render(paper, next(having(paper))(who), RULED)))


@EVERY
def test_what_goes_home_shows_no_whole_id_number(paper):
    for page in page_texts(papers.render(paper, next(having(paper))(USUAL), RULED)):
        if "申请人联" in page and "存档联" not in page:
            assert FATHER_ID not in page
