"""Lists of people as they come in: pasted or as files, with and without a header, tidy and not."""

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.spreadsheet import NotASpreadsheet
from workshop.people.columns import doubled
from workshop.people.drafts import Draft
from workshop.people.reading import MOST_ROWS, Table, read_file, read_pasted
from workshop.spreadsheets import as_xlsx

GROUPS = {"function": ("Marketing", "Sales"), "seniority": ("Head", "Lead")}


def fields(table: Table) -> list[tuple[int, str, str]]:
    draft = Draft.of(table, GROUPS, "respondent")
    return [(each.number, each.values["name"], each.values["email"]) for each in draft.entries()]


def held(text: str) -> list[str]:
    return list(Draft.of(read_pasted(text), GROUPS, "respondent").held)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Name\tMail", ["name", "email"]),
        ("FULL NAME\tE-Mail Address\tDepartment\tLevel\tRole(s)\tPosition",
         ["name", "email", "function", "seniority", "roles", "title"]),
        ("First name\tLast name\temail\tTeam", ["first", "last", "email", "function"]),
        ("Surname\tForename\tJob title", ["last", "first", "title"]),
        ("Name\tFirst name\tLast name\tMail", ["", "first", "last", "email"]),
        ("Name\tLang\tMail\tMail", ["name", "", "email", ""]),
    ],
)  # fmt: skip
def test_headers_are_recognised_in_their_variants(header: str, expected: list[str]) -> None:
    cells = "\t".join("abcdef"[: header.count("\t") + 1])
    assert held(f"{header}\n{cells}") == expected


def test_without_a_header_columns_are_known_by_what_stands_in_them() -> None:
    ann, bo = (
        "Lead\tann@alder.example\tAnn Lind\tSales\tsponsor",
        "Head\tb@alder.example\tBo\tMarketing\tsponsor",
    )
    text = f"{ann}\n{bo}"
    assert held(text) == ["seniority", "email", "name", "function", "roles"]
    assert fields(read_pasted(text))[0] == (1, "Ann Lind", "ann@alder.example")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_any_separator_does(separator: str) -> None:
    text = f"Mail{separator}Name\nann@alder.example{separator}Ann Lind\n"
    assert (
        fields(read_pasted(text))
        == fields(read_file(text.encode()))
        == [(2, "Ann Lind", "ann@alder.example")]
    )


def test_a_tab_counts_before_a_comma_in_a_name() -> None:
    assert fields(read_pasted("Lind, Ann, Dr.\tann@alder.example")) == [
        (1, "Lind, Ann, Dr.", "ann@alder.example")
    ]


def test_addresses_of_a_mail_program_are_people() -> None:
    text = 'Ann Lind <ann@alder.example>; "Ek, Bo" <bo@alder.example>,\n cy@alder.example'
    assert fields(read_pasted(text)) == [
        (1, "Ann Lind", "ann@alder.example"), (2, "Ek, Bo", "bo@alder.example"), (3, "", "cy@alder.example"),
    ]  # fmt: skip


def test_name_and_address_may_stand_in_one_cell() -> None:
    text = 'Name\tTeam\nAnn Lind <ann@alder.example>\tSales\n"Bo Ek" <mailto:bo@alder.example>\tSales'
    assert [each[1:] for each in fields(read_pasted(text))] == [
        ("Ann Lind", "ann@alder.example"), ("Bo Ek", "bo@alder.example"),
    ]  # fmt: skip
    assert fields(read_pasted("Mail\tTeam\nAnn Lind <ann@alder.example>\t"))[0][1] == "Ann Lind"


def test_what_no_one_sees_is_trimmed_and_blank_rows_are_skipped() -> None:
    rows = (
        "\u00a0Ann\u00a0 Lind\u200b\t\ufeffann@alder.example\u200b",
        "\u200b\t\u00a0",
        "\t",
        "Bo\u202e Ek\t",
    )
    text = "\n".join(["Name\tMail", *rows])
    assert fields(read_pasted(text)) == [(2, "Ann Lind", "ann@alder.example"), (5, "Bo Ek", "")]


def test_a_title_above_the_header_is_passed_over() -> None:
    text = "People of Alder & Sons\nName,Mail\nAnn,ann@alder.example\n"
    assert fields(read_file(text.encode())) == [(3, "Ann", "ann@alder.example")]


def test_what_we_wrote_for_a_spreadsheet_comes_back_as_it_was() -> None:
    assert fields(read_pasted("Name\tMail\n'=Ann\t\n'Ann\t")) == [(2, "=Ann", ""), (3, "'Ann", "")]


