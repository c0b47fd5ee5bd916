"""Write `resources/codes/readings.csv`: how every name of the code tables is read, so that no desk has to work it out.

Run after a code table changed: `.venv/bin/python .ci/readings.py`. A test compares the file with the tables.
"""

from pathlib import Path

from station_app.domain import readings

TARGET = Path(__file__).parent.parent / "resources" / "codes" / "readings.csv"

if __name__ == "__main__":
    TARGET.write_text("".join(readings.lines()), encoding="utf-8")
