"""A paper comes back to a desk: is it ours, is it whole, was it counted, and does it still say what the record says?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from printing import proof
from printing.papers import PaperContext
from station_app.domain.case_changes import Putting
from station_app.domain.paper_verdicts import advice, answer, gravity
from station_app.domain.reading import read_document
from station_app.domain.records import Officer
from station_app.domain.reprints import Reprint, ReprintReason
from station_app.domain.vocabulary import OfficerRole
from station_app.exchange.identities import PAPER, Identity
from station_app.services.decide_case import decide_case
from station_app.services.verify_paper import verify_paper
from tests.people import a_family_of_four
from tests.printing.paper_cases import scanned
from tests.services.exchanging import more_families, two_sites
from tests.services.test_life_of_a_case import CHIEF, approve, as_, exchange

LOST = Reprint(ReprintReason.LOST)


def accept(station):
    return station.accept(*read_document(a_family_of_four())).case_no


def code_on(pdf, page=0):
    return next(text for form, text in scanned(pdf, 200)[page] if form == "QR Code")


def printed(station, case_no, paper="receipt", again=None):
    return code_on(station.issue_paper(case_no, paper, again).pdf)


def put_right(station, case_no, **changed):
    newer = a_family_of_four()
    newer["family"][0] |= changed
    station.supplement(case_no, Putting(read_document(newer)[0], text="更正"))


def first_code(station, record):
    """Give the code that the first programs would have put on the receipt of this record."""
    digest = proof.facts_digest("receipt", record)
    unsigned = f"TSHJ1/TS-HJ-01V1/{record.case_no}/{record.site}/R/{digest}"
    return f"{unsigned}/{proof._base32(station._desk.identity.sign(PAPER, unsigned.encode()))}"


def signed(station, case_no, revision, printing, **more):
    """Give a code with this site's genuine signature that nobody printed."""
    context = PaperContext(lambda message: station._desk.identity.sign(PAPER, message), **more)
    record = msgspec.structs.replace(station.show(case_no), revision=revision)
    return proof.texts("receipt", record, context, printing)(1, 1)


def test_a_paper_that_was_printed_here_is_genuine_and_counted(station):
    case_no = accept(station)
    found = station.verify_paper(printed(station, case_no))
    assert (found.genuine, found.verdict, found.paper, found.case_no) == (True, "genuine", "receipt", case_no)
    assert (found.printing, found.page, found.pages, found.counted, found.here) == (1, 1, 1, True, True)
    assert gravity(found) == "ok"


def test_a_reprint_says_which_it_is(station):
    case_no = accept(station)
    printed(station, case_no)
    assert station.verify_paper(printed(station, case_no, again=LOST)).printing == 2


def test_a_genuine_signature_over_a_printing_that_nobody_made_is_named(station):
    case_no = accept(station)
    printed(station, case_no)
    seen = code_on(station.preview_paper(case_no, "receipt"))  # printed from the screen, past the journal
    found = station.verify_paper(seen)
    assert (found.genuine, found.verdict, found.printing, found.counted) == (True, "genuine", 2, False)
    assert gravity(found) == "look"
    assert "没有这一次打印" in " ".join(advice(found))


@pytest.mark.parametrize("printing", [2, 3, 99_999])
def test_a_printing_beyond_the_last_is_not_known(station, printing):
    case_no = accept(station)
    printed(station, case_no)
    found = station.verify_paper(signed(station, case_no, station.show(case_no).revision, printing))
    assert (found.genuine, found.counted) == (True, False)


def test_facts_that_were_put_right_make_the_old_paper_superseded_and_say_in_what(station):
    case_no = accept(station)
    code = printed(station, case_no)
    before = station.show(case_no).revision
    put_right(station, case_no, phone="13993801234")
    found = station.verify_paper(code)
    assert (found.genuine, found.verdict, found.counted) == (True, "superseded", True)
    assert (found.revision, found.newer) == (before, station.show(case_no).revision)
    (phone,) = found.differences
    assert (phone.field, phone.name, phone.printed, phone.recorded) == (
        "phone",
        "联系电话",
        "138****0000",
        "139****1234",
    )


def test_a_changed_member_of_the_family_is_named_and_masked(station):
    case_no = accept(station)
    code = printed(station, case_no)
    newer = a_family_of_four()
    newer["family"][1]["name"] = "李贵芳"
    station.supplement(case_no, Putting(read_document(newer)[0], text="更正姓名"))
    found = station.verify_paper(code)
    assert found.verdict == "superseded"
    assert {each.field for each in found.differences} == {"family"}
    assert not [each for each in found.differences if "桂芳" in each.printed or "贵芳" in each.recorded]


