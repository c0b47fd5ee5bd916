"""A layout file is checked as a whole: its words, what its paper must show, what nobody may demand, its measures."""

from __future__ import annotations

import re
from collections import Counter

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printing.layouts import invented
from printing.layouts.check import check, missing
from printing.layouts.drawing import lay_out
from printing.layouts.offers import OFFERS
from printing.layouts.reading import read
from printing.marks import Text
from printing.page_codes import Codes
from printing.registry import PAPERS
from resources import folder
from station_app import texts
from station_app.domain.layouts import LARGEST
from tests.architecture.sources import ROOT

STARTING = {paper: (folder("layouts") / f"{paper}.toml").read_text(encoding="utf-8") for paper in OFFERS}
RECEIPT = STARTING["receipt"]
MANUAL = (ROOT / "docs" / "manual" / "版式文件.md").read_text(encoding="utf-8")
(OVERLAY,) = re.findall(r"```toml\n(.*?)```", MANUAL, re.DOTALL)
EVERY = pytest.mark.parametrize("paper", sorted(OFFERS))


def faults(text):
    return [(each.code, each.where) for each in check(text.encode())[1].faults]


def codes(text):
    return {code for code, _ in faults(text)}


@EVERY
def test_what_a_site_begins_with_is_fit_as_it_is(paper):
    layout, verdict = check(STARTING[paper].encode())
    assert layout is not None
    assert (verdict.ok, verdict.paper, verdict.notes) == (True, paper, ())


@EVERY
def test_everything_a_paper_offers_is_said_in_both_languages(paper):
    known = set(texts.catalogue("zh")) & set(texts.catalogue("en"))
    (first, *_) = OFFERS[paper].tell(invented.having(paper)[0].record, invented.CONTEXT)[1]
    wanted = {f"layout.word.{name}" for name in first.words} | {f"layout.list.{name}" for name in first.lists}
    wanted |= {f"layout.situation.{name}" for name in OFFERS[paper].flags}
    for who in invented.having(paper):
        for copy in OFFERS[paper].tell(who.record, invented.CONTEXT)[1]:
            assert (copy.words.keys(), copy.lists.keys()) == (first.words.keys(), first.lists.keys())
            assert copy.flags <= set(OFFERS[paper].flags)
            wanted |= {f"layout.column.{name}" for items in copy.lists.values() for item in items for name in item}
    wanted = {re.sub(r"layout\.(word|column)\.(\w+\.)", r"field.\2", key) for key in wanted}
    assert wanted <= known


SAYS_IT_ITS_OWN_WAY = {
    "receipt",
    "approval-form",
    "refusal",
    "declined-notice",
    "one-time-notice",
    "migration-data-sheet",
}
"""Papers whose file counts, numbers or divides otherwise than the built-in one; what it must show is held as well."""


@pytest.mark.parametrize("paper", sorted(OFFERS.keys() - SAYS_IT_ITS_OWN_WAY))
def test_what_a_site_begins_with_says_all_that_the_built_in_paper_says(paper):
    record = invented.example(paper).record
    layout, _ = read(STARTING[paper].encode())
    codes = Codes(record.number, lambda *_: "TSHJ2/X")
    by_file = written(lay_out(layout, record, invented.CONTEXT, codes))
    built_in = written(PAPERS[paper].lay_out(record, invented.CONTEXT, codes))
    assert built_in - by_file == Counter()
    assert set(by_file - built_in) == set("版式样稿1")


def written(pages):
    """Count every character on the pages, wherever the lines break."""
    texts_on = (mark.text for page in pages for mark in page if isinstance(mark, Text))
    return Counter("".join("".join(texts_on).split()))


def shown_without(text, who):
    """Give the names of the demands that this text, drawn for somebody, does not meet."""
    layout, _ = read(text.encode())
    used = []
    lay_out(layout, who.record, invented.CONTEXT, Codes(who.record.number, lambda *_: "TSHJ2/X"), used)
    return {str(each.details["need"]) for each in missing(layout, who, used)}


