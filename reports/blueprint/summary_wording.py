"""What the summary says, as sentences: where we are, where we want to be, and how sound that is."""

from questionnaires.ranking import blind_spots, by_disagreement, by_gap
from questionnaires.rounding import rounded, shown, signed
from reports.blueprint.judgements import agreed_in_short, in_short
from reports.dossier import Dossier
from reports.evidence import (
    agreed,
    agreement_on,
    answered,
    answers,
    apart_on,
    columns_hiding,
    components_by_gap,
    disputed,
    furthest_to_go,
    gap_of,
    hidden_today,
    overall_score,
    rated,
    response,
    scored_components,
    split,
    standing_out,
)
from reports.others import organisations
from reports.word.runs import BREAK, Prose, Run, strong
from reports.wording import (
    blind_spot,
    camps,
    counted,
    deviation,
    hidden_capabilities,
    hidden_groups,
    lowered,
    raised,
    spelled,
    spelled_out,
    stretch,
    wanted,
)

_MOST_TO_TALK_ABOUT = 4


def finding(dossier: Dossier) -> str:
    """Return where the whole stands, or why that cannot be said."""
    pack, scores = dossier.pack, dossier.scores
    whole = overall_score(scores)
    if whole is None or whole.current is None:
        if rated(pack.capabilities, scores):
            return "Too little is rated for a score of the whole; what is rated is in the next chapters."
        if hidden_today(pack.capabilities, scores):
            return "No result is shown yet, to protect those who answered."
        return "Nobody has rated a capability yet."
    stands = f"{raised(pack.function)} stands at {shown(whole.current)} of 5"
    gaps = components_by_gap(pack, scores)
    if whole.target is None:
        lowest = scored_components(pack, scores)[0][0]
        return f"{stands}." if len(pack.components) == 1 else f"{stands}, lowest in {lowered(lowest.name)}."
    known = len(gaps) == len(scored_components(pack, scores))
    if not known or not standing_out([gap for _, gap in gaps], most=1) or rounded(gaps[0][1]) <= 0:
        return f"{stands}; {wanted(shown(whole.target))}."
    return f"{stands} and {wanted(shown(whole.target))}. The largest gap is in {lowered(gaps[0][0].name)}."


def where_we_are(dossier: Dossier) -> str:
    """Return the level today, its range over the components, and the lowest capability."""
    pack, scores = dossier.pack, dossier.scores
    ratings = rated(pack.capabilities, scores)
    if not ratings:
        return ""
    sentences = []
    whole, components = overall_score(scores), scored_components(pack, scores)
    if whole and whole.current is not None:
        sentences.append(f"Level {shown(whole.current)} of 5.")
    if dossier.benchmark and (other := dossier.benchmark.overall):
        sentences.append(f"The median of {organisations([other])} ({other.dates}) is {shown(other.median)}.")
    if len(components) > 1:
        (lowest, low), (highest, high) = components[0], components[-1]
        if low.current is not None and high.current is not None and shown(low.current) != shown(high.current):
            best = f"Highest in {lowered(highest.name)} ({shown(high.current)})"
            sentences.append(f"{best}, lowest in {lowered(lowest.name)} ({shown(low.current)}).")
    lowest_capability, seen = ratings[0]
    means = stretch([each.mean or 0 for _, each in ratings])
    if seen.mean is not None and means != shown(seen.mean):
        name = lowered(lowest_capability.name)
        of = counted(len(ratings), "capability")
        sentences.append(f"Of {of}, {name} is rated lowest ({shown(seen.mean)}).")
    return " ".join(sentences)


def where_we_want_to_be(dossier: Dossier) -> str:
    """Return the level wanted, where the gaps are wide and narrow, and where less would do."""
    pack, scores = dossier.pack, dossier.scores
    sentences = []
    whole, gaps = overall_score(scores), components_by_gap(pack, scores)
    if whole and whole.target is not None:
        sentences.append(f"Level {shown(whole.target)} of 5.")
    if wide := furthest_to_go(gaps):
        least, smallest = gaps[-1]
        narrow = f", narrowest in {lowered(least.name)} ({signed(smallest)})"
        alone = standing_out([each for _, each in reversed(gaps)], most=1)
        sentences.append(f"The gaps are widest in {wide}{narrow if alone else ''}.")
    ranked = by_gap(pack, scores)
    over = [each for each in ranked if (gap := gap_of(scores, each)) and rounded(gap.mean or 0) < 0]
    if over:
        verb = "is" if len(over) == 1 else "are"
        sentences.append(f"{raised(spelled_out(len(over), 'capability'))} {verb} rated above what is wanted.")
    if agreed := agreed_in_short(dossier):
        sentences.append(agreed)
    return " ".join(sentences)


