"""The scores as JSON: the published form, whatever was answered, and never NaN."""

import json

from hypothesis import given, settings

from questionnaires.scores_json import scores_json
from questionnaires.scoring import score
from questionnaires.tally import count
from tests.questionnaires.samples import TWO, tables

FORM = [
    "pack",
    "threshold",
    "respondents",
    "response",
    "open_ended",
    "weights",
    "overall",
    "components",
    "capabilities",
    "groups",
    "soundness",
]
DISTRIBUTION = [
    "n",
    "asked",
    "na",
    "dk",
    "blank",
    "counts",
    "mean",
    "median",
    "sd",
    "ad",
    "rwg",
    "consensus",
    "polarised",
    "interval",
    "bounds",
    "census",
    "at_or_above_3",
]
ROLL_UP = ["current", "target", "gap", "ad", "coverage", "gated", "rwg", "n", "gap_n", "bounds"]
SOUNDNESS = ["asked", "ratings", "ratings_asked", "alpha", "explained", "straight_lining"]
HIDDEN = {"shown": False}


def refuse(constant):
    raise AssertionError(constant)


@settings(max_examples=40)
@given(tables())
def test_the_json_has_the_published_form_and_no_nan(answers):
    plain = json.loads(scores_json(score(TWO, count(answers), 3)), parse_constant=refuse)
    assert list(plain) == FORM
    assert plain["pack"] == {"id": "sample", "version": "1"}
    assert (plain["weights"]["kind"], plain["weights"]["components"]) == ("pack", {"P": 2, "Q": 1})
    for each in plain["capabilities"].values():
        assert list(each) == ["current", "target", "importance", "gap", "picked"]
        assert each["picked"] is None
        for question in ("current", "target", "importance"):
            assert each[question] in (None, HIDDEN) or list(each[question]) == DISTRIBUTION
        assert each["gap"] == HIDDEN or set(each["gap"]) == {"n", "mean", "negative"}
    for part in (plain["overall"], *plain["components"].values()):
        assert part == HIDDEN or list(part) == ROLL_UP
    for values in plain["groups"].values():
        for group in values.values():
            assert group == HIDDEN or list(group) == ["n", "shown", "components", "capabilities"]
    sound = plain["soundness"]
    assert list(sound) == SOUNDNESS
    assert list(sound["alpha"]) == ["value", "capabilities", "ratings"]
    assert list(sound["explained"]) == list(plain["groups"])
    straight = sound["straight_lining"]
    assert straight in (None, HIDDEN) or list(straight) == ["people", "overall", "components"]
