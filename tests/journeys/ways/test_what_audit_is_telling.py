"""The principal social worker reads in an audit file, mends what is refused, and takes what audit is telling us to the board."""

from pathlib import Path

import pytest

from tests.journeys.ways.conftest import Visit
from tests.journeys.ways.person import Person

pytestmark = pytest.mark.journey
HEAD = "audit_id,sample,audited_on,cohort,locality,social_worker_met,section,question,answer,grade,previous_grade\n"


def audits(worst: str) -> str:
    rows = []
    for number in range(24):
        about = f"W-{number},random,2026-10-{number + 1:02d},CLA,North,{'yes' if number < 21 else 'no'}"
        grade = "good" if number < 15 else "requires improvement" if number < 23 else worst
        rows += [
            f"{about},compliance,identity_documents,{'no' if number < 6 else 'yes'},,",
            f"{about},overall,,,{grade},requires improvement",
        ]
    rows.append(f"T-1,targeted,2026-10-30,CP,East,,overall,,,{worst},")
    return HEAD + "\n".join(rows) + "\n"


def reads_in(principal: Person, link: str, path: Path) -> None:
    principal.follows(link)
    principal.page.locator("input[type=file]").set_input_files(path)
    principal.presses("Read the file")


def takes_away(principal: Person, link: str) -> bytes:
    with principal.page.expect_download() as taken:
        principal.page.get_by_role("link", name=link, exact=True).click()
    return Path(taken.value.path()).read_bytes()


def test_an_audit_file_reaches_the_board(visit: Visit, tmp_path: Path) -> None:
    principal = visit("principal")
    principal.goes_home()
    principal.follows("What is audit telling us")
    principal.reads("What is audit telling us", "No audit is held for this period.")

    # A fifth grade is refused, and with it the audits that it is in; the rest is taken.
    book = tmp_path / "audits.csv"
    book.write_text(audits("terrible"))
    principal.follows("Read in audits made elsewhere, or reported figures")
    reads_in(principal, "Read in audits", book)
    principal.reads("46 of 49 rows accepted: 23 new audits, 0 changed. 3 refused.", "“terrible” is not known")
    principal.reads("belongs to audit W-23, of which row 48 was refused")

    # Mended and read again, what was there adds nothing.
    book.write_text(audits("inadequate"))
    principal.follows("Audits made elsewhere")
    reads_in(principal, "Read in audits", book)
    principal.reads("49 of 49 rows accepted: 2 new audits, 0 changed. 0 refused.")

    figures = tmp_path / "figures.csv"
    figures.write_text(
        "measure,period,cohort,numerator,denominator,percent,note\n"
        "assessment_up_to_date,2026-10,CLA,6,8,75,\n"
        "improved_in_three_months,2026-09,,,,46,\n"
        "improved_in_three_months,2026-10,,,,58,\n"
        "voice_impact,2026-10,,,,96,good or requires improvement\n"
    )
    principal.follows("Audits made elsewhere")
    reads_in(principal, "Read in reported figures", figures)
    principal.reads("4 of 4 rows accepted: 4 new figures, 0 changed.")

    principal.follows("What is audit telling us")
    principal.reads("24 audits", "1 audit", "15 of 24 graded better than before, 63% (43 to 79)")
    principal.reads("21 of 24 met the social worker, 88% (69 to 96)")
    principal.reads("6 of 8; too few for a percentage")
    principal.reads("58% against 46% in September 2026: n not given: nothing can be said about change.")
    principal.reads("96% good or requires improvement (n not given)", "its split into the four grades was not given")
    principal.reads("Targeted sample: too few audits for percentages.")

    assert takes_away(principal, "PDF").startswith(b"%PDF-")
    board = visit("board")
    board.opens("/")
    board.follows("Audit report")
    board.reads("15 of 24 graded better than before", "What cannot be said yet")
    board.does_not_read("Read in audits made elsewhere, or reported figures")
