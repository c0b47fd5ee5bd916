"""Every key of the desk, declared once: the pages bind them, buttons show them, F1 lists them, the manual prints them.

Run as a module it prints the page of the manual: `python -m ui.keys > docs/manual/键盘.md`. Sentences: `ui.keys.…`.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from station_app import texts

if TYPE_CHECKING:
    from collections.abc import Iterator


class Key(NamedTuple):
    """One thing that keys do: its name, the keys as Qt writes them (the first is shown), where they act."""

    act: str
    keys: tuple[str, ...]
    place: str


PLACES = ("intake", "field", "code", "family", "documents", "scans", "desk", "pages")
"""In the order of the sheet: the page, inside its fields, boxes and lists; what acts everywhere; other pages."""

KEYS = (
    Key("card", ("F2",), "intake"),
    Key("member", ("F4",), "intake"),
    Key("papers", ("F5",), "intake"),
    Key("notice", ("F6",), "intake"),
    Key("decline", ("Shift+F6",), "intake"),
    Key("general", ("F7",), "intake"),
    Key("jump", ("F8",), "intake"),
    Key("next_open", ("Ctrl+Down",), "intake"),
    Key("drafts", ("F9",), "intake"),
    Key("person", tuple(f"Alt+{place}" for place in range(1, 10)), "intake"),
    Key("keep", ("Ctrl+S",), "intake"),
    Key("fresh", ("Ctrl+N",), "intake"),
    Key("discard", ("Ctrl+D",), "intake"),
    Key("accept", ("Ctrl+Return", "Ctrl+Enter"), "intake"),
    Key("next_field", ("Return",), "field"),
    Key("field_before", ("Shift+Return",), "field"),
    Key("undo", ("Ctrl+Z",), "field"),
    Key("redo", ("Ctrl+Y", "Ctrl+Shift+Z"), "field"),
    Key("character", ("F12",), "field"),
    Key("choose", tuple("123456789"), "field"),
    Key("open_list", ("Down",), "code"),
    Key("take", ("Return", "Tab"), "code"),
    Key("inside", ("Right",), "code"),
    Key("outside", ("Left",), "code"),
    Key("leave_list", ("Esc",), "code"),
    Key("role", tuple("1234"), "family"),
    Key("take_in", ("Space",), "documents"),
    Key("all_originals", ("A",), "documents"),
    Key("persons_originals", ("P",), "documents"),
    Key("way", ("Right", "Left"), "documents"),
    Key("line", ("Down", "Up"), "documents"),
    Key("file_scan", ("F3",), "scans"),
    Key("scan", ("Shift+F3",), "scans"),
    Key("scan_all", ("Ctrl+Shift+F3",), "scans"),
    Key("open_files", ("Ctrl+F3",), "scans"),
    Key("viewer", ("F11",), "scans"),
    Key("to_viewer", ("Shift+F11",), "scans"),
    Key("larger", ("Ctrl++", "Ctrl+="), "scans"),
    Key("smaller", ("Ctrl+-",), "scans"),
    Key("fit", ("Ctrl+0",), "scans"),
    Key("rotate", ("Ctrl+R",), "scans"),
    Key("sheet", ("Alt+PgDown", "Alt+PgUp"), "scans"),
    Key("help", ("F1",), "desk"),
    Key("page", tuple(f"Ctrl+{place}" for place in range(1, 10)), "desk"),
    Key("settings", ("Ctrl+,",), "desk"),
    Key("find", ("Ctrl+F",), "desk"),
    Key("back", ("Alt+Left",), "desk"),
    Key("own", ("Ctrl+K",), "desk"),
    Key("clock", ("Ctrl+T",), "desk"),
    Key("lock", ("Ctrl+L",), "desk"),
    Key("leave", ("Esc",), "desk"),
    Key("step", tuple("1234567890"), "pages"),
    Key("resident", tuple("123456789"), "pages"),
    Key("account", tuple("123"), "pages"),
    Key("permit", tuple("123456"), "pages"),
    Key("decide", ("Ctrl+Return", "Ctrl+Enter"), "pages"),
    Key("answer", ("Ctrl+Return", "Ctrl+Enter"), "pages"),
    Key("next_case", ("F10",), "pages"),
    Key("sort_list", tuple(f"Alt+{place}" for place in range(1, 10)), "pages"),
    Key("sort", tuple(f"Alt+{place}" for place in range(1, 5)), "pages"),
    Key("print", ("Ctrl+P",), "pages"),
    Key("print_set", ("Ctrl+Shift+P",), "pages"),
    Key("batch", ("Ctrl+B",), "pages"),
    Key("paper", tuple("1234"), "pages"),
    Key("everything", ("Ctrl+D",), "pages"),
    Key("save", ("Ctrl+S",), "pages"),
    Key("new", ("Ctrl+N",), "pages"),
    Key("export", ("Ctrl+E",), "pages"),
    Key("export_again", ("Ctrl+Shift+E",), "pages"),
    Key("import", ("Ctrl+I",), "pages"),
    Key("month", ("Ctrl+PgUp", "Ctrl+PgDown"), "pages"),
    Key("freeze", ("Ctrl+G",), "pages"),
    Key("hand_over", ("Ctrl+H",), "pages"),
    Key("restore", ("Ctrl+Z",), "pages"),
    Key("throw_away", ("Del",), "pages"),
)


def of(act: str) -> tuple[str, ...]:
    """Give the keys of an act, as Qt writes them.

    Raises:
        KeyError: no such act is declared.
    """
    for key in KEYS:
        if key.act == act:
            return key.keys
    raise KeyError(act)


def shown(keys: str) -> str:
    """Give keys as the desk writes them: Ctrl+↓, 回车."""
    parts = keys.replace("Ctrl++", "Ctrl+＋").split("+")
    return "+".join(texts.say(_NAMED[part]) if part in _NAMED else _SIGNS.get(part, part) for part in parts)


def spoken(key: Key) -> str:
    """Give all keys of an act in one word: Alt+1…9, → ←."""
    first, *more = key.keys
    if len(more) > 2:
        return f"{first}…{more[-1][-1]}"
    return " ".join(shown(each) for each in key.keys if each != "Ctrl+Enter")


_SIGNS = {"Down": "↓", "Up": "↑", "Right": "→", "Left": "←"}
_NAMED = {"Return": "ui.keys.named.enter", "Space": "ui.keys.named.space"}


def manual() -> Iterator[str]:
    """Give the page of the manual, line by line."""
    yield "# 键盘\n\n"
    yield "本页由程序里的按键声明生成(`ui/keys.py`);程序里按 `F1` 也能看到同样的内容。\n"
    for place in PLACES:
        yield f"\n## {texts.say(f'ui.keys.place.{place}')}\n\n| 按键 | 作用 |\n|---|---|\n"
        for key in KEYS:
            if key.place == place:
                yield f"| `{spoken(key)}` | {texts.say(f'ui.keys.{key.act}')} |\n"


if __name__ == "__main__":
    texts.choose("zh")
    sys.stdout.writelines(manual())
