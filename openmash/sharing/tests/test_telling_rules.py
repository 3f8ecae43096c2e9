"""When one may go ahead: a table a practice lead could sign."""

import pytest

from openmash.sharing.rules import going_ahead

HARM, NO_HARM = True, False


def row(harm, told, agreement, missing, *, id, **more):
    return pytest.param(harm, told, agreement, more, missing, id=id)


@pytest.mark.parametrize(
    ("harm", "told", "agreement", "more", "missing"),
    [
        row(HARM, "told", "agreed", [], id="harm-told-and-agreed"),
        row(HARM, "told", "refused", [], id="harm-a-refusal-does-not-stop-it", reason="harm"),
        row(HARM, "told", "withdrawn", [], id="harm-nor-a-change-of-mind", reason="harm"),
        row(HARM, "told", "refused", ["going_ahead_reason"], id="harm-against-their-wish-needs-the-reason"),
        row(HARM, "not_told", "not_sought", [], id="harm-untold-with-the-reason", reason="harm"),
        row(HARM, "not_told", "not_sought", ["going_ahead_reason"], id="harm-untold-without-the-reason"),
        row(HARM, "not_told", "not_sought", [], id="harm-needs-no-manager", reason="harm", manager_needed=True),
        row(HARM, "told", "not_sought", [], id="harm-agreement-is-not-asked", agreement_rule="required"),
        row(HARM, "must_not", "not_sought", ["must_not_be_told"], id="harm-who-must-not-be-told", reason="harm"),
        row(NO_HARM, "told", "agreed", [], id="told-and-agreed", agreement_rule="required"),
        row(NO_HARM, "told", "refused", ["agreement"], id="refused-where-required", agreement_rule="required"),
        row(NO_HARM, "told", "withdrawn", ["agreement"], id="withdrawn-where-required", agreement_rule="required"),
        row(NO_HARM, "told", "not_known", ["agreement"], id="not-asked-where-required", agreement_rule="required"),
        row(NO_HARM, "told", "refused", [], id="refused-where-expected"),
        row(NO_HARM, "not_told", "not_sought", ["going_ahead_reason", "going_ahead_words"], id="untold-without-reason"),
        row(NO_HARM, "not_known", "not_known", ["going_ahead_reason", "going_ahead_words"], id="not-known-is-untold"),
        row(NO_HARM, "not_told", "not_sought", [], id="untold-with-reason", reason="risk", words="He may move her"),
        row(
            NO_HARM,
            "not_told",
            "not_sought",
            ["approved_by"],
            id="untold-awaits-a-manager",
            reason="risk",
            words="He may move her",
            manager_needed=True,
        ),
        row(
            NO_HARM,
            "not_told",
            "not_sought",
            [],
            id="untold-with-a-manager",
            reason="risk",
            words="He may move her",
            manager_needed=True,
            approved_by="user:2",
        ),
        row(
            NO_HARM,
            "must_not",
            "not_sought",
            [],
            id="must-not-with-words",
            reason="risk",
            words="He may move her",
            must_not_be_told="Her stepfather: where she is",
        ),
    ],
)
def test_going_ahead(harm, told, agreement, more, missing):
    found = going_ahead(harm_likely=harm, told=told, agreement=agreement, **more)

    assert [stop.field for stop in found.stops] == missing
    assert found.allowed is (not missing)
    assert all(stop.sentence.endswith(".") for stop in found.stops)
