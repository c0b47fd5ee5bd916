"""Bundles and site identities: the format on the wire. Knows no database and no window."""
