"""Citizen identity numbers (公民身份号码, GB 11643-1999): what a number says and what is wrong with it.

The division in a number is where the person was first registered, not where they are registered now. Nothing here
compares a number with a captured person (`family`), and no finding ever holds the number itself.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from station_app.domain import divisions
from station_app.domain.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

STANDARD = "GB 11643-1999"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"
_EIGHTEEN = re.compile(r"[0-9]{17}[0-9X]", re.ASCII)
_FIFTEEN = re.compile(r"[0-9]{15}", re.ASCII)
_CENTENARIANS = ("996", "997", "998", "999")
_PERMIT_REGIONS = {"810000": "香港", "820000": "澳门", "830000": "台湾"}
_OLDEST = 130
_LONGEST_INPUT = 100

Kind = Literal["citizen", "region_permit", "foreign_permit", "unknown"]


class IdReading(msgspec.Struct, frozen=True):
    """What an ID number says.

    `valid`: nothing speaks against the number but warnings. The other values are what could be read even of an invalid
    number, so do not fill them in unless it is `valid`. `kind`: `citizen`, `region_permit` (residence permit of Hong
    Kong, Macao and Taiwan residents, 81/82/83 0000), `foreign_permit` (permanent residence, leading 9) or `unknown`.
    """

    number: str
    valid: bool
    birth_date: date | None = None
    sex: str | None = None
    division: str | None = None
    division_name: str = ""
    findings: tuple[Finding, ...] = ()
    kind: Kind = "unknown"


_RUN_OF_18 = re.compile(r"(?<![0-9])[0-9]{17}[0-9X](?![0-9X])")
_RUN_OF_15 = re.compile(r"(?<![0-9])[0-9]{15}(?![0-9X])")


def normalise_id(text: str) -> str:
    """Give `text` as an ID number is kept: half-width, without spaces, hyphens and invisible marks, `X` in capitals."""
    if _EIGHTEEN.fullmatch(text):
        return text
    plain = unicodedata.normalize("NFKC", text[:_LONGEST_INPUT])
    return "".join(
        character
        for character in plain.upper()
        if character != "−" and not character.isspace() and unicodedata.category(character) not in ("Pd", "Cf")
    )


def number_in(text: str) -> str:
    """Give the ID number in a pasted text such as `身份证号:6205… 姓名…`, or the whole of it normalised.

    Only where exactly one run of 18 signs, or else of 15 digits, stands in it; otherwise nothing is left out, so that
    the officer sees what was pasted and the check says what is wrong with it.
    """
    whole = normalise_id(text)
    for run in (_RUN_OF_18, _RUN_OF_15):
        found = {each[0] for each in run.finditer(whole)}
        if found:
            return found.pop() if len(found) == 1 else whole
    return whole


def mask_id(number: str | None) -> str:
    """Give the form for lists and papers that others may see: the first six and the last four characters."""
    if not number:
        return ""
    if len(number) <= 10:
        return "*" * len(number)
    return f"{number[:6]}{'*' * (len(number) - 10)}{number[-4:]}"


def check_char(first17: str) -> str:
    """Compute the check character of seventeen digits (ISO 7064 MOD 11-2)."""
    total = sum([int(digit) * weight for digit, weight in zip(first17, _WEIGHTS, strict=True)])
    return _CHECK_CHARACTERS[total % 11]


def upgrade(fifteen: str) -> str:
    """Give the eighteen-digit number of a fifteen-digit one; 996-999 were kept for people born before 1900."""
    century = "18" if fifteen[12:15] in _CENTENARIANS else "19"
    first17 = fifteen[:6] + century + fifteen[6:]
    return first17 + check_char(first17)


def comparable_id(number: str | None) -> str:
    """Give an ID number in the form in which two are compared: an old one with its eighteen digits."""
    plain = normalise_id(number or "")
    return upgrade(plain) if _FIFTEEN.fullmatch(plain) else plain


def read_id(text: str, on: date, where: str = "") -> IdReading:
    """Read an ID number as typed, scanned or pasted; `on` is the day of acceptance, `where` goes into the findings.

    A fifteen-digit number gives its eighteen digits and an error, because such cards ended on 2013-01-01.
    """
    number = normalise_id(text)
    form = _form_finding(number, where)
    if _FIFTEEN.fullmatch(number):
        number = upgrade(number)
    elif form is not None:
        return IdReading(number, valid=False, findings=(form,))
    parts = _read_parts(number)
    rest = _foreign_findings(parts, on, where) if parts.kind == "foreign_permit" else _findings(parts, on, where)
    findings = tuple(finding for finding in (form, *rest) if finding is not None)
    named = parts.kind in ("citizen", "region_permit")
    known = divisions.division(number[:6]) if named else None
    return IdReading(
        number=number,
        valid=not any(finding.severity in (Severity.ERROR, Severity.CONFIRM) for finding in findings),
        birth_date=parts.birth_date,
        sex=("1" if int(number[16]) % 2 else "2") if named else None,
        division=number[:6] if named else None,
        division_name=divisions.full_name(known.code) if known else "",
        findings=findings,
        kind=parts.kind,
    )


class _Parts(NamedTuple):
    number: str
    kind: Kind
    birth_date: date | None


def _read_parts(number: str) -> _Parts:
    kind: Kind = "citizen"
    if number.startswith("9"):
        kind = "foreign_permit"
    elif number[:6] in _PERMIT_REGIONS:
        kind = "region_permit"
    try:
        birth = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        birth = None
    return _Parts(number, kind, birth)


def _form_finding(number: str, where: str) -> Finding | None:
    """Say what is wrong with the shape; nothing else can be read unless it is fifteen or eighteen characters."""
    if _EIGHTEEN.fullmatch(number):
        return None
    if not number:
        return _finding(Severity.ERROR, "id_empty", where)
    if _FIFTEEN.fullmatch(number):
        return _finding(Severity.ERROR, "id_fifteen_digits", where)
    if re.fullmatch(r"[A-Z]{3}[0-9]{12}", number):
        return _finding(Severity.ERROR, "id_old_foreign_permit", where)
    if not re.fullmatch(r"[0-9]*X?", number):
        return _finding(Severity.ERROR, "id_characters", where)
    return _finding(Severity.ERROR, "id_length", where, count=len(number))


def _findings(parts: _Parts, on: date, where: str) -> Iterator[Finding]:
    if check_char(parts.number[:17]) != parts.number[17]:
        yield _finding(Severity.ERROR, "id_checksum", where)
    yield from _birth_findings(parts.birth_date, on, where)
    if parts.kind == "region_permit":
        region = _PERMIT_REGIONS[parts.number[:6]]
        yield _finding(Severity.NOTE, "id_region_permit", where, "港澳台居民居住证申领发放办法(2018)", region=region)
    else:
        yield from _division_findings(parts.number[:6], where)


def _foreign_findings(parts: _Parts, on: date, where: str) -> Iterator[Finding]:
    """A foreigner's permanent residence number: the inner digits are not confirmed publicly, so doubts are warnings."""
    if check_char(parts.number[:17]) != parts.number[17]:
        yield _finding(Severity.ERROR, "id_checksum", where)
    if parts.birth_date is None or parts.birth_date > on:
        yield _finding(Severity.WARNING, "id_foreign_birth_date", where)
    yield _finding(Severity.NOTE, "id_foreign_permit", where, "外国人永久居留身份证(2023版)")


def _birth_findings(birth: date | None, on: date, where: str) -> Iterator[Finding]:
    if birth is None:
        yield _finding(Severity.ERROR, "id_birth_date", where)
    elif birth > on:
        yield _finding(Severity.ERROR, "id_born_in_future", where)
    elif on.year - birth.year > _OLDEST:
        yield _finding(Severity.WARNING, "id_very_old", where, years=_OLDEST)


def _division_findings(code: str, where: str) -> Iterator[Finding]:
    """Retired codes are right: a number keeps the code of its first day for ever, so years are never compared."""
    if divisions.ever_valid(code):
        return
    if divisions.ever_valid(code[:2]):
        yield _finding(Severity.WARNING, "id_division_never_used", where, code=code)
    else:
        yield _finding(Severity.CONFIRM, "id_province_unknown", where, code=code[:2])


def _finding(severity: Severity, code: str, where: str, basis: str = STANDARD, /, **details: str | int) -> Finding:
    return Finding(severity, code, where, basis, dict(details))
