"""Commands on accounts: officer list, add, change, disable, reset, rotate; password, for one's own; looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from station_app import texts
from station_app.clock import BEIJING
from station_app.commandline.answer import Answer, one
from station_app.domain.looks import subject_said, why_said
from station_app.domain.vocabulary import OfficerRole
from station_app.errors import UsageError

if TYPE_CHECKING:
    from station_app.commandline.call import Call
    from station_app.domain.accounts import Account


def officer(call: Call) -> Answer:
    """Keep the accounts of this site."""
    action: str = call.arguments.action
    if action == "list":
        rows = call.catalogue.officers()
        return one([_account_data(row) for row in rows], *map(_line, rows))
    if action == "rotate":
        call.catalogue.rotate_keys()
        return one({"keys_rotated": True}, texts.say("cli.keys_rotated"))
    if not call.arguments.badge:
        raise UsageError("badge_missing")
    if action == "disable":
        return _disable(call)
    if action == "change":
        changed = call.catalogue.change_officer(call.arguments.badge, name=call.arguments.name, roles=_roles(call))
        return one(_account_data(changed), _line(changed))
    catalogue = call.catalogue  # the caller is let in before a secret is asked for
    password = call.secret("STATION_APP_NEW_PASSWORD", "cli.ask_first_password")
    if action == "reset":
        account = catalogue.reset_password(call.arguments.badge, password, must_change=call.arguments.must_change)
    else:
        account = catalogue.add_officer(
            call.arguments.badge,
            call.arguments.name or "",
            _roles(call),
            password,
            must_change=call.arguments.must_change,
        )
    return one(_account_data(account), _line(account))


def _disable(call: Call) -> Answer:
    """Close an account; that the key was not changed is no failure, but is said where people look."""
    closed = call.catalogue.disable_officer(call.arguments.badge, call.arguments.reason or "")
    badge = closed.account.badge
    data = {
        **_account_data(closed.account),
        "keys_rotated": closed.keys_rotated,
        "keys_problem": closed.keys_problem or None,
        "drafts": closed.drafts,
    }
    lines = [texts.say("cli.officer_drafts", badge=badge, count=closed.drafts)] if closed.drafts else []
    if closed.keys_rotated:
        return one(data, texts.say("cli.officer_closed", badge=badge), *lines)
    problem = texts.say(f"error.{closed.keys_problem}")
    said = texts.say("cli.officer_closed_keys_kept", badge=badge, problem=problem)
    return one(data, said, *lines, notice=said)


def password(call: Call) -> Answer:
    """Change the caller's own password."""
    badge = call.badge()
    now = call.password()
    call.door.change_password(badge, now, call.secret("STATION_APP_NEW_PASSWORD", "cli.ask_new_password"))
    return one({"officer": badge, "changed": True}, texts.say("cli.password_changed", badge=badge))


def looks(call: Call) -> Answer:
    """Say who looked at whom."""
    arguments = call.arguments
    rows = call.catalogue.looks(subject=arguments.subject or "", by=arguments.by or "", limit=arguments.limit)
    lines = [
        f"{row.at.astimezone(BEIJING):%Y-%m-%d %H:%M}  {row.officer} {row.officer_name}  "
        f"{subject_said(row.subject)}  {row.whom}  {why_said(row.subject, row.why)}"
        for row in rows
    ]
    data = [{**msgspec.to_builtins(row), "why_said": why_said(row.subject, row.why)} for row in rows]
    return one(data, *lines)


def _roles(call: Call) -> tuple[OfficerRole, ...]:
    return tuple(OfficerRole(role) for role in call.arguments.role or ())


def _account_data(account: Account) -> dict[str, Any]:
    data: dict[str, Any] = msgspec.to_builtins(account)
    return data


def _line(account: Account) -> str:
    roles = "、".join(texts.say(f"choice.officer_role.{role.value}") for role in account.roles)
    states = [texts.say("cli.account.closed" if account.disabled_at else "cli.account.open")]
    if account.must_change:
        states.append(texts.say("cli.account.must_change"))
    if not account.has_key and not account.disabled_at:
        states.append(texts.say("cli.account.no_key"))
    return texts.say("cli.officer_line", badge=account.badge, name=account.name, roles=roles, state=", ".join(states))
