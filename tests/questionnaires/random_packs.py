"""Any method pack that can be: every part, optional ones there or not, texts as odd as people write them."""

import string
from typing import Any

from hypothesis import strategies as st

from questionnaires.charter import Anchor, Archetype, Bound, Charter, CharterRule, Job, Statement
from questionnaires.guide import GuideQuestion, GuideSection
from questionnaires.initiative import Cost, Initiative, Milestone, Raise, SuccessMeasure
from questionnaires.pack import Capability, Component, Fact, Horizons, MethodPack, Priority, Term
from questionnaires.worksheet import Column, Worksheet

ODD = (
    "=1+1",
    "+49 30 1234",
    "-5",
    "@home",
    "1.10",
    "007",
    "no",
    "yes",
    "TRUE",
    "2026-01-31",
    "1e5",
    "'quoted'",
    '"quoted"',
    "a: b",
    "a, b; c",
    "# no comment",
    "- no list",
    "| > %",
    "{a: [b]}",
    "Grüße, żółw, 文字, עברית",
    "👩‍🚀 🇪🇺",
    "100\u00a0%",
    "_x0041_",
    "~x",
    "<b>&amp;</b>",
    "part.yaml",
)
_LETTERS = st.sampled_from(string.ascii_letters)
ids = st.builds(
    "{}{}".format, _LETTERS, st.text(string.ascii_letters + string.digits + "_-", min_size=1, max_size=12)
).filter(lambda text: text not in {"null", "no", "yes"})


def texts(most: int = 80) -> st.SearchStrategy[str]:
    """Draw a text of one line as loading leaves it, at most so long."""
    letters = st.characters(exclude_categories=["C", "Zs", "Zl", "Zp"], include_characters=" ")
    drawn = st.text(letters, min_size=1, max_size=most).map(lambda text: " ".join(text.split()))
    usable = drawn.filter(lambda text: text and text not in {"null", "~"} and "x005F_" not in text)
    return st.sampled_from(ODD) | usable


def several(inner: st.SearchStrategy[Any], least: int = 0, most: int = 3) -> st.SearchStrategy[Any]:
    """Draw a tuple."""
    return st.lists(inner, min_size=least, max_size=most).map(tuple)


def named(least: int = 0, most: int = 3) -> st.SearchStrategy[list[str]]:
    """Draw ids that differ."""
    return st.lists(ids, min_size=least, max_size=most, unique=True)


def part_of(known: list[str], least: int = 0) -> st.SearchStrategy[Any]:
    """Draw some of these ids."""
    return several(st.sampled_from(known), least) if known else st.just(())


_weights = st.floats(min_value=0, exclude_min=True, max_value=1e12)
_amounts = st.floats(min_value=0, max_value=1e12)
_ranges = st.tuples(_amounts, _amounts).map(lambda pair: tuple(sorted(pair)))


@st.composite
def capabilities(draw: st.DrawFn, identity: str, before: list[str], priorities: list[str]) -> Capability:
    served = part_of(priorities).map(set)
    return Capability(
        id=identity,
        name=draw(texts()),
        question=draw(texts(160)),
        levels={level: draw(texts(320)) for level in range(1, 6)},
        evidence=draw(several(texts(160), 2)),
        help=draw(several(st.builds(Term, term=texts(), meaning=texts()))),
        facts=draw(
            several(
                st.builds(
                    Fact,
                    statement=texts(),
                    source=texts(),
                    year=st.none() | st.integers(1950, 2100),
                    secondary=st.booleans(),
                )
            )
        ),
        serves={each: draw(st.sampled_from(["some", "strong"])) for each in sorted(draw(served))},
        rests_on=draw(part_of(before)),
        short_form=draw(st.booleans()),
        weight=draw(_weights),
    )


@st.composite
def components(draw: st.DrawFn, priorities: list[str]) -> tuple[Component, ...]:
    found, before = [], []
    held = draw(named(1, 5))
    for place, identity in enumerate(draw(named(1, min(3, len(held))))):
        own = held[place:] if place + 1 == len(held) else held[place : place + 1]
        parts = []
        for each in own:
            parts.append(draw(capabilities(each, list(before), priorities)))
            before.append(each)
        name, short = draw(texts()), draw(texts())
        found.append(
            Component(
                id=identity, name=name, short_name=short, capabilities=tuple(parts), weight=draw(_weights)
            )
        )
    return tuple(found)


@st.composite
def guides(draw: st.DrawFn, held: list[str], jobs: list[str]) -> tuple[GuideSection, ...]:
    free = draw(named(0, 4))
    question = st.builds(
        GuideQuestion,
        id=st.just("Q"),
        text=texts(320),
        written=texts(320),
        minutes=st.integers(1, 30),
        probes=several(texts(160)),
        listen_for=several(texts(160)),
        core=st.booleans(),
        capabilities=part_of(held),
        jobs=part_of(jobs),
    )
    sections = []
    for place, identity in enumerate(free):
        asked = draw(several(question, 1, 2))
        sections.append(
            GuideSection(
                id=identity,
                title=draw(texts()),
                purpose=draw(texts()),
                questions=tuple(_renamed(each, f"Q{place}-{n}") for n, each in enumerate(asked)),
            )
        )
    return tuple(sections)


