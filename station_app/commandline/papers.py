"""Commands on papers: the one-time notice for a family whose case cannot be accepted yet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from station_app import texts
from station_app.commandline.answer import Answer, one
from station_app.commandline.call import read_bounded
from station_app.commandline.cases import confirmations, refuse_paper_place, save_paper
from station_app.domain.reading import read_case
from station_app.errors import RefusedError

if TYPE_CHECKING:
    from station_app.commandline.call import Call


def issue_notice(call: Call) -> Answer:
    """Keep the case file as a draft and issue the notice of everything that is missing."""
    arguments = call.arguments
    case, structure = read_case(read_bounded(arguments.file))
    if structure:  # what is wrong with a file is no business of the family's
        raise RefusedError("case_unreadable", structure)
    folder, name = Path(arguments.papers or ""), Path(arguments.pdf) if arguments.pdf else None
    refuse_paper_place(folder, name)
    issued, draft_id = call.catalogue.issue_notice_for(case, confirmations(arguments.confirm))
    saved = save_paper(issued, folder, name)
    data: dict[str, Any] = {"notice_no": issued.case_no, "draft": draft_id, "papers": [saved]}
    return one(data, texts.say("cli.notice", notice_no=issued.case_no), str(saved["pdf"]))
