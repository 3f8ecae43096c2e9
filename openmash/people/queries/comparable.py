"""Records as what two people are compared by."""

from openmash.people.models import IndexRecord, Person
from openmash.people.rules import Particulars


def of_person(person: Person) -> Particulars:
    """Return what a person's own record says; an age said some time ago is left to `age_on`."""
    return Particulars(
        given=person.given_name,
        family=person.family_name,
        also_known_as=person.also_known_as,
        date_of_birth=person.date_of_birth,
        estimated=person.date_of_birth_estimated,
        sex=person.sex,
        address=person.address,
        postcode=person.postcode,
        nhs=person.nhs_number,
        upn=person.upn,
    )


def of_record(record: IndexRecord) -> Particulars:
    """Return what a row of an index says."""
    return Particulars(
        given=record.given_name,
        family=record.family_name,
        also_known_as=record.also_known_as,
        date_of_birth=record.date_of_birth,
        age=record.age,
        sex=record.sex,
        address=record.address,
        postcode=record.postcode,
        nhs=record.nhs_number,
        upn=record.upn,
    )
