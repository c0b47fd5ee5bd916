"""A copy of the ledger for somebody outside: cells are texts, nothing is a formula, and the log says who took it."""

from __future__ import annotations

import csv
import io
import stat
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from station_app import spreadsheets, texts
from station_app.domain.ledger import LedgerFilter
from station_app.domain.looks import LEDGER
from station_app.domain.records import Officer
from station_app.domain.vocabulary import CaseStatus, OfficerRole
from station_app.errors import NotPermittedError, RefusedError, UsageError
from station_app.services.export_ledger import export_ledger
from station_app.storage import reads
from tests.printing.paper_cases import page_texts
from tests.services.exchanging import more_families
from tests.stations import MORNING

CHIEF = Officer("0002", "赵守正", (OfficerRole.CHIEF,))
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def chief(catalogue):
    return replace(catalogue._desk, officer=CHIEF)


def sheet(path):
    """The cells of a workbook as it lies in the file: (type, text) by row; and whether it holds any formula."""
    with zipfile.ZipFile(path) as book:
        shared = [
            "".join(part.text or "" for part in entry.iter(f"{_MAIN}t"))
            for entry in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        ]
        page = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    rows = [
        [
            (cell.get("t"), shared[int(value.text)] if cell.get("t") == "s" else value.text)
            for cell in row
            if (value := cell.find(f"{_MAIN}v")) is not None
        ]
        for row in page.iter(f"{_MAIN}row")
    ]
    return rows, list(page.iter(f"{_MAIN}f"))


def lines(path):
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def noted(desk):
    with desk.store.read() as uow:
        return [(read.officer, read.why) for read in reads.of_subject(uow, LEDGER)]


def test_a_workbook_holds_every_case_as_text_with_masked_numbers(station, tmp_path):
    numbers = more_families(station, 3)
    done = export_ledger(station._desk, LedgerFilter(), tmp_path / "台账.xlsx")
    assert (done.cases, done.full) == (3, False)
    rows, formulas = sheet(tmp_path / "台账.xlsx")
    assert formulas == []
    assert {kind for row in rows for kind, _ in row} == {"s"}
    assert [row[0][1] for row in rows] == ["案件编号", *sorted(numbers, reverse=True)]
    assert all(any("********" in text for _, text in row) for row in rows[1:])
    assert noted(station._desk) == [("0001", "masked 3")]


def test_pages_hold_every_case_in_chinese_and_say_who_printed_them(station, tmp_path):
    numbers = more_families(station, 30)
    texts.choose("en")
    try:
        done = export_ledger(station._desk, LedgerFilter(), tmp_path / "台账.pdf")
    finally:
        texts.choose("zh")
    assert (done.cases, done.full) == (30, False)
    pages = ["".join(page.split()) for page in page_texts((tmp_path / "台账.pdf").read_bytes())]
    first, last, of = pages[0], pages[-1], len(pages)
    assert all(number in "".join(pages) for number in numbers)
    assert of > 1
    assert f"第1页/共{of}页" in first
    assert "打印警号0001" in last
    assert "共30件。号码已遮掩。" in first
    assert "已受理" in first
    assert "********" in first
    assert noted(station._desk)[-1] == ("0001", "masked 30")


def test_pages_of_nothing_say_so_and_too_many_are_refused(station, tmp_path, monkeypatch):
    export_ledger(station._desk, LedgerFilter(), tmp_path / "none.pdf")
    (page,) = page_texts((tmp_path / "none.pdf").read_bytes())
    assert "没有符合条件的案件。" in page
    more_families(station, 2)
    monkeypatch.setattr("station_app.services.export_ledger._MOST_ON_PAGES", 1)
    with pytest.raises(RefusedError, match="export_too_large"):
        export_ledger(station._desk, LedgerFilter(), tmp_path / "many.pdf")
    assert not (tmp_path / "many.pdf").exists()


def test_pages_in_full_say_that_they_are(station, tmp_path):
    more_families(station, 1)
    export_ledger(chief(station), LedgerFilter(), tmp_path / "full.pdf", full=True, reason="检查")
    (page,) = page_texts((tmp_path / "full.pdf").read_bytes())
    assert "含完整号码" in page
    assert "********" not in page


def test_numbers_in_full_are_for_the_chief_and_for_a_reason(station, tmp_path):
    more_families(station, 1)
    target = tmp_path / "full.xlsx"
    with pytest.raises(NotPermittedError):
        export_ledger(station._desk, LedgerFilter(), target, full=True, reason="上级检查")
    with pytest.raises(RefusedError) as refusal:
        export_ledger(chief(station), LedgerFilter(), target, full=True, reason="  ")
    assert refusal.value.code == "export_reason_missing"
    assert not target.exists()
    assert noted(station._desk) == []
    export_ledger(chief(station), LedgerFilter(), target, full=True, reason="上级检查  要求")
    rows, _ = sheet(target)
    applicant = rows[1][[text for _, text in rows[0]].index("公民身份号码") - (len(rows[0]) - len(rows[1]))]
    whole = [text for _, text in rows[1]]
    assert any(len(text) == 18 and text[:17].isdigit() for text in whole), applicant
    assert noted(station._desk) == [("0002", "full 1 上级检查 要求")]


