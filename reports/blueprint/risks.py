"""The risks of all initiatives with their answers, and what would stop each; most value at stake first."""

from collections.abc import Mapping, Sequence

from questionnaires.roadmap.plan import Initiative, Roadmap
from questionnaires.rounding import shown
from reports.blueprint.evidence_marks import marked
from reports.blueprint.fitting import write_what_fits
from reports.blueprint.initiative_sheet import SHEETS
from reports.blueprint.programme import Programme, programme_of, proposed
from reports.dossier import Dossier
from reports.facts.saying import brief
from reports.marks import Evidence
from reports.word.document import WordDocument
from reports.word.geometry import TEXT_WIDTH
from reports.word.runs import BREAK, TAB, Inline, Prose, Run, quiet, strong
from reports.word.tables import Column
from reports.wording import counted, part_of, raised, set_apart, spelled_out

MOST, MOST_PROPOSED = 7, 5
"""So many initiatives the chapter has room for; all risks stand on the sheets."""
_LEAST = 3
_MOST_RISKS = 2
_LONGEST = 220
RISKS = Evidence.estimate("Risks, and what would stop or move each initiative", "Initiative sheets")
NO_ANSWER = "no answer planned yet"


def write_risks(document: WordDocument, dossier: Dossier) -> None:
    """Write the chapter; nothing where no initiative names a risk or what would stop it."""
    found = programme_of(dossier)
    those = [each for each in found.roadmap.initiatives if _is_told(each)] if found else []
    if found is None or not those:
        return
    stakes = at_stake({key: each.total for key, each in found.values.items()}, found.roadmap)
    ordered = sorted(those, key=lambda each: (-stakes[each.id], found.numbers[each.id]))
    most = MOST_PROPOSED if proposed(dossier) else MOST

    def write(page: WordDocument, rows: int) -> None:
        _write(page, found, ordered, stakes, rows)

    write_what_fits(document, dossier, write, range(most, _LEAST - 1, -1), "risks")


def _write(
    document: WordDocument,
    found: Programme,
    ordered: Sequence[Initiative],
    stakes: Mapping[int, float],
    most: int,
) -> None:
    """Write the chapter with so many initiatives at most."""
    those, those_told = sorted(ordered, key=lambda each: found.numbers[each.id]), ordered[:most]
    document.chapter("Risks", finding(those))
    answered = any(risk.answer.strip() for each in those_told for risk in each.risks)
    rows = [row for each in those_told for row in _rows(found, each, stakes[each.id], answered=answered)]
    more = len(ordered) - len(those_told)
    note: list[str | Inline] = ["At stake = its value and that of the initiatives that rest on it."]
    if more > 0:
        rest = (
            f" {raised(counted(more, 'more initiative'))} {'stands' if more == 1 else 'stand'} on the sheets"
        )
        note += [rest, document.see(SHEETS, " of "), "."]
    document.table(title(found, ordered[0], stakes[ordered[0].id]), _columns(answered=answered), rows, note)
    for label, text in _remarks(those):
        document.labelled(label, marked(document, text, RISKS))
    if any(_unanswered(each) for each in those):
        asked = "Name an answer, and who watches, for each risk that has none."
        document.write("Decision", (Run("Decision asked", "Margin Label"), TAB, asked))


def at_stake(values: Mapping[int, float], roadmap: Roadmap) -> Mapping[int, float]:
    """Return for each initiative its value and that of all that rest on it, each counted once."""
    resting: dict[int, list[int]] = {}
    for each in roadmap.initiatives:
        for before in each.prerequisites:
            resting.setdefault(before, []).append(each.id)
    found = {}
    for each in roadmap.initiatives:
        reached, waiting = {each.id}, [each.id]
        while waiting:
            for after in resting.get(waiting.pop(), ()):
                if after not in reached:
                    reached.add(after)
                    waiting.append(after)
        found[each.id] = sum(values.get(number, 0.0) for number in reached)
    return found


def finding(those: list[Initiative]) -> str:
    """Return how many risks are named, and how many have an answer."""
    risks = sum(len(each.risks) for each in those)
    answered = risks - sum(_unanswered(each) for each in those)
    if not risks:
        number = spelled_out(len(those), "initiative")
        verb = "names" if len(those) == 1 else "name"
        return f"{raised(number)} {verb} what would stop {'it' if len(those) == 1 else 'them'}, none a risk."
    named = f"{raised(spelled_out(risks, 'risk'))} {'is' if risks == 1 else 'are'} named"
    if answered == risks:
        return f"{named}, {'and it has' if risks == 1 else 'each with'} an answer."
    if not answered:
        return f"{named}, and {'it has no' if risks == 1 else 'none has an'} answer yet."
    return f"{named}, and {answered} of them {'has' if answered == 1 else 'have'} an answer."


def title(found: Programme, first: Initiative, stake: float) -> str:
    """Return on which initiative most value rests, as a sentence without full stop."""
    return f"Most value is at stake in initiative {found.called(first.id)}: {shown(stake)}"


def _is_told(each: Initiative) -> bool:
    return bool(each.risks or each.stops_if.strip())


def _unanswered(each: Initiative) -> int:
    return sum(not risk.answer.strip() for risk in each.risks)


def _columns(*, answered: bool) -> list[Column]:
    stop, answer = (40.0, 36.0) if answered else (50.0, 0.0)
    return [
        Column("", 8, True),
        Column("Initiative", 38),
        Column("At stake", 15, True),
        Column("Risk", TEXT_WIDTH - 61 - stop - answer),
        *([Column("Answer", answer)] if answered else []),
        Column("What would stop or move it", stop),
    ]


def _rows(found: Programme, each: Initiative, stake: float, *, answered: bool) -> list[list[Prose]]:
    """Return a row for each risk of an initiative, which is named in the first of them."""
    name: Prose = [strong(found.title(each)), BREAK, quiet(found.when(each))]
    stop: Prose = brief(set_apart(each.stops_if.strip()), _LONGEST) or [quiet("not named")]
    rows: list[list[Prose]] = []
    for risk in each.risks[:_MOST_RISKS]:
        answer: Prose = brief(set_apart(risk.answer.strip()), _LONGEST) or [quiet(NO_ANSWER)]
        first = not rows
        rows.append(
            [
                str(found.numbers[each.id]) if first else "",
                name if first else "",
                shown(stake) if first else "",
                brief(set_apart(risk.text), _LONGEST),
                *([answer] if answered else []),
                stop if first else "",
            ]
        )
    if not rows:
        none: Prose = [quiet("no risk named")]
        rows.append(
            [str(found.numbers[each.id]), name, shown(stake), none, *([""] if answered else []), stop]
        )
    return rows


def _remarks(those: list[Initiative]) -> list[tuple[str, str]]:
    remarks = []
    if without := sum(_unanswered(each) for each in those):
        verb = "has" if without == 1 else "have"
        remarks.append(("What is missing", f"{raised(spelled_out(without, 'risk'))} {verb} no answer yet."))
    if silent := sum(not each.stops_if.strip() for each in those):
        part = part_of(silent, len(those), "initiative")
        verb = "does" if silent == 1 else "do"
        remarks.append(("No condition", f"{raised(part)} {verb} not say what would stop them."))
    return remarks
