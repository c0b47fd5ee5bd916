"""Families that are settled, and people who come later; for the tests about households."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from station_app.domain.reading import read_document
from station_app.domain.records import Officer
from station_app.domain.residents import RegisteredPerson
from station_app.domain.vocabulary import IdAbsentReason, Level, OfficerRole, Outcome
from station_app.services.decide_case import Said, decide_case
from station_app.services.reverse_event import reverse_event
from station_app.storage import households, registrations
from tests.people import a_family_of_four, id_number, member

CHIEF = Officer("0002", "赵守正", (OfficerRole.CHIEF,))
TODAY = date(2026, 11, 23)
SOLD = "0462"
"""Why they moved out: a home was bought (变动原因)."""


def settled(station, content=None):
    """A family that was accepted, approved and registered: its registration numbers."""
    case_no = station.accept(*read_document(content or a_family_of_four())).case_no
    decide_case(replace(station._desk, officer=CHIEF), case_no, Said(Level.STATION, Outcome.APPROVE))
    done = station.register(case_no)
    return tuple(each.registration_no for each in done.registrations)


def alone(name="周晓岚", sex="2", born=date(1990, 5, 4), seq=986):
    """A family of one, as its case is captured."""
    content = a_family_of_four()
    number = id_number("620523", born, sex, seq)
    person = member("applicant", "01", name, number, marital_status="10", phone="13800000001")
    documents = [{"kind": "111", "holder": 0, "number": number, "presented": "original", "expires": "2036-05-01"}]
    documents.append({"kind": "113", "holder": 0, "presented": "original"})
    transfer = {"reason": "03", "flags": []}
    return content | {"family": [person], "documents": documents, "agricultural_transfer": transfer}


def baby(sex="1", born=date(2026, 11, 2), name="王小满"):
    """A newborn without a number."""
    return RegisteredPerson(name, None, IdAbsentReason.NEWBORN, sex, born)


def inside(station, household_no):
    """Who is registered in a household, by number."""
    with station._desk.store.read() as uow:
        return {each.registration_no: each for each in registrations.open_in(uow, household_no)}


def persons(station, household_no):
    """How many the household says are in it."""
    with station._desk.store.read() as uow:
        return households.get(uow, household_no).persons


def home_of(station, number):
    """The household somebody is or was registered in."""
    with station._desk.store.read() as uow:
        return registrations.get(uow, number).household_no


def undone(station, event_no, reason="办错了"):
    """The chief takes an event back."""
    return reverse_event(replace(station._desk, officer=CHIEF), event_no, reason)


def sound(station):
    """The deep check finds nothing, and that includes the replay."""
    return station.check_register(7).findings == ()
