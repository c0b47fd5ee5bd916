"""Where a site keeps its files. Nothing personal lies outside the encrypted database and the encrypted blobs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from station_app.errors import RefusedError


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of one site; every file name in it is decided here."""

    root: Path

    @property
    def database(self) -> Path:
        """The SQLCipher file."""
        return self.root / "station.db"

    @property
    def keyring(self) -> Path:
        """Key slots of the officers and the recovery slot; useless without one of the secrets."""
        return self.root / "keyring.json"

    @property
    def attempts(self) -> Path:
        """The record of attempts to log in; badges and times, no names."""
        return self.root / "attempts.jsonl"

    @property
    def practice_mark(self) -> Path:
        """Present in a practice home, so that the login page can say so before the database is open."""
        return self.root / "PRACTICE"

    @property
    def settings(self) -> Path:
        """Choices of this desk."""
        return self.root / "settings.json"

    @property
    def desk(self) -> Path:
        """The random name of this desk among those that share a database: whose printers are meant."""
        return self.root / "station.desk"

    @property
    def blobs(self) -> Path:
        """Encrypted, content-addressed attachments."""
        return self.root / "blobs"

    @property
    def acknowledgements(self) -> Path:
        """Return receipts for imported bundles; signed, not personal."""
        return self.root / "acknowledgements"

    @property
    def layouts(self) -> Path:
        """Where layout files are dropped for somebody to propose; nothing is drawn by what only lies there."""
        return self.root / "layouts"

    @property
    def logs(self) -> Path:
        """Technical logs, without personal data."""
        return self.root / "logs"

    def files(self) -> tuple[Path, ...]:
        """Give the files that this site writes as it works, those that are there; for their times."""
        named = (self.database, self.keyring, self.settings, self.database.with_name(f"{self.database.name}-wal"))
        folders = (self.blobs, self.acknowledgements)
        logs = tuple(self.logs.glob("*")) if self.logs.is_dir() else ()
        return tuple(path for path in (*named, *folders, *logs) if path.exists())

    @property
    def founding(self) -> Path:
        """The keyring of a site that is being set up; still there after a set-up that was interrupted."""
        return self.keyring.with_suffix(".founding")

    @property
    def founded(self) -> bool:
        """Whether a site was set up here."""
        return self.keyring.exists()

    @property
    def keys_lost(self) -> bool:
        """Whether a database lies here whose keyring is gone; one of an interrupted set-up was nobody's yet."""
        return self.database.exists() and not self.keyring.exists() and not self.founding.exists()

    def refuse_unfounded(self) -> None:
        """Refuse to open what is not there.

        Raises:
            RefusedError: `site_missing`; `keyring_missing` - a database is, but nothing that opens it.
        """
        if not self.founded:
            raise RefusedError("keyring_missing" if self.keys_lost else "site_missing", home=self.root.name)


def default_home() -> Home:
    """Give the platform's place for this user's data."""
    return Home(_user_data("station-app"))


def practice_home() -> Home:
    """Give the separate place of the practice mode, so that practice never touches real data."""
    return Home(_user_data("station-app-practice"))


def _user_data(name: str) -> Path:
    import platformdirs  # noqa: PLC0415 - not for a home that was named

    return Path(platformdirs.user_data_dir(name, appauthor=False))
