"""Data the program ships: code tables, policy packs, fonts, styles, texts, samples; and where to find them."""

from pathlib import Path

_HERE = Path(__file__).parent


def folder(name: str) -> Path:
    """Give the folder `name` of the shipped resources.

    `characters`, `codes`, `policy`, `fonts`, `styles`, `locale`, `samples`.
    """
    return _HERE / name
