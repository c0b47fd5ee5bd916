"""The page 统计 of the manual: how the figures are used, and what each of them counts, from the declarations alone.

Written by `python -m station_app.figure_list FILE` (`make figures`); a test sees that page and declarations agree.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from resources import folder
from station_app import texts
from station_app.domain.form58 import LAST, UNKNOWN
from station_app.domain.policy import load_packs
from station_app.domain.statistics import MEANS, figures, sums

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station_app.domain.counting import Figure

_HEAD = """# 统计

一个月的数字:月报、公业58表中本程序掌握的部分、从哪里来到哪里、各所排名。窗口在“统计”页,命令是 `station-app stats`。
指标表由程序里的声明生成(`make figures`),测试保证两者一致。

![统计页](../screens/statistics.png)

## 怎么看
* `Ctrl+PgUp`、`Ctrl+PgDown` 换月份;上面三个框选月份、怎样分列(县区、派出所、落户乡镇街道)、看哪一种内容。
* 光标停在一项上,右边写明它数的是什么、按哪一天计、依据哪一条,画出近十二个月。
* `回车` 列出**构成这个数字的每一条**:编号、事项、时间、计多少,加起来就是这个数字;再按 `回车` 打开案件。
* `Ctrl+P` 打印月报(选“排名”时打印排名通报),`Ctrl+E` 导出 XLSX 或 CSV(数字是数,不是文字),`Ctrl+G` 定版。
* 命令:`stats --month 2026-10 [--by county|station|town] [--form 58] [--figure 代码] [--ranking]
  [--xlsx 文件] [--pdf 文件] [--freeze]`。

## 口径
* **按写入流水之日计**,用北京时间的自然月。补记的旧事计入补记的那个月。
* **人和家庭的情况以当时为准**:受理数按受理时的内容,决定和落户按那一刻的内容,以后补正不改已过的月份。
* **错了就冲销**:以前月份办错的,在冲销的那个月减去,已过的月份不变。所以净数可以是负数。
* **各项加得起来**:按县区、派出所、乡镇分列之和等于合计;分项之和等于总项(见下“加总关系”)。没有填的归入“未填”,不丢。
* **城镇和农村只有一个定义**:城乡分类代码 1 开头是城镇,2 开头是农村。迁入地按乡镇街道、村居的分类。
* **不掌握的不编**:年末城镇人口、退役入伍、出国定居、暂住人口、任务目标都不在程序里。
  因此城镇化率、居住证覆盖率、完成率不算;58 表第 {unknown} 栏空着,由填表人按有权部门的数字填。

## 定版
* 月份结束后,所长或县级审核员可以定版。定版写入流水:全部数字、摘要(SHA-256)、第几版。
* 定版的数字再也不变。以后的数字不同(例如派出所后来才交接),逐项列在“定版后更正”,不改定版数。
* 再次定版要写理由,成为下一版;数字没有不同就不能再定版。
* 没有定版的月份,窗口和打印件写明“未定版”和是哪一刻的数字。

## 排名(县、市)
县局排各派出所,市局排各县区,按**农业转移人口净落户人数**(58 表第 8 栏)。人数多的在前;人数相同名次并列,
占去的名次不再给别人(1、2、2、4),并列的按代码先后列出。旁边写明每个单位的**数据到哪一刻**:还没有交接的,不能当作没有办。

## 指标
"""
_COLUMNS = "| 代码 | 指标 | 单位 | 数的是什么 | 按哪一天计 | 依据 |\n|---|---|---|---|---|---|"


def page() -> str:
    """Give the whole page, in Chinese like the manual."""
    with texts.speaking("zh"):
        return "\n".join(_parts()) + "\n"


def _parts() -> Iterator[str]:
    packs = load_packs(folder("policy"))
    declared = figures(packs)
    yield _HEAD.format(unknown="、".join(map(str, UNKNOWN))).rstrip()
    group = None
    for figure in declared:
        if figure.group is not group:
            group = figure.group
            yield f"\n### {texts.say(f'figure.group.{group}')}\n\n{_COLUMNS}"
        yield _line(figure)
    yield "\n### 平均数\n\n| 代码 | 指标 | 怎样算 |\n|---|---|---|"
    for mean in MEANS:
        said = (texts.say(f"figure.{what}.{mean.code}") for what in ("name", "meaning"))
        yield f"| `{mean.code}` | {' | '.join(said)} |"
    yield f"\n## 加总关系\n\n58 表共 {LAST} 栏。下面每一行左边等于右边之和,测试对随机的流水逐条核对。\n"
    for rule in sums(packs):
        yield f"* `{rule.whole}` = {' + '.join(f'`{part}`' for part in rule.parts)}"


def _line(figure: Figure) -> str:
    unit = texts.say(f"figure.unit.{figure.unit}")
    cells = (f"`{figure.code}`", figure.name, unit, figure.meaning, figure.when, figure.source)
    return f"| {' | '.join(cells)} |"


def main(arguments: list[str]) -> int:
    """Write the page into the file named first; gives the exit status."""
    if len(arguments) != 1:
        sys.stderr.write("python -m station_app.figure_list FILE\n")
        return 2
    Path(arguments[0]).write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
