"""Answers of a print server that no real one gives on demand: cut short, foreign, forgetful, silent."""

from __future__ import annotations

import socketserver
import struct
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from printing import printers
from printing.drivers import ipp, ipp_printers
from printing.drivers.ipp import Operation
from printing.drivers.reports import End, JobReport, JobState, judge
from station_app import texts
from station_app.errors import DeviceError

CODES = (
    *("printer_unknown", "printer_rejected", "printer_timeout", "printer_end_unknown", "printer_no_service"),
    *("printer_paper_empty", "printer_media_needed", "printer_jam", "printer_cover_open", "printer_toner_empty"),
    *("printer_offline", "printer_paused", "printer_cancelled", "printer_media_missing", "printer_no_pdf"),
    *("printer_not_accepting", "printer_busy", "pdf_unreadable"),
)


class Responder(BaseHTTPRequestHandler):
    """Answers each operation with what it was given for it, one after the other, the last one for ever."""

    def do_POST(self):
        asked = self.rfile.read(int(self.headers["Content-Length"]))
        operation = Operation(struct.unpack_from(">H", asked, 2)[0])
        self.server.asked.append((operation, self.path, asked))
        answers = self.server.answers[operation]
        body = answers.pop(0) if len(answers) > 1 else answers[0]
        self.send_response(200 if body is not None else 500)
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *args):
        pass


class AtSocket(Responder):
    def address_string(self):
        return "socket"


def attribute(tag, name, *values):
    return b"".join(
        struct.pack(">BH", tag, 0 if turn else len(name))
        + (b"" if turn else name)
        + struct.pack(">H", len(value))
        + value
        for turn, value in enumerate(values)
    )


def answer(*attributes, status=0, group=b"\x04"):
    head = struct.pack(">BBHI", 2, 0, status, 1) + b"\x01" + attribute(0x47, b"attributes-charset", b"utf-8")
    return head + group + b"".join(attributes) + b"\x03"


def job(state, *reasons, status=0):
    said = [attribute(0x23, b"job-state", struct.pack(">i", state)), attribute(0x21, b"job-id", struct.pack(">i", 42))]
    said.append(attribute(0x42, b"job-name", b"receipt"))
    if reasons:
        said.append(attribute(0x44, b"job-state-reasons", *reasons))
    return answer(*said, status=status, group=b"\x02")


def printer(name=b"HP_Desk", accepting=b"\x01", formats=(b"application/pdf",), reasons=(b"none",)):
    return answer(
        attribute(0x42, b"printer-name", name),
        attribute(0x44, b"media-supported", b"iso_a4_210x297mm"),
        attribute(0x49, b"document-format-supported", *formats),
        attribute(0x22, b"printer-is-accepting-jobs", accepting),
        attribute(0x44, b"printer-state-reasons", *reasons),
    )


def usual():
    return {
        Operation.GET_PRINTER_ATTRIBUTES: [printer()],
        Operation.PRINT_JOB: [job(3)],
        Operation.GET_JOB_ATTRIBUTES: [job(9)],
        Operation.CANCEL_JOB: [answer()],
        Operation.CUPS_GET_PRINTERS: [printer()],
    }


