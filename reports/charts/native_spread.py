"""Distributions as a chart that Word draws: how many people gave each level, and how many don't know."""

from collections.abc import Sequence

from docx.oxml.xmlchemy import BaseOxmlElement

from questionnaires.pack import LEVELS, MethodPack
from questionnaires.rounding import shown
from questionnaires.scores import Distribution, Hidden, Scores
from reports.charts.heatmap import ordered
from reports.charts.house import WIDTH
from reports.charts.house import on_top as text_on
from reports.charts.spread import label, told
from reports.palette import BLUE, GREY, INK, MID, NAVY, RUST, SAND, SKY
from reports.word.chart_axes import category_axis, value_axis
from reports.word.chart_parts import (
    Box,
    Labels,
    bar_chart,
    categories,
    chart_part,
    hatched,
    inside,
    labels,
    legend,
    line,
    look,
    name_of,
    numbers,
    solid,
    with_value,
)
from reports.word.chart_sheet import ChartColumn, ChartSheet, Formula, Value
from reports.word.elements import node
from reports.word.native_chart import NativeChart

_HEAD, _ROW = 8.0, 9.6
_LEFT, _RIGHT = 62.0, 1.0
_NAME, _MEAN, _AD, _N, _LABEL = "Capability", "mean", "AD", "n", "Label"
_UNKNOWN, _HIDDEN = "don\N{RIGHT SINGLE QUOTATION MARK}t know", "hidden"
_TONES = ("DCE9F2", SKY, "7FAACB", BLUE, NAVY)
_CAMPS = (RUST, "D98A55", SAND, "D98A55", RUST)
"""The levels where there are two camps: in the colour of what the finding is about, the middle pale."""
_DOT = " \N{MIDDLE DOT} "
_NOTE = f"Number of people at each level today, and of those who {_UNKNOWN}; ordered by need for discussion"

Answers = Distribution | Hidden | None


def native_spread(
    pack: MethodPack, scores: Scores, component: str, capabilities: Sequence[str] | None = None
) -> NativeChart:
    """Return the distributions as `spread` draws them, most need of talk first."""
    keys = list(capabilities or ordered(pack, scores, component))
    answers = [scores.capabilities[key].current for key in keys]
    most = max((_people(each) for each in answers), default=1) or 1
    sheet = _sheet(pack, keys, answers, most)
    heads = [each.head for each in sheet.columns]
    drawn = heads[1 : heads.index(_N)]
    series = [_series(sheet, head, place, answers, most) for place, head in enumerate(drawn)]
    height = _HEAD + _ROW * len(keys) + 1
    plot = node(
        "c:plotArea",
        None,
        inside(WIDTH, height, left=_LEFT, right=_RIGHT, top=_HEAD, bottom=1).layout(),
        bar_chart("stacked", series, with_value("c:gapWidth", 60), with_value("c:overlap", 100)),
        category_axis(1, 2, reverse=True, size=8.5, edge=line(MID, 0.6)),
        value_axis(2, 1, (0, most), hidden=True, step=most),
        look(),
    )
    title, _, alternative = told(pack, scores, keys)
    key = legend(Box(0.2, 0, 0.8, 5 / height))
    return NativeChart(chart_part(plot, key), sheet.workbook(), WIDTH, height, title, _NOTE, alternative)


def _people(answers: Answers) -> int:
    return answers.n + answers.dk if isinstance(answers, Distribution) else 0


