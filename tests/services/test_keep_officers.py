"""Accounts at a station: who opens and closes them, what their passwords open, and that nobody locks themselves out."""

from __future__ import annotations

import hashlib
import shutil
from datetime import timedelta

import pytest
from msgspec import structs

from station_app import bootstrap
from station_app.catalogue import Founding
from station_app.domain.drafts import Draft
from station_app.domain.reading import read_document
from station_app.domain.vocabulary import OfficerRole, SiteKind
from station_app.errors import DamagedError, NotPermittedError, RefusedError
from station_app.journal import chain
from station_app.services.keep_officers import NewAccount, add_officer, disable_officer
from station_app.storage.blobs import BlobStore
from station_app.storage.keyring import Keyring
from tests.people import a_family_of_four
from tests.services.test_recover_officer import code_on, text_of
from tests.stations import MORNING, PASSWORD, founded

FIRST = "chu-shi-1949"
CLERK, CHIEF = (OfficerRole.FRONT_DESK,), (OfficerRole.CHIEF,)
ADMINISTRATOR, SECURITY, AUDITOR = (OfficerRole.ADMINISTRATOR,), (OfficerRole.SECURITY,), (OfficerRole.AUDITOR,)


@pytest.fixture(params=["sqlcipher", "postgresql"])
def door(request, tmp_path):
    """A station that was just set up, on each of the two databases."""
    database = request.getfixturevalue("postgres_place") if request.param == "postgresql" else None
    return founded(tmp_path / "station", kind=SiteKind.STATION, database=database)


@pytest.fixture
def administrator(door):
    catalogue = door.log_in("0001", PASSWORD)
    yield catalogue
    catalogue.close()


def refused(call, *arguments, **more):
    with pytest.raises((RefusedError, NotPermittedError)) as caught:
        call(*arguments, **more)
    return caught.value.code


def kinds(catalogue):
    with catalogue._desk.store.read() as uow:
        return [entry.kind for entry in chain.entries(uow, catalogue.site.code, 1, 10**9)]


def test_a_new_colleague_logs_in_with_the_first_password_and_works(door, administrator):
    added = administrator.add_officer("0002", "马秀兰", CLERK, FIRST)
    assert (added.badge, added.roles, added.must_change) == ("0002", CLERK, False)
    colleague = door.log_in("0002", FIRST)
    assert colleague.officer.name == "马秀兰"
    assert colleague.accept(*read_document(a_family_of_four())).case_no
    colleague.close()


def test_the_list_shows_everybody_with_roles_and_keys(administrator):
    administrator.add_officer("0002", "马秀兰", CHIEF, FIRST, must_change=True)
    first, second = administrator.officers()
    assert set(first.roles) == {OfficerRole.ADMINISTRATOR, OfficerRole.FRONT_DESK}
    assert (second.must_change, second.has_key, second.disabled_at) == (True, True, None)


def test_no_password_is_in_the_journal(administrator, tmp_path):
    administrator.add_officer("0002", "马秀兰", CLERK, FIRST)
    administrator.reset_password("0002", "ling-yi-ge-1950")
    administrator.export_journal(tmp_path / "journal.jsonl")
    written = (tmp_path / "journal.jsonl").read_text(encoding="utf-8")
    assert "officer_added" in written
    assert "password_set" in written
    assert FIRST not in written
    assert "ling-yi-ge-1950" not in written


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (NewAccount("1", "马秀兰", CLERK, FIRST), "badge_wrong"),
        (NewAccount("0001", "马秀兰", CLERK, FIRST), "officer_exists"),
        (NewAccount("0002", "  ", CLERK, FIRST), "name_missing"),
        (NewAccount("0002", "=马", CLERK, FIRST), "text_unfit"),
        (NewAccount("0002", "马秀兰", (), FIRST), "roles_missing"),
        (NewAccount("0002", "马秀兰", (*AUDITOR, *CLERK), FIRST), "roles_clash"),
        (NewAccount("0002", "马秀兰", (*ADMINISTRATOR, *SECURITY), FIRST), "roles_clash"),
        (NewAccount("0002", "马秀兰", CLERK, "short-1"), "password_weak"),
        (NewAccount("0002", "马秀兰", CLERK, "1234567890"), "password_weak"),
        (NewAccount("0002", "马秀兰", CLERK, "password-0002"), "password_weak"),
    ],
)
def test_an_account_that_breaks_a_rule_is_not_opened(station, wish, code):
    before = kinds(station)
    assert refused(add_officer, station._desk, wish) == code
    assert kinds(station) == before
    assert Keyring(station._desk.home.keyring).badges() == ("0001",)


