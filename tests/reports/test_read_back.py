"""Every variant read back, of much, little and hostile data: whole, explained by figures, discreet."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import pytest
from docx.document import Document as DocxDocument

from questionnaires.rounding import shown, signed
from questionnaires.scores import Distribution, Gap
from reports.blueprint import blueprint
from reports.dossier import Dossier
from reports.layout import VARIANTS, Issue, Paragraph, Sitting, Variant
from reports.strategy import Dispute, Priority
from tests.reports.dossiers import demo, opened, rated
from tests.reports.printed import known, numbers, said
from tests.reports.test_blueprint import audited
from tests.reports.test_documents import LITTLE, as_variant, full
from tests.reports.test_strategy import WHOLE
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
        issue=Issue(2, day, (NASTY,)),
    )


DATA = {"much": full, "little": lambda: LITTLE, "hostile": _hostile}
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
    assert (variant == "full") or not entries
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


def test_the_tables_of_scores_say_what_the_scores_do():
    dossier = given("much")
    by_name = {each.name: dossier.scores.capabilities[each.id] for each in dossier.pack.capabilities}
    found = 0
    for table in read("much", "full").tables:
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        if rows[0][1:6] != ["n", "Today", "Wanted", "Gap", "AD"] or rows[1][0] not in by_name:
            continue
        for name, *cells in rows[1:]:
            today, wanted, gap = by_name[name].current, by_name[name].target, by_name[name].gap
            assert isinstance(today, Distribution)
            assert isinstance(wanted, Distribution)
            assert isinstance(gap, Gap)
            told = [str(today.n), shown(today.mean), shown(wanted.mean), signed(gap.mean), shown(today.ad, 2)]
            assert cells[:5] == told
            assert [int(each) for each in cells[7:10]] == [today.dk, today.na, today.blank]
            found += 1
    assert found == len(by_name)


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