def _sheet(pack: MethodPack, keys: Sequence[str], answers: Sequence[Answers], most: int) -> ChartSheet:
    names = [pack.capability[key].name for key in keys]
    seen = [each if isinstance(each, Distribution) else None for each in answers]
    levels = [
        ChartColumn(
            f"{level} {pack.level_name(level)}",
            [None if each is None else each.counts[place] for each in seen],
        )
        for place, level in enumerate(LEVELS)
    ]
    hidden = [most if isinstance(each, Hidden) else None for each in answers]
    told = [_label(name, each) for name, each in zip(names, answers, strict=True)]
    return ChartSheet(
        [
            ChartColumn(_NAME, names, 36),
            *levels,
            ChartColumn(_UNKNOWN, [None if each is None else each.dk for each in seen]),
            *([ChartColumn(_HIDDEN, hidden)] if any(hidden) else []),
            ChartColumn(_N, [_sum(each) for each in seen]),
            ChartColumn(_MEAN, [_mean(each) for each in seen]),
            ChartColumn(_AD, [None if each is None else each.ad for each in seen]),
            ChartColumn(_LABEL, told, 50),
        ]
    )


def _count(answers: Distribution | None, place: int) -> Value:
    return None if answers is None else answers.counts[place]


def _sum(answers: Distribution | None) -> Value:
    return None if answers is None else Formula("SUM(B{row}:F{row})", float(answers.n))


def _mean(answers: Distribution | None) -> Value:
    if answers is None or answers.mean is None:
        return None
    return Formula("SUMPRODUCT(B{row}:F{row},{{1,2,3,4,5}})/SUM(B{row}:F{row})", answers.mean)


def _label(name: str, answers: Answers) -> str:
    """Return the name, and under it the figures."""
    if isinstance(answers, Hidden):
        return f"{name}\nhidden, to protect those who answered"
    if answers is None or answers.mean is None:
        return f"{name}\nno rating"
    figures = [f"mean {shown(answers.mean)}"]
    figures += [f"AD {shown(answers.ad, 2)}"] if answers.ad is not None else []
    figures += [f"n {answers.n}", *filter(None, [label(answers)])]
    return f"{name}\n{_DOT.join(figures)}"


def _series(
    sheet: ChartSheet, head: str, place: int, answers: Sequence[Answers], most: int
) -> BaseOxmlElement:
    fill, edge, ink = _tone(head, place)
    values = sheet.values(head)
    split = [n for n, each in enumerate(answers) if isinstance(each, Distribution) and each.polarised]
    # A count that has no room in its bar is left to the workbook and to the tables.
    bare = [n for n, each in enumerate(values) if isinstance(each, int) and not _has_room(each, most)]
    own: dict[int, tuple[Labels | None, BaseOxmlElement | None]] = {}
    if place < len(LEVELS):
        own = {n: (Labels(8, text_on(f"#{_CAMPS[place]}").lstrip("#"), True), None) for n in split}
    own |= dict.fromkeys(bare, (None, None))
    general = None if head == _HIDDEN else Labels(8, ink)
    return node(
        "c:ser",
        None,
        with_value("c:idx", place),
        with_value("c:order", place),
        name_of(sheet, head),
        look(fill, edge),
        with_value("c:invertIfNegative", 0),
        *(_camp(n, place) for n in split if place < len(LEVELS)),
        labels(general, own if general else {}),
        categories(sheet, _LABEL),
        numbers("c:val", sheet, head),
    )


def _has_room(people: int, most: int) -> bool:
    digits = len(str(people))
    return people > 0 and people / most * (WIDTH - _LEFT - _RIGHT) >= 1.5 * digits + 0.4


def _tone(head: str, place: int) -> tuple[BaseOxmlElement, BaseOxmlElement, str]:
    """Return fill, edge and ink of a series."""
    if head == _HIDDEN:
        return hatched(MID), line(MID, 0.5), INK
    if head == _UNKNOWN:
        return solid("FFFFFF"), line(MID, 0.75), GREY
    tone = _TONES[place]
    return solid(tone), line("FFFFFF", 0.5), text_on(f"#{tone}").lstrip("#")


def _camp(number: int, place: int) -> BaseOxmlElement:
    flags = (with_value("c:invertIfNegative", 0), with_value("c:bubble3D", 0))
    shade = look(solid(_CAMPS[place]), line("FFFFFF", 0.5))
    return node("c:dPt", None, with_value("c:idx", number), *flags, shade)
