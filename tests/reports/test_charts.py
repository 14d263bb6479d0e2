"""Charts: size, words, what is hidden, and texts that neither overlap nor leave the sheet."""

import struct
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.answers import AnswerTable
from questionnaires.pack import Component, MethodPack
from questionnaires.scores import HIDDEN, Scores
from questionnaires.scoring import score
from questionnaires.tally import count
from reports.charts import ink
from reports.charts.cover import cover
from reports.charts.dumbbell import dumbbell
from reports.charts.gap_bars import gap_bars
from reports.charts.heatmap import heatmap, shade
from reports.charts.house import Sheet, on_top
from reports.charts.ink import DPI, Words
from reports.charts.picture import Picture
from reports.charts.radar import radar
from reports.charts.spread import spread
from tests.questionnaires.samples import capability

LEVEL_NAMES = ("Ad hoc", "Emerging", "Defined", "Managed", "Optimised")
LONG = "Alignment of everything that anybody does anywhere with all that was ever planned"[:80]
NAMES = (
    LONG,
    "$x_1^2$ & \\alpha",
    "\u05e9\u05dc\u05d5\u05dd",
    "Donaudampfschifffahrtsgesellschaftskapit\u00e4n",
    "A",
    "\U0001f680 go",
)


def a_pack(components: int = 4, capabilities: int = 3, names: tuple[str, ...] = ()) -> MethodPack:
    def name(number: int, otherwise: str) -> str:
        return names[number % len(names)] if names else otherwise

    return MethodPack(
        id="drawn",
        version="1",
        title="Drawn",
        function="drawing",
        level_names=LEVEL_NAMES,
        components=tuple(
            Component(
                id=f"K{part}",
                name=name(part, f"Component {part}"),
                short_name=name(part + 1, f"Part {part}"),
                capabilities=tuple(
                    capability(f"K{part}-{n}", name(part + n, f"Capability {part}-{n}"))
                    for n in range(capabilities)
                ),
            )
            for part in range(components)
        ),
    )


def scored(pack: MethodPack, codes: np.ndarray, groups: tuple[str, ...] = ()) -> Scores:
    """Score codes of shape (capabilities, 3, respondents)."""
    people = codes.shape[2]
    columns = {"function": tuple(groups[n % len(groups)] for n in range(people))} if groups else {}
    ids = tuple(each.id for each in pack.capabilities)
    asked = np.ones(codes.shape[:2], dtype=bool)
    names = tuple(f"r{n}" for n in range(people))
    return score(pack, count(AnswerTable(names, columns, ids, codes.astype(np.uint8), asked)))


def drawn(seed: int, pack: MethodPack, people: int = 30, codes: int = 8) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, codes, (len(pack.capabilities), 3, people))


@pytest.fixture
def sheets(monkeypatch: pytest.MonkeyPatch) -> list[Sheet]:
    """Collect the sheets that are drawn."""
    made: list[Sheet] = []
    picture = Sheet.picture

    def keep(sheet: Sheet, *words: str) -> Picture:
        made.append(sheet)
        return picture(sheet, *words)

    monkeypatch.setattr(Sheet, "picture", keep)
    return made


def said(sheet: Sheet) -> list[str]:
    return [each.text for each in sheet.drawing.words]


def charts(pack: MethodPack, scores: Scores) -> list[Callable[[], Picture]]:
    first = pack.components[0].id
    return [
        lambda: dumbbell(pack, scores),
        lambda: radar(pack, scores),
        lambda: spread(pack, scores, first),
        lambda: heatmap(pack, scores, first, "function"),
        lambda: cover(pack, scores),
    ]


def test_every_chart_has_its_size_in_millimetres_and_words():
    pack = a_pack()
    scores = scored(pack, drawn(1, pack), ("Sales", "IT"))
    for draw in [*charts(pack, scores), lambda: gap_bars(pack, scores)]:
        picture = draw()
        assert picture.png.startswith(b"\x89PNG")
        wide, high = struct.unpack(">II", picture.png[16:24])
        assert wide == pytest.approx(picture.width_mm / 25.4 * DPI, abs=1)
        assert high == pytest.approx(picture.height_mm / 25.4 * DPI, abs=1)
        assert picture.title
        assert not picture.title.endswith(".")
        assert picture.alternative.endswith(".")


