"""打印校准页 TS-HJ-23: how far a printer is out of place, to a tenth of a millimetre, read at two folds of the sheet.

Folding edge upon edge gives the sheet's true middle without a tool, and halves what the hand is off by. Across each
fold lies a scale of slanted lines (`printing.crease_scale`). What is read there is what is to be added to the
printer's offset. Nothing on the page is about a person or a case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from printing import words
from printing.blocks import FIGURES, HAIRLINE, LABEL, NOTE, OUTLINE, draw_label
from printing.codes import code128, qr
from printing.crease_scale import Axis, draw_example, draw_scale
from printing.look_marks import cross, grey_steps, ring, ruler_across, ruler_down, span_across, span_down, weights
from printing.marks import A4, Mark, Surface, pdf
from printing.typography import CENTRE, HEI, MM, SONG, Style, set_line, set_lines, width

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from station_app.settings import Offset

FORM = "TS-HJ-23"
EDITION = 1
TITLE = "打印校准页"

MARGIN = 15.0
"""mm from an edge to the middle of its crosses: nothing stands within 10 mm, which is the most a page is moved."""

SEAL = 42.0
"""mm across: the place of a seal (forms.md §0)."""

_HEADING = Style(HEI, 16, bold=True)
_NAME = Style(HEI, 10, bold=True)
_STEP = Style(SONG, 9.5)
_DOTS = "TSHJ-CALIBRATION/" + "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567" * 5
"""As long as the code of a receipt, so of the same size; no desk takes it for one."""

_AT_LENGTH: Final = (
    "左边对齐右边对折，压出竖折痕；展开后上边对齐下边对折，压出横折痕。不用尺子。",
    (
        "竖折痕在尺①上读：先看底边，读靠近 0 的整毫米数；再从这个数沿斜线往上，斜线在第几行碰到折痕，就是十分之几毫米。"
        "折痕在 0 右边是正数，左边是负数。"
    ),
    "横折痕在尺②上同样读：底边在右，折痕在 0 下边是正数，上边是负数。都穿过 0 就不用再校。",
    "“已设”加“读数”等于“应填”，填在：设置（Ctrl+,）→ 打印位置，选这台打印机。存后再打一张。",
    "100 毫米的线量出来不是 100 毫米，是打印机在缩放：请关闭打印机的“适合页面”，校准改不了缩放。",
)
_IN_SHORT: Final = (
    "左右对折、上下对折，边对齐，压出两条折痕（须打在 A5 纸上）。",
    "竖折痕在尺①上读：底边读靠近 0 的整毫米，从这个数沿斜线往上，在第几行碰到折痕就是十分之几。0 右边为正，左边为负。",
    "横折痕在尺②上同样读：0 下边为正，上边为负。都过 0 即可。",
    "已设加读数等于应填，填在设置（Ctrl+,）的“打印位置”。",
    "100 毫米的线长短不对，是打印机在缩放：关闭“适合页面”。",
)
_SAMPLES: Final = (
    ("宋体九磅：户口迁移审批表 0123456789 𠅤麤龘", NOTE),
    ("黑体九磅：户口迁移审批表 0123456789", LABEL),
)


class Sheet(NamedTuple):
    """Where the parts of one page stand: pairs are (x, y) in mm from the upper left corner."""

    name: str
    wide: float
    high: float
    left: float
    right: float
    title: float
    across: float
    """Top of scale 1, which the upright fold crosses."""
    down: float
    """Left of scale 2, which the lying fold crosses."""
    down_said: tuple[float, float]
    example: tuple[float, float]
    steps: float
    style: Style
    texts: tuple[str, ...]
    sums: float
    dots: tuple[float, float]
    bars: tuple[float, float]
    bars_text: str
    samples: tuple[float, float] | None
    greys: tuple[float, float, float]
    weights: tuple[float, float] | None
    seal: tuple[float, float]
    seal_said: float
    level: tuple[float, float]
    upright: tuple[float, float]


SHEETS: Final[Mapping[str, Sheet]] = {
    "a4": Sheet(
        name="A4",
        wide=210,
        high=297,
        left=28,
        right=188,
        title=34,
        across=44,
        down=160,
        down_said=(152, 147),
        example=(150, 43),
        steps=79,
        style=Style(SONG, 9.5),
        texts=_AT_LENGTH,
        sums=116,
        dots=(30, 176),
        bars=(63, 176),
        bars_text="CAL-0123456789012345678901",
        samples=(63, 195),
        greys=(28, 212, 13),
        weights=(28, 234),
        seal=(163, 204),
        seal_said=0,
        level=(28, 254),
        upright=(190, 167),
    ),
    "a5": Sheet(
        name="A5",
        wide=148,
        high=210,
        left=27,
        right=124,
        title=34,
        across=39,
        down=102,
        down_said=(124, 121),
        example=(93, 38),
        steps=134,
        style=NOTE,
        texts=_IN_SHORT,
        sums=171,
        dots=(29, 93),
        bars=(49, 74),
        bars_text="CAL-012345678901",
        samples=None,
        greys=(27, 117, 3.6),
        weights=None,
        seal=(74, 105),
        seal_said=11,
        level=(24, 71.5),
        upright=(132, 61),
    ),
}
"""The sheets there is a page for."""


def render(sheet: str, at: datetime, printer: str, offset: Offset) -> bytes:
    """Make the page for one of `SHEETS`; `printer` (may be empty) moves its pages by `offset` as it is set now."""
    plan = SHEETS[sheet]
    size = (plan.wide * MM, plan.high * MM)
    marks: list[Mark] = []
    surface = Surface(marks, page_height=size[1])
    _places(surface, plan)
    _head(surface, plan, printer)
    _scales(surface, plan)
    _steps(surface, plan)
    _sums(surface, plan, offset)
    _printed_samples(surface, plan)
    span_across(surface, *plan.level)
    span_down(surface, *plan.upright)
    foot = f"{FORM} v{EDITION}　{plan.name}　第 1 页 / 共 1 页　{words.minute(at)}"
    _centred(surface, plan.wide / 2, plan.high - 12, foot, NOTE)
    return pdf([marks], title=TITLE, form=f"{FORM}V{EDITION}", at=at, size=size if sheet != "a4" else A4)


def _centred(surface: Surface, x: float, y: float, text: str, style: Style, *, grey: float = 0.0) -> None:
    surface.text(x * MM - width(text, style) / 2, y * MM, text, style, grey=grey)


def _places(surface: Surface, plan: Sheet) -> None:
    """Draw the crosses at known places, and the rulers along two edges."""
    far_x, far_y = plan.wide - MARGIN, plan.high - MARGIN
    for x in (MARGIN, far_x):
        for y in (MARGIN, far_y):
            cross(surface, x, y)
    cross(surface, plan.wide / 2, plan.high / 2)
    ruler_across(surface, MARGIN + 10, far_x - 10, MARGIN)
    ruler_down(surface, MARGIN, MARGIN + 10, far_y - 10)
    said = f"十字距相邻纸边各 {MARGIN:.1f} 毫米"
    surface.text(plan.left * MM, (plan.title - 7) * MM, said, NOTE, grey=0.35)


def _head(surface: Surface, plan: Sheet, printer: str) -> None:
    surface.text(plan.left * MM, plan.title * MM + 2, TITLE, _HEADING, spacing=1)
    left = plan.left * MM + width(TITLE, _HEADING) + 8 * MM
    room = plan.right * MM - left
    said = f"打印机：{printer}" if printer else "打印机：（填写）"
    kept = len(said)
    while width(said[:kept] + "…", _STEP) > room:  # a name is there to tell two printers apart, and may be an address
        kept -= 1
    line = set_line(said if kept == len(said) else said[:kept] + "…", _STEP)
    surface.line(left, plan.title * MM + 2, line, _STEP)


def _scales(surface: Surface, plan: Sheet) -> None:
    draw_scale(surface, Axis.ACROSS, plan.wide / 2, plan.across)
    draw_scale(surface, Axis.DOWN, plan.down, plan.high / 2)
    draw_example(surface, *plan.example)
    x, y = plan.left * MM, (plan.across + 8.5) * MM
    surface.text(x, y, "尺①", _NAME)
    surface.text(x, y + 5 * MM, "竖折痕，读“向右”", NOTE)
    x, y = plan.down_said[0] * MM, plan.down_said[1] * MM
    surface.text(x - width("尺②", _NAME), y, "尺②", _NAME)
    said = "横折痕，读“向下”"
    surface.text(x - width(said, NOTE), y + 5 * MM, said, NOTE)


def _steps(surface: Surface, plan: Sheet) -> None:
    y = plan.steps * MM
    for number, text in enumerate(plan.texts, 1):
        surface.text(plan.left * MM, y, f"{number}.", FIGURES)
        for line in set_lines(text, plan.style, (plan.right - plan.left - 5) * MM):
            surface.line((plan.left + 5) * MM, y, line, plan.style)
            y += 4.5 * MM
        y += 0.6 * MM


def _sums(surface: Surface, plan: Sheet, offset: Offset) -> None:
    """Draw the sum that is done by hand: what is set, what was read, what to enter."""
    row, head, wide = 6.5 * MM, 18 * MM, (min(plan.right - plan.left, 118) * MM - 18 * MM) / 3
    x, y = plan.left * MM, plan.sums * MM
    surface.frame(x, y, head + 3 * wide, 3 * row, OUTLINE)
    for line in (1, 2):
        surface.rule(x, y + line * row, x + head + 3 * wide, y + line * row, HAIRLINE)
    for place, name in enumerate(("已设", "＋ 读数", "＝ 应填")):
        left = x + head + place * wide
        surface.rule(left, y, left, y + 3 * row, HAIRLINE)
        draw_label(surface, left, y, wide=wide, height=row, texts=(name,))
    for line, (name, set_now) in enumerate((("向右", offset.right), ("向下", offset.down)), 1):
        draw_label(surface, x, y + line * row, wide=head, height=row, texts=(name,))
        base = y + (line + 0.5) * row + CENTRE * FIGURES.size
        said = f"{set_now / 10:+.1f}" if set_now else "0.0"
        surface.text(x + head + (wide - width(said, FIGURES)) / 2, base, said, FIGURES)
        for place in (1, 2):
            unit = x + head + (place + 1) * wide - width("毫米", NOTE) - 1.2 * MM
            surface.text(unit, base, "毫米", NOTE, grey=0.35)


def _printed_samples(surface: Surface, plan: Sheet) -> None:
    """Draw what else a good printer shows: both codes, the smallest type, greys, hairlines, the place of a seal."""
    dots, _ = qr(_DOTS)
    surface.bars(plan.dots[0] * MM, plan.dots[1] * MM, dots)
    bars, long = code128(plan.bars_text)
    x, y = plan.bars[0] * MM, plan.bars[1] * MM
    surface.bars(x, y, bars)
    if plan.samples:
        surface.text(x + (long - width(plan.bars_text, NOTE)) / 2, y + 9 * MM + 3.6 * MM, plan.bars_text, NOTE)
        x, y = plan.samples[0] * MM, plan.samples[1] * MM
        for text, style in _SAMPLES:
            surface.line(x, y, set_line(text, style), style)
            y += 4.6 * MM
    grey_steps(surface, *plan.greys)
    if plan.weights:
        weights(surface, *plan.weights)
    x, y = plan.seal
    ring(surface, x, y, SEAL / 2)
    said = ("印章位置", f"直径 {SEAL:.0f} 毫米")
    for place, text in enumerate(said):
        _centred(surface, x, y - 0.5 + plan.seal_said + 4.5 * place, text, NOTE, grey=0.35)