def serve(responder):
    responder.asked, responder.answers = [], usual()
    thread = threading.Thread(target=responder.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    return thread


@pytest.fixture
def server(monkeypatch):
    responder = ThreadingHTTPServer(("127.0.0.1", 0), Responder)
    thread = serve(responder)
    monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{responder.server_port}")
    yield responder
    responder.shutdown()
    thread.join()
    responder.server_close()


@pytest.fixture(scope="module")
def pdf():
    made = BytesIO()
    canvas = Canvas(made, pagesize=(595, 842), invariant=1)
    canvas.rect(9, 9, 9, 9)
    canvas.save()
    return made.getvalue()


def failure(pdf, queue="HP_Desk", patience=0.1):
    with pytest.raises(DeviceError) as failed:
        printers.print_pdf(pdf, queue, title="receipt", pause=0.01, patience=patience)
    return failed.value


def asked(server, operation):
    return [body for name, _, body in server.asked if name is operation]


def test_a_paper_goes_over_the_wire_whole_on_the_sheet_that_was_asked_for(server, pdf):
    printers.print_pdf(pdf, "HP_Desk", title="receipt 0007", pause=0.01)
    (sent,) = asked(server, Operation.PRINT_JOB)
    assert sent.endswith(pdf)
    for word in (b"iso_a4_210x297mm", b"receipt 0007", b"application/pdf", b"ipp://localhost/printers/HP_Desk"):
        assert word in sent[: -len(pdf)]


def test_a_job_is_asked_after_until_it_ends(server, pdf):
    server.answers[Operation.GET_JOB_ATTRIBUTES] = [job(3), job(5), job(9)]
    assert printers.print_pdf(pdf, "HP_Desk", title="receipt", pause=0.01) == 42
    assert len(asked(server, Operation.GET_JOB_ATTRIBUTES)) == 3


def test_a_queue_that_answers_under_another_name_gets_nothing(server, pdf):
    assert failure(pdf, "hp_desk").code == "printer_unknown"
    assert not asked(server, Operation.PRINT_JOB)


@pytest.mark.parametrize(
    ("answered", "code"),
    [
        (printer(accepting=b"\x00", reasons=(b"paused",)), "printer_not_accepting"),
        (printer(formats=(b"image/urf",)), "printer_no_pdf"),
        (answer(status=0x0406), "printer_unknown"),
        (answer(status=0x0403), "printer_rejected"),
        (None, "printer_timeout"),
        (b"", "printer_timeout"),
    ],
)
def test_a_printer_that_cannot_print_this_gets_nothing(server, pdf, answered, code):
    server.answers[Operation.GET_PRINTER_ATTRIBUTES] = [answered]
    assert failure(pdf).code == code
    assert not asked(server, Operation.PRINT_JOB)


def test_a_refused_job_says_why(server, pdf):
    told = attribute(0x41, b"status-message", b"No more room.")
    server.answers[Operation.PRINT_JOB] = [answer(status=0x040B, group=told)]
    failed = failure(pdf)
    assert (failed.code, failed.details["reason"]) == ("printer_rejected", "No more room.")


@pytest.mark.parametrize(
    ("state", "reason", "code"),
    [(7, b"job-canceled-at-device", "printer_cancelled"), (8, b"document-format-error", "printer_rejected")],
)
def test_a_job_that_was_called_off_or_given_up_is_not_printed(server, pdf, state, reason, code):
    server.answers[Operation.GET_JOB_ATTRIBUTES] = [job(5), job(state, reason)]
    failed = failure(pdf)
    assert failed.code == code
    assert reason.decode() in failed.details["reason"]


def test_a_dead_printer_is_given_up_and_the_job_called_off(server, pdf):
    server.answers[Operation.GET_JOB_ATTRIBUTES] = [job(3)]
    assert failure(pdf).code == "printer_end_unknown"
    assert struct.pack(">i", 42) in asked(server, Operation.CANCEL_JOB)[0]


@pytest.mark.parametrize(
    "body",
    [None, b"", b"\x02", job(5)[:-6], job(42), job(9, status=0x0500), job(9).replace(b"job-state", b"jab-state")],
)
def test_an_answer_that_is_none_sends_the_officer_to_look_at_the_paper(server, pdf, body):
    server.answers[Operation.GET_JOB_ATTRIBUTES] = [body]
    assert failure(pdf).code == "printer_end_unknown"


def test_a_job_the_server_forgot_is_not_taken_for_printed(server, pdf):
    server.answers[Operation.GET_JOB_ATTRIBUTES] = [job(9, status=0x0406)]
    assert failure(pdf).code == "printer_end_unknown"


def test_a_server_that_breaks_off_while_it_gets_the_paper_sends_the_officer_to_look(server, pdf):
    server.answers[Operation.PRINT_JOB] = [None]
    assert failure(pdf).code == "printer_end_unknown"


def test_the_servers_domain_socket_is_asked_as_well(monkeypatch, tmp_path, pdf):
    responder = socketserver.ThreadingUnixStreamServer(str(tmp_path / "cups.sock"), AtSocket)
    thread = serve(responder)
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "cups.sock"))
    assert printers.print_pdf(pdf, "HP_Desk", title="receipt", pause=0.01) == 42
    responder.shutdown()
    thread.join()
    responder.server_close()


