"""Whom measures of cases look at: facts of a kind, and those who were there at the end of each month."""

from collections.abc import Callable
from typing import Any

from openmash.indicators.engine.cohorts import OF_FACTS, PERSON, Cohort
from openmash.indicators.engine.data import Data

YEAR = 12
EARLY_HELP, MISSING = "early_help", "missing"
REGISTERS = (EARLY_HELP, MISSING)
CP, CARE, CIN = ("plan", "cp"), ("care-episode", ""), ("plan", "cin")


def facts(data: Data, kind: str, variety: str = "") -> Any:
    """Facts of a kind that stand, each with its team and locality."""
    held = data.taken.filter((data.taken.kind == kind) & data.taken.withdrawn_at.isnull())
    held = held.filter(held.variety == variety) if variety else held
    held = held.drop("team")
    placed = data.placed.select(fact_id="id", team="team", locality="locality")
    joined = held.left_join(placed, held.id == placed.fact_id)
    return joined.mutate(
        about=joined.person_id, team=joined.team.fill_null(""), locality=joined.locality.fill_null("")
    ).drop("fact_id")


def months_after(day: Any, months: int) -> Any:
    """Return the day so many months later."""
    import ibis

    return (day + ibis.interval(months=months)).cast("date")


def began(kind: str, variety: str = "") -> Callable[[Data], Any]:
    """Facts by the day they began."""

    def rows(data: Data) -> Any:
        held = facts(data, kind, variety)
        return held.mutate(day=held.began_on)

    return rows


def ended(kind: str, variety: str = "") -> Callable[[Data], Any]:
    """Facts by the day they ended."""

    def rows(data: Data) -> Any:
        held = facts(data, kind, variety)
        return held.filter(held.ended_on.notnull()).mutate(day=held.ended_on)

    return rows


def again(kind: str, variety: str = "") -> Callable[[Data], Any]:
    """Facts by the day they began, with the day on which the one before of the same child began, and ended."""

    def rows(data: Data) -> Any:
        import ibis

        held = facts(data, kind, variety)
        order = ibis.window(group_by=held.person_id, order_by=[held.began_on, held.id])
        return held.mutate(
            day=held.began_on, before=held.began_on.lag().over(order), ended_before=held.ended_on.lag().over(order)
        )

    return rows


def conferences_after_enquiries(data: Data) -> Any:
    """Initial conferences, each with the section 47 enquiry that led to it: the last that began by its day."""
    import ibis

    held = facts(data, "conference", "initial")
    asked = facts(data, "section-47").select(
        enquiry_of="person_id", enquired_on="began_on", conference_due="due_on", enquiry_id="id"
    )
    both = held.inner_join(asked, (held.person_id == asked.enquiry_of) & (asked.enquired_on <= held.began_on))
    place = ibis.row_number().over(
        ibis.window(group_by=both.id, order_by=[both.enquired_on.desc(), both.enquiry_id.desc()])
    )
    latest = both.mutate(place=place)
    latest = latest.filter(latest.place == 0)
    return latest.mutate(day=latest.began_on)


def enquiries_and_conferences(data: Data) -> Any:
    """Section 47 enquiries by the day they ended, with the first initial conference from their first day on."""
    held = facts(data, "section-47").filter(lambda one: one.ended_on.notnull())
    met = facts(data, "conference", "initial").select(met_of="person_id", met_on="began_on")
    both = held.left_join(met, (held.person_id == met.met_of) & (met.met_on >= held.began_on))
    first = both.group_by("id").agg(first_met=both.met_on.min())
    joined = held.inner_join(first, "id")
    return joined.mutate(day=joined.ended_on)


def next_due(
    kind: str, variety: str, next_kind: str, next_variety: str, *, lasts: tuple[str, str], rule: str = ""
) -> Callable[[Data], Any]:
    """What has to come again while something lasts: a row for each day on which it fell due, and when it came.

    `kind` and `variety` start the clock, `next_kind` and `next_variety` are what it waits for, `lasts` is what has to last for
    it to be due at all. What came after the end of that, or was due after it, was not needed.
    """

    def rows(data: Data) -> Any:
        held = facts(data, kind, variety).filter(lambda one: one.due_on.notnull())
        if rule:
            held = held.filter(held.due_rule == rule)
        day = held.group_by(["person_id", "began_on"]).agg(
            id=held.id.min(), due_on=held.due_on.max(), team=held.team.max(), locality=held.locality.max()
        )
        later = facts(data, next_kind, next_variety).select(next_of="person_id", next_on="began_on").distinct()
        same_day = (later.next_on >= day.began_on) if next_kind != kind else (later.next_on > day.began_on)
        waited = day.left_join(later, (day.person_id == later.next_of) & same_day)
        came = waited.group_by("id").agg(came_on=waited.next_on.min())
        with_next = day.inner_join(came, "id")
        over = facts(data, *lasts).select(over_of="person_id", over_from="began_on", over_on="ended_on")
        lasting = with_next.inner_join(
            over,
            (with_next.person_id == over.over_of)
            & (over.over_from <= with_next.due_on)
            & (over.over_on.isnull() | (over.over_on >= with_next.due_on)),
        )
        needed = lasting.select("id", "person_id", "began_on", "due_on", "team", "locality", "came_on").distinct()
        return needed.mutate(day=needed.due_on, about=needed.person_id)

    return rows


