"""The household-registration intake desk: rules, journal, storage, exchange. Knows no window and no PDF."""

__version__ = "0.1.0"
