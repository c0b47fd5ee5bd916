"""What the letters tell a layout that people sign at the desk: consent, authorisation, notice, truthfulness."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import (
    authorisation,
    authorisation_facts,
    cross_province_notice,
    cross_province_notice_facts,
    guardian_consent,
    guardian_consent_facts,
    truth_letter,
    truth_letter_facts,
    words,
)
from printing.layouts.case_words import STYLE, about_case, lines_of
from printing.layouts.told import FINGERPRINT, SIGNATURE, Around, Need, Offer, Told
from printing.letters import kept_and_mine
from printing.receipt_facts import id_number
from station_app.domain.case_file import FamilyMember, NamedPerson

if TYPE_CHECKING:
    from printing.registry import PaperContext
    from station_app.domain.records import CaseRecord

_SIGNED = (
    Need("applicant", STYLE, ("applicant",)),
    Need("signature", STYLE, (SIGNATURE,), fixed=True),
    Need("fingerprint", "不会写字的捺印", (FINGERPRINT,), fixed=True),
)


def tell_consent(record: CaseRecord, context: PaperContext) -> tuple[Around, tuple[Told, ...]]:
    """Tell what a guardian's consent states."""
    around, said = about_case(guardian_consent, guardian_consent_facts.facts(record), context)
    heard = guardian_consent.heard(record)
    said |= {
        "guardian_agrees": "\n".join(guardian_consent.AGREED),
        "guardian_law": "\n".join(guardian_consent.LAW),
        "heard": heard or "—",
    }
    names = ("number", "name", "born", "id_number", "guardian", "guardian_number")
    wards = lines_of(names, guardian_consent.ward_lines(record))
    flags = frozenset(("heard",)) if heard else frozenset[str]()
    return around, (Told("存档联", said, {"wards": wards}, flags, {}),)


CONSENT = Offer(
    tell_consent,
    ("heard",),
    (
        *_SIGNED,
        Need("wards", STYLE, ("wards",)),
        Need("guardian_agrees", "民法典第十九条、第三十五条", ("guardian_agrees",), fixed=True),
        Need("guardian_law", "民法典第二十七条", ("guardian_law",), fixed=True),
        Need("heard", "民法典第十九条、第三十五条", ("heard",), flag="heard"),
    ),
)


def tell_authorisation(record: CaseRecord, context: PaperContext) -> tuple[Around, tuple[Told, ...]]:
    """Tell what a letter of authorisation states; the agent's copy is masked."""
    stated = authorisation_facts.facts(record)
    around, said = about_case(authorisation, stated, context)
    agent = record.case.agent or NamedPerson()
    said |= {
        "agent": stated.agent,
        "agent_is": words.relationship(stated.agent_is) or "—",
        "entrusted": authorisation.entrusted(stated),
        "agent_may": "\n".join(each.removeprefix("□ ") for each in authorisation.MAY),
        "agent_until": authorisation.UNTIL,
        "agent_law": "\n".join(authorisation.TRUST),
    }
    whole = id_number(record.case.applicant or FamilyMember(), masked=False)
    copies = (
        ("存档联", whole, agent.id_number or "", agent.phone or ""),
        ("受托人联", stated.id_number, stated.agent_number, stated.agent_phone),
    )
    return around, tuple(
        Told(
            name,
            said | {"applicant_id": mine, "agent_id": theirs, "agent_phone": phone or "—"},
            {},
            frozenset(),
            {},
        )
        for name, mine, theirs, phone in copies
    )


_AGENCY = "行政许可法第二十九条"
AUTHORISATION = Offer(
    tell_authorisation,
    (),
    (
        *_SIGNED,
        Need("agent", _AGENCY, ("agent",)),
        Need("agent_id", STYLE, ("agent_id",)),
        Need("entrusted", _AGENCY, ("entrusted",)),
        Need("agent_may", STYLE, ("agent_may",), fixed=True),
        Need("agent_until", STYLE, ("agent_until",), fixed=True),
        Need("agent_law", _AGENCY, ("agent_law",), fixed=True),
    ),
)


def tell_cross_province(record: CaseRecord, context: PaperContext) -> tuple[Around, tuple[Told, ...]]:
    """Tell what the notice of moving between provinces online states."""
    stated = cross_province_notice_facts.facts(record)
    around, said = about_case(cross_province_notice, stated, context)
    leaving, coming = cross_province_notice.ways(record, stated)
    said |= {
        "officer": record.accepted_by_name,
        "leaving_from": leaving,
        "coming_to": coming,
        "online_how": "\n".join(cross_province_notice.HOW),
        "online_choice": cross_province_notice.CHOICE,
    }
    return around, tuple(
        Told(copy.name, said | {"applicant_id": copy.id_number}, {}, frozenset(), {}) for copy in kept_and_mine(record)
    )


CROSS_PROVINCE = Offer(
    tell_cross_province,
    (),
    (
        *_SIGNED,
        Need("leaving_from", STYLE, ("leaving_from",)),
        Need("coming_to", STYLE, ("coming_to",)),
        Need("online_how", STYLE, ("online_how",), fixed=True),
        Need("online_choice", STYLE, ("online_choice",), fixed=True),
    ),
)


def tell_truth(record: CaseRecord, context: PaperContext) -> tuple[Around, tuple[Told, ...]]:
    """Tell what the letter of truthfulness states."""
    stated = truth_letter_facts.facts(record)
    around, said = about_case(truth_letter, stated, context)
    people = lines_of(("number", "name", "relationship", "born", "co_resident"), truth_letter.companion_lines(stated))
    said |= {
        "truth_says": "\n".join((*truth_letter.TRUE, truth_letter.TOGETHER if people else truth_letter.ALONE)),
        "truth_rest": "\n".join(truth_letter.REST),
    }
    flags = frozenset(("companions",)) if people else frozenset[str]()
    return around, tuple(
        Told(copy.name, said | {"applicant_id": copy.id_number}, {"companions": people}, flags, {})
        for copy in kept_and_mine(record)
    )


TRUTH = Offer(
    tell_truth,
    ("companions",),
    (
        *_SIGNED,
        Need("truth_says", STYLE, ("truth_says",)),
        Need("companions", STYLE, ("companions",), flag="companions"),
        Need(
            "truth_rest",
            "行政许可法第六十九条、第七十八条、第七十九条；天政办发〔2020〕5号 二（一）1",
            ("truth_rest",),
            fixed=True,
        ),
    ),
)
