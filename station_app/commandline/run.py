"""Run one command: parse, call, say the answer. Nothing here ends in a traceback for the person at the terminal."""

from __future__ import annotations

import errno
import logging
import os
import secrets
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from station_app import logs, texts
from station_app.commandline.answer import Answer, complain, error_answer, one, say_answer
from station_app.commandline.parser import LATER, build, language_of
from station_app.errors import DeviceError, StationError, UsageError
from station_app.paths import default_home

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from station_app.bench import Row
    from station_app.commandline.call import Call

_log = logging.getLogger(__name__)


def run(argv: Sequence[str]) -> int:
    """Run the command line `argv`; gives the exit status of contract.md."""
    stdout_missing = _open_missing_streams()
    _speak_utf8()
    language = language_of(argv)
    if language in texts.LANGUAGES:
        texts.choose(language)
    as_json = "--json" in argv
    try:
        answer = _guarded(argv)
        if isinstance(answer, int):
            return answer
        say_answer(answer, as_json=as_json)
    except BrokenPipeError:
        # The reader went away (`| head`); there is nobody left to tell, and Python must not try again at exit.
        _silence_stdout()
        return 0
    except DeviceError as error:  # stdout takes nothing: what the command did is done, only its answer is lost
        _silence_stdout()
        complain(error_answer(error).notice)
        return error.exit_status
    if stdout_missing:
        complain(error_answer(DeviceError("answer_not_written", problem=os.strerror(errno.EBADF))).notice)
        return answer.status or DeviceError.exit_status
    return answer.status


def _guarded(argv: Sequence[str]) -> Answer | int:
    """Run the command; every way it can end becomes an answer and an exit status."""
    try:
        return _run([_as_text(argument) for argument in argv])
    except StationError as error:
        return error_answer(error)
    except KeyboardInterrupt:
        complain(texts.say("error.interrupted"))
        return 130
    except BrokenPipeError:
        raise
    except OSError as problem:
        _log.exception("unexpected error of the system")
        return error_answer(DeviceError("file_system", problem=problem.strerror or type(problem).__name__))
    except Exception:  # noqa: BLE001 - the last net: a bug ends in a sentence and a report number, not in a traceback
        return _bug()


def _as_text(argument: str) -> str:
    """Give an argument as text: UTF-8 whatever the locale says, because that is what a terminal sends.

    Raises:
        UsageError: `argument_not_text` - bytes that are no UTF-8.
    """
    try:
        argument.encode()
    except UnicodeEncodeError:
        try:
            return os.fsencode(argument).decode()
        except UnicodeError as problem:
            raise UsageError("argument_not_text", given=ascii(argument)[:60]) from problem
    return argument


def _run(argv: Sequence[str]) -> Answer | int:
    """Run one command; gives its answer, or the exit status of the windows."""
    parser = build()
    arguments, unknown = parser.parse_known_args(list(argv))
    if arguments.command in LATER:  # before its own arguments are looked at: nobody knows them yet
        raise UsageError("not_in_this_version", command=arguments.command)
    if unknown:
        parser.error(texts.say("cli.unknown_arguments", given=" ".join(unknown)[:200]))
    from station_app.commandline.call import Call  # noqa: PLC0415 - `--help` needs none of it

    call = Call(arguments)
    if arguments.command is None:
        return _open_desktop(call)
    try:
        return _command(arguments.command)(call)
    finally:
        call.close()


def _open_desktop(call: Call) -> int:
    shown_on = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(map(os.environ.get, shown_on)):
        raise DeviceError("display_missing")  # Qt itself would abort the process
    from station_app.bootstrap import run_desktop  # noqa: PLC0415

    return run_desktop(call.door)


