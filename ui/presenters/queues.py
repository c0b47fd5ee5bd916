"""The page of working lists: which there are, how many cases wait on each, and the cases of the chosen one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station_app import texts
from station_app.clock import BEIJING
from ui.presenters import words
from ui.presenters.case_trace import PRESSURE_STATES, left_words
from ui.presenters.page_presenter import PagePresenter

if TYPE_CHECKING:
    from collections.abc import Callable

    from station_app.catalogue import Catalogue
    from station_app.services.list_queues import QueueCount, QueueLine, QueueShown
    from ui.tasks import Runner

LIMIT = 100


@dataclass(frozen=True, slots=True)
class QueueItem:
    """A working list: its key, its name, its count as it is shown; `state` where cases wait for this officer now."""

    key: str
    name: str
    count: str
    state: str


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A case on a list; `left` sorts what stands still or has no clock behind all others."""

    case_no: str
    applicant: str
    id_masked: str
    status: str
    pressure: str
    state: str
    days: str
    left: int
    due: str
    since: str
    remark: str


@dataclass(frozen=True, slots=True)
class QueueView:
    """The chosen list: its rows, and what is said above and in place of them."""

    key: str
    lead: str
    rows: tuple[WaitingRow, ...]
    empty: str


class QueuesPresenter(PagePresenter[QueueView]):
    """Keeps the lists and the chosen one; a list is asked for again when something about cases has changed."""

    def __init__(
        self,
        catalogue: Catalogue,
        runner: Runner,
        show_lists: Callable[[tuple[QueueItem, ...]], None],
        show: Callable[[QueueView], None],
        told: Callable[[str, str], None],
    ) -> None:
        super().__init__(catalogue, runner, show, told)
        self._show_lists = show_lists
        self.chosen = ""

    def refresh(self) -> None:
        """Count all lists again, and read the chosen one."""
        self._runner.run(self._catalogue.queues, self._counted, self._refused, channel="queues")
        if self.chosen:
            self._read()

    def choose(self, key: str) -> None:
        """Show the cases of this list."""
        if key != self.chosen:
            self.chosen = key
            self._read()

    def _read(self) -> None:
        key = self.chosen
        self._runner.run(lambda: self._catalogue.queue(key, LIMIT), self._listed, self._refused, channel="queue")

    def _counted(self, counts: tuple[QueueCount, ...]) -> None:
        if not self.chosen and counts:
            first = next((each for each in counts if each.waits and each.count), None)
            self.choose((first or next((each for each in counts if each.count), counts[0])).name.value)
        self._show_lists(tuple(map(_item, counts)))

    def _listed(self, shown: QueueShown) -> None:
        key = shown.name.value
        lead = texts.say(f"ui.queues.lead.{key}")
        if shown.more:
            lead = f"{lead} {texts.say('queue.front', count=len(shown.rows))}"
        self._show(QueueView(key, lead, tuple(map(_row, shown.rows)), texts.say(f"ui.queues.empty.{key}")))


def _item(each: QueueCount) -> QueueItem:
    count = texts.say("queue.more", count=each.count) if each.more else str(each.count)
    state = "look" if each.waits and each.count else ""
    return QueueItem(each.name.value, texts.say(f"queue.name.{each.name.value}"), count, state)


def _row(line: QueueLine) -> WaitingRow:
    return WaitingRow(
        case_no=line.case_no,
        applicant=line.applicant,
        id_masked=line.id_masked,
        status=words.status_word(line.status.value),
        pressure=texts.say(f"clock.pressure.{line.pressure}") if line.pressure else "",
        state=PRESSURE_STATES.get(line.pressure, ""),
        days=left_words(line.pressure, line.left) if line.pressure else "",
        left=line.left if line.left is not None else 999,
        due=words.day(line.due),
        since=words.day(line.stands_since.astimezone(BEIJING).date()),
        remark=_remark(line),
    )


def _remark(line: QueueLine) -> str:
    """Say what is special on this list: the papers that are missing, the entries that wait, who decides next."""
    if line.todo:
        return texts.say(f"choice.crossed.{line.todo}")
    if line.papers:
        return texts.say("queue.lacks", papers="、".join(map(words.paper_word, line.papers)))
    if line.entries:
        return texts.say("queue.waits_to_go", entries=line.entries)
    return "、".join(texts.say(f"ui.level.{level.value}") for level in line.still)
