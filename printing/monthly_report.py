"""户口登记统计月报 TS-HJ-25: the figures of a month, the part of 公业58表 that is known here, who came from where.

An inner list of the desk, of a frozen edition with its digest or of the moment it says. Nobody is named in it. Parts of
other figures that are nought are left out; the whole figures are all there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import words
from printing.blocks import NewPage
from printing.grid import table
from printing.month_heading import heading, said
from printing.on_its_side import WIDE, Listed, printed
from printing.on_its_side import render as render_rows
from printing.page_codes import BARE
from printing.typography import MM
from station_app import texts
from station_app.domain.counting import Group
from station_app.domain.divisions import full_name, local_name
from station_app.domain.month_words import days, minute, signed
from station_app.domain.statistics import MEANS, is_part

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from printing.blocks import Row
    from printing.page_codes import Codes
    from station_app.domain.month_figures import FigureLine, MonthReport, Movement

FORM = "TS-HJ-25"
EDITION = 1
TITLE = "户口登记统计月报"

_UNIT = 12 * MM
_NUMBER = 18 * MM
_AREAS_A_PAGE = 8
_WHOLE = (34 * MM, 112 * MM, _UNIT, 26 * MM, 83 * MM)
"""Where there is one area only: bars stand where the areas stand otherwise."""
_DIVIDED = (26 * MM, 68 * MM, _UNIT, 16 * MM)
_CORRECTED = (79.5 * MM, *(18 * MM,) * 3)
_HALF = (14 * MM, 94 * MM, 25.5 * MM)
_WAY = (52 * MM, 52 * MM, 29.5 * MM)
_UNKNOWN = "—"
_RULES = "按写入流水之日计入当月（北京时间）；以前月份的错在冲销的月份减去。为零的分项不列，“—”是本程序不掌握的数字。"


def facts(made: MonthReport) -> dict[str, object]:
    """Give what the pages state: the figures by their codes, not what they are called nor until when they hold."""
    return {
        "month": made.month,
        "site": made.site_code,
        "by": made.by,
        "edition": made.edition and made.edition.number,
        "figures": {line.code: (line.value, line.parts) for line in made.figures},
        "movements": made.movements,
        "corrections": {each.code: (each.frozen, each.now) for each in made.corrections},
    }


def render(made: MonthReport, badge: str, at: datetime, codes: Codes = BARE) -> bytes:
    """Make the pages; `badge` prints them at the moment `at`."""
    listed = Listed(TITLE, FORM, EDITION, printed(badge, at), made.practice)
    return render_rows(listed, tuple(_rows(made)), at, codes)


def _rows(made: MonthReport) -> Iterator[Row]:
    yield from heading(made)
    if made.corrections:
        yield said("定版后更正", f"{len(made.corrections)} 项，列在末尾；不改定版的数字。")
    if [each.code for each in made.stations] != [made.site_code]:
        yield said("数据截止", "；".join(_until(made)))
    yield said("说明", _RULES)
    yield from _figures(made)
    yield NewPage()
    yield from _form58(made)
    if made.movements:
        yield _movements(made)
    if made.corrections:
        yield _corrections(made)


def _corrections(made: MonthReport) -> Row:
    cells = [(each.name, str(each.frozen), str(each.now), signed(each.now - each.frozen)) for each in made.corrections]
    heads = ("指标", "定版", "现为", "相差")
    return table("定版后更正", heads * 2, _CORRECTED * 2, _official(_side_by_side(cells)), right=(1, 2, 3, 5, 6, 7))


def _side_by_side(cells: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Put the second half of some lines beside the first one."""
    half = (len(cells) + 1) // 2
    filled = [*cells, *[("",) * len(cells[0])] * (2 * half - len(cells))]
    return [filled[place] + filled[place + half] for place in range(half)]


def _until(made: MonthReport) -> Iterator[str]:
    for each in made.stations:
        yield f"{each.name} {minute(each.until) if each.until else '还没有数据'}"


