"""Draw a paper from its record, with this site's seal and telephones. Not a use case: several need it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from station_app import texts
from station_app.errors import RefusedError
from station_app.exchange.identities import PAPER
from station_app.storage import cases, layouts, notices, permits

if TYPE_CHECKING:
    from printing.page_codes import Codes
    from printing.papers import PaperContext
    from printing.registry import Stated
    from station_app.domain.layouts import StoredLayout
    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork


def record_for(uow: UnitOfWork, number: str, paper: str) -> Stated:
    """Give what `paper` is made from; a one-time notice is found by its own number or by its case's.

    Raises:
        RefusedError: `paper_unknown`; `case_unknown`, `notice_unknown`, `permit_unknown`; `paper_not_for_case` - as the
            case or the permit stands it has no such paper.
    """
    from printing.papers import PAPERS, About  # noqa: PLC0415 - ReportLab takes 0.35 s to import

    if paper not in PAPERS:
        raise RefusedError("paper_unknown", paper=paper[:40], papers=", ".join(PAPERS))
    about = PAPERS[paper].about
    if about is About.NOTICE:
        notice = notices.record(uow, number)
        if notice is None:
            raise RefusedError("notice_unknown", notice_no=number[:40])
        return notice
    record = permits.record(uow, number) if about is About.PERMIT else cases.record(uow, number)
    if record is None:
        if about is About.PERMIT:
            raise RefusedError("permit_unknown", permit_no=number[:40])
        raise RefusedError("case_unknown", case_no=number[:40])
    if not PAPERS[paper].fits(record):
        raise RefusedError("paper_not_for_case", case_no=number[:40], paper=texts.say(f"ui.paper.{paper}"))
    return record


def draw_paper(desk: Desk, record: Stated, paper: str, printing: int = 1) -> bytes:
    """Give the bytes of a paper: the same record and the same printing, the same bytes."""
    from printing.papers import render  # noqa: PLC0415 - as above

    return render(paper, record, context_for(desk, record), printing)


class Drawn(NamedTuple):
    """The bytes of a paper, and the layout file it was drawn by, or the one that this case did not go into."""

    pdf: bytes
    layout: StoredLayout | None = None
    unfit: StoredLayout | None = None


def draw_as_adopted(uow: UnitOfWork, desk: Desk, record: Stated, paper: str, printing: int = 1) -> Drawn:
    """Draw a paper by the layout that holds here; as it is built in where there is none or the case does not fit it.

    One for a form that is kept as stock is not used here: on plain paper its facts would stand without their form.
    """
    adopted = layouts.in_force(uow, paper, desk.site.code)
    if adopted is None or adopted.stock:
        return Drawn(draw_paper(desk, record, paper, printing))
    from printing.layouts.using import render_by  # noqa: PLC0415 - as above

    pdf = render_by(adopted.text, paper, record, context_for(desk, record), printing)
    if pdf is None:
        return Drawn(draw_paper(desk, record, paper, printing), unfit=adopted)
    return Drawn(pdf, layout=adopted)


def context_for(desk: Desk, record: Stated) -> PaperContext:
    """Give what a paper needs besides its record."""
    from printing.papers import PaperContext  # noqa: PLC0415 - as above

    return PaperContext(
        seal=lambda message: desk.identity.sign(PAPER, message),
        enquiry_phone=desk.settings.enquiry_phone,
        complaint_phone=desk.settings.complaint_phone,
        pack=next((pack for pack in desk.packs if pack.id == record.pack), None),
        site=desk.site.code,
        review_office=desk.settings.review_office,
        court=desk.settings.court,
    )


def own_codes(desk: Desk, paper: str, number: str, stated: object, revision: int) -> Codes:
    """Give the codes of a paper of the desk's own, signed by this site."""
    from printing import proof  # noqa: PLC0415 - as above
    from printing.papers import PaperContext  # noqa: PLC0415 - as above

    context = PaperContext(lambda message: desk.identity.sign(PAPER, message), site=desk.site.code)
    return proof.own_codes(paper, number, stated, context, practice=desk.site.practice, revision=revision)