def care_reviews_due(data: Data) -> Any:
    """Reviews of looked-after children: the first after they came into care, and each one after another."""
    first = next_due("care-episode", "", "review", "care", lasts=CARE)(data)
    later = next_due("review", "care", "review", "care", lasts=CARE)(data)
    return first.union(later)


def standing(kind: str, variety: str = "") -> Callable[[Data], Any]:
    """Those with an open fact at the end of each month, with their age then: each child once, by the fact that began last."""

    def rows(data: Data) -> Any:
        import ibis

        held = facts(data, kind, variety)
        held = held.inner_join(
            data.months,
            (held.began_on <= data.months.ends_on) & (held.ended_on.isnull() | (held.ended_on > data.months.ends_on)),
        )
        place = ibis.row_number().over(
            ibis.window(group_by=[held.person_id, held.ends_on], order_by=[held.began_on.desc(), held.id.desc()])
        )
        held = held.mutate(place=place)
        held = held.filter(held.place == 0).drop("place")
        who = data.people.select(born_of="id", born_on="born_on")
        held = held.left_join(who, held.person_id == who.born_of)
        return held.mutate(day=held.ends_on, age=(held.ends_on.year() - held.born_on.year()) - before_birthday(held))

    return rows


def before_birthday(held: Any) -> Any:
    """Return 1 where the birthday of the year has not come at the end of the month, else 0."""
    now, born = held.ends_on.month() * 100 + held.ends_on.day(), held.born_on.month() * 100 + held.born_on.day()
    return (now < born).cast("int64")


def with_latest(rows: Callable[[Data], Any], name: str, kind: str, *varieties: str) -> Callable[[Data], Any]:
    """Add to a standing cohort the latest day, until the end of the month, on which something of a kind happened to the child."""

    def added(data: Data) -> Any:
        held = rows(data)
        done = facts(data, kind)
        done = (
            (done.filter(done.variety.isin(varieties)) if varieties else done)
            .select(done_of="person_id", done_on="began_on")
            .distinct()
        )
        both = held.inner_join(done, (held.person_id == done.done_of) & (done.done_on <= held.day))
        last = both.group_by(last_of=both.person_id, last_day=both.day).agg(**{name: both.done_on.max()})
        joined = held.left_join(last, (held.person_id == last.last_of) & (held.day == last.last_day))
        return joined.drop("last_of", "last_day")

    return added


def with_moves(data: Data) -> Any:
    """Looked-after children at the end of each month, with how many placements began in the twelve months until then."""
    held = standing("care-episode")(data)
    moved = facts(data, "placement").select(moved_of="person_id", moved_on="began_on", placement_id="id")
    both = held.inner_join(
        moved,
        (held.person_id == moved.moved_of)
        & (moved.moved_on <= held.day)
        & (moved.moved_on > months_after(held.day, -YEAR)),
    )
    number = both.group_by(moves_of=both.person_id, moves_day=both.day).agg(moves=both.placement_id.nunique())
    joined = held.left_join(number, (held.person_id == number.moves_of) & (held.day == number.moves_day))
    return joined.mutate(moves=joined.moves.fill_null(0)).drop("moves_of", "moves_day")


def assessed_first(data: Data) -> Any:
    """Children who became looked after, with their first initial health assessment from then on."""
    held = facts(data, "care-episode")
    seen = facts(data, "health", "initial").select(seen_of="person_id", health_on="began_on")
    both = held.left_join(seen, (held.person_id == seen.seen_of) & (seen.health_on >= held.began_on))
    first = both.group_by("id").agg(health_on=both.health_on.min())
    joined = held.inner_join(first, "id").filter(lambda one: one.due_on.notnull())
    return joined.mutate(day=joined.due_on)


def referred_before(data: Data) -> Any:
    """Referrals by the day they were received, with the day of the one before of the same child."""
    return again("referral")(data)


