"""A layout is proposed by one and adopted by another; papers are drawn by it, prove the same, and never get stuck."""

from __future__ import annotations

import json
import re
from functools import partial

import msgspec
import pytest

from resources import folder
from station_app.domain.layouts import LayoutStanding
from station_app.domain.reading import read_document
from station_app.domain.reprints import Reprint, ReprintReason
from station_app.domain.vocabulary import OfficerRole
from station_app.errors import DamagedError, RefusedError
from station_app.journal import chain
from station_app.journal.layout_entries import LayoutProposed
from station_app.services.keep_stock import Arrival
from tests.architecture.sources import ROOT
from tests.people import a_family_of_four
from tests.printing.paper_cases import page_texts, scanned
from tests.services.exchanging import two_sites
from tests.services.permits import an_application

STARTING = (folder("layouts") / "receipt.toml").read_bytes()
OURS = STARTING.replace("样稿1".encode(), "秦州-1".encode()).replace("联系电话".encode(), "手机号码".encode())
MANUAL = (ROOT / "docs" / "manual" / "版式文件.md").read_text(encoding="utf-8")
OVERLAY = re.findall(r"```toml\n(.*?)```", MANUAL, re.DOTALL)[0].encode()
ALONE = "本所只有一名民警"


def refused(code, call, *given):
    with pytest.raises(RefusedError, match=code):
        call(*given)


def of(station, code):
    """Give the texts of the receipt that would be printed now."""
    return "".join(page_texts(station.preview_paper(code, "receipt")))


def test_a_layout_is_adopted_by_another_and_papers_are_drawn_by_it_until_it_is_put_aside(station, station_door):
    case_no = station.accept(*read_document(a_family_of_four())).case_no
    built_in = station.preview_paper(case_no, "receipt")
    station._desk.home.layouts.mkdir()
    dropped = station._desk.home.layouts / "receipt.toml"
    dropped.write_bytes(OURS)
    (file,) = station.layouts().files
    assert (file.name, file.verdict.ok, file.standing, file.altered) == ("receipt.toml", True, None, False)
    assert station.preview_paper(case_no, "receipt") == built_in  # what only lies there is not used
    proposed = station.propose_layout(station.dropped_layout("receipt.toml"))
    assert (proposed.standing, proposed.edition) == (LayoutStanding.PROPOSED, "秦州-1")
    assert station.preview_paper(case_no, "receipt") == built_in
    refused("layout_known", station.propose_layout, OURS)
    refused("layout_edition_used", station.propose_layout, OURS.replace("手机号码".encode(), "手机".encode()))
    refused("layout_unfit", station.propose_layout, OURS.replace(b"{privacy}", b""))
    refused("layout_alone_reason_missing", station.adopt_layout, "receipt", "秦州-1")
    station.add_officer("0002", "赵守正", (OfficerRole.CHIEF,), "kai-men-1949", must_change=False)
    refused("layout_needs_another", station.adopt_layout, "receipt", "秦州-1", ALONE)
    chief = station_door.log_in("0002", "kai-men-1949")
    adopted = chief.adopt_layout("receipt", "秦州-1")
    assert (adopted.standing, adopted.proposed_by, adopted.decided_by, adopted.alone) == (
        LayoutStanding.ADOPTED,
        "0001",
        "0002",
        "",
    )
    dropped.write_bytes(OURS.replace("手机号码".encode(), "电话".encode()))
    (file,) = chief.layouts().files
    assert file.altered
    assert "手机号码" in of(chief, case_no)  # the file was altered, what was adopted was not
    assert "版式秦州-1" in of(chief, case_no)
    first = chief.issue_paper(case_no, "receipt")
    assert (first.layout, first.unfit) == ("秦州-1", "")
    _proves_the_same(chief, first, case_no)
    chief.withdraw_layout("receipt", "秦州-1", "县局已发新样表")
    assert "手机号码" not in of(chief, case_no)
    refused("layout_withdrawn_already", chief.withdraw_layout, "receipt", "秦州-1", "再次")
    chief.close()


def _proves_the_same(station, first, case_no):
    """The code of a paper drawn by a layout is genuine; printed again it has the same bytes but for the count."""
    (codes, *_) = scanned(first.pdf, 200)
    code = next(text for _, text in codes if text.startswith("TSHJ2/TS-HJ-01V1/"))
    verdict = station.verify_paper(code)
    assert (verdict.genuine, verdict.verdict, verdict.counted) == (True, "genuine", True)
    again = station.preview_paper(case_no, "receipt")
    issued = station.issue_paper(case_no, "receipt", Reprint(ReprintReason.LOST))
    assert (issued.pdf, issued.layout) == (again, "秦州-1")
    with station._desk.store.read() as uow:
        said = [msgspec.json.decode(each.payload) for each in chain.all_entries(uow) if each.kind == "paper_issued"]
    held = station.layouts().in_force["receipt"]
    assert [each["layout"] for each in said] == [held.sha256] * 2
    assert station.rebuild_journal().ok