def _renamed(question: GuideQuestion, identity: str) -> GuideQuestion:
    values = {name: getattr(question, name) for name in question.__struct_fields__}
    return GuideQuestion(**values | {"id": identity})


@st.composite
def charters(draw: st.DrawFn, jobs: list[str]) -> Charter:
    kinds = draw(named(2, 3))
    place = st.floats(1, 5)
    return Charter(
        job_scale=tuple(Anchor(value=n, name=draw(texts()), meaning=draw(texts())) for n in range(1, 6)),
        jobs=tuple(
            Job(
                id=each,
                name=draw(texts()),
                description=draw(texts()),
                today=draw(texts()),
                wanted=draw(texts()),
            )
            for each in jobs
        ),
        statements=tuple(
            Statement(id=each, topic=draw(texts()), behaviours={kind: draw(texts()) for kind in kinds})
            for each in draw(named(4, 6))
        ),
        archetypes=tuple(
            Archetype(
                id=each,
                name=draw(texts()),
                place=draw(place),
                description=draw(texts()),
                signs=draw(several(texts(), 1)),
            )
            for each in kinds
        ),
        rule=CharterRule(
            text=draw(texts(800)),
            odd_job=draw(st.sampled_from(jobs)),
            statements_needed=draw(st.integers(1, 4)),
            odd_job_weight=draw(_weights),
            bounds=tuple(
                Bound(id=kind, origin=n)
                for n, kind in zip(sorted(draw(st.tuples(place, place, place))), kinds)
            ),
        ),
    )


@st.composite
def worksheets(draw: st.DrawFn, owners: list[str]) -> tuple[Worksheet, ...]:
    kinds = ["text", "number", "money", "date", "choice", "person", "percentage", "component", "capabilities"]
    free = st.just("") | texts(200)
    found = []
    for identity in draw(named(0, 3)):
        columns = []
        for each in draw(named(1, 4)):
            kind = draw(st.sampled_from(kinds))
            columns.append(
                Column(
                    id=each,
                    name=draw(texts()),
                    type=kind,
                    unit=draw(free),
                    choices=draw(several(texts(), 1, 4)) if kind == "choice" else (),
                    help=draw(free),
                    required=draw(st.booleans()),
                    total=draw(st.booleans()),
                )
            )
        example = {each.id: draw(texts()) for each in columns if each.required} | {
            each.id: draw(free) for each in columns if not each.required and draw(st.booleans())
        }
        title, purpose = draw(texts()), draw(texts(320))
        owner = draw(st.none() | st.sampled_from(owners))
        found.append(
            Worksheet(
                id=identity,
                title=title,
                purpose=purpose,
                columns=tuple(columns),
                example=example,
                component=owner,
            )
        )
    return tuple(found)


@st.composite
def initiatives(draw: st.DrawFn, held: list[str]) -> tuple[Initiative, ...]:
    found: list[Initiative] = []
    levels = st.tuples(st.integers(1, 4), st.integers(1, 4)).map(lambda pair: (pair[0], min(5, sum(pair))))
    for identity in draw(named(0, 3)):
        quarters = draw(st.integers(1, 12))
        raises = draw(several(st.tuples(st.sampled_from(held), levels), 1))
        reached = sorted(draw(st.lists(st.integers(1, quarters), min_size=2, max_size=4)))
        tiers = st.sampled_from(["primary", "secondary", "tertiary"])
        found.append(
            Initiative(
                id=identity,
                title=draw(texts()),
                why=draw(texts(320)),
                raises=tuple(Raise(capability=each, origin=low, to=high) for each, (low, high) in raises),
                deliverables=draw(several(texts(160), 1)),
                milestones=tuple(Milestone(quarter=each, text=draw(texts(160))) for each in reached),
                measures=draw(several(st.builds(SuccessMeasure, name=texts(160), tier=tiers), 1)),
                effort={each: draw(st.integers(1, 400)) for each in draw(named())},
                quarters=quarters,
                cost=Cost(one_off=draw(_ranges), running=draw(_ranges)),
                stops_if=draw(texts()),
                prerequisites=draw(part_of([each.id for each in found])),
                risks=draw(several(texts(160))),
                uses_strength=draw(st.booleans()),
            )
        )
    return tuple(found)


@st.composite
def packs(draw: st.DrawFn) -> MethodPack:
    """Draw a pack without fault."""
    goals = draw(named())
    parts = draw(components(goals))
    held = [each.id for part in parts for each in part.capabilities]
    jobs = draw(named(1))
    charter = draw(st.none() | charters(jobs))
    ends = sorted(draw(st.sets(st.integers(1, 400), min_size=3, max_size=3)))
    return MethodPack(
        id=draw(ids),
        version=draw(texts()),
        title=draw(texts()),
        function=draw(texts()),
        level_names=draw(several(texts(), 5, 5)),
        components=parts,
        horizons=Horizons(short=ends[0], medium=ends[1], long=ends[2]),
        priorities=tuple(
            Priority(
                id=each, name=draw(texts()), meaning=draw(texts()), measured_by=draw(several(texts(160), 1))
            )
            for each in goals
        ),
        guide=draw(guides(held, jobs if charter else [])),
        charter=charter,
        worksheets=draw(worksheets([each.id for each in parts])),
        initiatives=draw(initiatives(held)),
    )
