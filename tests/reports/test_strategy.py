"""The chapters of strategy, read back."""

from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO

import pytest
from docx import Document
from openxml_audit import OpenXmlValidator

from questionnaires.quoting import Shown
from reports.blueprint import blueprint
from reports.blueprint.strategy import write_aligned, write_context, write_leading
from reports.strategy import (
    Alignment,
    Dispute,
    Interviews,
    Objective,
    Opinions,
    Paper,
    Priority,
    Sources,
    Strategy,
    Supporting,
    Weighting,
    Written,
)
from reports.word.document import WordDocument
from reports.word.template import Properties
from tests.reports.dossiers import opened, rated, texts

HEARD = Shown("Interview", "Karin Ahl, Head of Sales")
ROLE = Shown("Interview", "A member of the leadership team")
BASIS = Sources((HEARD, ROLE, ROLE), 2, (Paper("Plan 2027", date(2026, 3, 1)),), ("Annual report, page 4",))
GROWTH = Priority(
    name="Grow abroad", outcome="A third of sales abroad", measured_by="Sales by region\nOrders",
    share=0.6, points=44.5, sources=BASIS, quotes=tuple(Shown(f"Quote {n}.", "A leader") for n in range(5)),
)  # fmt: skip
SPEED = Priority(name="Be faster", share=0.4, points=20.0)
WHOLE = Strategy(
    interviews=Interviews(7, 8, date(2026, 10, 27), date(2026, 11, 7)),
    priorities=(GROWTH, SPEED),
    weighting=Weighting("set", "The board said so."),
    opinions=Opinions(7, 0.42, 6),
    vision=Written("To be asked first.\nAnd to know why.", BASIS, (Shown("We lead.", "A leader"),)),
    future=Written("Buyers decide alone."),
    objectives=(
        Objective("Open two offices"),
        Objective("One definition of a lead", date(2027, 3, 1), 1, Sources((HEARD,))),
    ),
    alignment=Alignment(
        (Supporting("Lead management", "Processes", 0.75, (3, 1)),
         Supporting("Forecasting", "Measures", 0.25, (0, 3))), 53, 106, 4,
    ),
    disputes=(Dispute("Who sets them", "How the function behaves", 5, True), Dispute("Own words", "Ours")),
    withheld=1,
)  # fmt: skip


@cache
def file(strategy: Strategy = WHOLE) -> bytes:
    return blueprint(rated([[1 + n % 3] * 5 for n in range(9)], strategy=strategy))


def chapters(strategy: Strategy) -> list[str]:
    """Return the texts of the chapters of strategy alone."""
    document = WordDocument(Properties("T", "C", "", date(2026, 1, 1), "en-GB"), "A4")
    for write in (write_context, write_leading, write_aligned):
        write(document, rated([[3] * 5] * 6, strategy=strategy))
    return texts(Document(BytesIO(document.save(head=("", ""), foot=""))))


def said(strategy: Strategy) -> str:
    return "\n".join(chapters(strategy)).replace("\u00a0", " ")


def test_the_chapters_come_before_the_assessment() -> None:
    styles = ("Heading 1", "Part Heading")
    found = [p.text.split("\u2003")[1] for p in opened(file()).paragraphs if p.style.name in styles]
    assert found[:3] == ["Summary for the board", "Strategic context and priorities", "Where we are"]
    assert found.index("Where it leads") < found.index("What the priorities rest on")
    assert "Where leaders disagree" in found


def test_what_is_known_stands_in_the_chapters() -> None:
    told = said(WHOLE)
    for each in (
        "Two business priorities are named; the heaviest, “Grow abroad”, weighs 60%.",
        "7 of 8", "interviews held, 27 October to 7 November 2026", "priorities, 1 without a source",
        "Sales by region; Orders", "The reason given: The board said so.",
        "Kendall’s W 0.42, n = 6", "“Grow abroad” has the highest mean, 45.",
        "“Be faster” has no source", "“Be faster” is not measured yet",
        "One planned interview is still to be held.",
        "1 of 2 objectives is dated; it is due by 1 March 2027.", "To be asked first.", "And to know why.",
        "Buyers decide alone.", "“We lead.”", "2 Be faster", "One objective has no date",
        "2 of 53 capabilities hold 100% of the strategic weight; "
        "lead management leads (75.0%).",
        "Of 106 strengths, 4 were chosen for this organisation",
    ):  # fmt: skip
        assert each in told, each
    lines = chapters(WHOLE)
    assert [line for line in lines if line.startswith("“Quote")] == [f"“Quote {n}.”" for n in range(3)]
    assert "A leader; on priority 1, quoted with consent" in lines
    start = lines.index("Lead management\nprocesses")
    assert lines[start : start + 4] == ["Lead management\nprocesses", "strong", "some", "75.0%"]


def test_sources_are_told_as_far_as_they_may_be() -> None:
    [told] = [line for line in chapters(WHOLE) if line.startswith("Interviews:") and ";" in line][:1]
    assert told.replace("\u00a0", " ") == (
        "Interviews: Karin Ahl, Head of Sales; A member of the leadership team (2)\n"
        "Two interviews, not to be named\nDocument: Plan 2027, 1 March 2026\nAnnual report, page 4"
    )
    assert "No source is named" in chapters(WHOLE)


