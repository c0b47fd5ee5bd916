"""Every use case asks the table of authority before it touches anything: each of them, for each role."""

from __future__ import annotations

import importlib
import inspect
from dataclasses import fields, replace
from pathlib import Path

import pytest
from msgspec import structs

from station_app import services
from station_app.domain.authority import AUTHORITY, Action
from station_app.domain.records import Officer
from station_app.domain.vocabulary import Level, OfficerRole, Outcome, SiteKind, Step
from station_app.errors import NotPermittedError
from station_app.services.decide_case import Said
from station_app.services.desk import Desk

ASKS = {
    "accept_case.accept_case": Action.ACCEPT,
    "apply_permit.apply_permit": Action.PERMIT,
    "apply_permit.permit_proofs": Action.PERMIT,
    "cancel_permit.cancel_permit": Action.CANCEL_PERMIT,
    "endorse_permit.endorse_permit": Action.PERMIT,
    "issue_permit.issue_permit": Action.PERMIT,
    "list_permits.list_permits": Action.LOOK,
    "notice_permit.notice_permit": Action.PERMIT,
    "replace_permit.replace_permit": Action.PERMIT,
    "show_permit.show_permit": Action.LOOK,
    "change_division.change_division": Action.DIVISIONS,
    "change_division.list_division_changes": Action.LOOK,
    "change_division.preview_division_change": Action.HOUSEHOLDS,
    "change_division.reverse_division_change": Action.DIVISIONS,
    "change_head.change_head": Action.REGISTER,
    "check_register.check_register": Action.VERIFY_JOURNAL,
    "keep_reminders.note_reminder": Action.HOUSEHOLDS,
    "keep_reminders.settle_reminder": Action.HOUSEHOLDS,
    "print_roster.print_roster": Action.PRINT,
    "print_statistics.print_month": Action.PRINT,
    "print_statistics.print_ranking": Action.PRINT,
    "print_bundle_sheet.print_bundle_sheet": Action.EXPORT,
    "show_roster.show_roster": Action.LOOK,
    "join_household.register_marriage": Action.REGISTER,
    "join_household.register_newborn": Action.REGISTER,
    "keep_cards.end_card": Action.REGISTER,
    "keep_cards.hand_out_card": Action.REGISTER,
    "keep_households.change_household": Action.HOUSEHOLDS,
    "keep_households.freeze_household": Action.HOUSEHOLDS,
    "keep_households.thaw_household": Action.HOUSEHOLDS,
    "leave_household.move_out": Action.REGISTER,
    "leave_household.register_death": Action.REGISTER,
    "reverse_event.reverse_event": Action.REVERSE,
    "set_up_household.set_up_household": Action.REGISTER,
    "check_case.check_case": Action.CHECK,
    "check_journal.export_journal": Action.EXPORT_JOURNAL_IN_FULL,
    "check_journal.rebuild_journal": Action.VERIFY_JOURNAL,
    "check_journal.verify_journal": Action.VERIFY_JOURNAL,
    "confirm_clock.confirm_clock": Action.CONFIRM_CLOCK,
    "export_bundle.export_bundle": Action.EXPORT,
    "export_ledger.export_ledger": Action.LOOK,
    "export_statistics.export_statistics": Action.LOOK,
    "extend_decision.extend_decision": Action.DECIDE_STATION,
    "find_cases.find_cases": Action.LOOK,
    "find_cases.find_known_person": Action.LOOK,
    "freeze_month.freeze_month": Action.FREEZE_MONTH,
    "give_digest.give_digest": Action.DIGEST,
    "give_digest.list_late_duplicates": Action.LOOK,
    "import_bundle.import_bundle": Action.IMPORT,
    "hand_over_shift.hand_over_shift": Action.HAND_OVER_SHIFT,
    "hand_over_shift.place_for_sheet": Action.HAND_OVER_SHIFT,
    "hand_over_shift.print_last_hand_over": Action.HAND_OVER_SHIFT,
    "hand_over_shift.show_last_hand_over": Action.HAND_OVER_SHIFT,
    "hand_over_shift.show_shift": Action.HAND_OVER_SHIFT,
    "issue_notice.find_notice": Action.LOOK,
    "issue_notice.issue_notice": Action.NOTICE,
    "issue_notice.issue_notice_for": Action.NOTICE,
    "issue_notice.preview_notice": Action.NOTICE,
    "issue_paper.issue_paper": Action.PRINT,
    "issue_paper.preview_paper": Action.PRINT,
    "keep_spool.act_on_job": Action.PRINT,
    "keep_stock.count_stock": Action.KEEP_STOCK,
    "keep_stock.hand_on_stock": Action.KEEP_STOCK,
    "keep_stock.list_stock": Action.SEE_STOCK,
    "keep_stock.receive_stock": Action.KEEP_STOCK,
    "keep_stock.spoil_stock": Action.USE_STOCK,
    "keep_stock.stock_lines": Action.SEE_STOCK,
    "keep_stock.use_stock": Action.USE_STOCK,
    "keep_stock.void_stock": Action.KEEP_STOCK,
    "keep_spool.jobs_of": Action.PRINT,
    "keep_spool.list_jobs": Action.PRINT,
    "keep_spool.place_for": Action.PRINT,
    "plan_batch.plan_batch": Action.PRINT,
    "print_papers.papers_for_tray": Action.PRINT,
    "print_papers.papers_of_set": Action.PRINT,
    "print_papers.print_batch": Action.PRINT,
    "print_papers.print_issued": Action.PRINT,
    "print_calibration.make_calibration": Action.PRINT,
    "print_calibration.print_calibration": Action.PRINT,
    "print_on_stock.list_blanks": Action.SEE_STOCK,
    "print_on_stock.list_forms": Action.USE_STOCK,
    "print_on_stock.make_blank": Action.SEE_STOCK,
    "print_on_stock.make_trial": Action.USE_STOCK,
    "print_on_stock.preview_on_stock": Action.USE_STOCK,
    "print_on_stock.print_on_stock": Action.USE_STOCK,
    "print_on_stock.print_trial": Action.USE_STOCK,
    "print_on_stock.stock_for": Action.USE_STOCK,
    "print_on_stock.tray_for": Action.USE_STOCK,
    "print_papers.print_paper": Action.PRINT,
    "print_stock_register.print_stock_register": Action.SEE_STOCK,
    "print_papers.print_papers": Action.PRINT,
    "print_papers.print_set": Action.PRINT,
    "run_spool.run_spool": Action.PRINT,
    "keep_calendar.import_calendar": Action.BRING_HOLIDAYS,
    "check_layouts.check_layout": Action.SETTINGS,
    "keep_layouts.adopt_layout": Action.ADOPT_LAYOUTS,
    "keep_layouts.dropped_layout": Action.SETTINGS,
    "keep_layouts.list_layouts": Action.SETTINGS,
    "keep_layouts.propose_layout": Action.PROPOSE_LAYOUTS,
    "keep_layouts.withdraw_layout": Action.ADOPT_LAYOUTS,
    "check_layouts.layout_papers": Action.SETTINGS,
    "check_layouts.layout_values": Action.SETTINGS,
    "check_layouts.preview_layout": Action.SETTINGS,
    "check_layouts.starting_layout": Action.SETTINGS,
    "keep_drafts.colleagues": Action.DRAFT,
    "keep_drafts.discard_draft": Action.DRAFT,
    "keep_drafts.hand_over_draft": Action.DRAFT,
    "keep_drafts.latest_draft": Action.DRAFT,
    "keep_drafts.list_drafts": Action.DRAFT,
    "keep_drafts.open_draft": Action.DRAFT,
    "keep_drafts.restore_draft": Action.DRAFT,
    "keep_drafts.save_draft": Action.DRAFT,
    "keep_officers.add_officer": Action.MANAGE_ACCOUNTS,
    "keep_officers.change_officer": Action.MANAGE_ACCOUNTS,
    "keep_officers.disable_officer": Action.MANAGE_ACCOUNTS,
    "keep_officers.list_officers": Action.LIST_ACCOUNTS,
    "keep_officers.reset_password": Action.RESET_PASSWORDS,
    "keep_officers.rotate_keys": Action.ROTATE_KEYS,
    "keep_households.close_household": Action.HOUSEHOLDS,
    "keep_households.list_households": Action.LOOK,
    "keep_households.open_household": Action.HOUSEHOLDS,
    "keep_households.show_household": Action.LOOK,
    "keep_settings.save_settings": Action.SETTINGS,
    "keep_tray.describe_scans": Action.SCAN,
    "keep_tray.file_scans": Action.SCAN,
    "keep_tray.list_tray": Action.SCAN,
    "keep_tray.put_back_scan": Action.SCAN,
    "keep_tray.throw_scan_away": Action.SCAN,
    "offer_steps.flag_words": Action.LOOK,
    "offer_steps.offer_steps": Action.LOOK,
    "offer_steps.prepare_decision": Action.LOOK,
    "rank_month.rank_month": Action.LOOK,
    "register_case.register_case": Action.REGISTER,
    "remind_case.remind_case": Action.REMIND,
    "read_looks.read_looks": Action.READ_LOGS,
    "list_due.list_due": Action.LOOK,
    "list_queues.count_waiting": Action.LOOK,
    "search_ledger.forget_view": Action.LOOK,
    "search_ledger.list_views": Action.LOOK,
    "search_ledger.save_view": Action.LOOK,
    "search_ledger.search_ledger": Action.LOOK,
    "list_queues.list_queues": Action.LOOK,
    "list_queues.show_queue": Action.LOOK,
    "show_case.show_case": Action.LOOK,
    "show_changes.show_changes": Action.LOOK,
    "show_scan.draw_scan": Action.SCAN,
    "show_statistics.open_month_figure": Action.LOOK,
    "show_statistics.show_month": Action.LOOK,
    "show_statistics.show_trend": Action.LOOK,
    "show_scan.show_scan": Action.SCAN,
    "site_identity.enrol_site": Action.TRUST_SITES,
    "site_identity.request_identity": Action.TRUST_SITES,
    "site_identity.trust_site": Action.TRUST_SITES,
    "decline_case.decline_case": Action.DECLINE,
    "decline_case.prepare_decline": Action.DECLINE,
    "supplement_case.begin_supplement": Action.SUPPLEMENT,
    "supplement_case.check_supplement": Action.CHECK,
    "supplement_case.supplement_case": Action.SUPPLEMENT,
    "turn_case.turn_case": Action.ACCEPT,
    "turn_case.turned_case": Action.ACCEPT,
    "take_in_scans.take_in_files": Action.SCAN,
    "take_in_scans.take_in_folder": Action.SCAN,
    "take_in_scans.take_in_pages": Action.SCAN,
    "trace_case.trace_case": Action.LOOK,
}
BY_WHAT_IS_DONE = {
    ("decide_case.decide_case", Level.STATION, SiteKind.STATION): Action.DECIDE_STATION,
    ("decide_case.decide_case", Level.STATION, SiteKind.COUNTY): Action.DECIDE_STATION,
    ("decide_case.decide_case", Level.COUNTY, SiteKind.STATION): Action.RECORD_COUNTY,
    ("decide_case.decide_case", Level.COUNTY, SiteKind.COUNTY): Action.DECIDE_COUNTY,
    ("move_case.move_case", Step.REVIEW, SiteKind.STATION): Action.REVIEW,
    ("move_case.move_case", Step.WITHDRAW, SiteKind.STATION): Action.WITHDRAW,
    ("move_case.move_case", Step.REVERSE, SiteKind.STATION): Action.REVERSE,
    ("move_case.move_case", Step.DELIVER, SiteKind.STATION): Action.DELIVER,
    ("move_case.move_case", Step.ARCHIVE, SiteKind.STATION): Action.ARCHIVE,
}
OPEN_TO_ALL = {
    "change_password.change_own_password": "one's own, and the old one has to be typed",
    "confirm_clock.clock_state": "the time of day; nobody's facts",
    "keep_calendar.show_calendar": "public holidays",
    "export_bundle.channel_states": "numbers of bundles; nobody's facts",
    "inspect_bundle.inspect_bundle": "works without a site, decrypts nothing",
    "keep_drafts.clear_drafts": "housekeeping of the desk, shows nothing",
    "keep_tray.sweep_scans": "housekeeping of the desk, shows nothing",
    "seal_journal.seal_journal": "the desk signs, whoever opens it",
    "site_identity.own_fingerprint": "public",
    "verify_paper.verify_paper": "the paper is in the officer's hand",
}


