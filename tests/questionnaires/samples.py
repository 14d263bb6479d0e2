"""Small packs and answer tables for the tests of this room."""

import numpy as np
from hypothesis import strategies as st

from questionnaires.answers import AnswerTable
from questionnaires.pack import Capability, Component, MethodPack

NAMES = ("Ad hoc", "Emerging", "Defined", "Managed", "Optimised")


def capability(identity: str, name: str, **more) -> Capability:
    """Return a capability with everything that one must have."""
    texts = ("is not written", "is in one head", "is written", "is followed", "is reviewed each quarter")
    return Capability(
        id=identity,
        name=name,
        question="How is it planned?",
        levels={level: f"The plan {text}." for level, text in enumerate(texts, 1)} | more.pop("levels", {}),
        evidence=("The plan", "Minutes of the last review"),
        **more,
    )


def pack(*components: tuple[float, tuple[float, ...]]) -> MethodPack:
    """Return a pack of components P, Q, ... given as (weight, weights of its capabilities P1, P2, ...)."""
    return MethodPack(
        id="sample",
        version="1",
        title="Sample",
        function="sample operations",
        level_names=NAMES,
        components=tuple(
            Component(
                id=letter,
                name=f"Component {letter}",
                short_name=letter,
                weight=weight,
                capabilities=tuple(
                    capability(f"{letter}{n}", f"Capability {letter}{n}", weight=each)
                    for n, each in enumerate(weights, 1)
                ),
            )
            for letter, (weight, weights) in zip("PQRST", components, strict=False)
        ),
    )


ONE = pack((1, (1,)))
TWO = pack((2, (1, 3)), (1, (1, 1, 2)))


def table(method: MethodPack, codes: list, groups: dict[str, tuple[str, ...]] | None = None) -> AnswerTable:
    """Return the table of codes given per respondent as [capability][question]."""
    array = np.array(codes, dtype=np.uint8).reshape(len(codes), len(method.capabilities), 3)
    return AnswerTable(
        respondents=tuple(f"r{n}" for n in range(len(codes))),
        groups=groups or {},
        capabilities=tuple(each.id for each in method.capabilities),
        codes=array.transpose(1, 2, 0).copy(),
        asked=np.ones((len(method.capabilities), 3), dtype=bool),
    )


def current_only(ratings: list[int], groups: dict[str, tuple[str, ...]] | None = None) -> AnswerTable:
    """Return a table of one capability rated today only."""
    return table(ONE, [[[each, 0, 0]] for each in ratings], groups)


@st.composite
def tables(draw: st.DrawFn, method: MethodPack = TWO) -> AnswerTable:
    """Draw a table with two group columns, some not stated, and any code anywhere."""
    people = draw(st.integers(0, 24))
    size = len(method.capabilities) * 3
    row = st.lists(st.sampled_from([0, 1, 2, 3, 4, 5, 5, 6, 7]), min_size=size, max_size=size)
    codes = draw(st.lists(row, min_size=people, max_size=people))
    function = draw(
        st.lists(st.sampled_from(["Sales", "IT", "Finance", ""]), min_size=people, max_size=people)
    )
    rank = draw(st.lists(st.sampled_from(["Lead", "Staff"]), min_size=people, max_size=people))
    drawn = table(method, codes, {"function": tuple(function), "seniority": tuple(rank)})
    asked = draw(st.lists(st.booleans(), min_size=size, max_size=size))
    drawn.asked[:] = np.array(asked).reshape(-1, 3)
    drawn.codes[~drawn.asked] = 0
    return drawn
