"""The text of the QR code: what it proves, and what it refuses to be."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printing import proof
from station_app.domain.deadlines import Deadlines
from tests.people import FATHER_ID
from tests.printing.paper_cases import FOUR, KEY, PHONE, person, record

TEXT = proof.compose("receipt", record(), KEY.sign)


def test_a_code_says_form_case_and_site_and_its_signature_holds():
    code = proof.parse(TEXT)
    assert code is not None
    assert (code.paper, code.form, code.number) == ("receipt", "TS-HJ-01V1", "620502001-20261116-HJ0007")
    assert (code.site, code.practice) == ("620502001", False)
    KEY.public_key().verify(code.signature, proof.signed_part(code))
    assert TEXT.startswith(proof.signed_part(code).decode() + "/")


def test_the_digest_is_that_of_the_stated_facts():
    code = proof.parse(TEXT)
    assert code is not None
    whole = hashlib.sha256(proof.facts("receipt", record())).hexdigest().upper()
    assert code.digest == whole[:32] == proof.facts_digest("receipt", record())


def test_a_practice_paper_says_so_in_its_code():
    code = proof.parse(proof.compose("receipt", record(practice=True), KEY.sign))
    assert code is not None
    assert code.practice


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
    assert set(TEXT) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
    assert len(TEXT) <= 221  # what version 8 holds at level M


@pytest.mark.parametrize(
    "text",
    [
        "",
        "TSHJ1",
        TEXT.lower(),
        TEXT + " ",
        TEXT + "\n",
        " " + TEXT,
        TEXT[:-1],
        TEXT + "A",
        TEXT.replace("TSHJ1", "TSHJ2"),
        TEXT.replace("/R/", "/X/"),
        TEXT.replace("TS-HJ-01V1", "TS-HJ-01V9"),
        TEXT[:-1] + ("B" if TEXT[-1] == "A" else chr(ord(TEXT[-1]) + 1)),
        TEXT.replace("620502001-2026", "６20502001-2026"),
        "A" * 10_000_000,
        "https://example.org/" + TEXT,
    ],
)
def test_what_is_not_exactly_one_of_ours_is_unreadable(text):
    assert proof.parse(text) is None


@given(st.text(max_size=700))
def test_no_text_breaks_the_reader(text):
    proof.parse(text)


@given(st.integers(0, len(TEXT) - 1), st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-/"))
def test_a_changed_code_is_unreadable_or_no_longer_signed(place, character):
    changed = TEXT[:place] + character + TEXT[place + 1 :]
    code = proof.parse(changed)
    if code is None or changed == TEXT:
        return
    original = proof.parse(TEXT)
    assert original is not None
    assert (proof.signed_part(code), code.signature) != (proof.signed_part(original), original.signature)
