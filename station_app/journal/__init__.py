"""Every change is one journal entry; tables are its projection. `apply` is the only writer of tables."""
