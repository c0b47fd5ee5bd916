"""The window paints before the heavy rooms load."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("sqlalchemy", "reportlab", "cryptography", "argon2", "sqlcipher3", "pypdfium2", "pypinyin")
PROGRAM = """
import sys
from ui import application
app = application.prepare("zh")
from ui.shell import Shell
from ui.tasks import TaskRunner
import ui.screens.login
print(" ".join(name for name in sys.argv[1:] if name in sys.modules))
"""


def test_no_heavy_library_is_loaded_before_the_first_paint():
    loaded = subprocess.run(
        [sys.executable, "-c", PROGRAM, *HEAVY], capture_output=True, text=True, timeout=60, check=True
    )
    assert loaded.stdout.split() == []
