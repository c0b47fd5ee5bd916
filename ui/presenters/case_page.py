"""The case page: everything about one case as frozen lines, and the papers that can be made of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from station_app import clock, texts
from station_app.domain.divisions import full_name
from station_app.domain.document_marks import document_name
from station_app.domain.identifiers import mask_id
from station_app.domain.looks import WhyLooked
from station_app.domain.print_jobs import OPEN
from station_app.domain.print_sets import in_turn
from ui.presenters import words
from ui.presenters.case_changes import SUPPLEMENTED, change_lines
from ui.presenters.case_items import ItemLine, items_of
from ui.presenters.case_steps import RegisterView, StepLine, register_view, step_lines
from ui.presenters.case_trace import (
    PRESSURE_STATES,
    DecisionLine,
    WhereView,
    decision_lines,
    ended_word,
    entered_lines,
    left_words,
    where_of,
)
from ui.presenters.page_viewer import Sheet
from ui.presenters.printing import row_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from station_app.catalogue import Catalogue
    from station_app.domain.case_changes import Correction
    from station_app.domain.case_file import FamilyMember
    from station_app.domain.offers import Offer
    from station_app.domain.print_jobs import PrintJob
    from station_app.domain.records import CaseRecord, DocumentDemand, TimelineItem
    from station_app.domain.tracing import CaseTrace
    from station_app.errors import StationError
    from ui.tasks import Runner


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One member of the family. `generation` counts down from the eldest: parents -1, couple 0, children 1.

    `by_marriage` are the spouse and the spouse's parents. `standing`: moves along or not, registered, struck off.
    """

    name: str
    relation: str
    sex: str
    born: str
    id_number: str
    id_masked: str
    origin: str
    moves: bool
    generation: int
    by_marriage: bool
    standing: str = ""


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One line of the checklist as it stood at acceptance."""

    kind: str
    holder: str
    state: str
    word: str
    basis: str


@dataclass(frozen=True, slots=True)
class Moment:
    """One point on the timeline; `ahead` for a deadline that still lies in front of us.

    `changes`: what the entry changed, each fact a line with before and after; `masked` the same for eyes that pass by.
    """

    when: str
    what: str
    who: str
    state: str
    ahead: bool
    changes: tuple[str, ...] = ()
    masked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper this version can make, how many copies were made, how its newest stands while it is not out."""

    paper: str
    name: str
    copies: str
    printing: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class CaseView:
    """The whole page; `problem` is said instead of it when the case cannot be shown.

    `crossed`: two decisions that do not say the same, and what to do about it.
    """

    case_no: str
    title: str = ""
    status: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    persons: tuple[PersonLine, ...] = ()
    documents: tuple[DocumentLine, ...] = ()
    timeline: tuple[Moment, ...] = ()
    papers: tuple[PaperLine, ...] = ()
    items: tuple[ItemLine, ...] = ()
    form: str = ""
    scans: tuple[Sheet, ...] = ()
    practice: bool = False
    problem: str = ""
    crossed: str = ""
    where: WhereView = field(default_factory=WhereView)
    decisions: tuple[DecisionLine, ...] = ()
    steps: tuple[StepLine, ...] = ()
    register: RegisterView = field(default_factory=RegisterView)
    applicant: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """What one look at a case brings: the case, the papers it has, where it is, and what may be done with it."""

    record: CaseRecord
    papers: tuple[str, ...] = ()
    trace: CaseTrace | None = None
    offers: tuple[Offer, ...] = ()
    corrections: tuple[Correction, ...] = ()
    jobs: tuple[PrintJob, ...] = ()


class CasePresenter:
    """Fetches one case; every opening is logged by the catalogue as one look."""

    def __init__(self, catalogue: Catalogue, runner: Runner, show: Callable[[CaseView], None]) -> None:
        self._catalogue = catalogue
        self._runner = runner
        self._show = show
        self.case_no = ""

    def open(self, case_no: str) -> None:
        """Show a case; a look at it."""
        self.case_no = case_no
        self._read(again=False)

    def follow(self) -> None:
        """Show the case as it stands after a change; still the same look."""
        if self.case_no:
            self._read(again=True)

    def _read(self, *, again: bool) -> None:
        case_no = self.case_no
        self._runner.run(
            lambda: self._look(case_no, again=again),
            lambda found: self._show(view_of(found, self._catalogue.today())),
            self._refuse,
            channel="case",
        )

    def _look(self, case_no: str, *, again: bool) -> Looked:
        record = self._catalogue.show(case_no, WhyLooked.CASE_PAGE, again=again)
        corrected = any(item.kind == SUPPLEMENTED for item in record.timeline)
        return Looked(
            record,
            self._catalogue.papers_of(record),
            self._catalogue.trace(record.case_no),
            self._catalogue.offers(record.case_no),
            self._catalogue.corrections(record.case_no, again=True) if corrected else (),
            self._catalogue.print_jobs_of((record.case_no,)),
        )

    def _refuse(self, error: StationError) -> None:
        self._show(CaseView(self.case_no, title=self.case_no, problem=words.sentence(error)))


