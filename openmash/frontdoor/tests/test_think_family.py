"""Who else needs to know of a contact: told in one act, kept back where somebody hides, and adults with no child at all."""

import io
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from openmash.adults.models import Branch
from openmash.adults.queries.packed import Suggested
from openmash.agencies.choices import Role
from openmash.base.errors import Denied, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.frontdoor import queries
from openmash.frontdoor.models import Contact
from openmash.frontdoor.presenters.thinkfamily import SUGGESTED, branch_choices
from openmash.frontdoor.queries.facts import BEFORE_DECIDING, unanswered_prompts
from openmash.frontdoor.queries.messages import outcome_words
from openmash.frontdoor.queries.waiting import waiting_at_the_gate
from openmash.frontdoor.rules.given import PersonRow
from openmash.frontdoor.rules.notices import read_notices
from openmash.frontdoor.services import contacts, decisions, earlyhelp_checks, history, notices, screening
from openmash.frontdoor.services.packages import answer_package
from openmash.frontdoor.services.thinkfamily import OthersGiven, close_branch_in, tell_others_about
from openmash.frontdoor.tests.conftest import MACHINE, NOW, aled, call, cari, fresh
from openmash.frontdoor.tests.test_asking_agencies import carried
from openmash.people import services as people
from openmash.release import queries as release
from openmash.release import services as gate
from openmash.release.models import Package
from openmash.schools import queries as schools
from openmash.sharing.services import PositionGiven
from openmash.sharing.tests.register_world import drafted, in_force, keeper, lead
from openmash.work.models import WorkItem

MAIR = PersonRow(given_name="Mair", family_name="Example", age=34, is_child=False, relationship="mother")
DAI = PersonRow(given_name="Dai", family_name="Example", age=38, is_child=False, relationship="partner")


@pytest.fixture
def adult_duty(act_as):
    return act_as(Role.ADULT_DUTY_WORKER, team="adult-duty")


@pytest.fixture
def violence(worker):
    """Two children, their mother and her partner: domestic abuse."""
    with request_transaction(worker):
        given = call(people=(aled(), cari(), MAIR, DAI), category="domestic-abuse")
        return contacts.take_call(actor=worker, given=given, now=NOW)


def mother(contact):
    return contact.adults.get(person__given_name="Mair").person


def tell(actor, contact, *kinds, **more):
    with request_transaction(actor):
        about = contact.adults.order_by("pk").first().person.reference
        given = {
            "branches": [(kind, about) for kind in kinds],
            "story": "He held her by the throat.",
            "lawful_bases": ["public-task"],
            "agencies": {"housing": "EXAMPLE-HOUSING", "adviser": "SAFE-HOMES"},
        }
        return tell_others_about(actor=actor, contact=contact, given=OthersGiven(**(given | more)), now=NOW)


def test_an_incident_is_told_to_others_on_one_page_and_a_repeat_makes_no_second_one(signed_in, worker, violence):
    browser = signed_in(worker)
    address = reverse("frontdoor:think_family", kwargs={"reference": violence.reference})
    assert address in browser.get(reverse("frontdoor:contact", kwargs={"reference": violence.reference})).text
    page = browser.get(address).text
    offered = re.findall(r'name="branches"[^>]* value="([^"]+)"', page)
    assert len(offered) == 10 and not re.search(r'name="branches"[^>]*checked', page)
    with request_transaction(worker):
        about = mother(violence).reference
    sent = carried(page) | {
        "branches": [f"adult_safeguarding:{about}", f"marac:{about}", f"housing:{about}"],
        "story": "He held her by the throat.",
        "lawful_bases": ["public-task"],
        "safe_contact": "",
    }

    assert browser.post(address, sent).status_code == 302
    assert browser.post(address, sent).status_code == 302  # the same form once more
    fresh_key = carried(browser.get(address).text)
    assert browser.post(address, sent | fresh_key).status_code in (302, 422)

    with request_transaction(worker):
        assert Branch.objects.count() == 3
    page = browser.get(address).text
    assert "Children’s social care, this contact" in page and "Adult social care has to decide" in page
    left = re.findall(r'name="branches"[^>]* value="([^"]+)"', page)
    assert f"adviser:{about}" in left and f"marac:{about}" not in left


