"""Documents reviewed over HTTP: listed, added, changed, imported, and kept while something rests on them."""

import io
from dataclasses import replace
from html import unescape

import openpyxl
import pytest
from flask import Flask

from tests.workshop import people
from tests.workshop.prioritised import Strategy, begun, strategy
from workshop.database import write
from workshop.documents import editing, importing, store
from workshop.documents.reading import evidence, reviewed
from workshop.documents.store import Document
from workshop.sources.store import add_source

PLAN = {"title": "Marketing plan 2026", "kind": "Plan", "shows": "Four goals with figures."}
CSV = (
    b"Title,Kind,Date,Owner,What it shows,Evidence for,Colour\n"
    b'Plan,plan,18/11/2025,Bo Ek,Goals,"D1; C2",red\n'
    b"Budget,Money,1/13/2026,,Sums,Z9,\n"
    b",Policy,,,x,,\n"
    b"PLAN,Plan,2025-11-18,,Again,,\n"
    b"Plan,Plan,2024-11-18,,The one before,,\n"
)


def documents(made: Strategy) -> list[Document]:
    return store.documents(made.db, made.engagement_id)


def add(made: Strategy, **fields: object) -> str:
    return made.post("documents/new", **PLAN | fields)


@pytest.fixture
def made(app: Flask) -> Strategy:
    return begun(app)


def bring(made: Strategy, data: bytes, name: str = "documents.csv", status: int = 303) -> str:
    """Send a spreadsheet and return where it leads, below the engagement, or the page that refuses it."""
    sent = {"csrf_token": made.token, "file": (io.BytesIO(data), name)}
    answer = made.client.post(made.at("documents/import"), data=sent)
    assert answer.status_code == status, answer.text
    return answer.location.removeprefix(made.at("")) if status == 303 else unescape(answer.text)


def test_a_document_is_added_listed_and_read(made: Strategy) -> None:
    assert "No document is reviewed yet." in made.get("documents")
    page = add(made, dated_on="2025-11-18", owner="Helen Marsh", capabilities=["D1", "C2"])
    assert "1 document is reviewed." in page
    assert "It is evidence for 2 of 52 capabilities." in page
    (found,) = reviewed(made.db, made.engagement_id)
    assert (found.title, found.kind, found.owner) == ("Marketing plan 2026", "Plan", "Helen Marsh")
    assert found.capabilities == ("C2", "D1")
    assert evidence([found])["D1"] == (found,)
    assert made.count("engagement_method") == 1
    assert made.count("history", "deed = 'added the document “Marketing plan 2026”'") == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": " \u200b "}, "Write the title"),
        ({"title": "x" * 201}, "Shorten it to 200"),
        ({"kind": "Rumour"}, "Choose what kind of document it is."),
        ({"kind": ""}, "Choose what kind of document it is."),
        ({"dated_on": "2026-02-30"}, "February 2026 has 28 days"),
        ({"shows": ""}, "Say in a sentence or two"),
        ({"shows": "x" * 2001}, "Shorten it to 2,000"),
        ({"owner": "x" * 121}, "Shorten it to 120"),
        ({"capabilities": ["A1", "Z9"]}, "no capability of the method"),
    ],
)
def test_what_does_not_fit_is_said_and_kept(made: Strategy, fields: dict[str, object], said: str) -> None:
    page = unescape(made.post("documents/new", 422, **PLAN | {"owner": "Bo Ek"} | fields))
    assert said in page
    assert "Four goals" in page or "shows" in fields
    assert documents(made) == []


def test_hostile_words_stay_words(made: Strategy) -> None:
    words = "<script>alert(1)</script>\x00\u202e\U0001f600 \"'"
    add(made, title=words, owner=words, shows=f"{words}\n{words}")
    for page in ("documents", "documents/1", "documents/1/removal"):
        assert "<script>alert" not in made.get(page)
    (found,) = documents(made)
    assert "\u202e" not in found.title + found.owner + found.shows


