"""Pictures of what belongs to stock: a blank as the print shop gets it, and the facts that the desk puts on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import blanks, picture_cases

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHOWN = "approval-form-collective"


def papers() -> Iterator[tuple[str, bytes]]:
    """Give each picture: the name of its file, the PDF."""
    yield "approval-form-blank", blanks.blank_pdf(_SHOWN, picture_cases.SITE.code)
    yield "approval-form-overlay", blanks.trial_pdf(_SHOWN, picture_cases.SITE.code)
