"""What the examples show: a made-up engagement at its second step."""

from types import SimpleNamespace

from workshop.manner import PLAIN

PERSON = {"name": "Ines Okafor", "email": "ines@fenwick.example"}

FIRST_LEVELS = (
    ("Ad hoc", "Whoever asks first or loudest gets served. Nobody sees the whole list."),
    ("Emerging", "Requests arrive by form or mail. Two or three people sort them by feel."),
    ("Defined", "There is one way in, one brief for each request and a written rule for what comes first."),
    ("Managed", "The queue is scored each week. Waiting times are known and told to whoever asked."),
    ("Optimised", "Work is ranked by its worth. Trade-offs are open, and the waiting time keeps falling."),
)
"""The levels of a capability: name and text."""


def account(role: str) -> SimpleNamespace:
    """Return a made-up account of a role."""
    return SimpleNamespace(**PERSON, role=role)


def engagement() -> SimpleNamespace:
    """Return a made-up engagement, without a number in any database."""
    return SimpleNamespace(
        id=0,
        client="Lindqvist Motion",
        function_assessed="marketing operations",
        manner=PLAIN,
        currency="EUR",
        colours="5B2A62-F0A04B",
        logo="",
        archived=False,
    )


def road() -> tuple[SimpleNamespace, ...]:
    """Return the steps of the road, in each of their states."""
    return (
        _step("Overview", "Where it stands", "home"),
        _step("Strategy", "6 of 8 interviews", "done"),
        _step("Assessment", "Open until 27 Nov", "now"),
        _step("Findings", "After closing", "ahead"),
        _step("Roadmap", "7 ideas noted", "ahead"),
        _step("Session", "10 December", "ahead"),
        _step("Blueprint", "Pre-read 3 Dec", "ahead"),
        _step("Review", "Not open yet", "ahead", view=None),
    )


def _step(name: str, fact: str, state: str, view: str | None = "examples.page") -> SimpleNamespace:
    said = {"home": "", "done": "done", "now": "under way", "ahead": "ahead"}[state]
    return SimpleNamespace(name=name, fact=fact, state=state, said=said, view=view, current=state == "now")


SPREAD = SimpleNamespace(
    name="Processes",
    today=SimpleNamespace(value=1.9),
    wanted=SimpleNamespace(value=3.7),
    others=SimpleNamespace(median=2.4, low=1.9, high=2.9),
)
"""A line of scores, with others behind it."""

GROUPS = (("Marketing", 13, 16), ("Sales", 8, 16), ("Product", 7, 12), ("Finance with Legal", 0, 8))
"""How many of how many have answered."""

PEOPLE = (
    ("Karin Ahl", "Marketing", "Head", "Interviewee, respondent", "done", "Answered"),
    ("Björn Dahl", "Sales", "Head", "Interviewee, participant", "soon", "Started"),
    ("مريم الحداد", "IT", "Specialist", "Respondent", "wait", "Invited 16 Nov"),
    ("Per Åkesson", "Product", "Head", "Interviewee", "late", "Mail came back"),
)
"""Name, function, seniority, roles, and the state with its words."""
