"""The twenty invented families that ship with the program go the whole road: accepted, printed, handed over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from station_app import bootstrap
from station_app.domain.reading import read_case
from tests.stations import introduce

if TYPE_CHECKING:
    from station_app.catalogue import Catalogue

FAMILIES = bootstrap.sample_files()


def test_there_are_twenty_from_all_seven_counties() -> None:
    destinations = {read_case(path.read_bytes())[0].destination.division[:6] for path in FAMILIES}  # type: ignore[union-attr,index]
    assert len(FAMILIES) == 20
    assert destinations == {"620502", "620503", "620521", "620522", "620523", "620524", "620525"}


@pytest.mark.parametrize("path", FAMILIES, ids=lambda path: path.stem)
def test_each_is_accepted_found_and_gets_its_receipt(station: Catalogue, path: Path) -> None:
    done = station.accept(*read_case(path.read_bytes()))
    applicant = station.show(done.case_no).case.applicant
    assert applicant is not None
    assert done.case_no in {row.case_no for row in station.find(str(applicant.name)).rows}
    assert station.issue_paper(done.case_no, "receipt").pdf.startswith(b"%PDF")


def test_all_of_them_arrive_at_the_county(station: Catalogue, county: Catalogue, tmp_path: Path) -> None:
    numbers = [station.accept(*read_case(path.read_bytes())).case_no for path in FAMILIES]
    introduce(station, county, tmp_path / "letters")
    county.import_bundle(Path(station.export(tmp_path / "stick").bundle))
    assert [county.show(number).case for number in numbers] == [station.show(number).case for number in numbers]
    assert county.rebuild_journal().ok
    assert [number[-4:] for number in numbers] == [f"{place:04d}" for place in range(1, 21)]
