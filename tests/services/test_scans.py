"""Scans at the desk: encrypted at once, bound to drafts and cases by their hash, never lost, never left about."""

from __future__ import annotations

import hashlib
import os
from datetime import timedelta

import pytest

from station_app.domain.drafts import Draft
from station_app.domain.reading import read_document
from station_app.domain.scans import shown_name
from station_app.errors import DamagedError, DeviceError, NotPermittedError, RefusedError
from station_app.files import write_whole
from station_app.imaging.cleaning import clean
from station_app.services.attachments import blobs_of
from station_app.services.take_in_scans import take_in_files
from station_app.storage import drafts, reads
from tests.imaging import scans
from tests.people import a_family_of_four
from tests.services.exchanging import without_roles
from tests.stations import MORNING, PASSWORD


def put(folder, **files):
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def taken(station, tmp_path, text="a scan"):
    folder = put(tmp_path / "from", page=scans.saved(scans.a_page(text), "PNG"))
    (kept,) = station.take_in_files([folder / "page"]).kept
    return kept


def family_with(*names):
    content = a_family_of_four()
    content["documents"][0]["attachment"] = names[0] if names else None
    content["documents"][0]["attachments"] = list(names[1:])
    return content


def draft_of(content, draft_id="draft-1"):
    return Draft(draft_id, "王建国", MORNING, "0001", content, {})


def refusal_of(station, content, **more):
    with pytest.raises(RefusedError) as refused:
        station.accept(*read_document(content), **more)
    return {(finding.where, finding.code) for finding in refused.value.findings}


def test_named_files_are_kept_clean_and_the_case_names_their_hashes(station, tmp_path):
    folder = put(tmp_path / "scans", one=scans.with_metadata("JPEG"), two=scans.hostile_pdf())
    accepted = station.accept(*read_document(family_with("one", "two")), attachments=folder)
    document = station.show(accepted.case_no).case.documents[0]
    wanted = [clean(scans.with_metadata("JPEG")), clean(scans.hostile_pdf())]
    assert list(document.scans) == [hashlib.sha256(scan.content).hexdigest() for scan in wanted]
    for digest, scan in zip(document.scans, wanted, strict=True):
        assert blobs_of(station._desk).get(digest) == scan.content
        assert station.show_scan(digest, accepted.case_no).pages == scan.pages


def test_a_scan_kept_already_is_named_by_its_hash_and_leaves_the_tray(station, tmp_path):
    kept = taken(station, tmp_path)
    assert station.tray() == (kept,)
    accepted = station.accept(*read_document(family_with(kept.sha256)))
    assert station.tray() == ()
    assert station.show(accepted.case_no).case.documents[0].attachment == kept.sha256


def test_a_scan_named_twice_is_listed_once(station, tmp_path):
    kept = taken(station, tmp_path)
    folder = put(tmp_path / "scans", again=scans.saved(scans.a_page("a scan"), "TIFF"))
    accepted = station.accept(*read_document(family_with(kept.sha256, "again")), attachments=folder)
    assert station.show(accepted.case_no).case.documents[0].scans == (kept.sha256,)


def test_a_hash_of_nothing_kept_here_is_a_missing_scan(station):
    assert ("documents[0].attachment", "attachment_missing") in refusal_of(station, family_with("ab" * 32))


def test_every_unfit_scan_is_found_at_its_place_and_nothing_is_kept(station, tmp_path):
    folder = put(tmp_path / "scans", good=scans.a_pdf(), locked=scans.locked_pdf(), bomb=scans.png_bomb(), liar=b"MZ..")
    found = refusal_of(station, family_with("good", "locked", "bomb", "liar"), attachments=folder)
    assert {
        ("documents[0].attachments[0]", "attachment_locked"),
        ("documents[0].attachments[1]", "attachment_pixels"),
        ("documents[0].attachments[2]", "attachment_kind"),
    } <= found
    assert not station._desk.home.blobs.exists()


def test_a_damaged_scan_of_the_desk_stops_the_case_by_name(station, tmp_path):
    kept = taken(station, tmp_path)
    (blob,) = station._desk.home.blobs.glob("*/*.blob")
    kept_bytes = blob.read_bytes()
    blob.write_bytes(kept_bytes[:-1] + bytes([kept_bytes[-1] ^ 1]))
    assert ("documents[0].attachment", "attachment_damaged") in refusal_of(station, family_with(kept.sha256))
    assert station.tray() == ()
    with pytest.raises(DamagedError, match="blob_damaged"):
        station.show_scan(kept.sha256)


def test_a_link_or_a_pipe_is_no_scan(station, tmp_path):
    folder = put(tmp_path / "scans", real=scans.a_pdf())
    (folder / "link").symlink_to(folder / "real")
    os.mkfifo(folder / "pipe")
    found = refusal_of(station, family_with("link", "pipe"), attachments=folder)
    assert {
        ("documents[0].attachment", "attachment_missing"),
        ("documents[0].attachments[0]", "attachment_missing"),
    } <= found
    assert [refused.code for refused in station.take_in_files([folder / "link", folder / "pipe"]).refused] == [
        "attachment_missing"
    ] * 2


def test_a_scan_is_encrypted_at_once_and_nothing_plain_is_left(station, tmp_path):
    kept = taken(station, tmp_path, "plain to see")
    plain = clean((tmp_path / "from" / "page").read_bytes()).content
    assert hashlib.sha256(plain).hexdigest() == kept.sha256
    everything = [path for path in station._desk.home.root.rglob("*") if path.is_file()]
    assert everything
    assert not [path for path in everything if b"\x89PNG\r\n" in path.read_bytes()]
    assert not [path for path in everything if plain[60:200] in path.read_bytes()]


