"""The page 检查规则 of the manual: every rule with what it really answers, taken from the cases that make it speak.

Written by `make rules`; a test sees that the page and the rules agree, so nobody has to remember it.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from resources import folder
from station_app import texts
from station_app.domain.findings import Finding
from station_app.domain.policy import load_packs
from station_app.domain.reading import read_case
from station_app.services.judging import judge
from tests.commandline.rule_cases import ELSEWHERE, RAW, RULES, TODAY, changed

PAGE = Path(__file__).parents[2] / "docs" / "manual" / "检查规则.md"
_HEAD = """# 检查规则

程序检查一个家庭时会说的每一句话。受理页、`station-app check`、`station-app accept` 用的是同一套规则。
本页由规则本身生成(`make rules`),测试保证两者一致。

**错误**不改不能受理;**需确认**写明理由可以继续(`--confirm 代码=理由`,只答其中一处用 `代码@位置=理由`);
**提醒**和**说明**不影响受理。
同一规则在不同情形下可能轻重不同,表中是最常见的一种。`[]` 表示第几个人或第几份材料,从 0 数起。

| 代码 | 轻重 | 位置 | 程序怎么说 | 依据 |
|---|---|---|---|---|
"""


def page() -> str:
    """Give the whole page."""
    packs = load_packs(folder("policy"))
    rows = []
    files = [(rule.code, rule.where, json.dumps(changed(rule.put)).encode()) for rule in RULES]
    files += [(code, "", raw) for code, raw in RAW.items()]
    for code, where, raw in files:
        case, structure = read_case(raw)
        found = judge(case, structure, packs=packs, households=(), site_division="620502001", on=TODAY).findings
        rows.append(_row(next(each for each in found if (each.code, each.where) == (code, where))))
    rows += [_row(finding) for finding in ELSEWHERE]
    return _HEAD + "\n".join(rows) + "\n"


def _row(finding: Finding) -> str:
    key = f"finding.{finding.code}"
    sentence = texts.say(key if texts.known(key) else f"error.{finding.code}", "zh")
    place = re.sub(r"\[\d+\]", "[]", finding.where) or "整个文件"
    cells = (f"`{finding.code}`", _severity(finding), f"`{place}`", sentence, finding.basis)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _severity(finding: Finding) -> str:
    """Give the word without its sign."""
    return texts.say(f"severity.{finding.severity.value}", "zh").partition(" ")[2]


if __name__ == "__main__":
    Path(sys.argv[1] if len(sys.argv) > 1 else PAGE).write_text(page(), encoding="utf-8")
