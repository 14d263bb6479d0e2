"""What the items are for that talk about findings: scores, disagreements, strengths."""

from collections.abc import Sequence

from questionnaires.rounding import shown
from reports.dossier import Dossier
from reports.evidence import agreement_on, answered, overall_score, rated, scored_components
from reports.facts.saying import brief
from reports.session.matters import Matter, remarks
from reports.session.told import Told
from reports.wording import counted, listed, lowered, raised, set_apart, spelled_out, wanted

_MOST_NAMED = 4


def opening(dossier: Dossier, matters: Sequence[Matter]) -> Told:
    """Return what is said of the opening."""
    return Told(
        todo="Purpose, rules, how answers stay protected",
        led="Sponsor",
        purpose="Everybody knows what will be decided today, how, and that no answer is traced to anyone.",
        rests_on=f"{raised(answered(dossier.scores))}.",
        steps=(
            "The sponsor says in two minutes why this session takes place and what will happen with it.",
            "The facilitator shows the agenda and what is to be decided.",
            "The group agrees on its rules: one speaks at a time, cases before opinions, phones for voting "
            "only, and nobody has to say which level they gave.",
            "Everybody says in one sentence what must be clear by the end.",
        ),
        outcome="Rules that all have agreed to, and the sentences of all on the wall.",
        material="Agenda and list of decisions, on the wall.",
    )


def scores(dossier: Dossier, matters: Sequence[Matter]) -> Told:
    """Return what is said of reading the scores."""
    pack, scores = dossier.pack, dossier.scores
    ratings = rated(pack.capabilities, scores)
    whole, parts = overall_score(scores), scored_components(pack, scores)
    said = []
    if whole and whole.current is not None:
        level = f"{raised(pack.function)} stands at {shown(whole.current)} of 5"
        said.append(f"{level}; {wanted(shown(whole.target))}" if whole.target is not None else level)
    if len(parts) > 1:
        (low, least), (high, most) = parts[0], parts[-1]
        said.append(
            f"highest in {lowered(high.name)} ({shown(most.current or 0)}), lowest in {lowered(low.name)} "
            f"({shown(least.current or 0)})"
        )
    if ratings:
        said.append(agreement_on(ratings))
    picture = f"{raised(spelled_out(len(pack.components), 'component'))} in one picture"
    if not parts:
        picture = "What is known so far"
    return Told(
        todo=f"{picture}; what surprises, what is missing",
        led="Facilitator",
        purpose="The group takes the scores as a description that it can work with, or says where not.",
        rests_on=f"{raised('; '.join(said))}." if said else "No score can be shown yet.",
        steps=(
            "Read the picture in silence for two minutes; each marks one surprise.",
            "Go round: one surprise each, without debate.",
            "For each surprise: which document, figure or case speaks for the score, which against it?",
            "Say which scores stand, and which are noted as doubtful with the reason.",
        ),
        outcome="Scores that stand, and a list of those in doubt with the reason.",
        material="The picture of the components on the wall; the pre-read on paper.",
    )


def aims(dossier: Dossier, matters: Sequence[Matter]) -> Told:
    """Return what is said of priorities and objectives."""
    strategy = dossier.strategy
    named = [f"“{set_apart(brief(each.name, 80))}”" for each in strategy.priorities] if strategy else []
    more = len(named) - _MOST_NAMED
    shown_names = [*named[:_MOST_NAMED], *([f"{more} more"] if more > 0 else [])]
    due = len(strategy.objectives) if strategy else 0
    dated = f" {raised(counted(due, 'objective'))} {'is' if due == 1 else 'are'} written down." if due else ""
    return Told(
        todo="What the business wants; what a gap is worth",
        led="Sponsor",
        purpose="The order of the initiatives follows from what the business wants: all know what that is.",
        rests_on=f"Priorities: {listed(shown_names)}.{dated}",
        steps=(
            "The sponsor reads out the priorities and their weights.",
            "Ask of each: is it still true, and what has changed since the interviews?",
            "Note what should change; weights are changed after the session, not in it.",
        ),
        outcome="Priorities that stand, and objections in writing.",
        material="The table of priorities.",
    )


def talk(dossier: Dossier, matters: Sequence[Matter]) -> Told:
    """Return what is said of talking about what people rate apart."""
    names = [lowered(each.title) for each in matters]
    return Told(
        todo=f"Talk, then rate again: {'; '.join(names)}",
        led="Facilitator",
        purpose="The group finds out whether it sees different things, or names the same thing differently.",
        rests_on=" ".join(f"{each.title}: {each.told}" for each in matters),
        steps=(
            "Show the distribution; nobody has to say where they stand in it.",
            "Each reads the levels and marks a rating on the worksheet, before anyone speaks.",
            "Cases for the high levels first, then cases for the low ones, then both together.",
            "Each marks the rating again and writes the level on a blank card; the cards are counted.",
            "Read out the new distribution. Note the level that two thirds carry, or both views and why.",
        ),
        outcome="For each an agreed level, or two views with their reasons; and who follows up.",
        material="Worksheets, blank cards; the distributions on the wall.",
    )


def charter(dossier: Dossier, matters: Sequence[Matter]) -> Told:
    """Return what is said of the role of the function."""
    return Told(
        todo="Which kind of function; what stops, what begins",
        led="Sponsor",
        purpose="Initiatives are for one kind of function: the group says which one it wants.",
        rests_on=" ".join(each.told for each in matters),
        steps=(
            "Read the descriptions of the kinds of function aloud.",
            "Each names a request of the last month, and which kind of function it fits.",
            "Ask what would stop and what would begin if the wanted kind were real tomorrow.",
            "Vote on the kind that is wanted; note what follows for the jobs.",
        ),
        outcome="The kind of function that is wanted, and one job each that stops and that begins.",
        material="The picture of the charter’s range.",
    )


def leaders(dossier: Dossier, matters: Sequence[Matter]) -> Told:
    """Return what is said of what leaders see differently."""
    return Told(
        todo=f"Settle {spelled_out(len(matters), 'point')}, or name who does, and by when",
        led="Sponsor",
        purpose="What leaders want differently is settled before initiatives rest on it.",
        rests_on=" ".join(f"{each.title}. {each.told}" for each in matters),
        steps=(
            "The facilitator names the point without saying who holds which view.",
            "Ask what would have to be true for each view to be right.",
            "The sponsor settles it, or says by when and with whom it will be settled.",
        ),
        outcome="For each point a decision, or a name and a day.",
        material="The list of points.",
    )


def strengths(dossier: Dossier, matters: Sequence[Matter]) -> Told:
    """Return what is said of strengths, blind spots and over-investments."""
    found = remarks(dossier)
    kinds = list(dict.fromkeys(each.label.lower() for each in found))
    return Told(
        todo=f"What to do with each {listed(kinds)}",
        led="Facilitator",
        purpose="Strengths carry initiatives; blind spots and over-investments are cheap to act on.",
        rests_on=" ".join(f"{each.title.rstrip('.')}." for each in found),
        steps=(
            "Ask of each strength: which initiative could use it?",
            "Ask of each blind spot: who can know, and by when will they tell?",
            "Ask of each over-investment: what would be missed if there were less of it?",
        ),
        outcome="Strengths beside initiatives, and a name for each blind spot.",
        material="The list of findings.",
    )
