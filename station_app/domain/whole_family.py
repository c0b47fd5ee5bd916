"""Whether a family moves as a whole (举家迁徙): told from the family, compared with the flag that was captured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.findings import Finding, Severity
from station_app.domain.marriage import has_spouse
from station_app.domain.vocabulary import Role, TransferFlag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station_app.domain.case_file import CaseFile

_FORM_58 = "公业58表"
_CORE = (Role.SPOUSE, Role.MINOR_CHILD, Role.PARENT)


def whole_family(case: CaseFile) -> bool:
    """Tell whether a family moves as a whole (举家迁徙, 公业58表).

    So it is when the applicant moves; at least one spouse, minor child or parent is in the case; every one of them
    moves and nobody lives elsewhere; and no spouse the applicant's marital status speaks of is missing. Further
    relatives do not count, and somebody alone is no family: what was left behind cannot be seen from the case.
    """
    applicant = case.applicant
    core = [member for member in case.family if member.role in _CORE]
    if applicant is None or not applicant.moves or not core:
        return False
    if has_spouse(applicant) and not any(member.role is Role.SPOUSE for member in core):
        return False
    return all(member.moves and member.co_resident is not False for member in core)


def whole_family_findings(case: CaseFile) -> Iterator[Finding]:
    """Compare the flag that was captured with what the family says; statistics only, so it never blocks."""
    if case.agricultural_transfer is None:
        return
    flagged = TransferFlag.WHOLE_FAMILY in case.agricultural_transfer.flags
    if flagged != whole_family(case):
        code = "whole_family_not_whole" if flagged else "whole_family_not_flagged"
        yield Finding(Severity.WARNING, code, "agricultural_transfer.flags", _FORM_58)
