"""How sound this is: who answered, what the figures could be, how far they agree, and what is hidden."""

from questionnaires.pack import MethodPack
from questionnaires.reliability import alpha_reading, icc_reading
from questionnaires.rounding import shown
from questionnaires.scores import Hidden, RollUp, Scores, StraightLining, Without
from reports.blueprint.evidence_marks import all_answers, marked
from reports.blueprint.hidden import hidden_said
from reports.blueprint.sources import source
from reports.dossier import Dossier
from reports.evidence import answered, rated, response, scored_components, shown_groups
from reports.others import RULES
from reports.word.document import WordDocument
from reports.word.geometry import TEXT_WIDTH
from reports.word.runs import Prose, strong
from reports.word.tables import Column
from reports.wording import (
    counted,
    listed,
    lowered,
    part_of,
    plural,
    raised,
    set_apart,
    stretch,
)

_BOUNDS = (
    "Could be takes those who did not answer at their lowest and at their highest: had all of them said "
    "level 1, and had all said level 5"
)
_OPEN_ENDED = (
    "An open link took people in, so nobody knows how many were asked: no interval and no worst case is "
    "given."
)
_STRATEGIC = (
    "A capability weighs by how much it serves the business priorities, a component by what its capabilities "
    "weigh together."
)
_INTERVAL = (
    "The interval is Student’s t at 95%, narrower the fewer are missing. It allows for chance only: those "
    "who did not answer may differ from those who did, which is what the worst cases are for."
)
_ALPHA = (
    "1 where all agree, 0 where two ratings of one capability are no closer than any two ratings. It is low "
    "as well where most capabilities stand at about the same level."
)
_ICC = (
    "ICC(1) is the part of the differences between people that lies between groups, ICC(2) how reliably "
    "their means can be told apart; both of the capability in the middle."
)


def has_soundness(dossier: Dossier) -> bool:
    """Return whether there is a rating to say this of."""
    return bool(rated(dossier.pack.capabilities, dossier.scores))


def write_soundness(document: WordDocument, dossier: Dossier) -> None:
    """Write the appendix; nothing where no rating can be shown."""
    if not has_soundness(dossier):
        return
    document.chapter("How sound this is", finding(dossier.scores))
    _write_components(document, dossier)
    sayings = (
        ("Who answered", who_answered(dossier)),
        ("How sure means are", how_sure(dossier)),
        ("Agreement overall", alike(dossier.scores)),
        ("What groups explain", groups_explain(dossier.scores)),
        ("Same level throughout", straight_lining(dossier)),
        ("What is hidden", hidden_said(dossier)),
        ("Weights", weights(dossier)),
        ("Others", others(dossier)),
    )
    for place, (label, said) in enumerate(sayings):
        if said:
            rests = all_answers(dossier) if not place else []
            document.labelled(label, marked(document, said, *rests))


def finding(scores: Scores) -> str:
    """Return how many answered, and which part of what they could have rated they did."""
    said = raised(answered(scores))
    if share := response(scores):
        said += f" ({share})" if share != "100%" else ""
    sound = scores.soundness
    if sound.ratings_asked:
        return f"{said} and gave {100 * sound.ratings // sound.ratings_asked}% of the ratings."
    return f"{said}."


def who_answered(dossier: Dossier) -> str:
    """Return how many ratings were given, and what is not known of those asked."""
    scores, sound = dossier.scores, dossier.scores.soundness
    if scores.open_ended:
        return _OPEN_ENDED
    parts = []
    if sound.ratings_asked:
        were = "was" if sound.ratings == 1 else "were"
        which = f"{sound.ratings:,} of {sound.ratings_asked:,} {plural(sound.ratings_asked, 'rating')}"
        which = "The one rating" if sound.ratings == sound.ratings_asked == 1 else which
        parts.append(f"{which} of today {were} given, where they are shown and applicable.")
    parts += [_by_group(scores, column) for column in scores.groups]
    if sound.asked is None:
        parts.append("Not everyone was asked the same, so each capability has a share of its own.")
    if dossier.still_open:
        parts.append("Answers still come in; figures rest on those that could be counted so far.")
    return " ".join(filter(None, parts))


def _by_group(scores: Scores, column: str) -> str:
    """Return how many of each group answered, of the groups that may be shown; empty where none may be."""
    there = shown_groups(scores, column)
    told = [f"{set_apart(name)} {group.n}" for name, group in there.items()]
    away = len(there) < len(scores.groups[column])
    rest = "; the others are not shown, to protect those who answered" if away else ""
    return f"By {lowered(column)}: {listed(told)}{rest}." if told else ""


def how_sure(dossier: Dossier) -> str:
    """Return of how many capabilities the mean is no estimate, has an interval, or has none."""
    scores = dossier.scores
    if scores.open_ended:
        return ""
    seen = [each for _, each in rated(dossier.pack.capabilities, scores)]
    census = sum(each.is_census for each in seen)
    widths = [high - low for low, high in (each.interval for each in seen if each.interval is not None)]
    bare = len(seen) - census - len(widths)
    parts = []
    if census:
        of = part_of(census, len(seen), "capability")
        parts.append(f"{raised(of)} {_are(census)} rated by everyone who could: a census, and no estimate.")
    if widths:
        of = part_of(len(widths), len(seen), "capability")
        widest = f"; the widest is {shown(max(widths))} levels from end to end"
        parts.append(f"{raised(of)} {_have(len(widths))} an interval{widest}. {_INTERVAL}")
    if bare:
        of = part_of(bare, len(seen), "capability")
        parts.append(f"{raised(of)} {_have(bare)} none: fewer than five ratings, or all of them alike.")
    return " ".join(parts)