def test_taking_in_the_same_scan_twice_keeps_one(station, tmp_path):
    assert taken(station, tmp_path) == taken(station, tmp_path)
    assert len(station.tray()) == 1


def test_the_tray_is_in_the_order_the_scans_came_and_outlives_the_program(station_door, tmp_path):
    desk = station_door.log_in("0001", PASSWORD)
    came = [taken(desk, tmp_path, f"page {number}") for number in range(3)]
    for age, kept in enumerate(reversed(came)):
        mark = desk._desk.home.blobs / "waiting" / kept.sha256
        os.utime(mark, (1_000_000 - age, 1_000_000 - age))
    desk.close()
    again = station_door.log_in("0001", PASSWORD)
    assert again.tray() == tuple(came)
    again.close()


def test_a_scan_leaves_the_tray_only_once_a_saved_draft_names_it(station, tmp_path):
    kept = taken(station, tmp_path)
    station.file_scans([kept.sha256])
    assert station.tray() == (kept,), "no draft names it yet"
    station.save_draft(draft_of(family_with(kept.sha256)))
    station.file_scans([kept.sha256])
    assert station.tray() == ()
    assert station.show_scan(kept.sha256) == kept, "the draft's scan can be looked at"
    station.put_back_scan(kept.sha256)
    assert station.tray() == (kept,)


def test_a_scan_thrown_away_is_gone_unless_a_draft_needs_it(station, tmp_path):
    unwanted, needed = taken(station, tmp_path, "unwanted"), taken(station, tmp_path, "needed")
    station.save_draft(draft_of(family_with(needed.sha256)))
    for kept in (unwanted, needed):
        station.throw_scan_away(kept.sha256)
    blobs = blobs_of(station._desk)
    assert station.tray() == ()
    assert (blobs.has(unwanted.sha256), blobs.has(needed.sha256)) == (False, True)
    with pytest.raises(RefusedError, match="scan_unknown"):
        station.throw_scan_away(needed.sha256)


def age_all(station, by):
    for path in station._desk.home.blobs.glob("*/*.blob"):
        when = (MORNING - by).timestamp()
        os.utime(path, (when, when))


def test_the_sweep_takes_what_nobody_names_and_nothing_else(station, tmp_path):
    journalled, drafted, waiting, dropped = (taken(station, tmp_path, text) for text in "abcd")
    station.accept(*read_document(family_with(journalled.sha256)))
    station.save_draft(draft_of(family_with(drafted.sha256), "kept"))
    station.save_draft(draft_of(family_with(dropped.sha256), "dropped"))
    station.file_scans([drafted.sha256, dropped.sha256])
    station.discard_draft("dropped")
    age_all(station, timedelta(days=2))
    assert station.sweep_scans() == 0, "the discard can be taken back"
    with station._desk.store.write() as uow:
        drafts.drop(uow, "dropped")
        uow.commit()
    age_all(station, timedelta(hours=2))
    assert station.sweep_scans() == 0, "a case being accepted may be about to name it"
    age_all(station, timedelta(days=2))
    assert station.sweep_scans() == 1
    blobs = blobs_of(station._desk)
    assert [blobs.has(kept.sha256) for kept in (journalled, drafted, waiting, dropped)] == [True, True, True, False]
    assert station.tray() == (waiting,)


def test_the_sweep_lifts_the_mark_of_a_scan_that_was_filed_before_a_power_cut(station, tmp_path):
    kept = taken(station, tmp_path)
    station.save_draft(draft_of(family_with(kept.sha256)))
    assert station.tray() == (kept,)
    station.sweep_scans()
    assert station.tray() == ()
    assert blobs_of(station._desk).has(kept.sha256)


def test_a_look_at_a_scan_of_a_case_is_logged_and_only_scans_of_that_case_are_shown(station, tmp_path):
    mine, other = taken(station, tmp_path, "mine"), taken(station, tmp_path, "other")
    case_no = station.accept(*read_document(family_with(mine.sha256))).case_no
    station.show_scan(mine.sha256, case_no)
    with station._desk.store.read() as uow:
        assert [look.why for look in reads.of_subject(uow, case_no)] == ["scan"]
    assert station.draw_scan(mine.sha256, 0, 100, case_no).height == 100
    for digest, case in ((other.sha256, case_no), (mine.sha256, ""), ("00" * 32, "")):
        with pytest.raises(RefusedError, match="scan_unknown"):
            station.show_scan(digest, case)
        with pytest.raises(RefusedError, match="scan_unknown"):
            station.draw_scan(digest, 0, 100, case)


def test_only_who_takes_cases_in_takes_scans_in(station, tmp_path):
    with pytest.raises(NotPermittedError, match="role_missing"):
        take_in_files(without_roles(station), [tmp_path / "page"])


def test_a_full_disk_is_said_and_leaves_no_half_scan(station, tmp_path, monkeypatch):
    def full(*_ignored):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("station_app.storage.blobs.write_whole", full)
    with pytest.raises(DeviceError, match="disk_full"):
        taken(station, tmp_path)
    monkeypatch.setattr("station_app.storage.blobs.write_whole", write_whole)
    assert station.tray() == ()
    assert taken(station, tmp_path) in station.tray()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("证件.jpg", "证件.jpg"),
        ("a\u202egpj.exe", "a·gpj.exe"),
        ("x\n\x1b[2J", "x··[2J"),
        ("长" * 90 + ".tiff", "长" * 31 + "…长长长.tiff"),
    ],
)
def test_a_files_name_is_shown_harmless_and_short(name, shown):
    assert shown_name(name) == shown
    assert len(shown_name(name)) <= 40
