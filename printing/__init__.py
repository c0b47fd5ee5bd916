"""Papers: what is printed, how it is set, and the way to the printer. Knows no Qt and no database."""
