"""What the items are for that make the roadmap: initiatives, votes, value, order, owners, decisions."""

from collections.abc import Sequence

from questionnaires.roadmap.plan import Roadmap
from reports.dossier import Dossier
from reports.session.matters import Matter
from reports.session.told import Told
from reports.wording import counted, part_of, raised, spelled


def initiatives(dossier: Dossier, matters: Sequence[Matter]) -> Told:
    """Return what is said of adding, merging and splitting initiatives."""
    plan = _plan(dossier)
    if plan is None:
        rests = "No initiative is drafted yet: the largest gaps are what the group starts from."
        steps = (
            "In pairs: write three initiatives for the largest gaps, one to a card, verb and result.",
            "Put the cards up by component; each pair says one sentence to each.",
            "Merge what is the same; split what has two owners.",
            "Each initiative gets one sentence that says why.",
        )
    else:
        rests = (
            f"{raised(counted(len(plan.initiatives), 'initiative'))} proposed, from the accepted findings."
        )
        steps = (
            "Each reads the list and marks what is unclear; the facilitator explains, without selling.",
            "In pairs: add what is missing, one to a card, verb and result.",
            "Merge what is the same; split what has two owners; strike what nobody would miss.",
            "Each initiative gets one sentence that says why.",
        )
    return Told(
        todo="Add, merge, split; then say why",
        led="Pairs, then all",
        purpose="The list holds what the group would do, in its own words, and nothing twice.",
        rests_on=rests,
        steps=steps,
        outcome="A list of initiatives, each with a number, a title and one sentence.",
        material="Cards, the list of initiatives, one wall by component.",
    )


def sheets(dossier: Dossier, matters: Sequence[Matter]) -> Told:
    """Return what is said of work on initiative sheets in small groups."""
    return Told(
        todo="Deliverables, first milestone, risks: one sheet each",
        led="Small groups",
        purpose="What was one sentence becomes work that someone can begin.",
        rests_on="The initiative sheets, as drafted.",
        steps=(
            "Groups of three or four, mixed by function; each takes two or three initiatives.",
            "Fill in the sheet: what will exist, first milestone, what would stop it.",
            "Each group presents one sheet in two minutes; others name one risk.",
        ),
        outcome="A sheet for each initiative, with its first milestone and what would stop it.",
        material="Initiative sheets on paper, one table for each group.",
    )


def vote(dossier: Dossier, matters: Sequence[Matter]) -> Told:
    """Return what is said of the blind vote."""
    return Told(
        todo="Each alone: yes, with changes, or no",
        led="Each alone",
        purpose="The group sees what it wants before anyone has heard what others want.",
        rests_on="The list of initiatives as it stands on the wall.",
        steps=(
            "Each marks one box for each initiative, without talking; the facilitator does not vote.",
            "Collect the sheets; two people count aloud, a third writes.",
            "Show all results at once. Talk about those between one third and two thirds only.",
        ),
        outcome="For each initiative: carried, carried with changes, or not carried.",
        material="Voting sheets; somebody’s hands to count.",
    )


def value(dossier: Dossier, matters: Sequence[Matter]) -> Told:
    """Return what is said of placing value against effort."""
    plan = _plan(dossier)
    rests = "The initiatives that were carried."
    if plan is not None and dossier.worths is not None:
        rests = "Value reckoned from what a level is worth and the levels raised; effort in person-days."
    return Told(
        todo="Place each on the picture; check the corners",
        led="All",
        purpose="What is worth much and costs little comes to the front, what costs much is questioned.",
        rests_on=rests,
        steps=(
            "Each places value and effort on the sheet: low, middle or high.",
            "Put the initiatives on the picture; move one only with a reason.",
            "Look at the corners: much effort and little value is struck or made smaller.",
        ),
        outcome="A picture of value against effort that the group has made.",
        material="The picture of value against effort, large; one card for each initiative.",
    )


