"""Migrations of the tables, oldest first; each goes up and down with data."""
