"""What rights notice, reminder slip, data sheet for certificates, and cover and list of a file tell a layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import (
    archive_cover,
    archive_facts,
    file_list,
    migration_data_sheet,
    migration_data_sheet_facts,
    reminder_slip,
    reminder_slip_facts,
    rights_notice,
    rights_notice_facts,
    words,
)
from printing.layouts.case_words import STYLE, about_case, lines_of
from printing.layouts.told import Around, Item, Need, Offer, Told
from printing.receipt_facts import id_number
from station_app.clock import local_date
from station_app.domain.case_file import FamilyMember
from station_app.domain.policy import RightKind

if TYPE_CHECKING:
    from printing.archive_facts import ArchiveFacts
    from printing.layouts.case_words import Form
    from printing.registry import PaperContext
    from station_app.domain.records import CaseRecord

_APPLICANT = Need("applicant", STYLE, ("applicant",))


def tell_rights(record: CaseRecord, context: PaperContext) -> tuple[Around, tuple[Told, ...]]:
    """Tell what a rights notice states.

    Raises:
        RefusedError: `pack_unknown` - this program has not got the rules of that case, so it can list no rights.
    """
    stated, rights = rights_notice_facts.facts(record), rights_notice.rights_of(record, context)
    around, said = about_case(rights_notice, stated, context)
    said |= {
        "movers_count": f"{stated.persons}",
        "rights_greeting": "\n".join(rights_notice.GREETING),
        "rights_closing": "\n".join(rights_notice.closing(context)),
    }
    names = ("number", "right", "right_says", "basis", "right_office")
    lists = {
        name: lines_of(names, rights_notice.right_lines(rights, kind))
        for name, kind in (("kept_rights", RightKind.KEPT), ("opened_rights", RightKind.OPENED))
    }
    flags = frozenset(name for name, lines in lists.items() if lines)
    return around, (Told("申请人留存", said, lists, flags, {}),)


RIGHTS = Offer(
    tell_rights,
    ("kept_rights", "opened_rights"),
    (
        _APPLICANT,
        Need("kept_rights", STYLE, ("kept_rights",), flag="kept_rights"),
        Need("opened_rights", STYLE, ("opened_rights",), flag="opened_rights"),
        Need("rights_closing", "天政办发〔2020〕5号 二（一）1、二（三）7", ("rights_closing",)),
    ),
)


def tell_reminder(record: CaseRecord, context: PaperContext) -> tuple[Around, tuple[Told, ...]]:
    """Tell what a reminder slip states; both copies say the same."""
    stated = reminder_slip_facts.facts(record)
    around, said = about_case(reminder_slip, stated, context)
    said |= {
        "movers_count": f"{stated.movers}",
        "matter": reminder_slip.matter(stated),
        "received_by": reminder_slip.received(stated),
        "officer": stated.officer,
        "clock": reminder_slip.CLOCKS[stated.limit],
        "clock_due": words.day(stated.due),
        "clock_left": reminder_slip.left(stated),
        "reminder_count": f"{stated.count}",
        "basis": stated.basis or "—",
        "waits_for": reminder_slip.waits_for(stated),
        "todo": reminder_slip.todo(stated),
        "reminder_says": stated.text or "—",
        "reminded_on": words.day(local_date(stated.reminded_at)),
        "reminder_notes": "\n".join(reminder_slip.NOTES),
    }
    around = around._replace(at=stated.reminded_at)
    return around, tuple(Told(name, said, {}, frozenset(), {}) for name in ("承办联", "存档联"))


REMINDER = Offer(
    tell_reminder,
    (),
    (
        _APPLICANT,
        *(Need(name, STYLE, (name,)) for name in ("clock", "clock_due", "clock_left", "basis", "waits_for", "todo")),
        Need("reminder_says", STYLE, ("reminder_says",)),
        Need("reminder_count", STYLE, ("reminder_count",)),
        Need("reminded_on", STYLE, ("reminded_on",)),
    ),
)


def tell_migration(record: CaseRecord, context: PaperContext) -> tuple[Around, tuple[Told, ...]]:
    """Tell what the data sheet for certificates states: people and certificates, each person with its number."""
    stated = migration_data_sheet_facts.facts(record)
    around, said = about_case(migration_data_sheet, stated, context)
    said |= {
        "applicant_id": id_number(record.case.applicant or FamilyMember(), masked=False),
        "coming_to": migration_data_sheet.coming_to(record, stated),
        "migration_reason": migration_data_sheet.reason(stated),
        "not_certificate": migration_data_sheet.NOT_IT,
        "certificate_rules": "\n".join(migration_data_sheet.RULES),
    }
    names = ("number", "name", "relationship", "sex", "ethnicity", "born", "id_number")
    moving: list[Item] = []
    certificates: list[Item] = []
    for place, each in enumerate(stated.certificates, 1):
        people = lines_of(names, migration_data_sheet.people_lines(record, each))
        moving += [{**one, "certificate": f"{place}"} for one in people]
        certificates.append(
            {
                "certificate": f"{place}",
                "people_count": f"{len(people)}",
                "leaving_from": migration_data_sheet.leaving_from(record, each),
                "authority": each.authority or "—",
            }
        )
    lists = {"moving": tuple(moving), "certificates": tuple(certificates)}
    return around, (Told("内部核对用", said, lists, frozenset(), {}),)


MIGRATION = Offer(
    tell_migration,
    (),
    (
        _APPLICANT,
        Need("not_certificate", STYLE, ("not_certificate",), fixed=True),
        Need("moving", STYLE, ("moving",)),
        Need("certificates", STYLE, ("certificates",)),
        Need("coming_to", STYLE, ("coming_to",)),
        Need("certificate_rules", "户口登记条例第十条", ("certificate_rules",), fixed=True),
    ),
)


def tell_cover(record: CaseRecord, context: PaperContext) -> tuple[Around, tuple[Told, ...]]:
    """Tell what the cover of an archive file states."""
    around, said = _over(archive_cover, archive_facts.facts(record), context)
    return around, (Told("卷宗封面", said, {}, frozenset(), {}),)


COVER = Offer(
    tell_cover,
    (),
    tuple(
        Need(name, STYLE, (name,))
        for name in ("office", "archive_year", "file_subject", "accepted_on", "ended_on", "ended_as", "filed_count")
    ),
)


def tell_list(record: CaseRecord, context: PaperContext) -> tuple[Around, tuple[Told, ...]]:
    """Tell what the list of an archive file states."""
    stated = archive_facts.facts(record)
    around, said = _over(file_list, stated, context)
    names = ("number", "filed_name", "filed_no", "made_on", "made_by", "original", "copies")
    filed = lines_of(names, file_list.filed_lines(record, stated, context))
    return around, (Told("卷内目录", said, {"filed": filed}, frozenset(), {}),)


LIST = Offer(tell_list, (), (_APPLICANT, Need("ended_as", STYLE, ("ended_as",)), Need("filed", STYLE, ("filed",))))


def _over(paper: Form, stated: ArchiveFacts, context: PaperContext) -> tuple[Around, dict[str, str]]:
    """Give what cover and list say alike."""
    around, said = about_case(paper, stated, context)
    ended = local_date(stated.ended_at)
    return around, said | {
        "movers_count": f"{stated.persons}",
        "officer": stated.officer,
        "archive_year": f"{ended.year}",
        "file_subject": archive_cover.subject(stated),
        "ended_on": words.day(ended),
        "ended_as": words.ENDED[stated.ended_as],
        "filed_count": f"{archive_cover.filed(stated)}",
    }
