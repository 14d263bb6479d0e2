"""What the texts of every shipped pack keep to, so that people can rate, trust and use them."""

import re
from collections.abc import Iterator
from itertools import chain

import msgspec
import pytest

from questionnaires.charter import Charter
from questionnaires.guide import GuideQuestion
from questionnaires.initiative import Initiative
from questionnaires.loading import shipped_names, shipped_pack
from questionnaires.pack import LEVELS, Capability, MethodPack
from tests.questionnaires.reading_grade import reading_grade

PACKS = [shipped_pack(name) for name in shipped_names()]
SHORTEST_LEVEL, LONGEST_LEVEL, LONGEST_NAME = 40, 240, 45
HARDEST = 10

# A text says what can be observed, so it does not judge. Abbreviations that need explaining stay out.
JUDGING = re.compile(
    r"\b(good|better|best|excellent|outstanding|superior|poor(ly)?|bad(ly)?|worse|worst|mature|immature"
    r"|world-class|best-in-class|cutting-edge|robust|seamless(ly)?|optimal(ly)?|leverag(e|es|ing)|effectively"
    r"|appropriate(ly)?|proper(ly)?|adequate(ly)?|sufficient(ly)?|successful(ly)?)\b",
    re.IGNORECASE,
)
UNEXPLAINED = re.compile(r"\b(MOps|MAP|SLAs?|QA|ROI|KPIs?|etc|e\.g|i\.e)\b|[!;…]|\.\.")

each_pack = pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
each_capability = pytest.mark.parametrize(
    "capability",
    [pytest.param(each, id=f"{pack.id} {each.id}") for pack in PACKS for each in pack.capabilities],
)
each_initiative = pytest.mark.parametrize(
    "initiative",
    [pytest.param(each, id=f"{pack.id} {each.id}") for pack in PACKS for each in pack.initiatives],
)