def test_the_list_is_filtered_and_put_in_order(made: Strategy) -> None:
    add(made, title="Beta", dated_on="2026-01-01", capabilities=["A1"])
    add(made, title="alpha", kind="Budget", owner="Bo Ek")
    add(made, title="Gamma", dated_on="2025-01-01", capabilities=["B1", "B2"])

    def titles(asked: str) -> list[str]:
        page = made.get(f"documents?{asked}")
        return sorted(
            (each for each in ("Beta", "alpha", "Gamma") if f"<bdi>{each}</bdi></a>" in page), key=page.index
        )

    assert titles("") == ["alpha", "Beta", "Gamma"]
    assert titles("order=-title") == ["Gamma", "Beta", "alpha"]
    assert titles("order=date") == ["Gamma", "Beta", "alpha"]
    assert titles("order=-date") == ["Beta", "Gamma", "alpha"]
    assert titles("order=-evidence")[0] == "Gamma"
    assert titles("kind=Budget") == ["alpha"]
    assert titles("component=B") == ["Gamma"]
    assert titles("component=none") == ["alpha"]
    assert titles("find=bo+EK") == ["alpha"]
    assert titles("find=nothing&order=x&page=99999999999") == []


def test_a_document_is_changed_and_removed(made: Strategy) -> None:
    add(made, capabilities=["A1"])
    made.post("documents/1", **PLAN | {"title": "Plan", "capabilities": ["B1"]})
    assert [(each.title, each.capabilities) for each in documents(made)] == [("Plan", ("B1",))]
    made.post("documents/1", **PLAN | {"title": "Plan", "capabilities": ["B1"]})
    assert made.count("history", "deed LIKE 'changed the document%'") == 1
    assert "This cannot be undone." in made.get("documents/1/removal")
    made.post("documents/1/removal")
    assert documents(made) == []
    made.post("documents/1/removal")
    assert made.count("history", "deed LIKE 'removed the document%'") == 1


def test_what_something_rests_on_stays(app: Flask) -> None:
    made = strategy(app)
    priority = made.priorities[0]
    db = made.db
    with write(db):
        add_source(db, made.engagement_id, "priority", priority.id, kind="document", kind_id=800)
    page = unescape(made.get("documents/800/removal"))
    assert "“<bdi>Strategy 2027</bdi>” cannot be removed yet." in page
    assert f"priorities/{priority.id}/sources" in page
    assert "Remove the document" not in page
    assert "cannot be removed yet" in made.post("documents/800/removal", 422)
    assert made.count("document") == 1
    assert "1 part of the strategy rests on it." in made.get("documents/800")


def test_a_kind_that_the_method_does_not_name_stays(app: Flask) -> None:
    made = strategy(app)  # its document is of a kind that no form offers
    made.post("documents/800", **PLAN | {"kind": "plan"})
    assert documents(made)[0].kind == "plan"


def test_a_list_is_looked_at_mended_and_added(made: Strategy) -> None:
    draft = bring(made, CSV, "C:/x/documents.csv")
    page = unescape(made.get(f"{draft}?show=all"))
    assert "5 rows of <b><bdi>documents.csv</bdi></b> are not added yet." in page
    assert "1 column is left out: <bdi>Colour</bdi>." in page
    assert "Kind: Choose one of these" in page
    assert "Z9 is no capability" in page
    assert "There is no month 13" in page
    assert "Is the same as row 2" in page
    assert "Add 2 documents" in page
    assert documents(made) == []

    page = unescape(made.post(f"{draft}/documents"))
    assert "2 documents are added." in page
    assert "2 rows of" in page
    assert sorted(each.capabilities for each in documents(made)) == [(), ("C2", "D1")]
    mended = {"cell-3-kind": "Budget", "cell-3-date": "13 Jan 2026", "cell-3-capabilities": "a1",
              "cell-4-title": "=Rules\x00\u202e"}  # fmt: skip
    page = made.post(draft, **mended)
    assert "Add 2 documents" in page
    made.post(f"{draft}/documents")
    assert {each.title for each in documents(made)} == {"Plan", "Budget", "=Rules"}
    assert made.count("worksheet_draft") == 0
    assert made.client.get(made.at(draft)).status_code == 404
    assert made.client.post(made.at(f"{draft}/documents"), data={"csrf_token": made.token}).status_code == 404