def what_to_talk_about(dossier: Dossier, most: int = _MOST_TO_TALK_ABOUT) -> Prose:
    """Return the capabilities to begin with: disagreement, two camps first, a blind spot, the largest gap."""
    topics = [*_disagreements(dossier)[:2], *_blind_spots(dossier)[:1]]
    named = {name for name, _ in topics}
    topics += [topic for topic in _largest_gap(dossier) if topic[0] not in named]
    prose: list[str | Run] = []
    for name, text in topics[: min(most, _MOST_TO_TALK_ABOUT)]:
        prose += ([BREAK] if prose else []) + [strong(name), f": {text}"]
    return prose


def how_sound(dossier: Dossier) -> str:
    """Return how many rated, how far they agree, and what is hidden and why."""
    pack, scores = dossier.pack, dossier.scores
    ratings = rated(pack.capabilities, scores)
    share = response(scores)
    asked = raised(answered(scores)) + (f" ({share})" if share not in ("", "100%") else "")
    hidden = hidden_today(pack.capabilities, scores)
    if not ratings:
        least = f"Figures are shown from {counted(scores.threshold, 'rating')} of a capability on."
        return f"{asked}. {least}" if hidden else f"{asked}. There is no rating to report."
    people = stretch([each.n for _, each in ratings], 0)
    each = "each capability" if len(ratings) > 1 else "the one capability"
    each += "" if len(ratings) == len(pack.capabilities) else " shown"
    whom = f"by {people} of them" if scores.respondents > 1 else "by that person"
    sentences = [f"{asked}; {each} is rated {whom}."]
    bound = " (AD up to 0.83)" if agreed(ratings) else ""
    sentences.append(f"{raised(agreement_on(ratings))}{bound}")
    (differ, camps_seen), blind = apart_on(ratings), len(blind_spots(pack, scores))
    if differ:
        sentences[-1] += f" and differ on {spelled(differ)}"
    if camps_seen:
        sentences[-1] += f"; there are two camps on {spelled(camps_seen)}"
    if blind:
        sentences[-1] += (
            f"; {spelled_out(blind, 'capability')} {'is a blind spot' if blind == 1 else 'are blind spots'}"
        )
    sentences[-1] += "."
    if judged := in_short(dossier):
        sentences.append(judged)
    if dossier.still_open:
        sentences.append("Answers still come in.")
    if hidden:
        sentences.append(hidden_capabilities(hidden))
    if columns := columns_hiding(pack.capabilities, scores):
        sentences.append(hidden_groups(columns))
    return " ".join(sentences)


def _disagreements(dossier: Dossier) -> list[tuple[str, str]]:
    pack, scores = dossier.pack, dossier.scores
    ratings = rated(pack.capabilities, scores)
    disagreeing = {each.id for each, _ in (*split(ratings), *disputed(ratings))}
    topics = []
    for key in by_disagreement(pack, scores):
        seen = answers(scores.capabilities[key].current)
        if seen and key in disagreeing:
            text = f"{camps(seen)}." if seen.polarised else f"people differ, {deviation(seen)}."
            topics.append((pack.capability[key].name, text))
    return topics


def _blind_spots(dossier: Dossier) -> list[tuple[str, str]]:
    pack, scores = dossier.pack, dossier.scores
    seen = [(key, answers(scores.capabilities[key].current)) for key in blind_spots(pack, scores)]
    return [(pack.capability[key].name, f"{blind_spot(each)}.") for key, each in seen if each]


def _largest_gap(dossier: Dossier) -> list[tuple[str, str]]:
    pack, scores = dossier.pack, dossier.scores
    found = [(key, gap.mean) for key in by_gap(pack, scores) if (gap := gap_of(scores, key))]
    sizes = [signed(mean or 0) for _, mean in found]
    for key, mean in found[:1]:
        if mean is not None and mean > 0:
            said = "the largest gap" if len(sizes) > 1 else "the one gap"
            said = said if sizes.count(sizes[0]) == 1 else "a gap as large as any"
            return [(pack.capability[key].name, f"{said}, {sizes[0]}.")]
    return []