def test_what_was_put_right_but_stands_not_on_the_paper_leaves_it_genuine(station):
    case_no = accept(station)
    code = printed(station, case_no)
    put_right(station, case_no, education="60")
    assert station.verify_paper(code).verdict == "genuine"


def test_put_right_and_back_again_the_first_paper_is_genuine_again(station):
    case_no = accept(station)
    code = printed(station, case_no)
    put_right(station, case_no, phone="13993801234")
    put_right(station, case_no)
    assert station.verify_paper(code).verdict == "genuine"


def test_a_code_of_the_first_programs_is_still_proven_and_compared(station):
    case_no = accept(station)
    code = first_code(station, station.show(case_no))
    found = station.verify_paper(code)
    assert (found.genuine, found.verdict, found.printing, found.counted) == (True, "genuine", 0, None)
    assert gravity(found) == "ok"
    put_right(station, case_no, phone="13993801234")
    found = station.verify_paper(code)
    assert (found.verdict, [each.field for each in found.differences]) == ("superseded", ["phone"])


def test_a_signature_over_what_the_record_never_said_is_no_older_paper(station):
    case_no = accept(station)
    record = station.show(case_no)
    family = (msgspec.structs.replace(record.case.family[0], name="王健国"), *record.case.family[1:])
    other = msgspec.structs.replace(record, case=msgspec.structs.replace(record.case, family=family))
    context = PaperContext(lambda message: station._desk.identity.sign(PAPER, message))
    found = station.verify_paper(proof.texts("receipt", other, context)(1, 1))
    assert (found.genuine, found.verdict, found.counted, found.differences) == (True, "differs", False, ())


def test_a_paper_newer_than_the_record_says_so(station):
    case_no = accept(station)
    record = station.show(case_no)
    other = msgspec.structs.replace(record, revision=record.revision + 40, accepted_by="0009")
    context = PaperContext(lambda message: station._desk.identity.sign(PAPER, message))
    found = station.verify_paper(proof.texts("receipt", other, context)(1, 1))
    assert (found.verdict, found.behind) == ("differs", True)
    assert "比本机的记录新" in " ".join(advice(found))


def test_a_paper_that_a_case_cannot_have_any_more_breaks_nothing(station):
    case_no = accept(station)
    station.remind(case_no)
    code = printed(station, case_no, "reminder-slip")
    record = station.show(case_no)
    assert station.verify_paper(code).verdict == "genuine"
    context = PaperContext(lambda message: station._desk.identity.sign(PAPER, message))
    (other,) = more_families(station, 1)
    forged = proof.texts("reminder-slip", msgspec.structs.replace(record, case_no=other), context)(1, 1)
    assert station.verify_paper(forged).verdict == "differs"


def test_the_county_believes_the_paper_of_a_station_and_compares_it(tmp_path):
    with two_sites(tmp_path) as (station, county):
        case_no = station.find("王建国").rows[0].case_no
        code = printed(station, case_no)
        found = county.verify_paper(code)
        assert (found.genuine, found.verdict, found.here, found.counted) == (True, "genuine", False, None)
        assert "没有比对" in answer(found)
        exchange(station, county, tmp_path)
        found = county.verify_paper(code)
        assert (found.verdict, found.here, found.counted) == ("genuine", True, True)


def test_a_paper_the_county_printed_of_a_stations_case_is_the_countys(tmp_path):
    with two_sites(tmp_path) as (station, county):
        case_no = station.find("王建国").rows[0].case_no
        exchange(station, county, tmp_path)
        code = printed(county, case_no)
        for desk in (station, county):
            found = desk.verify_paper(code)
            assert (found.genuine, found.verdict, found.site) == (True, "genuine", county.site.code)
        assert station.verify_paper(code).counted is None
        assert county.verify_paper(code).counted is True


def test_a_station_cannot_sign_for_the_case_of_another(tmp_path):
    with two_sites(tmp_path) as (station, county):
        case_no = station.find("王建国").rows[0].case_no
        exchange(station, county, tmp_path)
        record = msgspec.structs.replace(station.show(case_no), case_no="620502002-20261123-HJ0001")
        context = PaperContext(lambda message: station._desk.identity.sign(PAPER, message), site=station.site.code)
        found = county.verify_paper(proof.texts("receipt", record, context)(1, 1))
        assert (found.genuine, found.verdict) == (False, "out_of_place")
        assert gravity(found) == "blocked"


