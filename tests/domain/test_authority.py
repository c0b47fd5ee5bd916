"""Who may do what: the whole table, written down a second time by hand, and which roles go together."""

from itertools import combinations

import pytest

from station_app.domain.authority import AUTHORITY, Action, clashing, permits
from station_app.domain.vocabulary import OfficerRole

MAY = {
    OfficerRole.FRONT_DESK: "accept decline supplement withdraw register deliver archive remind check look draft scan "
    "notice print households export import confirm_clock settings hand_over_shift use_stock "
    "see_stock permit cancel_permit",
    OfficerRole.REVIEWER: "review record_county archive remind check look print households confirm_clock settings "
    "hand_over_shift use_stock see_stock propose_layouts",
    OfficerRole.CHIEF: "decline withdraw review decide_station record_county reverse register deliver archive remind "
    "check look print households divisions export import digest verify_journal confirm_clock settings "
    "export_ledger_in_full hand_over_shift use_stock keep_stock see_stock cancel_permit freeze_month propose_layouts "
    "adopt_layouts",
    OfficerRole.COUNTY_REVIEWER: "decide_county check look print export import digest verify_journal "
    "confirm_clock settings export_ledger_in_full hand_over_shift use_stock see_stock freeze_month propose_layouts "
    "adopt_layouts",
    OfficerRole.ADMINISTRATOR: "export import digest trust_sites verify_journal export_journal export_journal_in_full "
    "list_accounts manage_accounts reset_passwords rotate_keys bring_holidays confirm_clock settings security_settings "
    "keep_stock see_stock propose_layouts adopt_layouts",
    OfficerRole.SECURITY: "verify_journal export_journal list_accounts reset_passwords rotate_keys settings "
    "security_settings",
    OfficerRole.AUDITOR: "verify_journal export_journal export_journal_in_full read_logs list_accounts see_stock",
}


@pytest.mark.parametrize("role", OfficerRole)
def test_each_role_may_do_what_is_written_here_and_nothing_else(role):
    assert {action.value for action in Action if permits((role,), action)} == set(MAY[role].split())


def test_everything_in_the_table_can_be_done_by_somebody():
    assert set(AUTHORITY) == set(Action)
    assert all(AUTHORITY.values())


def test_an_officer_without_a_role_may_do_nothing():
    assert not any(permits((), action) for action in Action)


def test_two_roles_may_do_what_either_may():
    for first, second in combinations(OfficerRole, 2):
        for action in Action:
            both = permits((first,), action) or permits((second,), action)
            assert permits((first, second), action) == both


def test_none_of_the_three_administrators_sees_a_family_by_that_office():
    for role in (OfficerRole.ADMINISTRATOR, OfficerRole.SECURITY, OfficerRole.AUDITOR):
        for action in (Action.LOOK, Action.CHECK, Action.DRAFT, Action.SCAN, Action.PRINT, Action.ACCEPT):
            assert not permits((role,), action), (role, action)


def test_an_auditor_changes_nothing():
    reads = {
        Action.VERIFY_JOURNAL,
        Action.EXPORT_JOURNAL,
        Action.EXPORT_JOURNAL_IN_FULL,
        Action.READ_LOGS,
        Action.LIST_ACCOUNTS,
        Action.SEE_STOCK,
    }
    assert {action for action in Action if permits((OfficerRole.AUDITOR,), action)} == reads


def test_who_reads_the_log_of_looks_is_the_auditor_alone():
    assert AUTHORITY[Action.READ_LOGS] == (OfficerRole.AUDITOR,)


def test_an_auditor_is_nothing_else_and_nobody_is_administrator_and_security_officer():
    apart = {frozenset((OfficerRole.AUDITOR, other)) for other in OfficerRole if other is not OfficerRole.AUDITOR}
    apart.add(frozenset((OfficerRole.ADMINISTRATOR, OfficerRole.SECURITY)))
    found = {frozenset(pair) for pair in combinations(OfficerRole, 2) if clashing(pair)}
    assert found == apart


@pytest.mark.parametrize("role", OfficerRole)
def test_one_role_alone_never_clashes(role):
    assert clashing((role,)) == ()
    assert clashing((role, role)) == ()


def test_a_branch_of_one_person_may_be_administrator_and_front_desk():
    assert clashing((OfficerRole.ADMINISTRATOR, OfficerRole.FRONT_DESK)) == ()


def test_of_three_roles_the_two_that_clash_are_named():
    held = (OfficerRole.FRONT_DESK, OfficerRole.SECURITY, OfficerRole.ADMINISTRATOR)
    assert set(clashing(held)) == {OfficerRole.SECURITY, OfficerRole.ADMINISTRATOR}
