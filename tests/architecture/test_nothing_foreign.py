"""A clone must work anywhere: no file names one machine, one registry or the place where it was written."""

from __future__ import annotations

import re

from tests.architecture.sources import ROOT, files

TEXT = {
    "",
    ".py",
    ".md",
    ".toml",
    ".lock",
    ".txt",
    ".json",
    ".qss",
    ".csv",
    ".svg",
    ".sh",
    ".mako",
    ".ini",
    ".cfg",
}
# A letter in brackets keeps each pattern from finding itself.
FOREIGN = {
    "a path of one machine": r"(?<![\w.])/(?:[w]ork|[f]arm|[t]mp/w|[r]oot|(?:[h]ome|[U]sers|[o]pt)/\w+)/\w",
    "a registry's host": r"[p]ypi\.org|[p]ythonhosted|[n]pmjs\.|[d]eb\.debian|[i]ndex-url",
    "a word of a workplace": r"(?i)\b(?:[s]andbox|[c]opilot|[c]hatbot)",
    "a key": r"[B]EGIN [A-Z ]*PRIVATE KEY|[A]GE-SECRET-KEY-1[A-Z0-9]",
}


def test_no_file_names_a_machine_a_registry_or_a_key():
    found = [
        f"{path}:{number}: {what}: {line.strip()[:80]}"
        for path in files()
        if path.suffix in TEXT and path.name != "LICENCE"
        for number, line in enumerate((ROOT / path).read_text(encoding="utf-8").splitlines(), 1)
        for what, pattern in FOREIGN.items()
        if re.search(pattern, line)
    ]
    assert not found, "\n".join(found)


def test_locked_packages_are_fixed_by_hash_and_name_no_address():
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        pinned = re.findall(r"^[a-z0-9][\w.-]*==", text, flags=re.MULTILINE)
        assert len(pinned) > 20
        assert text.count("--hash=sha256:") >= len(pinned)
        assert "://" not in text
        assert " @ " not in text


def test_what_builds_the_project_is_locked_too():
    """Else installing would take whatever setuptools the machine happens to have, and Debian's is too old."""
    for name in ("requirements.lock", "requirements-dev.lock"):
        assert re.search(r"^setuptools==", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE), name
