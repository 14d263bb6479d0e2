"""The blueprint, read back."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from questionnaires.comparison import perception_gaps
from questionnaires.rounding import shown, signed
from questionnaires.scores import Distribution, Hidden
from questionnaires.scoring import score
from questionnaires.tally import count
from reports.blueprint import blueprint
from reports.blueprint.component_wording import between_groups, build_on, missing
from reports.blueprint.summary import how_sound
from reports.evidence import rated as rated_capabilities
from reports.word.runs import wording
from tests.questionnaires.samples import ONE, TWO, table
from tests.reports.dossiers import demo, demo_file, dossier, opened, rated, texts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BARE = [
    "1 Summary for the board", "A Session guide", "A.1 Owners and dates", "B Method", "C What was asked",
]  # fmt: skip
VARIED = [[1 + (person + place) % 4 for place in range(5)] for person in range(12)]


def everything(file: bytes) -> str:
    return "\n".join(texts(opened(file))).replace("\u00a0", " ")


def headings(file: bytes) -> list[str]:
    styles = ("Heading 1", "Part Heading", "Appendix Part")
    return [p.text.replace("\u2003", " ") for p in opened(file).paragraphs if p.style.name in styles]


def test_chapters_come_in_reading_order():
    assert headings(demo_file()) == [
        "1 Summary for the board",
        "2 Where we are",
        "2.1 Current state: technology, systems and tools",
        "2.2 Current state: work force",
        "2.3 Current state: processes",
        "2.4 Current state: performance measures",
        "2.5 Current state: capital allocation",
        "2.6 Current state: supplier management",
        "3 Largest gaps",
        "4 Largest disagreements",
        "5 How groups see it",
        "A Session guide",
        *(f"A.{n} Disagreement worksheet" for n in (1, 2, 3)),
        "A.4 Owners and dates",
        "B All scores",
        "C What stands behind each component",
        "D Method",
        "E What was asked",
        "F How sound this is",
        "G Evidence",
    ]


def test_heading_levels_never_skip_one():
    styles = opened(demo_file()).styles
    found = [p.style.name for p in opened(demo_file()).paragraphs]
    levels = [styles[name].element.find(f"{W}pPr/{W}outlineLvl") for name in found]
    outline = [int(level.get(f"{W}val")) for level in levels if level is not None]
    assert outline[0] == 0
    assert all(after <= before + 1 for before, after in pairwise(outline))


def test_every_chapter_states_its_finding():
    paragraphs = opened(demo_file()).paragraphs
    starts = [
        n for n, p in enumerate(paragraphs) if p.style.name in ("Heading 1", "Part Heading", "Appendix Part")
    ]
    for start in starts:
        assert paragraphs[start + 1].style.name == "Finding"
        assert paragraphs[start + 1].text.endswith((".", "?"))
        assert len(paragraphs[start + 1].text) <= 130


def test_the_title_page_says_whose_document_it_is():
    said = texts(opened(demo_file()))[:20]
    draft = "Draft of 22\u00a0November 2026, not issued"
    for each in ("Tarnfield Controls", "Fenwick Hale Advisory", "Prepared for", draft):
        assert each in said


def test_every_picture_has_words_and_a_number_of_its_own():
    properties = list(opened(demo_file()).element.body.iter("{*}docPr"))
    assert len(properties) == 21
    assert all(len(each.get("descr")) > 20 for each in properties)
    assert len({each.get("id") for each in properties}) == len(properties)


def test_tables_with_a_head_repeat_it():
    tables = opened(demo_file()).element.body.iter(f"{W}tbl")
    for each in tables:
        look = each.find(f"{W}tblPr/{W}tblLook").get(f"{W}firstRow")
        head = each.find(f"{W}tr/{W}trPr/{W}tblHeader")
        assert (head is not None) == (look == "1")


@pytest.mark.parametrize("kind", ["Figure", "Table"])
def test_captions_are_numbered_without_a_gap(kind):
    captions = [p.text for p in opened(demo_file()).paragraphs if p.style.name == "Caption"]
    everywhere = [text for text in texts(opened(demo_file())) if re.match(rf"{kind} \d+\u2002", text)]
    numbers = {int(re.match(r"\w+ (\d+)", text)[1]) for text in everywhere}
    assert captions
    assert numbers == set(range(1, max(numbers) + 1))


def test_the_summary_says_what_the_scores_show():
    scores, pack = demo().scores, demo().pack
    said = everything(demo_file())
    summary = said[said.index("\nWhere we are\n") : said.rindex("\nHow sound this is")]
    for figure in (scores.overall.current, scores.overall.target):
        assert shown(figure) in summary
    by_level = sorted(pack.components, key=lambda part: scores.components[part.id].current)
    low, high = (
        f"{part.name.lower()} ({shown(scores.components[part.id].current)})"
        for part in (by_level[0], by_level[-1])
    )
    assert f"Highest in {high}, lowest in {low}." in summary
    widest = max(pack.components, key=lambda part: scores.components[part.id].gap)
    assert f"{widest.name.lower()} ({signed(scores.components[widest.id].gap)})" in summary


def test_every_decimal_in_the_document_is_a_figure_of_the_scores():
    scores = demo().scores
    figures = {"0.83", demo().pack.version, shown(scores.soundness.alpha.value, 2)}
    figures |= {
        shown(icc, 2)
        for each in scores.soundness.explained.values()
        if each
        for icc in (each.icc1, each.icc2)
    }
    figures |= {signed(each.delta, 2) for each in perception_gaps(demo().pack, scores)}
    figures |= {shown(each.difference) for each in perception_gaps(demo().pack, scores) if each.flagged}
    rolls = [scores.overall, *scores.components.values()]
    for roll in rolls:
        figures |= {shown(roll.current), shown(roll.target), signed(roll.gap)}
        figures |= {shown(roll.ad, 2), shown(roll.rwg, 2), *(shown(each) for each in roll.bounds)}
    cells = list(scores.capabilities.values())
    figures |= {signed(cell.gap.mean) for cell in cells}
    for group in (each for column in scores.groups.values() for each in column.values()):
        if not isinstance(group, Hidden):
            cells += group.capabilities.values()
    sure = [each.current.interval for each in scores.capabilities.values() if each.current.interval]
    figures.add(shown(max(high - low for low, high in sure)))
    for cell in cells:
        for seen in (cell.current, cell.target, getattr(cell, "importance", None)):
            if isinstance(seen, Distribution) and seen.n:
                figures |= {shown(seen.mean), shown(seen.ad, 2)}
    differences = set(re.findall(r"(\d\.\d) apart", everything(demo_file())))
    numbers = {f"{n}.{m}" for n in range(1, 5) for m in range(1, 10)}
    found = set(re.findall(r"[+\u2212]?\d+\.\d+", everything(demo_file())))
    assert found - figures - differences - numbers == set()


def test_the_table_of_a_component_holds_exactly_its_scores():
    document = opened(demo_file())
    table = next(
        t for t in document.tables if "".join(t._tbl.tr_lst[0].tc_lst[-1].itertext("{*}t")) == "No answer"
    )
    rows = [["".join(cell.itertext("{*}t")) for cell in row.tc_lst] for row in table._tbl.tr_lst[1:]]
    component = demo().pack.components[0]
    assert len(rows) == len(component.capabilities)
    for row, capability in zip(rows, component.capabilities, strict=True):
        cell = demo().scores.capabilities[capability.id]
        today = cell.current
        firm = f"{shown(100 * today.share_at_or_above(3), 0)}%"
        assert row == [
            capability.name, str(today.n), shown(today.mean), shown(cell.target.mean), signed(cell.gap.mean),
            str(cell.gap.n), shown(today.ad, 2), shown(cell.importance.mean), firm,
            str(today.dk), str(today.na), str(today.blank),
        ]  # fmt: skip


def test_no_placeholder_and_nothing_undefined_is_left():
    said = everything(demo_file())
    for wrong in ("None", " nan", "NaN", "HIDDEN", "TODO", "lorem", "{", "}", " ,", "  ", "..", " 1 people"):
        assert wrong not in said, wrong


def test_a_group_below_the_threshold_is_never_named():
    groups = {"function": ("Sales",) * 10 + ("Marketing",) * 9 + ("Legal",) * 2 + ("Board",) * 3}
    people = [[1 + n % 4] * 5 for n in range(24)]
    file = blueprint(rated(people, groups=groups))
    said = everything(file)
    assert "Some results by function are not shown, to protect those who answered" in said
    assert "Legal" not in said
    assert "Board" not in said


def test_a_hidden_capability_shows_no_figure():
    people = [[2, 3, 2, 3, 5] if n < 4 else [2, 3, 2, 3, 7] for n in range(12)]
    made = rated(people)
    assert isinstance(made.scores.capabilities["Q3"].current, Hidden)
    said = everything(blueprint(made))
    assert "hidden" in said
    assert "One capability is not shown, to protect those who answered" in said
    assert "5.0" not in said


def test_one_respondent_is_protected_and_the_document_makes_sense():
    file = blueprint(rated([[3] * 5]))
    said = everything(file)
    assert headings(file) == _BARE
    assert "No result is shown yet, to protect those who answered." in said
    assert "1 person answered." in said
    assert not re.search(r"\b3\.0\b", said)


def test_nobody_rated_anything():
    file = blueprint(rated([[7] * 5] * 8))
    assert headings(file) == _BARE
    assert "Nobody has rated a capability yet." in everything(file)


def test_one_component_compares_with_no_other():
    said = everything(blueprint(rated([[1 + n % 3] for n in range(9)], pack=ONE)))
    for plural in ("the lowest of", "the highest of", "six components", "1 components"):
        assert plural not in said


def test_without_a_wanted_level_nothing_is_wanted():
    answers = table(TWO, [[[level, 0, 3] for level in person] for person in VARIED])
    answers.asked[:, 1] = False
    file = blueprint(dossier(TWO, score(TWO, count(answers))))
    assert "3 Largest gaps" not in headings(file)
    said = [text for text in texts(opened(file)) if not text.startswith("Figure ")]
    findings = [
        p.text for p in opened(file).paragraphs if p.style.name in ("Finding", "Labelled", "Subtitle")
    ]
    assert said
    assert not [text for text in findings if "wanted" in text or "gap" in text]


@pytest.mark.parametrize(
    "client",
    [
        "Tarn\x00field\x1b",
        "<b>Tarnfield</b> & **Sons** {{ x }}",
        "\U0001f680 \u05ea\u05e2\u05e9\u05d9\u05d4 \u202eabc",
        "Tarnfield Controls International " * 6,
        "x" * 200,
    ],
)
def test_a_hostile_name_is_only_a_name(client, tmp_path):
    file = blueprint(rated(VARIED, client=client))
    opened(file)
    assert audited(file, tmp_path) == []
    said = everything(file)
    assert "\u202e" not in said
    if "<b>" in client:
        assert client in said


@pytest.mark.parametrize("client", ["", "   ", "\x00\x01", "\u202e", "y" * 201])
def test_a_name_that_is_none_is_refused(client):
    with pytest.raises(ValueError, match="client"):
        rated(VARIED, client=client)


def test_scores_of_another_pack_are_refused():
    with pytest.raises(ValueError, match="another pack"):
        dossier(TWO, demo().scores)


def test_letter_paper_keeps_its_pages():
    file = blueprint(rated(VARIED, page="Letter"))
    assert opened(file).sections[0].page_width.mm == pytest.approx(215.9, abs=0.1)


def test_the_same_dossier_gives_the_same_bytes():
    assert blueprint(rated(VARIED)) == blueprint(rated(VARIED))


def test_contrasts_between_groups_name_both_and_count_them():
    groups = {"function": ("Sales",) * 6 + ("Marketing",) * 7}
    people = [[1] * 5] * 6 + [[4, 4, 1, 1, 1]] * 7
    made = rated(people, groups=groups)
    said = wording(between_groups(made, made.pack.components[0], "function")).replace("\u00a0", " ")
    assert said == (
        "Capability P1 is rated 4.0 by Marketing and 1.0 by Sales, 3.0 apart (7 and 6 people). "
        "Capability P2 is rated 4.0 by Marketing and 1.0 by Sales, 3.0 apart (7 and 6 people)."
    )
    assert "no" in wording(between_groups(made, made.pack.components[1], "function")).lower()


def test_two_camps_are_nothing_to_build_on():
    made = rated([[1, 2, 2, 2, 2]] * 6 + [[5, 2, 2, 2, 2]] * 6)
    ratings = rated_capabilities(made.pack.components[0].capabilities, made.scores)
    assert wording(build_on(ratings)).startswith(
        "Little yet: of what people agree on, capability P2 is highest"
    )


def test_what_is_complete_has_nothing_missing():
    made = rated(VARIED)
    assert missing(made, made.pack.components[0]) == ""
    assert "not shown" not in how_sound(made)


def audited(file: bytes, folder: Path) -> list[str]:
    """Return what the audit finds wrong with a file."""
    path = folder / "blueprint.docx"
    path.write_bytes(file)
    return [str(error) for error in OpenXmlValidator().validate(str(path)).errors]


def test_the_demonstration_is_a_valid_document(tmp_path):
    assert audited(demo_file(), tmp_path) == []


def test_a_document_need_not_say_who_made_it():
    document = opened(blueprint(rated([[2, 3, 3, 2, 1]] * 6, consultancy="")))
    assert "Prepared by" not in texts(document)
    assert document.sections[0].footer.paragraphs[0].text.startswith("Confidential")