def test_a_first_password_that_must_be_changed_opens_only_its_change(door, administrator):
    administrator.add_officer("0002", "马秀兰", CLERK, FIRST, must_change=True)
    assert refused(door.log_in, "0002", FIRST) == "password_must_change"
    assert refused(door.change_password, "0002", FIRST, FIRST) == "password_same"
    assert refused(door.change_password, "0002", FIRST, "duan-1") == "password_weak"
    door.change_password("0002", FIRST, "wo-zi-ji-de-1")
    door.log_in("0002", "wo-zi-ji-de-1").close()
    assert refused(door.log_in, "0002", FIRST) == "wrong_password"


def test_changing_ones_own_password_needs_the_old_one(door, administrator):
    assert refused(door.change_password, "0001", "not this one", FIRST) == "wrong_password"
    door.change_password("0001", PASSWORD, FIRST)
    door.log_in("0001", FIRST).close()
    assert kinds(administrator)[-1] == "password_set"


def test_a_password_given_anew_takes_the_place_of_the_forgotten_one(door, administrator):
    administrator.add_officer("0002", "马秀兰", CLERK, FIRST)
    assert refused(administrator.reset_password, "0002", FIRST) == "password_same"
    assert administrator.reset_password("0002", "xin-de-1950", must_change=True).must_change
    assert refused(door.log_in, "0002", FIRST) == "wrong_password"
    assert refused(door.log_in, "0002", "xin-de-1950") == "password_must_change"
    assert refused(administrator.reset_password, "0001", FIRST) == "reset_own_password"
    assert refused(administrator.reset_password, "0009", FIRST) == "officer_unknown"


def test_roles_change_at_the_next_login_and_nobody_changes_their_own(door, administrator):
    administrator.add_officer("0002", "马秀兰", CLERK, FIRST)
    changed = administrator.change_officer("0002", roles=CHIEF)
    assert (changed.name, changed.roles) == ("马秀兰", CHIEF)
    assert administrator.change_officer("0002", name="马秀英").roles == CHIEF
    colleague = door.log_in("0002", FIRST)
    assert (colleague.officer.name, colleague.officer.roles) == ("马秀英", CHIEF)
    colleague.close()
    assert refused(administrator.change_officer, "0002", roles=(*AUDITOR, *CHIEF)) == "roles_clash"
    assert refused(administrator.change_officer, "0001", roles=CLERK) == "last_administrator"
    administrator.change_officer("0002", roles=ADMINISTRATOR)
    assert refused(administrator.change_officer, "0001", roles=CLERK) == "not_yourself"
    assert administrator.change_officer("0001", name="王景行").name == "王景行"


def test_nobody_closes_the_last_administrator_or_themselves(administrator):
    assert refused(administrator.disable_officer, "0001") == "last_administrator"
    administrator.add_officer("0002", "马秀兰", ADMINISTRATOR, FIRST)
    assert refused(administrator.disable_officer, "0001") == "not_yourself"
    assert refused(administrator.disable_officer, "0009") == "officer_unknown"


def test_an_administrator_whose_account_was_closed_meanwhile_closes_nobody(door, administrator):
    """Each of two administrators is about to close the other."""
    administrator.add_officer("0002", "马秀兰", ADMINISTRATOR, FIRST)
    other = door.log_in("0002", FIRST)
    administrator.disable_officer("0002")
    with pytest.raises((NotPermittedError, DamagedError)):
        disable_officer(other._desk, "0001")
    other.close()
    assert [account.disabled_at is None for account in administrator.officers()] == [True, False]


def test_a_closed_account_opens_nothing_and_the_others_go_on(door, administrator):
    administrator.add_officer("0002", "马秀兰", CLERK, FIRST)
    administrator.add_officer("0003", "李文", CHIEF, FIRST)
    closed = administrator.disable_officer("0002", "调离")
    assert closed.keys_rotated, closed.keys_problem
    assert closed.account.disabled_at is not None
    assert administrator.accept(*read_document(a_family_of_four())).case_no  # this desk goes on
    assert kinds(administrator)[-3:] == ["officer_disabled", "keys_rotated", "case_accepted"]
    assert refused(door.log_in, "0002", FIRST) == "wrong_password"
    colleague = door.log_in("0003", FIRST)
    assert colleague.find("wjg").total == 1
    assert colleague.verify_journal().ok
    colleague.close()
    assert refused(administrator.disable_officer, "0002") == "officer_closed"
    assert refused(administrator.reset_password, "0002", "xin-de-1950") == "officer_closed"
    assert refused(administrator.add_officer, "0002", "马秀兰", CLERK, FIRST) == "officer_exists"


