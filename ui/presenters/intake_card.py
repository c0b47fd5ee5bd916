"""Read a card for the person in focus: wait for it in the task runner, decide whose it is, hand it to the case.

Nothing here blocks and nothing asks in a dialog: what the reader does is a state that can be cancelled, what came out
of it is on the page. A card never goes to somebody it does not belong to.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from station_app import texts
from station_app.devices.card_reader import ReaderState
from ui.presenters import intake_content as content_of
from ui.presenters.intake_state import member_name, member_role
from ui.presenters.words import sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from station_app.devices.card_reader import Watch
    from station_app.domain.cards import PersonProposal
    from station_app.errors import StationError
    from ui.presenters.intake_case import TypedCase
    from ui.presenters.intake_content import Content
    from ui.session import Session
    from ui.tasks import Job

WAIT_SECONDS = 15
"""How long F2 waits for a card; long enough to ask for it and to take it."""
_STATES = tuple(ReaderState)


@dataclass(frozen=True, slots=True)
class CardState:
    """What is to be said of the reading: `words` (none: nothing), in which state, and whether Esc ends it."""

    words: str = ""
    state: str = ""
    busy: bool = False


QUIET = CardState()
_NAMED = ("agent", "destination.householder")
"""Who may have a card besides the members; a case file keeps no card of theirs, so nothing is locked."""


class _Asked(NamedTuple):
    """For whom F2 was pressed: the case, the member in the middle, and a person outside the family in whose field."""

    case: TypedCase
    member: Content
    named: str


class CardPresenter(QObject):
    """Reads cards for the case that `case` gives; `changed` is told the paths that a card filled.

    Signals:
        state_changed: The reading went on; carries a `CardState`.
        filled: A card was filled in: index of the person, ID number.
        named_filled: A card was filled in for a person outside the family, at this path.
    """

    state_changed = Signal(object)
    filled = Signal(int, str)
    named_filled = Signal(str)

    def __init__(
        self,
        session: Session,
        case: Callable[[], TypedCase],
        changed: Callable[[list[str]], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._case = case
        self._changed = changed
        self._job: Job | None = None
        self._for: _Asked | None = None
        self._asked: _Asked | None = None
        self.state = QUIET

    @property
    def reading(self) -> bool:
        """Whether a reading is under way."""
        return self._for is not None

    def read(self) -> None:
        """Read the card that lies on the reader or is laid there soon, for the person in focus."""
        if self.reading:
            return
        case = self._case()
        named = next((base for base in _NAMED if case.field.startswith(f"{base}.")), "")
        self._for = _Asked(case, case.members[case.member], named)
        known = frozenset(str(member["id_number"]) for member in case.members if member.get("id_number"))
        reader = self._session.catalogue.reader
        self._say(CardState(texts.say("ui.card.searching"), "", busy=True))
        self._session.see_reader("searching")
        job = self._session.runner.run_counted(
            lambda report: reader.read_card(WAIT_SECONDS, _watch(report), known),
            self._read,
            self._refused,
            progress=self._progress,
            cancelled=self._cancelled,
            after=self._ended,
        )
        self._job = job if self.reading else None

    def cancel(self) -> None:
        """Stop waiting."""
        if self._job is not None:
            self._job.cancel()
            self._say(QUIET)

    def quiet(self) -> None:
        """Take the last word away, unless the reader is at work."""
        if not self.reading and self.state != QUIET:
            self._say(QUIET)

    def unlock(self, path: str, reason: str) -> bool:
        """Let the officer change a fact of a card; the reason stays in the case."""
        done = self._case().unlock(path, reason)
        if done:
            self._changed([path])
        return done

    def seen(self) -> None:
        """The officer has seen what the card replaced."""
        case = self._case()
        case.cards.seen(case.member)
        self._changed([])

    # answers
    def _progress(self, state: int, left: int) -> None:
        words = texts.say(f"ui.card.{_STATES[state].value}", seconds=left, name=self._name())
        self._say(CardState(words, "", busy=True))
        self._session.see_reader(_STATES[state].value)

    def _read(self, proposal: PersonProposal) -> None:
        self._session.see_reader("ready", number=proposal.reader)
        case, asked = self._case(), self._asked
        if asked is None or case is not asked.case or all(each is not asked.member for each in case.members):
            self._say(CardState(texts.say("ui.card.other_case"), "look"))
            return
        index = self._owner(case, asked, proposal)
        if index is None:
            return
        filled = case.fill_card(index, proposal, self._session.catalogue.today())
        self._say(QUIET)
        self.filled.emit(index, proposal.id_number)
        self._changed(filled)

    def _refused(self, error: StationError) -> None:
        self._say(CardState(sentence(error), "blocked" if _is_serious(error) else "look"))
        if error.code.startswith("reader_"):
            self._session.see_reader("failed", reason=sentence(error))
        else:
            self._session.see_reader("removed" if error.code == "card_removed" else "ready", number="")

    def _cancelled(self) -> None:
        self._say(QUIET)
        self._session.see_reader("ready", number="")

    def _ended(self) -> None:
        self._asked, self._for, self._job = self._for, None, None

    def _owner(self, case: TypedCase, asked: _Asked, proposal: PersonProposal) -> int | None:
        """Say which member's card it is: whoever bears the number, else whom F2 was pressed for, if it may be theirs.

        None when it is no member's; then it was dealt with here.
        """
        numbers = [member.get("id_number") for member in case.members]
        if proposal.id_number and proposal.id_number in numbers:
            return numbers.index(proposal.id_number)
        if asked.named:
            self._fill_named(case, asked.named, proposal)
            return None
        index = next(place for place, each in enumerate(case.members) if each is asked.member)
        if self._is_somebody_else(case.members[index], proposal):
            words = texts.say("ui.card.other_person", card=proposal.name, name=member_name(case.members[index]))
            self._say(CardState(words, "look"))
            return None
        return index

    def _fill_named(self, case: TypedCase, base: str, proposal: PersonProposal) -> None:
        before = [case.get(f"{base}.{field}") for field in ("name", "id_number")]
        filled = case.fill_named(base, proposal)
        replaced = [str(value) for value in before if value and value not in (proposal.name, proposal.id_number)]
        said = [finding.message for finding in proposal.findings if finding.code == "card_expired"]
        if replaced:
            said.append(texts.say("ui.card.replaced_title", what="; ".join(replaced)))
        self._say(CardState(" ".join(said), "look"))
        self.named_filled.emit(base)
        self._changed(filled)

    def _is_somebody_else(self, member: Content, proposal: PersonProposal) -> bool:
        """Tell whether the person has another number that is right in itself: then it is no slip of the hand."""
        number = str(member.get("id_number") or "")
        return bool(number and proposal.id_number) and (
            content_of.get(member, "card") is not None or self._session.catalogue.read_id(number).valid
        )

    def _name(self) -> str:
        if self._for is None:
            return ""
        if self._for.named:
            return texts.say(f"ui.card.for_{self._for.named.rpartition('.')[2]}")
        return str(self._for.member.get("name") or member_role(self._for.member))

    def _say(self, state: CardState) -> None:
        self.state = state
        self.state_changed.emit(state)


def _watch(report: Callable[[int, int], None]) -> Watch:
    """Turn the reader's words into a progress report: number of the state, seconds left."""

    def watch(state: ReaderState, waited: float, wait: float) -> None:
        report(_STATES.index(state), math.ceil(wait - waited))

    return watch


def _is_serious(error: StationError) -> bool:
    return error.code.startswith("reader_") or error.code == "card_not_genuine"
