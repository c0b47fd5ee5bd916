"""What a command answers: data for `--json`, lines for people, and the exit status."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from station_app import texts
from station_app.errors import DeviceError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from station_app.domain.findings import Finding
    from station_app.errors import StationError


@dataclass(frozen=True, slots=True)
class Answer:
    """One command's answer: a JSON document, or a document a line where the contract says so."""

    documents: Sequence[object]
    lines: Sequence[str] = field(default=())
    status: int = 0
    notice: str = ""  # for people, on stderr
    a_line_each: bool = False


def one(data: object, *lines: str, status: int = 0, notice: str = "") -> Answer:
    """Build the usual answer: one document and some lines."""
    return Answer((data,), lines, status, notice)


def say_answer(answer: Answer, *, as_json: bool) -> None:
    """Write `answer` to stdout (data or lines) and its notice to stderr.

    Raises:
        DeviceError: `answer_not_written` - what the command did is done, but nobody was told.
    """
    lines = answer.lines
    if as_json:
        encoded = map(msgspec.json.encode, answer.documents)
        lines = [
            (each if answer.a_line_each else msgspec.json.format(each, indent=2)).decode(errors="replace")
            for each in encoded
        ]
    try:
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as problem:
        raise DeviceError("answer_not_written", problem=problem.strerror or "") from problem
    if answer.notice:
        complain(answer.notice)


def error_answer(error: StationError) -> Answer:
    """Turn a known error into an answer: its code and sentence, and the findings it carries."""
    sentence = texts.say(f"error.{error.code}", **error.details)
    found: Sequence[Finding] = getattr(error, "findings", ())
    data: dict[str, object] = {"ok": False, "error": {"code": error.code, "message": sentence}}
    if found:
        data["findings"] = [finding.as_dict() for finding in found]
    lines = "\n".join([f"{sentence} [{error.code}]", *map(finding_line, found)])
    return Answer((data,), (), error.exit_status, lines)


def finding_line(finding: Finding) -> str:
    """Give one finding as a line for people."""
    mark = texts.say(f"severity.{finding.severity.value}")
    where = f" {finding.where}" if finding.where else ""
    basis = f" ({finding.basis})" if finding.basis else ""
    return f"  {mark}{where}: {finding.message}{basis} [{finding.code}]"


def flag_lines(flags: Sequence[str]) -> list[str]:
    """Say what somebody else has to look at."""
    return [texts.say(f"flag.{code}") for code in flags]


def complain(text: str) -> None:
    """Say something to the person at the terminal; never fails for a character the terminal lacks."""
    encoding = sys.stderr.encoding or "utf-8"
    sys.stderr.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")


def progress_bar(label: str) -> Callable[[int, int], None] | None:
    """Give a progress callback that draws one line on a terminal, or nothing where stderr is none."""
    if not sys.stderr.isatty():
        return None

    width, drawn = 30, -1

    def draw(done: int, total: int) -> None:
        nonlocal drawn
        filled = width * done // max(total, 1)
        if filled == drawn and done < total:
            return
        drawn = filled
        sys.stderr.write(f"\r{label} [{'#' * filled}{'.' * (width - filled)}] {done}/{total}")
        if done >= total:
            sys.stderr.write("\n")
        sys.stderr.flush()

    return draw
