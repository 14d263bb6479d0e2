"""The spread: how many people gave each level, with mean and agreement, capability by capability."""

from collections.abc import Sequence

from questionnaires.pack import LEVELS, MethodPack
from questionnaires.ranking import is_blind_spot
from questionnaires.rounding import shown
from questionnaires.scores import Distribution, Hidden, Scores
from questionnaires.statistics import ACCEPTABLE_AD
from reports.charts.findings import NOTHING
from reports.charts.heatmap import ordered
from reports.charts.house import BLUE, GREY, INK, RUST, WIDTH, Sheet, bold, wrapped
from reports.charts.picture import Picture
from reports.evidence import answers_today
from reports.wording import camps, counted, lowered, shortest, spelled_out

_TOP, _ROW = 9.0, 9.8
_LEFT, _STEP = 54.0, 14.8
_MEAN, _AD, _N, _UNKNOWN = 139.0, 148.5, 157.5, WIDTH - 0.5


def spread(
    pack: MethodPack, scores: Scores, component: str, capabilities: Sequence[str] | None = None
) -> Picture:
    """Draw the distribution today of each capability of a component, most need of talk first."""
    rows = list(capabilities or ordered(pack, scores, component))
    sheet = Sheet(_TOP + _ROW * len(rows) + 2)
    _head(sheet, pack)
    highest = max((max(each.counts) for key in rows if (each := answers_today(scores, key))), default=1)
    for number, key in enumerate(rows):
        _row(sheet, pack, key, scores.capabilities[key].current, _TOP + _ROW * (number + 0.92), highest)
    return sheet.picture(*told(pack, scores, rows))


def told(pack: MethodPack, scores: Scores, rows: Sequence[str]) -> tuple[str, str, str]:
    """Return what is written about the distributions: their title, note and alternative text."""
    return _title(pack, scores, rows), _note(), _alternative(pack, scores, rows)


def _head(sheet: Sheet, pack: MethodPack) -> None:
    for level in LEVELS:
        x = _LEFT + _STEP * (level - 0.5)
        sheet.text(x, 2.2, str(level), 8, color=GREY, align="center")
        name = wrapped(pack.level_name(level), 7.5, _STEP - 0.8, most=1)[0]
        sheet.text(x, 5.4, name, 7.5, color=GREY, align="center")
    for x, word in ((_MEAN, "mean"), (_AD, "AD"), (_N, "n"), (_UNKNOWN, "know")):
        sheet.text(x, 5.4, word, 8, color=GREY, align="right")
    sheet.text(_UNKNOWN, 2.2, "don\N{RIGHT SINGLE QUOTATION MARK}t", 8, color=GREY, align="right")


def _row(
    sheet: Sheet, pack: MethodPack, key: str, answers: Distribution | Hidden | None, base: float, highest: int
) -> None:
    middle = base - 2.6
    words = label(answers)
    name = pack.capability[key].name
    sheet.name(0, middle - (2.0 if words else 0), name, _LEFT - 4, height=6.6, weight=bold(bool(words)))
    if words:
        sheet.text(0, middle + 2.7, words, 8, color=RUST)
    sheet.line([_LEFT, _LEFT + 5 * _STEP], [base, base])
    if isinstance(answers, Hidden):
        sheet.hidden(_LEFT + 0.5, base - 5.6, 5 * _STEP - 1, 4.6)
        return
    if answers is None or not answers.n or answers.mean is None:
        sheet.text(_LEFT + 2.5 * _STEP, middle, "no rating", 8, color=GREY, align="center")
    else:
        _columns(sheet, answers, base, highest)
        _figures(sheet, answers, middle)
    if answers is not None:
        blind = is_blind_spot(answers)
        sheet.text(
            _UNKNOWN, middle, str(answers.dk), 9, color=RUST if blind else GREY, align="right",
            weight=bold(blind),
        )  # fmt: skip


def _columns(sheet: Sheet, answers: Distribution, base: float, highest: int) -> None:
    assert answers.mean is not None
    color = RUST if answers.polarised else BLUE
    for level, people in zip(LEVELS, answers.counts, strict=True):
        if people:
            height = max(0.35, 5.0 * people / highest)
            x = _LEFT + _STEP * (level - 0.5)
            sheet.box(x - _STEP * 0.36, base - height, _STEP * 0.72, height, color)
            sheet.text(x, base - height - 1.5, str(people), 7.5, color=GREY, align="center")
    sheet.mark(_LEFT + _STEP * (answers.mean - 0.5), base + 0.9, "mean", INK, 1.6)


def _figures(sheet: Sheet, answers: Distribution, y: float) -> None:
    assert answers.mean is not None
    sheet.text(_MEAN, y, shown(answers.mean), 9.5, align="right", weight="bold")
    if answers.ad is not None:
        apart = answers.ad > ACCEPTABLE_AD
        sheet.text(
            _AD, y, shown(answers.ad, 2), 9.5, align="right", color=RUST if apart else INK,
            weight=bold(apart),
        )  # fmt: skip
    sheet.text(_N, y, str(answers.n), 9, color=GREY, align="right")


def label(answers: Distribution | Hidden | None) -> str:
    """Return what stands out in a distribution, in words; empty where nothing does."""
    if not isinstance(answers, Distribution):
        return ""
    words = ("two camps" if answers.polarised else "", "blind spot" if is_blind_spot(answers) else "")
    return ", ".join(word for word in words if word)


def _title(pack: MethodPack, scores: Scores, rows: Sequence[str]) -> str:
    rated = [(key, answers) for key in rows if (answers := answers_today(scores, key))]
    if not rated:
        return NOTHING
    if split := [each for each in rated if each[1].polarised]:
        name, counts = pack.capability[split[0][0]].name, camps(split[0][1])
        return shortest(
            [
                f"{name} has two camps: {counts}",
                f"Two camps on {lowered(name)}: {counts}",
                f"{name}: {counts}",
                f"Two camps on one capability: {counts}",
            ]
        )
    apart = [(answers.ad, key) for key, answers in rated if answers.ad and answers.ad > ACCEPTABLE_AD]
    if not apart:
        return _agreed(pack, rated)
    widest, key = max(apart, key=lambda each: each[0])
    last = f"People differ on {spelled_out(len(apart), 'capability')}"
    return shortest(
        [f"People differ most on {lowered(pack.capability[key].name)} (AD {shown(widest, 2)})", last]
    )


def _agreed(pack: MethodPack, rated: Sequence[tuple[str, Distribution]]) -> str:
    """Return the title where nobody differs; one rating alone is no agreement."""
    if any(answers.ad is None for _, answers in rated):
        return "Too few ratings to compare"
    if len(rated) > 1:
        return "People agree on every capability that can be shown"
    name = lowered(pack.capability[rated[0][0]].name)
    return shortest([f"People agree on {name}", "People agree on the one capability that can be shown"])


def _note() -> str:
    return "Number of people at each level today, ordered by need for discussion; triangle = mean"


def _alternative(pack: MethodPack, scores: Scores, rows: Sequence[str]) -> str:
    rated = [(key, answers) for key in rows if (answers := answers_today(scores, key))]
    detail = ""
    if rated:
        key, first = rated[0]
        counts = ", ".join(str(each) for each in first.counts)
        detail = f" {pack.capability[key].name}: {counts} people at levels 1 to 5."
    return f"Distributions of {counted(len(rows), 'capability')}. {_title(pack, scores, rows)}.{detail}"
