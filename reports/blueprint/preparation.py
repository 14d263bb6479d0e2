"""What must be there before a session begins: who, which room, which material, and when to see to it."""

from collections.abc import Sequence

from reports.blueprint.session_forms import to_vote_on, write_grid
from reports.days import dated
from reports.dossier import Dossier
from reports.facts.saying import brief
from reports.session.agenda import Agenda
from reports.word.document import WordDocument
from reports.word.runs import Prose, strong
from reports.word.tables import Column
from reports.wording import counted, raised, set_apart

_SPARE = 2
_BLIND = ("Ask whoever can speak for a blind spot to bring a document, a figure or a case.",)
_LONGEST_NAME = 60
_BLANK = 2
_MOST_LISTED = 60


def write_preparation(document: WordDocument, dossier: Dossier, plan: Agenda) -> None:
    """Write the chapter: what to see to and when, with boxes to tick, and who was invited."""
    tasks = tasks_of(dossier, plan)
    number, people = sum(len(each) for _, each in tasks), dossier.sitting.people
    invited = f"{counted(people, 'person')} {'is' if people == 1 else 'are'} expected; " if people else ""
    ready = f"{counted(number, 'thing')} have to be ready before the first one comes."
    document.chapter("Preparation", raised(f"{invited}{ready}"))
    for head, those in tasks:
        document.write("Heading 2", head)
        columns = (Column("", 8), Column("", document.width - 8))
        rows: list[Sequence[Prose]] = [
            ([document.controlled(f"guide:ready:{_key(head)}-{place}", "Ready", "check")], task)
            for place, task in enumerate(those, start=1)
        ]
        document.plain_table(columns, rows, head)
    _write_invited(document, dossier)


def tasks_of(dossier: Dossier, plan: Agenda) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what to see to, by when it is due."""
    people, initiatives = dossier.sitting.people, len(to_vote_on(dossier))
    copies = f"{people + _SPARE} copies" if people else "one for each participant and two to spare"
    seats = f"{counted(people, 'chair')}" if people else "Chairs"
    pictures = ["the components", *(f"“{each.matter.title}”" for each in plan.talks)]
    day = f" for {dated(plan.on)}" if plan.on else ""
    cards = f"{counted(initiatives, 'card')} with the initiatives, and 60 blank ones" if initiatives else ""
    return (
        (
            "Two weeks before",
            (
                f"Invite all who take part{day}, with the pre-read: what surprises you, what is missing?",
                "Agree with the sponsor on the opening, and on who settles what the group does not settle.",
                *(_BLIND if plan.has("remarks") else ()),
                "Name a second person who writes the record; the facilitator does not write.",
            ),
        ),
        (
            "Two days before",
            (
                f"Print the participant’s worksheet, on one side: {copies}.",
                f"Print large, for the wall: {'; '.join(pictures)}; the decisions; the agenda.",
                f"Cut {cards or '80 blank cards'}.",
                "Ask who is ill or sends somebody else: a stand-in gets the pre-read too.",
            ),
        ),
        (
            "One hour before",
            (
                f"{seats} in a half circle, tables at the sides, one free wall of four metres, daylight.",
                "Projector tested with the picture of the components, network with a guest’s phone.",
                "On the wall, left to right: agenda, components, disagreements, initiatives, quarters.",
                "Pens, tape, cards, sticky dots, a clock that all can see; water.",
                "Papers on the chairs; a box for the voting sheets.",
            ),
        ),
    )


def _write_invited(document: WordDocument, dossier: Dossier) -> None:
    """Write who was invited in two columns, with boxes for who came and room for who came instead."""
    document.write("Heading 2", "Who was invited")
    names = [set_apart(brief(each, _LONGEST_NAME)) for each in dossier.sitting.participants[:_MOST_LISTED]]
    listed = [*names, *([""] * (_BLANK if names else 6 * _BLANK))]
    half = -(-len(listed) // 2)
    columns = [
        Column("Name", 44),
        Column("Here", 13, number=True),
        Column("Instead", document.width / 2 - 57),
    ]
    rows: list[list[Prose]] = []
    for place in range(half):
        pair = (place, place + half)
        rows.append([cell for number in pair for cell in _person(document, number, listed)])
    write_grid(document, [*columns, *columns], rows, "Who was invited and who came", 9.5)


def _person(document: WordDocument, number: int, listed: Sequence[str]) -> list[Prose]:
    """Return the cells of one of those who were invited, or of one who comes unexpected."""
    if number >= len(listed):
        return ["", "", ""]
    tag, name = f"guide:person:{number + 1}", listed[number]
    first: Prose = [strong(name)] if name else [document.controlled(f"{tag}:name", "Name")]
    here = [document.controlled(f"{tag}:here", "Here", "check")]
    return [first, here, [document.controlled(f"{tag}:instead", "Instead")]]


def _key(head: str) -> str:
    return head.lower().replace(" ", "-")
