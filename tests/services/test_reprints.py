"""The same on paper once more: never without a reason, and the paper, the journal and the case all say so."""

from __future__ import annotations

import hashlib
import json
import random
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from printing import proof
from printing.papers import PaperContext
from station_app.domain.case_changes import Putting
from station_app.domain.reading import read_document
from station_app.domain.reprints import ASKED, Reprint, ReprintReason
from station_app.errors import RefusedError
from station_app.exchange.identities import PAPER
from station_app.journal import chain
from station_app.journal.entries import GENESIS_HASH, Entry, PaperIssued
from station_app.services.drawing import draw_paper
from station_app.storage import papers
from tests.people import a_family_of_four
from tests.printing.paper_cases import page_texts, scanned

LOST = Reprint(ReprintReason.LOST)


def accept(station):
    return station.accept(*read_document(a_family_of_four())).case_no


def put_right(station, case_no, phone="13993801234"):
    newer = a_family_of_four()
    newer["family"][0]["phone"] = phone
    station.supplement(case_no, Putting(read_document(newer)[0], text="更正电话"))


def printed(station, case_no):
    """Give the entries of what was printed, oldest first."""
    with station._desk.store.read() as uow:
        found = [each for each in chain.all_entries(uow) if each.kind == "paper_issued" and each.subject == case_no]
    return [msgspec.json.decode(each.payload) for each in found]


def an_earlier_program_prints(station, case_no):
    with station._desk.store.write() as uow:
        said = PaperIssued(case_no, "receipt", 1, "ab" * 32)
        chain.append(uow, site="620502001", officer="0001", subject=case_no, payload=said, at=station._desk.now())
        uow.commit()


def test_a_second_print_without_a_reason_is_refused_and_the_sentence_names_the_reasons(station):
    case_no = accept(station)
    station.issue_paper(case_no, "receipt")
    with pytest.raises(RefusedError, match="reprint_reason_missing") as refused:
        station.issue_paper(case_no, "receipt")
    assert all(reason.value in str(refused.value.details["reasons"]) for reason in ASKED)
    assert "unsaid" not in str(refused.value.details["reasons"])
    assert len(printed(station, case_no)) == 1


@pytest.mark.parametrize("text", ["", "  ", "\u3000"])
def test_another_reason_has_to_be_named(station, text):
    case_no = accept(station)
    station.issue_paper(case_no, "receipt")
    with pytest.raises(RefusedError, match="reprint_words_missing"):
        station.issue_paper(case_no, "receipt", Reprint(ReprintReason.OTHER, text))
    assert len(printed(station, case_no)) == 1


@pytest.mark.parametrize("text", ["=1+1", "字" * 201, "a\0b", "\u202e"])
def test_what_cannot_be_shown_is_no_reason(station, text):
    case_no = accept(station)
    station.issue_paper(case_no, "receipt")
    with pytest.raises(RefusedError, match="text_unfit"):
        station.issue_paper(case_no, "receipt", Reprint(ReprintReason.OTHER, text))


def test_a_reprint_says_so_on_every_page_and_copy(station):
    case_no = accept(station)
    for again in (None, LOST, LOST):
        issued = station.issue_paper(case_no, "receipt", again)
    assert (issued.printing, issued.reprint) == (3, ReprintReason.LOST)
    (page,) = page_texts(issued.pdf)
    assert page.count("重打第 2 次") == 2


def test_a_paper_of_several_pages_says_on_each_that_it_is_a_reprint(station):
    case_no = accept(station)
    station.issue_paper(case_no, "rights-notice")
    pages = page_texts(station.issue_paper(case_no, "rights-notice", LOST).pdf)
    assert all("重打第 1 次" in page for page in pages)


def test_the_journal_says_which_facts_which_printing_which_bytes_and_why(station):
    case_no = accept(station)
    first = station.issue_paper(case_no, "receipt")
    second = station.issue_paper(case_no, "receipt", Reprint(ReprintReason.OTHER, " 村委会要一份 "))
    revision = station.show(case_no).revision
    told = [(each["revision"], each["printing"], each["reprint"], each["text"]) for each in printed(station, case_no)]
    assert told == [(revision, 1, None, ""), (revision, 2, "other", "村委会要一份")]
    assert [each["sha256"] for each in printed(station, case_no)] == [
        hashlib.sha256(each.pdf).hexdigest() for each in (first, second)
    ]
    assert station.rebuild_journal().ok


def test_show_and_the_timeline_say_it_too(station):
    case_no = accept(station)
    station.issue_paper(case_no, "receipt", LOST)  # the first is no reprint, whatever was said
    station.issue_paper(case_no, "receipt", Reprint(ReprintReason.JAM, "第二台打印机"))
    record = station.show(case_no)
    assert [(each.copy, each.printing, each.reprint, each.text) for each in record.papers] == [
        (1, 1, None, ""),
        (2, 2, ReprintReason.JAM, "第二台打印机"),
    ]
    first, second = [item for item in record.timeline if item.kind == "paper_issued"]
    assert "重打" not in first.summary
    assert "第 1 次重打" in second.summary
    assert "卡纸" in second.summary
    assert second.words == "第二台打印机"
    assert not second.flags
    assert json.loads(msgspec.json.encode(record))["papers"][1]["reprint"] == "jam"


def test_a_reprint_that_nobody_gave_a_reason_for_is_to_be_looked_at(station):
    case_no = accept(station)
    station.issue_paper(case_no, "receipt")
    station.issue_paper(case_no, "receipt", Reprint(ReprintReason.UNSAID))
    assert station.show(case_no).timeline[-1].flags == ("reprint_unsaid",)