class LetInError(Exception):
    """The table let the officer in; what the use case does then is another test's."""


class AskingDesk(Desk):
    """A desk that stops a use case as soon as the table has let the officer in."""

    def require(self, action: Action) -> None:
        super().require(action)
        raise LetInError(action)


def use_cases():
    """Every function of a use case that works at a desk, by its name."""
    found = {}
    for file in sorted(Path(services.__file__).parent.glob("*_*.py")):
        if file.stem.startswith("_"):
            continue
        module = importlib.import_module(f"station_app.services.{file.stem}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            own = function.__module__ == module.__name__ and not name.startswith("_")
            if own and "desk" in inspect.signature(function).parameters:
                found[f"{file.stem}.{name}"] = function
    return found


def asked(function, desk, **given):
    """What the use case asks for; nothing but its question is looked at, so its other arguments may be nothing."""
    needed = {
        name: given.get(name)
        for name, parameter in inspect.signature(function).parameters.items()
        if name in given or parameter.default is parameter.empty
    }
    with pytest.raises((LetInError, NotPermittedError)) as answer:
        function(**{**needed, "desk": desk})
    return answer.value


@pytest.fixture
def desk_of(station):
    """Give the desk of an officer with these roles."""
    real = station._desk
    parts = {field.name: getattr(real, field.name) for field in fields(Desk)}
    return lambda *roles: AskingDesk(**{**parts, "officer": Officer("0009", "李四", roles)})


def test_every_use_case_is_in_the_table_or_open_with_a_reason():
    assert set(use_cases()) == set(ASKS) | set(OPEN_TO_ALL) | {name for name, *_what in BY_WHAT_IS_DONE}


@pytest.mark.parametrize("role", OfficerRole)
def test_each_step_of_a_case_asks_for_its_own_right_before_anything_else(station, desk_of, role):
    for (name, what, kind), action in BY_WHAT_IS_DONE.items():
        desk = replace(desk_of(role), site=structs.replace(station._desk.site, kind=kind))
        given = {"said": Said(what, Outcome.APPROVE)} if isinstance(what, Level) else {"step": what}
        answer = asked(use_cases()[name], desk, **given)
        if role in AUTHORITY[action]:
            assert isinstance(answer, LetInError), (name, what, role)
            assert answer.args == (action,), (name, what, role)
        else:
            assert answer.code == "role_missing", (name, what, role)


def test_every_role_gets_into_exactly_the_use_cases_the_table_permits(desk_of):
    for name, action in ASKS.items():
        for role in OfficerRole:
            answer = asked(use_cases()[name], desk_of(role))
            if role in AUTHORITY[action]:
                assert isinstance(answer, LetInError), (name, role)
                assert answer.args == (action,), (name, role)
            else:
                assert answer.code == "role_missing", (name, role)
                assert answer.exit_status == 4


def test_an_officer_without_a_role_gets_into_none(desk_of):
    for name in ASKS:
        assert asked(use_cases()[name], desk_of()).code == "role_missing", name


def test_a_scan_of_a_case_is_a_look_and_the_masked_journal_is_for_all_three_administrators(desk_of):
    cases = use_cases()
    for name in ("show_scan.show_scan", "show_scan.draw_scan"):
        assert asked(cases[name], desk_of(OfficerRole.CHIEF), case_no="1").args == (Action.LOOK,)
    export = cases["check_journal.export_journal"]
    for role in (OfficerRole.ADMINISTRATOR, OfficerRole.SECURITY, OfficerRole.AUDITOR):
        assert asked(export, desk_of(role), masked=True).args == (Action.EXPORT_JOURNAL,)
    assert asked(export, desk_of(OfficerRole.SECURITY)).code == "role_missing"


def test_the_refusal_names_who_may(desk_of):
    refusal = asked(use_cases()["site_identity.trust_site"], desk_of(OfficerRole.CHIEF))
    assert refusal.details == {"roles": "管理员"}
