"""Our own forms as blanks of a print shop, and what the desk puts on them (套打): facts where the form leaves room.

A blank is the marks of the form alone, with form number and edition and nothing of any case. A printing on it is the
facts alone. Whether a case suits a blank is not judged field by field: the paper is laid out whole, and where its frame
is not the frame of the blank, line for line, the paper is refused and goes on plain paper. So nothing is ever cut,
crowded or put beside its cell.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import msgspec

from printing import approval_form_facts, media, picture_cases, settlement
from printing.drivers.laying import both_sides
from printing.marks import Text, pdf
from printing.page_codes import FIRST
from printing.papers import PAPERS, PaperContext, lay_out
from station_app.domain.vocabulary import DestinationKind, HouseholdKind, Level, Route
from station_app.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from printing.marks import Mark
    from station_app.domain.records import CaseRecord

    Pages = tuple[tuple[Mark, ...], ...]


@dataclass(frozen=True, slots=True)
class Blank:
    """One kind of blank: `code` is also the code of its stock. `suits` tells whether a case is of its kind.

    `specimen` gives an invented case of that kind; of the paper it makes, only the form is taken. `edition` stands at
    its foot: boxes of it lie in cupboards, so whoever moves a line of its form makes another edition of it.
    """

    code: str
    paper: str
    title: str
    suits: Callable[[CaseRecord], bool]
    specimen: Callable[[], CaseRecord]
    edition: int = 1


def _form(code: str, title: str, kind: DestinationKind, route: Route = Route.GENERAL) -> Blank:
    levels = (Level.STATION, Level.COUNTY) if route is Route.POVERTY else (Level.STATION,)

    def suits(record: CaseRecord) -> bool:
        undecided = not approval_form_facts.decided(record) and record.ended_as is None
        same = (record.case.route, record.placement.kind, record.decided_by) == (route, kind, levels)
        return same and undecided

    def specimen() -> CaseRecord:
        return picture_cases.captured(picture_cases.family_of_four(), route, kind)

    return Blank(code, "approval-form", title, suits, specimen)


def _slip(code: str, paper: str, title: str, *, collective: bool) -> Blank:
    def suits(record: CaseRecord) -> bool:
        return record.settled is not None and settlement.is_collective(settlement.stated_of(record)) is collective

    def specimen() -> CaseRecord:
        kind = HouseholdKind.PUBLIC_COLLECTIVE if collective else HouseholdKind.FAMILY
        return picture_cases.registered(picture_cases.family_of_four(), kind)

    return Blank(code, paper, title, suits, specimen)


_ALL = (
    _form("approval-form-collective", "公共集体户落户审批表", DestinationKind.PUBLIC_COLLECTIVE),
    _form("approval-form-home", "居民户口迁移审批表（自有住房）", DestinationKind.OWN_HOME),
    _form("approval-form-relative", "居民户口迁移审批表（投靠）", DestinationKind.RELATIVE_HOUSEHOLD),
    _form("approval-form-poverty", "建档立卡贫困人口落户审批表", DestinationKind.PUBLIC_COLLECTIVE, Route.POVERTY),
    _slip("settlement-slip-collective", "settlement-slip", "落户通知单（集体户）", collective=True),
    _slip("settlement-slip-home", "settlement-slip", "落户通知单（家庭户）", collective=False),
    _slip("entry-note", "entry-note", "集体户入户通知单", collective=True),
)
BLANKS: dict[str, Blank] = {each.code: each for each in _ALL}
"""What a print shop may be given. A receipt is not among them: its lists of documents move all that follows."""


def blank_for(paper: str, record: CaseRecord) -> Blank | None:
    """Give the blank that this paper of this case goes on; None where there is none of its kind."""
    return next((each for each in _ALL if each.paper == paper and each.suits(record)), None)


def blank_pages(code: str, site: str) -> Pages:
    """Give the marks of a blank for a site, whose case numbers have its own length.

    Raises:
        RefusedError: `stock_blank_unknown`.
    """
    return _split(_specimen(code, site), facts=False)


def blank_pdf(code: str, site: str, *, two_sided: bool = False) -> bytes:
    """Draw a blank for the print shop: the same for every case, with form and edition, without facts and codes.

    `two_sided`: its backs lie as a printer lays them that prints on both sides (132).

    Raises:
        RefusedError: `stock_blank_unknown`.
    """
    return _drawn(code, blank_pages(code, site), two_sided=two_sided)


def overlay_pages(paper: str, record: CaseRecord, context: PaperContext, printing: int = FIRST) -> Pages:
    """Give the facts of a paper, to be put on its blank.

    Raises:
        RefusedError: `stock_no_blank` - there is none for such a case; `stock_does_not_fit` - its rows grow beyond the
            cells of the blank, or it needs another sheet.
    """
    blank = blank_for(paper, record)
    if blank is None:
        raise RefusedError("stock_no_blank", paper=PAPERS[paper].title, case_no=record.number)
    whole = lay_out(paper, record, replace(context, on_stock=blank.edition), printing)
    empty = blank_pages(blank.code, context.site or record.site)
    if len(whole) != len(empty):
        raise RefusedError("stock_other_pages", name=blank.title, there=len(empty), wanted=len(whole))
    for number, (page, fixed) in enumerate(zip(whole, empty, strict=True), 1):
        form = tuple(mark for mark in page if not mark.fact)
        if form != fixed:
            raise RefusedError("stock_does_not_fit", name=blank.title, page=number, near=_near(form, fixed))
    return _split(whole, facts=True)


def overlay_pdf(paper: str, record: CaseRecord, context: PaperContext, printing: int = FIRST) -> bytes:
    """Draw the facts of a paper alone: the same facts and the same printing, the same bytes.

    Raises:
        RefusedError: as `overlay_pages`.
    """
    pages, kind = overlay_pages(paper, record, context, printing), PAPERS[paper]
    return pdf(pages, title=kind.title, form=kind.form, at=record.stated_at)


def trial_pdf(code: str, site: str, *, two_sided: bool = False) -> bytes:
    """Draw invented facts as they would stand on a blank, to be held against one and the light, page by page.

    Raises:
        RefusedError: `stock_blank_unknown`.
    """
    return _drawn(code, _split(_specimen(code, site), facts=True), two_sided=two_sided)


def _drawn(code: str, pages: Pages, *, two_sided: bool) -> bytes:
    kind = PAPERS[BLANKS[code].paper]
    drawn = pdf(pages, title=BLANKS[code].title, form=kind.form, at=picture_cases.AT)
    sides = both_sides(drawn, kind.backs) if two_sided else ()
    return media.lay_sides(drawn, sides) if sides else drawn


def _specimen(code: str, site: str) -> Sequence[Sequence[Mark]]:
    """Lay an invented case of a kind out, numbered as this site numbers."""
    if code not in BLANKS:
        raise RefusedError("stock_blank_unknown", kind=code[:40], known=", ".join(BLANKS))
    blank = BLANKS[code]
    specimen = blank.specimen()
    number = specimen.case_no.replace(specimen.site, site, 1)
    context = PaperContext(seal=lambda _message: bytes(64), pack=picture_cases.PACK, site=site, on_stock=blank.edition)
    return lay_out(blank.paper, msgspec.structs.replace(specimen, case_no=number, site=site), context)


def _split(pages: Sequence[Sequence[Mark]], *, facts: bool) -> Pages:
    return tuple(tuple(mark for mark in page if mark.fact is facts) for page in pages)


def _near(form: Sequence[Mark], fixed: Sequence[Mark]) -> str:
    """Give the words of the form where paper and blank part, for whoever looks for the row that grew."""
    same = next((at for at, (one, other) in enumerate(zip(form, fixed, strict=False)) if one != other), 0)
    before = [mark.text for mark in form[:same] if isinstance(mark, Text)]
    here = form[same] if same < len(form) else None
    return here.text if isinstance(here, Text) else (before[-1] if before else "")