def test_a_dumbbell_says_both_levels_the_gap_and_n(sheets):
    pack = a_pack(2, 1)
    codes = np.array([[[2] * 10, [4] * 10, [3] * 10], [[3] * 9 + [7], [3] * 10, [3] * 10]])
    picture = dumbbell(pack, scored(pack, codes))
    words = said(sheets[0])
    for expected in ("2.0", "4.0", "+2.0", "10", "3.0", "0.0", "9"):
        assert expected in words
    assert "component 0 2.0 today, 4.0 wanted" in picture.alternative


def test_without_wanted_only_today_is_drawn(sheets):
    pack = a_pack(3, 1)
    codes = np.zeros((3, 3, 8), dtype=int)
    codes[:, 0] = [[1] * 8, [2] * 8, [3] * 8]
    picture = dumbbell(pack, scored(pack, codes))
    assert picture.title == "Component 0 stands lowest today, at 1.0 of 5"
    assert "wanted" not in " ".join(said(sheets[0]))
    radar(pack, scored(pack, codes))
    with pytest.raises(ValueError, match="no gap can be shown"):
        gap_bars(pack, scored(pack, codes))


def test_what_is_hidden_is_nowhere_in_a_chart(sheets):
    pack = a_pack(3, 2)
    codes = np.full((6, 3, 16), 3)
    codes[:, 0, 12:] = 5  # IT: four people, all at level 5
    groups = ("Sales",) * 12 + ("IT",) * 4
    scores = scored(pack, codes, groups)
    assert scores.groups["function"]["IT"] is HIDDEN
    heatmap(pack, scores, "K0", "function")
    assert "5.0" not in said(sheets[0])
    assert "n 4" not in said(sheets[0])
    assert said(sheets[0]).count("hidden") == 2 * 2, "Sales would give IT away"


def test_nothing_to_show_is_said():
    pack = a_pack()
    scores = scored(pack, drawn(2, pack, people=3), ("Sales",))
    assert dumbbell(pack, scores).title == "No result can be shown yet"
    assert spread(pack, scores, "K0").title == "No result can be shown yet"
    assert radar(pack, scores).title == "No result can be shown yet"
    assert cover(pack, scores).alternative == "Cover: a line from today to wanted for each component."


def test_two_camps_are_named_with_both_counts():
    pack = a_pack(1, 1)
    codes = np.array([[[1] * 6 + [3] * 2 + [5] * 7, [5] * 15, [3] * 15]])
    picture = spread(pack, scored(pack, codes), "K0")
    assert "two camps" in picture.title
    assert "6\N{NO-BREAK SPACE}people" in picture.title.replace("6 people", "6\N{NO-BREAK SPACE}people")
    assert "6, 0, 2, 0, 7 people at levels 1 to 5" in picture.alternative


def test_negative_gaps_are_all_there(sheets):
    pack = a_pack(1, 12)
    codes = np.zeros((12, 3, 10), dtype=int)
    codes[:, 0] = 3
    codes[:, 1] = np.array([5] * 9 + [2] * 3)[:, None]
    picture = gap_bars(pack, scored(pack, codes), most=4)
    assert said(sheets[0]).count("+2.0") == 4
    assert said(sheets[0]).count("\u22121.0") == 3
    assert (
        picture.title == "Nine of 12 gaps reach two levels; three capabilities are rated above what is wanted"
    )


def test_a_radar_needs_three_components():
    pack = a_pack(2)
    with pytest.raises(ValueError, match="at least three components"):
        radar(pack, scored(pack, drawn(1, pack)))


def overlap(one: Words, other: Words) -> bool:
    """Return whether two texts cover each other by more than the air around their letters."""
    ax0, ay0, ax1, ay1 = one.box
    bx0, by0, bx1, by1 = other.box
    return min(ax1, bx1) - max(ax0, bx0) > 0.4 and min(ay1, by1) - max(ay0, by0) > 0.9


def assert_apart(sheets: list[Sheet]) -> None:
    """Check that no text leaves its sheet or covers another one."""
    for sheet in sheets:
        words = sheet.drawing.words
        for each in words:
            left, top, right, bottom = each.box
            assert left > -0.4, each.text
            assert top > -0.4, each.text
            assert right < sheet.width + 0.4, each.text
            assert bottom < sheet.height + 0.4, each.text
        clashes = [(one.text, other.text) for one, other in combinations(words, 2) if overlap(one, other)]
        assert not clashes


