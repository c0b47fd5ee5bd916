"""What is said in words beside the figures of a month: how far they hold, and means as people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app import texts
from station_app.clock import BEIJING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from station_app.domain.month_figures import Edition, MeanLine, MonthReport


def minute(at: datetime) -> str:
    """Write a moment as people in China read it off a clock."""
    return f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M}"


def days(mean: MeanLine) -> str:
    """Write a mean, `3.5`; a dash where there is nothing to divide."""
    return "—" if mean.tenths is None else f"{mean.tenths // 10}.{mean.tenths % 10}"


def signed(difference: int) -> str:
    """Write a difference with its sign; nought has none."""
    return f"{difference:+d}" if difference else "0"


def thousandths(part: int | None) -> str:
    """Write a part as per cent, `97.5%`; a dash where there is nothing to divide."""
    return "—" if part is None else f"{part // 10}.{part % 10}%"


def standing(edition: Edition | None, counted_at: datetime) -> str:
    """Say whether figures are frozen: the edition and its digest, or of which moment they are."""
    if edition is None:
        return texts.say("figure.not_frozen", at=minute(counted_at))
    return texts.say("figure.frozen", edition=edition.number, at=minute(edition.at), digest=edition.digest)


def until(name: str, at: datetime | None) -> str:
    """Say until when the entries of a station are here."""
    if at is None:
        return texts.say("figure.no_data", name=name)
    return texts.say("figure.data_until", name=name, until=minute(at))


def notes(made: MonthReport) -> Iterator[str]:
    """Say how far the figures of a month hold: frozen or not, what came to differ, until when entries have come."""
    yield standing(made.edition, made.counted_at)
    if made.edition is not None and made.edition.reason:
        yield texts.say("figure.because", reason=made.edition.reason)
    for each in made.corrections:
        yield texts.say("figure.differs", name=each.name, frozen=each.frozen, now=each.now)
    for station in made.stations:
        yield until(station.name, station.until)
