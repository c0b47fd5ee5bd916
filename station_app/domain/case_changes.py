"""What differs between two states of a case file, and what two officers changed at the same time, field by field.

People are known again by their number, then by name and birth date, then by place and role, so that somebody who was
taken out of the middle of a family does not make everybody behind him look changed. No words are made here.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import msgspec

from station_app.domain.case_file import CaseDocument, CaseFile, FamilyMember
from station_app.domain.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_Each = TypeVar("_Each")
_Keys: TypeAlias = "Sequence[Callable[[Any], object]]"


class FieldChange(msgspec.Struct, frozen=True):
    """One field that is not what it was; `path` is its place in the newer case file.

    A person or a document that came or went is one change: `path` is theirs, the values are what names them. The place
    of one that went is that in the older file.
    """

    path: str
    before: object
    after: object


class Correction(msgspec.Struct, frozen=True):
    """One supplement of a case: who put what right, why, and every field before and after."""

    at: datetime
    officer: str
    officer_name: str
    seq: int
    text: str
    changes: tuple[FieldChange, ...]


class Putting(msgspec.Struct, frozen=True):
    """What is put right: the whole family as it is from now on, and what the reader of the file found.

    `based_on` is the revision of the case that the officer had before him; without it the newest. `text` says why.
    """

    case: CaseFile
    structure: tuple[Finding, ...] = ()
    based_on: int | None = None
    text: str = ""


class Conflict(msgspec.Struct, frozen=True):
    """One field that two officers changed from `was` to different things."""

    path: str
    was: object
    theirs: object
    mine: object


class Merged(msgspec.Struct, frozen=True):
    """Both officers' changes in one case file; where they clash it holds `mine`, and `conflicts` names theirs."""

    case: CaseFile
    conflicts: tuple[Conflict, ...]


def differences(before: CaseFile, after: CaseFile) -> tuple[FieldChange, ...]:
    """Give every field that differs, in the order of the newer file; what went comes last."""
    people = _partners(before.family, after.family, _PERSON)
    renumbered = _renumbered(before, people)
    papers = _partners(renumbered.documents, after.documents, _DOCUMENT)
    old = dict(_leaves(msgspec.structs.replace(before, family=(), documents=()), ""))
    new = dict(_leaves(msgspec.structs.replace(after, family=(), documents=()), ""))
    return (
        *_changed(old, new),
        *_in_list("family", renumbered.family, after.family, people),
        *_in_list("documents", renumbered.documents, after.documents, papers),
    )


def keeping_checks(before: CaseFile, after: CaseFile) -> CaseFile:
    """Give `after` with who looked at each document and what it showed, where only the older file says so."""
    people = _partners(before.family, after.family, _PERSON)
    old = _renumbered(before, people).documents
    of = {newer: older for older, newer in _partners(old, after.documents, _DOCUMENT).items()}

    def checked(place: int, each: CaseDocument) -> CaseDocument:
        known = old[of[place]] if place in of else None
        if known is None or known.presented != each.presented:
            return each
        return msgspec.structs.replace(
            each, outcome=each.outcome or known.outcome, checked_by=each.checked_by or known.checked_by
        )

    documents = tuple(checked(place, each) for place, each in enumerate(after.documents))
    return msgspec.structs.replace(after, documents=documents)


def same_people(before: CaseFile, after: CaseFile) -> bool:
    """Tell whether both hold the same people at the same places."""
    return _stand_alike(before.family, after.family, after.family)


def merge(base: CaseFile, theirs: CaseFile, mine: CaseFile) -> Merged:
    """Bring together what two officers made of `base`; one of them may have added people or taken some out."""
    conflicts: list[Conflict] = []
    merged = _merge(*_in_one_order(base, theirs, mine), "", conflicts)
    return Merged(merged, tuple(conflicts))


_PERSON: _Keys = (
    lambda member: member.id_number,
    lambda member: (member.name, member.birth_date) if member.name else None,
    lambda member: member.name,
)
_DOCUMENT: _Keys = (
    lambda document: (document.kind, document.holder, document.number),
    lambda document: (document.kind, document.holder),
)


def _partners(before: Sequence[_Each], after: Sequence[_Each], keys: _Keys) -> dict[int, int]:
    """Give, by index in `before`, the index in `after` of what is the same person or document."""
    found: dict[int, int] = {}
    for key in (*keys, None):
        free = [place for place in range(len(after)) if place not in found.values()]
        for place, each in enumerate(before):
            if place in found:
                continue
            match = _match(place, each, after, free, key)
            if match is not None:
                found[place] = match
                free.remove(match)
    return found


def _match(
    place: int, each: Any, after: Sequence[Any], free: Sequence[int], key: Callable[[Any], object] | None
) -> int | None:
    if key is not None:
        wanted = key(each)
        return None if wanted is None else next((other for other in free if key(after[other]) == wanted), None)
    if place not in free:
        return None
    same = getattr(each, "role", None) == getattr(after[place], "role", None) and _kind(each) == _kind(after[place])
    return place if same else None


def _kind(each: object) -> object:
    return each.kind if isinstance(each, CaseDocument) else None


