"""Jobs are done by one worker at a time, tried again, and given up in sight."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from openmash.base import jobs
from openmash.base.models import Job
from openmash.base.tests.factories import NOW


@pytest.fixture
def done(monkeypatch):
    """Two kinds of job: one that keeps what it was given, and one that fails."""
    kept = []

    def fails(*, now, name):
        raise ValueError(f"{name} is a secret")

    monkeypatch.setattr(jobs, "HANDLERS", {"keep": lambda *, now, word: kept.append(word), "fail": fails})
    return kept


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_take_the_same_job():
    for number in range(8):
        jobs.enqueue("keep", now=NOW, word=number)
    taken, barrier = [], threading.Barrier(2)

    def work():
        barrier.wait()
        while (job := jobs.lease_next(now=NOW)) is not None:
            taken.append(job.pk)
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert len(taken) == len(set(taken)) == 8


@pytest.mark.django_db(transaction=True)
def test_a_job_is_there_only_if_its_transaction_commits():
    with pytest.raises(RuntimeError), transaction.atomic():
        jobs.enqueue("keep", now=NOW, word=1)
        raise RuntimeError("it went wrong")

    assert not Job.objects.exists()


@pytest.mark.django_db
def test_a_killed_workers_job_is_taken_again_when_its_lease_ends():
    jobs.enqueue("keep", now=NOW, word=1)
    first = jobs.lease_next(now=NOW)

    assert jobs.lease_next(now=NOW + timedelta(minutes=4)) is None
    assert jobs.lease_next(now=NOW + timedelta(minutes=6)).pk == first.pk


@pytest.mark.django_db
def test_a_job_is_done_when_it_is_due(done):
    jobs.enqueue("keep", now=NOW, due_at=NOW + timedelta(hours=1), word="later")
    jobs.enqueue("keep", now=NOW, word="now")

    assert jobs.run_waiting(now=NOW) == 1
    assert jobs.run_waiting(now=NOW + timedelta(hours=2)) == 1
    assert done == ["now", "later"]


@pytest.mark.django_db
def test_a_failing_job_waits_longer_each_time_and_is_given_up_in_sight(done):
    jobs.enqueue("fail", now=NOW, name="Aled Example")
    moment, waits = NOW, []
    for _ in range(jobs.MOST_TRIES):
        jobs.run_waiting(now=moment)
        job = Job.objects.get()
        waits.append(job.due_at - moment)
        moment = job.due_at

    [failed] = jobs.failed_jobs()
    assert failed.gave_up_at is not None
    assert waits == sorted(waits) and waits[-1] > waits[0]
    assert failed.last_error.startswith("ValueError at fails:")
    assert "Aled" not in failed.last_error
    assert jobs.run_waiting(now=moment) == 0

    jobs.retry_job(key=failed.pk, now=moment)
    assert jobs.run_waiting(now=moment) == 1


@pytest.mark.django_db
def test_one_waiting_job_per_key():
    for _ in range(3):
        jobs.enqueue("keep", now=NOW, unique_key="once", word=1)

    assert Job.objects.count() == 1


@pytest.mark.django_db
def test_a_schedule_comes_round_once_a_period(monkeypatch, done):
    monkeypatch.setattr(jobs, "SCHEDULES", [jobs.Schedule("keep", timedelta(minutes=5))])
    for _ in range(2):
        jobs.schedule_due(now=NOW)
    assert Job.objects.count() == 1

    jobs.schedule_due(now=NOW + timedelta(minutes=5))
    assert Job.objects.count() == 2


@pytest.mark.django_db
def test_an_unknown_kind_fails_and_says_so():
    jobs.enqueue("nobody-knows", now=NOW)

    jobs.run_waiting(now=NOW)

    assert Job.objects.get().last_error.startswith("LookupError")
