"""Papers on their way: journalled first, queued, printed on real printers, and never twice by themselves."""

from __future__ import annotations

import hashlib
import time
from datetime import timedelta

import pytest
from msgspec import structs

from printing.papers import PAPERS
from station_app import texts
from station_app.domain import print_sets, queues
from station_app.domain.print_jobs import ACTS, NOWHERE, PrintAct, PrintState
from station_app.domain.reading import read_document
from station_app.domain.reprints import Reprint, ReprintReason
from station_app.domain.vocabulary import CaseStatus, Step
from station_app.errors import RefusedError
from station_app.storage import spool
from tests.people import a_family_of_four
from tests.printers import A4, LETTER
from tests.services.settling import alone, settled

JAM = Reprint(ReprintReason.JAM)
PATIENCE = 20.0


@pytest.fixture
def lobby(room):
    return room.printers.get("Lobby") or room.add("Lobby", (A4, LETTER))


@pytest.fixture
def back(room):
    return room.printers.get("Back") or room.add("Back", (A4,))


@pytest.fixture
def case_no(station):
    return station.accept(*read_document(a_family_of_four())).case_no


def choose(station, **chosen):
    station.save_settings(structs.replace(station.settings, **chosen))


def run(station, until=lambda jobs: not any(job.state is PrintState.PRINTING for job in jobs)):
    """Take turns, as an open desk does, until it has come to this."""
    end = time.monotonic() + PATIENCE
    while True:
        turn = station.run_spool()
        jobs = station.print_jobs(ended=True)
        if until(jobs) and not turn.changed:
            return jobs
        assert time.monotonic() < end, jobs
        time.sleep(0.02)


def states(jobs):
    return [(job.paper, job.state.value) for job in jobs]


def content(station, job):
    with station._desk.store.read() as uow:
        return spool.content(uow, job.job_id)


def stopped(station):
    return lambda jobs: any(job.state in (PrintState.FAILED, PrintState.UNKNOWN) for job in jobs)


def test_the_papers_of_an_acceptance_come_out_in_their_order_on_one_call(station, case_no, lobby):
    choose(station, printer=lobby.address)
    jobs = station.print_set(case_no)
    wanted = station.papers_of_set(case_no)
    assert [job.paper for job in jobs] == list(wanted)
    assert wanted[0] == "receipt"
    assert len(wanted) > 1
    done = run(station, lambda jobs: all(job.state is PrintState.DONE for job in jobs))
    assert states(done) == [(paper, "done") for paper in wanted]
    copies = {paper.paper: paper for paper in station.show(case_no).papers}
    assert [hashlib.sha256(pdf).hexdigest() for pdf in lobby.printed] == [copies[paper].sha256 for paper in wanted]


def test_what_is_journalled_is_journalled_before_a_printer_sees_it(station, case_no, lobby):
    station.print_papers(case_no, ("receipt",), lobby.address)
    assert [paper.paper for paper in station.show(case_no).papers] == ["receipt"]
    assert not lobby.taken
    assert states(station.print_jobs()) == [("receipt", "waiting")]


def test_a_paper_lies_sealed_in_the_queue_and_is_wiped_when_it_is_out(station, case_no, lobby):
    (job,) = station.print_papers(case_no, ("receipt",), lobby.address)
    sealed = content(station, job)
    assert b"%PDF" not in sealed
    run(station)
    assert lobby.printed
    assert content(station, job) is None


def test_a_jam_holds_the_set_up_and_it_goes_on_from_the_paper_that_failed(station, case_no, lobby):
    lobby.fail()
    station.print_set(case_no, lobby.address)
    jobs = run(station, stopped(station))
    assert [state for _, state in states(jobs)] == ["failed"] + ["waiting"] * (len(jobs) - 1)
    assert not lobby.printed
    lobby.forget()
    station.act_on_job(jobs[0].job_id, PrintAct.RETRY)
    run(station, lambda jobs: all(job.state is PrintState.DONE for job in jobs))
    assert len(lobby.printed) == len(jobs)
    assert [paper.printing for paper in station.show(case_no).papers] == [1] * len(jobs)  # nothing was a reprint


