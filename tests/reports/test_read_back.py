"""Every variant read back, of much, little and hostile data: whole, explained by figures, discreet."""

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import Any
from zipfile import ZipFile

import pytest
from docx.document import Document as DocxDocument
from hypothesis import given as given_data
from hypothesis import settings
from hypothesis import strategies as st

from questionnaires.benchmark import Benchmark, Comparison
from questionnaires.roadmap.assumptions import Assumptions, Settled
from reports.blueprint import blueprint
from reports.dossier import Dossier
from reports.dossier_json import dossier_json
from reports.layout import VARIANTS, Issue, Paragraph, Released, Sitting, Variant
from reports.strategy import Dispute, Priority
from tests.reports.dossiers import demo, opened, rated
from tests.reports.printed import known, numbers, said
from tests.reports.test_blueprint import audited
from tests.reports.test_charter import read as charter_of
from tests.reports.test_documents import LITTLE, as_variant, full
from tests.reports.test_plans_told import OUTCOME
from tests.reports.test_results_told import judged
from tests.reports.test_strategy import WHOLE
from tests.reports.traced import Read, faults, traced
from tests.reports.traced import read as read_by_place
from tests.roadmaps import roadmap

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NASTY = "<w:t>&amp; {{ x }} \u202e\x00\x07 \u05e9\u05dc\u05d5\u05dd \U0001f680 { TOC } =1+1 " + "x" * 5_000
PLACEHOLDERS = re.compile(r"lorem|\bTBD\b|\bTODO\b|[Cc]lick here|\{\{|\bNone\b|\bnan\b|HIDDEN|  ")


def _hostile() -> Dossier:
    plan = roadmap(demo().pack)
    those = tuple(replace(each, title=NASTY, owner=NASTY, stops_if=NASTY) for each in plan.initiatives)
    strategy = replace(
        WHOLE,
        priorities=(Priority(name=NASTY, share=1.0),),
        objectives=(),
        disputes=(Dispute(NASTY, "x", 5),),
    )
    day = date(2026, 12, 1)
    return replace(
        demo(),
        client=NASTY[:150],
        sitting=Sitting(125, None, (NASTY,) * 20),
        strategy=strategy,
        roadmap=replace(plan, initiatives=those),
        comments={"A1": (NASTY,) * 3, "D2": (NASTY,)},
        paragraphs={"roadmap": (Paragraph(NASTY, NASTY[:80], day, (NASTY,)),)},
        issue=Issue(2, day, (NASTY,), Released(1, day)),
    )


def _much() -> Dossier:
    """Return a dossier that has a figure of every kind."""
    plan = roadmap(demo().pack)
    survey = Comparison(2.6, 2.1, 3.2, 46, "Trade survey", "2024 to 2025")
    parts = {each.id: replace(survey, median=2.0 + n / 10) for n, each in enumerate(demo().pack.components)}
    return replace(
        full(),
        benchmark=Benchmark(parts, {"A5": replace(survey, median=2.7)}, survey),
        judgements={"A5": judged(evidence=1.5, target=3.5), "D1": judged(adjustment=2.2, evidence=2)},
        charter=charter_of({"Sales": (8, 4, 5), "Finance and IT": (6, 1, 5)}),
        assumptions=Assumptions((OUTCOME,), {"discount": Settled(0.08, "Finance uses it.")}),
        roadmap=plan,
        sitting=Sitting(240, date(2026, 12, 3), ("Ines Duarte", "Tom Berger"), expected=14),
    )


DATA = {"much": _much, "little": lambda: LITTLE, "hostile": _hostile}
EACH = pytest.mark.parametrize(("data", "variant"), [(data, each) for data in DATA for each in VARIANTS])


@cache
def given(data: str) -> Dossier:
    return DATA[data]()


@cache
def made(data: str, variant: Variant) -> bytes:
    return blueprint(as_variant(given(data), variant))


@cache
def read(data: str, variant: Variant) -> DocxDocument:
    return opened(made(data, variant))


@EACH
def test_the_audit_finds_nothing(data, variant, tmp_path):
    assert audited(made(data, variant), tmp_path) == []


@EACH
def test_headings_pictures_tables_and_fields_are_whole(data, variant):
    document = read(data, variant)
    styles = {style.style_id: style.element.find(f"{W}pPr/{W}outlineLvl") for style in document.styles}
    used = (p.find(f"{W}pPr/{W}pStyle") for p in document.element.body.iter(f"{W}p"))
    levels = [styles.get(style.get(f"{W}val")) for style in used if style is not None]
    outline = [int(level.get(f"{W}val")) for level in levels if level is not None]
    assert outline[0] == 0
    assert all(after <= before + 1 for before, after in pairwise(outline))
    assert all(len(each.get("descr") or "") > 10 for each in document.element.body.iter("{*}docPr"))
    for table in document.element.body.iter(f"{W}tbl"):
        if table.find(f"{W}tblPr/{W}tblLook").get(f"{W}firstRow") == "1":
            assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
    kinds = Counter(each.get(f"{W}fldCharType") for each in document.element.body.iter(f"{W}fldChar"))
    assert kinds["begin"] == kinds["separate"] == kinds["end"]


