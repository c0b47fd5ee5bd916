"""Which papers go on printed forms, our own blanks or somebody else's, and how they are drawn for them. Not a use case.

Of our own forms the blank follows from the case. Of somebody else's it is an adopted layout of kind `overlay` that says
which stock it is for; where there is one, it comes before our own blank. Either way the form lies in a tray, so what
goes on plain paper is drawn as if there were none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from station_app import texts
from station_app.domain.records import CaseRecord
from station_app.errors import RefusedError
from station_app.services import spooling
from station_app.services.drawing import Drawn, context_for
from station_app.storage import layouts

if TYPE_CHECKING:
    from printing.registry import Stated
    from station_app.domain.layouts import StoredLayout
    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork


class PrintedForm(NamedTuple):
    """The form that a paper goes on: the code of its stock, and the layout that places the facts, if it is not ours."""

    kind: str
    layout: StoredLayout | None = None


def form_for(uow: UnitOfWork, desk: Desk, record: Stated, paper: str) -> PrintedForm | None:
    """Give the printed form there is for a paper, whether or not this case suits it."""
    adopted = layouts.in_force(uow, paper, desk.site.code)
    if adopted is not None and adopted.stock:
        return PrintedForm(adopted.stock, adopted)
    if not isinstance(record, CaseRecord):
        return None
    from printing import blanks  # noqa: PLC0415 - ReportLab takes 0.35 s to import

    blank = blanks.blank_for(paper, record)
    return PrintedForm(blank.code) if blank is not None else None


def the_form(uow: UnitOfWork, desk: Desk, record: Stated, paper: str) -> PrintedForm:
    """Give the printed form of a paper.

    Raises:
        RefusedError: `stock_no_blank`.
    """
    form = form_for(uow, desk, record, paper)
    if form is None:
        raise RefusedError("stock_no_blank", paper=texts.say(f"ui.paper.{paper}"), case_no=record.number)
    return form


def in_tray(uow: UnitOfWork, desk: Desk, record: Stated, paper: str) -> bool:
    """Tell whether the form that a paper belongs on lies in this desk's tray, whether or not this case suits it."""
    kinds = spooling.chosen(desk).stock_kinds
    form = form_for(uow, desk, record, paper) if kinds else None
    return form is not None and form.kind in kinds


def goes_on_stock(uow: UnitOfWork, desk: Desk, record: Stated, paper: str) -> bool:
    """Tell whether a paper is printed on a form here; one that does not fit goes on plain paper."""
    if not in_tray(uow, desk, record, paper):
        return False
    try:
        draw_on_form(uow, desk, record, paper)
    except RefusedError:
        return False
    return True


def draw_on_form(uow: UnitOfWork, desk: Desk, record: Stated, paper: str, printing: int = 1) -> Drawn:
    """Draw the facts of a paper for the form that it goes on: the same record and printing, the same bytes.

    Raises:
        RefusedError: `stock_no_blank`, `stock_other_pages`, `stock_does_not_fit`, `stock_layout_unfit`: print it on
            plain paper.
    """
    form, context = the_form(uow, desk, record, paper), context_for(desk, record)
    if form.layout is None:
        from printing import blanks  # noqa: PLC0415 - as above

        return Drawn(blanks.overlay_pdf(paper, cast("CaseRecord", record), context, printing))
    from printing.layouts.using import render_by  # noqa: PLC0415 - as above

    pdf = render_by(form.layout.text, paper, record, context, printing)
    if pdf is None:
        raise RefusedError("stock_layout_unfit", edition=form.layout.edition, stock=form.kind)
    return Drawn(pdf, layout=form.layout)
