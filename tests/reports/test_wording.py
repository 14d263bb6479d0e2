"""How figures become sentences."""

import pytest

from questionnaires.scores import Distribution
from reports import wording
from reports.facts import saying
from reports.wording import NBSP


def answers(*counts: int, ad: float | None = 0.5, polarised: bool = False, dk: int = 0) -> Distribution:
    n = sum(counts)
    return Distribution(
        n=n, asked=n + dk, na=0, dk=dk, blank=0, counts=counts, mean=3.0, median=3.0, sd=1.0, ad=ad, rwg=0.5,
        consensus=0.5, polarised=polarised, interval=None,
    )  # fmt: skip


def spaced(text: str) -> str:
    return text.replace(NBSP, " ")


@pytest.mark.parametrize(
    ("number", "noun", "text"),
    [(1, "person", "1 person"), (46, "person", "46 people"), (1, "capability", "1 capability"),
     (0, "gap", "0 gaps"), (2, "capability", "2 capabilities")],
)  # fmt: skip
def test_nouns_follow_their_number(number, noun, text):
    assert spaced(wording.counted(number, noun)) == text


@pytest.mark.parametrize(
    ("items", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists_read_as_in_a_sentence(items, text):
    assert wording.listed(items) == text


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("Data quality", "data quality"),
        ("AI and automation", "AI and automation"),
        ("B2B sales", "B2B sales"),
    ],
)
def test_names_keep_their_abbreviations_inside_a_sentence(name, inside):
    assert wording.lowered(name) == inside


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(16, 42, "16 of 42 people (38%)"), (5, 19, "5 of 19 people"), (5, 20, "5 of 20 people (25%)"),
     (1, 1, "1 of 1 person"), (1, 40, "1 of 40 people (3%)")],
)  # fmt: skip
def test_people_come_before_percentages_and_few_people_have_none(part, whole, text):
    assert spaced(wording.share(part, whole)) == text


@pytest.mark.parametrize(
    ("values", "text"), [([1.54, 2.46], "1.5 to 2.5"), ([2.41, 2.44], "2.4"), ([2.45], "2.5")]
)
def test_a_stretch_that_shows_as_one_figure_is_one_figure(values, text):
    assert wording.stretch(values) == text


@pytest.mark.parametrize(
    ("ad", "words"), [(5 / 6, "people agree"), (0.8334, "people differ"), (0, "people agree")]
)
def test_agreement_is_said_in_words(ad, words):
    assert wording.agreement(answers(1, 2, 3, 2, 1, ad=ad)) == words


def test_two_camps_come_with_both_counts():
    said = spaced(wording.agreement(answers(17, 6, 3, 12, 4, ad=1.38, polarised=True)))
    assert said == "two camps: 23 people rate it 1 or 2, 16 rate it 4 or 5"
    assert not wording.people_agree(answers(1, 0, 0, 0, 1, ad=0.5, polarised=True))
    assert spaced(wording.camps(answers(1, 0, 0, 0, 1))) == "1 person rates it 1 or 2, 1 rates it 4 or 5"


def test_one_rating_has_no_agreement():
    assert wording.agreement(answers(0, 0, 1, 0, 0, ad=None)) == "too few ratings to compare"
    assert not wording.people_agree(answers(0, 0, 1, 0, 0, ad=None))


def test_a_blind_spot_counts_those_who_do_not_know():
    assert (
        spaced(wording.blind_spot(answers(10, 10, 13, 0, 0, dk=15)))
        == "15 of 48 people (31%) answer “don’t know”"
    )


def test_what_is_hidden_is_said_without_saying_which_or_how_small():
    said = wording.hidden_groups(["Function", "Seniority"])
    assert said.startswith("Some results by function and by seniority are not shown, to protect")
    assert wording.hidden_capabilities(1).startswith("One capability is not shown, to protect")
    assert wording.hidden_capabilities(2).endswith("they are left out of every mean.")


@pytest.mark.parametrize(("mean", "below", "above"), [(1.0, 1, 2), (2.9, 2, 3), (3.0, 3, 4), (5.0, 5, None)])
def test_level_texts_are_those_around_the_mean(mean, below, above):
    assert wording.level_below(mean) == below
    assert wording.level_above(mean) == above


@pytest.mark.parametrize("name", ["مبيعات", "שיווק 2"])
def test_a_name_written_from_right_to_left_leaves_the_figures_after_it_alone(name):
    assert wording.set_apart(name) == f"{name}\u200e"
    assert wording.set_apart(f"\u202e{name}\u2066") == f"{name}\u200e"
    assert wording.set_apart("Österreich 2") == "Österreich 2"


@pytest.mark.parametrize(
    ("words", "most", "brief"),
    [
        ("Two teams bring two figures.", 28, "Two teams bring two figures."),
        ("Two teams bring two figures.", 27, "Two teams bring two…"),
        ("Two teams, bring two figures.", 14, "Two teams…"),
        ("Verantwortungsbereich", 10, "Verantwor…"),
        ("Ein Verantwortungsbereich", 12, "Ein Verantw…"),
    ],
)
def test_what_is_long_is_cut_at_a_word_where_it_has_words(words, most, brief):
    assert saying.brief(words, most) == brief
    assert len(saying.brief(words, most)) <= most
