"""The page of residence permits: the register by what is to be done, one permit with its years, and its acts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from forms.choices import label
from station_app import texts
from station_app.clock import local_date
from station_app.domain import divisions
from station_app.domain.authority import Action, permits
from station_app.domain.identifiers import mask_id
from station_app.domain.looks import WhyLooked
from station_app.domain.permits import MOVES, status_on, steps_in
from station_app.domain.vocabulary import PermitBusiness, PermitEnd, PermitFilter, PermitStatus, PermitStep
from ui.presenters.page_presenter import PagePresenter

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from station_app.catalogue import Catalogue
    from station_app.domain.permits import PermitRecord, PermitRow, PermitRows
    from ui.tasks import Runner

RECEIPT, SLIP = "permit-receipt", "endorsement-slip"
_MOST = 1000
_STATES = {PermitStatus.VALID: "ok", PermitStatus.SUSPENDED: "blocked"}


@dataclass(frozen=True, slots=True)
class PermitLine:
    """One permit as the list shows it; `sooner` is what it is sorted by, `number` its own."""

    number: str
    name: str
    id_masked: str
    address: str
    status: str
    state: str
    days: str
    sooner: str
    row: PermitRow


@dataclass(frozen=True, slots=True)
class PermitsView:
    """State of the page. `facts`, `years` and `steps` are of the permit under the cursor; `opened`: all of it is shown.

    `told` says of an endorsement what it would lead to.
    """

    wanted: PermitFilter = PermitFilter.ALL
    text: str = ""
    rows: tuple[PermitLine, ...] = ()
    total: int = 0
    counts: tuple[tuple[PermitFilter, int], ...] = ()
    chosen: str = ""
    title: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    years: tuple[tuple[str, str], ...] = ()
    steps: frozenset[PermitStep] = frozenset()
    papers: tuple[str, ...] = ()
    endorsing: str = ""
    may_apply: bool = False


class PermitsPresenter(PagePresenter[PermitsView]):
    """Lists, shows, hands out, endorses, replaces and cancels permits."""

    def __init__(
        self,
        catalogue: Catalogue,
        runner: Runner,
        show: Callable[[PermitsView], None],
        told: Callable[[str, str], None],
    ) -> None:
        super().__init__(catalogue, runner, show, told)
        self._view = PermitsView(may_apply=permits(catalogue.officer.roles, Action.PERMIT))
        self._aim = ""

    def refresh(self) -> None:
        """List anew what is wanted, and count what there is."""
        self._list(lambda: tuple((each, self._catalogue.permits(each, "", 1).total) for each in PermitFilter))

    def _list(self, count: Callable[[], tuple[tuple[PermitFilter, int], ...]]) -> None:
        wanted, text = self._view.wanted, self._view.text

        def work() -> tuple[PermitRows, tuple[tuple[PermitFilter, int], ...]]:
            return self._catalogue.permits(wanted, text, _MOST), count()

        self._runner.run(work, lambda found: self._listed(*found), self._refused, channel="permits")

    def look_for(self, text: str) -> None:
        """Search by name, pinyin, number, ID number or a scanned code."""
        self._view = replace(self._view, text=text)
        self._list(lambda: self._view.counts)

    def filter(self, wanted: PermitFilter) -> None:
        """Show those with which something is to be done."""
        self._view = replace(self._view, wanted=wanted)
        self._list(lambda: self._view.counts)

    def aim(self, permit_no: str) -> None:
        """Show this permit, whatever was listed before."""
        self._view = replace(self._view, wanted=PermitFilter.ALL, text=permit_no)
        self._aim = permit_no

    def choose(self, permit_no: str) -> None:
        """Show what the list knows of a permit: no look at anybody yet."""
        line = next((each for each in self._view.rows if each.number == permit_no), None)
        if line is None or permit_no == self._view.chosen:
            return
        self._view = replace(
            self._view,
            chosen=permit_no,
            title=f"{line.name}  {line.status}",
            facts=(
                (texts.say("ui.permits.number"), permit_no),
                (texts.say("field.member.id_number"), line.id_masked),
                (texts.say("field.permit.address"), line.address),
            ),
            years=((texts.say("ui.permits.days"), line.days),),
            steps=self._allowed(line.row.status, line.row.opens),
            papers=(RECEIPT,),
            endorsing=_endorsing(line.row.last, self._catalogue.today()),
        )
        self._show(self._view)

    def open(self, permit_no: str) -> None:
        """Show the whole permit; the look is noted."""
        self._runner.run(
            lambda: self._catalogue.permit(permit_no, WhyLooked.OPENED), self._opened, self._refused, channel="permit"
        )

    def issue(self, card_no: str, handed_to: str) -> None:
        """Hand the card out."""
        number = self._view.chosen
        self._act(lambda: self._catalogue.issue_permit(number, card_no, handed_to), "issued")

    def endorse(self, show_slip: Callable[[str], None]) -> None:
        """Endorse it; `show_slip` gets its number, to print the slip."""
        number = self._view.chosen
        self._act(lambda: self._catalogue.endorse_permit(number), "endorsed", lambda: show_slip(number))

    def replace(self, answers: dict[str, object], show_receipt: Callable[[str], None]) -> None:
        """Ask for a new card; `show_receipt` gets the number."""
        number = self._view.chosen
        business = PermitBusiness(str(answers["business"] or PermitBusiness.RENEW))
        address, division = str(answers["address"] or ""), str(answers["division"] or "")
        self._act(
            lambda: self._catalogue.replace_permit(
                number,
                business,
                str(answers["reason"] or ""),
                old_card=bool(answers["old_card"]),
                division=division,
                address=address,
            ),
            "replaced",
            lambda: show_receipt(number),
        )

    def places(self) -> tuple[tuple[str, str], ...]:
        """Give the divisions of this county as code and name, that of the station first."""
        site = self._catalogue.site.code
        around = divisions.children(site[:6])
        return tuple((each.code, each.name) for each in sorted(around, key=lambda each: each.code != site))

    def cancel(self, why: object, text: str) -> None:
        """End it."""
        number = self._view.chosen
        if not why:
            self._told(texts.say("ui.permits.why_missing"), "blocked")
            return
        self._act(lambda: self._catalogue.cancel_permit(number, PermitEnd(str(why)), text), "cancelled")

    def _act(self, act: Callable[[], PermitRecord], word: str, then: Callable[[], None] = lambda: None) -> None:
        def done(record: PermitRecord) -> None:
            self._told(texts.say(f"ui.permits.{word}", permit_no=record.permit_no, name=record.person.name or ""), "ok")
            self._opened(record)
            self.refresh()
            then()

        self._runner.run(act, done, self._refused)

    def _listed(self, found: PermitRows, counts: tuple[tuple[PermitFilter, int], ...]) -> None:
        rows = tuple(_line(row, self._catalogue.today()) for row in found.rows)
        numbers = [each.number for each in rows]
        kept = self._view.chosen if self._view.chosen in numbers else ""
        before = self._view
        if not kept:  # nothing of a permit that is not listed any more
            before = PermitsView(before.wanted, before.text, may_apply=before.may_apply)
        self._view = replace(before, rows=rows, total=found.total, counts=counts)
        if kept:  # another day, or somebody else's act: what may be done is asked anew
            row = rows[numbers.index(kept)].row
            steps, told = self._allowed(row.status, row.opens), _endorsing(row.last, self._catalogue.today())
            self._view = replace(self._view, steps=steps, endorsing=told)
        self._show(self._view)
        if self._aim in numbers:
            aim, self._aim = self._aim, ""
            self.open(aim)

    def _opened(self, record: PermitRecord) -> None:
        today = self._catalogue.today()
        status = status_on(record.state, today)
        person, asked = record.person, record.file.asked
        place = divisions.full_name(asked.division or "") or ""
        self._view = replace(
            self._view,
            chosen=record.permit_no,
            title=f"{person.name or ''}  {texts.say(f'choice.permit_status.{status}')}",
            facts=(
                (texts.say("ui.permits.number"), record.permit_no),
                (texts.say("field.member.id_number"), mask_id(person.id_number or "")),
                (texts.say("field.permit.division"), place),
                (texts.say("field.permit.address"), asked.address or ""),
                (texts.say("field.permit.registered_on"), str(asked.registered_on or "")),
                (texts.say("field.permit.ground"), label(asked.ground) if asked.ground else ""),
                (texts.say("ui.permits.card"), record.card_no),
            ),
            years=tuple(_years(record)),
            steps=self._allowed(status, record.state.due.opens if record.state.due else None),
            papers=self._catalogue.papers_of(record),
            endorsing=_endorsing(record.state.due.last if record.state.due else None, today),
        )
        self._show(self._view)

    def _allowed(self, status: PermitStatus, opens: date | None) -> frozenset[PermitStep]:
        """Give what may be done today by this officer."""
        roles = self._catalogue.officer.roles
        found = steps_in(status, opens, self._catalogue.today())
        return frozenset(step for step in found if permits(roles, MOVES[step].action))


def _line(row: PermitRow, today: date) -> PermitLine:
    late = row.make_by is not None and row.make_by < today
    if row.ended:
        days = texts.say(f"choice.permit_end.{row.ended}")
    elif row.make_by is not None:
        days = texts.say("ui.permits.make_by", day=row.make_by)
    else:
        days = texts.say("ui.permits.window", opens=row.opens, last=row.last) if row.opens else ""
    due = row.opens is not None and row.last is not None and row.opens <= today <= row.last
    return PermitLine(
        number=row.permit_no,
        name=row.name,
        id_masked=row.id_masked,
        address=row.address,
        status=texts.say(f"choice.permit_status.{row.status}"),
        state="look" if late or due else _STATES.get(row.status, ""),
        days=days,
        sooner=str(row.make_by or row.last or ""),
        row=row,
    )


def _endorsing(last: date | None, today: date) -> str:
    if last is None:
        return ""
    return texts.say("ui.permits.endorse_late" if today > last else "ui.permits.endorse_in_time", last=last)


def _years(record: PermitRecord) -> list[tuple[str, str]]:
    """Give the days of a permit: the card being made, the years, then what happened."""
    found = []
    if record.state.making is not None and record.state.ended_on is None:
        made = record.state.making
        word = texts.say(f"choice.permit_business.{made.business}")
        found.append((word, texts.say("cli.permit_making", due=made.due, fee=made.fee).strip()))
    if record.state.due is not None and record.state.ended_on is None:
        due = record.state.due
        since = texts.say("ui.permits.from", day=due.counted_from, years=due.years)
        found.append((texts.say("ui.permits.counted"), since))
        found.append((texts.say("ui.permits.next"), texts.say("ui.permits.window", opens=due.opens, last=due.last)))
    found += [(str(local_date(each.at)), each.summary) for each in record.timeline]
    return found