def test_the_page_offers_the_conference_and_an_adviser_for_a_victim_of_16_or_17(signed_in, worker):
    victim = aled(given_name="Nia", date_of_birth=(NOW - timedelta(days=int(16.5 * 365.25))).date())
    with request_transaction(worker):
        contact = contacts.take_call(
            actor=worker, given=call(people=(victim, cari()), category="domestic-abuse"), now=NOW
        )
        nia = contact.children.get(person__given_name="Nia").person.reference
        sister = contact.children.get(person__given_name="Cari").person.reference
    browser = signed_in(worker)
    address = reverse("frontdoor:think_family", kwargs={"reference": contact.reference})
    page = browser.get(address).text
    offered = set(re.findall(r'name="branches"[^>]* value="([^"]+)"', page))
    assert offered == {f"marac:{nia}", f"adviser:{nia}", f"school:{nia}", f"school:{sister}"}
    sent = carried(page) | {
        "branches": [f"marac:{nia}", f"adviser:{nia}"],
        "story": "He held her by the throat.",
        "lawful_bases": ["public-task"],
        "safe_contact": "",
    }

    assert browser.post(address, sent).status_code == 302

    with request_transaction(worker):
        assert {(one.kind, one.person_reference) for one in Branch.objects.all()} == {("marac", nia), ("adviser", nia)}
    assert "Nia Example" in browser.get(reverse("frontdoor:conference")).text


def test_the_page_says_under_which_agreement_each_is_told_before_and_after(signed_in, worker, violence):
    clerk = keeper()
    items = ("name", "date_of_birth", "address", "postcode", "household", "category", "story")
    draft = drafted(
        clerk, title="Domestic abuse", parties=("LCC", "SAFE-HOMES"), purposes=("protecting-adult",), items=items
    )
    in_force(draft, lead(), clerk)
    with request_transaction(worker):
        contact, _ = fresh(worker, violence)
        told = PositionGiven(told="told", told_who="Mother", agreement="agreed", lawful_bases=("public-task",))
        screening.record_family_position(actor=worker, contact=contact, given=told, now=NOW)
    browser = signed_in(worker)
    address = reverse("frontdoor:think_family", kwargs={"reference": violence.reference})

    before = browser.get(address).text
    tell(worker, violence, "adviser", "housing")
    after = browser.get(address).text

    # The landlord is no party to it: said before the act, and afterwards on its branch and about the other adult.
    for page, times in ((before, 1), (after, 2)):
        assert page.count("Domestic abuse, version 1 is in force") == times
        assert page.count("No agreement in force covers this") == times


def test_deciding_about_the_children_closes_nothing_else_and_the_other_way_round(worker, adult_duty, violence):
    tell(worker, violence, "adult_safeguarding", "marac")
    with request_transaction(worker):
        contact, children = fresh(worker, violence)
        history.record_history_opened(actor=worker, contact=contact, now=NOW)
        screening.rate_rag(actor=worker, children=children, rag="amber", reason="Frightened", now=NOW)
        earlyhelp_checks.record_early_help_check(actor=worker, children=children, result="no_record", now=NOW)
        told = PositionGiven(told="told", told_who="Mother", agreement="agreed")
        screening.record_family_position(actor=worker, contact=contact, given=told, now=NOW)
        contact, children = fresh(worker, violence)
        for child in children:
            for prompt in unanswered_prompts(worker, child, moments=BEFORE_DECIDING, outcome="EH", level=2, now=NOW):
                screening.answer_prompt(actor=worker, children=[child], prompt=prompt.code, words="Weighed", now=NOW)
        decisions.propose_decision(
            actor=worker, children=children, outcome="EH", level=2, rationale="Support at home is enough.", now=NOW
        )
        contact.refresh_from_db()
        assert contact.status == "decided"
        assert list(Branch.objects.order_by("pk").values_list("state", flat=True)) == ["to_decide", "to_weigh"]


def test_a_branch_that_is_closed_leaves_the_contact_of_the_children_open(worker, violence):
    tell(worker, violence, "housing")
    with request_transaction(worker):
        branch = Branch.objects.get()
        close_branch_in(
            actor=worker, contact=violence, branch=branch, settled=True, words="They move her", told="by_word", now=NOW
        )
        violence.refresh_from_db()
        assert violence.status == "received" and violence.decided_at is None


def test_whoever_settles_what_never_left_says_how_they_were_told(signed_in, worker, violence):
    tell(worker, violence, "housing")
    with request_transaction(worker):
        place = {"reference": violence.reference, "branch": Branch.objects.get().reference}
    browser, address = signed_in(worker), reverse("frontdoor:close_branch", kwargs=place)
    page = browser.get(address).text
    assert re.findall(r'name="how"[^>]* value="([^"]+)"', page) == ["by_word", "nobody", "withdrawn"]
    assert not re.search(r'name="how"[^>]*checked', page)
    sent = carried(page) | {"words": "The locks are changed", "how": "settled"}

    assert browser.post(address, sent).status_code == 422
    assert browser.post(address, carried(browser.get(address).text) | sent | {"how": "by_word"}).status_code == 302

    with request_transaction(worker):
        assert Branch.objects.get().outcome == "Told by word of mouth. The locks are changed"
        assert release.packages_waiting(worker, subject_kind="contact") == []
    others = browser.get(reverse("frontdoor:think_family", kwargs={"reference": violence.reference})).text
    assert "Told by word of mouth. The locks are changed" in others
    assert "Read what was prepared for them" in others and "Read what they are told" not in others