def test_a_workbook_keeps_its_row_numbers() -> None:
    book = openpyxl.Workbook()
    for row in (["Name", "E-mail"], [], ["Ann", "ann@alder.example"], [7, None]):
        book.active.append(row)
    memory = io.BytesIO()
    book.save(memory)
    assert fields(read_file(memory.getvalue())) == [(3, "Ann", "ann@alder.example"), (4, "7", "")]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b" \n", "The file is empty."),
        (b"Name,Mail\n", "There is nobody in this list."),
        (b"Name\n" + b"Ann\n" * (MOST_ROWS + 1), "more than 5,000 people"),
        (b"Name" + b",x" * 40 + b"\nAnn" + b",x" * 40, "more than 40 columns"),
        (b"Name\n" + b'"' + b"x" * 100_000 + b'"\n', ""),
        (b"Name\n" + (b"x" * 100_000 + b"\n") * 50, "too much text"),
        (b"\xff\xfe\xff", "Save it as CSV UTF-8 or XLSX."),
        (b"PK\x03\x04rubbish", "The workbook is damaged"),
        (b"%PDF-1.7", "Choose a CSV or XLSX file."),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(data: bytes, said: str) -> None:
    if not said:
        assert len(read_file(data).rows) == 1
        return
    with pytest.raises(NotASpreadsheet, match=said):
        read_file(data)


@pytest.mark.parametrize("text", ["a@" * 60_000 + "<", "Ann <" + "a@" * 60_000])
def test_a_text_full_of_signs_is_read_at_once(text: str) -> None:
    assert len(read_pasted(text).rows) == 1


def swollen(part: str, before: bytes, filling: bytes) -> bytes:
    """Return a workbook that is small until it is unpacked: one part holds the same thing again and again."""
    memory = io.BytesIO(as_xlsx("People", ("Name", "Mail"), [("Ann", "ann@alder.example")]))
    out = io.BytesIO()
    with zipfile.ZipFile(memory) as given_parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        for each in given_parts.namelist():
            head, found, tail = given_parts.read(each).partition(before)
            assert each != part or found
            filled = filling * (9_000_000 // len(filling)) if each == part else b""
            parts.writestr(each, head + filled + found + tail)
    return out.getvalue()


SHEET, STYLES, TEXTS = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml"


@pytest.mark.parametrize(
    ("part", "before", "filling"),
    [
        (STYLES, b"</cellXfs>", b'<xf numFmtId="0"/>'),
        (SHEET, b"</row>", b'<c r="A1"/>'),
        (SHEET, b"</row>", b"<row/>"),
        (SHEET, b"</sheetData>", b"<other/>"),
        (SHEET, b"</worksheet>", b"<row/>"),
        (TEXTS, b"</si>", b"<t/>"),
    ],
)
def test_a_small_file_that_would_fill_the_memory_is_refused(part: str, before: bytes, filling: bytes) -> None:
    data = swollen(part, before, filling)
    assert len(data) < 100_000
    with pytest.raises(NotASpreadsheet, match="far more than its cells"):
        read_file(data)


def test_a_workbook_may_be_large_by_what_is_in_its_cells() -> None:
    people = [(f"Ann {each}", f"ann{each}@alder.example") for each in range(1_000)]
    cells = [(*person, "x" * 3_000) for person in people]
    found = read_file(as_xlsx("People", ("Name", "Mail", "Job title"), cells))
    assert len(found.rows) == 1_000
    memory = io.BytesIO(swollen(SHEET, b"</sheetData>", b'<row r="2"/>' + b" " * 1_000))
    assert len(read_file(memory.getvalue()).rows) == 1


def test_two_columns_cannot_hold_the_same() -> None:
    assert doubled(["name", "email", "email"]) == "Two columns are taken as Mail. Choose one of them."
    assert doubled(["name", "last"])
    assert not doubled(["first", "last", "", ""])


@settings(deadline=None)
@given(st.text() | st.lists(st.text(max_size=8), max_size=12).map("\t".join))
def test_any_text_is_read_or_refused_and_comes_back_from_json(text: str) -> None:
    try:
        table = read_pasted(text)
    except NotASpreadsheet:
        return
    draft = Draft.of(table, GROUPS, "respondent")
    assert len(draft.held) == table.width
    assert not doubled(draft.held)
    preview = draft.preview(GROUPS, [])
    assert len(preview.lines) == len(table.rows)
    assert Draft.from_json(draft.to_json()).preview(GROUPS, []) == preview
