"""Run one command: parse, call, say the answer. Nothing here ends in a traceback for the person at the terminal."""

from __future__ import annotations

import logging
import os
import secrets
import sys
from typing import TYPE_CHECKING

from station_app import logs, texts
from station_app.commandline.answer import Answer, complain, error_answer, one, say_answer
from station_app.commandline.parser import LATER, build, language_of
from station_app.errors import StationError, UsageError
from station_app.paths import default_home

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from station_app.commandline.call import Call

_log = logging.getLogger(__name__)


def run(argv: Sequence[str]) -> int:
    """Run the command line `argv`; gives the exit status of contract.md."""
    _speak_utf8()
    language = language_of(argv)
    if language in texts.LANGUAGES:
        texts.choose(language)
    as_json = "--json" in argv
    try:
        return _run(argv, as_json=as_json)
    except StationError as error:
        say_answer(error_answer(error), as_json=as_json)
        return error.exit_status
    except KeyboardInterrupt:
        complain(texts.say("error.interrupted"))
        return 130
    except BrokenPipeError:
        # The reader went away (`| head`); there is nobody left to tell, and Python must not try again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception:  # noqa: BLE001 - the last net: a bug ends in a sentence and a report number, not in a traceback
        return _report_bug(as_json=as_json)


def _run(argv: Sequence[str], *, as_json: bool) -> int:
    arguments = build().parse_args(list(argv))
    from station_app.commandline.call import Call  # noqa: PLC0415 - `--help` needs none of it

    call = Call(arguments)
    if arguments.command is None:
        return _open_desktop(call)
    if arguments.command in LATER:
        raise UsageError("not_in_this_version", command=arguments.command)
    try:
        answer = _command(arguments.command)(call)
    finally:
        call.close()
    say_answer(answer, as_json=as_json)
    return answer.status


def _open_desktop(call: Call) -> int:
    from station_app.bootstrap import run_desktop  # noqa: PLC0415

    return run_desktop(call.door)


def _command(name: str) -> Callable[[Call], Answer]:
    """Give the function behind a command; its module is imported only now."""
    from station_app.commandline import cases, sites  # noqa: PLC0415

    table: dict[str, Callable[[Call], Answer]] = {
        "check": cases.check,
        "id": cases.read_numbers,
        "schema": cases.schema,
        "accept": cases.accept,
        "show": cases.show,
        "find": cases.find,
        "print": sites.print_paper,
        "verify-paper": sites.verify_paper,
        "init": sites.init,
        "site": sites.site,
        "recover": sites.recover,
        "household": sites.household,
        "export": sites.export,
        "inspect": sites.inspect,
        "import": sites.import_bundle,
        "journal": sites.journal,
        "bench": _bench,
        "demo": _demo,
    }
    return table[name]


def _bench(call: Call) -> Answer:
    from station_app import bench  # noqa: PLC0415

    rows = bench.run(tuple(call.arguments.names), complain)
    data = [
        {
            "name": row.name,
            "ours_ms": row.ours_ms,
            "peer_ms": row.peer_ms,
            "ratio": row.ratio,
            "goal": row.goal,
            "note": row.note,
        }
        for row in rows
    ]
    lines = [
        f"{row.name:10} {row.ours_ms:10.2f} ms  {row.peer_ms:10.2f} ms  {row.ratio:5.2f}x  <= {row.goal}x  {row.note}"
        for row in rows
    ]
    return one(data, *lines)


def _demo(call: Call) -> Answer:
    from pathlib import Path  # noqa: PLC0415

    from station_app.demo import demonstrate  # noqa: PLC0415

    shown = demonstrate(Path(call.arguments.out))
    lines = [shown.case_no, *shown.papers, shown.bundle, *shown.screenshots]
    data = {
        "case_no": shown.case_no,
        "papers": list(shown.papers),
        "bundle": shown.bundle,
        "screenshots": list(shown.screenshots),
    }
    return one(data, *lines)


def _report_bug(*, as_json: bool) -> int:
    number = secrets.token_hex(4).upper()
    if not logs.written():
        logs.start(default_home().logs)  # a bug may come before any site is open; its report must not be lost
    _log.exception("unexpected error, report %s", number)
    sentence = texts.say("error.bug", number=number)
    say_answer(
        one({"ok": False, "error": {"code": "bug", "message": sentence, "report": number}}, notice=sentence),
        as_json=as_json,
    )
    return 1


def _speak_utf8() -> None:
    """Write UTF-8 wherever stdout goes: names must never be lost to a terminal's code page."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
