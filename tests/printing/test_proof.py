"""The text of the QR code: what it proves, and what it refuses to be."""

from __future__ import annotations

import hashlib

import msgspec
import pytest
from cryptography.exceptions import InvalidSignature
from hypothesis import given
from hypothesis import strategies as st

from printing import proof
from station_app.domain.deadlines import Deadlines
from tests.people import FATHER_ID
from tests.printing.paper_cases import CONTEXT, FOUR, KEY, PHONE, person, record

CASE_NO = "620502001-20261116-HJ0007"
TEXT = proof.texts("receipt", record(revision=57), CONTEXT, 2)(1, 3)
OF_THE_FIRST_PROGRAMS = (
    "TSHJ1/TS-HJ-01V1/620502001-20261116-HJ0007/620502001/R/4C1014CC2E0DD81E802C4985D1B1461C/"
    "OUISO2KJVMRP6UCHZJMJI7AA37P3RWGMA6S56R6LQ6A5OFM7WSKUYFPOVYFGTG5OA27JFM5KX6NDTDQAUM3DUDV7S72UZOAI6YDVKCQ"
)
SMALL = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def read(text):
    code = proof.parse(text)
    assert code is not None
    return code


def is_signed(code):
    try:
        KEY.public_key().verify(code.signature, code.signed)
    except InvalidSignature:
        return False
    return True


def test_a_code_says_form_case_and_site_and_its_signature_holds():
    code = read(TEXT)
    assert (code.paper, code.form, code.number) == ("receipt", "TS-HJ-01V1", CASE_NO)
    assert (code.site, code.practice) == ("620502001", False)
    assert is_signed(code)
    assert TEXT.startswith(code.signed.decode() + "/")


def test_a_code_says_which_revision_printing_and_page_it_stands_on():
    code = read(TEXT)
    assert code.counted
    assert (code.revision, code.printing, code.page, code.pages) == (57, 2, 1, 3)


@pytest.mark.parametrize("other", [(57, 2, 1, 2), (57, 2, 2, 3), (57, 3, 1, 3), (58, 2, 1, 3)])
def test_every_page_printing_and_revision_has_a_code_of_its_own(other):
    revision, printing, page, pages = other
    text = proof.texts("receipt", record(revision=revision), CONTEXT, printing)(page, pages)
    assert text != TEXT
    assert read(text).digest == read(TEXT).digest
    assert is_signed(read(text))


def test_a_code_of_the_first_programs_is_still_read_and_still_proven():
    code = read(OF_THE_FIRST_PROGRAMS)
    assert (code.paper, code.number, code.site, code.practice) == ("receipt", CASE_NO, "620502001", False)
    assert not code.counted
    assert code.digest == proof.facts_digest("receipt", record())
    assert is_signed(code)


def test_the_code_names_the_site_that_printed_and_not_the_one_that_has_the_case():
    county = msgspec.structs.replace(record(), site="620502001")
    context = CONTEXT.__class__(KEY.sign, site="620502000")
    assert read(proof.texts("receipt", county, context)(1, 1)).site == "620502000"


def test_the_digest_is_that_of_the_stated_facts():
    whole = hashlib.sha256(proof.facts("receipt", record())).hexdigest().upper()
    assert read(TEXT).digest == whole[:32] == proof.facts_digest("receipt", record())


def test_a_practice_paper_says_so_in_its_code():
    assert read(proof.texts("receipt", record(practice=True), CONTEXT)(1, 1)).practice


@pytest.mark.parametrize(
    "changed",
    [
        {"family": (person("王建囯", "01"), *FOUR[1:])},
        {"family": FOUR[:3]},
        {"deadlines": Deadlines(record().deadlines.notice, record().deadlines.notice)},
        {"accepted_by": "0002"},
        {"documents": ()},
        {"case_no": "620502001-20261116-HJ0008"},
    ],
)
def test_other_facts_have_another_digest(changed):
    assert proof.facts_digest("receipt", record(**changed)) != proof.facts_digest("receipt", record())


def test_the_hidden_figures_of_number_and_telephone_are_not_even_hashed():
    stated = proof.facts("receipt", record()).decode()
    assert FATHER_ID not in stated
    assert PHONE not in stated


def test_the_text_stays_in_the_small_alphabet_of_qr_codes():
    assert set(TEXT) <= set(SMALL)


def test_the_largest_figures_need_no_larger_symbol():
    site = "620502001000"
    longest = record(site=site, case_no=f"{site}-20261116-HJ0007", revision=99_999_999)
    assert len(proof.texts("receipt", longest, CONTEXT, 99)(99, 99)) <= 221  # what version 8 holds at level M