def test_a_case_that_does_not_go_into_the_layout_is_printed_as_built_in_and_it_is_said(station):
    """The example of the manual has four lines; a family of eight is printed all the same."""
    station.propose_layout(OVERLAY.replace(b"stock = ", b"# stock = "))
    adopted = station.adopt_layout("receipt", "印制2026", ALONE)
    assert (adopted.alone, adopted.kind, adopted.stock) == (ALONE, "overlay", "")
    fits = station.issue_paper(station.accept(*read_document(a_family_of_four())).case_no, "receipt")
    assert (fits.layout, fits.unfit) == ("印制2026", "")
    eight = json.loads((folder("samples") / "17-family-of-eight.json").read_text(encoding="utf-8"))
    case_no = station.accept(*read_document(eight)).case_no
    assert {job.paper: job.unfit for job in station.print_set(case_no, "file:///nowhere")}["receipt"] == "印制2026"
    issued = station.issue_paper(case_no, "receipt", Reprint(ReprintReason.LOST))
    assert (issued.layout, issued.unfit) == ("", "印制2026")
    assert "户口迁移业务受理回执" in "".join(page_texts(issued.pdf))


def test_the_papers_of_a_permit_are_drawn_by_their_layouts_and_prove_the_same(station):
    number = station.apply_permit(*read_document(an_application())).permit_no
    station.propose_layout((folder("layouts") / "permit-receipt.toml").read_bytes())
    station.adopt_layout("permit-receipt", "样稿1", ALONE)
    issued = station.issue_paper(number, "permit-receipt")
    assert (issued.layout, issued.unfit) == ("样稿1", "")
    text = "".join(page_texts(issued.pdf))
    assert text.count(f"受理号：{number}") == text.count("版式样稿1") == 2  # a permit's number is no case's
    code = next(text for _, text in scanned(issued.pdf, 200)[0] if text.startswith("TSHJ2/TS-HJ-28V1/"))
    assert station.verify_paper(code).verdict == "genuine"


def test_a_printed_form_that_is_kept_as_stock_is_used_sheet_by_sheet_and_only_where_it_lies_in_the_tray(station):
    station.propose_layout(OVERLAY)
    station.adopt_layout("receipt", "印制2026", ALONE)
    assert station.printed_forms() == (("hz-2026", "hz-2026"),)
    case_no = station.accept(*read_document(a_family_of_four())).case_no
    plain = station.issue_paper(case_no, "receipt")
    assert (plain.layout, plain.unfit) == ("", "")
    assert "户口迁移业务受理回执" in "".join(page_texts(plain.pdf))  # facts alone would stand on an empty sheet
    again = Reprint(ReprintReason.LOST)
    refused("stock_unknown", partial(station.print_on_stock, again=again), case_no, "receipt")
    station.receive_stock(Arrival("hz-2026", "区印刷厂", "印制回执", "0001", "0002"))
    assert station.printed_forms() == (("hz-2026", "印制回执"),)
    assert station.tray_for(case_no, "receipt") is None
    station.save_settings(msgspec.structs.replace(station.settings, stock_kinds=("hz-2026",)))
    assert station.tray_for(case_no, "receipt").next_number == "0001"
    made = station.print_on_stock(case_no, "receipt", again=again)
    assert (made.number, made.kind, made.issued.layout) == ("0001", "hz-2026", "印制2026")
    assert "户口迁移业务受理回执" not in "".join(page_texts(made.issued.pdf))
    jammed = station.print_on_stock(case_no, "receipt", again=Reprint(ReprintReason.JAM))
    assert (jammed.number, jammed.written_off) == ("0002", "0001")
    refused("stock_used_up", partial(station.print_on_stock, again=again), case_no, "receipt")
    eight = json.loads((folder("samples") / "17-family-of-eight.json").read_text(encoding="utf-8"))
    refused("stock_layout_unfit", station.print_on_stock, station.accept(*read_document(eight)).case_no, "receipt")
    assert station.rebuild_journal().ok


def test_a_county_s_layout_holds_at_its_stations_until_they_put_it_aside(tmp_path):
    with two_sites(tmp_path) as (station, county):
        (case_no,) = [row.case_no for row in station.find("王建国").rows]
        county.propose_layout(OURS)
        county.adopt_layout("receipt", "秦州-1", ALONE)
        handed = county.export(tmp_path / "stick")
        station.import_bundle(tmp_path / "stick" / handed.bundle.rpartition("/")[2])
        held = station.layouts().in_force["receipt"]
        assert (held.site, held.standing) == ("620502", LayoutStanding.ADOPTED)
        assert "手机号码" in of(station, case_no)
        station.withdraw_layout("receipt", "秦州-1", "本所仍用原样")
        assert "手机号码" not in of(station, case_no)
        assert county.layouts().in_force["receipt"].sha256 == held.sha256


def test_an_entry_whose_text_was_exchanged_is_not_applied(station):
    said = LayoutProposed("receipt", "秦州-1", "sheet", "", OURS.decode(), "ab" * 32)
    with station._desk.store.write() as uow, pytest.raises(DamagedError, match="entry_out_of_place"):
        chain.append(
            uow, site="620502001", officer="0001", subject="layout.receipt", payload=said, at=station._desk.now()
        )


def test_a_link_a_pipe_and_a_file_of_another_sort_in_the_folder_do_no_harm(station, tmp_path):
    home = station._desk.home.layouts
    home.mkdir()
    (tmp_path / "elsewhere.toml").write_bytes(OURS)
    (home / "link.toml").symlink_to(tmp_path / "elsewhere.toml")
    (home / "note.txt").write_text("x")
    (home / "wrong.toml").write_bytes(b"\xff\xfe")
    files = {file.name: file for file in station.layouts().files}
    assert set(files) == {"link.toml", "wrong.toml"}
    assert not any(file.verdict.ok for file in files.values())
    refused("layout_file_missing", station.dropped_layout, "link.toml")
