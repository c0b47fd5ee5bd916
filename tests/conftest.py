"""What all tests share: off-screen windows, no user settings, Hypothesis without deadlines (two slow cores)."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("STATION_APP_HOME", None)
os.environ.pop("STATION_APP_PASSWORD", None)

import pytest
from hypothesis import HealthCheck, settings

from station_app import texts
from station_app.domain import divisions

pytest_plugins = ["tests.databases", "tests.printers", "tests.stations"]

settings.register_profile("desk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("desk")


@pytest.fixture(autouse=True)
def _chinese():
    """Every test starts in Chinese, whatever the one before chose."""
    texts.choose("zh")
    yield
    texts.choose("zh")


@pytest.fixture(autouse=True)
def _no_division_named_here():
    """No test knows the divisions that the site of another one has named."""
    yield
    divisions.name_here({})


def pytest_terminal_summary(terminalreporter):
    """Say the figures that tests have measured (`record_property("figures", …)`)."""
    for report in terminalreporter.stats.get("passed", ()):
        for name, value in getattr(report, "user_properties", ()):
            if name == "figures" and report.when == "call":
                terminalreporter.write_line(value)