def reviewed_first(data: Data) -> Any:
    """Child in need plans by the day on which three months were over, with their first review."""
    held = facts(data, "plan", "cin").mutate(due=lambda one: months_after(one.began_on, 3))
    met = facts(data, "review", "cin").select(met_of="person_id", met_on="began_on")
    both = held.left_join(met, (held.person_id == met.met_of) & (met.met_on >= held.began_on))
    first = both.group_by("id").agg(met_on=both.met_on.min())
    joined = held.inner_join(first, "id")
    lasting = joined.filter(joined.ended_on.isnull() | (joined.ended_on >= joined.due))
    return lasting.mutate(day=lasting.due)


def registered(which: str) -> Callable[[Data], Any]:
    """Episodes of a register of another service by the day they began, with the day of the one before of the same child."""

    def rows(data: Data) -> Any:
        import ibis

        held = data.registered.filter((data.registered.register == which) & data.registered.since.notnull())
        order = ibis.window(group_by=held.person_id, order_by=[held.since, held.id])
        third = held.since.lag(2).over(order)
        return held.mutate(day=held.since, about=held.person_id, team=held.team_code, third=third)

    return rows


def _cohort(rows: Callable[[Data], Any], kept: tuple[str, str], *, is_standing: bool = False) -> Cohort:
    return Cohort(rows, PERSON, OF_FACTS, standing=is_standing, kept=kept)


LOOKED_AFTER = standing("care-episode")
CASE_COHORTS: dict[str, Cohort] = {
    "referrals": _cohort(referred_before, ("referral", "")),
    "assessments ended": _cohort(ended("assessment"), ("assessment", "")),
    "assessments open": _cohort(standing("assessment"), ("assessment", ""), is_standing=True),
    "strategy discussions": _cohort(began("strategy-discussion"), ("strategy-discussion", "")),
    "enquiries begun": _cohort(began("section-47"), ("section-47", "")),
    "enquiries ended": _cohort(enquiries_and_conferences, ("section-47", "")),
    "conferences": _cohort(began("conference", "initial"), ("conference", "initial")),
    "conferences after enquiries": _cohort(conferences_after_enquiries, ("conference", "initial")),
    "protection plans begun": _cohort(again(*CP), CP),
    "protection plans ended": _cohort(ended(*CP), CP),
    "protection plans open": _cohort(standing(*CP), CP, is_standing=True),
    "protection reviews due": _cohort(next_due("conference", "", "conference", "review", lasts=CP), CP),
    "protection visits due": _cohort(next_due("visit", "cp", "visit", "cp", lasts=CP), CP),
    "protection visits": _cohort(began("visit", "cp"), ("visit", "cp")),
    "need plans begun": _cohort(again(*CIN), CIN),
    "need plans ended": _cohort(ended(*CIN), CIN),
    "need plans reviewed": _cohort(reviewed_first, CIN),
    "need plans open": _cohort(with_latest(standing(*CIN), "visited", "visit"), CIN, is_standing=True),
    "came into care": _cohort(again(*CARE), CARE),
    "left care": _cohort(ended(*CARE), CARE),
    "looked after": _cohort(LOOKED_AFTER, CARE, is_standing=True),
    "care reviews due": _cohort(care_reviews_due, CARE),
    "care reviews": _cohort(began("review", "care"), ("review", "care")),
    "placement visits due": _cohort(next_due("placement", "", "visit", "care", lasts=CARE), CARE),
    "first health": _cohort(assessed_first, CARE),
    "health of those looked after": _cohort(
        with_latest(LOOKED_AFTER, "latest", "health", "initial", "review"), CARE, is_standing=True
    ),
    "teeth of those looked after": _cohort(
        with_latest(LOOKED_AFTER, "latest", "health", "dental"), CARE, is_standing=True
    ),
    "immunised of those looked after": _cohort(
        with_latest(LOOKED_AFTER, "latest", "health", "immunisations"), CARE, is_standing=True
    ),
    "strengths of those looked after": _cohort(
        with_latest(LOOKED_AFTER, "latest", "health", "sdq"), CARE, is_standing=True
    ),
    "education of those looked after": _cohort(
        with_latest(LOOKED_AFTER, "latest", "education", "pep"), CARE, is_standing=True
    ),
    "placements of those looked after": _cohort(with_moves, CARE, is_standing=True),
    "care leavers": _cohort(
        with_latest(standing("plan", "pathway"), "latest", "review", "pathway"), ("plan", "pathway"), is_standing=True
    ),
    "early help begun": _cohort(registered("early_help"), ("early_help", "")),
    "missing episodes": _cohort(registered("missing"), ("missing", "")),
}