def view_of(found: Looked, today: date) -> CaseView:
    """Give the page of a case on the day `today`; without a trace only what was captured and what happened."""
    record, trace = found.record, found.trace
    return CaseView(
        case_no=record.case_no,
        title=texts.say("ui.case.title", case_no=record.case_no),
        status=words.status_word(record.status),
        facts=case_facts(record, trace),
        persons=person_lines(record, trace, today),
        documents=tuple(_document(demand, record) for demand in record.documents),
        timeline=(*_past(record, found.corrections), *(_ahead(trace) if trace else ())),
        papers=tuple(
            _paper(paper, record, found.jobs)
            for paper in in_turn(found.papers, record.status, {copy.paper for copy in record.papers})
        ),
        items=items_of(record),
        form=record.form,
        scans=_scans(record),
        practice=record.practice,
        where=where_of(record, trace, today),
        crossed=f"{record.crossed.message}\n{record.crossed.next}" if record.crossed else "",
        decisions=decision_lines(record, trace),
        steps=step_lines(found.offers),
        register=register_view(record),
        applicant=(record.case.applicant.name if record.case.applicant else None) or "",
    )


def _facts(record: CaseRecord) -> tuple[tuple[str, str], ...]:
    levels = "、".join(texts.say(f"ui.level.{level}") for level in record.decided_by)
    facts = [
        (texts.say("ui.case.accepted"), f"{words.moment(record.accepted_at)} · {record.accepted_by_name}"),
        (texts.say("ui.case.decided_by"), levels or "—"),
    ]
    facts += [(texts.say("ui.case.confirmed"), confirmed_words(record, *each)) for each in record.confirmed.items()]
    return tuple(facts)


def confirmed_words(record: CaseRecord, question: str, reason: str) -> str:
    """Give an officer's reason, with the person it was given for where it was one only."""
    place = question.partition("@family[")[2].partition("]")[0]
    family = record.case.family
    name = family[int(place)].name if place.isdecimal() and int(place) < len(family) else None
    return texts.say("ui.case.confirmed_for", name=name, reason=reason) if name else reason


def person_lines(record: CaseRecord, trace: CaseTrace | None, today: date) -> tuple[PersonLine, ...]:
    """Give the family in its order."""
    return tuple(
        _person(member, record, today, _standing(place, member, trace))
        for place, member in enumerate(record.case.family)
    )


def case_facts(record: CaseRecord, trace: CaseTrace | None) -> tuple[tuple[str, str], ...]:
    """Give what holds for the whole case: acceptance, levels, reasons, household, registrations."""
    return (*_facts(record), *_household(record), *entered_lines(record, trace))


def _standing(place: int, member: FamilyMember, trace: CaseTrace | None) -> str:
    """Say whether a person moves along, is registered by this case, or was struck off again."""
    entered = [each for each in trace.entered if each.place == place] if trace else []
    if entered:
        return ended_word(entered[-1]) or texts.say("ui.case.in_register")
    return texts.say("ui.case.moves" if member.moves else "ui.case.stays")


def _person(member: FamilyMember, record: CaseRecord, today: date, standing: str) -> PersonLine:
    number = member.id_number or ""
    absent = texts.say(f"ui.id_absent.{member.id_absent_reason}") if member.id_absent_reason else "—"
    origin, accepted = member.origin, clock.local_date(record.accepted_at)
    return PersonLine(
        name=member.name or "—",
        relation=_relation(member),
        sex=words.code_word("sex", member.sex),
        born=_born(member.birth_date, today),
        id_number=words.grouped(number) if number else absent,
        id_masked=mask_id(number) if number else absent,
        origin=full_name(origin.division, accepted) + (origin.address or "") if origin else "—",
        moves=member.moves,
        generation=_generation(member),
        by_marriage=_by_marriage(member),
        standing=standing,
    )


def _relation(member: FamilyMember) -> str:
    role = texts.say(f"ui.role.{member.role}") if member.role else ""
    return role if member.role == "applicant" else words.code_word("relationship", member.relationship) or role


def _generation(member: FamilyMember) -> int:
    """Give the row in the tree: the first digit of GB/T 4761 is the generation, where it is known."""
    by_code = {"2": 1, "3": 1, "4": 2, "5": -1, "6": -2}
    by_role = {"parent": -1, "minor_child": 1}
    return by_code.get((member.relationship or "")[:1], by_role.get(member.role or "", 0))


