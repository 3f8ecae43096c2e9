"""What is answered to the questions that the pack asks at a decision, by the question's code."""

from collections.abc import Mapping

ANSWERS: Mapping[str, tuple[str, ...]] = {
    "baby-at-high-risk": (
        "The health visitor sees the baby twice this week, and the other adult is not in the house.",
        "Grandmother is staying. The baby is weighed and looked over on Thursday.",
        "Nothing yet that I would rely on alone, which is why it does not wait.",
    ),
    "siblings": (
        "The brothers and sisters live in the same house and are decided today as well, one by one.",
        "The others were not there when it happened. Each is looked at before this closes.",
    ),
    "repeat-contacts": (
        "The same worry from three sides, months apart: it comes back when visits stop.",
        "Two of them were about school, this one about home. Together they show a parent who is alone with too much.",
        "They are different things, and none grew from the one before. I still want them read together next time.",
        "Each was closed on its own. Side by side they show how long the children have lived with it.",
    ),
    "repeat-police-notices": (
        "About as often as last year and no worse; the course that was offered has been finished.",
        "It is more often than a year ago. What was tried has not held.",
        "The last two came from the same evening. There is a gap of months before them.",
    ),
    "malicious-only": (
        "I do not close it on that. School and the health visitor were asked and see nothing of the kind.",
        "The history between the callers is noted; the child was seen by somebody who has no part in it.",
    ),
    "high-risk-below-statutory": (
        "It is recorded as a high-risk factor and it is past: the person has left and the family tells us if that changes.",
        "One indicator, with a protective adult in the house day and night. Early help looks again in four weeks.",
        "The school sees the child every day and rings at once if there is another sign.",
    ),
    "below-referrers-level": (
        "The referrer did not know that help is in place already. I told them so when I rang.",
        "I see the same facts and more that protects. I will say so in the answer and how to disagree.",
        "What they saw was one hard week. With the history it looks less; I have explained that by telephone.",
    ),
    "below-recommended-level": (
        "The school's answer came in after the recommendation and took the edge off it.",
        "I weigh the grandparents more than the screening did. We talked about it.",
    ),
    "urgent-out-of-hours": (
        "The emergency duty team has it tonight and hands back to the day team at half past eight.",
        "I am staying with it until the visit is done; the duty manager knows.",
    ),
    "going-ahead-without-telling": (
        "Telling them now could put the child at risk; we look again after the strategy discussion.",
        "The police asked us to wait; looked at again tomorrow morning.",
    ),
    "rating-lowered": (
        "The school has seen the child today and the explanation fits what they saw.",
        "The health visitor was there yesterday and knows what has changed.",
    ),
    "malicious-evidence": (
        "Two earlier calls from the same number were about other families. Were it true, the school would have noticed.",
        "The parents are in dispute and both have said so. The child was asked all the same.",
    ),
    "what-would-make-this-wrong": (
        "If somebody who sees the children daily told a different story.",
        "If the other parent were back in the house.",
        "If the explanation that was given changed when it is told again.",
        "If another contact came within weeks.",
    ),
}
