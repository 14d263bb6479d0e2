"""The measure of reading: against texts whose grade is known, and words whose syllables anyone can count."""

import pytest

from tests.questionnaires.reading_grade import reading_grade, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *[("plan", 1), ("asked", 1), ("names", 1), ("whole", 1), ("table", 2), ("wanted", 2), ("pieces", 2)],
        *[("area", 3), ("idea", 3), ("media", 3), ("various", 3), ("criteria", 4), ("creates", 2)],
        *[("measure", 2), ("people's", 2), ("technology", 4), ("capability", 5), ("IT", 2), ("CRM", 3)],
    ],
)
def test_syllables_of_a_word(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_grade_follows_the_formula() -> None:
    # Six words of one syllable: 0.39 x 6 + 11.8 x 1 - 15.59.
    assert reading_grade(["The cat sat on the mat."]) == pytest.approx(-1.45)
    assert reading_grade(["The cat sat.", "The dog ran"]) == pytest.approx(0.39 * 3 + 11.8 - 15.59)


def test_a_hard_text_is_hard() -> None:
    hard = (
        "Organisational capability maturation necessitates comprehensive operationalisation of "
        "interdepartmental accountability mechanisms throughout the entire marketing infrastructure."
    )
    assert reading_grade([hard]) > 20
