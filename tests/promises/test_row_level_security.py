"""Row-level security: the second net. Whatever a query forgets, the database does not show it."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from openmash.accounts.models import User
from openmash.agencies.choices import Role
from openmash.agencies.tests import factories as make
from openmash.base.actors import Actor
from openmash.base.rowsecurity import OPEN_TABLES
from openmash.base.transactions import request_transaction
from openmash.frontdoor.models import Contact, ContactChild, RagRating
from openmash.people.models import Household, IndexRecord, Person, Residence, SearchText
from openmash.sharing.models import FamilyPosition
from openmash.work.models import WorkItem

pytestmark = pytest.mark.django_db
MACHINE = Actor.machine("tests")
COUNCIL = Actor(user_id=1, in_authority=True, roles=frozenset({Role.SCREENING_WORKER}))
CLEARED = Actor(user_id=2, in_authority=True, roles=frozenset({Role.MASH_MANAGER}), cleared=True)


def guarded_tables():
    """Every table with a field that says who or what somebody is."""
    for model in apps.get_models():
        classes = getattr(model, "FIELD_CLASSES", None)
        if classes and (classes["identifying"] or classes["sensitive"]) and model._meta.db_table not in OPEN_TABLES:
            yield model._meta.db_table


@pytest.mark.parametrize("table", sorted(guarded_tables()))
def test_every_table_about_somebody_is_guarded_and_its_owner_is_too(table):
    with connection.cursor() as cursor:
        cursor.execute(
            "select relrowsecurity, relforcerowsecurity, (select count(*) from pg_policies where tablename = relname)"
            " from pg_class where oid = %s::regclass",
            [table],
        )
        assert cursor.fetchone() == (True, True, 1)


def contact(reference, agency, **more):
    version = make.load()
    child = Person.objects.create(reference=f"P-{reference}", given_name="Aled", created_at=make.NOW, **more)
    made = Contact.objects.create(
        reference=reference,
        way_in="telephone",
        source="1A",
        sent_by_agency=agency,
        received_at=make.NOW,
        team=make.team(),
        status="received",
        decide_due_at=make.NOW + timedelta(hours=1),
        referrer_due_at=make.NOW + timedelta(hours=1),
        pack=version,
        **more,
    )
    row = ContactChild.objects.create(contact=made, person=child)
    RagRating.objects.create(child=row, rag="red", rated_at=make.NOW, rated_by="user:1")
    return made


@pytest.fixture
def area():
    """A contact of the police, one of a school, and one that is restricted; sent by the police too."""
    school = make.council().__class__.objects.create(code="school", name="A School", kind="school")
    with request_transaction(MACHINE):
        contact("C-police", make.police())
        contact("C-school", school)
        contact("C-secret", make.police(), restricted=True)
        home = Household.objects.create(reference="H-1", created_at=make.NOW)
        for person in Person.objects.all():
            Residence.objects.create(person=person, household=home, since=make.NOW.date())
            IndexRecord.objects.create(index="social_care", record_id=person.reference, person=person, content_hash="x")
        FamilyPosition.objects.create(
            subject_kind="contact",
            subject="C-police",
            told="told",
            agreement="agreed",
            recorded_at=make.NOW,
            recorded_by="x",
        )


ABOUT_CONTACTS = (Contact, ContactChild, RagRating)
ABOUT_PEOPLE = (Person, Residence, IndexRecord)


def counted(actor, models):
    with request_transaction(actor):
        return [model.objects.count() for model in models]


def test_the_council_sees_all_but_what_is_restricted(area):
    assert counted(COUNCIL, ABOUT_CONTACTS) == [2, 2, 2]
    assert counted(COUNCIL, ABOUT_PEOPLE) == [2, 2, 2]


def test_those_who_are_cleared_see_everything(area):
    assert counted(CLEARED, ABOUT_CONTACTS + ABOUT_PEOPLE) == [3] * 6


def hanging_on_contacts():
    """Every table of the front door that is seen where its contact is."""
    tables = [model._meta.db_table for model in apps.get_app_config("frontdoor").get_models()]
    return sorted(set(tables) - {"frontdoor_contact", "frontdoor_noticefile"})


@pytest.mark.parametrize("table", hanging_on_contacts())
def test_who_sees_every_contact_has_none_asked_for_again_row_by_row(area, table):
    def parents_asked(actor):
        with request_transaction(actor), connection.cursor() as cursor:
            cursor.execute(
                "select pg_get_expr(polqual, polrelid) from pg_policy where polname = %s", [f"{table}_visible"]
            )
            assert "EXISTS" in cursor.fetchone()[0]
            cursor.execute(f"explain (analyze, costs off, timing off, summary off) select 1 from {table}")
            plan = [row[0] for row in cursor.fetchall()]
        return [line for line in plan if " Scan " in line and f" on {table} " not in line and "never" not in line]

    assert parents_asked(MACHINE) == parents_asked(CLEARED) == []


def test_who_is_not_cleared_has_the_contact_of_each_row_asked_for(area):
    with request_transaction(COUNCIL), connection.cursor() as cursor:
        cursor.execute("explain (analyze, costs off) select 1 from frontdoor_ragrating")
        assert any(" on frontdoor_contact " in line and "never" not in line for (line,) in cursor.fetchall())


def test_an_agency_sees_what_it_sent_and_nothing_that_is_restricted(area):
    partner = Actor(user_id=3, agency_id=make.police().pk, roles=frozenset({Role.PARTNER}))

    with request_transaction(partner):
        assert [one.reference for one in Contact.objects.all()] == ["C-police"]
    assert counted(partner, ABOUT_CONTACTS) == [1, 1, 1]
    assert counted(partner, (*ABOUT_PEOPLE, Household, FamilyPosition, WorkItem)) == [0] * 6


def test_an_agency_of_no_contact_and_nobody_see_nothing(area):
    for actor in (Actor(user_id=3, agency_id=10**9), Actor(user_id=4), Actor(system="public", name="public")):
        assert counted(actor, ABOUT_CONTACTS + ABOUT_PEOPLE) == [0] * 6


def test_outside_the_transaction_boundary_there_is_nothing(area):
    assert [model.objects.count() for model in ABOUT_CONTACTS + ABOUT_PEOPLE] == [0] * 6


def test_an_agency_can_neither_write_nor_take_another_agencys_contact(area):
    partner = Actor(user_id=3, agency_id=make.police().pk)

    with request_transaction(partner):
        assert Contact.objects.filter(reference="C-school").update(story="changed") == 0
        assert Contact.objects.filter(reference="C-school").delete()[0] == 0
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Contact.objects.filter(reference="C-police").update(sent_by_agency=None)
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Person.objects.create(reference="P-1", created_at=make.NOW)


@pytest.mark.parametrize("actor", [pytest.param(COUNCIL, id="council"), pytest.param(MACHINE, id="machine")])
def test_the_council_and_its_machines_can_write(actor):
    make.load()
    with request_transaction(actor):
        made = contact("C-1", None)
        made.story = "changed"
        made.save()
        assert Contact.objects.get().story == "changed"


@pytest.mark.parametrize(
    ("sequence", "first"), [("ref_contact", 10001), ("ref_person", 100001)], ids=["contact", "person"]
)
def test_references_begin_where_they_should(sequence, first):
    with connection.cursor() as cursor:
        cursor.execute("select start_value from pg_sequences where sequencename = %s", [sequence])
        assert cursor.fetchone() == (first,)


def test_an_account_is_open_to_sign_in():
    make.user()

    assert User.objects.count() == 1


def asked_alike(actor, words, place=""):
    """What the database's own function gives the serving role, asked as plainly as a query that forgot everything."""
    with request_transaction(actor), connection.cursor() as cursor:
        cursor.execute("select kind, key from people_alike(%s, %s, '{}', %s, 50)", [words, f"{words}%", place])
        return sorted(cursor.fetchall())


