"""`card read` gives the person on the card, or says what is wrong with the reader or the card."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from station_app.bootstrap import sample_files
from station_app.commandline.run import run
from station_app.devices import card_reader as protocol
from station_app.devices import reader_sources
from station_app.devices.simulated_port import SimulatedPort
from station_app.devices.simulated_reader import Fault, SimulatedReader
from tests.devices.cards import EXPIRED, FATHER, named

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Terminal:
    """A terminal beside a simulated reader on a real (pseudo) port, in a home where nothing was founded."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str], port: SimulatedPort, reader: SimulatedReader):
        self._home = home
        self._capsys = capsys
        self.port = port
        self.reader = reader

    def __call__(self, *arguments: str, status: int = 0) -> dict:
        assert run(["card", "read", "--home", str(self._home), "--json", *arguments]) == status
        return json.loads(self._capsys.readouterr().out)

    def lines(self, *arguments: str) -> str:
        assert run(["card", "read", "--home", str(self._home), "--port", self.port.name, *arguments]) == 0
        return self._capsys.readouterr().out


@pytest.fixture
def terminal(tmp_path, capsys) -> Iterator[Terminal]:
    reader = SimulatedReader()
    port = SimulatedPort(reader)
    yield Terminal(tmp_path / "home", capsys, port, reader)
    port.close()


def test_it_gives_the_person_without_login_and_stores_nothing(terminal, tmp_path):
    terminal.reader.lay(EXPIRED)
    person = terminal("--port", terminal.port.name)
    assert (person["name"], person["birth_date"], person["kind"]) == ("王建国", "1985-03-17", "resident")
    assert person["reader"].startswith("05.03-")
    assert [finding["code"] for finding in person["findings"]] == ["card_expired"]
    assert "photo" not in person
    assert not (tmp_path / "home").exists()


def test_it_reads_as_lines_for_people(terminal):
    terminal.reader.lay(FATHER)
    assert "姓名: 王建国" in terminal.lines()
    assert "Ethnicity: Han" in terminal.lines("--lang", "en")


def test_a_name_that_terminals_cannot_write_is_given_by_its_code_points(terminal):
    terminal.reader.lay(named("王\ue863"))
    assert terminal("--port", terminal.port.name)["name_code_points"] == "U+738B U+E863"


def test_no_card_within_the_time_given(terminal):
    answer = terminal("--port", terminal.port.name, "--wait", "0", status=6)
    assert answer["error"]["code"] == "card_absent"
    assert "证件" in answer["error"]["message"]


@pytest.mark.parametrize(
    ("fault", "code"), [(protocol.NOT_AUTHORISED, "reader_not_authorised"), (Fault.UNPLUGGED, "reader_unplugged")]
)
def test_what_is_wrong_with_the_reader(terminal, fault, code):
    terminal.reader.lay(FATHER)
    terminal.reader.fail(protocol.READ.content, fault)
    assert terminal("--port", terminal.port.name, status=6)["error"]["code"] == code


def test_a_port_that_is_not_there(terminal):
    assert terminal("--port", "/dev/no-such-port", status=6)["error"]["code"] == "reader_port_missing"


def test_the_port_of_the_settings_is_used(terminal, tmp_path):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "settings.json").write_text(json.dumps({"card_reader": terminal.port.name}))
    terminal.reader.lay(FATHER)
    assert terminal()["name"] == "王建国"


def test_a_machine_without_any_port(terminal, monkeypatch):
    monkeypatch.setattr(reader_sources, "candidate_ports", tuple)
    assert terminal(status=6)["error"]["code"] == "reader_not_found"


@pytest.mark.parametrize("wait", ["61", "-1", "ten", "1e3", "１０"])
def test_a_time_that_is_none_is_a_wrong_call(terminal, wait):
    assert terminal("--wait", wait, status=2)["error"]["code"] == "usage"


def test_practice_reads_the_family_that_is_left_to_be_typed(terminal):
    first = json.loads(sample_files()[0].read_text(encoding="utf-8"))["family"][0]
    person = terminal("--practice")
    assert (person["name"], person["id_number"]) == (first["name"], first["id_number"])
