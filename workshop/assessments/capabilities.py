"""The list of capabilities as values: all or some of them, in the order of the method or by one figure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from questionnaires.benchmark import Comparison
from questionnaires.pack import MethodPack
from questionnaires.rounding import rounded
from questionnaires.scores import GroupScores, Hidden, Scores
from workshop.assessments.beside import Beside
from workshop.assessments.figures import Cell, Line, capability_line, group_line
from workshop.assessments.groups import in_order
from workshop.people.cells import folded

SORTS = {
    "today": "Today",
    "wanted": "Wanted",
    "gap": "Gap",
    "agreement": "AD",
    "importance": "Importance",
    "picked": "Picked",
    "strategic": "Weight",
}
_FIRST_UP = "today"
"""The column whose least end comes first when it is chosen: the least developed. Of others it is the most."""
GAPS = {"large": "1.5 and more", "some": "0.5 to 1.4", "small": "Under 0.5", "less": "Less wanted"}
AGREEMENTS = {"camps": "Two camps", "spread": "Spread", "agree": "Agree"}
IMPORTANCES = {"high": "4.0 and more", "middle": "3.0 to 3.9", "low": "Under 3.0"}
"""What the list can be cut down to, by figures as they are shown."""
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Search:
    """What the list is asked for: by which column of SORTS it is ordered, and what stays in it.

    `group` is a group by its place among all: its figures stand in place of everyone's.
    """

    by: str = ""
    down: bool = False
    find: str = ""
    component: str = ""
    group: str = ""
    gap: str = ""
    agreement: str = ""
    importance: str = ""

    @classmethod
    def asked_for(
        cls, asked: Mapping[str, str], components: Collection[str], groups: Collection[str]
    ) -> "Search":
        """Return what an address asks for; what it cannot mean is passed over.

        A group has neither gaps nor importance of its own.
        """
        group = _known(asked.get("group"), groups)
        by, direction = asked.get("sort", ""), asked.get("direction")
        by = by if by in SORTS else ""
        return cls(
            by=by,
            down=bool(by) and (direction == "down" if direction in ("up", "down") else by != _FIRST_UP),
            find=asked.get("find", "").strip()[:_LONGEST],
            component=_known(asked.get("component"), components),
            group=group,
            gap=_known(asked.get("gap"), () if group else GAPS),
            agreement=_known(asked.get("agreement"), AGREEMENTS),
            importance=_known(asked.get("importance"), () if group else IMPORTANCES),
        )

    @property
    def is_filtered(self) -> bool:
        """Return whether some capabilities may be left out."""
        return bool(self.find or self.component or self.gap or self.agreement or self.importance)

    def state(self, column: str) -> str:
        """Return the aria-sort of a column."""
        if column != self.by:
            return "none"
        return "descending" if self.down else "ascending"

    def address(self, **changes: str) -> dict[str, str]:
        """Return what stands in the address of this list, with some of it changed."""
        asked = {
            "find": self.find, "component": self.component, "group": self.group, "gap": self.gap,
            "agreement": self.agreement, "importance": self.importance, "sort": self.by,
            "direction": ("down" if self.down else "up") if self.by else "",
        }  # fmt: skip
        return {name: value for name, value in (asked | changes).items() if value}

    def turned(self, column: str) -> dict[str, str]:
        """Return what stands in the address of this list by a column, or the other way round."""
        down = not self.down if column == self.by else column != _FIRST_UP
        return self.address(sort=column, direction="down" if down else "up")


@dataclass(frozen=True, slots=True)
class Group:
    """Capabilities under one heading; the heading is empty for a list that is sorted."""

    id: str
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """The list: its columns of SORTS, how many capabilities are in it, and of which group it tells.

    `hidden` says that no figure of the group may be shown.
    """

    groups: tuple[Group, ...]
    columns: tuple[str, ...]
    total: int
    group: tuple[str, str] | None
    hidden: bool

    @property
    def others(self) -> tuple[Comparison, ...]:
        """Return one comparison for each source, number of organisations and time that the list shows."""
        every = (line.others for group in self.groups for line in group.lines)
        return tuple({(each.source, each.n, each.dates): each for each in every if each}.values())


def group_choices(scores: Scores) -> dict[str, tuple[str, str]]:
    """Return every group with its column, by what stands for it in an address."""
    every = [(column, value) for column, held in scores.groups.items() for value, _ in in_order(held)]
    return {str(place): each for place, each in enumerate(every, start=1)}


def listed(pack: MethodPack, scores: Scores, search: Search, beside: Beside) -> Listed:
    """Return the capabilities that a search asks for, in its order.

    What is hidden has no place among figures and no band: it comes last, in the order of the method, and
    stands in no list that is cut down by a figure.
    """
    group = group_choices(scores).get(search.group)
    held = scores.groups[group[0]][group[1]] if group else None
    groups = [
        Group(part.id, part.name, tuple(each for each in lines if _fits(each, search, pack, part.id)))
        for part in pack.components
        for lines in [_lines(pack, scores, part.id, held, beside)]
    ]
    columns = _columns([line for each in groups for line in each.lines], group is not None)
    kept = tuple(each for each in groups if each.lines)
    total = sum(len(each.lines) for each in kept)
    if search.by in columns:
        kept = (
            (Group("", "", _sorted([line for each in kept for line in each.lines], search)),) if kept else ()
        )
    return Listed(kept, columns, total, group, isinstance(held, Hidden))


def _lines(
    pack: MethodPack, scores: Scores, component: str, held: GroupScores | Hidden | None, beside: Beside
) -> Iterable[Line]:
    part = next(each for each in pack.components if each.id == component)
    for each in part.capabilities:
        if held is None:
            yield capability_line(each, scores.capabilities[each.id], part.short_name, beside)
        else:
            cell = held if isinstance(held, Hidden) else held.capabilities[each.id]
            yield group_line(each, cell, part.short_name)


def _columns(lines: Sequence[Line], of_group: bool) -> tuple[str, ...]:
    """Return the columns that have something to say: what nobody was asked has none."""
    if of_group:
        return ("today", "wanted", "agreement")
    there = {
        "importance": any(line.importance is not None for line in lines),
        "picked": any(line.picked is not None for line in lines),
        "strategic": any(line.strategic is not None for line in lines),
    }
    # Importance is rated or picked; where it is both, the ratings stand here and the picks among the results.
    there["picked"] = there["picked"] and not there["importance"]
    return tuple(each for each in SORTS if there.get(each, True))


def _fits(line: Line, search: Search, pack: MethodPack, component: str) -> bool:
    if search.component and search.component != component:
        return False
    if search.gap and _gap_band(line.gap) != search.gap:
        return False
    if search.agreement and line.agreement != AGREEMENTS[search.agreement]:
        return False
    if search.importance and _importance_band(line.importance) != search.importance:
        return False
    if not search.find:
        return True
    text = folded(f"{line.id} {line.name} {line.component} {pack.capability[line.id].question}")
    return all(word in text for word in folded(search.find).split())


def _gap_band(cell: Cell) -> str:
    """Return the band of a gap as it is shown, "" for none."""
    if cell.value is None:
        return ""
    gap = float(rounded(cell.value))
    return "less" if gap < 0 else "small" if gap < 0.5 else "some" if gap < 1.5 else "large"


def _importance_band(cell: Cell | None) -> str:
    if cell is None or cell.value is None:
        return ""
    importance = float(rounded(cell.value))
    return "low" if importance < 3 else "middle" if importance < 4 else "high"


def _sorted(lines: Sequence[Line], search: Search) -> tuple[Line, ...]:
    """Return the lines by one figure; those without it come last, whatever the direction."""
    known = [(value, line) for line in lines if (value := _figure(line, search.by)) is not None]
    unknown = [line for line in lines if _figure(line, search.by) is None]
    # Two camps are told first, then the spread, as everywhere else.
    known.sort(
        key=lambda each: (each[1].camps and search.by == "agreement", each[0]),
        reverse=search.down,
    )
    return (*(line for _, line in known), *unknown)


def _figure(line: Line, by: str) -> float | None:
    if by == "strategic":
        return line.strategic
    cells = {
        "today": line.today,
        "wanted": line.wanted,
        "gap": line.gap,
        "agreement": line.deviation,
        "importance": line.importance,
        "picked": line.picked,
    }
    cell = cells[by]
    return cell.value if cell is not None else None


def _known(asked: str | None, choices: Collection[str]) -> str:
    return asked if asked is not None and asked in choices else ""
