"""The medium: a file is either completely there under its name, or not at all."""

import errno
import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

from station_app.errors import DeviceError
from station_app.exchange.medium import refuse_missing_stick, write_verified


def _names(folder):
    return sorted(path.name for path in folder.iterdir())


def _produce(content: bytes):
    return lambda file: file.write(content)


def _failing(number: int):
    """Fakes a medium that fails in the middle (hardware)."""

    def produce(file):
        file.write(b"half")
        raise OSError(number, os.strerror(number))

    return produce


def test_a_file_is_put_in_place_and_its_hash_given(tmp_path):
    written = write_verified(tmp_path, "a.tsbundle", _produce(b"hello"))
    assert written.path.read_bytes() == b"hello"
    assert written.size == 5
    assert written.sha256.startswith("2cf24dba5fb0")
    assert _names(tmp_path) == ["a.tsbundle"]


def test_an_older_file_of_the_same_name_gives_way(tmp_path):
    write_verified(tmp_path, "a.tsbundle", _produce(b"old"))
    assert write_verified(tmp_path, "a.tsbundle", _produce(b"new")).path.read_bytes() == b"new"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "medium_full"),
        (errno.EFBIG, "medium_full"),
        (errno.EROFS, "medium_read_only"),
        (errno.EIO, "medium_gone"),
        (errno.ENODEV, "medium_gone"),
        (errno.EINTR, "medium_failed"),
    ],
)
def test_a_failing_medium_leaves_nothing_behind(tmp_path, number, code):
    write_verified(tmp_path, "a.tsbundle", _produce(b"old"))
    with pytest.raises(DeviceError, match=code):
        write_verified(tmp_path, "a.tsbundle", _failing(number))
    assert _names(tmp_path) == ["a.tsbundle"]
    assert (tmp_path / "a.tsbundle").read_bytes() == b"old"


def test_a_bug_while_writing_leaves_nothing_behind_either(tmp_path):
    def produce(file):
        raise ValueError

    with pytest.raises(ValueError):
        write_verified(tmp_path, "a.tsbundle", produce)
    assert _names(tmp_path) == []


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(DeviceError, match="medium_gone"):
        write_verified(tmp_path / "media" / "stick", "a", _produce(b""))
    assert _names(tmp_path) == []


def test_a_last_folder_that_is_missing_is_made(tmp_path):
    write_verified(tmp_path / "monday", "a.tsbundle", _produce(b"x"))
    assert _names(tmp_path / "monday") == ["a.tsbundle"]


def test_leftovers_of_a_power_cut_are_removed_but_nothing_else(tmp_path):
    (tmp_path / ".a.tsbundle.0a1b2c3d.tspart").write_bytes(b"half")
    (tmp_path / ".b.tsbundle.0a1b2c3d.tspart").write_bytes(b"somebody else is writing")
    (tmp_path / ".a.tsbundle.notes").write_bytes(b"the officer's")
    write_verified(tmp_path, "a.tsbundle", _produce(b"x"))
    assert _names(tmp_path) == [".a.tsbundle.notes", ".b.tsbundle.0a1b2c3d.tspart", "a.tsbundle"]


def test_bytes_the_medium_lost_are_noticed(tmp_path):
    """A worn stick takes the bytes and gives others back; faked by a second writer."""

    def produce(file):
        file.write(b"good" * 5_000)
        (part,) = tmp_path.iterdir()
        with part.open("r+b") as other:
            other.truncate(0)

    with pytest.raises(DeviceError, match="medium_altered"):
        write_verified(tmp_path, "a.tsbundle", produce)
    assert _names(tmp_path) == []


_KILLED = """
import os, pathlib, signal, sys
from station_app.exchange.medium import refuse_missing_stick, write_verified
def produce(file):
    file.write(b"half")
    os.kill(os.getpid(), signal.SIGKILL)
write_verified(pathlib.Path(sys.argv[1]), "a.tsbundle", produce)
"""


@pytest.mark.faults
def test_a_kill_in_the_middle_leaves_no_file_under_the_final_name(tmp_path):
    killed = subprocess.run([sys.executable, "-c", _KILLED, str(tmp_path)], check=False)
    assert killed.returncode == -9
    assert not (tmp_path / "a.tsbundle").exists()
    write_verified(tmp_path, "a.tsbundle", _produce(b"whole"))
    assert _names(tmp_path) == ["a.tsbundle"]


_LIMITED = """
import pathlib, resource, sys
from station_app.errors import DeviceError
from station_app.exchange.medium import refuse_missing_stick, write_verified
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    write_verified(pathlib.Path(sys.argv[1]), "a.tsbundle", lambda file: [file.write(bytes(9_000)) for _ in range(99)])
except DeviceError as problem:
    print(problem.code)
"""


@pytest.mark.faults
def test_a_medium_that_really_takes_no_more_is_full(tmp_path):
    limited = subprocess.run(
        [sys.executable, "-c", _LIMITED, str(tmp_path)], check=True, capture_output=True, text=True
    )
    assert limited.stdout.strip() == "medium_full"
    assert _names(tmp_path) == []


def test_a_stick_that_is_not_in_is_never_made_on_the_disk():
    """Whether this machine has /media or not, as root or as anybody."""
    for place in ("/media", "/run/media/somebody", "/mnt"):
        folder = Path(place) / f"no-stick-{secrets.token_hex(8)}"
        with pytest.raises(DeviceError, match="medium_gone"):
            write_verified(folder, "a.tsbundle", _produce(b"x"))
        assert not folder.exists()


@pytest.mark.parametrize("asked", ["stick", "stick/monday", "somebody/stick", "somebody", ""])
def test_what_lies_on_the_disk_where_sticks_belong_is_no_stick(tmp_path, asked):
    """A folder left over in /media, or the folder of a user without any stick in."""
    (tmp_path / "somebody").mkdir()
    (tmp_path / "stick").mkdir()
    with pytest.raises(FileNotFoundError):
        refuse_missing_stick(tmp_path / asked, (str(tmp_path),), ())


def test_where_people_mount_by_hand_an_ordinary_folder_is_taken(tmp_path):
    (tmp_path / "archive").mkdir()
    for folder in (tmp_path, tmp_path / "archive", tmp_path / "archive" / "monday"):
        refuse_missing_stick(folder, (), (str(tmp_path),))
    with pytest.raises(FileNotFoundError):
        refuse_missing_stick(tmp_path / "usb", (), (str(tmp_path),))


@pytest.mark.skipif(not os.path.ismount("/dev/shm"), reason="needs a medium that is mounted; Linux has this one")
@pytest.mark.parametrize("folder", ["/dev/shm", "/dev/shm/monday"])
def test_a_medium_that_is_mounted_is_taken_with_its_folders(folder):
    refuse_missing_stick(Path(folder), ("/dev",), ())
    refuse_missing_stick(Path(folder), (), ("/dev",))


@pytest.mark.skipif(os.name != "posix", reason="symbolic links of POSIX")
def test_a_link_to_a_stick_that_is_not_in_is_followed(tmp_path):
    (tmp_path / "media").mkdir()
    (tmp_path / "usb").symlink_to(tmp_path / "media" / "stick")
    with pytest.raises(FileNotFoundError):
        refuse_missing_stick(tmp_path / "usb", (str(tmp_path / "media"),), ())
