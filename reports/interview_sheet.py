"""What stands on the paper of an interview, and by what notes on it are found again. Knows no document."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from questionnaires.charter import Archetype, Charter
from reports.word.geometry import Paper

GENERAL_LABEL = "in general"
ELSEWHERE = "Notes on everything else"
RATINGS = "Ratings"
"""The heading under which nothing but what is printed is looked for when notes are read in."""
HOW = "Circle where it is today and where it should be; leave out what was not talked about."
POINTS = "Points for the priorities"
SHARE = "100 points to share out among them; leave this out where it was not talked about."
STEPS = "\N{EN SPACE}".join("12345")


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """A question with what to ask further; `label` is what it is called, `lines` how much room it gets."""

    id: str
    label: str
    text: str
    probes: tuple[str, ...] = ()
    lines: int = 5


@dataclass(frozen=True, slots=True)
class PaperSection:
    """Questions about one matter."""

    title: str
    purpose: str
    questions: tuple[PaperQuestion, ...]


@dataclass(frozen=True, slots=True)
class InterviewPaper:
    """Everything that stands on the paper of one interview, or of a blank guide, which has no interviewee.

    `priorities` are the names of those that points are given to, none where the interview asks for no points.
    """

    client: str
    consultancy: str
    function: str
    interviewee: str
    interviewers: str
    when: str
    place: str
    sections: tuple[PaperSection, ...]
    charter: Charter | None
    page: Paper
    language: str
    issued: date
    priorities: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Return what stands on top."""
        return f"Interview with {self.interviewee}" if self.interviewee else "Interview guide"

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Return what is known of the interview; what is empty is filled in by hand."""
        return (
            ("Interviewee", self.interviewee),
            ("Interviewer", self.interviewers),
            ("Date and time", self.when),
            ("Place", self.place),
            ("About", f"{self.function} at {self.client}"),
        )


def marker(label: str) -> str:
    """Return what stands before the notes on a question, by which they are found again."""
    return f"Notes {label}:"


def heading(number: int, section: PaperSection) -> str:
    """Return the heading of a section, counted from 1."""
    return f"Part {number}: {section.title}"


def charter_lines(charter: Charter) -> tuple[str, ...]:
    """Return what the part with the ratings prints, cell by cell."""
    jobs = [text for each in charter.jobs for text in (each.name, each.description)]
    statements = [text for each in charter.statements for text in (each.topic, *each.behaviours.values())]
    heads = (scale(charter), "Job", "Today", "Wanted", *kinds(charter), "In this respect", STEPS)
    return (RATINGS, HOW, *heads, *jobs, *statements)


def points_lines(priorities: Sequence[str]) -> tuple[str, ...]:
    """Return what the part with the points prints, cell by cell."""
    return (POINTS, SHARE, "Priority", "Points", *priorities)


def scale(charter: Charter) -> str:
    """Return the steps on which jobs are rated, in one line."""
    return ", ".join(f"{each.value} {each.name}" for each in charter.job_scale)


def placed(charter: Charter) -> list[Archetype]:
    """Return the kinds of function in their order on the range."""
    return sorted(charter.archetypes, key=lambda each: each.place)


def kinds(charter: Charter) -> tuple[str, ...]:
    """Return the heads under which each kind's behaviour is described."""
    return tuple(f"{round(each.place)} {each.name}" for each in placed(charter))
