"""A form's number names one paper: on the paper, in its code, and in a list of files."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import printing

_DECLARED = re.compile(r'^FORM = "(TS-[A-Z]+-[0-9]+)"', re.MULTILINE)


def test_no_two_papers_have_the_same_number():
    modules = Path(printing.__file__).parent.glob("*.py")
    forms = [form for path in modules for form in _DECLARED.findall(path.read_text(encoding="utf-8"))]
    assert len(forms) > 20
    assert not [form for form, count in Counter(forms).items() if count > 1]
