"""Answer by a link and a code: who is let in to what, and the sentence for everything that does not work."""

import re
import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from openmash.accounts.models import User
from openmash.agencies.choices import Role
from openmash.agencies.tests.lancashire import worker as somebody
from openmash.base import clock, jobs, sessions
from openmash.base.actors import Actor
from openmash.base.errors import Denied, NotFound, RuleBroken
from openmash.base.models import Draft
from openmash.base.transactions import request_transaction
from openmash.enquiries import queries, services
from openmash.enquiries.models import AgencyReturn, RequestEvent
from openmash.links import queries as link_queries
from openmash.links import rules
from openmash.links.models import AnswerLink
from openmash.release import jobs as release_jobs  # noqa: F401 - registers what sends
from openmash.release.models import Dispatch
from openmash.trail.models import Entry

MACHINE = Actor.machine("tests")
HOUSING, ADDRESS = "EXAMPLE-HOUSING", "requests@housing.example"
OF_THE_FAMILY = re.compile("Aled|Cari|Mair|High Street|PR1|2015", re.IGNORECASE)


@pytest.fixture(autouse=True)
def plain_pages(settings):
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    cache.clear()


@pytest.fixture
def asked(ask):
    """A housing association, which answers by link, is asked."""
    return ask(HOUSING, now=clock.now()).requests[0]


def came(what):
    """Return what the newest mails say, after everything that waits has gone; no mail names anybody."""
    jobs.run_waiting(now=clock.now() + timedelta(seconds=5))
    for one in mail.outbox:
        assert not OF_THE_FAMILY.search(one.subject + one.body)
    return re.findall(what, "\n".join(one.body for one in mail.outbox))


def token():
    return came(r"/answer/([\w-]+)/")[-1]


def code():
    return came(r"code is (\d{6})")[-1]


def post(client, name, held, **words):
    address = reverse(f"links:{name}", kwargs={"token": held})
    return client.post(address, {"idempotency_key": str(uuid.uuid4())} | words)


def look(client, held):
    return client.get(reverse("links:open_link", kwargs={"token": held}))


def let_in(client, held):
    post(client, "open_link", held)
    return post(client, "enter_code", held, code=code())


def said(response):
    return re.sub(r"\s+", " ", response.content.decode()).replace("&#x27;", "'").replace("’", "'")


def change(**values):
    with request_transaction(MACHINE):
        AnswerLink.objects.update(**values)


def page_of(request, name="request"):
    return reverse(f"enquiries:{name}", kwargs={"reference": request.reference})


def test_an_agency_that_is_seldom_asked_is_sent_a_link_and_nothing_keeps_it(asked):
    held = token()

    assert [one.to for one in mail.outbox] == [[ADDRESS]]
    with request_transaction(MACHINE):
        link, kept = AnswerLink.objects.get(), Dispatch.objects.get()
        assert link.token_hash == link_queries.hash_of(held)
        assert held not in str(vars(link)) + str(vars(kept))
        assert Entry.objects.filter(kind="link.made", subject=asked.reference).exists()
        assert RequestEvent.objects.filter(kind="link_sent", words=f"To {ADDRESS}.").exists()


def test_an_agency_that_signs_in_is_sent_no_link(ask):
    ask("LANCS-POLICE", now=clock.now())

    assert not came(r"/answer/")


def test_link_and_code_open_the_one_question_and_it_is_answered(asked, worker):
    client, held = Client(), token()
    page = look(client, held)
    assert "Send me the code" in said(page)
    assert "Aled" not in said(page)
    assert not came("code is")

    response = let_in(client, held)

    assert response.headers["Location"] == page_of(asked)
    page = said(client.get(page_of(asked)))
    assert "Aled" in page
    assert "An e-mailed link, Example Housing" in page
    assert "Pass this to a colleague" not in page and "We disagree" not in page
    answer = {"words": "Behind with the rent", "handling": "ask", "kind": "part", "idempotency_key": str(uuid.uuid4())}
    assert client.post(page_of(asked, "answer_request"), answer).status_code == 302
    with request_transaction(worker):
        given = AgencyReturn.objects.get()
        entry = Entry.objects.get(kind="request.answered")
    assert (given.given_by_name, entry.actor, entry.agency) == (
        "An e-mailed link, Example Housing Association (demonstration)", given.given_by, HOUSING,
    )  # fmt: skip
    assert given.given_by.startswith("link:L-")
    assert look(client, held).headers["Location"] == page_of(asked), "the same browser goes on"


