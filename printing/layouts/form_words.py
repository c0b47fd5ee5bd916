"""What an approval form tells a layout: the declared fields by their own names, and what is decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import approval_form, words
from printing.approval_form_facts import (
    AGENT,
    APPLICANT,
    MATTER,
    applicant_at,
    asked_of,
    facts,
    form_of,
    others,
)
from printing.field_grid import item
from printing.layouts.told import FINGERPRINT, SIGNATURE, Around, Item, Need, Offer, Told, calls
from station_app.domain.vocabulary import Level

if TYPE_CHECKING:
    from printing.approval_form_facts import ApprovalFormFacts
    from printing.opinions import Opinion
    from printing.registry import PaperContext
    from printing.sealed import Seal
    from station_app.domain.records import CaseRecord

_ORIGIN = ("origin.registration_authority", "origin.urban_rural")
_DESTINATION = ("destination.household_type", "householder.name", "householder.relationship")
_MOVER = (
    "number",
    "member.name",
    "member.relationship",
    "member.sex",
    "member.ethnicity",
    "member.birth_date",
    "member.id_number",
    "origin.address",
    "guardian.who",
)
_HOST, _STATION, _COUNTY = "host", "station", "county"


def tell_approval_form(record: CaseRecord, context: PaperContext) -> tuple[Around, tuple[Told, ...]]:
    """Tell what an approval form states."""
    stated = facts(record)
    form = f"{approval_form.FORM} v{approval_form.EDITION}"
    number = words.document_number(record.case_no)
    around = Around(form, "案号", record.case_no, number, "警号", stated.badge, stated.at, record.practice)
    opinions = {level: approval_form.opinion(stated, level, context) for level in Level}
    host = next(iter(approval_form.host(stated)), None)
    said = _fields(record) | _where_to(record, stated) | calls(context)
    said |= {"case_no": record.case_no, "document_no": number, "office": stated.site_name}
    said |= {
        "declaration": approval_form.DECLARED.strip(),
        "accepting": _text(approval_form.accepting(stated)),
        "remarks": approval_form.remarks(stated),
        "host_asked": _text(host) if host else "—",
    }
    seals: dict[str, Seal] = {}
    for level, name in ((Level.STATION, _STATION), (Level.COUNTY, _COUNTY)):
        block = opinions[level]
        said |= {f"{name}_opinion": _text(block), f"{name}_decider": block.printed}
        if block.seal:
            seals[name] = block.seal
    seals[_HOST] = host.seal if host and host.seal else seals[_STATION]
    flags = {name for level, name in ((Level.STATION, _STATION), (Level.COUNTY, _COUNTY)) if level in stated.levels}
    flags |= {"host"} if host else set()
    flags |= {"host_sealed"} if host and host.seal else set()
    told = Told("归　档", said, {"movers": _movers(record)}, frozenset(flags), seals)
    return around, (told,)


def _text(block: Opinion) -> str:
    filled = "　　".join(f"{label}　{text}" for label, text in block.filled)
    return "\n".join(part for part in (filled, *block.texts, *block.fixed) if part)


def _fields(record: CaseRecord) -> dict[str, str]:
    """Give the declared fields of applicant and case; a field that the form does not show is a dash."""
    form, place = form_of(record), applicant_at(record)
    person, case = asked_of(record, place), asked_of(record)
    found = {name: item(form, name, person) for name in (*APPLICANT, *_ORIGIN)}
    found |= {name: item(form, name, case) for name in (*MATTER, *AGENT, *_DESTINATION)}
    return {name: each.text if each and each.text else "—" for name, each in found.items()}


def _where_to(record: CaseRecord, stated: ApprovalFormFacts) -> dict[str, str]:
    return {
        "origin.address": approval_form.from_where(record, applicant_at(record)) or "—",
        "destination.address": approval_form.where_to(record) or "—",
        "destination.kind": words.DESTINATIONS[stated.destination] if stated.destination else "—",
        "destination.household_no": stated.household_no or "—",
    }


def _movers(record: CaseRecord) -> tuple[Item, ...]:
    return tuple(
        dict(zip(_MOVER, approval_form.mover(record, number, place), strict=True))
        for number, place in enumerate(others(record), 1)
    )


_REGISTER = "户口登记条例第四条"
APPROVAL_FORM = Offer(
    tell_approval_form,
    (_STATION, _COUNTY, _HOST, "host_sealed"),
    (
        Need("member.name", _REGISTER, ("member.name",)),
        Need("member.id_number", _REGISTER, ("member.id_number",)),
        Need("member.sex", _REGISTER, ("member.sex",)),
        Need("member.birth_date", _REGISTER, ("member.birth_date",)),
        Need("origin.address", "户口登记条例第十条", ("origin.address",)),
        Need("destination.address", "户口登记条例第十条", ("destination.address",)),
        Need("movers", _REGISTER, ("movers",)),
        Need("declaration", "行政许可法第三十一条", ("declaration",), fixed=True),
        Need("signature", "行政许可法第三十一条", (SIGNATURE,), fixed=True),
        Need("fingerprint", "不会写字的捺印", (FINGERPRINT,), fixed=True),
        Need("accepting", "行政许可法第三十四条", ("accepting",)),
        Need("station_opinion", "行政许可法第三十七条", ("station_opinion",), flag=_STATION),
        Need("station_seal", "行政许可法第三十九条", ("seal.station",), flag=_STATION, fixed=True),
        Need("county_opinion", "行政许可法第三十七条", ("county_opinion",), flag=_COUNTY),
        Need("county_seal", "行政许可法第三十九条", ("seal.county",), flag=_COUNTY, fixed=True),
        Need("remarks", "案件更正、冲销须载明", ("remarks",)),
    ),
)
