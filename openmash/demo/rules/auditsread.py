"""Audits of the demonstration that were made in another system before this one: invented, drawn anew the same each time."""

import csv
from collections.abc import Iterator
from datetime import date
from io import StringIO
from random import Random

MONTHS = 16
RANDOM_EACH_MONTH = 23
TARGETED_EACH_MONTH = 3
# From so many months before the end workers' learning on the child's voice shows.
VOICE_BETTER_FOR = 8
COHORTS = ("CIN", "CIN", "CP", "CP", "CLA", "CLA", "LC")
LOCALITIES = ("North", "Central", "East")
AUDITORS = ("Aled Auditor", "Brin Auditor", "Cerys Auditor", "Dewi Auditor", "Efa Auditor")
FEEDBACK = ("", "", "mother", "child", "child and father", "carer")
# Of how many in a hundred it is there.
THERE = {
    "basic_details": 96,
    "school": 95,
    "gp": 93,
    "court_documents": 71,
    "identity_documents": 62,
    "chronology": 78,
    "case_summary": 83,
    "assessment_up_to_date": 76,
    "smart_plan": 57,
}
VOICE = {"voice_heard": 90, "voice_recorded": 82, "voice_acted_on": 62}
SECTIONS = ("overall", "impact", "assessment", "plan", "voice", "supervision")
GRADES = ("outstanding", "good", "requires improvement", "inadequate")
WEIGHTS = (4, 42, 46, 8)
COLUMNS = (
    "audit_id", "sample", "audited_on", "cohort", "locality", "team", "auditor", "social_worker_met", "feedback_from",
    "escalated", "section", "question", "answer", "grade", "previous_grade",
)  # fmt: skip


def audits_as_csv(today: date) -> str:
    """Return the file of another system: sixteen months of audits up to the last whole month before today."""
    out = StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="")
    writer.writeheader()
    chance = Random(20170901)  # noqa: S311 - a story, not a secret
    for back in range(MONTHS, 0, -1):
        index = today.year * 12 + today.month - 1 - back
        for place in range(RANDOM_EACH_MONTH + TARGETED_EACH_MONTH):
            day = date(index // 12, index % 12 + 1, chance.randint(1, 28))
            writer.writerows(_audit(f"AW-{index}-{place + 1:02d}", day, place, back, chance))
    return out.getvalue()


def _audit(name: str, day: date, place: int, back: int, chance: Random) -> Iterator[dict[str, str]]:
    locality = chance.choice(LOCALITIES)
    held = {
        "audit_id": name,
        "sample": "random" if place < RANDOM_EACH_MONTH else "targeted",
        "audited_on": day.isoformat(),
        "cohort": chance.choice(COHORTS),
        "locality": locality,
        "team": f"{locality} team {chance.randint(1, 3)}",
        "auditor": chance.choice(AUDITORS),
        "social_worker_met": "yes" if chance.random() < 0.87 else "no",
        "feedback_from": chance.choice(FEEDBACK),
        "escalated": "yes" if chance.random() < 0.02 else "no",
    }
    for question, there in THERE.items():
        applies = question != "court_documents" or held["cohort"] != "CIN"
        answer = ("yes" if chance.randint(1, 100) <= there else "no") if applies else "na"
        yield held | {"section": "compliance", "question": question, "answer": answer}
    for question, there in VOICE.items():
        better = 20 if question == "voice_acted_on" and back <= VOICE_BETTER_FOR else 0
        yield held | {
            "section": "voice",
            "question": question,
            "answer": "yes" if chance.randint(1, 100) <= there + better else "no",
        }
    for section in SECTIONS:
        grade = chance.choices(GRADES, WEIGHTS)[0]
        before = chance.choices(GRADES, WEIGHTS)[0] if section == "overall" and chance.random() < 0.95 else ""
        yield held | {"section": section, "grade": grade, "previous_grade": before}
