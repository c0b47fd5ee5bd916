"""What refusal, declined notice, commitment and one-time notice tell a layout."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from printing import (
    answers,
    commitment,
    commitment_facts,
    declined_notice,
    declined_notice_facts,
    one_time_notice,
    refusal,
    refusal_facts,
    words,
)
from printing.layouts.case_words import about_case
from printing.layouts.told import FINGERPRINT, SEAL, SIGNATURE, Around, Item, Need, Offer, Told, calls
from printing.receipt_facts import id_number
from printing.sealed import ACCEPTANCE, Seal
from station_app.clock import BEIJING, local_date
from station_app.domain.case_file import FamilyMember

if TYPE_CHECKING:
    from printing.answer_facts import AnswerFacts
    from printing.answers import Answer
    from printing.registry import PaperContext
    from station_app.domain.notices import NoticeRecord
    from station_app.domain.records import CaseRecord

_NO = "行政许可法第三十八条第二款"
_ONCE = "行政许可法第三十二条第一款第四项"


def tell_refusal(record: CaseRecord, context: PaperContext) -> tuple[Around, tuple[Told, ...]]:
    """Tell what a refusal states."""
    stated = refusal_facts.facts(record)
    if stated is None:
        raise ValueError("the case was not refused")
    decision, form = stated.decision, f"{refusal.FORM} v{refusal.EDITION}"
    more = {
        "accepted_on": words.day(local_date(stated.asked.accepted_at)),
        "decided_on": words.day(decision.decided_on),
        "decided_by": decision.office,
        "decider": decision.decider,
        "reference": decision.reference or "—",
    }
    return _tell_answer(record, context, stated, Said(form, refusal.answer_of(stated), refusal.seal_of(stated), more))


def tell_declined(record: CaseRecord, context: PaperContext) -> tuple[Around, tuple[Told, ...]]:
    """Tell what the notice of an application that was not taken in states."""
    stated = declined_notice_facts.facts(record)
    if stated is None:
        raise ValueError("the application was not declined")
    form = f"{declined_notice.FORM} v{declined_notice.EDITION}"
    more = {
        "declined_on": words.day(local_date(stated.at)),
        "officer": stated.officer,
        "badge": stated.badge,
    }
    answer, seal = declined_notice.answer_of(stated), declined_notice.seal_of(stated)
    return _tell_answer(record, context, stated, Said(form, answer, seal, more))


class Said(NamedTuple):
    """What differs between the two answers that say no."""

    form: str
    answer: Answer
    seal: Seal
    more: dict[str, str]


def _tell_answer(
    record: CaseRecord, context: PaperContext, stated: AnswerFacts, own: Said
) -> tuple[Around, tuple[Told, ...]]:
    answer, ground, asked = own.answer, answers.ground_of(context, stated.reason), stated.asked
    number = words.document_number(asked.case_no, answer.kind)
    around = Around(own.form, "案号", record.case_no, number, "警号", stated.badge, stated.at, record.practice)
    said = {
        "case_no": asked.case_no,
        "document_no": number,
        "applicant": asked.applicant,
        "matter": f"户口迁移（{words.ROUTES[asked.route]}）" if asked.route else "户口迁移",
        "movers_count": f"{asked.movers}",
        "office": asked.site_name,
        "refusal_says": answer.says.strip(),
        "ground": words.official(ground.title.zh),
        "explanation": stated.text or "—",
        "basis": f"{words.official(ground.basis)}；{answer.law}",
        "remedies": answers.remedies(context).strip(),
        "delivery": answers.HOW,
    }
    said |= own.more | calls(context)
    ways: tuple[Item, ...] = tuple({"way": each} for each in answers.ways_open(stated, context))
    return around, tuple(
        Told(copy.name, said | {"applicant_id": copy.id_number}, {"alternatives": ways}, frozenset(), {"": own.seal})
        for copy in answers.copies_of(record, stated)
    )


_ANSWER = (
    Need("applicant", _NO, ("applicant",)),
    Need("refusal_says", "行政许可法第三十八条", ("refusal_says",)),
    Need("ground", f"{_NO}（说明理由）", ("ground",)),
    Need("explanation", f"{_NO}（说明理由）", ("explanation",)),
    Need("basis", _NO, ("basis",)),
    Need("remedies", f"{_NO}；行政复议法第二十条；行政诉讼法第四十六条", ("remedies",)),
    Need("alternatives", "表单式样", ("alternatives",)),
    Need("delivery", "行政许可法第四十四条（送达）", ("delivery",), fixed=True, copy=answers.FOR_THE_FILE),
)
REFUSAL = Offer(
    tell_refusal,
    (),
    (*_ANSWER, Need("decided_on", _NO, ("decided_on", SEAL)), Need("seal", _NO, (SEAL,), fixed=True)),
)
DECLINED = Offer(
    tell_declined,
    (),
    (*_ANSWER, Need("seal", "行政许可法第三十二条第二款（加盖专用印章和注明日期）", (SEAL,), fixed=True)),
)


def tell_commitment(record: CaseRecord, context: PaperContext) -> tuple[Around, tuple[Told, ...]]:
    """Tell what a letter of commitment states."""
    stated = commitment_facts.facts(record)
    around, said = about_case(commitment, stated, context)
    said |= {
        "officer": stated.officer,
        "commitment_says": "\n".join(commitment.PROMISES),
        "consequences": "\n".join(commitment.CONSEQUENCES),
    }
    promises: tuple[Item, ...] = tuple(
        {
            "number": f"{place}",
            "document": f"{words.document(each.kind)}（{words.whose(each.relationship, each.holder)}）",
            "basis": each.basis,
            "due": f"{words.day(each.due)}前" if each.due else "—",
        }
        for place, each in enumerate(stated.promises, 1)
    )
    whole = id_number(record.case.applicant or FamilyMember(), masked=False)
    copies = (("存档联", whole), ("申请人联", stated.id_number))
    return around, tuple(
        Told(name, said | {"applicant_id": shown}, {"promises": promises}, frozenset(), {}) for name, shown in copies
    )


COMMITMENT = Offer(
    tell_commitment,
    (),
    (
        Need("applicant", "行政许可法第三十一条", ("applicant",)),
        Need("commitment_says", "行政许可法第三十一条", ("commitment_says",), fixed=True),
        Need("promises", "行政许可法第三十一条", ("promises",)),
        Need("consequences", "行政许可法第七十八条、第七十九条", ("consequences",), fixed=True),
        Need("signature", "行政许可法第三十一条", (SIGNATURE,), fixed=True),
        Need("fingerprint", "不会写字的捺印", (FINGERPRINT,), fixed=True),
    ),
)


def tell_notice(record: NoticeRecord, context: PaperContext) -> tuple[Around, tuple[Told, ...]]:
    """Tell what a one-time notice states."""
    form = f"{one_time_notice.FORM} v{one_time_notice.EDITION}"
    number = record.notice_no
    around = Around(form, "告知书号", number, number, "警号", record.officer, record.at, record.practice)
    said = {
        "applicant": record.applicant.name,
        "matter": one_time_notice.matter(record),
        "office": record.site_name,
        "officer": record.officer_name,
        "badge": record.officer,
        "received_on": words.day(record.received),
        "once_told": one_time_notice.TOLD.strip(),
        "supplement_by": one_time_notice.until(record),
        "late_notice_law": one_time_notice.LAW,
        "come_back": one_time_notice.come_back(record),
        "not_needed": "\n".join(one_time_notice.not_needed(record, context)),
    } | calls(context)
    lists = {
        "documents": tuple(
            dict(zip(("number", "document", "demand", "basis", "may_follow", "how"), line, strict=True))
            for line in one_time_notice.document_lines(record.documents)
        ),
        "corrections": tuple(
            dict(zip(("number", "person", "demand", "basis"), line, strict=True))
            for line in one_time_notice.correction_lines(record.corrections)
        ),
    }
    flags = frozenset(name for name, lines in lists.items() if lines)
    seal = {"": Seal(record.site_name, words.day(record.at.astimezone(BEIJING)), ACCEPTANCE)}
    return around, tuple(
        Told(name, said | {"applicant_id": shown}, lists, flags, seal)
        for name, shown in one_time_notice.shown_on(record)
    )


NOTICE = Offer(
    tell_notice,
    ("documents", "corrections"),
    (
        Need("applicant", _ONCE, ("applicant",)),
        Need("received_on", _ONCE, ("received_on",)),
        Need("documents", _ONCE, ("documents",), flag="documents"),
        Need("corrections", _ONCE, ("corrections",), flag="corrections"),
        Need("supplement_by", _ONCE, ("supplement_by",)),
        Need("late_notice_law", f"{_ONCE}（逾期不告知即为受理）", ("late_notice_law",), fixed=True),
        Need("not_needed", "天政办发〔2020〕5号 二（一）1", ("not_needed",)),
        Need("seal", "行政许可法第三十二条第二款", (SEAL,), fixed=True),
        Need("signature", _ONCE, (SIGNATURE,), fixed=True),
    ),
)