@EACH
def test_links_lead_somewhere_and_marks_there_and_back(data, variant):
    body = read(data, variant).element.body
    names = [each.get(f"{W}name") for each in body.iter(f"{W}bookmarkStart")]
    assert len(names) == len(set(names))
    asked = [each.text.split() for each in body.iter(f"{W}instrText")]
    referred = {words[1] for words in asked if words and words[0] in ("REF", "PAGEREF")}
    anchors = {each.get(f"{W}anchor") for each in body.iter(f"{W}hyperlink")}
    assert anchors | referred <= set(names)
    assert {name for name in names if name.startswith("_Evidence")} == {
        name for name in anchors if name and name.startswith("_Evidence")
    }
    # Each chapter that rests on an entry is led back to once.
    entries = [name for name in names if name.startswith("_Evidence")]
    assert not entries or variant in ("full", "facilitator")
    assert entries or variant != "facilitator" or data == "hostile"
    assert len({name for name in anchors if name and name.startswith("_Mark")}) >= len(entries)


@EACH
def test_nothing_is_left_to_fill_in_by_whoever_made_it(data, variant):
    if data == "hostile":
        assert "\u202e" not in "".join(said(made(data, variant)))
        return
    found = [text for text in said(made(data, variant)) if PLACEHOLDERS.search(text.replace(" \t ", ""))]
    assert found == []


@pytest.mark.parametrize("data", ["much", "little"])
@pytest.mark.parametrize("variant", list(VARIANTS))
def test_every_number_is_one_of_the_dossier(data, variant):
    explained = known(given(data))
    strange = {(n, text) for text in said(made(data, variant)) for n in numbers(text) if n not in explained}
    assert strange == set()


@cache
def by_place() -> tuple[dict[str, Any], Read]:
    """Return the JSON of much data, and its blueprint read by place."""
    return json.loads(dossier_json(given("much"))), read_by_place(read("much", "full"))


def test_every_figure_stands_in_its_own_place():
    told, document = by_place()
    found = list(traced(told, document))
    assert [each for each in found if each[1] != each[2]] == []
    assert {each["key"] for each in told["figures"]} <= {key for key, _, _ in found}
    # The cells that are counted, and no figures of their own: four of each capability.
    assert sum(key.startswith("scores.") for key, _, _ in found) == 4 * len(given("much").pack.capabilities)


@settings(max_examples=60)
@given_data(st.data())
def test_a_figure_that_is_another_one_is_noticed(data):
    """Whichever figure is told otherwise, even as some other figure is, the document is found to differ."""
    told, document = by_place()
    place = data.draw(st.integers(0, len(told["figures"]) - 1))
    was = told["figures"][place]
    others = sorted({each["shown"] for each in told["figures"]} - {was["shown"]})
    changed = {**was, "shown": data.draw(st.sampled_from(others))}
    figures = [*told["figures"][:place], changed, *told["figures"][place + 1 :]]
    assert was["key"] in faults({**told, "figures": figures}, document)


@settings(max_examples=30)
@given_data(st.sampled_from(("dk", "na", "blank", "counts")), st.data())
def test_a_count_that_is_another_one_is_noticed(count, data):
    told, document = by_place()
    key = data.draw(st.sampled_from(sorted(told["scores"]["capabilities"])))
    today = told["scores"]["capabilities"][key]["current"]
    counts = (
        [0, 0, 0, 0, today["n"]] if sum(today["counts"][2:]) < today["n"] / 2 else [today["n"], 0, 0, 0, 0]
    )
    changed = {**today, count: counts if count == "counts" else today[count] + 1}
    capabilities = {**told["scores"]["capabilities"], key: {"current": changed}}
    scores = {**told["scores"], "capabilities": capabilities}
    assert f"scores.{key}.{count}" in faults({**told, "scores": scores}, document)


@pytest.mark.parametrize("variant", list(VARIANTS))
def test_what_is_hidden_changes_no_byte(variant):
    """Four people rate a capability, too few to be shown: whatever they say, the document is the same."""
    files = []
    for hidden in ([1, 1, 1, 1], [5, 4, 5, 2]):
        people = [[1 + (n + place) % 4 for place in range(5)] for n in range(12)]
        for n, person in enumerate(people):
            person[1] = hidden[n] if n < len(hidden) else 7
        files.append(blueprint(as_variant(rated(people), variant)))
    assert _parts(files[0]) == _parts(files[1])


def _parts(file: bytes) -> dict[str, bytes]:
    """Return what is in a file, embedded workbooks opened too."""
    found = {}
    with ZipFile(BytesIO(file)) as package:
        for name in package.namelist():
            data = package.read(name)
            inner = _parts(data) if name.endswith(".xlsx") else {"": data}
            found |= {f"{name}/{part}": content for part, content in inner.items()}
    return found