def test_what_a_second_person_refused_comes_back_until_they_are_told_by_word_of_mouth(worker, manager, violence):
    tell(worker, violence, "adviser")
    with request_transaction(MACHINE):
        branch = Branch.objects.get()
        Package.objects.filter(reference=branch.package).update(state="waiting", hands=[worker.reference])
        package = Package.objects.get(reference=branch.package)
    with request_transaction(manager):
        gate.refuse_package(actor=manager, package=package, reason="Ring them", now=NOW)
    with request_transaction(worker):
        assert [one.reference for one in waiting_at_the_gate(worker, NOW).refused] == [branch.package]
        close_branch_in(
            actor=worker, contact=violence, branch=branch, settled=True, words="They see her", told="by_word", now=NOW
        )

        assert waiting_at_the_gate(worker, NOW).refused == ()


def test_only_the_team_that_has_the_contact_tells_others(act_as, worker, violence):
    with pytest.raises(Denied):
        tell(act_as(Role.SCREENING_WORKER, team="north-mash"), violence, "marac")


def test_a_restriction_hides_what_others_were_told(manager, worker, violence):
    tell(worker, violence, "marac", "adult_safeguarding")

    with request_transaction(manager):
        people.restrict_person(actor=manager, person=mother(violence), reason="She works here", now=NOW)

    with request_transaction(MACHINE):
        assert set(Branch.objects.values_list("restricted", flat=True)) == {True}
        assert set(WorkItem.objects.filter(subject_kind="branch").values_list("restricted", flat=True)) == {True}


def test_adult_social_care_finds_a_concern_in_its_work_by_name_and_opens_no_contact(
    signed_in, worker, adult_duty, violence
):
    tell(worker, violence, "adult_safeguarding")
    browser = signed_in(adult_duty)

    home = browser.get(reverse("web:home")).text
    assert "Mair Example" in home and "/concerns/B-" in home
    assert browser.get(reverse("frontdoor:contact", kwargs={"reference": violence.reference})).status_code == 404
    assert "Mair Example" in browser.get(reverse("adults:concerns")).text


def test_the_schools_of_chosen_children_are_told_in_the_same_act_and_once(worker, violence):
    with request_transaction(worker):
        (first, _) = violence.children.select_related("person").order_by("pk")
        branches = [("school", first.person.reference), ("marac", mother(violence).reference)]
    tell(worker, violence, branches=branches)
    tell(worker, violence, branches=branches)

    with request_transaction(worker):
        (notice,) = schools.notices_about(worker, about_kind="contact", about=violence.reference)
        assert (notice.person_id, notice.state, Branch.objects.count()) == (first.person_id, "to_prepare", 1)


@pytest.mark.parametrize(
    ("there", "suggested"),
    [
        pytest.param([], ["marac:MUM", "marac:DAD", "school:CHILD"], id="nobody-yet"),
        pytest.param([("marac", "MUM")], ["school:CHILD"], id="never-the-other-adult-after-the-first"),
        pytest.param([("school", "CHILD")], ["marac:MUM", "marac:DAD"], id="a-school-is-no-adult"),
    ],
)
def test_once_one_adult_is_helped_the_same_is_not_suggested_for_the_other(there, suggested):
    held = [
        Suggested(kind=kind, title=kind, person=person, suggested=True, why="", due_words="")
        for kind, person in (("marac", "MUM"), ("marac", "DAD"), ("school", "CHILD"))
    ]

    offered = branch_choices(held, {"MUM": "Mum", "DAD": "Dad", "CHILD": "Child"}, there)

    assert [code for code, group in offered.groups.items() if group == SUGGESTED] == suggested
    assert len(offered.choices) == 3 - len(there)


def test_whoever_was_sent_their_paper_is_to_be_told_no_more(signed_in, worker, violence):
    with request_transaction(worker):
        about = mother(violence).reference
    tell(worker, violence, branches=[("housing", about)])
    browser = signed_in(worker)
    address = reverse("frontdoor:think_family", kwargs={"reference": violence.reference})
    before = browser.get(address).text

    with request_transaction(MACHINE):
        package = Package.objects.get()
    with request_transaction(worker):
        answer_package(
            actor=worker,
            contact=violence,
            package=package,
            answer="sign",
            look=package.document_hash,
            seen=True,
            reason="",
            now=NOW,
        )
    after = browser.get(address).text

    assert "Read what they are told" in before and "Told, and their answer is to be kept" not in before
    assert "Read what they were told" in after and "Told, and their answer is to be kept" in after