def test_a_desk_without_a_print_server_has_no_printers_and_says_what_is_missing(monkeypatch, tmp_path, pdf):
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "no.sock"))
    assert ipp_printers.printers() == ()
    assert failure(pdf).code == "printer_no_service"


def test_a_server_that_does_not_answer_is_not_waited_for(monkeypatch):
    with ThreadingHTTPServer(("127.0.0.1", 0), Responder) as silent:  # listens, and nobody serves
        monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{silent.server_port}")
        with pytest.raises(DeviceError) as failed:
            ipp_printers.printers(timeout=0.1)
    assert failed.value.code == "printer_timeout"


def test_every_queue_is_named_once_and_in_order(server):
    two = (
        answer(attribute(0x42, b"printer-name", b"Lobby"))[:-1]
        + b"\x04"
        + attribute(0x42, b"printer-name", b"Desk")
        + b"\x03"
    )
    server.answers[Operation.CUPS_GET_PRINTERS] = [two]
    assert ipp_printers.printers() == ("Desk", "Lobby")


def test_attributes_of_every_sort_are_read_and_collections_passed_over():
    body = answer(
        attribute(0x34, b"media-col-default", b""),
        attribute(0x4A, b"", b"x-dimension"),
        attribute(0x21, b"", struct.pack(">i", 21000)),
        attribute(0x37, b"", b""),
        attribute(0x31, b"printer-current-time", bytes(11)),
        attribute(0x22, b"color-supported", b"\x00"),
        attribute(0x44, b"sides-supported", b"one-sided", b"two-sided-long-edge"),
    )
    found = ipp.read_answer(body).first
    assert found["sides-supported"] == ("one-sided", "two-sided-long-edge")
    assert found["color-supported"] == (False,)
    assert "printer-current-time" not in found


@pytest.mark.parametrize(
    ("reasons", "code"),
    [
        (("media-low-warning", "none"), ""),
        (("paused", "media-empty-error"), "printer_paper_empty"),
        (("media-jam-error", "cover-open-warning"), "printer_jam"),
        (("connecting-to-device", "media-empty-warning"), "printer_offline"),
        (("offline-report",), "printer_offline"),
    ],
)
def test_the_most_telling_of_a_printers_reasons_is_said(reasons, code):
    assert judge(JobReport(JobState.STOPPED, (), reasons)).trouble == code


@pytest.mark.parametrize(
    ("began", "trouble", "end"),
    [
        (False, "", End.FAILED),
        (True, "printer_paper_empty", End.FAILED),
        (True, "printer_offline", End.UNKNOWN),
        (True, "", End.UNKNOWN),
    ],
)
def test_a_job_called_off_here_failed_only_where_no_sheet_can_have_come_out(began, trouble, end):
    report = JobReport(JobState.CANCELED, ("job-canceled-by-user",))
    assert judge(report, called_off=True, began=began, trouble=trouble).end is end


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_failure_has_its_sentence(language):
    for code in CODES:
        assert f"error.{code}" in texts.catalogue(language)


def test_a_printer_that_is_busy_with_somebody_elses_paper_is_asked_again_later(server, pdf):
    server.answers[Operation.PRINT_JOB] = [answer(status=0x0507)]
    assert failure(pdf).code == "printer_busy"