def test_objectives_come_by_date() -> None:
    told = said(WHOLE)
    assert told.index("One definition of a lead") < told.index("Open two offices")


def test_leaders_disagreements_stand_with_the_others_or_alone() -> None:
    told = "\n".join(texts(opened(file()))).replace("\u00a0", " ")
    assert "Leaders disagree on two points; the session settles them." in told
    assert "in two camps\n5" in told
    assert "One more rests on the answers of fewer than three interviewees and is not shown" in told


@pytest.mark.parametrize(
    ("strategy", "finding"),
    [
        (Strategy(interviews=Interviews(0, 3)), "No business priority is named yet."),
        (Strategy(priorities=(replace(GROWTH, share=1),)), "One business priority is named: “Grow abroad”."),
        (
            Strategy(priorities=(GROWTH, SPEED)),
            "Two business priorities are named, and each counts the same.",
        ),
        (
            Strategy(
                priorities=(replace(GROWTH, share=0.5), replace(SPEED, share=0.5)),
                weighting=Weighting("set", "x"),
            ),
            "Two business priorities are named; none weighs more than 50%.",
        ),
        (
            replace(WHOLE, priorities=(replace(GROWTH, name="n" * 120), SPEED)),
            "Two business priorities are named; the heaviest weighs 60%.",
        ),
    ],
)
def test_the_finding_says_what_stands_out(strategy: Strategy, finding: str) -> None:
    assert finding in said(strategy)


def test_an_interview_under_way_is_told_apart_from_those_that_are_done() -> None:
    told = said(replace(WHOLE, interviews=replace(WHOLE.interviews, under_way=1)))
    assert "6 of 8" in told
    assert "interviews done, 1 under way, 27 October to 7 November 2026" in told
    assert "Leadership interviews, 27 October to 7 November 2026; 6 of 8 done, 1 under way" in told
    assert "7 of 8" not in told


def test_what_is_not_there_is_left_out_and_said() -> None:
    bare = Strategy(priorities=(SPEED,))
    told = said(bare)
    assert "Where it leads" not in told
    assert "What the priorities rest on" not in told
    assert "Neither a vision nor objectives are written" in told
    assert "No capability is said to support" in told
    assert "Nobody set weights" not in told
    assert "interviews held" not in told
    assert "Means are shown from three" in said(
        Strategy(priorities=(replace(SPEED, points=None),), opinions=Opinions(2))
    )
    assert chapters(Strategy())[:2] == [
        "1\u2003Strategic context and priorities",
        "No business priority is named yet.",
    ]
    assert "Strategic" not in "\n".join(texts(opened(blueprint(rated([[3] * 5] * 6)))))


def test_nothing_is_quoted_or_named_that_did_not_pass_the_gate() -> None:
    for make in (
        lambda: replace(GROWTH, quotes=("words",)),
        lambda: Written("x", quotes=("words",)),  # type: ignore[arg-type]
        lambda: Sources(("Karin",)),  # type: ignore[arg-type]
    ):
        with pytest.raises(TypeError, match="gate"):
            make()


@pytest.mark.parametrize(
    "text", ["<b>& {{ x }}</b>\x00\x1b\u202e", "\u05d0\u05d1 \U0001f680 ", "w" * 5000, "long words " * 450]
)
def test_hostile_texts_are_only_texts(text: str, tmp_path) -> None:
    shown = Shown(text, text)
    basis = Sources((shown,), 1, (Paper(text, None),), (text,))
    many = tuple(
        Priority(name=f"{text[:110]} {n}", outcome=text, measured_by=text, share=1 / 12, sources=basis,
                 quotes=(shown,), points=8) for n in range(12)
    )  # fmt: skip
    strategy = replace(
        WHOLE,
        priorities=many,
        vision=Written(text, basis, (shown,)),
        objectives=(Objective(text, date(2027, 1, 1), 11, basis),) * 3,
        weighting=Weighting("set", text),
        alignment=Alignment(
            tuple(Supporting(f"{text[:80]}{n}", "P", 1 / 30, (3, 1, 0) * 4) for n in range(30)), 53, 9, 0
        ),
        disputes=(Dispute(text, text[:80], 3, True),),
    )
    made = blueprint(rated([[1 + n % 3] * 5 for n in range(9)], strategy=strategy))
    (tmp_path / "blueprint.docx").write_bytes(made)
    assert [str(each) for each in OpenXmlValidator().validate(str(tmp_path / "blueprint.docx")).errors] == []
    told = texts(opened(made))
    assert "\u202e" not in "\n".join(told)
    findings = [p.text for p in opened(made).paragraphs if p.style.name == "Finding"]
    assert all(len(each) <= 130 for each in findings), findings
    assert "Two lighter priorities have no column here." in "\n".join(told)


def test_the_whole_is_a_valid_document(tmp_path) -> None:
    (tmp_path / "blueprint.docx").write_bytes(file())
    assert [str(each) for each in OpenXmlValidator().validate(str(tmp_path / "blueprint.docx")).errors] == []