def test_rows_that_are_there_are_not_added_twice(made: Strategy) -> None:
    for expected in (2, 0):
        draft = bring(made, CSV)
        page = made.get(f"{draft}?show=all")
        assert (f"Add {expected} documents" in page) == bool(expected)
        if expected:
            made.post(f"{draft}/documents")
    assert "No row is ready to be added." in made.post(f"{draft}/documents", 422)
    made.post(f"{draft}/end")
    made.post(f"{draft}/end")
    assert len(documents(made)) == 2


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"%PDF-1.7", b"PK\x03\x04", b"Title,Kind\n"])
def test_what_is_no_list_is_refused(made: Strategy, data: bytes) -> None:
    assert "Mend and send again" in bring(made, data, status=422)
    assert "Choose a CSV or XLSX file." in made.post("documents/import", 422)


def test_the_list_goes_out_and_comes_in_again(app: Flask, made: Strategy) -> None:
    add(made, title="=SUM(A1)", dated_on="2025-11-18", owner="Bo Ek", capabilities=["D1", "C2"])
    data = made.client.get(made.at("documents.xlsx")).data
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert [each.value for each in sheet[1]] == [
        "Title",
        "Kind",
        "Date",
        "Owner",
        "What it shows",
        "Evidence for",
    ]
    assert sheet["A2"].data_type == "s"
    other = begun(app, people.TOM)
    draft = bring(other, data, "documents.xlsx")
    other.post(f"{draft}/documents")
    (ours,), (theirs,) = documents(made), documents(other)
    assert replace(ours, id=theirs.id) == theirs
    template = made.client.get(made.at("documents/template.xlsx")).data
    names = openpyxl.load_workbook(io.BytesIO(template)).sheetnames
    assert names == ["Documents reviewed", "What goes where"]


def test_there_is_an_end_to_the_list(made: Strategy, monkeypatch: pytest.MonkeyPatch) -> None:
    add(made)
    monkeypatch.setattr(editing, "MOST", 1)
    monkeypatch.setattr(importing, "MOST", 1)
    assert "the most there may be" in made.post("documents/new", 422, **PLAN)
    draft = bring(made, b"Title,Kind,What it shows\nPlan,Plan,x\n")
    assert "the most there may be" in made.post(f"{draft}/documents", 422)
    assert len(documents(made)) == 1


def test_documents_of_others_are_nowhere(app: Flask, made: Strategy) -> None:
    add(made)
    tom = begun(app, people.TOM)
    draft = bring(made, CSV)
    for address in (
        "documents/1",
        "documents/1/removal",
        "documents/1/file",
        f"documents/{2**63 - 1}",
        draft,
    ):
        assert tom.client.get(tom.at(address)).status_code == 404
        assert tom.client.get(made.at(address)).status_code == 404
    sent = {"csrf_token": tom.token, **PLAN}
    assert tom.client.post(tom.at("documents/1"), data=sent).status_code == 404
    assert tom.client.post(tom.at("documents/1/removal"), data=sent).status_code == 303
    assert tom.client.post(tom.at(f"{draft}/documents"), data=sent).status_code == 404
    assert tom.client.get(tom.at(f"documents/{2**63}")).status_code == 404
    assert len(documents(made)) == 1
    assert made.client.post(made.at("documents/new"), data=PLAN).status_code == 400  # without its token


def test_no_file_is_read_for_the_list(made: Strategy) -> None:
    add(made)
    db = made.db
    with write(db):
        store.put_file(db, 1, name="a.pdf", kind="pdf", data=b"\0" * 3_000_000)
    asked: list[str] = []
    with db.tracer(lambda sql, _: asked.append(sql)):
        (found,) = store.documents(db, made.engagement_id)
    assert found.file == store.File("a.pdf", "pdf", 3_000_000)
    assert len(asked) == 2
    assert not any("bytes" in sql.replace("length(bytes)", "") for sql in asked)
