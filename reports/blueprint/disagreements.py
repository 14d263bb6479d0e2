"""The largest disagreements: two camps first, with what each side's level says; then those of leaders."""

from questionnaires.pack import LEVELS, Capability
from questionnaires.ranking import by_disagreement
from questionnaires.rounding import shown
from questionnaires.scores import Distribution
from reports.blueprint.evidence_marks import answers_today, marked
from reports.blueprint.fitting import write_what_fits
from reports.blueprint.leaders import write_leaders
from reports.blueprint.sources import source
from reports.dossier import Dossier
from reports.evidence import Rated, agreement_on, answers, apart_on, disputed, rated, split
from reports.word.document import WordDocument
from reports.word.geometry import TEXT_WIDTH
from reports.word.runs import BREAK, Prose, quiet, strong
from reports.word.tables import Column
from reports.wording import camps, deviation, lowered, raised, spelled

_MOST, _FEWEST = 5, 3
"""So many rows at most; of leaders’ points, at least so many."""


def write_disagreements(document: WordDocument, dossier: Dossier) -> None:
    """Write the chapter; nothing where people agree on everything that is visible, and leaders too."""
    ratings = rated(dossier.pack.capabilities, dossier.scores)
    apart = {each.id for each, _ in (*split(ratings), *disputed(ratings))}
    keys = [key for key in by_disagreement(dossier.pack, dossier.scores) if key in apart]

    def write(page: WordDocument, most: int) -> None:
        if keys:
            _write_ratings(page, dossier, ratings, keys[:most])
        write_leaders(page, dossier, within=bool(keys), most=max(most, _FEWEST))

    write_what_fits(document, dossier, write, range(_MOST, 0, -1), "disagreements")


def _write_ratings(document: WordDocument, dossier: Dossier, ratings: list[Rated], keys: list[str]) -> None:
    document.chapter("Largest disagreements", finding(ratings))
    name = 34.0
    rest = (TEXT_WIDTH - name - 57) / 2
    columns = (
        Column("Capability", name),
        Column("Mean", 10, True),
        Column("AD", 10, True),
        Column("n", 8, True),
        Column("1 or 2", 11, True),
        Column("3", 7, True),
        Column("4 or 5", 11, True),
        Column("The lowest level says", rest + 2),
        Column("The highest level says", rest - 2),
    )
    rows = []
    for key in keys:
        seen = answers(dossier.scores.capabilities[key].current)
        if seen:
            rows.append(_row(dossier.pack.capability[key], seen))
    widest, most = max((*split(ratings), *disputed(ratings)), key=lambda each: each[1].ad or 0)
    title = f"People are furthest apart on {lowered(widest.name)} ({deviation(most)})"
    notes = (
        "1 or 2, 3, 4 or 5 = number of people at these levels today. AD = mean distance from the mean in "
        "levels; above 0.83 people differ"
    )
    document.table(title, columns, rows, source(dossier, notes))
    if split(ratings):
        document.labelled("What it means", _two_camps(document, dossier, ratings))


def finding(ratings: list[Rated]) -> str:
    """Return on how many capabilities people agree, differ and stand in two camps."""
    text, (differ, apart) = raised(agreement_on(ratings)), apart_on(ratings)
    parts = [f"they differ on {spelled(differ)}"] if differ else []
    if apart:
        parts.append(f"{'' if differ else 'they '}stand in two camps on {spelled(apart)}")
    return f"{text}; {' and '.join(parts)}." if parts else f"{text}."


def two_camps(ratings: list[Rated]) -> Prose:
    """Return why a mean does not stand for two camps, with the widest of them."""
    capability, seen = max(split(ratings), key=lambda each: each[1].ad or 0)
    mean = shown(seen.mean) if seen.mean is not None else ""
    return [
        "Where there are two camps, the mean speaks for neither. On ",
        strong(lowered(capability.name)),
        f", {camps(seen)}; the mean of {mean} lies between them. "
        "Each side names what it has seen before anyone rates again.",
    ]


def _two_camps(document: WordDocument, dossier: Dossier, ratings: list[Rated]) -> Prose:
    """Return what two camps mean, marked with the answers that show them."""
    widest = max(split(ratings), key=lambda each: each[1].ad or 0)
    return marked(document, two_camps(ratings), answers_today(dossier, [widest], widest[0].name))


def _row(capability: Capability, seen: Distribution) -> list[Prose]:
    label = "two camps" if seen.polarised else "people differ"
    lowest, highest = LEVELS[0], LEVELS[-1]
    return [
        (strong(capability.name), BREAK, quiet(label)),
        "" if seen.mean is None else shown(seen.mean),
        "" if seen.ad is None else shown(seen.ad, 2),
        str(seen.n),
        str(sum(seen.counts[:2])),
        str(seen.counts[2]),
        str(seen.at_or_above(4)),
        (strong(f"Level {lowest}. "), capability.levels[lowest]),
        (strong(f"Level {highest}. "), capability.levels[highest]),
    ]
