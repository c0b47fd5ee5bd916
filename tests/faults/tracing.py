"""Run a command of the desk in a real process under strace: list its system calls, or spoil one of them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

from station_app.bench.places import BADGE, PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

WRITING = "write,pwrite64,fsync,fdatasync,ftruncate,rename,renameat,renameat2,unlink,unlinkat"
DISK_FULL = "error=ENOSPC"
KILLED = "signal=KILL"
_LINE = re.compile(r"^(\d+) +(\w+)\((?:\d+<([^>]*)>|(.*))")


class Moment(NamedTuple):
    """The `nth` call of `name` in its thread (from 1), and the file it touched or the arguments it had."""

    name: str
    nth: int
    target: str


class Ended(NamedTuple):
    """How a command ended: its exit status (negative: the signal that killed it) and what it said."""

    status: int
    out: str
    err: str


def command(home: Path, *arguments: str) -> list[str]:
    """Give the command line of one call on the site in `home`."""
    return [sys.executable, "-m", "station_app", *arguments, "--json", "--home", str(home), "--officer", BADGE]


def moments(call: Sequence[str], within: Path) -> list[Moment]:
    """Run `call` undisturbed and give its writing system calls on files within the folder `within`."""
    log = within / "strace.log"
    watched = ["-y", "-s", "256", "-o", str(log), "-e", f"trace={WRITING}"]
    ended = _run([*_strace(), *watched, *call])
    assert ended.status == 0, ended
    counts: dict[tuple[str, str], int] = {}
    found: list[Moment] = []
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        if match := _LINE.match(line):
            thread, name, file, arguments = match.groups()
            counts[thread, name] = counts.get((thread, name), 0) + 1
            target = file or arguments or ""
            if str(within) in target:
                found.append(Moment(name, counts[thread, name], target))
    log.unlink()
    return found


def spoiled(call: Sequence[str], moment: Moment, fault: str) -> Ended:
    """Run `call` and let `moment` suffer `fault`."""
    spoil = ["-o", os.devnull, "-e", f"trace={moment.name}", "-e", f"inject={moment.name}:{fault}:when={moment.nth}"]
    return _run([*_strace(every_call=fault == KILLED), *spoil, *call])


def starved(call: Sequence[str], moment: Moment, paths: Iterable[Path], fault: str = DISK_FULL) -> Ended:
    """Run `call` on a disk that is full from `moment` on, for the files `paths` (so the terminal still works).

    Another `fault` lets the disk fail in another way.
    """
    names = "write,pwrite64,ftruncate,fallocate"
    full = ["-o", os.devnull, "-e", f"trace={names}", "-e", f"inject={moment.name}:{fault}:when={moment.nth}+"]
    only = [part for path in paths for part in ("-P", str(path))]
    return _run([*_strace(), *full, *only, *call])


def unreadable(call: Sequence[str], path: Path) -> Ended:
    """Run `call` while every read of the file `path` fails, as on a share that went away."""
    failing = ["-o", os.devnull, "-P", str(path), "-e", "trace=read,pread64", "-e", "inject=read,pread64:error=EIO"]
    return _run([*_strace(), *failing, *call])


def sampled(found: Sequence[Moment], count: int) -> list[Moment]:
    """Give at most `count` moments, evenly over the whole run, the first and the last among them."""
    if len(found) <= count:
        return list(found)
    return [found[round(index * (len(found) - 1) / (count - 1))] for index in range(count)]


def side_by_side(work: Callable[[Moment], str | None], found: Sequence[Moment]) -> list[str]:
    """Do `work` for every moment, two at a time; give what went wrong."""
    with ThreadPoolExecutor(2) as pool:
        return [wrong for wrong in pool.map(work, found) if wrong]


def _strace(*, every_call: bool = False) -> list[str]:
    """Stop only at the calls we ask for, which is quick; strace 6.1 then injects errors, but loses signals."""
    return ["strace", "-f", "-qqq", *([] if every_call else ["--seccomp-bpf"])]


def _run(call: list[str]) -> Ended:
    environment = {
        **os.environ,
        "STATION_APP_PASSWORD": PASSWORD,
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONWARNINGS": "default",
    }
    done = subprocess.run(call, check=False, capture_output=True, text=True, env=environment, timeout=60)
    return Ended(done.returncode, done.stdout, done.stderr)