@EVERY
def test_each_demand_of_a_paper_is_missed_where_nothing_shows_it(paper):
    text = STARTING[paper]
    usual = [who for who in invented.having(paper) if not who.worst]
    for need in OFFERS[paper].needs:
        without = text
        for name in need.of:
            without = without.replace(f"{{{name}}}", "—").replace(f'seal = "{name[5:]}"', 'seal = "host"')
            without = re.sub(rf'\[\[row\]\]\nkind = "(list|table)"\n(?:.*\n)*?items = "{name}"\n(?:.+\n)*', "", without)
        if without != text:
            assert any(need.name in shown_without(without, who) for who in usual), need.name


def test_a_paper_without_its_seal_or_signature_is_refused_with_the_clause():
    without = RECEIPT[: RECEIPT.rindex("[[row]]")]
    said = [str(each.details["clause"]) for each in check(without.encode())[1].faults]
    assert any("加盖专用印章" in each for each in said)
    assert len(said) == 5  # seal, limit, telephone, notice of privacy, signature: all at once


@pytest.mark.parametrize(
    ("was", "becomes", "code"),
    [
        ("{applicant}", "{aplicant}", "blank_unknown"),
        ("{applicant}", "{applicant", "blank_broken"),
        ("label_width = 18, width = 48 }", "label_width = 18, width = 49, style = 'small' }", ""),
        ('counted = "人"', 'countd = "人"', "key_unknown"),
        ('when = "promised"', 'when = "promissed"', "situation_unknown"),
        ('items = "movers"', 'items = "mover"', "list_unknown"),
        ('text = "{officer}（警号 {badge}）"', 'text = "{officer}（警号 {badge}，请带社保证明）"', "demand_forbidden"),
        ("□ 窗口领取", "请提供房产证。□ 窗口领取", "demand_forbidden"),
        ("□ 窗口领取", "不用排队，请带社保证明。□ 窗口领取", "demand_forbidden"),
        ("□ 窗口领取", "\U0010fffd", "character_unprintable"),
        ("□ 窗口领取", "\\u202e", "character_hidden"),
        ('sheet = "A5x2"', 'sheet = "A3"', "value_wrong"),
        ('edition = "样稿1"', 'edition = "样稿 1"', "edition_unfit"),
        ('paper = "receipt"', 'paper = "receipt-80"', "paper_built_in_only"),
        ('paper = "receipt"', 'paper = "recipe"', "paper_unknown"),
        ('kind = "sheet"', 'kind = "code"', "kind_unknown"),
        ("first = 66", "first = nan", "number_unfit"),
        ("first = 66", "first = 2026-11-26", "value_unfit"),
        ('label = "迁移人员"', 'label = """\n迁移人员"""', "text_over_lines"),
        ("[[row]]", "[[row]", "not_toml"),
    ],
)
def test_each_fault_is_told_for_what_it_is(was, becomes, code):
    assert was in RECEIPT
    assert codes(RECEIPT.replace(was, becomes, 1)) == ({code} if code else set())


def test_a_permit_may_ask_for_the_proofs_of_its_own_article_and_for_no_others():
    permit = STARTING["permit-receipt"]
    asks = permit.replace("查询 {enquiry_phone}", "带租赁合同或者劳动合同。查询 {enquiry_phone}")
    assert not faults(asks)
    assert codes(asks.replace("劳动合同", "社保证明")) == {"demand_beyond_permit"}


def test_faults_are_told_all_at_once_each_with_its_line():
    wrong = RECEIPT.replace("{applicant}", "{nobody}").replace('items = "movers"', 'items = "people"')
    verdict = check(wrong.encode())[1]
    assert [(each.code, each.where) for each in verdict.faults] == [
        ("blank_unknown", "row[0].cells[0].text"),
        ("list_unknown", "row[4].items"),
    ]
    assert "是不是" not in verdict.faults[0].message
    near = check(RECEIPT.replace("{applicant}", "{aplicant}").encode())[1].faults
    assert "是不是「applicant」" in near[0].message
    lines = wrong.splitlines()
    assert all(lines[each.line - 1] == "[[row]]" for each in verdict.faults)
    for language in texts.LANGUAGES:
        with texts.speaking(language):
            assert all(each.message and "{" not in each.message.replace("{{", "") for each in verdict.faults)


