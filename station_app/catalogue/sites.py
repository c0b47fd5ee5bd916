"""What an officer does with other sites and the journal."""

# ruff: noqa: PLC0415 - the use cases are imported when first used; see the package

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from station_app.domain.deep_checks import DeepReport
    from station_app.domain.records import (
        ChainReport,
        ExchangeState,
        Exported,
        Imported,
        IssuedPaper,
        LateDuplicate,
        Site,
    )
    from station_app.services.desk import Desk


class SiteCalls:
    """What an officer does with other sites and the journal."""

    _desk: Desk

    def channels(self) -> tuple[ExchangeState, ...]:
        """Say how each channel stands."""
        from station_app.services.export_bundle import channel_states

        return channel_states(self._desk)

    def export(
        self,
        to: Path,
        channel: str | None = None,
        progress: Callable[[int, int], None] | None = None,
        *,
        again: int | None = None,
    ) -> Exported:
        """Write the next bundle for `channel` (the only one, if empty) into `to`; `progress` may raise to cancel.

        `again` makes an earlier number once more, for a stick that was lost.
        """
        from station_app.services.export_bundle import export_bundle

        return export_bundle(self._desk, to, channel, progress, again=again)

    def print_bundle_sheet(self, channel: str, number: int) -> IssuedPaper:
        """Make the sheet that goes with bundle `number` to `channel`."""
        from station_app.services.print_bundle_sheet import print_bundle_sheet

        return print_bundle_sheet(self._desk, channel, number)

    def inspect(self, bundle: Path) -> dict[str, object]:
        """Say what a bundle says of itself, without importing."""
        from station_app.services.inspect_bundle import inspect_bundle

        return inspect_bundle(bundle, self._desk)

    def import_bundle(self, bundle: Path, progress: Callable[[int, int], None] | None = None) -> Imported:
        """Verify a bundle (or an acknowledgement), then apply it; again changes nothing."""
        from station_app.services.import_bundle import import_bundle

        return import_bundle(self._desk, bundle, progress)

    def give_digest(self, to: Path, channel: str | None = None) -> Path:
        """Write, at a county, the digest of people known from other stations, for one station."""
        from station_app.services.give_digest import give_digest

        return give_digest(self._desk, to, channel)

    def late_duplicates(self) -> tuple[LateDuplicate, ...]:
        """Give who was accepted here and, as a later digest says, elsewhere too."""
        from station_app.services.give_digest import list_late_duplicates

        return list_late_duplicates(self._desk)

    def request_identity(self, to: Path) -> Path:
        """Write this site's public identity into the folder `to`, for another site to enrol."""
        from station_app.services.site_identity import request_identity

        return request_identity(self._desk, to)

    def own_fingerprint(self) -> str:
        """Give this site's fingerprint, to be compared by telephone."""
        from station_app.services.site_identity import own_fingerprint

        return own_fingerprint(self._desk)

    def enrol(self, request: Path, to: Path) -> tuple[Path, str]:
        """Trust the site that made `request`; write the answer it must trust; give the fingerprint to compare."""
        from station_app.services.site_identity import enrol_site

        return enrol_site(self._desk, request, to)

    def trust(self, enrolment: Path) -> tuple[Site, str]:
        """Trust the site that answered; give its fingerprint."""
        from station_app.services.site_identity import trust_site

        return trust_site(self._desk, enrolment)

    def verify_journal(self) -> ChainReport:
        """Walk the chain of every site."""
        from station_app.services.check_journal import verify_journal

        return verify_journal(self._desk)

    def check_register(self, days: int) -> DeepReport:
        """Look through everything this site keeps; `days` may pass until an approval is exported."""
        from station_app.services.check_register import check_register

        return check_register(self._desk, days)

    def rebuild_journal(self) -> ChainReport:
        """Replay the journal into empty tables and compare with the live ones."""
        from station_app.services.check_journal import rebuild_journal

        return rebuild_journal(self._desk)

    def export_journal(self, to: Path, *, masked: bool = False) -> int:
        """Write the audit extract, a line an entry; `masked` hides the families. Give the number of entries."""
        from station_app.services.check_journal import export_journal

        return export_journal(self._desk, to, masked=masked)
