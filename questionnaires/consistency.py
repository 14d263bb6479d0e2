"""What the parts of a pack must be to each other: ids stand once, references lead somewhere, no circles."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from questionnaires.parts import LEVELS
from questionnaires.shape import BROKEN, Shape

NAMED = {
    "component": "components[].id",
    "capability": "components[].capabilities[].id",
    "priority": "priorities[].id",
    "section": "guide[].id",
    "question": "guide[].questions[].id",
    "job": "charter.jobs[].id",
    "archetype": "charter.archetypes[].id",
    "statement": "charter.statements[].id",
    "worksheet": "worksheets[].id",
    "initiative": "initiatives[].id",
}
"""Where the ids of each kind of part stand; `[]` is every entry of a list."""

REFERENCES = (
    ("components[].capabilities[].rests_on[]", "capability"),
    ("components[].capabilities[].serves{}", "priority"),
    ("guide[].questions[].capabilities[]", "capability"),
    ("guide[].questions[].jobs[]", "job"),
    ("charter.rule.odd_job", "job"),
    ("charter.rule.bounds[].id", "archetype"),
    ("charter.statements[].behaviours{}", "archetype"),
    ("worksheets[].component", "component"),
    ("initiatives[].raises[].capability", "capability"),
    ("initiatives[].prerequisites[]", "initiative"),
)
"""Where ids of other parts are named; `{}` is every key of a mapping."""

SHOWN = 5
"""The archetypes that a fault names before it breaks off."""

Plain = Mapping[str, Any]


def check_consistency(plain: Plain, shape: Shape) -> None:
    """Record every fault between the parts of a pack; what is broken already is left out."""
    for kind, pattern in NAMED.items():
        _check_once(kind, list(walk(plain, pattern)), shape)
    for pattern, kind in REFERENCES:
        _check_references(plain, shape, pattern, kind)
    for path, each in walk(plain, "components[].capabilities[]"):
        _check_levels(path, each, shape)
    _check_circles(plain, shape, "components[].capabilities[]", "rests_on", "rests on itself")
    _check_circles(plain, shape, "initiatives[]", "prerequisites", "is its own prerequisite")
    _check_each(plain, shape, "initiatives[]", _initiative)
    _check_each(plain, shape, "worksheets[]", _worksheet)
    archetypes = [value for _, value in walk(plain, NAMED["archetype"])]
    _check_each(plain, shape, "charter.statements[]", lambda path, each: _statement(archetypes, each))
    _check_each(plain, shape, "charter", _charter)
    _check_horizons(plain, shape)


def walk(plain: object, pattern: str, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield path and value of all that a pattern leads to; what is missing or broken is passed over."""
    step, _, rest = pattern.partition(".")
    name, many, keys = step.removesuffix("[]").removesuffix("{}"), step.endswith("[]"), step.endswith("{}")
    value = plain.get(name, BROKEN) if isinstance(plain, Mapping) else BROKEN
    here = f"{path}.{name}" if path else name
    found: list[tuple[str, Any]] = [(here, value)]
    if many:
        found = [(f"{here}[{n}]", each) for n, each in enumerate(value if isinstance(value, list) else ())]
    elif keys:
        found = [(f"{here}.{key}", key) for key in (value if isinstance(value, Mapping) else ())]
    for where, each in found:
        if each is BROKEN or each is None:
            continue
        if rest:
            yield from walk(each, rest, where)
        else:
            yield where, each


def _fault(shape: Shape, path: str, problem: str, remedy: str) -> None:
    place = path
    # A part that is missing has no place of its own: the fault stands where its owner does.
    while place not in shape.places:
        place = place.rpartition(".")[0]
    shape.fault(shape.places[place], path, problem, remedy)


def _check_once(kind: str, named: list[tuple[str, Any]], shape: Shape) -> None:
    first: dict[str, str] = {}
    for path, identity in named:
        if identity in first:
            there = shape.places[first[identity]]
            where = f"{there.file}:{there.line}"
            _fault(
                shape, path, f"the id {identity!r} is taken by another {kind} ({where})", "give it another id"
            )
        first.setdefault(identity, path)


def _check_references(plain: Plain, shape: Shape, pattern: str, kind: str) -> None:
    # One broken file would make every reference into it a fault of its own.
    if _unread(plain, NAMED[kind]):
        return
    known = {value for _, value in walk(plain, NAMED[kind])}
    for path, value in walk(plain, pattern):
        if value not in known:
            _fault(shape, path, f"there is no {kind} {value!r}", f"correct the id, or add the {kind}")


def _unread(plain: Plain, pattern: str) -> bool:
    """Return whether a part that may hold such ids could not be read; a broken id hides no other."""
    step, _, rest = pattern.partition(".")
    if not rest:
        return False
    value = plain.get(step.removesuffix("[]"))
    parts = value if isinstance(value, list) else [value]
    return any(each is BROKEN or (isinstance(each, Mapping) and _unread(each, rest)) for each in parts)


def _check_levels(path: str, capability: Plain, shape: Shape) -> None:
    levels = capability.get("levels")
    if not isinstance(levels, Mapping):
        return
    for level in LEVELS:
        if level not in levels:
            _fault(shape, f"{path}.levels", f"level {level} has no text", f"describe level {level}")
    for level in levels:
        if level not in LEVELS:
            _fault(shape, f"{path}.levels.{level}", f"there is no level {level}", "levels go from 1 to 5")


