"""Work off the GUI thread. The only file of the program with threads; tests bring `InlineRunner` instead.

A task is a function that blocks. Its result, its refusal (`StationError`) or its bug comes back on the GUI
thread: result to `done`, refusal to `refused` (or to the runner's signal of that name when the caller has
nothing better to do), a bug always to the signal `crashed`. Nothing else crosses threads.
"""

from __future__ import annotations

import sys
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar
from weakref import ref

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot

from station_app.errors import StationError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
Progress = "Callable[[int, int], None]"


class CancelledError(Exception):
    """Raised inside a task, at its next progress report, after the officer cancelled it."""


class Job:
    """One task under way.

    `cancel` asks it to stop; a task without progress reports runs on, but stays silent.
    """

    def __init__(
        self,
        done: Callable[[Any], None] | None,
        refused: Callable[[StationError], None] | None,
        after: Callable[[], None] | None,
        progress: Callable[[int, int], None] | None,
        cancelled: Callable[[], None] | None,
    ) -> None:
        self.done = done
        self.refused = refused
        self.after = after
        self.progress = progress
        self.when_cancelled = cancelled
        self.cancelled = False
        self.stale = False

    def cancel(self) -> None:
        """Stop at the next progress report."""
        self.cancelled = True


class Runner(Protocol):
    """What presenters and screens need of a runner."""

    @property
    def busy(self) -> bool:
        """Whether a task is under way or its outcome has not been heard yet."""

    def make_way(self) -> None:
        """Somebody pressed a key: long work stands back until the window has dealt with it."""

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        refused: Callable[[StationError], None] | None = None,
        *,
        after: Callable[[], None] | None = None,
        channel: str | None = None,
    ) -> Job:
        """Run `work`; give its result to `done` or its refusal to `refused`; call `after` whatever happened.

        On one `channel` only the newest task is heard: answers of older ones are dropped as stale.
        """

    def run_counted(
        self,
        work: Callable[[Callable[[int, int], None]], T],
        done: Callable[[T], None] | None = None,
        refused: Callable[[StationError], None] | None = None,
        *,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], None] | None = None,
        after: Callable[[], None] | None = None,
    ) -> Job:
        """Run long `work`, which reports (done, total) to the function it is given; `progress` hears it."""


_TURN_SECONDS = 0.0001
"""How long a task may keep Python to itself while the window waits for its turn; Python's own is ten times as long,
and a key needs several turns (measured: docs/decisions/069)."""

_KEY_SECONDS = 0.02
"""A key has been dealt with by then; long work stands back so long (docs/decisions/069)."""
_LONGEST_WAY_SECONDS = 0.06
"""Of keys that follow each other without a pause; then the work has a turn as long as a key."""
_TELL_EVERY_SECONDS = 0.05
"""Between two reports of progress that people see."""

_RESULT: Final = "result"
_REFUSED: Final = "refused"
_CRASHED: Final = "crashed"
_PROGRESS: Final = "progress"
_CANCELLED: Final = "cancelled"


