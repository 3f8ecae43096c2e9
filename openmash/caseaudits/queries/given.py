"""What was read in from elsewhere: the files, and the figures that were reported without their cases."""

from dataclasses import dataclass
from datetime import date, datetime

from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.base.transactions import request_transaction
from openmash.caseaudits.models import FileRead, ReportedFigure
from openmash.caseaudits.queries.figures import COUNTER


@dataclass(frozen=True)
class HeldFigure:
    """A figure as its source gave it: None, or empty, is what it did not give. `percent` lies between 0 and 100."""

    measure: str
    period: str
    starts_on: date | None
    ends_on: date | None
    cohort: str
    numerator: int | None
    denominator: int | None
    percent: float | None
    note: str
    read_at: datetime


def reported_figures() -> list[HeldFigure]:
    """Return the reported figures that hold, by measure and cohort, the earliest first; those of no understood period last."""
    with request_transaction(COUNTER):
        rows = ReportedFigure.objects.filter(replaced_at__isnull=True).order_by("measure", "cohort", "starts_on", "pk")
        return [
            HeldFigure(
                measure=one.measure,
                period=one.period,
                starts_on=one.starts_on,
                ends_on=one.ends_on,
                cohort=one.cohort,
                numerator=one.numerator,
                denominator=one.denominator,
                percent=None if one.percent is None else float(one.percent),
                note=one.note,
                read_at=one.read_at,
            )
            for one in rows
        ]


def files_read(actor: Actor, *, most: int = 50) -> list[FileRead]:
    """Return the files that were read in, the latest first, without what was refused of each."""
    rows = FileRead.objects.visible_to(actor).defer("refused", "doubted")
    return list(rows.order_by("-read_at", "-pk")[:most])


def file_read(actor: Actor, number: int) -> FileRead:
    """Return one file that was read in. Raises NotFound."""
    held = FileRead.objects.visible_to(actor).filter(pk=number).first()
    if held is None:
        raise NotFound
    return held