def test_only_what_was_asked_for_is_copied(station, tmp_path):
    more_families(station, 2)
    assert export_ledger(station._desk, LedgerFilter(statuses=(CaseStatus.REFUSED,)), tmp_path / "a.csv").cases == 0
    assert export_ledger(station._desk, LedgerFilter(text="HJ0001"), tmp_path / "b.csv").cases == 1
    assert len(lines(tmp_path / "b.csv")) == 2


def test_a_csv_is_utf_8_with_its_mark_and_one_line_a_case(station, tmp_path):
    numbers = more_families(station, 2)
    export_ledger(station._desk, LedgerFilter(), tmp_path / "台账.csv")
    assert (tmp_path / "台账.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    head, *rows = lines(tmp_path / "台账.csv")
    assert head[0] == "案件编号"
    assert [row[0] for row in rows] == sorted(numbers, reverse=True)
    assert {len(row) for row in rows} == {len(head)}


@pytest.mark.parametrize("cell", ["=1+1", "+86 138", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1＋1", "'王", "''"])
def test_a_cell_that_a_spreadsheet_would_run_is_marked_and_can_be_had_back(cell):
    marked = spreadsheets.guarded(cell)
    assert marked == f"'{cell}"
    assert marked.removeprefix("'") == cell


@pytest.mark.parametrize("cell", ["王建国", "620502198503179818", "", "1=1", "兰州-天水", " x"])
def test_any_other_cell_stays_as_it_is(cell):
    assert spreadsheets.guarded(cell) == cell


@pytest.mark.parametrize("kind", spreadsheets.KINDS)
def test_what_looks_like_a_formula_is_a_text_in_either_kind(tmp_path, kind):
    cells = ["=HYPERLINK(1)", "+1", "-1", "@x", "\t1", "620502198503179818", "https://x.cn", "1e9", "𠮷"]
    with (tmp_path / f"t{kind}").open("wb") as file:
        table = spreadsheets.begin(kind, file, "表", [f"列{place}" for place in range(len(cells))], MORNING)
        table.add(cells)
        table.close()
    if kind == ".xlsx":
        rows, formulas = sheet(tmp_path / "t.xlsx")
        assert [text for _, text in rows[1]] == cells
        assert formulas == []
    else:
        assert [cell.removeprefix("'") for cell in lines(tmp_path / "t.csv")[1]] == cells


def test_the_file_is_for_its_owner_and_replaces_nothing(station, tmp_path):
    more_families(station, 1)
    target = tmp_path / "台账.csv"
    export_ledger(station._desk, LedgerFilter(), target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    before = target.read_bytes()
    with pytest.raises(UsageError) as refusal:
        export_ledger(station._desk, LedgerFilter(), target)
    assert refusal.value.code == "output_taken"
    assert target.read_bytes() == before


def test_a_homes_own_files_are_left_alone_and_other_kinds_are_not_known(station, tmp_path):
    for target, code in (
        (station._desk.home.root / "blobs" / "x.csv", "output_in_home"),
        (tmp_path / "x.odt", "table_kind_unknown"),
        (tmp_path / "x", "table_kind_unknown"),
    ):
        with pytest.raises(UsageError) as refusal:
            export_ledger(station._desk, LedgerFilter(), target)
        assert refusal.value.code == code


def test_too_many_rows_leave_no_file_and_no_line_in_the_log(station, tmp_path, monkeypatch):
    more_families(station, 3)
    monkeypatch.setitem(spreadsheets.MOST_ROWS, ".xlsx", 2)
    with pytest.raises(RefusedError) as refusal:
        export_ledger(station._desk, LedgerFilter(), tmp_path / "x.xlsx")
    assert refusal.value.code == "export_too_large"
    assert list(tmp_path.glob("*.xlsx")) == []
    assert noted(station._desk) == []


def test_an_export_that_is_stopped_leaves_nothing(station, tmp_path, monkeypatch):
    from station_app.services import export_ledger as module  # noqa: PLC0415

    monkeypatch.setattr(module, "AT_ONCE", 1)
    more_families(station, 2)

    def stop(_done, _of):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_ledger(station._desk, LedgerFilter(), tmp_path / "x.csv", progress=stop)
    assert [path.name for path in tmp_path.iterdir() if "x.csv" in path.name] == []
