"""What is told reads like different people telling different things, and every slot is filled."""

import re
from collections import Counter

import pytest

from openmash.demo.rules.contacts.events import Decided, Rated, Screened
from openmash.demo.rules.kinds import KINDS, KINDS_OF_VOICE
from openmash.demo.rules.words.thinking import EVIDENCE
from openmash.demo.tests.areas import whole_area

SLIPS = {
    "a slot left open": re.compile(r"[{}]"),
    "two spaces": re.compile(r"  "),
    "a space before a stop": re.compile(r" [.,;:]"),
    "since on": re.compile(r"\b(since|for|by) on\b"),
    "a missing value": re.compile(r"\bNone\b"),
    "a mark of the writer": re.compile(r"[!~]"),
    "two stops": re.compile(r"(?<!\.)\.\.(?!\.)"),
    "a word said twice": re.compile(r"\b(the|a|is|was|her|his|of|to) \1\b"),
}


def texts():
    for contact in whole_area().contacts:
        yield contact.story
        yield contact.worries_most
        yield contact.child_words
        for event in contact.events:
            if isinstance(event, Decided):
                yield from (answer.rationale for answer in event.answers)
                yield event.words_to_professional
            elif isinstance(event, Screened):
                yield from (event.analysis, event.lived_impact, event.not_known, event.wider_family)
                yield from (factor.evidence for factor in event.factors)
            elif isinstance(event, Rated):
                yield event.words


@pytest.mark.parametrize("slip", [pytest.param(name, id=name.replace(" ", "-")) for name in SLIPS])
def test_no_text_has(slip):
    wrong = [text for text in set(texts()) if SLIPS[slip].search(text)]

    assert not wrong, wrong[:5]


def test_stories_differ_nearly_all_from_each_other():
    stories = [contact.story for contact in whole_area().contacts]

    assert len(set(stories)) / len(stories) >= 0.98
    assert 90 < sum(map(len, stories)) / len(stories) < 600


def test_stories_begin_in_many_ways():
    starts = Counter(" ".join(contact.story.split()[:4]) for contact in whole_area().contacts)

    assert starts.most_common(1)[0][1] < 0.12 * len(whole_area().contacts)


def test_every_kind_is_told_and_every_voice_is_heard():
    kinds = Counter(contact.kind for contact in whole_area().contacts)

    assert set(kinds) == set(KINDS)
    assert len(KINDS) >= 20
    assert len(KINDS_OF_VOICE) == 7


def test_a_child_too_small_to_speak_says_nothing():
    for contact in whole_area().contacts:
        focus = whole_area().person(contact.children[0].person)
        if focus.age(contact.received_at.date()) < 3:
            assert contact.child_words == "" or contact.named, contact.key


def test_there_is_evidence_in_words_for_every_factor_a_kind_can_have():
    named = {code for kind in KINDS.values() for code in (*kind.high_risk, *kind.underlying, *kind.strengths)}

    assert named == set(EVIDENCE)


def test_children_speak_for_themselves_in_a_good_part_of_contacts():
    heard = sum(bool(contact.child_words) for contact in whole_area().contacts)

    assert 0.25 < heard / len(whole_area().contacts) < 0.5


def test_a_family_of_a_baby_on_its_way_is_not_told_about_a_born_child():
    for contact in whole_area().contacts:
        if contact.kind == "unborn_baby" and not contact.named:
            assert "weeks pregnant" in contact.story or "expecting" in contact.story, contact.story
            assert contact.children[0].given.unborn, contact.key
