"""Count, draw and journal one printing of a paper inside a transaction. Not a use case: several need it.

The same facts printed again are a reprint: it needs a reason, says so on every page, and is counted for each site.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from station_app import texts
from station_app.domain.records import IssuedPaper
from station_app.domain.reprints import ASKED, ReprintReason
from station_app.errors import RefusedError
from station_app.journal import chain
from station_app.journal.entries import PaperIssued
from station_app.services.drawing import Drawn, draw_as_adopted, own_codes
from station_app.services.written import refuse_unfit
from station_app.storage import papers

if TYPE_CHECKING:
    from collections.abc import Callable

    from printing.page_codes import Codes
    from printing.registry import Stated
    from station_app.domain.reprints import Reprint
    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork


def next_printing(uow: UnitOfWork, desk: Desk, record: Stated, paper: str) -> int:
    """Give the how many-th printing of these facts at this site the next one would be, from 1.

    What an earlier program printed names no facts: it counts if it was printed after they were written down.
    """
    from printing.papers import PAPERS  # noqa: PLC0415 - ReportLab takes 0.35 s to import
    from printing.proof import facts_digest  # noqa: PLC0415 - as above

    digest, revision = facts_digest(paper, record), PAPERS[paper].revision(record)
    done = papers.printings(uow, record.number, desk.site.code, paper)
    return 1 + sum(each.states(revision, digest, record.site) for each in done)


def issue(
    uow: UnitOfWork,
    desk: Desk,
    record: Stated,
    paper: str,
    again: Reprint | None,
    *,
    draw: Callable[[UnitOfWork, Desk, Stated, str, int], Drawn] = draw_as_adopted,
) -> IssuedPaper:
    """Draw the next printing of `paper` and journal it; the caller commits.

    `again` is the reason of a reprint; of a first printing it is not looked at. `draw` says how
    where it is not drawn as the site draws this paper.

    Raises:
        RefusedError: `reprint_reason_missing`, `reprint_words_missing`, `text_unfit`.
    """
    from printing.papers import PAPERS  # noqa: PLC0415 - ReportLab takes 0.35 s to import
    from printing.proof import facts_digest  # noqa: PLC0415 - as above

    printing = next_printing(uow, desk, record, paper)
    refuse_without_reason(paper, printing, again)
    if printing == 1:
        again = None
    drawn = draw(uow, desk, record, paper, printing)
    said = PaperIssued(
        case_no=record.number,
        paper=paper,
        copy=papers.count(uow, record.number, paper) + 1,
        sha256=hashlib.sha256(drawn.pdf).hexdigest(),
        revision=PAPERS[paper].revision(record),
        printing=printing,
        digest=facts_digest(paper, record),
        reprint=again.reason if again else None,
        text=again.text.strip() if again else "",
        layout=drawn.layout.sha256 if drawn.layout else "",
        unfit=drawn.unfit.edition if drawn.unfit else "",
    )
    chain.append(
        uow, site=desk.site.code, officer=desk.officer.badge, subject=record.number, payload=said, at=desk.now()
    )
    by = drawn.layout.edition if drawn.layout else ""
    return IssuedPaper(
        record.number, paper, said.copy, said.sha256, drawn.pdf, printing, said.reprint, layout=by, unfit=said.unfit
    )


def refuse_without_reason(paper: str, printing: int, again: Reprint | None) -> None:
    """Refuse a reprint that nobody gave a reason for; the first printing needs none.

    Raises:
        RefusedError: `reprint_reason_missing`, `reprint_words_missing`, `text_unfit`.
    """
    if printing == 1:
        return
    if again is None:
        reasons = texts.say("paper.reason_break").join(
            texts.say("paper.reason_item", word=texts.say(f"choice.reprint.{each}"), code=each.value) for each in ASKED
        )
        raise RefusedError("reprint_reason_missing", paper=paper, printed=printing - 1, reasons=reasons)
    refuse_unfit(again.text)
    if again.reason is ReprintReason.OTHER and not again.text.strip():
        raise RefusedError("reprint_words_missing")


class OwnPaperFacts(NamedTuple):
    """What a paper of the desk's own is about.

    `paper` is declared in `printing.own_papers`, `number` names the copy's subject (a household, a bundle), `stated` is
    what its code proves. `revision` is the entry that holds that; 0: no single one does.
    """

    paper: str
    number: str
    stated: object
    revision: int = 0


def issue_own(uow: UnitOfWork, desk: Desk, about: OwnPaperFacts, draw: Callable[[Codes], bytes]) -> IssuedPaper:
    """Draw a paper of the desk's own and journal it; `draw` is handed its codes. The caller commits."""
    from printing.proof import own_digest  # noqa: PLC0415 - ReportLab takes 0.35 s to import

    paper, number, stated, revision = about
    pdf = draw(own_codes(desk, paper, number, stated, revision))
    said = PaperIssued(
        case_no=number,
        paper=paper,
        copy=papers.count(uow, number, paper) + 1,
        sha256=hashlib.sha256(pdf).hexdigest(),
        revision=revision,
        printing=1,
        digest=own_digest(stated),
    )
    chain.append(uow, site=desk.site.code, officer=desk.officer.badge, subject=number, payload=said, at=desk.now())
    return IssuedPaper(number, paper, said.copy, said.sha256, pdf)