def test_whoever_is_not_known_proves_nothing(station):
    case_no = accept(station)
    stranger = Identity.generate()
    context = PaperContext(lambda message: stranger.sign(PAPER, message), site="620523009")
    found = station.verify_paper(proof.texts("receipt", station.show(case_no), context)(1, 1))
    assert (found.genuine, found.verdict) == (False, "unknown_site")
    pretended = PaperContext(lambda message: stranger.sign(PAPER, message), site=station.site.code)
    found = station.verify_paper(proof.texts("receipt", station.show(case_no), pretended)(1, 1))
    assert (found.genuine, found.verdict) == (False, "altered")


def test_a_signature_for_another_purpose_is_no_seal(station):
    case_no = accept(station)
    context = PaperContext(lambda message: station._desk.identity.sign("bundle", message))
    found = station.verify_paper(proof.texts("receipt", station.show(case_no), context)(1, 1))
    assert found.verdict == "altered"


@pytest.mark.parametrize(
    ("part", "other"),
    [
        ("TS-HJ-01V1", "TS-HJ-09V1"),
        ("HJ0001", "HJ0002"),
        ("/1/1/1/", "/2/1/1/"),
        ("/1/1/1/", "/1/1/2/"),
        ("/R/", "/P/"),
        ("TSHJ2", "TSHJ1"),
    ],
)
def test_no_part_of_a_code_can_be_another(station, part, other):
    code = printed(station, accept(station))
    assert part in code
    found = station.verify_paper(code.replace(part, other, 1))
    assert not found.genuine
    assert found.verdict in {"altered", "unreadable"}


@pytest.mark.parametrize("text", ["", " ", "TSHJ2/" * 2_000_000, "\0" * 10_000, "\ud800", "；" * 300, "=1+1"])
def test_what_is_no_code_is_unreadable_whatever_it_is(station, text):
    found = station.verify_paper(text)
    assert (found.genuine, found.verdict, found.case_no) == (False, "unreadable", "")


def test_who_may_not_look_at_cases_learns_which_facts_differ_and_not_how(station):
    case_no = accept(station)
    code = printed(station, case_no)
    put_right(station, case_no, phone="13993801234")
    auditor = replace(station._desk, officer=Officer("0005", "何审", (OfficerRole.AUDITOR,)))
    (phone,) = verify_paper(auditor, code).differences
    assert (phone.field, phone.printed, phone.recorded) == ("phone", "", "")


def test_a_comparison_is_noted_as_a_look(station):
    case_no = accept(station)
    code = printed(station, case_no)
    station.verify_paper(code)
    assert "paper" not in [each.why for each in looks(station, case_no)]
    put_right(station, case_no, phone="13993801234")
    station.verify_paper(code)
    assert looks(station, case_no)[0].why == "paper"


def looks(station, case_no):
    from station_app.storage import reads  # noqa: PLC0415 - looked at, not driven

    with station._desk.store.read() as uow:
        return reads.of_subject(uow, case_no)


def test_an_older_slip_is_superseded_by_the_newer_reminder(station):
    case_no = accept(station)
    station.remind(case_no)
    code = printed(station, case_no, "reminder-slip")
    station._desk.clock.move(timedelta(days=3))
    station.remind(case_no)
    found = station.verify_paper(code)
    assert (found.verdict, found.newer > found.revision) == ("superseded", True)
    assert "count" in [each.field for each in found.differences]
    assert station.issue_paper(case_no, "reminder-slip").printing == 1


def test_a_slip_whose_day_is_over_is_superseded_though_that_day_cannot_be_rebuilt(station):
    case_no = accept(station)
    decide_case(as_(station, CHIEF), case_no, approve())
    code = printed(station, case_no, "approval-slip")
    assert station.verify_paper(code).verdict == "genuine"
    station.register(case_no)
    found = station.verify_paper(code)
    assert (found.genuine, found.verdict, found.counted, found.differences) == (True, "superseded", True, ())


def test_nor_for_a_household_or_a_month_of_another(tmp_path):
    with two_sites(tmp_path) as (station, county):
        exchange(station, county, tmp_path)
        seal = PaperContext(lambda message: station._desk.identity.sign(PAPER, message), site=station.site.code)
        for paper, number in (("household-roster", "620502002-P001"), ("monthly-report", "620502002-month-2026-10")):
            codes = proof.own_codes(paper, number, {"said": "as it likes"}, seal, practice=False, revision=0)
            found = county.verify_paper(codes._text(1, 1))
            assert (found.genuine, found.verdict) == (False, "out_of_place")
