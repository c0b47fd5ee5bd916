"""Run by `test_faults_while_scanning` as a process of its own: looks into the scanner's folder as the desk does."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from station_app.bench import places
from station_app.bootstrap import door
from station_app.errors import StationError


def main(home: Path) -> int:
    """Look until nothing is left to take in; print what was kept and the last error."""
    desk = places.log_in(door(home))
    kept: list[str] = []
    said = ""
    try:
        for _look in range(4):
            kept += [scan.sha256 for scan in desk.take_in_folder().taken.kept]
    except StationError as error:
        said = error.code
    finally:
        desk.close()
    sys.stdout.write(json.dumps({"kept": kept, "said": said}) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