@pytest.mark.parametrize(
    "text",
    [
        "",
        "TSHJ1",
        "TSHJ2",
        TEXT.lower(),
        TEXT + " ",
        TEXT + "\n",
        "\ufeff" + TEXT,
        " " + TEXT,
        TEXT[:-1],
        TEXT + "A",
        TEXT.replace("TSHJ2", "TSHJ1"),
        TEXT.replace("TSHJ2", "TSHJ3"),
        OF_THE_FIRST_PROGRAMS.replace("TSHJ1", "TSHJ2"),
        TEXT.replace("/R/", "/X/"),
        TEXT.replace("/R/", "/r/"),
        TEXT.replace("TS-HJ-01V1", "TS-HJ-01V9"),
        TEXT.replace("/57/2/1/3/", "/057/2/1/3/"),
        TEXT.replace("/57/2/1/3/", "/57/02/1/3/"),
        TEXT.replace("/57/2/1/3/", "/57/0/1/3/"),
        TEXT.replace("/57/2/1/3/", "/57/2/0/3/"),
        TEXT.replace("/57/2/1/3/", "/57/2/4/3/"),
        TEXT.replace("/57/2/1/3/", "/57/2/1/-3/"),
        TEXT.replace("/57/2/1/3/", "/57/2/1/+3/"),
        TEXT.replace("/57/2/1/3/", "/57/2/1/3E1/"),
        TEXT.replace("/57/2/1/3/", "/57/2/1/"),
        TEXT.replace("/57/2/1/3/", "/" + "9" * 400 + "/2/1/3/"),
        TEXT.replace("/57/2/1/3/", "/５７/2/1/3/"),
        TEXT.replace("/57/2/1/3/", "/٥٧/2/1/3/"),
        TEXT.replace("/57/", "∕57/"),
        TEXT.replace("TSHJ2", "ТSHJ2"),
        TEXT.replace("HJ0007", "HJ\u200b0007"),
        TEXT.replace("HJ0007", "\u202eHJ0007"),
        TEXT[:-1] + ("B" if TEXT[-1] == "A" else chr(ord(TEXT[-1]) + 1)),
        TEXT.replace("620502001-2026", "６20502001-2026"),
        "A" * 10_000_000,
        TEXT * 50_000,
        "TSHJ2/" * 2_000_000,
        "\ud800" + TEXT[1:],
        "https://example.org/" + TEXT,
    ],
)
def test_what_is_not_exactly_one_of_ours_is_unreadable(text):
    assert proof.parse(text) is None


@given(st.text(max_size=700))
def test_no_text_breaks_the_reader(text):
    proof.parse(text)


@given(st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ/-", max_size=400))
def test_no_text_of_our_own_letters_breaks_the_reader(text):
    proof.parse("TSHJ2/" + text)


_WORD = st.text(SMALL, max_size=40)
_FIGURE = st.integers(-1, 10**12).map(str)


@given(
    st.tuples(st.just("TSHJ2") | _WORD, st.just("TS-HJ-01V1") | _WORD, _WORD, _WORD, st.sampled_from("PRXpr")),
    st.tuples(_FIGURE, _FIGURE, _FIGURE, _FIGURE),
    st.text("0123456789ABCDEF", min_size=31, max_size=33),
    st.binary(min_size=63, max_size=65),
)
def test_whatever_can_be_read_has_one_spelling(about, counts, digest, signature):
    text = "/".join((*about, *counts, digest, proof._base32(signature)))
    code = proof.parse(text)
    assert code is None or code.signed.decode() == text.rpartition("/")[0]


@given(st.integers(0, 999_999_999), st.integers(1, 99_999), st.integers(1, 999), st.integers(0, 999), st.booleans())
def test_what_is_composed_is_read_again_as_it_was(revision, printing, page, more, practice):
    text = proof.texts("receipt", record(revision=revision, practice=practice), CONTEXT, printing)(page, page + more)
    code = read(text)
    assert (code.revision, code.printing, code.page, code.pages) == (revision, printing, page, page + more)
    assert code.practice is practice
    assert is_signed(code)


@pytest.mark.parametrize("whole", [TEXT, OF_THE_FIRST_PROGRAMS], ids=["today's", "the first"])
@given(data=st.data())
def test_a_changed_code_is_unreadable_or_no_longer_signed(whole, data):
    place = data.draw(st.integers(0, len(whole) - 1))
    character = data.draw(st.sampled_from(SMALL + "abc１Ａ／"))
    changed = whole[:place] + character + whole[place + 1 :]
    code = proof.parse(changed)
    assert code is None or changed == whole or not is_signed(code)


@pytest.mark.parametrize("whole", [TEXT, OF_THE_FIRST_PROGRAMS], ids=["today's", "the first"])
def test_no_bit_of_a_code_can_be_turned(whole):
    raw = whole.encode("ascii")
    for place in range(len(raw) * 8):
        turned = bytearray(raw)
        turned[place // 8] ^= 1 << place % 8
        code = proof.parse(turned.decode("latin-1"))
        assert code is None or not is_signed(code)


@pytest.mark.parametrize("kept", range(0, len(TEXT), 7))
def test_a_code_that_was_cut_off_is_unreadable(kept):
    assert proof.parse(TEXT[:kept]) is None