def _check_circles(plain: Plain, shape: Shape, pattern: str, key: str, said: str) -> None:
    """Record each circle once, at the part where it is met first."""
    leads: dict[str, tuple[str, list[str]]] = {}
    for path, each in walk(plain, pattern):
        named, following = each.get("id"), each.get(key)
        if isinstance(named, str) and isinstance(following, list):
            leads[named] = path, [step for step in following if step is not BROKEN]
    done: set[str] = set()
    for start in leads:
        trail: list[str] = []
        ahead = [(start, 0)]
        while ahead:
            here, depth = ahead.pop()
            del trail[depth:]
            if here in trail:
                circle = [*trail[trail.index(here) :], here]
                path = f"{leads[here][0]}.{key}"
                _fault(shape, path, f"{here} {said}: {' -> '.join(circle)}", "take one step out")
                continue
            if here in done or here not in leads:
                continue
            trail.append(here)
            done.add(here)
            ahead.extend((step, depth + 1) for step in leads[here][1])


def _check_each(
    plain: Plain, shape: Shape, pattern: str, rule: Callable[[str, Plain], Iterator[tuple[str, str, str]]]
) -> None:
    """Apply a rule to each part; it yields the path within the part, the problem and the remedy."""
    for path, each in walk(plain, pattern):
        for inner, problem, remedy in rule(path, each):
            _fault(shape, f"{path}.{inner}" if inner else path, problem, remedy)


def _initiative(path: str, each: Plain) -> Iterator[tuple[str, str, str]]:
    for where, raised in walk(each, "raises[]"):
        low, high = raised.get("from"), raised.get("to")
        if isinstance(low, int) and isinstance(high, int) and low >= high:
            yield where, f"raises from {low} to {high}", "write a higher level under 'to'"
    quarters = each.get("quarters")
    last = 0
    for where, quarter in walk(each, "milestones[].quarter"):
        if isinstance(quarters, int) and quarter > quarters:
            yield where, f"quarter {quarter} is after the end ({quarters})", "use a quarter of the initiative"
        if quarter < last:
            yield where, f"quarter {quarter} comes after quarter {last}", "put milestones in order"
        last = quarter
    for name in ("one_off", "running"):
        for where, limits in walk(each, f"cost.{name}"):
            if len(limits) == 2 and BROKEN not in limits and limits[0] > limits[1]:
                yield where, f"goes from {limits[0]:g} to {limits[1]:g}", "write the lower amount first"


def _worksheet(path: str, each: Plain) -> Iterator[tuple[str, str, str]]:
    columns: dict[str, Plain] = {}
    for where, column in walk(each, "columns[]"):
        identity = column.get("id")
        if identity in columns:
            yield f"{where}.id", f"the column {identity!r} stands here twice", "give it another id"
        columns.setdefault(str(identity), column)
        if (column.get("type") == "choice") != bool(column.get("choices")):
            yield where, "choices and the type 'choice' go together", "write both or neither"
    for where, key in walk(each, "example{}"):
        if key not in columns:
            yield where, f"there is no column {key!r}", "use the id of a column of this worksheet"
    example = each.get("example")
    for identity, column in columns.items():
        if column.get("required") is True and isinstance(example, Mapping) and not example.get(identity):
            yield "example", f"the required column {identity!r} is empty", "fill it in the example"


def _statement(archetypes: list[str], each: Plain) -> Iterator[tuple[str, str, str]]:
    behaviours = each.get("behaviours")
    if isinstance(behaviours, Mapping):
        # One fault for each statement: one for each pair would be millions where both lists are long.
        missing = [repr(archetype) for archetype in archetypes if archetype not in behaviours]
        if missing:
            more = ", ..." if len(missing) > SHOWN else ""
            said = f"says nothing of {', '.join(missing[:SHOWN])}{more}"
            yield "behaviours", said, "write a line for each archetype"


def _charter(path: str, each: Plain) -> Iterator[tuple[str, str, str]]:
    values = [value for _, value in walk(each, "job_scale[].value")]
    if len(values) == len(LEVELS) and values != list(LEVELS):
        yield "job_scale", "the values are not 1 to 5 in order", "write them from 1 to 5, each once"
    last = 0.0
    for where, origin in walk(each, "rule.bounds[].from"):
        if origin < last:
            yield where, f"{origin:g} comes after {last:g}", "put the bounds in order, the lowest first"
        last = origin
    bounded = {value for _, value in walk(each, "rule.bounds[].id")}
    for where, archetype in walk(each, "archetypes[].id"):
        if bounded and archetype not in bounded:
            yield where, f"no bound names {archetype!r}", "add its bound to the rule, or remove it"


def _check_horizons(plain: Plain, shape: Shape) -> None:
    for path, each in walk(plain, "horizons"):
        ends = [each.get(name, default) for name, default in (("short", 4), ("medium", 8), ("long", 12))]
        if BROKEN not in ends and not ends[0] < ends[1] < ends[2]:
            _fault(
                shape,
                path,
                "horizons do not follow each other",
                "let short end before medium, medium before long",
            )