def texts_of(part: object) -> Iterator[str]:
    """Yield every text of a part that people read, ids and types left out."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        yield from chain.from_iterable(texts_of(each) for each in part)
    elif isinstance(part, dict):
        yield from chain.from_iterable(texts_of(each) for each in part.values())
    elif isinstance(part, msgspec.Struct):
        unread = {
            "id",
            "type",
            "tier",
            "serves",
            "rests_on",
            "capability",
            "capabilities",
            "jobs",
            "component",
        }
        unread |= {"prerequisites", "odd_job", "example"}
        names = set(part.__struct_fields__) - unread | (
            {"capabilities"} if hasattr(part, "short_name") else set()
        )
        yield from chain.from_iterable(texts_of(getattr(part, each)) for each in sorted(names))


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.?]) ", text)


def first_word(text: str) -> str:
    first, second, *_ = text.split()
    return (second if first in {"The", "A", "An"} else first).strip(",:").casefold()


@each_capability
def test_five_levels_start_alike_and_keep_their_length(capability: Capability) -> None:
    assert tuple(sorted(capability.levels)) == LEVELS
    assert len({first_word(text) for text in capability.levels.values()}) == 1
    for text in capability.levels.values():
        assert SHORTEST_LEVEL <= len(text) <= LONGEST_LEVEL, text
        assert len(sentences(text)) <= 2, text
        assert all(re.fullmatch(r"[A-Z][^.]+\.", each) for each in sentences(text)), text


@each_capability
def test_a_question_is_one_sentence_and_a_name_fits_a_chart(capability: Capability) -> None:
    assert re.fullmatch(r"[A-Z][^.?]+\?", capability.question)
    assert len(capability.name) <= LONGEST_NAME
    first, *others = capability.name.split()
    assert first[0].isupper()
    assert all(word.islower() or word.isupper() for word in others)


@each_capability
def test_evidence_is_two_or_three_things_to_look_at(capability: Capability) -> None:
    assert 2 <= len(set(capability.evidence)) == len(capability.evidence) <= 3
    assert not any(each.endswith((".", "?")) for each in capability.evidence)


@each_capability
def test_help_explains_words_that_the_reader_meets(capability: Capability) -> None:
    met = " ".join((capability.name, capability.question, *capability.levels.values(), *capability.evidence))
    for each in capability.help:
        assert each.term.casefold() in met.casefold()
        assert each.meaning.endswith(".")


@each_capability
def test_a_fact_has_figures_and_a_source(capability: Capability) -> None:
    for each in capability.facts:
        assert re.search(r"\d", each.statement)
        assert each.statement.endswith(".")
        assert each.source.strip()


@each_capability
def test_a_capability_is_easy_to_read(capability: Capability) -> None:
    assert reading_grade(texts_of(capability)) <= HARDEST
    assert reading_grade([capability.question, *capability.levels.values()]) <= HARDEST


@each_pack
def test_no_text_judges_or_abbreviates(pack: MethodPack) -> None:
    for text in texts_of(pack):
        # A quotation keeps the words of its source.
        said = re.sub(r"\"[^\"]*\"", "", text)
        assert not JUDGING.search(said), text
        assert not UNEXPLAINED.search(said), text
        assert text == " ".join(text.split()), text


@each_pack
def test_texts_are_told_apart(pack: MethodPack) -> None:
    for texts in (
        [each.name for each in pack.capabilities],
        [each.question for each in pack.capabilities],
        [text for each in pack.capabilities for text in each.levels.values()],
        [text for each in pack.capabilities for text in each.evidence],
        [each.title for each in pack.initiatives],
        [each.why for each in pack.initiatives],
        [question.text for section in pack.guide for question in section.questions],
    ):
        assert len({each.casefold() for each in texts}) == len(texts)


@each_pack
def test_a_term_means_the_same_wherever_it_stands(pack: MethodPack) -> None:
    terms = {(each.term.casefold(), each.meaning) for part in pack.capabilities for each in part.help}
    assert len({term for term, _ in terms}) == len(terms)


@each_pack
def test_a_fact_stands_once(pack: MethodPack) -> None:
    facts = [
        (figure, fact.source)
        for each in pack.capabilities
        for fact in each.facts
        for figure in re.findall(r"[\d.-]+%|\d+ in \d+", fact.statement)
    ]
    assert len(set(facts)) == len(facts)


@each_pack
def test_two_capabilities_of_each_component_are_in_the_short_form(pack: MethodPack) -> None:
    for component in pack.components:
        assert sum(each.short_form for each in component.capabilities) == 2


@each_pack
def test_priorities_are_served_and_capabilities_serve(pack: MethodPack) -> None:
    strongly = {name for each in pack.capabilities for name, how in each.serves.items() if how == "strong"}
    assert strongly == {each.id for each in pack.priorities}
    assert all(each.serves for each in pack.capabilities)


@each_pack
def test_each_capability_has_an_initiative_that_starts_low(pack: MethodPack) -> None:
    started = {each.capability for part in pack.initiatives for each in part.raises if each.origin <= 2}
    assert started == set(pack.capability)


@each_pack
def test_some_initiatives_use_a_strength_and_start_high(pack: MethodPack) -> None:
    strong = [each for each in pack.initiatives if each.uses_strength]
    assert 1 <= len(strong) <= len(pack.initiatives) / 5
    # The first capability is the strength; another one may be lifted by it.
    assert all(each.raises[0].origin >= 3 for each in strong)


@each_pack
def test_the_first_step_of_a_capability_waits_for_its_foundations(pack: MethodPack) -> None:
    found = {each.id: each for each in pack.initiatives}

    def before(initiative: Initiative) -> set[str]:
        needed = [found[each] for each in initiative.prerequisites]
        return {initiative.raises[0].capability}.union(*map(before, needed))

    for each in pack.initiatives:
        first = each.raises[0]
        if first.origin <= 2:
            assert set(pack.capability[first.capability].rests_on) <= before(each), each.id


@each_initiative
def test_an_initiative_says_what_ends_it_and_when_it_has_worked(initiative: Initiative) -> None:
    assert re.match(r"It (stops|moves)\b", initiative.stops_if)
    assert initiative.milestones[-1].quarter == initiative.quarters
    assert any(each.tier != "tertiary" for each in initiative.measures)
    assert len(initiative.deliverables) >= 2
    assert initiative.risks
    assert all(each.endswith(".") for each in (*initiative.risks, initiative.why, initiative.stops_if))
    points = (*initiative.deliverables, *(each.text for each in initiative.milestones))
    assert not any(each.endswith(".") for each in (*points, initiative.title))
    assert not any(re.match(r"(A|An|The) ", each) for each in initiative.deliverables)


def questions(pack: MethodPack) -> list[GuideQuestion]:
    return [each for section in pack.guide for each in section.questions]


@each_pack
def test_the_core_of_the_guide_fits_a_talk_and_the_whole_informs_every_capability(pack: MethodPack) -> None:
    assert sum(each.minutes for each in questions(pack) if each.core) <= 45
    assert {name for each in questions(pack) for name in each.capabilities} == set(pack.capability)
    for each in questions(pack):
        assert len(each.probes) >= 2
        assert len(each.listen_for) >= 2
        assert each.text.endswith("?")
        assert each.written.endswith((".", "?"))


@each_pack
def test_guide_charter_and_catalogue_are_easy_to_read(pack: MethodPack) -> None:
    parts: list[list[GuideQuestion] | list[Charter] | list[Initiative]] = [
        questions(pack),
        [pack.charter] if pack.charter else [],
        list(pack.initiatives),
    ]
    for part in parts:
        grades = [reading_grade(texts_of(each)) for each in part]
        assert sum(grades) <= HARDEST * len(grades)


def test_a_second_function_is_shipped_to_show_that_the_format_is_general() -> None:
    pack = shipped_pack("customer_success_operations")
    assert (len(pack.components), len(pack.capabilities), pack.charter) == (3, 12, None)
