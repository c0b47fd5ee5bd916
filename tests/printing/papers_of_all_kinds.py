"""Each paper there is, with an invented record that has it: a new paper is looked at by every test that asks here."""

from __future__ import annotations

from printing.papers import PAPERS
from station_app.domain.vocabulary import CaseStatus
from tests.printing.letter_cases import ended, from_chengdu
from tests.printing.paper_cases import notice, promising, record
from tests.printing.test_reminder_slip import reminded

_CASES = (
    record(),
    promising(),
    from_chengdu(),
    from_chengdu(status=CaseStatus.APPROVED),
    reminded(),
    ended(),
    ended(CaseStatus.REFUSED),
)


def every_paper():
    """Give (name, record) of each; a paper without a record here is a mistake of the tests."""
    return [(name, about_of(name)) for name in PAPERS]


def about_of(name):
    """Give a record that has this paper."""
    kind = PAPERS[name]
    return notice() if kind.of_notice else next(each for each in _CASES if kind.fits(each))
