"""The main road, as an officer and an applicant live it: from the family at the window to the county's screen."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest
import zxingcpp

from station_app.domain.reading import read_document
from station_app.domain.reprints import Reprint, ReprintReason
from station_app.errors import RefusedError
from tests.people import a_family_of_four
from tests.printing.paper_cases import page_texts
from tests.stations import introduce

if TYPE_CHECKING:
    from station_app.catalogue import Catalogue


def accepted(station: Catalogue, content: dict | None = None) -> str:
    return station.accept(*read_document(content or a_family_of_four())).case_no


def codes_on(pdf: bytes, dpi: int = 200) -> set[str]:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    try:
        image = document[0].render(scale=dpi / 72).to_pil()
    finally:
        document.close()
    return {code.text for code in zxingcpp.read_barcodes(image)}


def test_a_family_of_four_gets_a_number_a_household_and_a_date(station: Catalogue) -> None:
    result = station.check(*read_document(a_family_of_four()))
    assert [finding for finding in result.findings if finding.severity in {"error", "confirm"}] == []
    done = station.accept(result.case)
    assert done.case_no == "620502001-20261123-HJ0001"
    assert done.household_no == "620502001-P001"
    assert done.deadlines.notice.isoformat() == "2026-11-30"
    assert done.deadlines.decision.isoformat() == "2026-12-21"


@pytest.mark.parametrize(
    "text", ["620502198503179818", "王建国", "建国", "wangjianguo", "wjg", "HJ0001", "13800000000", "李桂芳", "lgf"]
)
def test_any_way_an_officer_looks_for_it_finds_the_case(station: Catalogue, text: str) -> None:
    case_no = accepted(station)
    assert [row.case_no for row in station.find(text).rows] == [case_no]


def test_lists_mask_the_id_number(station: Catalogue) -> None:
    accepted(station)
    row = station.find("王建国").rows[0]
    assert row.applicant_id_masked == "620502********9818"


def test_a_receipt_printed_again_says_so_and_the_journal_says_why(station: Catalogue) -> None:
    case_no = accepted(station)
    first = station.issue_paper(case_no, "receipt")
    second = station.issue_paper(case_no, "receipt", Reprint(ReprintReason.LOST, "钱包丢失"))
    assert (first.copy, second.copy) == (1, 2)
    assert "重打" not in page_texts(first.pdf)[0]
    assert page_texts(second.pdf)[0].count("重打第 1 次") == 2
    papers = station.show(case_no).papers
    assert [(each.sha256, each.printing, each.reprint) for each in papers] == [
        (first.sha256, 1, None),
        (second.sha256, 2, ReprintReason.LOST),
    ]


def test_the_codes_on_the_receipt_lead_back_to_the_case_and_prove_it(station: Catalogue) -> None:
    case_no = accepted(station)
    codes = codes_on(station.issue_paper(case_no, "receipt").pdf)
    assert case_no in codes
    proof = next(code for code in codes if code.startswith("TSHJ2"))
    verdict = station.verify_paper(proof)
    assert (verdict.genuine, verdict.verdict, verdict.case_no) == (True, "genuine", case_no)


def test_no_id_number_and_no_name_is_in_any_code(station: Catalogue) -> None:
    case_no = accepted(station)
    for code in codes_on(station.issue_paper(case_no, "receipt").pdf):
        for member in a_family_of_four()["family"]:
            assert member["id_number"] not in code
            assert member["name"] not in code


def test_an_altered_code_is_not_genuine(station: Catalogue) -> None:
    case_no = accepted(station)
    proof = next(code for code in codes_on(station.issue_paper(case_no, "receipt").pdf) if code.startswith("TSHJ2"))
    altered = proof.replace("HJ0001", "HJ0002")
    assert station.verify_paper(altered).genuine is False
    assert station.verify_paper("hello").verdict == "unreadable"


def test_the_same_family_twice_needs_the_officers_reason(station: Catalogue) -> None:
    accepted(station)
    with pytest.raises(RefusedError) as refusal:
        accepted(station)
    assert {finding.code for finding in refusal.value.findings} >= {"person_in_open_case"}
    again = station.accept(
        *read_document(a_family_of_four()), confirmed={"person_in_open_case": "前案已口头撤回,当事人重新申请"}
    )
    assert again.case_no.endswith("HJ0002")


def test_a_blocked_family_leaves_nothing_behind(station: Catalogue) -> None:
    content = a_family_of_four()
    content["family"][0]["name"] = None
    before = station.verify_journal().entries
    with pytest.raises(RefusedError):
        accepted(station, content)
    assert station.verify_journal().entries == before
    assert station.find("").total == 0


def test_the_county_sees_the_same_case_after_the_bundle(station: Catalogue, county: Catalogue, tmp_path: Path) -> None:
    case_no = accepted(station)
    station.issue_paper(case_no, "receipt")
    introduce(station, county, tmp_path / "letters")
    exported = station.export(tmp_path / "stick")
    imported = county.import_bundle(tmp_path / "stick" / exported.bundle.rsplit("/", 1)[-1])
    assert imported.applied == exported.entries
    here, there = station.show(case_no), county.show(case_no)
    for part in ("case", "placement", "family_group", "deadlines", "documents", "household", "accepted_at"):
        assert getattr(there, part) == getattr(here, part), part
    assert [item.kind for item in there.timeline] == [item.kind for item in here.timeline]
    assert county.verify_journal().ok
    assert county.rebuild_journal().ok


def test_importing_twice_changes_nothing(station: Catalogue, county: Catalogue, tmp_path: Path) -> None:
    accepted(station)
    introduce(station, county, tmp_path / "letters")
    bundle = tmp_path / "stick" / station.export(tmp_path / "stick").bundle.rsplit("/", 1)[-1]
    first = county.import_bundle(bundle)
    entries = county.verify_journal().entries
    second = county.import_bundle(bundle)
    assert second.applied == 0
    assert second.duplicates == first.applied
    assert county.verify_journal().entries == entries


def test_the_return_receipt_closes_the_hand_over(station: Catalogue, county: Catalogue, tmp_path: Path) -> None:
    accepted(station)
    introduce(station, county, tmp_path / "letters")
    bundle = tmp_path / "stick" / station.export(tmp_path / "stick").bundle.rsplit("/", 1)[-1]
    receipt = Path(county.import_bundle(bundle).acknowledgement)
    station.import_bundle(receipt)
    assert station.channels()[0].acknowledged == 1


def test_the_journal_rebuilds_to_the_same_tables(station: Catalogue) -> None:
    accepted(station)
    assert station.verify_journal().ok
    assert station.rebuild_journal().ok
