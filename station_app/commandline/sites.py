"""Commands on sites: init, site request|enrol|trust, journal, bundles."""

from __future__ import annotations

import errno
import os
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from station_app import texts
from station_app.catalogue import Founding
from station_app.commandline.answer import Answer, one, progress_bar
from station_app.commandline.call import existing_file
from station_app.commandline.cases import refuse_paper_place, save_paper
from station_app.domain.vocabulary import SiteKind
from station_app.errors import DamagedError, DeviceError, RefusedError, UsageError
from station_app.files import PRIVATE, write_whole
from station_app.outgoing import hand_out, is_nothing, refuse_home, refuse_place

if TYPE_CHECKING:
    from station_app.commandline.call import Call
    from station_app.domain.records import ChainReport


def init(call: Call) -> Answer:
    """Found a site; its recovery sheet is written where `--recovery-sheet` says, readable by this user only."""
    arguments = call.arguments
    badge = getattr(arguments, "officer", None) or "0001"
    sheet = Path(arguments.recovery_sheet or _free_name(f"recovery-sheet-{_digits(arguments.site_code)}")).absolute()
    if not call.door.founded:
        refuse_place(sheet, is_nothing, call.door.home.root)
        _refuse_unwritable(sheet)
    founded = call.door.found_site(
        Founding(
            site_kind=SiteKind(arguments.site_kind),
            site_code=arguments.site_code,
            site_name=arguments.site_name,
            badge=badge,
            officer_name=arguments.officer_name,
            password=call.password(),
            practice=bool(getattr(arguments, "practice_site", False)),
        )
    )
    try:
        hand_out(sheet, founded.recovery_sheet, is_nothing, call.door.home.root)
    except OSError as problem:
        raise DeviceError("recovery_sheet_lost", file=sheet.name, problem=problem.strerror or "") from problem
    data = {
        "site": msgspec.to_builtins(founded.site),
        "recovery_sheet": str(sheet),
        "officer": msgspec.to_builtins(founded.officer),
    }
    return one(data, texts.say("cli.founded", name=founded.site.name, code=founded.site.code), str(sheet))


def _free_name(stem: str) -> str:
    """Give a name nobody uses here: the sheet that lies here may be another site's, and the only one."""
    names = (f"{stem}-{turn}.pdf" if turn > 1 else f"{stem}.pdf" for turn in count(1))
    return next(name for name in names if not os.path.lexists(name))


def _digits(code: str) -> str:
    return "".join(filter(str.isdecimal, code))[:12]


def _refuse_unwritable(sheet: Path) -> None:
    """Try the place of the recovery sheet before anything is founded: nobody can make that sheet a second time.

    Raises:
        DeviceError: `recovery_sheet_not_saved`.
    """
    try:
        if sheet.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        trial = sheet.with_name(f".{sheet.name}.trial")
        write_whole(trial, b"", PRIVATE)
        trial.unlink()
    except OSError as problem:
        raise DeviceError("recovery_sheet_not_saved", file=sheet.name, problem=problem.strerror or "") from problem


def recover(call: Call) -> Answer:
    """Give an officer a new password by the recovery sheet."""
    badge = call.badge()
    code = call.secret("STATION_APP_RECOVERY_CODE", "cli.ask_recovery_code")
    password = call.secret("STATION_APP_NEW_PASSWORD", "cli.ask_new_password")
    call.door.recover(code, badge, password)
    return one({"officer": badge, "recovered": True}, texts.say("cli.recovered", badge=badge))


def site(call: Call) -> Answer:
    """Exchange site identities, offline: a request, an enrolment, trust; a county's digest of known people."""
    arguments = call.arguments
    if arguments.action == "request":
        path = call.catalogue.request_identity(_folder(arguments.to))
        fingerprint = call.catalogue.own_fingerprint()
        return one(
            {"request": str(path), "fingerprint": fingerprint},
            str(path),
            texts.say("cli.fingerprint", fingerprint=fingerprint),
        )
    if arguments.action == "digest":
        written = call.catalogue.give_digest(_folder(arguments.to), arguments.channel)
        return one({"digest": str(written)}, str(written))
    if not arguments.file:
        raise UsageError("site_file_missing")
    if arguments.action == "enrol":
        path, fingerprint = call.catalogue.enrol(existing_file(arguments.file), _folder(arguments.to))
        return one(
            {"enrolment": str(path), "fingerprint": fingerprint},
            str(path),
            texts.say("cli.fingerprint", fingerprint=fingerprint),
        )
    trusted, fingerprint = call.catalogue.trust(existing_file(arguments.file))
    return one(
        {"site": msgspec.to_builtins(trusted), "fingerprint": fingerprint},
        f"{trusted.name} {trusted.code}",
        texts.say("cli.fingerprint", fingerprint=fingerprint),
    )


