"""The command line of contract.md: parse, call the catalogue, say the answer. No rule lives here."""