def test_the_actor_of_a_link_reaches_one_request_in_every_query(asked, family, ask):
    second = ask("FELL-SURGERY", about=family[:1], now=clock.now()).requests[0]
    change(used_at=clock.now())
    with request_transaction(MACHINE):
        reference = AnswerLink.objects.get(record=asked.reference).reference
        actor = link_queries.actor_by_link(reference, clock.now())

    with request_transaction(actor):
        assert queries.request_asked_of(actor, asked.reference).pk == asked.pk
        assert queries.answered_requests(actor) == []
        with pytest.raises(NotFound):
            queries.request_asked_of(actor, second.reference)
        with pytest.raises(Denied):
            services.open_request(actor=actor, request=second, now=clock.now())
        assert not AnswerLink.objects.exists()


BAD = [
    pytest.param({"expires_at": clock.now() - timedelta(minutes=1)}, rules.RUN_OUT, id="expired"),
    pytest.param({"over": "replaced"}, rules.REPLACED, id="a-newer-one-was-sent"),
    pytest.param({"over": "locked"}, rules.LOCKED, id="locked"),
    pytest.param({"over": "taken_back"}, rules.TAKEN_BACK, id="taken-back"),
]


@pytest.mark.parametrize(("values", "sentence"), BAD)
def test_a_link_that_is_of_no_use_says_why_shows_nothing_and_sends_nothing(asked, values, sentence):
    client, held = Client(), token()
    change(**values)
    before = len(mail.outbox)

    for response in (
        look(client, held),
        post(client, "open_link", held),
        post(client, "enter_code", held, code="123456"),
        post(client, "renew_link", held),
    ):
        assert response.status_code == 404
        assert sentence in said(response)
        assert "Aled" not in said(response)
        assert asked.reference not in said(response)
    came("")
    assert len(mail.outbox) == before


@pytest.mark.parametrize("spoil", [lambda held: held[:-1], lambda held: held[:-1] + "_", lambda held: held[::-1]])
def test_a_link_that_was_tampered_with_says_so(asked, spoil):
    response = look(Client(), spoil(token()))

    assert response.status_code == 404
    assert rules.NO_LINK in said(response)


def test_a_question_that_was_taken_back_is_said_to_be_also_to_who_is_answering(asked, worker):
    client, held = Client(), token()
    let_in(client, held)
    with request_transaction(worker):
        services.withdraw_request(actor=worker, request=asked, reason="Cari is well", now=clock.now())

    sent = client.post(page_of(asked, "answer_request"), {"words": "Behind with the rent", "draft_key": "x"})

    assert sent.status_code == 401
    assert "Behind with the rent" in said(sent)
    assert rules.TAKEN_BACK in said(look(client, held))
    assert "opens nothing any more" in came("(?s).*")[0]
    with request_transaction(worker):
        assert not AgencyReturn.objects.exists()


def test_a_link_that_has_not_gone_when_the_question_is_taken_back_does_not_go(asked, worker):
    with request_transaction(worker):
        services.withdraw_request(actor=worker, request=asked, reason="Another family", now=clock.now())

    assert not came("/answer/")
    assert [re.sub(r"Q-\d+", "Q", one.subject) for one in mail.outbox] == ["You need not answer Q any more"]


def test_a_forwarded_link_sends_the_code_to_the_agency_all_the_same(asked):
    post(Client(), "open_link", token())
    came("code is")

    assert [one.to for one in mail.outbox] == [[ADDRESS], [ADDRESS]]


def test_a_link_used_twice_offers_a_new_one_and_what_was_typed_is_there(asked):
    client, held = Client(), token()
    let_in(client, held)
    key = f"AnswerRequest:{asked.reference}"
    typed = {"words": "Behind with the rent", "draft_key": key, "idempotency_key": str(uuid.uuid4())}
    assert client.post(reverse("base:save_draft"), typed).status_code == 200

    another = Client()
    assert rules.USED in said(look(another, held))
    assert rules.USED in said(post(another, "enter_code", held, code="123456"))
    assert another.get(page_of(asked)).status_code == 302, "to sign-in"
    assert post(another, "renew_link", held).headers["Location"] == reverse("links:link_sent")
    let_in(another, token())

    assert "Behind with the rent" in said(another.get(page_of(asked, "answer_request")))
    assert client.get(page_of(asked)).status_code == 401, "the first one's time is over"


def test_so_many_new_links_a_day_and_no_more(asked):
    client, held = Client(), token()
    let_in(client, held)
    for _ in range(rules.MOST_RENEWALS):
        assert post(client, "renew_link", held).status_code == 302

    assert rules.TOO_MANY_LINKS in said(post(client, "renew_link", held))