def _by_marriage(member: FamilyMember) -> bool:
    """Tell whose side a person is on; in GB/T 4761 10-12 are spouses, 53-56 a spouse's parents."""
    code = member.relationship or ""
    return code[:1] == "1" or code in {"53", "54", "55", "56"} or (not code and member.role == "spouse")


def _born(birth: date | None, today: date) -> str:
    if birth is None:
        return "—"
    age = today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
    return texts.say("ui.case.born", day=birth.isoformat(), age=age)


def _document(demand: DocumentDemand, record: CaseRecord) -> DocumentLine:
    family = record.case.family
    whole = demand.holder is None or demand.holder >= len(family)
    holder = texts.say("ui.case.whole_family") if whole else family[demand.holder or 0].name or "—"
    return DocumentLine(
        kind=document_name(demand.kind),
        holder=holder,
        state=words.document_state(demand),
        word=texts.say(f"ui.document.{demand.status}"),
        basis=demand.basis,
    )


def _scans(record: CaseRecord) -> tuple[Sheet, ...]:
    """Give every scan once, in the order of the documents, called by document and holder."""
    family = record.case.family
    sheets: dict[str, Sheet] = {}
    for document in record.case.documents:
        whose = family[document.holder].name or "" if document.holder is not None else ""
        title = " · ".join(part for part in (document_name(document.kind or ""), whose) if part)
        for digest in document.scans:
            sheets.setdefault(digest, Sheet(digest, title))
    return tuple(sheets.values())


def _household(record: CaseRecord) -> tuple[tuple[str, str], ...]:
    household = record.household
    kind = record.placement.kind
    lines = [(texts.say("ui.case.destination"), texts.say(f"ui.destination.{kind}") if kind else "—")]
    if household is not None:
        lines += [
            (texts.say("ui.case.household"), household.name),
            (texts.say("ui.case.household_no"), household.household_no),
        ]
    elif record.placement.address:
        lines.append((texts.say("ui.case.address"), record.placement.address))
    if record.family_group:
        together = texts.say("ui.case.together", count=len(record.case.movers))
        lines.append((texts.say("ui.case.family_group"), together))
    return tuple(lines)


def _past(record: CaseRecord, corrections: tuple[Correction, ...]) -> Iterator[Moment]:
    changed = {each.seq: change_lines(record, each) for each in corrections}
    for item in record.timeline:
        changes = changed.get(item.seq, ()) if item.kind == SUPPLEMENTED and item.site == record.site else ()
        yield Moment(
            when=words.moment(item.at),
            what=item.summary,
            who=item.officer_name + ("" if item.clock_trusted else texts.say("ui.case.clock_untrusted")),
            state="ok" if item.clock_trusted and not item.flags else "look",
            ahead=False,
            changes=(*_under(item), *(each.words for each in changes)),
            masked=(*_under(item), *(each.masked for each in changes)),
        )


def _under(item: TimelineItem) -> tuple[str, ...]:
    """Give the ground that an entry rests on, why a paper was printed again, and what somebody has to look at."""
    ground = (f"{item.ground}({item.basis})",) if item.ground else ()
    why = (item.words,) if item.kind == "paper_issued" and item.words else ()
    return (*ground, *why, *(texts.say(f"flag.{code}") for code in item.flags))


def _ahead(trace: CaseTrace) -> tuple[Moment, ...]:
    """Give the clocks that run, the nearest day first; what stands still has no day."""
    dated = sorted((each for each in trace.running if each.due is not None), key=lambda each: str(each.due))
    return tuple(
        Moment(
            when=texts.say("ui.case.before", day=words.day(each.due)),
            what=texts.say(f"ui.where.clock.{each.kind.value}"),
            who=left_words(each.pressure, each.left),
            state="" if PRESSURE_STATES[each.pressure] == "ok" else PRESSURE_STATES[each.pressure],
            ahead=True,
        )
        for each in dated
    )


def _paper(paper: str, record: CaseRecord, jobs: Sequence[PrintJob]) -> PaperLine:
    made = [copy for copy in record.papers if copy.paper == paper]
    again = sum(copy.reprint is not None for copy in made)
    said = "ui.case.copies_again" if again else "ui.case.copies" if made else "ui.case.no_copies"
    told = texts.say(said, count=len(made), again=again)
    newest = next((job for job in reversed(jobs) if job.paper == paper), None)
    if newest is None or newest.state not in OPEN:
        return PaperLine(paper, words.paper_word(paper), told)
    row = row_of(newest)
    return PaperLine(paper, words.paper_word(paper), told, row.word, row.state or "look")
