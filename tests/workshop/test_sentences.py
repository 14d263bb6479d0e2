"""What pages say in words, and when they say nothing."""

from dataclasses import replace

import numpy as np

from questionnaires.pack import MethodPack
from questionnaires.scores import Distribution, RollUp, Scores
from questionnaires.scoring import score
from questionnaires.tally import Tally, count
from tests.questionnaires import samples
from workshop.assessments import sentences
from workshop.assessments.results import nearest_level
from workshop.comparisons.wording import sound_title

SPREAD = Distribution(
    n=10, asked=12, na=0, dk=1, blank=1, counts=(4, 0, 2, 0, 4), mean=3.0, median=3.0, sd=1.9, ad=1.6,
    rwg=0.0, consensus=0.3, polarised=True, interval=(2.1, 3.9),
)  # fmt: skip


def roll(current: float | None, gap: float | None) -> RollUp:
    return RollUp(current, None if current is None else 4.0, gap, 0.5, 1.0, None)


def scores(*components: RollUp) -> tuple[MethodPack, Scores]:
    pack = samples.pack(*[(1, (1,))] * len(components))
    codes = np.zeros((10, len(components), 3), dtype=np.uint8)
    made = score(pack, count(samples.table(pack, codes.tolist())), 5)
    parts = dict(zip((part.id for part in pack.components), components, strict=True))
    return pack, replace(made, components=parts, overall=components[0])


def test_the_title_names_the_largest_gap() -> None:
    assert sentences.title(*scores(roll(2, 1.0), roll(2, 1.5))) == "The largest gap is in component Q."


def test_gaps_that_show_alike_are_named_together() -> None:
    assert sentences.title(*scores(roll(2, 1.04), roll(2, 0.96))) == (
        "The largest gaps are in component P and component Q."
    )
    assert "several" in sentences.title(*scores(roll(2, 1), roll(2, 1), roll(2, 1)))


def test_the_title_claims_nothing_without_figures() -> None:
    pack, none = scores(roll(None, None))
    assert sentences.title(pack, none) == "There are no figures to show."
    few = replace(none, respondents=3)
    assert sentences.title(pack, few) == "There are too few answers to show yet."
    assert sentences.title(*scores(roll(4, -0.2))) == "Nowhere is more wanted than there is today."


def test_without_gaps_the_title_says_where_today_stands() -> None:
    assert sentences.title(*scores(roll(2, None), roll(3, None))) == (
        "Components stand between 2.0 and 3.0 today."
    )
    assert sentences.title(*scores(roll(2, None), roll(2.04, None))) == "Components stand at 2.0 today."
    assert sentences.title(*scores(roll(2, None), roll(None, None))) == "One component stands at 2.0 today."


def test_a_share_of_those_who_answered_is_never_rounded_up() -> None:
    _, made = scores(roll(2, 1))
    for people, asked, share in ((199, 200, "99%"), (2, 3, "66%"), (29, 50, "58%"), (0, 8, "0%")):
        some = replace(made, respondents=people, soundness=replace(made.soundness, asked=asked))
        assert sentences.response(some) == share
        assert share in sound_title(some) or not people
    assert sentences.answered(some) == "None of 8 people gave a level"


def test_the_lowest_is_told_only_where_it_stands_out() -> None:
    assert "Today is lowest in component Q." in sentences.lead(*scores(roll(3, 1), roll(2, 1), roll(3, 1)))
    assert "lowest" not in sentences.lead(*scores(roll(3, 1), roll(3, 1)))


def test_agreement_is_told_in_words() -> None:
    assert sentences.agreement(SPREAD) == "There are two camps."
    assert "4 of 10 say level 1 or 2, 4 say 4 or 5." in sentences.agreement_detail(SPREAD)
    calm = replace(SPREAD, polarised=False, ad=5 / 6)
    assert sentences.agreement(calm) == "Agreement is acceptable."
    assert sentences.agreement(replace(calm, ad=0.84)) == "People disagree."
    assert sentences.agreement(replace(calm, ad=None)) is None


def test_certainty_is_an_interval_a_census_or_nothing() -> None:
    assert "between 2.1 and 3.9" in (sentences.certainty(SPREAD) or "")
    assert "Everyone" in (sentences.certainty(replace(SPREAD, asked=10, interval=None)) or "")
    assert sentences.certainty(replace(SPREAD, interval=None)) is None


def test_colour_follows_the_nearest_level_half_up() -> None:
    assert [nearest_level(mean) for mean in (1.0, 1.49, 1.5, 4.5, 5.0)] == [1, 1, 2, 5, 5]


def test_a_tally_survives_its_storage() -> None:
    tally = count(samples.current_only([1, 2, 3]))
    assert Tally.from_json(tally.as_json()).as_json() == tally.as_json()
