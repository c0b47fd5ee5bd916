"""Hardware of the desk: card reader, scanner, removable media; protocols, drivers and their simulated twins."""
