"""The pictures in the manual."""

from __future__ import annotations

from PIL import Image

from printing import pictures
from printing.papers import PAPERS


def test_every_paper_has_its_picture(tmp_path):
    drawn = pictures.draw_all(tmp_path / "papers")
    assert {path.name for path in drawn} >= {"receipt.png", "recovery-sheet.png", "receipt-long-names-2.png"}
    for paper in PAPERS:
        assert any(path.stem in {paper, f"{paper}-1"} for path in drawn), paper
    for path in drawn:
        with Image.open(path) as picture:
            on_its_side = path.stem.startswith(("household-roster", "ledger-pages"))  # many columns
            if path.stem in {"receipt-80", "receipt-58"}:
                assert abs(picture.width - int(path.stem[-2:]) / 25.4 * pictures.DPI) <= 1
                continue
            assert picture.size == ((1287, 910) if on_its_side else (910, 1287))
