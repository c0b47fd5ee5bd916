"""Commands on cases: check, id, schema, accept, show, find."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from station_app import texts
from station_app.clock import BEIJING, SystemClock, local_date
from station_app.commandline.answer import Answer, error_answer, finding_line, flag_lines, one
from station_app.commandline.call import Call, read_bounded
from station_app.commandline.changes import changed_lines
from station_app.domain.case_file import FORMAT, CaseFile
from station_app.domain.findings import Finding, Severity, blocking
from station_app.domain.identifiers import mask_id, read_id
from station_app.domain.looks import WhyLooked
from station_app.domain.reading import read_case
from station_app.domain.records import CheckResult
from station_app.errors import DeviceError, RefusedError, StationError, UsageError
from station_app.outgoing import hand_out, is_paper, refuse_home, refuse_place

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from station_app.catalogue import Catalogue
    from station_app.domain.case_changes import Correction
    from station_app.domain.identifiers import IdReading
    from station_app.domain.outcomes import Accepted
    from station_app.domain.policy import Pack
    from station_app.domain.records import CaseRecord, IssuedPaper, TimelineItem
    from station_app.domain.residents import FoundResident


def check(call: Call) -> Answer:
    """Validate families and their documents; works with and without a site."""
    confirmed = confirmations(call.arguments.confirm)
    documents: list[object] = []
    lines: list[str] = []
    worst = 0
    for name in call.arguments.files:
        try:
            case, structure = read_case(read_bounded(name))
            refuse_unknown(call, confirmed, case, structure)
            result = _judged(call, case, structure)
        except UsageError as problem:
            if len(call.arguments.files) == 1 or problem.code == "confirm_unknown":
                raise
            result = _unread(problem)
        data = check_data(result, confirmed)
        documents.append({"file": name, **data})
        lines.extend(_check_lines(name, result, ok=bool(data["ok"])))
        worst = worst if data["ok"] else RefusedError.exit_status
    return Answer(documents, lines, worst, a_line_each=True)


def _unread(problem: UsageError) -> CheckResult:
    """Say of one file among many that it cannot be read; the others are judged all the same."""
    details: dict[str, str | int] = {"file": str(problem.details.get("file", ""))}
    return CheckResult(CaseFile(), (Finding(Severity.ERROR, problem.code, basis=FORMAT, details=details),))


def _judged(call: Call, case: CaseFile, structure: Sequence[Finding]) -> CheckResult:
    catalogue = call.open_if_possible()
    if catalogue is not None:
        return catalogue.check(case, structure)
    from station_app.services.judging import judge  # noqa: PLC0415 - loads the storage room

    division = (case.destination.division if case.destination else None) or ""
    result = judge(
        case,
        structure,
        packs=_packs(),
        households=(),
        site_division=division,
        on=local_date(SystemClock().now()),
    )
    # No site, no households: that none of them is open says nothing about the family.
    told = tuple(finding for finding in result.findings if finding.code != "household_none_open")
    return msgspec.structs.replace(result, findings=told)


@cache
def _packs() -> tuple[Pack, ...]:
    """Read the policy packs once, however many files are checked."""
    from resources import folder  # noqa: PLC0415
    from station_app.domain.policy import load_packs  # noqa: PLC0415

    return load_packs(folder("policy"))


def check_data(result: CheckResult, confirmed: Mapping[str, str]) -> dict[str, Any]:
    """Give the answer of `check` in the form of contract.md."""
    placement = result.placement
    proposed = None
    if placement is not None and placement.kind is not None:
        proposed = {
            "kind": placement.kind.value,
            "household_no": placement.household_no,
            "address": placement.address,
        }
    return {
        "ok": not blocking(result.findings, confirmed),
        "findings": [finding.as_dict() for finding in result.findings],
        "documents": [msgspec.to_builtins(document) for document in result.documents],
        "placement": {
            "offered": [kind.value for kind in placement.offered] if placement else [],
            "proposed": proposed,
            "group": msgspec.to_builtins(placement.group) if placement else (),
        },
        "decided_by": [level.value for level in result.decided_by],
        "deadlines": msgspec.to_builtins(result.deadlines) if result.deadlines else None,
        "alternatives": [
            {**msgspec.to_builtins(item), "message": texts.say(f"alternative.{item.code}")}
            for item in result.alternatives
        ],
        "pack": result.pack,
        "clause": result.clause,
    }


def _check_lines(name: str, result: CheckResult, *, ok: bool) -> list[str]:
    unread = any(finding.code == "file_unreadable" for finding in result.findings)
    verdict = texts.say("cli.check_unread" if unread else "cli.check_ok" if ok else "cli.check_not_ok")
    return [f"{name}: {verdict}", *map(finding_line, result.findings)]


def confirmations(given: Sequence[str] | None) -> dict[str, str]:
    """Read `--confirm CODE=reason`, which may be repeated.

    Raises:
        UsageError: `confirm_form`.
    """
    reasons = {}
    for item in given or ():
        code, found, reason = item.partition("=")
        if not found or not code.strip() or not reason.strip():
            raise UsageError("confirm_form")
        reasons[code.strip()] = reason.strip()
    return reasons


def refuse_unknown(call: Call, reasons: Mapping[str, str], case: CaseFile, structure: Sequence[Finding]) -> None:
    """Refuse a reason for something that no rule asks; the sentence names what is asked about this family.

    Raises:
        UsageError: `confirm_unknown`.
    """
    unknown = [code for code in reasons if not texts.known(f"finding.{code.partition('@')[0]}")]
    if unknown:
        asked = {each.code for each in _judged(call, case, structure).findings if each.severity is Severity.CONFIRM}
        raise UsageError("confirm_unknown", given=unknown[0][:60], codes=", ".join(sorted(asked)) or "-")


def read_numbers(call: Call) -> Answer:
    """Say what each ID number says; a document a line."""
    today = local_date(SystemClock().now())
    readings = [read_id(text, today) for text in call.arguments.numbers]
    documents = [_id_data(reading) for reading in readings]
    lines = [line for reading in readings for line in _id_lines(reading)]
    status = 0 if all(reading.valid for reading in readings) else RefusedError.exit_status
    return Answer(documents, lines, status, a_line_each=True)


def _id_data(reading: IdReading) -> dict[str, Any]:
    return {
        "number": reading.number,
        "valid": reading.valid,
        "birth_date": reading.birth_date,
        "sex": reading.sex,
        "division": reading.division,
        "division_name": reading.division_name,
        "findings": [finding.as_dict() for finding in reading.findings],
    }


def _id_lines(reading: IdReading) -> list[str]:
    verdict = texts.say("cli.id_valid" if reading.valid else "cli.id_not_valid")
    known = " · ".join(str(part) for part in (reading.birth_date, reading.division_name) if part)
    return [f"{reading.number}: {verdict} {known}".rstrip(), *map(finding_line, reading.findings)]


def schema(call: Call) -> Answer:
    """Give the JSON Schema of what the commands read and write."""
    from forms import permit, settlement  # noqa: PLC0415
    from forms.schema import case_schema  # noqa: PLC0415
    from station_app.domain.permit_file import PermitFile  # noqa: PLC0415
    from station_app.exchange.manifest import Manifest  # noqa: PLC0415
    from station_app.journal.entries import Payload  # noqa: PLC0415

    types: dict[str, Any] = {"entry": Payload, "bundle": Manifest}
    what = call.arguments.what
    if what in types:
        document = msgspec.json.schema(types[what])
    else:
        document = case_schema(permit.FORM, PermitFile) if what == "permit" else case_schema(settlement.FORM)
    return one(document, msgspec.json.format(msgspec.json.encode(document), indent=2).decode())


def accept(call: Call) -> Answer:
    """Accept a case; with `--papers` its receipt too. The number is said only after it is safe on the disk."""
    arguments = call.arguments
    case, structure = read_case(read_bounded(arguments.file))
    reasons = confirmations(arguments.confirm)
    refuse_unknown(call, reasons, case, structure)
    attachments = Path(arguments.attach) if arguments.attach else None
    return accepting(
        call,
        lambda catalogue: catalogue.accept(case, structure, confirmed=reasons, attachments=attachments),
        reasons,
    )


def accepting(call: Call, accept: Callable[[Catalogue], Accepted], reasons: Mapping[str, str]) -> Answer:
    """Accept, and write the papers of that moment where `--papers` says; a refusal answers like `check`."""
    arguments = call.arguments
    if arguments.papers:
        refuse_paper_place(Path(arguments.papers))
    catalogue = call.catalogue
    try:
        accepted = accept(catalogue)
    except RefusedError as refusal:
        return refused(refusal, reasons)
    papers: list[dict[str, object]] = []
    try:
        if arguments.papers:
            folder = Path(arguments.papers)
            papers.extend(save_paper(catalogue.issue_paper(accepted.case_no, name), folder) for name in accepted.papers)
    except StationError as problem:
        return _accepted(accepted, papers, error_answer(problem))
    return _accepted(accepted, papers, None)


def refused(refusal: RefusedError, reasons: Mapping[str, str]) -> Answer:
    """Give the answer of `check` for a refused case (contract), beside the error itself."""
    answer = error_answer(refusal)
    result: CheckResult | None = refusal.details.get("result")  # type: ignore[assignment]
    if result is None:
        return answer
    data = {
        **check_data(result, reasons),
        "error": {"code": refusal.code, "message": texts.say("error." + refusal.code)},
    }
    return Answer((data,), answer.lines, answer.status, answer.notice)


def _accepted(accepted: Accepted, papers: list[dict[str, object]], trouble: Answer | None) -> Answer:
    data: dict[str, object] = {
        "case_no": accepted.case_no,
        "status": accepted.status.value,
        "household": accepted.household_no,
        "deadlines": msgspec.to_builtins(accepted.deadlines),
        "papers": papers,
        "findings": [finding.as_dict() for finding in accepted.findings],
    }
    line = texts.say(
        "cli.accepted" if accepted.household_no else "cli.accepted_own_home",  # an own home has no number yet
        case_no=accepted.case_no,
        household=accepted.household_no,
        decision=accepted.deadlines.decision,
        promised=accepted.deadlines.promised,
    )
    said = tuple(map(finding_line, accepted.findings))
    if trouble is None:
        return one(data, line, *said, *(str(paper["pdf"]) for paper in papers))
    data["error"] = trouble.documents[0]["error"]  # type: ignore[index]
    return one(data, line, status=trouble.status, notice=trouble.notice)


def refuse_paper_place(folder: Path, name: Path | None = None) -> None:
    """Refuse a place for papers before a copy is journalled or a case accepted.

    Raises:
        UsageError: `output_in_home`, `output_taken`.
    """
    if name is not None:
        refuse_place(name, is_paper)
    else:
        refuse_home(folder)


def save_paper(issued: IssuedPaper, folder: Path, name: Path | None = None) -> dict[str, object]:
    """Write an issued paper and describe it.

    Raises:
        DeviceError: `paper_not_saved` - the copy is journalled and can be made again.
    """
    target = name or folder / f"{issued.case_no}-{issued.paper}.pdf"
    try:
        hand_out(target, issued.pdf)
    except UsageError as problem:
        told = texts.say("error." + problem.code, **problem.details)
        raise DeviceError("paper_not_saved", file=target.name, problem=told) from problem
    except OSError as problem:
        raise DeviceError("paper_not_saved", file=target.name, problem=problem.strerror or "") from problem
    return {"paper": issued.paper, "pdf": str(target), **counted(issued)}


def counted(issued: IssuedPaper) -> dict[str, object]:
    """Say which printing a paper is, and why it was printed again."""
    return {
        "sha256": issued.sha256,
        "copy": issued.copy,
        "printing": issued.printing,
        "reprint": issued.reprint,
    }


def show(call: Call) -> Answer:
    """Give a whole case."""
    record = call.catalogue.show(call.arguments.case_no, why=WhyLooked.COMMAND_LINE)
    put_right = any(item.kind == "case_supplemented" for item in record.timeline)
    corrections = call.catalogue.corrections(record.case_no, again=True) if put_right else ()
    return one(record_data(record), *_record_lines(record, corrections))


def record_data(record: CaseRecord) -> dict[str, Any]:
    """Give a case as plain data; the case file has every key of contract.md, also those left empty."""
    data: dict[str, Any] = msgspec.to_builtins(record)
    data["case"] = _with_every_key(record.case)
    return data


def _with_every_key(part: object) -> Any:
    """Give a part of a case file as plain data without leaving out what has its default."""
    if isinstance(part, msgspec.Struct):
        return {name: _with_every_key(getattr(part, name)) for name in part.__struct_fields__}
    if isinstance(part, tuple):
        return [_with_every_key(each) for each in part]
    return msgspec.to_builtins(part)


def _record_lines(record: CaseRecord, corrections: Sequence[Correction]) -> list[str]:
    family = [
        f"  {texts.say('choice.role.' + member.role.value) if member.role else '-'}  {member.name or '-'}  "
        f"{mask_id(member.id_number) if member.id_number else '-'}"
        for member in record.case.family
    ]
    changed = {each.seq: changed_lines(record.case, each.changes, masked=True) for each in corrections}
    timeline = [
        line
        for item in record.timeline
        for line in (*_item_lines(item), *(changed.get(item.seq, ()) if item.kind == "case_supplemented" else ()))
    ]
    crossed = [record.crossed.message, record.crossed.next] if record.crossed else []
    household = f"{record.household.name} {record.household.household_no}" if record.household else "-"
    return [
        f"{record.case_no}  {texts.say('choice.case_status.' + record.status.value)}  {record.site_name}",
        *crossed,
        household,
        *family,
        *timeline,
    ]


def _item_lines(item: TimelineItem) -> list[str]:
    """Give an entry, under it the ground it rests on and what somebody has to look at."""
    ground = [f"{item.ground}({item.basis})"] if item.ground else []
    when = f"{item.at.astimezone(BEIJING):%Y-%m-%d %H:%M}"
    return [
        f"  {when}  {item.site}#{item.seq}  {item.officer_name or item.officer}  {item.summary}",
        *(f"      {line}" for line in (*ground, *flag_lines(item.flags))),
    ]


def find(call: Call) -> Answer:
    """Search the cases of this site."""
    found = call.catalogue.find(call.arguments.text, call.arguments.limit)
    lines = [
        f"{row.case_no}  {row.applicant}  {row.applicant_id_masked}  {row.household_no or '-'}" for row in found.rows
    ]
    residents = map(resident_line, found.residents)
    return one(msgspec.to_builtins(found), texts.say("cli.found", total=found.total), *lines, *residents)


def resident_line(found: FoundResident) -> str:
    """Say who is in which household without a case."""
    return texts.say(
        "resident_found.line",
        name=found.name,
        id_masked=found.id_masked,
        household=f"{found.household_name} {found.household_no}".strip(),
        since=found.since,
    )
