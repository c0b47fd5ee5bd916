"""One case while it is typed: its facts, the desk's own proposals, the officer's reasons, and where the officer is.

No Qt and no rules. Everything here is in the draft, so that a killed process reopens exactly this.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from forms.conditions import Asked
from forms.settlement import AGRICULTURAL
from station_app.domain import divisions, private_use
from station_app.domain.addresses import division_of
from station_app.domain.cards import has_expired
from station_app.domain.names import may_become
from station_app.domain.vocabulary import CardKind
from station_app.domain.whole_family import whole_family
from ui.presenters import intake_content as content_of
from ui.presenters.card_locks import CardLocks
from ui.presenters.field_history import FieldHistory
from ui.presenters.intake_proposals import Proposals

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from station_app.domain.cards import PersonProposal
    from station_app.domain.case_file import CaseFile
    from station_app.domain.drafts import Draft
    from station_app.domain.identifiers import IdReading
    from station_app.domain.records import CheckResult
    from station_app.domain.vocabulary import Role
    from ui.presenters.intake_content import Content

_MEMBER = re.compile(r"family\[([0-9]+)\]")


class TypedCase:
    """The case on the page, fresh at the station `site`; `member` and `field` say where the officer is."""

    def __init__(self, site: str = "") -> None:
        self.content: Content = content_of.fresh(site)
        self.member = 0
        self.field = ""
        self.left_at: dict[str, object] = {}
        """Where in its field the cursor was when the draft was saved; used once, when the draft reopens."""
        self.confirmed: dict[str, str] = {}
        self.tried = False
        self._left: set[str] = set()
        self._history = FieldHistory()
        self._proposals = Proposals(changed=self._history.changed)
        self.cards = CardLocks()

    @classmethod
    def reopened(cls, draft: Draft) -> TypedCase:
        """Make the case that a draft keeps; a view that makes no sense any more is passed over."""
        case = cls()
        case.content = content_of.outspoken(content_of.copied(draft.content))
        view = draft.view
        member, confirmed, proposed = view.get("member"), view.get("confirmed"), view.get("proposed")
        if isinstance(member, int) and member < len(case.members):
            case.member = member
        if isinstance(confirmed, dict):
            case.confirmed = {str(code): str(reason) for code, reason in confirmed.items()}
        if isinstance(proposed, list):
            case._proposals = Proposals((str(path) for path in proposed), case._history.changed)
        case.cards = CardLocks.reopened(view.get("cards"))
        case.field = str(view.get("field", ""))
        case.left_at = {"cursor": view["cursor"]} if isinstance(view.get("cursor"), int) else {}
        return case

    @property
    def members(self) -> list[Content]:
        """The family."""
        return content_of.family(self.content)

    @property
    def view(self) -> dict[str, object]:
        """What a draft keeps besides the case file."""
        return {
            "member": self.member,
            "field": self.field,
            "confirmed": dict(self.confirmed),
            "proposed": self._proposals.paths,
            "cards": self.cards.view,
        }

    def get(self, path: str) -> object:
        """Give the value at `path`."""
        return content_of.get(self.content, path)

    def go(self, field: str) -> None:
        """Go to another field; the one that is left may be called empty from now on."""
        self._left.add(self.field)
        self.field = field

    def turn_to(self, member: int) -> None:
        """Put another person into the middle; the one that is left may be called incomplete from now on."""
        if member != self.member:
            self._left.add(f"family[{self.member}]")
        self.member = member

    def is_quiet(self, where: str) -> bool:
        """Tell whether nobody has been at `where` yet: an empty form is no mistake."""
        been = any(where == left or where.startswith((f"{left}.", f"{left}[")) for left in self._left if left)
        return not self.tried and not been

    def edit(self, path: str, value: object, badge: str = "") -> list[str]:
        """Take over what the officer `badge` did; give the paths the desk filled in. A locked fact stays."""
        if self.cards.is_locked(self.content, path):
            return [path]
        self._history.changed(path, self.get(path), value)
        if path.startswith("documents[") and path.endswith(".outcome"):
            content_of.put(self.content, path.removesuffix("outcome") + "checked_by", badge if value else None)
        self._proposals.typed(path)
        return self._take(path, value)

    def turn_back(self, path: str, by: int) -> list[str]:
        """Bring back the value `path` had a step before (-1) or after (+1); give the paths that changed.

        A proposal that was taken back so is not made again.
        """
        locked = self.cards.is_locked(self.content, path)
        found = None if locked else self._history.step(path, by, self.get(path))
        if found is None:
            return []
        self._proposals.decline(path)
        return [path, *self._take(path, found[0])]

    def forget_steps(self) -> None:
        """Forget what every field held before; the desk is being locked."""
        self._history.forget("")

    def documents_moved(self) -> None:
        """Forget what was typed about documents: one came or went, and the others may lie elsewhere."""
        self._history.forget("documents[")

    def _take(self, path: str, value: object) -> list[str]:
        self._keep_original(path, value)
        content_of.put(self.content, path, value)
        if path.endswith((".sex", ".birth_date")):
            return self._proposals.relationships(self.content)
        if path.endswith("origin.division"):
            return self._offer(f"{path.removesuffix('division')}urban_rural", divisions.urban_rural(str(value)))
        return []

    def _keep_original(self, path: str, name: object) -> None:
        """Keep the code points of a member's name when a character that had to be resolved goes out of it.

        They come from a card, or from the name as it stood before. Without a card they go again with a name that
        has nothing to do with them: it is another person's.
        """
        if not re.fullmatch(r"family\[\d+\]\.name", path):
            return
        member = path.removesuffix(".name")
        before, kept = self.get(path), self.get(f"{member}.name_code_points")
        if kept is None and isinstance(before, str) and private_use.first_unresolved(before) >= 0:
            kept = private_use.code_points(before)
        elif kept is None or self.get(f"{member}.card") is not None:
            return
        fits = isinstance(name, str) and may_become(str(kept), name)
        content_of.put(self.content, f"{member}.name_code_points", kept if fits else None)

    def read_id(self, index: int, reading: IdReading) -> list[str]:
        """Fill in what a valid ID number says; give the paths that changed."""
        return self._proposals.read_id(self.content, index, reading) if reading.valid else []

    def fill_card(self, index: int, proposal: PersonProposal, on: date) -> list[str]:
        """Fill in what a card says of a person, and that it was presented; give the paths that changed.

        Its address is only offered: a card is no proof of where somebody is registered now, though better than the
        number, which says where they first were. An expired card is not noted as presented; the officer decides.
        """
        filled = self.cards.fill(self.content, index, proposal, self._proposals.is_own)
        for path in filled:
            self._proposals.typed(path)
        filled += self._offer_origin(f"family[{index}].origin", proposal.address)
        filled += self._proposals.relationships(self.content)
        if proposal.kind is CardKind.RESIDENT and not has_expired(proposal.expires, on):
            content_of.present_card(self.content, index, proposal.block)
        return filled

    def fill_named(self, base: str, proposal: PersonProposal) -> list[str]:
        """Fill in name and number of somebody who is no member (agent, householder); give the paths that changed."""
        facts = {f"{base}.{field}": proposal.facts.get(field) for field in ("name", "id_number")}
        changed = {path: value for path, value in facts.items() if value and self.get(path) != value}
        for path, value in changed.items():
            self.edit(path, value)
        return list(changed)

    def unlock(self, path: str, reason: str) -> bool:
        """Let the officer change a fact of a card, for a reason; tells whether it was locked."""
        return self.cards.unlock(self.content, path, reason)

    def place(self, kind: str) -> list[str]:
        """Propose the kind of household, unless the officer chose one."""
        return self._offer("destination.kind", kind)

    def follow(self, result: CheckResult) -> list[str]:
        """Propose what a check makes known: the kind of household, the flag of a whole family."""
        kind = result.placement.kind if result.placement is not None else None
        return [*(self.place(kind.value) if kind else ()), *self.flag_whole_family(result.case)]

    def flag_whole_family(self, checked: CaseFile) -> list[str]:
        """Propose the flag of the statistics where they ask about this family."""
        asked = AGRICULTURAL.holds(Asked(self.content, 0, None))
        return self._proposals.whole_family(self.content, whole=asked and whole_family(checked))

    def add_member(self, role: Role) -> int:
        """Add a person; give the index."""
        index = content_of.add_member(self.content, role)
        self._proposals.relationships(self.content)
        return index

    def remove_member(self, index: int) -> None:
        """Take a person out."""
        content_of.remove_member(self.content, index)
        self._proposals.forget_members()
        self.cards.remove_member(index)
        self._history.forget("family[")
        self._history.forget("documents[")
        self.confirmed = dict(_without(self.confirmed, index))
        self.member = min(self.member, len(self.members) - 1)

    def confirm(self, question: str, reason: str) -> None:
        """Keep the reason for going on in spite of a question; a blank one is none.

        `question` is `CODE@path`, or a code alone for every question of its kind.
        """
        if reason.strip():
            self.confirmed[question] = reason
            return
        self.confirmed.pop(question, None)
        self.confirmed.pop(question.partition("@")[0], None)  # what was said for all was said for this one too

    def _offer_origin(self, origin: str, address: str) -> list[str]:
        division = division_of(address)
        filled = self._offer(f"{origin}.address", address)
        found = self._offer(f"{origin}.division", division)
        if found:
            self._proposals.typed(found[0])  # else the number would put its own division there
            found += self._offer(f"{origin}.urban_rural", divisions.urban_rural(division))
        return [*filled, *found]

    def _offer(self, path: str, value: object) -> list[str]:
        return [path] if self._proposals.offer(self.content, path, value) else []


def _without(confirmed: Mapping[str, str], index: int) -> Iterator[tuple[str, str]]:
    """Let the reasons about a person go with them; those about the people behind move up."""
    for question, reason in confirmed.items():
        code, at, where = question.partition("@")
        found = _MEMBER.match(where)
        if found is None or int(found[1]) < index:
            yield question, reason
        elif int(found[1]) > index:
            yield f"{code}{at}family[{int(found[1]) - 1}]{where[found.end() :]}", reason
