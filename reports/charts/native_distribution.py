"""The distribution of one capability as a chart that Word draws: how many people gave each level today."""

from docx.oxml.xmlchemy import BaseOxmlElement

from questionnaires.pack import LEVELS, Capability, MethodPack
from questionnaires.rounding import shown
from questionnaires.scores import Distribution
from reports.charts.house import WIDTH
from reports.palette import BLUE, INK, MID, NAVY, RUST
from reports.word.chart_axes import category_axis, value_axis
from reports.word.chart_parts import (
    Labels,
    categories,
    chart_part,
    inside,
    labels,
    line,
    look,
    name_of,
    numbers,
    solid,
    with_value,
)
from reports.word.chart_sheet import ChartColumn, ChartSheet
from reports.word.elements import node
from reports.word.native_chart import NativeChart
from reports.wording import DONT_KNOW, NBSP, camps, deviation, lowered, raised, shortest

_HEIGHT, _FOOT, _HEAD = 36.0, 6.5, 5.0
_LEVEL, _PEOPLE = "Level", "People"
_LOW, _HIGH = 2, 4


def native_distribution(pack: MethodPack, capability: Capability, answers: Distribution) -> NativeChart:
    """Return how many people gave each level; two camps in two colours, and those between them in a third."""
    sheet = ChartSheet(
        [
            ChartColumn(_LEVEL, [f"{level} {pack.level_name(level)}" for level in LEVELS], 20),
            ChartColumn(_PEOPLE, list(answers.counts)),
        ]
    )
    most = max(*answers.counts, 1)
    series = node(
        "c:ser",
        None,
        with_value("c:idx", 0),
        with_value("c:order", 0),
        name_of(sheet, _PEOPLE),
        look(solid(BLUE)),
        with_value("c:invertIfNegative", 0),
        *(_camp(level) for level in LEVELS if answers.polarised),
        labels(Labels(9.5, INK, bold=True, place="outEnd")),
        categories(sheet, _LEVEL),
        numbers("c:val", sheet, _PEOPLE),
    )
    head = (("c:barDir", "col"), ("c:grouping", "clustered"), ("c:varyColors", 0))
    ends = (with_value("c:gapWidth", 8), with_value("c:axId", 1), with_value("c:axId", 2))
    plot = node(
        "c:plotArea",
        None,
        inside(WIDTH, _HEIGHT, left=0.5, right=0.5, top=_HEAD, bottom=_FOOT).layout(),
        node("c:barChart", None, *(with_value(*each) for each in head), series, *ends),
        category_axis(1, 2, size=8.5, edge=line(MID, 0.75), place="b"),
        value_axis(2, 1, (0, most), hidden=True, step=most, place="l"),
        look(),
    )
    title = _title(capability, answers)
    alternative = f"{title}. {_in_words(capability, answers)}"
    return NativeChart(chart_part(plot), sheet.workbook(), WIDTH, _HEIGHT, title, _note(answers), alternative)


def _camp(level: int) -> BaseOxmlElement:
    fill = NAVY if level <= _LOW else RUST if level >= _HIGH else MID
    flags = (with_value("c:invertIfNegative", 0), with_value("c:bubble3D", 0))
    return node("c:dPt", None, with_value("c:idx", level - 1), *flags, look(solid(fill)))


def _title(capability: Capability, answers: Distribution) -> str:
    name = lowered(capability.name)
    if answers.polarised:
        return shortest([f"Two camps on {name}: {camps(answers)}", f"Two camps: {camps(answers)}"])
    if answers.mean is None:
        return shortest([f"Nobody rated {name}"])
    middle = f"stands at {shown(answers.mean)} on average"
    return shortest([f"{raised(name)} {middle}, and people differ", f"It {middle}, and people differ"])


def _note(answers: Distribution) -> str:
    parts = [f"Number of people at each level today (n{NBSP}={NBSP}{answers.n}"]
    if answers.dk:
        parts.append(f"{answers.dk} answered {DONT_KNOW}")
    mean = f"; mean {shown(answers.mean)}" if answers.mean is not None else ""
    return f"{'; '.join(parts)}); {deviation(answers)}{mean}"


def _in_words(capability: Capability, answers: Distribution) -> str:
    counts = ", ".join(str(each) for each in answers.counts)
    mean = f" The mean is {shown(answers.mean)}." if answers.mean is not None else ""
    return f"{capability.name}: {counts} people at levels 1 to 5.{mean}"
