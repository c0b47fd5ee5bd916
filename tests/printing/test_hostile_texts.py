"""Whatever is given as a name or an address is printed as it is: it commands, opens and hides nothing."""

from __future__ import annotations

import sys
import unicodedata
from itertools import product

import msgspec
import pytest

from printing import papers
from printing.marks import Frame, Text
from tests.printing.paper_cases import FOUR, page_texts, person, record
from tests.printing.situations import RULED, USUAL, Who, having

_MARKUP = (
    "<b>王</b>",
    "</para><para>",
    "<font color=red size=99>",
    '<img src="file:///etc/passwd"/>',
    '<a href="http://192.0.2.1/">x</a>',
    "<script>alert(1)</script>",
    "&lt;&#x738B;&amp;",
    "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///dev/zero'>]>",
    "<![CDATA[]]>",
    "{0}{name}{{7*7}}",
    "%s%n%(case_no)s",
    "${jndi:ldap://192.0.2.1/a}",
    "#{1+1}",
    "`touch x`",
    "$(touch x)",
    "; rm -rf x",
    "' OR '1'='1",
    '"; DROP TABLE paper; --',
    "../../../etc/passwd",
    "C:\\Windows\\system32",
    "\\\\192.0.2.1\\share",
    "file:///etc/passwd",
    "http://192.0.2.1/",
    "data:text/html,x",
)
_PDF = (
    ") Tj ET (",
    "\\) \\( \\\\",
    "endstream endobj",
    "%PDF-1.7",
    "%%EOF",
    "/JavaScript /JS (app.alert)",
    "/Launch /F (x)",
    "<< /S /URI >>",
    "BT /F1 99 Tf",
    "stream",
    "xref 0 1",
    "\\101\\102",
    "<738B>",
    "[(A) -500 (B)] TJ",
    "q 0 0 0 rg Q",
    "1 0 0 1 0 0 cm",
)
_FORMULAS = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "=HYPERLINK(1)",
    "=IMPORTXML(1)",
    "\t=1",
    "\r=1",
    "'=1",
    "|x",
)
_SIGNS = (
    "\u202e",
    "\u202d",
    "\u2066",
    "\u2067",
    "\u2069",
    "\u200b",
    "\u200e",
    "\u200f",
    "\u200d",
    "\ufeff",
    "\u2028",
    "\u2029",
    "\x00",
    "\x07",
    "\x08",
    "\x0b",
    "\x0c",
    "\x1b[31m",
    "\x7f",
    "\x85",
    "\x9b2J",
    "\n",
    "\r\n",
    "\t",
    "\xad",
)
_WORDS = (
    "王建国",
    "张三 李四",
    "A1",
    "620502198503179818",
    "重打第9次",
    "天公户受字",
    "不予批准",
    "阿卜杜·热买提",
    "李𠅤",
    "0",
)
HOSTILE = tuple(
    dict.fromkeys(
        (*_MARKUP, *_PDF, *_FORMULAS, *(f"{word[:2]}{sign}{word[2:]}" for word, sign in product(_WORDS, _SIGNS)))
    )
)

_HIDDEN = {"Cc", "Cf", "Zl", "Zp"}


def shown(text):
    """Give what a reader has to get back: everything but the signs that hide or turn, and no spaces."""
    return "".join(each for each in text if unicodedata.category(each) not in _HIDDEN and not each.isspace())


def test_there_are_three_hundred_of_them_and_all_differ():
    assert len(HOSTILE) >= 300


@pytest.mark.parametrize("part", range(0, 300, 10))
def test_a_hostile_name_is_printed_letter_by_letter(part):
    names = HOSTILE[part : part + 10]
    family = tuple(person(name, "22" if at else "01") for at, name in enumerate(names))
    page = "".join("".join(text.split()) for text in page_texts(papers.render("receipt", record(family), RULED)))
    for name in names:
        assert shown(name) in page, name
    assert not any(unicodedata.category(each) in _HIDDEN for each in page)


@pytest.mark.parametrize("sign", _SIGNS)
def test_a_sign_that_hides_or_turns_is_a_visible_box(sign):
    def boxes(name):
        family = (person(name, "01"), *FOUR[1:])
        return sum(
            isinstance(mark, Frame) for page in papers.lay_out("receipt", record(family), RULED) for mark in page
        )

    hidden = sum(unicodedata.category(each) in _HIDDEN for each in sign)
    assert boxes(f"王{sign}国") >= boxes("王国") + 2 * hidden, "on each copy at least once"


@pytest.mark.parametrize("paper", sorted(papers.PAPERS))
def test_no_text_opens_a_file_or_a_socket_or_starts_a_program(paper):
    make = next(having(paper))
    for who in (USUAL, Who(address="某路1号")):  # fonts, codes and divisions are read once, by what is ours
        papers.render(paper, make(who), RULED)
    watched: list[str] = []
    looking = True

    def heard(event, arguments):
        if looking and (
            event.startswith(("socket.", "subprocess.", "os.", "shutil.", "urllib."))
            or event in {"open", "exec", "compile"}
        ):
            watched.append(f"{event} {arguments!r:.80}")

    sys.addaudithook(heard)
    try:
        for text in HOSTILE[::12]:
            family = tuple(msgspec.structs.replace(each, name=text) for each in USUAL.family)
            papers.render(paper, make(Who(family, officer=text, address=text, text=text)), RULED)
    finally:
        looking = False
    assert watched == []


def test_a_hostile_text_is_text_and_nothing_else_among_the_marks():
    for text in (*_MARKUP, *_PDF):
        family = (person(text, "01"), *FOUR[1:])
        pages = papers.lay_out("receipt", record(family), RULED)
        said = "".join(mark.text for page in pages for mark in page if isinstance(mark, Text))
        assert shown(text) in "".join(said.split()), text