def test_looking_up_by_name_gives_back_no_key_of_anybody_hidden(area):
    with request_transaction(CLEARED):
        secret = Person.objects.get(reference="P-C-secret")
        hidden = {("person", secret.pk), ("record", IndexRecord.objects.get(person=secret).pk)}
        for person in Person.objects.all():
            Person.objects.filter(pk=person.pk).update(search_text="aled example", address="12 High Street")
            IndexRecord.objects.filter(person=person).update(search_text="aled example")

    partner = Actor(user_id=3, agency_id=make.police().pk, roles=frozenset({Role.PARTNER}))
    assert len(asked_alike(CLEARED, "aled")) == 6
    assert set(asked_alike(CLEARED, "aled")) - set(asked_alike(COUNCIL, "aled")) == hidden
    assert set(asked_alike(CLEARED, "", "%high%")) - set(asked_alike(COUNCIL, "", "%high%")) == {("person", secret.pk)}
    assert asked_alike(partner, "aled") == []
    with connection.cursor() as cursor:
        cursor.execute("select * from people_alike('aled', 'aled%', '{}', '', 50)")
        assert cursor.fetchall() == []


def test_the_words_that_are_compared_can_be_neither_read_nor_written_by_who_serves(area):
    with request_transaction(CLEARED):
        assert Person.objects.exists()
        assert SearchText.objects.count() == 0
        assert SearchText.objects.update(names="somebody else") == 0
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            SearchText.objects.create(kind="person", key=1, names="aled example")


def test_nobody_but_who_serves_may_look_up_by_name():
    with connection.cursor() as cursor:
        cursor.execute(
            "select prosecdef, proconfig, has_function_privilege('public', oid, 'execute') from pg_proc"
            " where proname in ('people_alike', 'people_keep_search_text')"
        )
        assert cursor.fetchall() == [(True, ["search_path=public, pg_temp"], False)] * 2


def test_the_questions_of_a_policy_are_answered_as_whoever_asks():
    with connection.cursor() as cursor:
        cursor.execute(
            "select proname, prosecdef, provolatile from pg_proc where proname like '%%\\_reader%%' order by proname"
        )
        assert cursor.fetchall() == [
            ("allegations_decided_by_reader", False, "s"),
            ("enquiries_reader_has_place", False, "s"),
            ("meetings_reader_invited", False, "s"),
        ]