def _folder(given: str | None) -> Path:
    folder = Path(given) if given else Path()
    refuse_home(folder)
    return folder


def journal(call: Call) -> Answer:
    """Verify, replay or extract the journal."""
    if call.arguments.action == "export":
        target = Path(call.arguments.to or f"journal-{call.catalogue.site.code}.jsonl")
        masked: bool = call.arguments.masked
        number = call.catalogue.export_journal(target, masked=masked)
        seen = call.catalogue.verify_journal()
        data = {"file": str(target), **msgspec.to_builtins(seen), "entries": number, "masked": masked}
        key = "cli.journal_extract_masked" if masked else "cli.journal_extract"
        told = texts.say(key, file=target.absolute(), entries=number)
        return one(data, told, *seen.problems, status=_journal_status(seen))
    if call.arguments.deep and call.arguments.action == "verify":
        return _deep(call)
    report: ChainReport = (
        call.catalogue.verify_journal() if call.arguments.action == "verify" else call.catalogue.rebuild_journal()
    )
    line = texts.say("cli.journal_ok" if report.ok else "cli.journal_not_ok", entries=report.entries)
    return one(msgspec.to_builtins(report), line, *report.problems, status=_journal_status(report))


def _deep(call: Call) -> Answer:
    """Look through everything: 5 where something is damaged, 3 where somebody only has to see to something."""
    report = call.catalogue.check_register(call.arguments.days)
    data = {
        "ok": report.ok,
        "damaged": report.damaged,
        "entries": report.entries,
        "head": report.head,
        "findings": [each.as_dict() for each in report.findings],
    }
    key = "cli.deep_damaged" if report.damaged else "cli.deep_ok" if report.ok else "cli.deep_matters"
    told = [f"{each.code}  {each.message} {each.next_step}" for each in report.findings]
    status = DamagedError.exit_status if report.damaged else 0 if report.ok else RefusedError.exit_status
    return one(data, texts.say(key, entries=report.entries, count=len(report.findings)), *told, status=status)


def _journal_status(report: ChainReport) -> int:
    return 0 if report.ok else DamagedError.exit_status


def export(call: Call) -> Answer:
    """Write the next bundle, and the sheet that goes with it; its place is looked at before anything is sealed."""
    sheet = Path(call.arguments.sheet) if call.arguments.sheet else None
    if sheet is not None:
        refuse_paper_place(Path(), sheet)
    exported = call.catalogue.export(
        _folder(call.arguments.to),
        call.arguments.channel,
        progress_bar(texts.say("cli.exporting")),
        again=call.arguments.again,
    )
    line = texts.say("cli.exported", number=exported.number, entries=exported.entries, bundle=exported.bundle)
    data = msgspec.to_builtins(exported)
    if sheet is None:
        return one(data, line)
    made = call.catalogue.print_bundle_sheet(exported.channel, exported.number)
    data["sheet"] = save_paper(made, Path(), sheet)
    return one(data, line, str(data["sheet"]["pdf"]))


def import_bundle(call: Call) -> Answer:
    """Verify and apply a bundle."""
    imported = call.catalogue.import_bundle(
        existing_file(call.arguments.bundle), progress_bar(texts.say("cli.importing"))
    )
    line = texts.say(
        "cli.imported", number=imported.number, site=imported.site, applied=imported.applied, same=imported.duplicates
    )
    late = [
        texts.say(
            "cli.late_duplicate",
            case_no=each.case_no,
            number=each.index + 1,
            other=each.other_case_no,
            day=each.other_accepted_on,
        )
        for each in imported.late
    ]
    files = [file for file in (imported.acknowledgement, imported.digest) if file]
    return one(msgspec.to_builtins(imported), line, *imported.told, *late, *files)