def alike(scores: Scores) -> str:
    """Return Krippendorff's alpha with its reading, and what it rests on."""
    alpha = scores.soundness.alpha
    if alpha.value is None or alpha.capabilities < 2:  # one alone has no order to agree on
        return ""
    rests = f"{alpha.ratings:,} ratings of {counted(alpha.capabilities, 'capability')}"
    return f"{alpha_reading(alpha.value)}: Krippendorff’s alpha {shown(alpha.value, 2)}, of {rests}. {_ALPHA}"


def groups_explain(scores: Scores) -> str:
    """Return how much belonging to a group explains, by column; what it takes where nothing can be said."""
    found = scores.soundness.explained
    if not found:
        return ""
    parts = [
        f"{raised(set_apart(column))} explains {icc_reading(each.icc1)}: ICC(1) {shown(each.icc1, 2)}, "
        f"ICC(2) {shown(each.icc2, 2)}, of {counted(each.capabilities, 'capability')}."
        for column, each in found.items()
        if each is not None
    ]
    return (
        " ".join([*parts, _ICC]) if parts else "It takes three groups that are shown, of five ratings each."
    )


def straight_lining(dossier: Dossier) -> str:
    """Return how many gave the same level throughout, and the score of the whole without them."""
    found = None if dossier.still_open else dossier.scores.soundness.straight_lining
    if found is None:
        return ""
    if isinstance(found, Hidden):
        return (
            "How many gave ten or more ratings of one level only is not shown, to protect those who "
            "answered; they count like everyone."
        )
    if not found.people:
        return "Nobody gave ten or more ratings that are all the same level."
    gave = f"{counted(found.people, 'person')} gave ten or more ratings, all the same level"
    return f"{gave}. They count like everyone. {without(dossier.scores, found)}".strip()


def without(scores: Scores, found: StraightLining) -> str:
    """Return the score of the whole with and without them; where it is hidden, that."""
    whole = scores.overall
    if not isinstance(whole, RollUp) or whole.current is None:
        return ""
    if isinstance(found.overall, Hidden):
        return "The score without them is not shown, to protect those who answered."
    if found.overall.current is None:
        return ""
    said = (
        f"Without them the whole stands at {shown(found.overall.current)} in place of {shown(whole.current)}"
    )
    if found.overall.target is None or whole.target is None:
        return f"{said}."
    return f"{said}, and {shown(found.overall.target)} is wanted in place of {shown(whole.target)}."


def weights(dossier: Dossier) -> str:
    """Return whose weights make the scores of components and of the whole, with the reason given."""
    used = dossier.scores.weights
    if used.kind == "pack":
        return "Components and capabilities weigh as the method says."
    if used.kind == "strategic":
        return _STRATEGIC
    reason = f" Reason given: {used.reason.strip().removesuffix('.')}." if used.reason.strip() else ""
    return f"Components and capabilities weigh as the consultants set them.{reason}"


def others(dossier: Dossier) -> str:
    """Return the rules of the figures of others, whose source stands beside each; empty without any."""
    return RULES if dossier.benchmark else ""


def shares(pack: MethodPack, scores: Scores) -> dict[str, float]:
    """Return the weight of each component as a share of all, from 0 to 1."""
    whole = sum(scores.weights.components.values())
    return {part.id: scores.weights.components[part.id] / whole for part in pack.components}


def _write_components(document: WordDocument, dossier: Dossier) -> None:
    scores = dossier.scores
    if not scored_components(dossier.pack, scores):
        return
    straight = None if dossier.still_open else scores.soundness.straight_lining
    told = straight if isinstance(straight, StraightLining) and straight.people else None
    columns = [Column("Weight", 16, True), Column("Scored", 16, True), Column("Today", 14, True)]
    columns += [Column("Could be", 24, True), Column("Ratings", 20, True), Column("For gaps", 20, True)]
    columns += [Column("Without", 18, True)] if told else []
    name = TEXT_WIDTH - sum(each.width for each in columns)
    weigh = shares(dossier.pack, scores)
    rows = [
        _row(part.name, f"{shown(100 * weigh[part.id], 0)}%", scores.components[part.id], told, part.id)
        for part in dossier.pack.components
    ]
    if len(rows) > 1:
        whole = _row("All components", "100%", scores.overall, told, "")
        rows.append([[strong(each)] if isinstance(each, str) else each for each in whole])
    notes = ["Weight = share of the whole; scored = part of its own weight that has a figure", _BOUNDS]
    notes.append("Ratings, for gaps = fewest and most people behind a capability")
    if told:
        notes.append("Without = today without those who gave the same level throughout")
    document.table(
        "What each score rests on", [Column("Component", name), *columns], rows, source(dossier, *notes)
    )


def _row(
    name: str, weight: str, found: RollUp | Hidden, told: StraightLining | None, component: str
) -> list[Prose]:
    more = [""] if told else []
    if isinstance(found, Hidden):
        return [name, weight, "", "hidden", "", "", "", *more]
    coverage = f"{shown(100 * found.coverage, 0)}%"
    if found.current is None:
        return [name, weight, coverage, "no score", "", "", "", *more]
    could = f"{shown(found.bounds[0])} to {shown(found.bounds[1])}" if found.bounds else "not known"
    if told:
        more = [_without(told.components[component] if component else told.overall)]
    return [name, weight, coverage, shown(found.current), could, _span(found.n), _span(found.gap_n), *more]


def _without(found: Without | Hidden) -> str:
    if isinstance(found, Hidden):
        return "hidden"
    return "" if found.current is None else shown(found.current)


def _span(ends: tuple[int, int] | None) -> str:
    return stretch(ends, 0) if ends else ""


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _have(number: int) -> str:
    return "has" if number == 1 else "have"