def test_what_is_looked_at_is_what_would_be_printed_next(station):
    case_no = accept(station)
    for again in (None, LOST, LOST):
        seen = station.preview_paper(case_no, "receipt")
        assert station.issue_paper(case_no, "receipt", again).pdf == seen


def test_every_printing_can_be_drawn_again_to_the_byte_for_ever(station):
    case_no = accept(station)
    issued = [station.issue_paper(case_no, "receipt", again) for again in (None, LOST)]
    station._desk.clock.move(timedelta(days=400))
    for printing, each in enumerate(issued, 1):
        assert draw_paper(station._desk, station.show(case_no), "receipt", printing) == each.pdf


def test_facts_that_were_put_right_make_a_new_printing_and_no_reprint(station):
    case_no = accept(station)
    station.issue_paper(case_no, "receipt")
    put_right(station, case_no)
    newer = station.issue_paper(case_no, "receipt")
    assert (newer.copy, newer.printing, newer.reprint) == (2, 1, None)
    assert "重打" not in page_texts(newer.pdf)[0]
    assert station.issue_paper(case_no, "receipt", LOST).printing == 2


def test_another_paper_of_the_case_is_counted_on_its_own(station):
    case_no = accept(station)
    station.issue_paper(case_no, "receipt")
    assert station.issue_paper(case_no, "rights-notice").printing == 1


def test_what_an_earlier_program_printed_counts_if_its_facts_still_hold(station):
    case_no = accept(station)
    an_earlier_program_prints(station, case_no)
    with pytest.raises(RefusedError, match="reprint_reason_missing"):
        station.issue_paper(case_no, "receipt")
    assert station.issue_paper(case_no, "receipt", LOST).printing == 2
    old = station.show(case_no).papers[0]
    assert (old.copy, old.printing, old.revision, old.reprint) == (1, 0, 0, None)


def test_what_an_earlier_program_printed_of_older_facts_does_not_count(station):
    case_no = accept(station)
    an_earlier_program_prints(station, case_no)
    put_right(station, case_no)
    assert station.issue_paper(case_no, "receipt").printing == 1


def test_an_entry_of_an_earlier_program_is_read_and_hashed_as_it_was_written():
    written = b'{"case_no":"620502001-20261123-HJ0001","copy":1,"kind":"paper_issued","paper":"receipt","sha256":"ab"}'
    read = msgspec.json.decode(written, type=PaperIssued)
    assert (read.printing, read.revision, read.digest, read.reprint, read.text) == (0, 0, "", None, "")


def test_the_code_of_a_reprint_says_which_printing_it_is(station):
    case_no = accept(station)
    station.issue_paper(case_no, "receipt")
    (page,) = scanned(station.issue_paper(case_no, "receipt", LOST).pdf, 200)
    codes = {text for form, text in page if form == "QR Code"}
    assert len(codes) == 1  # both copies say page 1 of 1
    assert codes.pop().split("/")[5:9] == [str(station.show(case_no).revision), "2", "1", "1"]


def test_an_entry_that_names_neither_facts_nor_printing_keeps_its_hash_and_is_replayed(station):
    number = "620502009-20251103-HJ0001"
    raw = f'{{"case_no":"{number}","copy":1,"kind":"paper_issued","paper":"receipt","sha256":"{"ab" * 32}"}}'
    entry = Entry(
        entry_id="019a0000-0000-7000-8000-000000000001",
        site="620502009",
        seq=1,
        at=datetime(2025, 11, 3, 2, 0, tzinfo=UTC),
        clock_trusted=True,
        officer="0001",
        kind="paper_issued",
        subject=number,
        payload=msgspec.Raw(raw.encode()),
        prev_hash=GENESIS_HASH,
        hash="",
    )
    entry = msgspec.structs.replace(entry, hash=chain.hash_of(entry))
    with station._desk.store.write() as uow:
        assert chain.absorb(uow, [entry]).applied == 1
        uow.commit()
    assert station.rebuild_journal().ok
    with station._desk.store.read() as uow:
        (kept,) = chain.entries(uow, "620502009", 1, 1)
        (copy,) = papers.of_case(uow, number)
    assert (kept.hash, bytes(kept.payload)) == (entry.hash, raw.encode())
    assert (copy.copy, copy.printing, copy.revision, copy.reprint, copy.site) == (1, 0, 0, None, "620502009")


@pytest.mark.parametrize("seed", range(5))
def test_whatever_is_printed_and_put_right_in_any_order_every_paper_tells_the_truth(station, seed):
    chance, case_no, codes = random.Random(seed), accept(station), []
    context = PaperContext(lambda message: station._desk.identity.sign(PAPER, message), site=station.site.code)
    for step in range(12):
        if chance.random() < 0.3:
            put_right(station, case_no, f"1399380{chance.choice((1000, 2000, 3000)) + step % 2}")
            continue
        paper = chance.choice(("receipt", "rights-notice"))
        issued = station.issue_paper(case_no, paper, LOST)
        record = station.show(case_no)
        codes.append((paper, record.case.family[0].phone, proof.texts(paper, record, context, issued.printing)(1, 1)))
        assert issued.printing == sum((each.paper, each.revision) == (paper, record.revision) for each in record.papers)
    now = station.show(case_no).case.family[0].phone
    for paper, phone, code in codes:
        found = station.verify_paper(code)
        assert (found.genuine, found.counted) == (True, True)
        same = paper == "rights-notice" or (phone[:3] + phone[-4:]) == (now[:3] + now[-4:])
        assert found.verdict == ("genuine" if same else "superseded")
    assert len({code for *_, code in codes}) == len(codes)
    assert station.rebuild_journal().ok
