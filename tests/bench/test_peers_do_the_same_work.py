"""A ratio is only honest when the raw peer really does the same work. Nothing here is timed."""

from __future__ import annotations

import io

import pypdfium2
import pytest

from printing.papers import PaperContext, lay_out, render
from station_app import bench
from station_app.bench import families, keystroke, papers_memory, places, receipt, save, slips
from station_app.domain.findings import blocking
from station_app.errors import UsageError
from station_app.exchange.identities import Identity


def test_an_unknown_benchmark_is_a_wrong_call():
    with pytest.raises(UsageError) as refusal:
        bench.run(["stroll"], lambda _: None)
    assert refusal.value.code == "bench_unknown"


def test_the_invented_families_are_all_different_and_acceptable(tmp_path):
    some = [*families.families(3), *families.families(3, start=358), *families.families(1, start=59_000)]
    numbers = [member.id_number for family in some for member in family.family]
    assert len(set(numbers)) == len(numbers) == 28
    desk = places.log_in(places.station(tmp_path / "home"))
    blocked = {finding.code for family in some for finding in blocking(desk.check(family).findings, {})}
    desk.close()
    assert not blocked


def test_the_raw_loop_writes_the_very_same_rows(tmp_path):
    with save.Pair(tmp_path, 3) as pair:
        for number in range(3):
            pair.ours(number)
            pair.peer(number)
        ours, theirs = _content(pair.live), _content(pair.raw)
    assert sum(map(len, ours.values())) > 20
    assert ours == theirs


def test_the_bare_canvas_draws_the_same_words(tmp_path):
    desk = places.log_in(places.station(tmp_path / "home"))
    record = desk.show(desk.accept(next(families.families(1))).case_no)
    desk.close()
    identity = Identity.generate()
    context = PaperContext(seal=lambda message: identity.sign("paper", message))
    bare = receipt.bare(lay_out("receipt", record, context))
    assert _words(bare) == _words(render("receipt", record, context))


def _content(database) -> dict[str, list[tuple[object, ...]]]:
    tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return {
        name: sorted(map(repr, database.execute(f"SELECT * FROM {name}").fetchall())) for (name,) in tables.fetchall()
    }


def _words(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    try:
        return sorted(character for page in document for character in page.get_textpage().get_text_range() if character)
    finally:
        document.close()


def test_the_family_of_nine_on_the_measured_page_is_one_an_officer_could_accept(tmp_path):
    desk = places.log_in(places.station(tmp_path / "home"))
    result = desk.check_content(families.a_family_of_nine())
    desk.close()
    assert len(result.case.family) == 9
    assert not blocking(result.findings, {})


def test_one_key_in_a_hundred_is_slower_than_the_figure_given():
    assert keystroke.p99([*range(200)]) == 198
    assert keystroke.p99([7.0]) == 7.0


def test_memory_is_measured_of_this_very_process_and_papers_leave_nothing_behind():
    before = papers_memory.resident()
    held = bytearray(64 << 20)
    assert papers_memory.resident() >= before + 60
    del held
    row = papers_memory.measure(papers=160, warm=60, families_drawn=20)
    assert row.unit == "MiB"
    assert row.ours_ms - row.peer_ms < 3, "a hundred receipts are 5 MiB of PDF"


def test_every_slip_of_the_batch_is_another_registered_family_and_the_canvas_draws_the_same_words():
    records = slips.registered(3, 40)
    assert len({record.number for record in records}) == 3
    identity = Identity.generate()
    context = PaperContext(seal=lambda message: identity.sign("paper", message))
    for record in records:
        drawn = receipt.bare(lay_out(slips.PAPER, record, context))
        assert _words(drawn) == _words(render(slips.PAPER, record, context))
