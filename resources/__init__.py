"""Data the program ships: code tables, policy packs, fonts, styles, texts, samples; and where to find them."""

from importlib.resources import files
from pathlib import Path


def folder(name: str) -> Path:
    """Give the folder `name` of the shipped resources (`codes`, `policy`, `fonts`, `styles`, `locale`, `samples`)."""
    return Path(str(files(__name__))) / name
