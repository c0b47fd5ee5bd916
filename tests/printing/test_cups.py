"""The way to the printer; in the place of hardware, CUPS tools as scripts and an IPP responder on loopback."""

from __future__ import annotations

import socketserver
import struct
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from printing.drivers import cups, ipp
from station_app import texts
from station_app.errors import DeviceError

PDF = b"%PDF-1.4 stand-in"


class Responder(BaseHTTPRequestHandler):
    """Answers Get-Job-Attributes with the states it was given, one after the other, the last one for ever."""

    def do_POST(self):
        asked = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, self.headers["Content-Type"], asked))
        answers = self.server.answers
        body = answers.pop(0) if len(answers) > 1 else answers[0]
        self.send_response(200 if body is not None else 500)
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *args):
        pass


def attribute(tag, name, value):
    return struct.pack(">BH", tag, len(name)) + name + struct.pack(">H", len(value)) + value


def answer(state, *reasons, status=0):
    body = struct.pack(">BBHI", 2, 0, status, 1) + b"\x01" + attribute(0x47, b"attributes-charset", b"utf-8")
    body += b"\x02" + attribute(0x23, b"job-state", struct.pack(">i", state))
    for turn, reason in enumerate(reasons):
        body += attribute(0x44, b"" if turn else b"job-state-reasons", reason)
    return body + b"\x03"


@pytest.fixture
def server(monkeypatch):
    responder = ThreadingHTTPServer(("127.0.0.1", 0), Responder)
    responder.asked, responder.answers = [], [answer(9)]
    thread = threading.Thread(target=responder.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{responder.server_port}")
    yield responder
    responder.shutdown()
    thread.join()
    responder.server_close()


@pytest.fixture
def tools(tmp_path, monkeypatch):
    """Put scripts in the place of lp, lpstat and cancel; they note how they were called."""
    folder = tmp_path / "tools"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def make(name, body):
        script = folder / name
        note = f"import sys; open({str(folder / (name + '.called'))!r}, 'a').write(repr(sys.argv[1:]) + '\\n')\n"
        script.write_text(f"#!{sys.executable}\n{note}{body}\n", encoding="utf-8")
        script.chmod(0o755)

    make("lpstat", "print('HP_Desk\\nLobby')")
    make(
        "lp",
        f"open({str(folder / 'printed.pdf')!r}, 'wb').write(sys.stdin.buffer.read());"
        "print('request id is HP_Desk-42 (1 file(s))')",
    )
    make("cancel", "")
    make.folder = folder
    return make


def test_the_queues_of_this_desk_are_listed(tools):
    assert cups.printers() == ("HP_Desk", "Lobby")


def test_a_desk_without_cups_has_no_printers_and_says_what_is_missing(tmp_path, monkeypatch, tools):
    (tools.folder / "lp").unlink()
    with pytest.raises(DeviceError) as failed:
        cups.print_pdf(PDF, "HP_Desk", title="receipt", pause=0.01)
    assert failed.value.code == "printer_missing_tools"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert cups.printers() == ()


def test_a_server_that_does_not_answer_is_not_waited_for(tools):
    tools("lpstat", "import time; time.sleep(5)")
    with pytest.raises(DeviceError) as failed:
        cups.printers(timeout=0.2)
    assert failed.value.code == "printer_timeout"


def test_a_paper_goes_through_a_pipe_at_its_own_size_and_is_followed_to_its_end(tools, server):
    server.answers[:] = [answer(3), answer(5), answer(9)]
    assert cups.print_pdf(PDF, "HP_Desk", title="receipt 0007", pause=0.01) == 42
    called = (tools.folder / "lp.called").read_text(encoding="utf-8")
    for word in ("'HP_Desk'", "media=iso_a4_210x297mm", "print-scaling=none", "receipt 0007"):
        assert word in called
    assert (tools.folder / "printed.pdf").read_bytes() == PDF
    assert len(server.asked) == 3
    path, kind, asked = server.asked[0]
    assert (path, kind) == ("/jobs/", "application/ipp")
    assert b"ipp://localhost/jobs/42" in asked
    assert struct.unpack(">BBHI", asked[:8]) == (2, 0, 0x0009, 1)


def test_a_printer_that_is_not_there_is_not_replaced_by_another(tools):
    with pytest.raises(DeviceError) as failed:
        cups.print_pdf(PDF, "hp_desk", title="receipt", pause=0.01)
    assert failed.value.code == "printer_unknown"
    assert not (tools.folder / "lp.called").exists()


def test_a_refused_job_says_why(tools, server):
    tools("lp", "sys.stderr.write('lp: The printer is not accepting jobs.\\n'); sys.exit(1)")
    with pytest.raises(DeviceError) as failed:
        cups.print_pdf(PDF, "HP_Desk", title="receipt", pause=0.01)
    assert failed.value.code == "printer_rejected"
    assert "not accepting" in failed.value.details["reason"]


@pytest.mark.parametrize("state", [7, 8])
def test_a_job_that_was_canceled_or_aborted_is_not_printed(tools, server, state):
    server.answers[:] = [answer(5), answer(state, b"job-canceled-at-device", b"document-format-error")]
    with pytest.raises(DeviceError) as failed:
        cups.print_pdf(PDF, "HP_Desk", title="receipt", pause=0.01)
    assert failed.value.code == "printer_rejected"
    assert failed.value.details["reason"] == "job-canceled-at-device, document-format-error"


def test_a_dead_printer_is_given_up_and_the_job_called_off(tools, server):
    server.answers[:] = [answer(5)]
    with pytest.raises(DeviceError) as failed:
        cups.print_pdf(PDF, "HP_Desk", title="receipt", pause=0.01, patience=0.1)
    assert failed.value.code == "printer_timeout"
    assert "'42'" in (tools.folder / "cancel.called").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "body",
    [None, b"", b"\x02", answer(5)[:-6], answer(42), answer(9, status=0x0500), answer(9).replace(b"state", b"stale")],
)
def test_an_answer_that_is_none_sends_the_officer_to_look_at_the_paper(tools, server, body):
    server.answers[:] = [body]
    with pytest.raises(DeviceError) as failed:
        cups.print_pdf(PDF, "HP_Desk", title="receipt", pause=0.01)
    assert failed.value.code == "printer_end_unknown"


