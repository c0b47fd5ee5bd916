"""Both codes of every paper are read from a poor copy: skewed, blurred, black and white only, with specks."""

from __future__ import annotations

import random

import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageFilter

from printing import papers, preview
from printing.proof import parse
from tests.printing.situations import RULED, USUAL, having

_SPECKS = 0.001
"""Of the dots that are turned: a dirty glass. Twice as many at 300 dpi and one code in four is lost."""


def faxed(page: preview.Page, skew: float, seed: int) -> Image.Image:
    """Give what a fax machine makes of a page."""
    image = Image.frombytes("RGB", (page.width, page.height), page.rgb).convert("L")
    image = image.rotate(skew, resample=Image.Resampling.BILINEAR, fillcolor=255)
    image = image.filter(ImageFilter.GaussianBlur(0.55))
    black = image.point(lambda grey: 255 if grey > 140 else 0)
    chance = random.Random(seed)
    turned = Image.new("L", black.size)
    dots = turned.load()
    for _ in range(int(_SPECKS * page.width * page.height)):
        dots[chance.randrange(page.width), chance.randrange(page.height)] = 255
    return ImageChops.difference(black, turned)


@pytest.mark.parametrize("paper", sorted(papers.PAPERS))
def test_both_codes_are_read_from_a_poor_copy_of_any_scanner(paper):
    about = next(having(paper))(USUAL)
    pdf = papers.render(paper, about, RULED)
    for dpi in (150, 200, 300):
        page = next(iter(preview.pages(pdf, dpi)))
        found = zxingcpp.read_barcodes(faxed(page, 0.7 if dpi == 200 else -0.7, dpi))
        read = [parse(code.text) for code in found if code.format == zxingcpp.BarcodeFormat.QRCode]
        assert read, f"{paper} at {dpi}"
        assert {(code.paper, code.number) for code in read if code} == {(paper, about.number)}
        assert about.number in {code.text for code in found if code.format == zxingcpp.BarcodeFormat.Code128}
