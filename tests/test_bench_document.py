"""The bench of the full blueprint: it measures what it says, here of a small one."""

from io import BytesIO

import docx
import pytest

from questionnaires.loading import shipped_pack
from reports.charts.drawn import rendered_once
from reports.charts.house import Sheet
from tests.workshop.world import PACK
from workshop.commands import bench_document
from workshop.commands.bench_bare import content_of, drawn_bare, written_bare
from workshop.commands.bench_strategy import Amount

SMALL = Amount(
    interviews=2, questions=4, passages=1, priorities=2, capabilities=53, documents=2, rows=3, initiatives=3
)


def test_the_document_its_job_and_its_memory_are_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"MANY": 20, "REPEATS": 1, "AMOUNT": SMALL}.items():
        monkeypatch.setattr(bench_document, name, value)
    told, head, *lines, progress = bench_document.table()
    assert told.startswith("A blueprint of 53 capabilities and 3 initiatives: ")
    assert "bound" in head
    assert [line.split("  ")[0] for line in lines] == [
        "the blueprint, against the same written bare",
        "the blueprint of 20 respondents, against 10",
        "a draft by its job of 20 respondents, against 10",
        "the most memory of the process that makes it",
    ]
    assert all(line.endswith(("holds", "hold")) for line in lines)
    assert progress.startswith("Its progress is told ")


def test_many_answer_as_ten_do() -> None:
    pack = shipped_pack(PACK)
    ten, many = (bench_document.alike(pack, people) for people in (10, 40))
    assert (many.codes[:, :, 10:20] == ten.codes).all()
    assert many.groups["function"][10:20] == ten.groups["function"]
    assert len(many.comments) == 40


def test_a_bare_document_has_the_same_paragraphs_tables_and_pictures() -> None:
    document = docx.Document()
    document.add_paragraph("One ").add_run("two")
    document.add_table(2, 2).cell(1, 1).text = "inside"
    file = BytesIO()
    document.save(file)
    with rendered_once() as held:
        sheet = Sheet(30.0)
        sheet.text(2.0, 4.0, "A chart")
        sheet.box(2.0, 8.0, 20.0, 4.0)
        shown = sheet.picture("", "", "").png
    (one,) = held.values()
    content = content_of(file.getvalue(), [(one.drawing, one.width)])
    bare = docx.Document(BytesIO(written_bare(content)))
    assert [each.text for each in bare.paragraphs] == ["One two", ""]
    assert bare.tables[0].cell(1, 1).text == "inside"
    sizes = [docx.image.image.Image.from_blob(each) for each in (shown, drawn_bare(one.drawing, one.width))]
    assert sizes[0].px_width == sizes[1].px_width
    assert len(bare.inline_shapes) == content.paragraphs == 1
