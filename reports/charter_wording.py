"""How places on the charter's range become sentences."""

from collections.abc import Callable

from questionnaires.charter import Archetype
from questionnaires.charter_place import Place
from questionnaires.pack import LEVELS
from questionnaires.rounding import shown
from questionnaires.scores import Hidden
from reports.charter_read import CharterRead, Row, mean
from reports.wording import listed, lowered, raised, shortest

Show = Callable[[float], str]


def called(archetype: Archetype) -> str:
    """Return an archetype as one of its kind: a service station."""
    name = lowered(archetype.name)
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def view(who: str, today: Place | Hidden, wanted: Place | Hidden, *, many: bool, show: Show = shown) -> str:
    """Return how somebody sees the function, as a sentence; empty where neither place is shown.

    `many` says that `who` is a plural: people see, the leadership sees.
    """
    sees, wants = ("see", "want") if many else ("sees", "wants")
    now, then = _told(today, show, " today"), _told(wanted, show)
    if now and then:
        assert isinstance(today, Place)
        assert isinstance(wanted, Place)
        if today.archetype == wanted.archetype and wanted.place is not None:
            return f"{who} {sees} {now} and {wants} it to stay one ({show(wanted.place)})."
        return f"{who} {sees} {now} and {wants} {then}."
    if now:
        return f"{who} {sees} {now}."
    return f"{who} {wants} {then}." if then else ""


def finding(read: CharterRead) -> str:
    """Return what leads the chapter: the view of all who answered, or of the leadership."""
    base = read.base
    assert base is not None
    everyone = base.seen is read.everyone
    return view(
        "People" if everyone else "The leadership", base.seen.current, base.seen.target, many=everyone
    )


def range_title(read: CharterRead) -> str:
    """Return what the picture of the range shows, as a sentence without full stop."""
    placed = [row for row in read.rows if row.seen.column and row.target is not None]
    wants = {_archetype(row.seen.target) for row in placed}
    away = any(row.seen.column and row.target is None for row in read.rows)
    lowest = lowest_group(read)
    if len(placed) > 1 and len(wants) == 1 and (wanted := wants.pop()):
        every = f"Every {lowered(read.column)}{' that can be shown' if away else ''} wants {called(wanted)}"
        seen = _archetype(lowest.seen.current) if lowest else None
        if lowest and seen:
            return shortest([f"{every}; {lowest.label} sees {called(seen)} today", every, _in_numbers(read)])
        return shortest([every, _in_numbers(read)])
    return _in_numbers(read)


def lowest_group(read: CharterRead) -> Row | None:
    """Return the group that places the function lowest today, where no other gives it that archetype."""
    rows = [row for row in read.rows if row.seen.column and row.current is not None]
    if len(rows) < 2:
        return None
    last = rows[-1]
    others = [_archetype(row.seen.current) for row in rows[:-1]]
    return last if _archetype(last.seen.current) not in others else None


def unplaced(read: CharterRead, row: Row) -> str:
    """Return why a row has no place where that is not to protect people."""
    needed = read.charter.rule.statements_needed
    return f"fewer than {needed} statements rated" if row.seen.people else "no rating"


def leads(level: float) -> bool:
    """Return whether a mean lies nearest to the highest step of a job, that the function leads it."""
    return level >= LEVELS[-1] - 0.5


def to_lead(read: CharterRead) -> str:
    """Return the jobs that the function should lead, by the mean of what is wanted; empty where none."""
    base = read.base
    assert base is not None
    wanted = [(each.job.name, mean(each.target)) for each in read.jobs(base.seen)]
    return raised(
        listed([f"{lowered(name)} ({shown(at)})" for name, at in wanted if at is not None and leads(at)])
    )


def _told(place: Place | Hidden, show: Show, when: str = "") -> str:
    if isinstance(place, Hidden) or place.archetype is None or place.place is None:
        return ""
    return f"{called(place.archetype)}{when} ({show(place.place)})"


def _archetype(place: Place | Hidden) -> Archetype | None:
    return None if isinstance(place, Hidden) else place.archetype


def _in_numbers(read: CharterRead) -> str:
    base = read.base
    assert base is not None
    parts = [
        f"{shown(value)} {word}"
        for value, word in ((base.current, "today"), (base.target, "wanted"))
        if value is not None
    ]
    return f"{base.label}: {' and '.join(parts)} on the range from 1 to 5"