def test_a_job_the_server_forgot_is_not_taken_for_printed(tools, server):
    server.answers[:] = [answer(9, status=0x0406)]
    with pytest.raises(DeviceError) as failed:
        cups.print_pdf(PDF, "HP_Desk", title="receipt", pause=0.01)
    assert failed.value.code == "printer_end_unknown"


def test_the_servers_domain_socket_is_asked_as_well(tools, monkeypatch, tmp_path):
    class AtSocket(Responder):
        def address_string(self):
            return "socket"

    responder = socketserver.UnixStreamServer(str(tmp_path / "cups.sock"), AtSocket)
    responder.asked, responder.answers = [], [answer(9)]
    thread = threading.Thread(target=responder.handle_request)
    thread.start()
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "cups.sock"))
    assert cups.print_pdf(PDF, "HP_Desk", title="receipt", pause=0.01) == 42
    thread.join()
    responder.server_close()


def test_a_server_that_is_gone_is_not_asked_for_ever(tools, monkeypatch, tmp_path):
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "no.sock"))
    with pytest.raises(DeviceError) as failed:
        cups.print_pdf(PDF, "HP_Desk", title="receipt", pause=0.01)
    assert failed.value.code == "printer_end_unknown"


def test_the_state_is_read_from_a_real_answer():
    assert ipp.read_answer(answer(5, b"job-printing")) == (ipp.JobState.PROCESSING, ("job-printing",))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_failure_has_its_sentence(language):
    for code in (
        "printer_unknown",
        "printer_rejected",
        "printer_timeout",
        "printer_end_unknown",
        "printer_missing_tools",
        "pdf_unreadable",
    ):
        assert f"error.{code}" in texts.catalogue(language)
