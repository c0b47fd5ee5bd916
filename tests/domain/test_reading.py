"""A case file from outside: good ones are read whole, hostile ones are refused quickly and completely."""

from __future__ import annotations

import json
import time

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.domain import reading
from station_app.domain.case_file import CaseFile
from station_app.domain.findings import Severity
from station_app.domain.reading import read_case, read_document, safe_excerpt
from station_app.domain.vocabulary import Role
from tests.people import FATHER_ID, a_family_of_four


def raw(document: object) -> bytes:
    return json.dumps(document).encode()


def found(document: object) -> list[tuple[str, str]]:
    _, findings = read_case(document if isinstance(document, bytes) else raw(document))
    return [(finding.code, finding.where) for finding in findings]


def changed(path: str, value: object) -> dict[str, object]:
    """Give the family with the value at `path` replaced: `family.1.id_number`."""
    case = a_family_of_four()
    *way, last = path.split(".")
    place = case
    for step in way:
        place = place[int(step)] if step.isdigit() else place[step]
    place[int(last) if last.isdigit() else last] = value
    return case


def test_a_good_case_is_read_whole_and_without_a_word():
    case, findings = read_case(raw(a_family_of_four()))
    assert findings == ()
    assert case == msgspec.convert(a_family_of_four(), CaseFile)
    assert [member.role for member in case.family] == [Role.APPLICANT, Role.SPOUSE, Role.MINOR_CHILD, Role.PARENT]


def test_an_empty_case_is_read_without_a_word():
    assert read_document({}) == (CaseFile(), ())


def test_a_case_written_by_notepad_is_read():
    assert found(b"\xef\xbb\xbf" + raw(a_family_of_four())) == []


def test_names_and_numbers_come_in_the_form_in_which_they_are_kept():
    case, findings = read_document(
        {"family": [{"name": " 买买提 • 艾力", "id_number": "62052120120630986x", "former_names": ["王 二"]}]}
    )
    assert findings == ()
    (member,) = case.family
    assert (member.name, member.id_number, member.former_names) == ("买买提·艾力", "62052120120630986X", ("王二",))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "case_not_json"),
        (b"hello", "case_not_json"),
        (b'{"a": 1,}', "case_not_json"),
        (b'"text', "case_not_json"),
        (b"[1]", "case_not_an_object"),
        (b"null", "case_not_an_object"),
        (b"\xff\xfe{\x00}\x00", "case_not_utf8"),
        ("{}".encode("utf-16"), "case_not_utf8"),
        (b"[" * 10_000 + b"]" * 10_000, "case_too_deep"),
        (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, "case_too_deep"),
        (b"[" * 1_000_000, "case_too_deep"),
        (b" " * 50_000_000, "case_too_large"),
        (b"{" + b'"family": [],' * 3_000_000, "case_too_large"),
        (b'{"a": "' + b'\\"' * 500_000, "case_not_json"),
    ],
)
def test_what_is_no_case_is_refused_at_once(content, code):
    begun = time.process_time()
    assert found(content) == [(code, "")]
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    "content",
    [
        raw({f"key{number}": number for number in range(50_000)}),
        raw({"family": [None] * 150_000}),
        raw({"family": [{"id_number": "1" * 1000}] * 900}),
        raw({"family": [{"nmae": "x"}] * 60_000}),
        b'{"business": ' + b"9" * 1_000_000 + b"}",
        b'{"business": 1' + b"9" * 1_000_000 + b".5}",
        b'{"a":"' + b"[" * 1_000_000 + b'"}',
        b'{"a":[' + b"[]," * 300_000 + b"[]]}",
        raw({"business": "settlemen" * 100_000}),
        raw({"family": [{"name": "𠀀" * 80_000}]}),
    ],
)
def test_a_hostile_file_is_answered_in_under_two_seconds(content):
    assert len(content) <= reading.LARGEST
    begun = time.process_time()
    _, findings = read_case(content)
    assert time.process_time() - begun < 2
    assert 0 < len(findings) <= reading.MOST_FINDINGS + 1


def test_brackets_inside_of_a_text_are_no_depth():
    assert found(changed("discretion_note", '[{"\\' * 100)) == []


