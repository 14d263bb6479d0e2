"""The charter in a document: its sentences, its chart, and its chapter."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.answers import AnswerTable
from questionnaires.charter import Archetype, Charter, charter_items
from questionnaires.charter_place import Place
from questionnaires.charter_reading import Seen, seen
from questionnaires.loading import shipped_pack
from questionnaires.scores import HIDDEN
from questionnaires.tally import count
from reports.blueprint import blueprint
from reports.charter_read import CharterRead, charter_read
from reports.charter_wording import finding, range_title, view
from reports.charts.charter_range import charter_range
from reports.charts.house import Sheet
from tests.reports.dossiers import demo, demo_file
from tests.reports.test_blueprint import audited, everything, headings
from tests.reports.test_charts import assert_apart, said

CHARTER = shipped_pack("marketing_operations").charter
assert CHARTER is not None
PIT, STATION, DUMP = CHARTER.archetypes


def place(number: float | None, archetype: Archetype | None = STATION) -> Place:
    return Place(number, archetype if number else None, number, 0.1, 0.2, True, 6)


def of_levels(
    groups: dict[str, tuple[int, int, int]], charter: Charter = CHARTER, threshold: int = 5
) -> tuple[Seen, ...]:
    """Return groups given as people, the step they rate everything today, and the one that they want."""
    items = charter_items(charter)
    values = tuple(name for name, (people, _, _) in groups.items() for _ in range(people))
    codes = np.zeros((len(items), 3, len(values)), dtype=np.uint8)
    for person, name in enumerate(values):
        codes[:, 0, person], codes[:, 1, person] = groups[name][1:]
    asked = np.tile(np.array([True, True, False]), (len(items), 1))
    people = tuple(f"r{n}" for n in range(len(values)))
    return seen(charter, count(AnswerTable(people, {"function": values}, items, codes, asked)), threshold)


def read(groups: dict[str, tuple[int, int, int]], **more: object) -> CharterRead:
    found = charter_read(CHARTER, of_levels(groups), assessed="October 2026", **more)  # type: ignore[arg-type]
    assert found is not None
    return found


@pytest.fixture
def sheets(monkeypatch: pytest.MonkeyPatch) -> list[Sheet]:
    made: list[Sheet] = []
    picture = Sheet.picture
    monkeypatch.setattr(Sheet, "picture", lambda sheet, *words: made.append(sheet) or picture(sheet, *words))
    return made


@pytest.mark.parametrize(
    ("today", "wanted", "sentence"),
    [
        (place(2.8), place(4.6, PIT), "X sees a service station today (2.8) and wants a pit crew (4.6)."),
        (place(2.8), place(3.4), "X sees a service station today (2.8) and wants it to stay one (3.4)."),
        (place(2.8), HIDDEN, "X sees a service station today (2.8)."),
        (place(None), place(4.6, PIT), "X wants a pit crew (4.6)."),
        (HIDDEN, place(None), ""),
    ],
)
def test_a_view_is_a_sentence(today: Place, wanted: Place, sentence: str) -> None:
    assert view("X", today, wanted, many=False) == sentence


def test_every_group_and_the_lowest_are_named() -> None:
    found = read({"Sales": (8, 4, 5), "Finance and IT": (6, 1, 5)})
    assert range_title(found) == "Every function wants a pit crew; Finance and IT sees a dump station today"
    assert [each.label for each in found.rows] == ["All who answered", "Sales", "Finance and IT"]
    assert finding(found).startswith("People see a service station today")


def test_nothing_is_said_of_a_hidden_group(sheets: list[Sheet]) -> None:
    found = read({"Sales": (9, 4, 4), "IT": (6, 3, 4), "Board": (2, 1, 1)})
    charter_range(found)
    words = said(sheets[0])
    assert words.count("hidden") == 2
    assert words.count("17") == words.count("9") == 1
    assert "6" not in words
    assert "2" not in words


def test_the_chapter_is_left_out_without_any_place() -> None:
    assert charter_read(CHARTER, of_levels({"Sales": (3, 3, 3)})) is None
    assert not [each for each in headings(demo_file()) if "Charter" in each]


def test_the_chapter_stands_after_the_summary_and_is_valid(tmp_path) -> None:
    groups = {"Sales": (9, 3, 5), "IT": (6, 2, 5), "Board": (2, 1, 1)}
    leaders = of_levels({"": (4, 3, 4)}, threshold=3)[0]
    file = blueprint(replace(demo(), charter=read(groups, leadership=leaders)))
    assert audited(file, tmp_path) == []
    assert "2 Charter and operating model" in headings(file)
    text = everything(file)
    for words in ("The leadership sees", "Odd jobs", "The rule.", "hatched = hidden, to protect"):
        assert words in text
    for wrong in ("None", " nan", "HIDDEN", "  ", ".."):
        assert wrong not in text


LONG = "Finance, legal and everything that nobody else looks after"
levels = st.integers(0, 5)
names = st.sampled_from(["Sales", LONG, "A", "\u05e9\u05dc\u05d5\u05dd & Söhne"])


@settings(max_examples=25, deadline=None)
@given(
    groups=st.dictionaries(
        names, st.tuples(st.integers(1, 9), st.integers(0, 5), st.integers(0, 5)), min_size=1
    ),
    leaders=st.booleans(),
)
def test_texts_of_the_range_stay_on_the_sheet_and_apart(groups, leaders: bool) -> None:
    every = of_levels(groups)
    found = charter_read(CHARTER, every, every[0] if leaders else None, "October 2026")
    if found is None:
        return
    made: list[Sheet] = []
    with pytest.MonkeyPatch.context() as patch:
        picture = Sheet.picture
        patch.setattr(Sheet, "picture", lambda sheet, *words: made.append(sheet) or picture(sheet, *words))
        drawn = charter_range(found)
    assert_apart(made)
    assert min(each.size for each in made[0].drawing.words) >= 7.5
    assert not drawn.title.endswith(".")
    assert len(finding(found)) <= 130