def test_the_example_of_the_manual_fits_usual_families_and_says_whom_it_has_no_room_for():
    layout, verdict = check(OVERLAY.encode())
    assert layout is not None
    assert (verdict.ok, verdict.kind, verdict.stock) == (True, "overlay", "hz-2026")
    assert {each.code for each in verdict.notes} == {"place_too_small", "lines_too_few"}
    assert {str(each.details["family"]).partition(".")[0] for each in verdict.notes} <= {"ten", "rare"}
    assert any("十口之家" in each.message for each in verdict.notes)
    assert codes(OVERLAY.replace('"seal", ', "")) == {"need_missing"}
    assert codes(OVERLAY.replace('"seal", ', '"applicant", ')) == {"printed_unknown"}
    assert codes(OVERLAY.replace("dots = [1740, 60]", "dots = [500, 280]")) == {"over_code"}
    assert codes(OVERLAY.replace("x = 500\ny = 300", "x = 5\ny = 300")) == {"off_sheet"}
    assert codes(OVERLAY.replace("hz-2026", "HZ 2026")) == {"stock_unfit"}


def test_a_name_that_looks_like_a_blank_stays_a_name():
    layout, _ = check(RECEIPT.encode())
    first = invented.example("receipt")
    family = first.record.case.family
    named = msgspec.structs.replace(family[0], name="王{badge}<b>&")
    case = msgspec.structs.replace(first.record.case, family=(named, *family[1:]))
    record = msgspec.structs.replace(first.record, case=case)
    pages = lay_out(layout, record, invented.CONTEXT, Codes(record.number, lambda *_: "TSHJ2/X"))
    assert "王{badge}<b>&" in [mark.text for mark in pages[0] if isinstance(mark, Text)]


def test_that_nobody_asks_for_something_may_be_said():
    for said in ("落户不受就业、社会保险、住房限制。", "就业、社保、住房证明，一律不要求。"):
        assert not faults(RECEIPT.replace("□ 窗口领取", f"{said}□ 窗口领取")), said


def test_a_file_too_large_or_in_another_encoding_is_not_read():
    assert [each.code for each in read(b"#" * (LARGEST + 1))[1]] == ["too_large"]
    assert [each.code for each in read("受理".encode("gb18030"))[1]] == ["not_utf8"]
    assert [each.code for each in read(b"x=" + b"[" * 30000)[1]] == ["not_toml"]


def test_what_runs_off_the_sheet_is_told_by_measuring():
    many = ", ".join(f'"{"要" * 600}"' for _ in range(4))
    tall = RECEIPT.replace("[[row]]", f'[[row]]\nkind = "text"\ntexts = [{many}]\n\n[[row]]', 1)
    assert codes(tall) & {"off_sheet", "overlaps", "over_code"}


PIECES = st.sampled_from(
    ["[[row]]", "kind", '"', "{", "}", "=", "[", "]", "1e999", "nan", "-1", "999", "'", "\n", "#", "\x00", "cells",
     "{applicant}", '"""', "text", "true", "2026-11-26", "\\u202e", "。请带社保证明"]
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.integers(0, len(RECEIPT)), st.integers(0, 60), st.lists(PIECES, max_size=4))
def test_whatever_becomes_of_a_file_it_is_read_or_refused_with_a_place(at, gone, put):
    changed = (RECEIPT[:at] + "".join(put) + RECEIPT[at + gone :]).encode("utf-8")
    layout, found = read(changed)
    assert (layout is None) == bool(found)
    for each in found:
        assert each.where or each.line or each.code in {"kind_unknown", "not_toml", "key_missing", "key_unknown"}
        assert each.message != f"layout.fault.{each.code}"