def order(dossier: Dossier, matters: Sequence[Matter]) -> Told:
    """Return what is said of putting initiatives in order."""
    plan = _plan(dossier)
    rests = "Staffing comes before processes, processes before technology."
    if plan is not None and plan.placements:
        lost = len(plan.initiatives) - len(plan.in_order)
        rests = f"{raised(counted(len(plan.in_order), 'initiative'))} placed from {plan.capacity.name(1)} on"
        rests += f"; {spelled(lost)} {'has' if lost == 1 else 'have'} no place." if lost else "."
    return Told(
        todo="What begins first; check what rests on what",
        led="All",
        purpose="The group sees what can begin now, and what waits for what.",
        rests_on=rests,
        steps=(
            "Put the cards on the quarters; foundations first: people, then processes, then tools.",
            "Ask of each: what must be there before it begins?",
            "Count the person-days of the first two quarters; take out what does not fit.",
        ),
        outcome="Initiatives of the first year by quarter, the others by horizon.",
        material="A wall with quarters; the roadmap as drafted.",
    )


def owners(dossier: Dossier, matters: Sequence[Matter]) -> Told:
    """Return what is said of naming owners, milestones and measures."""
    plan = _plan(dossier)
    rests = "No initiative is drafted yet: every one of today needs an owner."
    if plan is not None:
        rests = f"{owned(len(unowned(plan)), len(plan.initiatives))}."
    return Told(
        todo="A name, a day and a measure for each that begins",
        led="Owners",
        purpose="Nothing leaves the room without a name beside it.",
        rests_on=rests,
        steps=(
            "Ask for a name for each initiative that begins in the first year; a name is a person, not a "
            "team.",
            "Who is absent can be named, and is asked within three days.",
            "The owner says the first milestone, its day, and the measure that will show success.",
            "Where no name is found, the initiative waits: write that down too.",
        ),
        outcome="For each: owner, first milestone, day, measure.",
        material="The form for owners and dates.",
    )


def reserve(dossier: Dossier, matters: Sequence[Matter]) -> Told:
    """Return what is said of time that nothing is planned for."""
    return Told(
        todo="For what takes longer; or the session ends earlier",
        led="Facilitator",
        purpose="The findings do not fill the time: what is not needed is given back.",
        rests_on="Nothing is planned for it.",
        steps=("Take up what was set aside during the day, or end earlier.",),
        outcome="What was set aside is settled, or has a name and a day.",
    )


def decisions(dossier: Dossier, matters: Sequence[Matter]) -> Told:
    """Return what is said of reading back decisions and dissent."""
    return Told(
        todo="Decisions and dissent, word for word",
        led="Sponsor",
        purpose="All hear the same words, and those who differ are on record with their reason.",
        rests_on="The record of decisions as it was written during the session.",
        steps=(
            "Read out each decision, word for word; correct it until nobody objects to the words.",
            "Ask who differs: write down the reason in their words, with their name if they want it.",
            "The sponsor says what happens next, and by when the record reaches all.",
        ),
        outcome="A record of decisions and dissent that all have heard.",
        material="The record of decisions.",
    )


def owned(lacking: int, number: int, which: str = "", yet: str = "") -> str:
    """Return how many of so many initiatives lack an owner, without full stop; `which` says of what kind."""
    if not lacking:
        return (
            f"Every initiative{which} has an owner" if number > 1 else f"The initiative{which} has an owner"
        )
    if lacking == number:
        none = f"None of {counted(number, 'initiative')}" if number > 1 else "The one initiative"
        return f"{none}{which} has {'an' if number > 1 else 'no'} owner{yet}"
    said = f"{raised(part_of(lacking, number, 'initiative'))}{which}"
    return f"{said} {'has' if lacking == 1 else 'have'} no owner{yet}"


def unowned(plan: Roadmap) -> tuple[int, ...]:
    """Return the numbers of the initiatives that have no owner."""
    return tuple(each.id for each in plan.initiatives if not each.owner.strip())


def _plan(dossier: Dossier) -> Roadmap | None:
    """Return the roadmap where it has initiatives."""
    return dossier.roadmap if dossier.roadmap and dossier.roadmap.initiatives else None