def test_a_school_is_told_without_words_and_without_a_basis(signed_in, worker, violence):
    browser = signed_in(worker)
    address = reverse("frontdoor:think_family", kwargs={"reference": violence.reference})
    page = browser.get(address).text
    pupils = re.findall(r'name="branches"[^>]* value="(school:[^"]+)"', page)

    sent = browser.post(address, carried(page) | {"branches": pupils, "story": "", "safe_contact": ""})

    assert len(pupils) == 2 and sent.status_code == 302
    page = browser.get(address).text
    assert page.count("Notice to the school: ") == 2 and "See what the school is told" in page


# -- adults only --------------------------------------------------------------------------------------------------------


def test_a_call_about_adults_only_has_no_child_and_goes_to_adult_duty(worker):
    with request_transaction(worker):
        given = call(people=(MAIR, DAI), adults_only=True, category="domestic-abuse")
        contact = contacts.take_call(actor=worker, given=given, now=NOW)
        assert contact.children.count() == 0
        (row,) = [one for one in queries.queue_rows(worker, NOW) if one.reference == contact.reference]
    assert (row.act, row.who) == ("Screen", "Dai Example, 38, and 1 other")

    tell(worker, contact, "adult_safeguarding")

    with request_transaction(worker):
        contact.refresh_from_db()
        assert contact.status == "decided" and contact.decided_at == NOW
        assert "those who help adults" in outcome_words(contact)
        acts = WorkItem.objects.filter(subject=contact.reference, done_at__isnull=True)
        assert [one.act for one in acts] == ["answer_referrer"]


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(aled(), id="a-child"),
        pytest.param(PersonRow(given_name="Somebody"), id="nobody-knows-how-old"),
    ],
)
def test_whoever_may_be_a_child_is_not_left_out_as_adults_only(worker, row):
    with request_transaction(worker), pytest.raises(RuleBroken) as refused:
        contacts.take_call(actor=worker, given=call(people=(MAIR, row), adults_only=True), now=NOW)

    assert refused.value.field == "adults_only"


def test_where_nothing_says_that_there_is_no_child_one_not_known_is_screened(worker):
    with request_transaction(worker):
        contact = contacts.take_call(actor=worker, given=call(people=(MAIR,)), now=NOW)

        assert contact.children.count() == 1


FILE = (
    "reference,agency,received_at,given_name,family_name,age,relationship,category,concern,no_child\n"
    "LP-7,LANCS-POLICE,2026-11-21T23:40,Mair,Example,34,victim,domestic-abuse,He held her,yes\n"
    "LP-7,LANCS-POLICE,2026-11-21T23:40,Dai,Example,38,partner,domestic-abuse,He held her,yes\n"
    "LP-8,LANCS-POLICE,2026-11-21T23:40,Bryn,Example,9,child,domestic-abuse,Shouting,yes\n"
)


def test_a_notice_says_that_no_child_is_there(worker):
    with request_transaction(worker):
        loaded = notices.load_notices(actor=worker, file=io.BytesIO(FILE.encode()), name="notices.csv", now=NOW)

        assert (loaded.contacts, [row["row"] for row in loaded.refused]) == (1, [3])
        contact = Contact.objects.get(external_reference="LP-7")
        assert contact.adults_only and contact.children.count() == 0 and contact.adults.count() == 2


def test_a_notice_without_the_column_is_read_as_before():
    content = FILE.replace(",no_child", "").replace(",yes\n", "\n").encode()

    read = read_notices(content, now=NOW + timedelta(days=1))

    assert [one.given.adults_only for one in read.incidents] == [False, False]


def test_a_contact_with_adults_only_is_read_and_told_on_its_pages(signed_in, worker):
    with request_transaction(worker):
        given = call(people=(MAIR,), adults_only=True, category="domestic-abuse")
        contact = contacts.take_call(actor=worker, given=given, now=NOW)
    browser = signed_in(worker)
    for name in ("contact", "think_family", "open_history", "enquiry", "meetings", "packages", "handover"):
        answer = browser.get(reverse(f"frontdoor:{name}", kwargs={"reference": contact.reference}))
        assert answer.status_code in (200, 404), name
    page = browser.get(reverse("frontdoor:contact", kwargs={"reference": contact.reference})).text
    assert "Mair Example, " in page and "Who else needs to know" in page and "Only adults are in this" in page


def test_no_school_is_told_that_nobody_chose(worker):
    with request_transaction(worker):
        given = call(people=(aled(), MAIR), category="domestic-abuse")
        contact = contacts.take_call(actor=worker, given=given, now=NOW)
    tell(worker, contact, "housing")

    with request_transaction(MACHINE):
        assert not WorkItem.objects.filter(act="tell_school").exists()
