"""Set up Qt for the desk: fonts, colours, translation, input method.

Imports nothing heavy, so that it paints at once.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from station_app import texts
from ui import fonts, input_method, theme

if TYPE_CHECKING:
    from station_app.catalogue import Door

_translator: QTranslator | None = None


def prepare(language: texts.Language | None = None, *, dark: bool = False) -> QApplication:
    """Give the dressed QApplication; makes it if there is none yet."""
    os.environ.update(input_method.changes(os.environ, sys.platform))
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication([sys.argv[0]])
    app.setApplicationName("station-app")
    app.setStyle("Fusion")
    app.setFont(fonts.sized())
    if language is not None:
        texts.choose(language)
    _translate(app)
    theme.apply(app, dark=dark)
    app.setApplicationDisplayName(texts.say("ui.app.name"))
    return app


def run(door: Door) -> int:
    """Open the desk's window and stay until it is closed; give the exit status."""
    app = prepare(dark=door.settings.dark)

    from ui.shell import Shell  # noqa: PLC0415 - painting needs the QApplication
    from ui.tasks import TaskRunner  # noqa: PLC0415 - painting needs the QApplication
    from ui.trouble import Trouble  # noqa: PLC0415

    runner = TaskRunner()
    shell = Shell(door, runner)
    trouble = Trouble()
    trouble.happened.connect(shell.tell_trouble)
    trouble.watch()
    runner.crashed.connect(trouble.note)
    runner.refused.connect(shell.tell_refusal)
    shell.resize(1366, 768)
    shell.showMaximized()
    QTimer.singleShot(0, shell.begin)
    status = app.exec()
    runner.close()
    return status


def _translate(app: QApplication) -> None:
    global _translator  # noqa: PLW0603 - Qt keeps one translator of its own texts
    if _translator is not None:
        app.removeTranslator(_translator)
        _translator = None
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    if texts.chosen() == "zh":
        translator = QTranslator(app)
        if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(translator)
            _translator = translator