def test_a_batch_of_slips_goes_on_after_a_jam_from_the_one_that_failed(station, lobby):
    numbers = [station.accept(*read_document(alone(seq=seq))).case_no for seq in (102, 104, 106, 108)]
    jobs = station.print_batch(numbers, "receipt", lobby.address)
    assert [(job.number, job.group) for job in jobs] == [(number, jobs[0].group) for number in numbers]
    lobby.fail(after=2)
    jammed = run(station, stopped(station))
    assert [job.state.value for job in jammed] == ["done", "done", "failed", "waiting"]
    lobby.forget_the_jam()
    station.act_on_job(jammed[2].job_id, PrintAct.RETRY)
    run(station, lambda jobs: all(job.state is PrintState.DONE for job in jobs))
    shas = {number: station.show(number).papers[0].sha256 for number in numbers}
    assert [hashlib.sha256(pdf).hexdigest() for pdf in lobby.printed] == [shas[number] for number in numbers]


def test_a_batch_with_one_case_that_has_no_such_paper_prints_nothing(station, case_no, lobby):
    with pytest.raises(RefusedError, match="paper_not_for_case"):
        station.print_batch([case_no, case_no], "refusal", lobby.address)
    with pytest.raises(RefusedError, match="case_unknown"):
        station.print_batch([case_no, "620502001-20261123-HJ9999"], "receipt", lobby.address)
    assert not station.print_jobs()
    assert not station.show(case_no).papers


def test_a_set_is_sent_elsewhere_whole_from_the_paper_that_failed(station, case_no, lobby, back):
    lobby.fail()
    station.print_set(case_no, lobby.address)
    jobs = run(station, stopped(station))
    station.act_on_job(jobs[0].job_id, PrintAct.REROUTE, back.address)
    done = run(station, lambda jobs: all(job.state is PrintState.DONE for job in jobs))
    assert {job.printer for job in done} == {back.address}
    assert len(back.printed) == len(jobs)


def test_a_printer_that_stands_holds_up_no_other(station, case_no, lobby, back):
    lobby.hold()
    station.print_papers(case_no, ("receipt",), lobby.address)
    station.print_papers(case_no, ("receipt",), back.address, JAM)
    jobs = run(station, lambda jobs: jobs[1].state is PrintState.DONE)
    assert jobs[0].state is PrintState.PRINTING
    assert len(back.printed) == 1


def test_one_printer_gets_its_papers_one_after_the_other_in_the_order_they_were_asked_for(station, case_no, lobby):
    lobby.hold()
    for _ in range(3):
        station.print_papers(case_no, ("receipt",), lobby.address, JAM)
    jobs = run(station, lambda jobs: jobs[0].state is PrintState.PRINTING)
    assert [job.state for job in jobs[1:]] == [PrintState.WAITING] * 2
    lobby.let_go()
    run(station, lambda jobs: all(job.state is PrintState.DONE for job in jobs))
    copies = {paper.copy: paper.sha256 for paper in station.show(case_no).papers}
    assert [hashlib.sha256(pdf).hexdigest() for pdf in lobby.printed] == [copies[copy] for copy in (1, 2, 3)]


def test_a_paper_called_off_while_it_waits_never_comes_out(station, case_no, lobby):
    (job,) = station.print_papers(case_no, ("receipt",), lobby.address)
    assert station.act_on_job(job.job_id, PrintAct.CANCEL).state is PrintState.CANCELLED
    assert content(station, job) is None
    assert not station.run_spool().under_way
    assert not lobby.taken


def test_a_paper_called_off_while_it_prints_is_called_off_at_the_printer(station, case_no, lobby):
    lobby.hold()
    (job,) = station.print_papers(case_no, ("receipt",), lobby.address)
    run(station, lambda jobs: jobs[0].state is PrintState.PRINTING and lobby.taken)
    after = station.act_on_job(job.job_id, PrintAct.CANCEL)
    assert after.acts == ()
    station.run_spool()
    lobby.until_told_to_stop()
    (job,) = run(station)
    assert job.state is PrintState.CANCELLED
    assert not lobby.printed


def test_a_printer_that_says_nothing_new_is_given_up_and_the_reason_kept(station, case_no, lobby):
    lobby.hold("media-empty")
    station.print_papers(case_no, ("receipt",), lobby.address)
    jobs = run(station, lambda jobs: jobs[0].trouble == "printer_paper_empty")
    assert jobs[0].state is PrintState.PRINTING  # somebody may put paper in
    station._desk.clock.move(timedelta(minutes=3))
    station.run_spool()
    lobby.until_told_to_stop()
    (job,) = run(station)
    assert (job.state, job.trouble) == (PrintState.FAILED, "printer_paper_empty")


