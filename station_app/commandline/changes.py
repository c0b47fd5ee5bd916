"""What was put right in a case, and where two officers clash, in the words of the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from station_app import texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from station_app.domain.case_changes import Conflict, FieldChange
    from station_app.domain.case_file import CaseFile


def changed_lines(case: CaseFile, changes: Iterable[FieldChange], *, masked: bool = False) -> list[str]:
    """Give a line a field: whose, which, what it was and what it is; `masked` for what others may see."""
    from forms.changes import change_line  # noqa: PLC0415 - loads the whole form

    content = msgspec.to_builtins(case)
    lines = [change_line(each.path, each.before, each.after, content) for each in changes]
    shown = [line.masked for line in lines] if masked else lines
    return [
        texts.say("cli.changed", name=line.name, before=line.before or "-", after=line.after or "-") for line in shown
    ]


def clash_lines(case: CaseFile, conflicts: Iterable[Conflict]) -> list[str]:
    """Give a line a field that two officers changed to different things."""
    from forms.changes import change_line  # noqa: PLC0415 - as above

    content = msgspec.to_builtins(case)
    lines = [change_line(each.path, each.theirs, each.mine, content) for each in conflicts]
    return [texts.say("cli.clash", name=line.name, theirs=line.before or "-", mine=line.after or "-") for line in lines]