def _figures(made: MonthReport) -> Iterator[Row]:
    shown = [line for line in made.figures if line.group is not Group.FORM58 and (line.value or not is_part(line.code))]
    codes = tuple(made.areas)
    if len(codes) < 2:
        yield _whole(made, shown)
        return
    names = "；".join(f"{code or '空'} {name}" for code, name in made.areas.items())
    yield said("分列", names)
    turns = -(-len(codes) // _AREAS_A_PAGE)
    for turn in range(turns):
        yield _divided(made, shown, codes[len(codes) * turn // turns : len(codes) * (turn + 1) // turns])


def _whole(made: MonthReport, shown: Sequence[FigureLine]) -> Row:
    """Set the only area: parts of other figures each with a bar, measured by the largest of them."""
    most: dict[str, int] = {}
    for line in shown:
        most[_family(line)] = max(most.get(_family(line), 0), line.value)
    rows, bars = [], []
    for place, line in enumerate(shown):
        rows.append((*_begins(shown, place), str(line.value), ""))
        bars.append(line.value / most[_family(line)] if is_part(line.code) else 0.0)
        for mean in _means_after(made, line):
            rows.append((*mean, ""))
            bars.append(0.0)
    return table("", ("组", "指标", "单位", "合计", "分项相比"), _WHOLE, _official(rows), right=(3,), bars=bars)


def _family(line: FigureLine) -> str:
    return line.code.partition(".")[0].removesuffix("_otherwise")


def _divided(made: MonthReport, shown: Sequence[FigureLine], codes: Sequence[str]) -> Row:
    rows: list[tuple[str, ...]] = []
    for place, line in enumerate(shown):
        rows.append((*_begins(shown, place), str(line.value), *(str(line.parts.get(code, 0)) for code in codes)))
        rows += [(*mean, *("",) * len(codes)) for mean in _means_after(made, line)]
    rest = WIDE - sum(_DIVIDED) - _NUMBER * len(codes)
    widths = (_DIVIDED[0], _DIVIDED[1] + rest, *_DIVIDED[2:], *(_NUMBER,) * len(codes))
    heads = ("组", "指标", "单位", "合计", *(code or "空" for code in codes))
    return table("", heads, widths, _official(rows), right=tuple(range(3, len(heads))))


def _means_after(made: MonthReport, line: FigureLine) -> Iterator[tuple[str, str, str, str]]:
    """Give the mean that is made of a line, as the cells before the areas."""
    for mean in MEANS:
        if mean.days == line.code:
            made_of = next(each for each in made.means if each.code == mean.code)
            yield "", made_of.name, texts.say("figure.unit.days"), days(made_of)


def _begins(shown: Sequence[FigureLine], place: int) -> tuple[str, str, str]:
    """Give the words of a line; its group where that begins."""
    line = shown[place]
    new = place == 0 or shown[place - 1].group is not line.group
    group = texts.say(f"figure.group.{line.group}") if new else ""
    return group, line.name, texts.say(f"figure.unit.{line.unit}")


def _form58(made: MonthReport) -> Iterator[Row]:
    cells = [(str(each.column), each.name, _UNKNOWN if each.value is None else str(each.value)) for each in made.form58]
    heads = ("栏", "栏目", "人数") * 2
    rows = _official(_side_by_side(cells))
    yield table("公业58表中本程序掌握的部分", heads, _HALF * 2, rows, right=(0, 2, 3, 5))
    flags = [(line.name, str(line.value)) for line in made.figures if _beside_the_form(line)]
    widths = (_HALF[0] + _HALF[1], _HALF[2]) * 2
    rows = _official(_side_by_side(flags))
    yield table("58 表标志和不进表的人数", ("指标", "人数") * 2, widths, rows, right=(1, 3))


def _beside_the_form(line: FigureLine) -> bool:
    return line.group is Group.FORM58 and not line.code.startswith("form58.")


def _movements(made: MonthReport) -> Row:
    cells = [(_origin(each, made.site_code), _town(each), str(each.people)) for each in made.movements]
    title = "落户人员从哪里来、落到哪个乡镇街道"
    heads = ("原户口地", "落户地", "人数") * 2
    return table(title, heads, _WAY * 2, _official(_side_by_side(cells)), right=(2, 5))


def _origin(each: Movement, site: str) -> str:
    if not each.origin:
        return texts.say("figure.unsaid")
    near = each.origin[:4] == site[:4]
    return (local_name(each.origin) if near else full_name(each.origin)) or each.origin


def _town(each: Movement) -> str:
    return (local_name(each.town) or each.town) if each.town else texts.say("figure.nowhere")


def _official(rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    return [tuple(map(words.official, row)) for row in rows]
