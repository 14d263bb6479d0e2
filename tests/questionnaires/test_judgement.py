"""What the roadmap aims at: the agreed target, else the mean wanted, and it says which."""

from dataclasses import replace
from datetime import UTC, datetime

from questionnaires.judgement import NOTHING, Judgement, Judgements, Target, target_of
from questionnaires.scores import HIDDEN, CapabilityScore, Distribution, Gap, Hidden

NOW = datetime(2026, 11, 22, tzinfo=UTC)
AGREED = Judgement(1, "target", 3.5, "Agreed", "", "Ines", NOW)


def wanted(mean: float | None) -> Distribution:
    return Distribution(6, 6, 0, 0, 0, (0, 0, 0, 0, 6), mean, mean, 0, 0, 1, 1, False, None)


def scored(target: Distribution | Hidden | None) -> CapabilityScore:
    return CapabilityScore(None, target, None, Gap(0, None, 0))


def test_the_agreed_target_comes_before_what_people_want() -> None:
    judgements = Judgements(target=AGREED)
    for said in (None, scored(wanted(5)), scored(HIDDEN), scored(None)):
        assert target_of(said, judgements) == Target(3.5, "agreed")


def test_without_one_the_mean_wanted_is_it() -> None:
    assert target_of(scored(wanted(4.25))) == Target(4.25, "wanted")
    assert target_of(scored(wanted(4.25)), NOTHING) == Target(4.25, "wanted")


def test_what_is_hidden_and_what_nobody_said_stay_apart() -> None:
    assert target_of(scored(HIDDEN)) == Target(None, "hidden")
    for said in (None, scored(None), scored(wanted(None))):
        assert target_of(said) == Target(None, "none")


def test_other_judgements_are_no_target() -> None:
    other = replace(AGREED, kind="evidence")
    judgements = Judgements(evidence=other, adjustment=replace(other, kind="adjustment", wave=1))
    assert target_of(scored(wanted(4)), judgements) == Target(4, "wanted")
    assert [each.name for each in judgements.standing] == ["Evidence-based rating", "Adjusted score of today"]