def test_a_keyring_copied_before_opens_nothing_new(door, administrator, tmp_path):
    """Who left took a copy of the keyring along, and knows the old password; the database comes to them later."""
    administrator.add_officer("0002", "马秀兰", CLERK, FIRST)
    shutil.copy(door.home.keyring, tmp_path / "taken.json")
    before = administrator._desk.blob_key
    administrator.disable_officer("0002")
    desk = administrator._desk
    taken = Keyring(tmp_path / "taken.json").unlock("0002", FIRST)  # their own copy opens, of course
    assert taken.data_key != desk.unlocked.data_key
    shutil.copy(tmp_path / "taken.json", door.home.keyring)
    with pytest.raises(DamagedError, match="database_key_wrong"):
        door.log_in("0002", FIRST)
    assert before == desk.unlocked.earlier_blob_keys[0]
    assert desk.blob_key not in (before, *taken.earlier_blob_keys)


def test_the_recovery_sheet_still_opens_after_the_key_has_changed(tmp_path):
    door = bootstrap.door(tmp_path / "home", cheap_keys=True)
    founding = door.found_site(Founding(SiteKind.STATION, "620502001", "大城派出所", "0001", "王景行", PASSWORD))
    catalogue = door.log_in("0001", PASSWORD)
    catalogue.rotate_keys()
    catalogue.close()
    door.recover(code_on(text_of(founding.recovery_sheet)), "0001", FIRST)
    door.log_in("0001", FIRST).close()


def test_while_another_window_is_open_the_account_is_closed_and_the_key_waits(station_door, station):
    station.add_officer("0002", "马秀兰", CLERK, FIRST)
    other = station_door.log_in("0001", PASSWORD)
    closed = station.disable_officer("0002")
    assert (closed.keys_rotated, closed.keys_problem) == (False, "database_not_alone")
    assert refused(station_door.log_in, "0002", FIRST) == "wrong_password"
    assert other.verify_journal().ok  # and its work is not disturbed
    other.close()
    station.rotate_keys()
    station_door.log_in("0001", PASSWORD).close()


def test_scans_from_before_the_change_of_the_key_are_still_seen(station):
    desk = station._desk
    content = b"%PDF-1.4 old"
    digest = hashlib.sha256(content).hexdigest()
    BlobStore(desk.home.blobs, desk.blob_key).put(digest, content)
    station.rotate_keys()
    station.rotate_keys()
    now = station._desk
    assert BlobStore(now.home.blobs, now.blob_key, now.unlocked.earlier_blob_keys).get(digest) == content
    with pytest.raises(DamagedError):
        BlobStore(now.home.blobs, now.blob_key).get(digest)


def test_drafts_of_a_closed_account_stay_and_are_taken_over(door, administrator):
    administrator.add_officer("0002", "马秀兰", CLERK, FIRST)
    colleague = door.log_in("0002", FIRST)
    content = {"family": [{"name": "王建国"}]}
    colleague.save_draft(Draft("d1", "王建国", MORNING, "0002", content, {}))
    colleague.close()
    assert administrator.disable_officer("0002").drafts == 1
    assert [(line.title, line.officer_name) for line in administrator.drafts()] == [("王建国", "马秀兰")]
    assert administrator.open_draft("d1").content == content
    assert [line.officer for line in administrator.drafts()] == ["0001"]
    assert administrator.colleagues() == ()  # nothing can be handed to a closed account


def test_a_password_older_than_the_station_allows_opens_only_its_change(door):
    door._settings = structs.replace(door.settings, password_days=90)
    door._clock.move(timedelta(days=90))
    door.log_in("0001", PASSWORD).close()
    door._clock.move(timedelta(hours=1))
    assert refused(door.log_in, "0001", PASSWORD) == "password_expired"
    door.change_password("0001", PASSWORD, FIRST)
    door.log_in("0001", FIRST).close()


def test_the_journal_replays_to_the_same_accounts(administrator):
    administrator.add_officer("0002", "马秀兰", CLERK, FIRST, must_change=True)
    administrator.add_officer("0003", "李文", CHIEF, FIRST)
    administrator.change_officer("0003", roles=SECURITY)
    administrator.disable_officer("0002")
    report = administrator.rebuild_journal()
    assert report.ok, report.problems
