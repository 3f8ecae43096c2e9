"""A round of the pulse, what was answered in it, and, apart from that, who has answered."""

import uuid

from django.db import models

from openmash.pulse.choices import SIDE_WORDS


class PulseRound(models.Model):
    """One time of asking, from a day to a day."""

    survey = models.CharField(max_length=60)
    opened_at = models.DateTimeField()
    opened_on = models.DateField()
    last_on = models.DateField()
    pack = models.ForeignKey("agencies.PackVersion", on_delete=models.PROTECT, related_name="+")

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": (),
        "operational": ("id", "survey", "opened_at", "opened_on", "last_on", "pack"),
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "opened_on"], name="one_round_a_day")]

    def __str__(self) -> str:
        return f"{self.survey} of {self.opened_on}"


class PulseAnswer(models.Model):
    """One answer. No name, no agency, no time, and a key that does not count up: only the round, the side and the locality."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(PulseRound, on_delete=models.PROTECT, related_name="answers")
    side = models.CharField(max_length=10, choices=list(SIDE_WORDS.items()))
    locality = models.CharField(max_length=40, blank=True)
    feelings = models.JSONField(default=dict)
    words = models.TextField(blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("feelings", "words"),
        "operational": ("key", "round", "side", "locality"),
    }

    def __str__(self) -> str:
        return f"pulseanswer {self.key}"


class PulseTaken(models.Model):
    """That somebody has answered in a round, so that nobody answers twice: a keyed mark, not who it was."""

    mark = models.CharField(max_length=64, primary_key=True)

    FIELD_CLASSES = {"identifying": (), "sensitive": (), "operational": ("mark",)}

    def __str__(self) -> str:
        return "pulsetaken"
