"""The encrypted store: engine, tables, keys, queries, migrations. The only room with SQL but journal.apply."""
