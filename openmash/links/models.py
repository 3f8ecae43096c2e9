"""A link by which somebody without an account opens one record."""

from django.db import models


class AnswerLink(models.Model):
    """One link to one record, sent to the address that its recipient's record held. Of the link only the hash is kept.

    `kind` and `record` name what it opens, `about_kind` and `about` the case behind it. `salt` makes the link, `code_salt`
    the code, with the installation's secret key: neither can be told from this row.
    """

    reference = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=40)
    record = models.CharField(max_length=60)
    about_kind = models.CharField(max_length=40)
    about = models.CharField(max_length=60)
    restricted = models.BooleanField(default=False)
    agency = models.ForeignKey("agencies.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recipient = models.CharField(max_length=60)
    recipient_name = models.CharField(max_length=200)
    address = models.EmailField()
    salt = models.CharField(max_length=64)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)
    expires_at = models.DateTimeField()
    code_salt = models.CharField(max_length=64, blank=True)
    code_expires_at = models.DateTimeField(null=True, blank=True)
    codes_sent = models.PositiveSmallIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)
    over = models.CharField(max_length=20, blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("salt", "token_hash", "code_salt", "restricted"),
        "operational": (
            "id",
            "reference",
            "kind",
            "record",
            "about_kind",
            "about",
            "agency",
            "recipient",
            "recipient_name",
            "address",
            "made_at",
            "made_by",
            "expires_at",
            "code_expires_at",
            "codes_sent",
            "tries",
            "used_at",
            "over",
        ),
    }

    class Meta:
        indexes = [models.Index(fields=["kind", "record"], name="answer_link_record")]

    def __str__(self) -> str:
        return self.reference
