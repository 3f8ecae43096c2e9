"""What records lacked for the returns when it was looked at last."""

from django.db import models

from openmash.base.actors import Actor


class MissingRun(models.Model):
    """One looking through the records of everybody with a case: when, and at how many children."""

    found_at = models.DateTimeField()
    children = models.PositiveIntegerField(default=0)

    FIELD_CLASSES = {"identifying": (), "sensitive": (), "operational": ("id", "found_at", "children")}

    def __str__(self) -> str:
        return f"looking through of {self.found_at:%Y-%m-%d}"


class MissingItemQuerySet(models.QuerySet["MissingItem"]):
    def visible_to(self, actor: Actor) -> "MissingItemQuerySet":
        """Return what is missing of people the actor may see: no restricted person's for those not cleared."""
        if not actor.is_authority:
            return self.none()
        return self if actor.cleared else self.filter(person__restricted=False)


class MissingItem(models.Model):
    """One thing that a child's record lacks. `kind` is a code of `rules.lacks`; `fact` the reference of what it is about."""

    run = models.ForeignKey(MissingRun, on_delete=models.CASCADE, related_name="items")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    fact = models.CharField(max_length=20, blank=True)
    team = models.CharField(max_length=120, blank=True)
    worker = models.CharField(max_length=120, blank=True)

    objects = MissingItemQuerySet.as_manager()

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("kind",),
        "operational": ("id", "run", "person", "fact", "team", "worker"),
    }
    on_merge = {"person": "move"}

    class Meta:
        indexes = [models.Index(fields=["team", "kind"], name="missing_of_team")]

    def __str__(self) -> str:
        return f"missing {self.pk}"
