"""The exchange page: what waits, hand it over, take in what came, exchange identities."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from station_app import texts
from station_app.domain.divisions import local_name
from ui.presenters import words
from ui.presenters.own_papers import OwnPapers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from station_app.catalogue import Catalogue
    from station_app.domain.records import ExchangeState, Exported, Imported, LateDuplicate, Site
    from station_app.errors import StationError
    from ui.tasks import Job, Runner

MOST_LATE = 8
"""Pairs of cases listed on the page; the title counts all people."""


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """One channel as the list shows it; `again` is the number a lost stick needs once more, 0 where none does.

    `number` is that of the last bundle, 0 where there is none yet.
    """

    channel: str
    name: str
    waiting: int
    last: str
    when: str
    acknowledged: str
    again: int = 0
    number: int = 0


@dataclass(frozen=True, slots=True)
class ExchangeView:
    """State of the page. `steps` of `of` are done while something runs; `fingerprint` is to be compared by voice.

    `own_fingerprint` is what the other end reads out; both come in two lines of groups.
    """

    channels: tuple[ChannelRow, ...] = ()
    running: bool = False
    doing: str = ""
    steps: int = 0
    of: int = 0
    said: str = ""
    state: str = ""
    fingerprint: str = ""
    own_fingerprint: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    late: tuple[tuple[str, str], ...] = ()
    late_title: str = ""


class ExchangePresenter:
    """Exports, imports and exchanges identities; one long work at a time, each can be cancelled."""

    def __init__(
        self,
        catalogue: Catalogue,
        runner: Runner,
        show: Callable[[ExchangeView], None],
        changed: Callable[[], None],
        queued: Callable[[], None] = lambda: None,
    ) -> None:
        self._catalogue = catalogue
        self._runner = runner
        self._show = show
        self._changed = changed
        self._view = ExchangeView()
        self._job: Job | None = None
        self._sheet = OwnPapers(
            "bundle-sheet", catalogue, runner, told=self._tell, refused=self._sheet_refused, queued=queued
        )

    def refresh(self) -> None:
        """Ask how each channel stands."""
        self._runner.run(self._catalogue.channels, self._listed, channel="channels")
        self._runner.run(self._catalogue.late_duplicates, self._found_late, channel="late duplicates")
        if not self._view.own_fingerprint:
            self._runner.run(self._catalogue.own_fingerprint, self._known, channel="own fingerprint")

    def export(self, to: Path, channel: str | None, again: int | None = None) -> None:
        """Write the next bundle into the folder `to`, or the number `again` once more."""
        self._begin(
            texts.say("ui.exchange.exporting"),
            lambda report: self._catalogue.export(to, channel, report, again=again),
            self._exported,
        )

    def print_sheet(self, channel: str, number: int, ask: Callable[[], None]) -> None:
        """Print the sheet that goes with a bundle on a stick; `ask` where this desk's papers go nowhere."""
        self._sheet.print(lambda: self._catalogue.print_bundle_sheet(channel, number), ask)

    def save_sheet(self, channel: str, number: int, to: Path) -> None:
        """Save that sheet as a PDF."""
        self._sheet.save(lambda: self._catalogue.print_bundle_sheet(channel, number), to)

    def _sheet_refused(self, error: StationError) -> None:
        self._tell(words.sentence(error), "blocked")

    def take_in(self, file: Path) -> None:
        """Verify and apply a bundle or an acknowledgement."""
        self._begin(
            texts.say("ui.exchange.importing"),
            lambda report: self._catalogue.import_bundle(file, report),
            self._imported,
        )

    def cancel(self) -> None:
        """Stop at the next step; nothing half-written stays."""
        if self._job is not None:
            self._job.cancel()
            self._set(replace(self._view, doing=texts.say("ui.exchange.cancelling")))

    def request(self, to: Path) -> None:
        """Write this site's identity for another site to enrol."""
        self._quick(
            lambda: self._catalogue.request_identity(to),
            lambda path: self._tell(texts.say("ui.exchange.requested", place=str(path)), "ok"),
        )

    def enrol(self, request: Path, to: Path) -> None:
        """Trust the site that made `request`."""
        self._quick(lambda: self._catalogue.enrol(request, to), self._enrolled)

    def trust(self, answer: Path) -> None:
        """Trust the site that answered."""
        self._quick(lambda: self._catalogue.trust(answer), self._trusted)

    def _begin(
        self,
        doing: str,
        work: Callable[[Callable[[int, int], None]], object],
        done: Callable[..., None],
    ) -> None:
        if self._view.running:
            return
        self._set(replace(self._view, running=True, doing=doing, steps=0, of=0, said="", fingerprint="", facts=()))
        self._job = self._runner.run_counted(
            work,
            done,
            lambda error: self._tell(words.sentence(error), "blocked"),
            progress=lambda steps, of: self._set(replace(self._view, steps=steps, of=of)),
            cancelled=lambda: self._tell(texts.say("ui.exchange.cancelled"), "look"),
            after=self._ended,
        )

    def _quick(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        if not self._view.running:
            self._set(replace(self._view, running=True, doing="", of=0, said="", fingerprint="", facts=()))
            self._runner.run(work, done, lambda error: self._tell(words.sentence(error), "blocked"), after=self._ended)

    def _ended(self) -> None:
        self._job = None
        self._set(replace(self._view, running=False, doing="", steps=0, of=0))

    def _exported(self, made: Exported) -> None:
        self._tell(
            texts.say("ui.exchange.exported", number=made.number),
            "ok",
            facts=(
                (texts.say("ui.exchange.lies_at"), made.bundle),
                (texts.say("ui.exchange.entries"), str(made.entries)),
                (texts.say("ui.exchange.attachments"), str(made.attachments)),
                ("SHA-256", made.sha256),
            ),
        )
        self._changed()
        self.refresh()

    def _imported(self, taken: Imported) -> None:
        facts = [
            (texts.say("ui.exchange.from_site"), taken.site),
            (texts.say("ui.exchange.applied"), str(taken.applied)),
            (texts.say("ui.exchange.duplicates"), str(taken.duplicates)),
        ]
        facts += [(texts.say("ui.exchange.conflict"), conflict) for conflict in taken.told]
        if taken.acknowledgement:
            facts.append((texts.say("ui.exchange.acknowledgement"), taken.acknowledgement))
        if taken.digest:
            facts.append((texts.say("ui.exchange.late.digest"), taken.digest))
        key = "ui.exchange.imported" if taken.applied else "ui.exchange.imported_again"
        told = texts.say(key, number=taken.number)
        if taken.what == "digest":
            told = _digest_taken(taken)
            facts = [(texts.say("ui.exchange.late.people"), str(taken.applied or taken.duplicates))]
        self._tell(told, "look" if taken.conflicts or taken.late else "ok", facts=tuple(facts))
        self._changed()
        self.refresh()

    def _enrolled(self, answer: tuple[Path, str]) -> None:
        path, fingerprint = answer
        self._tell(texts.say("ui.exchange.enrolled", place=str(path)), "look", fingerprint=fingerprint)
        self._changed()
        self.refresh()

    def _trusted(self, trusted: tuple[Site, str]) -> None:
        site, fingerprint = trusted
        self._tell(texts.say("ui.exchange.trusted", site=site.name), "look", fingerprint=fingerprint)
        self._changed()
        self.refresh()

    def _listed(self, states: tuple[ExchangeState, ...]) -> None:
        self._set(replace(self._view, channels=tuple(_row(state) for state in states)))

    def _found_late(self, late: tuple[LateDuplicate, ...]) -> None:
        title = texts.say("ui.exchange.late.title", count=len(late)) if late else ""
        self._set(replace(self._view, late_title=title, late=_late(late)))

    def _known(self, own_fingerprint: str) -> None:
        self._set(replace(self._view, own_fingerprint=aloud(own_fingerprint)))

    def _tell(self, said: str, state: str, *, fingerprint: str = "", facts: tuple[tuple[str, str], ...] = ()) -> None:
        self._set(replace(self._view, said=said, state=state, fingerprint=aloud(fingerprint), facts=facts))

    def _set(self, view: ExchangeView) -> None:
        self._view = view
        self._show(view)


def _digest_taken(taken: Imported) -> str:
    key = "ui.exchange.late.taken" if taken.applied else "ui.exchange.late.taken_again"
    return texts.say(key, number=taken.number, site=taken.site)


def _late(found: tuple[LateDuplicate, ...]) -> tuple[tuple[str, str], ...]:
    """Give, case by case here, who was accepted twice, and which station to telephone about which case."""
    pairs: dict[tuple[str, str], list[LateDuplicate]] = {}
    for each in found:
        pairs.setdefault((each.case_no, each.other_case_no), []).append(each)
    return tuple(
        (
            case_no,
            texts.say(
                "ui.exchange.late.other",
                names=texts.say("ui.exchange.late.and").join(each.name for each in people),
                site=local_name(people[0].other_site) or people[0].other_site,
                day=people[0].other_accepted_on,
                other=other,
            ),
        )
        for (case_no, other), people in list(pairs.items())[:MOST_LATE]
    )


def aloud(fingerprint: str) -> str:
    """Give a fingerprint as it is read out: half of its groups a line."""
    groups = fingerprint.split()
    half = (len(groups) + 1) // 2
    return "\n".join(" ".join(part) for part in (groups[:half], groups[half:]) if part)


def _row(state: ExchangeState) -> ChannelRow:
    never = texts.say("ui.exchange.never")
    return ChannelRow(
        channel=state.channel,
        name=state.channel_name,
        waiting=state.waiting_entries,
        last=texts.say("ui.exchange.number", number=state.last_number) if state.last_number else never,
        when=words.moment(state.last_at) if state.last_at else "—",
        acknowledged=texts.say("ui.exchange.up_to", number=state.acknowledged) if state.acknowledged else "—",
        again=state.last_number if state.last_number > state.acknowledged else 0,
        number=state.last_number,
    )
