"""A family lacks something: one notice says all of it, once, and leads back to what was typed."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from station_app.domain.drafts import Draft
from station_app.domain.reading import read_document
from station_app.domain.reprints import Reprint, ReprintReason
from station_app.errors import NotPermittedError, RefusedError
from station_app.services import keep_drafts
from station_app.services.drawing import draw_paper
from station_app.services.issue_notice import find_notice, issue_notice, issue_notice_for, preview_notice
from station_app.storage import notices
from tests.people import FATHER_ID, MOTHER_ID, a_family_of_four
from tests.stations import MORNING, PASSWORD, founded


@pytest.fixture(params=["sqlcipher", "postgresql"])
def station(request, tmp_path):
    """A station with its officer logged in, on either database."""
    url = request.getfixturevalue("postgres_place") if request.param == "postgresql" else None
    catalogue = founded(tmp_path / "station", database=url).log_in("0001", PASSWORD)
    yield catalogue
    catalogue.close()


@pytest.fixture
def desk(station):
    return station._desk


def lacking(*kinds, **changes):
    content = a_family_of_four() | changes
    content["documents"] = [each for each in content["documents"] if each["kind"] not in kinds]
    return content


def unmarried_on_paper(*kinds):
    """The booklet lists everybody but the wife, and the marriage certificate is not there."""
    content = lacking("219", *kinds)
    for each in content["documents"]:
        if each["kind"] == "113":
            each["also"] = [2, 3]
    return content


def typed(desk, content, draft_id="d1", **view):
    """Keep a draft as the page does; each save is on top of the last."""
    with desk.store.read() as uow:
        found = keep_drafts.drafts.heading(uow, draft_id)
    draft = Draft(draft_id, "王建国", MORNING, "", content, view, revision=found.revision if found else 0, writer="p")
    keep_drafts.save_draft(desk, msgspec.structs.replace(draft, serial=(found.serial + 1) if found else 1))
    return draft_id


def stored(desk, number):
    with desk.store.read() as uow:
        return notices.record(uow, number)


def test_the_notice_has_the_days_first_number_and_says_all_that_is_missing(desk):
    issued = issue_notice(desk, typed(desk, lacking("113", "219")))
    assert (issued.case_no, issued.copy) == ("620502001-20261123-GZ0001", 1)
    record = stored(desk, issued.case_no)
    assert [each.rule for each in record.documents] == ["booklet", "marriage"]
    assert record.corrections == ()
    assert (record.applicant.name, record.applicant.id_number) == ("王建国", FATHER_ID)
    assert (record.received.isoformat(), record.due.isoformat()) == ("2026-11-23", "2026-11-30")
    assert record.supplement_by.isoformat() == "2026-12-07"
    assert len(record.never_asked) == 10


def test_the_entry_names_nobody_but_the_one_it_was_given_to(station, desk, tmp_path):
    issue_notice(desk, typed(desk, lacking("113", "219")))
    station.export_journal(tmp_path / "full.jsonl")
    station.export_journal(tmp_path / "masked.jsonl", masked=True)
    line = next(line for line in (tmp_path / "full.jsonl").read_text().splitlines() if "notice_issued" in line)
    assert not [name for name in ("李桂芳", "王小宝", MOTHER_ID, "13800000000", "磐安镇") if name in line]
    masked = (tmp_path / "masked.jsonl").read_text()
    assert "notice_issued" in masked
    assert not [secret for secret in ("王建国", FATHER_ID) if secret in masked]


def test_asked_again_the_same_notice_is_a_reprint(station, desk):
    draft = typed(desk, lacking("113", "219"))
    first = issue_notice(desk, draft)
    typed(desk, unmarried_on_paper())  # the booklet has come; the certificate is still away
    with pytest.raises(RefusedError, match="reprint_reason_missing"):
        issue_notice(desk, draft)
    looked_at = preview_notice(desk, draft)
    second = issue_notice(desk, draft, Reprint(ReprintReason.SPOILED))
    assert (second.case_no, second.copy, second.printing, second.pdf) == (first.case_no, 2, 2, looked_at)
    again = station.issue_paper(first.case_no, "one-time-notice", Reprint(ReprintReason.LOST))
    assert (again.copy, again.printing) == (3, 3)
    assert draw_paper(desk, stored(desk, first.case_no), "one-time-notice") == first.pdf
    assert station.rebuild_journal().ok


def test_what_was_not_said_the_first_time_makes_a_new_notice_that_takes_the_place_of_the_old(desk):
    draft = typed(desk, unmarried_on_paper())
    first = issue_notice(desk, draft)
    typed(desk, unmarried_on_paper("113"))  # the booklet turned out to be somebody else's
    second = issue_notice(desk, draft)
    assert second.case_no.endswith("GZ0002")
    assert find_notice(desk, first.case_no).replaced_by == second.case_no
    assert find_notice(desk, second.case_no).draft_id == draft


def test_a_look_at_the_notice_issues_nothing(station, desk):
    draft = typed(desk, lacking("113"))
    before = station.verify_journal().entries
    assert preview_notice(desk, draft).startswith(b"%PDF")
    assert station.verify_journal().entries == before


def test_nothing_missing_is_no_notice(desk):
    draft = typed(desk, a_family_of_four())
    for act in (preview_notice, issue_notice):
        with pytest.raises(RefusedError) as refused:
            act(desk, draft)
        assert refused.value.code == "notice_nothing_missing"


def test_a_notice_needs_somebody_to_be_given_to(desk):
    content = lacking("113")
    content["family"][0]["name"] = None
    with pytest.raises(RefusedError) as refused:
        issue_notice(desk, typed(desk, content))
    assert refused.value.code == "notice_without_applicant"


def test_a_question_the_officer_answered_on_the_page_is_not_in_the_notice(desk):
    content = lacking("113")
    content["family"][1]["birth_date"] = "1986-02-12"
    asked = stored(desk, issue_notice(desk, typed(desk, content, "d1")).case_no)
    answered = stored(
        desk, issue_notice(desk, typed(desk, content, "d2", confirmed={"id_birth_differs": "当面核对"})).case_no
    )
    assert [each.code for each in asked.corrections] == ["id_birth_differs"]
    assert answered.corrections == ()


def test_the_day_the_papers_came_in_counts_from_the_beginning_of_the_draft(desk):
    draft = typed(desk, lacking("113"))
    desk.clock.move(timedelta(days=9))
    record = stored(desk, issue_notice(desk, draft).case_no)
    assert (record.received.isoformat(), record.due.isoformat()) == ("2026-11-23", "2026-11-30")
    assert record.notice_no == "620502001-20261202-GZ0001"
    assert record.supplement_by.isoformat() == "2026-12-16"


def test_a_notice_given_after_the_fifth_working_day_says_so_on_the_timeline(station, desk):
    draft = typed(desk, lacking("113"))
    desk.clock.move(timedelta(days=8))
    issue_notice(desk, draft)
    accepted = station.accept(*read_document(a_family_of_four()), draft_id=draft)
    assert "超过法定期限 2026-11-30" in station.show(accepted.case_no).timeline[0].summary


def test_the_list_of_drafts_shows_the_notice_until_it_is_answered(station, desk):
    draft = typed(desk, lacking("113"))
    assert station.drafts()[0].notice_no == ""
    issued = issue_notice(desk, draft)
    assert station.drafts()[0].notice_no == issued.case_no


def test_where_else_a_person_is_known_is_the_offices_business_and_not_the_papers(station, desk):
    earlier = station.accept(*read_document(a_family_of_four())).case_no
    record = stored(desk, issue_notice(desk, typed(desk, lacking("113"))).case_no)
    assert {each.code for each in record.corrections} == {"person_in_open_case"}
    assert not [each for each in record.corrections if earlier in each.said]


def test_acceptance_from_the_draft_closes_the_notice_and_the_timeline_tells_it(station, desk):
    draft = typed(desk, lacking("113"))
    issued = issue_notice(desk, draft)
    accepted = station.accept(*read_document(a_family_of_four()), draft_id=draft)
    record = station.show(accepted.case_no)
    assert record.notice_no == issued.case_no
    assert [item.kind for item in record.timeline] == ["notice_issued", "case_accepted"]
    assert "材料 1 项" in record.timeline[0].summary
    assert f"告知书 {issued.case_no} 已补正" in record.timeline[1].summary
    state = find_notice(desk, issued.case_no)
    assert (state.draft_id, state.case_no) == (None, accepted.case_no)
    assert draw_paper(desk, stored(desk, issued.case_no), "one-time-notice") == issued.pdf
    assert station.issue_paper(accepted.case_no, "one-time-notice", Reprint(ReprintReason.LOST)).printing == 2
    assert station.rebuild_journal().ok


def test_a_family_accepted_without_a_notice_has_none(station, desk):
    accepted = station.accept(*read_document(a_family_of_four()))
    assert station.show(accepted.case_no).notice_no is None
    with pytest.raises(RefusedError) as refused:
        station.issue_paper(accepted.case_no, "one-time-notice")
    assert refused.value.code == "notice_unknown"


def test_a_file_becomes_a_draft_and_its_notice_in_one_go(desk):
    case, _ = read_document(lacking("113"))
    issued, draft_id = issue_notice_for(desk, case)
    assert find_notice(desk, issued.case_no).draft_id == draft_id
    (line,) = keep_drafts.list_drafts(desk)
    assert (line.draft_id, line.title, line.persons) == (draft_id, "王建国", 4)


def test_a_file_that_lacks_nothing_leaves_neither_draft_nor_number(station, desk):
    case, _ = read_document(a_family_of_four())
    before = station.verify_journal().entries
    with pytest.raises(RefusedError):
        issue_notice_for(desk, case)
    assert keep_drafts.list_drafts(desk) == ()
    assert station.verify_journal().entries == before


def test_a_notice_nobody_knows_is_refused(desk):
    for number in ("620502001-20261123-GZ0009", "\0", "620502001-20261123-HJ0001"):
        with pytest.raises(RefusedError) as refused:
            find_notice(desk, number)
        assert refused.value.code == "notice_unknown"


def test_a_county_cannot_give_one(county):
    case, _ = read_document(lacking("113"))
    with pytest.raises((RefusedError, NotPermittedError)) as refused:
        county.issue_notice_for(case)
    assert refused.value.code == "not_a_station"


def test_commitments_bring_their_letter_and_the_journal_keeps_rule_and_day_but_no_words(station, tmp_path):
    content = unmarried_on_paper()
    content["documents"].append({"kind": "219", "holder": 0, "also": [1], "presented": "commitment"})
    accepted = station.accept(*read_document(content))
    assert accepted.papers == ("receipt", "commitment")
    promised = next(each for each in station.show(accepted.case_no).documents if each.status == "commitment")
    assert (promised.rule, promised.due.isoformat()) == ("marriage", "2026-12-07")
    assert "夫妻" in promised.why
    station.export_journal(tmp_path / "journal.jsonl")
    assert "证明夫妻关系" not in (tmp_path / "journal.jsonl").read_text()
    assert station.issue_paper(accepted.case_no, "commitment").pdf.startswith(b"%PDF")


def test_without_a_promise_there_is_no_letter(station):
    accepted = station.accept(*read_document(a_family_of_four()))
    assert accepted.papers == ("receipt",)
    with pytest.raises(RefusedError) as refused:
        station.issue_paper(accepted.case_no, "commitment")
    assert refused.value.code == "paper_not_for_case"


def test_every_document_that_was_seen_is_kept_with_who_saw_it(station):
    content = a_family_of_four()
    content["documents"][0] |= {"outcome": "unverified", "checked_by": "0007"}
    case = station.show(station.accept(*read_document(content)).case_no).case
    assert [(each.outcome, each.checked_by) for each in case.documents] == [
        ("unverified", "0007"), *[("matches", "0001")] * 4
    ]  # fmt: skip