def test_wrong_codes_lock_the_link_and_then_the_right_one_opens_nothing(asked):
    client, held = Client(), token()
    post(client, "open_link", held)
    right = code()
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"

    for _ in range(rules.MOST_TRIES - 1):
        response = post(client, "enter_code", held, code=wrong)
        assert response.status_code == 422
        assert rules.WRONG_CODE in said(response)
    for sent in (wrong, right):
        response = post(client, "enter_code", held, code=sent)
        assert response.status_code == 404
        assert rules.LOCKED in said(response)
    with request_transaction(MACHINE):
        assert Entry.objects.filter(kind="link.code_refused").count() == rules.MOST_TRIES


def test_what_is_no_code_is_no_try(asked):
    client, held = Client(), token()
    post(client, "open_link", held)

    for sent in ("", "12345", "abcdef"):
        assert post(client, "enter_code", held, code=sent).status_code == 422
    with request_transaction(MACHINE):
        assert AnswerLink.objects.get().tries == 0


def test_a_code_that_has_run_out_opens_nothing_and_a_code_of_before_neither(asked):
    client, held = Client(), token()
    post(client, "open_link", held)
    first = code()
    change(code_expires_at=clock.now() - timedelta(seconds=1))
    assert rules.CODE_RUN_OUT in said(post(client, "enter_code", held, code=first))

    post(client, "open_link", held)
    if first != code():
        assert rules.WRONG_CODE in said(post(client, "enter_code", held, code=first))


def test_so_many_codes_and_no_more(asked):
    client, held = Client(), token()
    for _ in range(rules.MOST_CODES):
        assert post(client, "open_link", held).status_code == 302

    assert rules.TOO_MANY_CODES in said(post(client, "open_link", held))
    assert len(came("code is")) == rules.MOST_CODES


def test_guessing_from_one_place_comes_to_an_end(asked):
    client = Client()
    for number in range(60):
        look(client, f"guess-{number}")

    assert "Wait an hour" in said(look(client, token()))


def test_after_a_quiet_quarter_of_an_hour_the_words_are_kept_and_the_way_back_is_shown(asked):
    client, held = Client(), token()
    let_in(client, held)
    session = client.session
    session[sessions.LAST_INPUT] = 0
    session.save()

    typed = {"words": "Behind with the rent", "draft_key": f"AnswerRequest:{asked.reference}"}
    response = client.post(page_of(asked, "answer_request"), typed)

    assert response.status_code == 401
    assert "Your words are kept" in said(response)
    assert reverse("links:open_link", kwargs={"token": held}) in said(response)
    with request_transaction(MACHINE):
        assert Draft.objects.get().content["words"] == ["Behind with the rent"]
    assert client.get(page_of(asked)).status_code == 302


def test_whoever_leaves_is_gone(asked):
    client = Client()
    let_in(client, token())

    assert client.post(reverse("links:leave")).headers["Location"] == reverse("links:left")
    assert client.get(page_of(asked)).status_code == 302


def test_an_account_goes_before_a_link(asked, worker):
    client = Client()
    let_in(client, token())
    user = User.objects.get(pk=worker.user_id)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    assert client.get(page_of(asked)).status_code == 403


def test_a_reminder_brings_a_fresh_link_and_ends_the_unused_one(ask):
    ask(HOUSING, now=clock.now() - timedelta(days=1))
    first = token()
    with request_transaction(MACHINE):
        services.chase_late_requests(actor=MACHINE, now=clock.now())

    assert token() != first
    assert rules.REPLACED in said(look(Client(), first))
    assert "Send me the code" in said(look(Client(), token()))


def test_who_may_send_a_link_and_when(asked, ask, police, worker):
    theirs = ask("LANCS-POLICE", now=clock.now()).requests[0]
    with request_transaction(police), pytest.raises(Denied):
        services.send_answer_link(actor=police, request=asked, now=clock.now())
    with request_transaction(worker):
        with pytest.raises(RuleBroken, match="sign in to answer"):
            services.send_answer_link(actor=worker, request=theirs, now=clock.now())
        services.send_answer_link(actor=worker, request=asked, now=clock.now())
        services.withdraw_request(actor=worker, request=asked, reason="Another family", now=clock.now())
        with pytest.raises(RuleBroken, match="taken back"):
            services.send_answer_link(actor=worker, request=asked, now=clock.now())


def test_where_nothing_leaves_the_outbox_shows_link_and_code_and_elsewhere_not(asked, settings):
    manager = somebody(Role.MASH_MANAGER, "mash-management")
    client = Client()
    client.force_login(User.objects.get(pk=manager.user_id), backend="django.contrib.auth.backends.ModelBackend")
    held = token()
    with request_transaction(MACHINE):
        address = reverse("release:dispatch", kwargs={"dispatch": Dispatch.objects.get().reference})

    assert held not in said(client.get(address))
    assert "kept nowhere" in said(client.get(address))
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    assert held in said(client.get(address))