def _in_one_order(base: CaseFile, theirs: CaseFile, mine: CaseFile) -> tuple[CaseFile, CaseFile, CaseFile]:
    """Give all three with the people of whoever added or took out some, where the other left all of these alone."""
    kept = same_people(base, theirs), same_people(base, mine)
    if kept not in {(True, False), (False, True)}:
        return base, theirs, mine
    lead, other = (mine, theirs) if kept[0] else (theirs, mine)
    people = _partners(base.family, lead.family, _PERSON)
    went = [place for place in range(len(base.family)) if place not in people]
    if any(base.family[place] != other.family[place] for place in went):
        return base, theirs, mine
    followed = _following(other, lead, people)
    return _following(base, lead, people), *((followed, mine) if kept[0] else (theirs, followed))


def _following(case: CaseFile, lead: CaseFile, people: dict[int, int]) -> CaseFile:
    """Give `case` with the people of `lead`; `people` says where those of `case` are there."""
    here = _renumbered(case, people)
    of = {newer: older for older, newer in people.items()}
    family = tuple(here.family[of[place]] if place in of else each for place, each in enumerate(lead.family))
    within = range(len(lead.family))
    documents = tuple(each for each in here.documents if each.holder is None or each.holder in within)
    return msgspec.structs.replace(here, family=family, documents=documents)


def _renumbered(before: CaseFile, people: dict[int, int]) -> CaseFile:
    """Let the older file name people by their places in the newer one; those who went get places behind everybody."""
    beyond = max(people.values(), default=-1) + len(before.family) + 1
    places = {place: people.get(place, beyond + place) for place in range(len(before.family))}

    def turned(member: FamilyMember) -> FamilyMember:
        guardian = member.guardian
        return msgspec.structs.replace(
            member, guardian=places.get(guardian, guardian) if isinstance(guardian, int) else guardian
        )

    def named(document: CaseDocument) -> CaseDocument:
        holder = None if document.holder is None else places.get(document.holder, document.holder)
        return msgspec.structs.replace(
            document, holder=holder, also=tuple(people[each] for each in document.also if each in people)
        )

    return msgspec.structs.replace(
        before,
        family=tuple(turned(member) for member in before.family),
        documents=tuple(named(document) for document in before.documents),
    )


def _in_list(name: str, before: Sequence[Any], after: Sequence[Any], partners: dict[int, int]) -> Iterator[FieldChange]:
    of = {newer: older for older, newer in partners.items()}
    for place, each in enumerate(after):
        path = f"{name}[{place}]"
        if place not in of:
            yield FieldChange(path, None, _named(each))
        else:
            yield from _changed(dict(_leaves(before[of[place]], path)), dict(_leaves(each, path)))
    for place, each in enumerate(before):
        if place not in partners:
            yield FieldChange(f"{name}[{place}]", _named(each), None)


def _changed(before: dict[str, object], after: dict[str, object]) -> Iterator[FieldChange]:
    for path in (*after, *(each for each in before if each not in after)):
        was, now = before.get(path), after.get(path)
        if was != now:
            yield FieldChange(path, was, now)


def _leaves(value: object, path: str) -> Iterator[tuple[str, object]]:
    """Give every single value with its path; lists of plain values are one."""
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _leaves(getattr(value, name), f"{path}.{name}" if path else name)
    elif value not in (None, (), {}):
        yield path, msgspec.to_builtins(value)


def _named(each: object) -> object:
    """Give what a person or document is called by."""
    return each.name if isinstance(each, FamilyMember) else getattr(each, "kind", None)


def _merge(base: Any, theirs: Any, mine: Any, path: str, conflicts: list[Conflict]) -> Any:
    if theirs in (base, mine):
        return mine
    if mine == base:
        return theirs
    if isinstance(mine, msgspec.Struct) and type(mine) is type(theirs) is type(base):
        parts = {
            name: _merge(
                getattr(base, name),
                getattr(theirs, name),
                getattr(mine, name),
                f"{path}.{name}" if path else name,
                conflicts,
            )
            for name in mine.__struct_fields__
        }
        return type(mine)(**parts)
    if _stand_alike(base, theirs, mine):
        return tuple(
            _merge(*three, f"{path}[{place}]", conflicts)
            for place, three in enumerate(zip(base, theirs, mine, strict=True))
        )
    conflicts.append(Conflict(path, _said(base), _said(theirs), _said(mine)))
    return mine


def _stand_alike(base: object, theirs: object, mine: object) -> bool:
    """Tell whether three lists hold the same people, or documents, at the same places."""
    if not (isinstance(base, tuple) and isinstance(theirs, tuple) and isinstance(mine, tuple)):
        return False
    if not all(isinstance(each, FamilyMember | CaseDocument) for each in (*base, *theirs, *mine)):
        return False
    keys = _PERSON if isinstance((*base, None)[0], FamilyMember) else _DOCUMENT
    straight = {place: place for place in range(len(base))}
    return all(len(other) == len(base) and _partners(base, other, keys) == straight for other in (theirs, mine))


def _said(value: Any) -> object:
    if isinstance(value, tuple) and any(isinstance(each, msgspec.Struct) for each in value):
        return tuple(_named(each) for each in value)
    return msgspec.to_builtins(value)