def test_a_printer_unplugged_in_the_middle_leaves_it_to_whoever_looks(station, case_no, lobby):
    lobby.hold()
    (job,) = station.print_papers(case_no, ("receipt",), lobby.address)
    run(station, lambda jobs: lobby.taken)
    lobby.unplug()
    for minutes in (0, 3, 3):
        station._desk.clock.move(timedelta(minutes=minutes))
        station.run_spool()
    (job,) = station.print_jobs()
    assert (job.state, job.trouble) == (PrintState.UNKNOWN, "printer_end_unknown")
    assert job.acts == (PrintAct.CAME_OUT, PrintAct.NOTHING_CAME)
    lobby.forget()
    assert not station.run_spool().under_way  # never again by itself
    station.act_on_job(job.job_id, PrintAct.NOTHING_CAME)
    run(station, lambda jobs: jobs[0].state is PrintState.DONE)
    assert len(lobby.printed) == 1


def test_a_desk_killed_while_it_handed_a_paper_over_does_not_print_it_again(station, case_no, lobby):
    (job,) = station.print_papers(case_no, ("receipt",), lobby.address)
    now = station._desk.now()
    with station._desk.store.write() as uow:  # as far as the desk had come
        claimed = {"state": PrintState.PRINTING, "claimed_at": now, "moved_at": now}
        assert spool.change(uow, job.job_id, (PrintState.WAITING,), **claimed)
        uow.commit()
    assert station.run_spool().under_way  # another window may be at it
    station._desk.clock.move(timedelta(minutes=2))
    station.run_spool()
    (job,) = station.print_jobs()
    assert job.state is PrintState.UNKNOWN
    assert not lobby.taken
    assert station.act_on_job(job.job_id, PrintAct.CAME_OUT).state is PrintState.DONE
    assert content(station, job) is None


def test_a_desk_that_opens_again_follows_what_it_had_sent(station, station_door, case_no, lobby):
    lobby.hold()
    station.print_papers(case_no, ("receipt",), lobby.address)
    run(station, lambda jobs: lobby.taken)
    station.close()
    again = station_door.log_in("0001", "tie-tu-1988")
    try:
        lobby.let_go()
        (job,) = run(again)
        assert job.state is PrintState.DONE
        assert len(lobby.printed) == 1
    finally:
        again.close()


def test_a_folder_is_a_place_for_papers_too(station, case_no, tmp_path):
    out = tmp_path / "out"
    choose(station, printer=f"pdf:{out}")
    station.print_papers(case_no, ("receipt",))
    (job,) = run(station, stopped(station))
    assert (job.state, job.trouble) == (PrintState.FAILED, "file_not_saved")  # a stick that is gone
    out.mkdir()
    station.act_on_job(job.job_id, PrintAct.RETRY)
    run(station)
    (paper,) = station.show(case_no).papers
    assert hashlib.sha256((out / f"{case_no}-receipt-1.pdf").read_bytes()).hexdigest() == paper.sha256


def test_a_desk_without_a_printer_keeps_its_papers_until_there_is_one(station, case_no, monkeypatch, tmp_path, lobby):
    with monkeypatch.context() as nowhere:
        nowhere.setenv("CUPS_SERVER", str(tmp_path / "none"))
        (job,) = station.print_papers(case_no, ("receipt",))
    assert job.printer == NOWHERE
    assert station.run_spool().under_way == 0
    station.act_on_job(job.job_id, PrintAct.REROUTE, lobby.address)
    run(station, lambda jobs: jobs[0].state is PrintState.DONE)
    assert lobby.printed


def test_each_paper_goes_where_this_desk_sends_its_kind(station, case_no, lobby, back):
    choose(station, printer=lobby.address, paper_printers={"rights-notice": back.address})
    goes = {job.paper: job.printer for job in station.print_set(case_no)}
    assert goes["receipt"] == lobby.address
    assert goes["rights-notice"] == back.address


def test_a_set_printed_before_is_printed_again_only_with_a_reason(station, case_no, tmp_path):
    choose(station, printer=f"pdf:{tmp_path}")
    first = station.print_set(case_no)
    with pytest.raises(RefusedError, match="reprint_reason_missing"):
        station.print_set(case_no)
    assert len(station.print_jobs()) == len(first)
    assert len(station.print_set(case_no, again=JAM)) == len(first)


