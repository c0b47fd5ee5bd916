"""`make run` without a display does the main job through the real windows; what it leaves is what it promises."""

from __future__ import annotations

from pathlib import Path

from station_app.demo import demonstrate


def test_the_main_job_is_done_and_leaves_papers_bundle_and_pictures(tmp_path, qapp):
    shown = demonstrate(tmp_path / "out")
    papers = {Path(paper).name for paper in shown.papers}
    assert f"{shown.case_no}-receipt.pdf" in papers
    assert "recovery-sheet.pdf" in papers
    assert Path(shown.bundle).suffix == ".tsbundle"
    assert len(shown.screenshots) >= 8
    for each in (*shown.papers, shown.bundle, *shown.screenshots):
        assert Path(each).stat().st_size > 0
