"""The lists of groups as they were edited: what each line says, what is wrong with it, and what changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reports.wording import counted, listed
from workshop.engagements.groups.store import Choice, Column
from workshop.fields import trimmed

MOST, LONGEST = 60, 80
STANDARD: dict[Column, tuple[str, ...]] = {
    "function": ("Marketing", "Sales", "Product", "IT", "Finance"),
    "seniority": ("Executive", "Head", "Manager", "Specialist"),
}
"""What an engagement begins with."""


@dataclass(frozen=True, slots=True)
class Line:
    """A group as it was edited: its name as typed, whether it goes, and a sentence on what is wrong."""

    choice: Choice
    name: str
    goes: bool = False
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """One list as it was edited; `added` is what was typed to be added, a name on each line."""

    column: Column
    lines: tuple[Line, ...]
    added: str = ""
    fault: str = ""

    @property
    def is_sound(self) -> bool:
        """Return whether nothing is wrong with it."""
        return not self.fault and not any(line.fault for line in self.lines)

    @property
    def new_names(self) -> tuple[str, ...]:
        """Return the names to add."""
        return tuple(name for each in self.added.splitlines() if (name := trimmed(each)))

    @property
    def removed(self) -> tuple[Line, ...]:
        """Return the lines that go."""
        return tuple(line for line in self.lines if line.goes)

    @property
    def renamed(self) -> dict[int, str]:
        """Return the new names, by the number of the group."""
        return {
            line.choice.id: line.name
            for line in self.lines
            if not line.goes and line.name != line.choice.name
        }

    def order(self, raised: str | None) -> list[int]:
        """Return the numbers of the groups that stay, the one that was raised before its neighbour."""
        numbers = [line.choice.id for line in self.lines if not line.goes]
        place = next((at for at, number in enumerate(numbers) if str(number) == raised), 0)
        if place:
            numbers[place - 1], numbers[place] = numbers[place], numbers[place - 1]
        return numbers

    def deeds(self) -> list[str]:
        """Return what changes, in the past tense, as history tells it."""
        by_number = {line.choice.id: line.choice.name for line in self.lines}
        added, gone = list(self.new_names), [line.choice.name for line in self.removed]
        return [
            *([f"added the {self.column} {listed(added)}"] if added else []),
            *(f"renamed the {self.column} {by_number[at]} to {name}" for at, name in self.renamed.items()),
            *([f"removed the {self.column} {listed(gone)}"] if gone else []),
        ]


def as_it_is(column: Column, choices: Sequence[Choice]) -> Draft:
    """Return a list before anyone edits it; an empty one offers the standard names."""
    added = "" if choices else "\n".join(STANDARD[column])
    return Draft(column, tuple(Line(each, each.name) for each in choices), added)


def edited(column: Column, choices: Sequence[Choice], form: Mapping[str, str]) -> Draft:
    """Return a list as a form holds it, judged; a group that the form does not name stays as it is."""
    lines = tuple(
        Line(
            each,
            trimmed(form.get(f"name-{each.id}", each.name)) or "",
            goes=bool(form.get(f"remove-{each.id}")),
        )
        for each in choices
    )
    return _judged(Draft(column, lines, form.get(f"add-{column}", "")))


def _judged(draft: Draft) -> Draft:
    taken: set[str] = set()
    lines = []
    for line in draft.lines:
        lines.append(replace(line, fault=_wrong_with(line, taken, draft.column)))
        if not line.goes:
            taken.add(line.name.casefold())
    fault = ""
    for name in draft.new_names:
        wrong = _wrong_name(name, taken)
        fault = fault or (f"“{name[:24]}…”: {wrong}" if wrong and len(name) > LONGEST else wrong)
        taken.add(name.casefold())
    if not fault and len(taken) > MOST:
        fault = f"There may be {MOST}; with these it would be {len(taken)}. Remove some first."
    return replace(draft, lines=tuple(lines), fault=fault)


def _wrong_with(line: Line, taken: set[str], column: Column) -> str:
    if not line.goes:
        return _wrong_name(line.name, taken)
    if line.choice.people:
        verb = "is" if line.choice.people == 1 else "are"
        people = counted(line.choice.people, "person")
        return f"{people} {verb} in {line.choice.name}. Give them another {column} first."
    if line.choice.wave:
        return (
            f"A questionnaire of wave {line.choice.wave} is for {line.choice.name}. It can go when no "
            "plan of a wave names it."
        )
    return ""


def _wrong_name(name: str, taken: set[str]) -> str:
    if not name:
        return "Give it a name, or remove it."
    if len(name) > LONGEST:
        return f"Shorten this to {LONGEST} characters or fewer."
    if not name.isprintable() or not any(letter.isalnum() for letter in name):
        return "Use a name that can be read: letters or digits, and no control characters."
    if name.casefold() in taken:
        return f"{name} is here already. Give it another name."
    return ""