def test_of_a_set_only_what_was_not_printed_yet_comes_out(station, case_no, tmp_path):
    choose(station, printer=f"pdf:{tmp_path}")
    station.print_papers(case_no, ("receipt",))
    assert "receipt" not in {job.paper for job in station.print_set(case_no)}


def test_the_case_knows_what_became_of_its_papers(station, case_no, lobby):
    lobby.fail()
    station.print_papers(case_no, ("receipt",), lobby.address)
    run(station, stopped(station))
    (job,) = station.print_jobs_of([case_no])
    assert job.state is PrintState.FAILED


def test_a_failed_paper_nobody_wants_is_wiped_after_a_week(station, case_no, lobby):
    lobby.fail()
    (job,) = station.print_papers(case_no, ("receipt",), lobby.address)
    run(station, stopped(station))
    station._desk.clock.move(timedelta(days=8))
    station.run_spool()
    assert content(station, job) is None
    assert states(station.print_jobs(ended=True)) == [("receipt", "cancelled")]


@pytest.mark.parametrize("act", list(PrintAct))
def test_only_what_fits_a_papers_state_can_be_done_with_it(station, case_no, act):
    (job,) = station.print_papers(case_no, ("receipt",), NOWHERE)
    if act not in ACTS[PrintState.WAITING]:
        with pytest.raises(RefusedError, match="print_act_unfit"):
            station.act_on_job(job.job_id, act)
    with pytest.raises(RefusedError, match=r"print_unknown|print_printer_missing"):
        station.act_on_job("none", act)


def test_the_spool_is_no_matter_of_the_journal(station, case_no, lobby):
    station.print_set(case_no, lobby.address)
    before = station.verify_journal().entries
    run(station, lambda jobs: all(job.state is PrintState.DONE for job in jobs))
    assert station.verify_journal().entries == before
    assert station.rebuild_journal().ok
    assert station.print_jobs(ended=True)


def test_every_paper_belongs_to_a_set_or_stands_alone():
    in_sets = {paper for papers in print_sets.SETS.values() for paper in papers}
    assert in_sets | set(print_sets.ALONE) >= set(PAPERS)
    assert not in_sets & set(print_sets.ALONE)
    assert set(print_sets.SETS) == set(CaseStatus)


def test_whatever_the_working_list_asks_for_is_in_the_set_of_its_moment_until_it_was_made():
    for paper, states in queues.PAPERS.items():
        for status in states:
            assert paper in print_sets.set_for(status, PAPERS), (paper, status)
    assert "approval-form" not in print_sets.set_for(CaseStatus.APPROVED, PAPERS, {"approval-form"})
    assert "approval-form" in print_sets.set_for(CaseStatus.REGISTERED, PAPERS, {"approval-form"})


def test_a_file_is_bound_with_cover_and_list_once_what_was_decided_is_handed_over(station, tmp_path):
    settled(station, a_family_of_four())
    case_no = station.find("", 1).rows[0].case_no
    assert "archive-cover" not in station.papers_of_set(case_no)
    station.move(case_no, Step.DELIVER, "王建国")
    choose(station, printer=f"pdf:{tmp_path}")
    assert [job.paper for job in station.print_set(case_no)] == ["archive-cover", "file-list"]
    with pytest.raises(RefusedError, match="reprint_reason_missing"):
        station.print_set(case_no)


def test_every_state_and_act_has_its_word_in_both_languages():
    for language in ("zh", "en"):
        known = texts.catalogue(language)
        assert all(f"print.state.{state.value}" in known for state in PrintState)
        assert all(f"print.act.{act.value}" in known for act in PrintAct)


def test_a_printer_busy_with_somebody_elses_paper_gets_ours_afterwards(station, case_no, lobby):
    lobby.hold()
    lobby.print_for_somebody_else()
    lobby.until_it_holds_a_paper()
    station.print_papers(case_no, ("receipt",), lobby.address)
    assert station.run_spool().under_way == 1
    assert states(station.print_jobs()) == [("receipt", "waiting")]
    lobby.let_go()
    run(station, lambda jobs: jobs[0].state is PrintState.DONE)
    assert len(lobby.printed) == 2
