"""The scanner's folder: files that grow, vanish, come in bursts, bear odd names; a share that goes and comes back."""

from __future__ import annotations

import fcntl
import os
import shutil

import pytest

from station_app.devices.scan_folder import MOST_A_LOOK, TAKEN, ScanFolder
from station_app.errors import DeviceError

MOST = 1 << 20


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def names(look):
    return [path.name for path in look.ready]


def test_a_file_is_ready_once_two_looks_saw_it_alike(inbox):
    folder = ScanFolder(inbox)
    (inbox / "a.pdf").write_bytes(b"half")
    assert folder.look() == (True, (), 1)
    (inbox / "a.pdf").write_bytes(b"half and more")
    assert names(folder.look()) == [], "it grew"
    look = folder.look()
    assert names(look) == ["a.pdf"]
    assert folder.read(look.ready[0], MOST) == b"half and more"


def test_an_empty_file_is_one_that_has_not_begun(inbox):
    folder = ScanFolder(inbox)
    (inbox / "a.pdf").touch()
    assert [folder.look().ready for _ in range(3)] == [(), (), ()]


def test_a_file_that_grows_again_after_the_look_is_left_for_later(inbox):
    folder = ScanFolder(inbox)
    (inbox / "a.pdf").write_bytes(b"first page")
    folder.look()
    (path,) = folder.look().ready
    with path.open("ab") as file:
        file.write(b" second page")
    with pytest.raises(DeviceError, match="scan_file_busy"):
        folder.read(path, MOST)
    assert folder.look().ready == ()
    assert folder.read(folder.look().ready[0], MOST) == b"first page second page"


def test_a_file_somebody_holds_a_lock_on_is_left_for_later(inbox):
    folder = ScanFolder(inbox)
    (inbox / "a.pdf").write_bytes(b"page")
    folder.look()
    (path,) = folder.look().ready
    with path.open("rb") as writer:
        fcntl.flock(writer, fcntl.LOCK_EX)
        with pytest.raises(DeviceError, match="scan_file_busy"):
            folder.read(path, MOST)
    assert folder.read(path, MOST) == b"page"


def test_a_folder_that_vanishes_is_a_state_and_comes_back_by_itself(inbox):
    folder = ScanFolder(inbox)
    (inbox / "a.pdf").write_bytes(b"page")
    folder.look()
    (path,) = folder.look().ready
    shutil.rmtree(inbox)
    with pytest.raises(DeviceError, match="scan_folder_lost"):
        folder.read(path, MOST)
    assert folder.look() == (False, (), 0)
    inbox.mkdir()
    (inbox / "a.pdf").write_bytes(b"page")
    assert folder.look() == (True, (), 1), "what is in it is new"
    assert names(folder.look()) == ["a.pdf"]


def test_a_burst_comes_in_over_several_looks_the_oldest_first(inbox):
    folder = ScanFolder(inbox)
    for number in range(50):
        (inbox / f"scan{number}.jpg").write_bytes(b"page")
        os.utime(inbox / f"scan{number}.jpg", (1_000 + number, 1_000 + number))
    folder.look()
    came: list[str] = []
    while ready := folder.look().ready:
        assert len(ready) <= MOST_A_LOOK
        for path in ready:
            folder.read(path, MOST)
            folder.finish(path)
            came.append(path.name)
    assert came == [f"scan{number}.jpg" for number in range(50)]
    assert not list(inbox.iterdir())


def test_any_name_the_file_system_takes_is_taken(inbox):
    folder = ScanFolder(inbox)
    odd = [
        "長" * 80 + ".jpg",
        "a\nb.png",
        "-rf",
        "$(id).tif",
        "a b' \".pdf",
        os.fsdecode(b"\xff\xfe.jpg"),
        "\u202egpj.exe",
    ]
    for name in odd:
        (inbox / name).write_bytes(b"page")
    folder.look()
    ready = folder.look().ready
    assert {path.name for path in ready} == set(odd)
    for path in ready:
        assert folder.read(path, MOST) == b"page"
        folder.finish(path)
    assert not list(inbox.iterdir())


def test_links_pipes_folders_hidden_and_unfinished_files_are_not_looked_at(inbox, tmp_path):
    folder = ScanFolder(inbox)
    (tmp_path / "secret").write_bytes(b"secret")
    (inbox / "link.jpg").symlink_to(tmp_path / "secret")
    os.mkfifo(inbox / "pipe.jpg")
    (inbox / "sub").mkdir()
    for name in (".hidden.jpg", "a.jpg.part", "b.TMP", "c~"):
        (inbox / name).write_bytes(b"page")
    assert [folder.look() for _ in range(2)] == [(True, (), 0)] * 2


def test_a_file_swapped_for_a_link_is_not_followed(inbox, tmp_path):
    folder = ScanFolder(inbox)
    (tmp_path / "secret").write_bytes(b"page")
    (inbox / "a.jpg").write_bytes(b"page")
    folder.look()
    (path,) = folder.look().ready
    path.unlink()
    path.symlink_to(tmp_path / "secret")
    with pytest.raises(DeviceError):
        folder.read(path, MOST)


def test_a_refused_file_stays_and_is_offered_again_only_when_it_changed(inbox):
    folder = ScanFolder(inbox)
    (inbox / "a.jpg").write_bytes(b"nonsense")
    folder.look()
    folder.refuse(folder.look().ready[0])
    assert [folder.look() for _ in range(2)] == [(True, (), 0)] * 2
    (inbox / "a.jpg").write_bytes(b"something else")
    folder.look()
    assert names(folder.look()) == ["a.jpg"]


def test_no_more_is_read_than_was_asked_for(inbox):
    folder = ScanFolder(inbox)
    (inbox / "a.tif").write_bytes(b"x" * 1000)
    folder.look()
    (path,) = folder.look().ready
    assert len(folder.read(path, 10)) == 10


def test_originals_are_kept_where_the_station_says_so_under_names_that_are_free(inbox):
    folder = ScanFolder(inbox, keep_originals=True)
    for content in (b"first", b"second"):
        (inbox / "scan.jpg").write_bytes(content)
        folder.look()
        folder.finish(folder.look().ready[0])
    assert {path.name: path.read_bytes() for path in (inbox / TAKEN).iterdir()} == {
        "scan.jpg": b"first",
        "scan (2).jpg": b"second",
    }
    assert folder.look() == (True, (), 0)


def test_an_original_that_cannot_be_cleared_away_is_said_and_not_taken_for_ever(inbox):
    folder = ScanFolder(inbox, keep_originals=True)
    (inbox / TAKEN).write_bytes(b"a file in the way")
    (inbox / "scan.jpg").write_bytes(b"page")
    folder.look()
    path = next(path for path in folder.look().ready if path.name == "scan.jpg")
    with pytest.raises(DeviceError, match="scan_not_cleared"):
        folder.finish(path)
    assert "scan.jpg" not in names(folder.look())
