"""`station-app`: without arguments the desktop client, with a command the same use cases from a shell."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the program with the arguments of this process; gives the exit status of contract.md."""
    from station_app.commandline.run import run  # noqa: PLC0415 - keeps `python -m station_app` importable cheaply

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