@pytest.mark.parametrize(
    ("path", "value", "code", "where"),
    [
        ("business", "settlment", "not_in_list_hint", "business"),
        ("business", "等", "not_in_list", "business"),
        ("business", 7, "wrong_type", "business"),
        ("format", "station-app/case/9", "not_in_list_hint", "format"),
        ("family.1.nmae", "李", "unknown_key_hint", "family[1].nmae"),
        ("qqqqqq", 1, "unknown_key", "qqqqqq"),
        ("family.1.birth_date", "1986-02-30", "not_a_date", "family[1].birth_date"),
        ("family.1.birth_date", "19860211", "not_a_date", "family[1].birth_date"),
        ("family.1.birth_date", 19860211, "wrong_type", "family[1].birth_date"),
        ("family.1.id_number", 620502198503179818, "wrong_type", "family[1].id_number"),
        ("family.1.moves", "yes", "wrong_type", "family[1].moves"),
        ("family.1.moves", 1, "wrong_type", "family[1].moves"),
        ("family.2.guardian", True, "wrong_type", "family[2].guardian"),
        ("family.2.guardian", {"name": 5}, "wrong_type", "family[2].guardian.name"),
        ("family.2.guardian", 0.5, "wrong_type", "family[2].guardian"),
        ("family.2.guardian", float("nan"), "not_a_number", "family[2].guardian"),
        ("family.2.guardian", float("-inf"), "not_a_number", "family[2].guardian"),
        ("family.2.guardian", 10**400, "wrong_type", "family[2].guardian"),
        ("family.1", None, "wrong_type", "family[1]"),
        ("family", {}, "wrong_type", "family"),
        ("family.1.former_names", ["王", 5], "wrong_type", "family[1].former_names[1]"),
        ("documents.0.expires", "long term", "not_a_date", "documents[0].expires"),
        ("documents.0.expires", "2035-02-30", "not_a_date", "documents[0].expires"),
        ("documents.3.also", [1, "2"], "wrong_type", "documents[3].also[1]"),
        ("agricultural_transfer.flags", ["whole_famly"], "not_in_list_hint", "agricultural_transfer.flags[0]"),
        ("family.1.name", "李\x00芳", "control_character", "family[1].name"),
        ("family.1.name", "李\n芳", "control_character", "family[1].name"),
        ("family.1.name", "李\x85芳", "control_character", "family[1].name"),
        ("family.1.name", "李\u202e芳", "bidi_control", "family[1].name"),
        ("family.1.name", "李\u2066芳", "bidi_control", "family[1].name"),
        ("family.1.name", "李\ud800芳", "lone_surrogate", "family[1].name"),
        ("family.1.name", "=cmd|' /C calc'!A0", "formula", "family[1].name"),
        ("family.1.name", "＝1+1", "formula", "family[1].name"),
        ("family.1.name", "@SUM(A1)", "formula", "family[1].name"),
        ("family.1.origin.address", "-2+3+cmd", "formula", "family[1].origin.address"),
        ("family.1.origin.address", "x" * 2001, "text_too_long", "family[1].origin.address"),
        ("discretion_note", "好\x07", "control_character", "discretion_note"),
    ],
)  # fmt: skip
def test_a_bad_value_is_found_at_its_path_and_the_rest_is_read(path, value, code, where):
    case, findings = read_case(raw(changed(path, value)))
    assert [(finding.code, finding.where) for finding in findings] == [(code, where)]
    assert all(finding.severity is Severity.ERROR and finding.message for finding in findings)
    if path != "family":
        assert case.family[0].id_number == FATHER_ID
        assert len(case.family) == 4


def test_a_bad_value_becomes_unknown_so_that_the_rules_still_run():
    case, _ = read_case(raw(changed("family.1.birth_date", "1986-02-30")))
    assert case.family[1].birth_date is None


def test_a_phone_number_with_a_country_code_is_no_formula():
    assert found(changed("family.0.phone", "+86 138-0000-0000")) == []


def test_a_note_may_have_several_lines():
    assert found(changed("discretion_note", "第一行\n第二行")) == []


def test_everything_is_said_at_once():
    case = changed("family.1.name", "=1")
    case["family"][2]["birth_date"] = "x"
    case["destination"]["kind"] = []
    case["extra"] = {}
    assert sorted(found(case)) == [
        ("formula", "family[1].name"),
        ("not_a_date", "family[2].birth_date"),
        ("unknown_key", "extra"),
        ("wrong_type", "destination.kind"),
    ]


def test_a_key_given_twice_is_found_where_it_is():
    content = b'{"family": [{"name": "a", "name": "b", "name": "c"}], "route": "general", "route": "poverty"}'
    assert sorted(found(content)) == [("repeated_key", "family[0].name"), ("repeated_key", "route")]


def test_nothing_hostile_and_no_number_comes_back_in_a_finding():
    case = {FATHER_ID: 1, "\u202e" + "x" * 5000: 2, "business": FATHER_ID, "a\x1b[31mb": 3}
    _, findings = read_case(raw(case))
    told = " ".join(finding.message + finding.where for finding in findings)
    assert len(findings) == 4
    assert FATHER_ID not in told
    assert "\u202e" not in told
    assert "\x1b" not in told
    assert "x" * 41 not in told


def test_an_excerpt_is_short_and_harmless():
    assert safe_excerpt("a" * 100) == "a" * 39 + "…"
    assert safe_excerpt(f"nr{FATHER_ID}") == "nr…"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
keys = st.sampled_from([field for part in (CaseFile,) for field in part.__struct_fields__])


@given(st.dictionaries(keys | st.text(max_size=8), json_values, max_size=8))
def test_no_document_makes_the_reader_stumble(document):
    case, findings = read_case(json.dumps(document).encode())
    assert isinstance(case, CaseFile)
    assert all(finding.message != f"finding.{finding.code}" for finding in findings)
    # Whatever was read can be written to the journal and read back.
    assert msgspec.json.decode(msgspec.json.encode(case), type=CaseFile) == case


@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_stumble(content):
    read_case(content)


@given(st.data())
def test_a_hostile_value_anywhere_in_a_family_is_survived(data):
    case = a_family_of_four()
    place: object = case
    while isinstance(place, (dict, list)) and place:
        options = list(place) if isinstance(place, dict) else list(range(len(place)))
        step = data.draw(st.sampled_from(options))
        if not isinstance(place[step], (dict, list)) or data.draw(st.booleans()):
            place[step] = data.draw(json_values)
            break
        place = place[step]
    result, _ = read_case(json.dumps(case).encode())
    assert msgspec.json.decode(msgspec.json.encode(result), type=CaseFile) == result
