"""The list of fields of a form as a page of the manual (Markdown), from the declarations alone.

Written by `python -m forms.field_list FILE`; a test sees that the page and the form agree.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from forms import choices, conditions
from forms.fields import Kind
from forms.settlement import FORM
from station_app import texts
from station_app.domain import codes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from enum import StrEnum

    from forms.conditions import Condition
    from forms.fields import Field, Form, Section

_HEAD = """# 数据项

受理一个家庭时可以登记的每一项。受理页、`station-app schema case`、案件页“登记项”、打印件用的是同一份声明;
本页由声明生成(`make fields`),测试保证两者一致。表单版本:`{name}`。

**必填**栏空着的,从不作为条件;就业、社保、住房、居住年限一概不作条件(天政办发〔2020〕5号 第1项)。
标“隐”的是个人信息,不进日志,列表和脱敏提取中隐去。
"""
_COLUMNS = "| 项目 | 案件文件中的位置 | 怎样填 | 何时出现 | 必填 | 依据 | |\n|---|---|---|---|---|---|---|"
_KINDS = {
    Kind.CONSTANT: "固定",
    Kind.TEXT: "文字",
    Kind.NOTE: "多行文字",
    Kind.NAME: "姓名,至多 50 字",
    Kind.NAMES: "姓名,可多个",
    Kind.ID_NUMBER: "公民身份号码",
    Kind.PHONE: "电话",
    Kind.DATE: "日期",
    Kind.EXPIRY: "日期或“长期”",
    Kind.DIVISION: "区划,省至村",
    Kind.FLAG: "是或否",
    Kind.DECLARATION: "声明,勾选",
    Kind.MEMBER: "家庭成员",
    Kind.MEMBERS: "家庭成员,可多个",
    Kind.GUARDIAN: "家庭成员,或另填一人",
    Kind.ATTACHMENT: "扫描件",
    Kind.ATTACHMENTS: "扫描件,可多个",
    Kind.CODE_POINTS: "字码",
    Kind.REASONS: "项目与理由",
    Kind.BADGE: "警号",
}


def page(form: Form = FORM) -> str:
    """Give the whole page, in Chinese like the manual."""
    parts = [_HEAD.format(name=form.name)]
    for section in form.sections:
        parts += ["", f"## {texts.say(f'section.{section.id}', 'zh')}", "", _COLUMNS]
        parts += [_row(form, section, field) for field in section.fields]
    return "\n".join(parts) + "\n"


def _row(form: Form, section: Section, field: Field) -> str:
    shown = [each for each in dict.fromkeys((section.visible, field.visible)) if each != conditions.ALWAYS]
    cells = (
        texts.say(f"field.{field.id}", "zh"),
        f"`{field.path}`",
        _how(field),
        "且".join(_words(form, each) if len(shown) == 1 else _bracketed(form, each) for each in shown),
        "" if field.required == conditions.NEVER else _words(form, field.required),
        field.basis,
        "隐" if field.personal else "",
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _how(field: Field) -> str:
    if field.kind is Kind.CODE:
        return f"代码:{codes.table(field.table).source or field.table}"
    if field.choices is not None:
        words = "、".join(choices.label(each, "zh") for each in field.choices)
        return f"{words}{'(可多选)' if field.kind is Kind.CHOICES else ''}"
    return _KINDS[field.kind]


def _words(form: Form, condition: Condition) -> str:
    """Say a condition as people would."""
    match condition:
        case conditions.Not(conditions.Given(path)):
            return f"未填{_label(form, path)}"
        case conditions.Not(inner):
            return f"不是“{_words(form, inner)}”"
        case conditions.Anybody(inner):
            return f"有人{_words(form, inner)}"
        case conditions.All(several):
            return "且".join(_bracketed(form, each) for each in dict.fromkeys(several))
        case conditions.AnyOf(several):
            return "或".join(_bracketed(form, each) for each in several)
    return _plain_words(form, condition)


def _plain_words(form: Form, condition: Condition) -> str:
    match condition:
        case conditions.Always(answer):
            return "总是" if answer else "从不"
        case conditions.OneOf(path, values):
            return f"{_label(form, path)}为{'、'.join(_value(form, path, each) for each in values)}"
        case conditions.StartsWith(path, prefix):
            return f"{_label(form, path)}的代码以 {prefix} 开头"
        case conditions.Given(path):
            return f"已填{_label(form, path)}"
        case conditions.OfAge(path, years):
            return f"按{_label(form, path)}年满 {years} 周岁"
        case conditions.IsUrban(path):
            return f"{_label(form, path)}属城镇"
    raise TypeError(type(condition).__name__)


def _bracketed(form: Form, condition: Condition) -> str:
    words = _words(form, condition)
    return f"({words})" if isinstance(condition, conditions.All | conditions.AnyOf) else words


def _label(form: Form, path: str) -> str:
    """Name the value at `path`, or the block that begins there."""
    for field in form.fields():
        if field.path == path:
            return texts.say(f"field.{field.id}", "zh")
    owner = next(_owners(form, path), path)
    return texts.say(f"section.{owner}", "zh")


def _owners(form: Form, path: str) -> Iterator[str]:
    return (section.id for section in form.sections for field in section.fields if field.path.startswith(f"{path}."))


def _value(form: Form, path: str, value: object) -> str:
    words: type[StrEnum] | None = next((field.choices for field in form.fields() if field.path == path), None)
    if isinstance(value, bool):
        return texts.say("cell.yes" if value else "cell.no", "zh")
    known = {each.value: each for each in words or ()}
    return choices.label(known[str(value)], "zh") if str(value) in known else str(value)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