@settings(max_examples=12, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    components=st.integers(3, 12),
    capabilities=st.integers(1, 9),
    hostile=st.booleans(),
    groups=st.integers(1, 14),
    people=st.integers(5, 60),
)
def test_texts_stay_on_the_sheet_and_apart(sheets, seed, components, capabilities, hostile, groups, people):
    sheets.clear()
    pack = a_pack(components, capabilities, NAMES if hostile else ())
    columns = tuple(f"Group {n} of some length" for n in range(groups))
    scores = scored(pack, drawn(seed, pack, people), columns)
    for draw in charts(pack, scores):
        draw()
    assert_apart(sheets)


@given(st.floats(1, 5))
def test_text_on_a_cell_can_be_read(level):
    def luminance(color: str) -> float:
        parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    fill = shade(level)
    light, dark = sorted((luminance(fill), luminance(on_top(fill))), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 3.9


LEVELS = tuple[int, int]


def of_levels(*levels: LEVELS, people: int = 10) -> tuple[MethodPack, Scores]:
    """Return components of one capability, rated alike by all: today and wanted, 0 for no answer."""
    pack = a_pack(len(levels), 1)
    codes = np.full((len(levels), 3, people), 3)
    for number, both in enumerate(levels):
        codes[number, 0], codes[number, 1] = both
    return pack, scored(pack, codes, ("Sales", "IT"))


@pytest.fixture
def plain_face(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Draw as where neither Calibri nor Carlito is installed."""
    measured = (ink._font, ink._drawable, ink.plain, ink.width_of, ink._line_box)
    for each in measured:
        each.cache_clear()
    monkeypatch.setattr(ink, "families", lambda: ("DejaVu Sans",))
    yield
    for each in measured:
        each.cache_clear()


@pytest.mark.parametrize("components", [3, 6, 12])
def test_the_wider_face_that_stands_in_fits_too(sheets, plain_face, components):
    pack = a_pack(components, 4, NAMES)
    scores = scored(pack, drawn(3, pack, 60), tuple(f"Department of long names {n}" for n in range(12)))
    for draw in charts(pack, scores):
        draw()
    assert_apart(sheets)


@pytest.mark.parametrize(
    "levels",
    [
        [(1, 5), (5, 5), (1, 1), (5, 1), (2, 2)],
        [(1, 1), (1, 1), (1, 1)],
        [(5, 5), (5, 5), (5, 5)],
        [(4, 3), (4, 2), (5, 1)],
        [(1, 0), (5, 0), (7, 0)],
    ],
)
def test_marks_at_the_ends_of_the_scale_and_on_each_other(sheets, levels):
    for draw in charts(*of_levels(*levels)):
        draw()
    assert_apart(sheets)


def test_hidden_unrated_and_too_little_rated_are_told_apart(sheets):
    pack = a_pack(4, 3)
    codes = drawn(5, pack, 20, 6)
    codes[:3, 0, 4:] = 0  # four people: hidden
    codes[3:5, 0] = 7  # two of three capabilities unrated
    codes[6:9] = 7
    scores = scored(pack, codes)
    for chart in (dumbbell, radar):
        chart(pack, scores)
        words = " ".join(said(sheets.pop()))
        assert words.count("hidden") == 1
        assert words.count("no rating") == 1
        assert words.count("too little rated") == 1


def test_many_groups_run_upwards_and_the_note_says_which(sheets):
    pack = a_pack(1, 3)
    names = tuple(f"Department {n:02}" for n in range(15))
    picture = heatmap(pack, scored(pack, drawn(4, pack, 150), names), "K0", "function")
    heads = [each for each in sheets[0].drawing.words if each.upwards]
    assert [each.text for each in heads] == ["All", *names[:12]]
    assert "the twelve largest" in picture.note


def test_what_is_cut_ends_in_an_ellipsis_and_names_stay_literal(sheets):
    pack = a_pack(3, 1, (NAMES[0], NAMES[1]))
    gap_bars(pack, scored(pack, drawn(6, pack), ()))
    words = said(sheets[0])
    assert "$x_1^2$ & \\alpha" in words
    assert any(each.endswith("\N{HORIZONTAL ELLIPSIS}") for each in words)


def test_charts_drawn_at_once_are_those_drawn_alone():
    pack = a_pack(5, 4, NAMES)
    scores = scored(pack, drawn(7, pack, 40), ("Sales", "IT", "Finance"))
    draws = charts(pack, scores) * 3
    alone = [draw().png for draw in draws]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda draw: draw().png, draws)) == alone
