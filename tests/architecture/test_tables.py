"""What every table says of itself: the class of each field, what a merge does, and which fields stand together."""

from django.db import models
from django.test.utils import isolate_apps

from tests.architecture.guards.source import nothing_wrong
from tests.architecture.guards.tables import (
    our_models,
    pairs_without_constraint,
    silent_about_merging,
    unclassed_fields,
)


def test_every_field_is_identifying_sensitive_or_operational():
    nothing_wrong(unclassed_fields(our_models()))


def test_every_link_to_a_person_says_what_a_merge_does_to_it():
    nothing_wrong(silent_about_merging(our_models()))


def test_every_at_and_by_stand_together():
    nothing_wrong(pairs_without_constraint(our_models()))


@isolate_apps("openmash.base")
def test_the_guard_sees_an_unclassed_field():
    class Visit(models.Model):
        words = models.TextField()
        FIELD_CLASSES = {"sensitive": (), "identifying": ("name",), "operational": ("id", "id")}

        class Meta:
            app_label = "base"

    assert unclassed_fields([Visit]) == [
        "base.Visit.words is not classed",
        "base.Visit.name is classed and is no field",
        "base.Visit.id is classed twice",
    ]


@isolate_apps("openmash.base")
def test_the_guard_sees_a_table_without_classes():
    class Visit(models.Model):
        class Meta:
            app_label = "base"

    assert unclassed_fields([Visit]) == ["base.Visit has no FIELD_CLASSES"]


@isolate_apps("openmash.base")
def test_the_guard_sees_a_link_to_a_person_that_a_merge_would_forget():
    class Visit(models.Model):
        child = models.ForeignKey("people.Person", on_delete=models.PROTECT)
        also = models.ManyToManyField("people.Person", related_name="+")

        class Meta:
            app_label = "base"

    assert silent_about_merging([Visit]) == [
        "base.Visit.child links to a person and does not say `on_merge`",
        "base.Visit.also links to a person and does not say `on_merge`",
    ]


@isolate_apps("openmash.base")
def test_the_guard_sees_a_moment_that_could_stand_without_its_person():
    class Visit(models.Model):
        closed_at = models.DateTimeField(null=True)
        closed_by = models.CharField(max_length=80, blank=True)

        class Meta:
            app_label = "base"
            constraints = [
                models.CheckConstraint(condition=models.Q(closed_at__isnull=True), name="only_one_of_the_two")
            ]

    assert pairs_without_constraint([Visit]) == ["base.Visit: no constraint keeps closed_at and closed_by together"]


@isolate_apps("openmash.base")
def test_the_guard_is_content_with_a_constraint_that_names_both():
    class Visit(models.Model):
        closed_at = models.DateTimeField(null=True)
        closed_by = models.CharField(max_length=80, blank=True)

        class Meta:
            app_label = "base"
            constraints = [
                models.CheckConstraint(
                    condition=models.Q(closed_at__isnull=True, closed_by="")
                    | (models.Q(closed_at__isnull=False) & ~models.Q(closed_by="")),
                    name="closed_at_and_by",
                )
            ]

    assert pairs_without_constraint([Visit]) == []
