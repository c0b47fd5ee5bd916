"""Scans as pictures: what comes from outside is made clean, what is kept is drawn. No Qt, no database, no files."""