_FOUND_IN: Final = {
    "check": "cases.check",
    "id": "cases.read_numbers",
    "schema": "cases.schema",
    "accept": "cases.accept",
    "show": "cases.show",
    "find": "cases.find",
    "queue": "lists.queue",
    "ledger": "lists.ledger",
    "view": "lists.views",
    "supplement": "facts.supplement",
    "turn": "facts.turn",
    "decline": "facts.decline",
    "decide": "steps.decide",
    **dict.fromkeys(("review", "withdraw", "reverse", "deliver", "archive"), "steps.step"),
    "register": "steps.register",
    "notice": "papers.issue_notice",
    "permit": "permits.permit",
    "print": "papers.print_paper",
    "verify-paper": "papers.verify_paper",
    "init": "sites.init",
    "site": "sites.site",
    "recover": "sites.recover",
    "officer": "officers.officer",
    "password": "officers.password",
    "looks": "officers.looks",
    "shift": "shifts.shift",
    "household": "households.household",
    "resident": "residents.resident",
    "division": "households.division",
    "export": "sites.export",
    "inspect": "sealed.inspect",
    "import": "sites.import_bundle",
    "journal": "sites.journal",
    "card": "cards.card",
    "clock": "clocks.clock",
    "calendar": "clocks.calendar",
    "due": "clocks.due",
    "extend": "clocks.extend",
    "remind": "clocks.remind",
    "layout": "layouts.layout",
    "spool": "printing.spool",
    "print-calibration": "printing.calibration",
    "stock": "stock.stock",
    "stats": "statistics.stats",
}
"""Where the function behind each command is; its module is imported when it is called."""


def _command(name: str) -> Callable[[Call], Answer]:
    """Give the function behind a command."""
    if name in _OWN:
        return _OWN[name]
    module, _, function = _FOUND_IN[name].partition(".")
    found: Callable[[Call], Answer] = getattr(import_module(f"station_app.commandline.{module}"), function)
    return found


def _bench(call: Call) -> Answer:
    from station_app import bench  # noqa: PLC0415

    if call.arguments.seed_million:
        from station_app.commandline import seeds  # noqa: PLC0415

        return seeds.seed(call)
    home, database = (getattr(call.arguments, name, None) for name in ("home", "database"))
    rows = bench.run(tuple(call.arguments.names), complain, home, database)
    data = [
        {
            "name": row.name,
            "ours_ms": row.ours_ms,
            "peer_ms": row.peer_ms,
            "ratio": row.ratio,
            "goal": row.goal,
            "note": row.note,
            "unit": row.unit,
        }
        for row in rows
    ]
    return one(data, *map(_bench_line, rows))


def _bench_line(row: Row) -> str:
    ours, peer = (f"{value:10.2f} {row.unit}" for value in (row.ours_ms, row.peer_ms))
    return f"{row.name:10} {ours}  {peer}  {row.ratio:5.2f}x  <= {row.goal}x  {row.note}"


def _demo(call: Call) -> Answer:
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


_OWN: Final[dict[str, Callable[[Call], Answer]]] = {"bench": _bench, "demo": _demo}


def _bug() -> Answer:
    """Note the exception being handled under a number, and give the sentence with that number."""
    number = secrets.token_hex(4).upper()
    if not logs.written():
        logs.start(default_home().logs)  # a bug may come before any site is open; its report must not be lost
    _log.exception("unexpected error, report %s", number)
    sentence = texts.say("error.bug", number=number)
    data = {"ok": False, "error": {"code": "bug", "message": sentence, "report": number}}
    return one(data, status=1, notice=sentence)


def _open_missing_streams() -> bool:
    """Put /dev/null where a standard stream is closed; tells whether stdout was.

    Otherwise the next file opened, perhaps the database, would take the number of a standard stream and get whatever
    some library prints.
    """
    stdout_missing = sys.stdout is None
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest free number: this one
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - for the whole process
    return stdout_missing


def _silence_stdout() -> None:
    """Let what is left unwritten go nowhere, so that Python doesn't fail on it once more at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _speak_utf8() -> None:
    """Write UTF-8 wherever stdout goes: names must never be lost to a terminal's code page."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