class _BaseRunner(QObject):
    """Delivery of outcomes, the same for both runners."""

    refused = Signal(object)
    crashed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._newest: dict[str, ref[Job]] = {}  # weak: a job that was heard keeps no desk alive

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        refused: Callable[[StationError], None] | None = None,
        *,
        after: Callable[[], None] | None = None,
        channel: str | None = None,
    ) -> Job:
        """Run `work` (see `Runner.run`)."""
        job = Job(done, refused, after, None, None)
        if channel is not None:
            older = self._newest.get(channel)
            if older is not None and (newest := older()) is not None:
                newest.stale = True
            self._newest[channel] = ref(job)
        self._start(job, work)
        return job

    def run_counted(
        self,
        work: Callable[[Callable[[int, int], None]], T],
        done: Callable[[T], None] | None = None,
        refused: Callable[[StationError], None] | None = None,
        *,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], None] | None = None,
        after: Callable[[], None] | None = None,
    ) -> Job:
        """Run long `work` (see `Runner.run_counted`)."""
        job = Job(done, refused, after, progress, cancelled)
        told = 0.0

        def report(count: int, total: int) -> None:
            nonlocal told
            if job.cancelled:
                raise CancelledError
            self._give_way()
            if count == total or monotonic() - told > _TELL_EVERY_SECONDS:
                told = monotonic()
                self._send(job, _PROGRESS, (count, total))

        self._start(job, lambda: work(report))
        return job

    def make_way(self) -> None:
        """Somebody pressed a key: long work stands back until the window has dealt with it."""

    def _give_way(self) -> None:
        """Stand back, on the thread of the work."""

    def _start(self, job: Job, work: Callable[[], Any]) -> None:
        self._perform(job, work)

    def _perform(self, job: Job, work: Callable[[], Any]) -> None:
        try:
            result = work()
        except StationError as error:
            self._send(job, _REFUSED, error)
        except CancelledError:
            self._send(job, _CANCELLED, None)
        except Exception as error:  # noqa: BLE001 - the border of the thread: bugs go to the bug dialog
            self._send(job, _CRASHED, error)
        else:
            self._send(job, _RESULT, result)

    def _send(self, job: Job, outcome: str, value: Any) -> None:
        self._deliver(job, outcome, value)

    def _deliver(self, job: Job, outcome: str, value: Any) -> None:
        if outcome == _PROGRESS:
            if job.progress is not None and not job.cancelled:
                job.progress(*value)
            return
        if not job.stale:
            self._hand_over(job, outcome, value)
        elif outcome == _CRASHED:
            self.crashed.emit(value)

    def _hand_over(self, job: Job, outcome: str, value: Any) -> None:
        # `after` first: a page that frees its buttons there may hear of the result and start the next task at
        # once.
        if job.after is not None:
            job.after()
        if outcome == _RESULT and job.done is not None:
            job.done(value)
        elif outcome == _REFUSED and job.refused is not None:
            job.refused(value)
        elif outcome == _REFUSED:
            self.refused.emit(value)
        elif outcome == _CANCELLED and job.when_cancelled is not None:
            job.when_cancelled()
        elif outcome == _CRASHED:
            self.crashed.emit(value)


class TaskRunner(_BaseRunner):
    """Runs tasks on a small thread pool; delivers on the thread it was made on."""

    _arrived = Signal(object, str, object)

    def __init__(self, parent: QObject | None = None, threads: int = 3) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_TURN_SECONDS)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._under_way = 0
        self._way_began = self._desk_first_until = 0.0
        self._arrived.connect(self._receive, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether a task is under way or its outcome has not been heard yet."""
        return self._under_way > 0

    def make_way(self) -> None:
        """Let long work stand back while the window deals with a key; it goes on under somebody who never stops."""
        now = monotonic()
        if now > self._desk_first_until + _KEY_SECONDS:
            self._way_began = now
        self._desk_first_until = min(now + _KEY_SECONDS, self._way_began + _LONGEST_WAY_SECONDS)

    def _give_way(self) -> None:
        """Wait while a key is dealt with."""
        while (rest := self._desk_first_until - monotonic()) > 0:
            sleep(rest)

    def close(self, patience_ms: int = 5000) -> bool:
        """Wait for what is under way; tell whether all of it ended in time."""
        return self._pool.waitForDone(patience_ms)

    def _start(self, job: Job, work: Callable[[], Any]) -> None:
        self._under_way += 1
        self._pool.start(lambda: self._perform(job, work))

    def _send(self, job: Job, outcome: str, value: Any) -> None:
        self._arrived.emit(job, outcome, value)

    @Slot(object, str, object)
    def _receive(self, job: Job, outcome: str, value: Any) -> None:
        self._under_way -= outcome != _PROGRESS
        self._deliver(job, outcome, value)


class InlineRunner(_BaseRunner):
    """Runs every task at once on the calling thread; bugs fall through to the test."""

    @property
    def busy(self) -> bool:
        """Nothing is ever under way when somebody can ask."""
        return False

    def _perform(self, job: Job, work: Callable[[], Any]) -> None:
        try:
            result = work()
        except StationError as error:
            self._send(job, _REFUSED, error)
        except CancelledError:
            self._send(job, _CANCELLED, None)
        else:
            self._send(job, _RESULT, result)
