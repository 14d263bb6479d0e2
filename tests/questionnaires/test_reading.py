"""A spreadsheet of answers: what is read, and each thing that can be wrong with it."""

import io
import zipfile
from contextlib import suppress

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.header import AnswerFaults
from questionnaires.reading import read_answers
from tests.questionnaires.samples import ONE, TWO

GOOD = (
    "respondent,function,P1.current,P1.target,P1.importance,P1.comment\n"
    "ann,Sales,2,4,5,Late reports\nbob,IT,NA,dk,,\n"
)


def faults(data: bytes | str, pack=ONE) -> list[str]:
    with pytest.raises(AnswerFaults) as caught:
        read_answers(data.encode() if isinstance(data, str) else data, pack)
    return [str(each) for each in caught.value.faults]


def workbook(*rows: list) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_sheet_is_read_column_by_column():
    answers = read_answers(GOOD.encode(), ONE)
    assert answers.respondents == ("ann", "bob")
    assert answers.groups == {"function": ("Sales", "IT")}
    assert answers.codes.tolist() == [[[2, 6], [4, 7], [5, 0]]]
    assert answers.asked.all()
    assert [(each.respondent, each.text) for each in answers.comments] == [(0, "Late reports")]


def test_a_column_that_is_not_there_was_not_asked():
    answers = read_answers(b"respondent,P2.current\nann,3\n", TWO)
    assert answers.asked.sum() == 1
    assert answers.asked[1, 0]
    assert answers.groups == {}


@pytest.mark.parametrize(
    "data",
    [
        GOOD.encode("utf-8-sig"),
        GOOD.encode("utf-16"),
        GOOD.replace(",", ";").encode(),
        GOOD.replace(",", "\t").encode(),
        GOOD.replace("\n", "\r\n").encode(),
        ("\n" + GOOD.replace("bob", "\n\nbob") + ",,,\n\n").encode(),
    ],
)
def test_the_dialects_of_spreadsheets_say_the_same(data):
    assert read_answers(data, ONE).codes.tolist() == read_answers(GOOD.encode(), ONE).codes.tolist()


def test_a_workbook_says_the_same_as_text():
    book = workbook(
        ["respondent", "function", "P1.current", "P1.target", "P1.importance", "P1.comment"],
        ["ann", "Sales", 2, 4.0, "5", "Late reports"],
        [None],
        ["bob", "IT", "NA", " dk ", None, None],
    )
    assert read_answers(book, ONE).codes.tolist() == read_answers(GOOD.encode(), ONE).codes.tolist()


def test_a_formula_is_read_as_its_value():
    book = workbook(["respondent", "P1.current"], ["ann", "=1+2"])
    # openpyxl writes formulas without a value; a spreadsheet program stores the value beside the formula.
    source = zipfile.ZipFile(io.BytesIO(book))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert b"<f>1+2</f><v/>" in part or b"<f>1+2</f><v></v>" in part
                part = part.replace(b"<v/>", b"<v>3</v>").replace(b"<v></v>", b"<v>3</v>")
            out.writestr(name, part)
    assert read_answers(target.getvalue(), ONE).codes[0, 0, 0] == 3


@pytest.mark.parametrize("value", ["0", "6", "2.5", "-1", "three", "N/A", "=1+1", "1e0", "³"])
def test_a_value_out_of_range_is_named_with_its_place(value):
    assert faults(f"respondent,P1.current\nann,3\nbob,{value}\n") == [
        f"row 3, column B (P1.current): {value!r} is not a rating; allowed: 1, 2, 3, 4, 5, NA, DK or empty"
    ]


def test_every_fault_is_reported_at_once():
    found = faults(
        "respondent,X9.current,P1.current,P1.colour,P1.current\nann,1,9,,\nann,1,x,,\n,1,2,,\nzoe,1,2,,,8\n"
    )
    text = "\n".join(found)
    assert (
        "row 1, column B (X9.current): unknown capability 'X9'; use a capability of the pack sample" in text
    )
    assert "row 1, column D (P1.colour): unknown question 'colour'; use P1.current, P1.target" in text
    assert "row 1, column E (P1.current): the name stands in column C too" in text
    assert "row 2, column C (P1.current): '9' is not a rating" in text
    assert "row 3, column C (P1.current): 'x' is not a rating" in text
    assert "row 3, column A (respondent): respondent 'ann' stands in row 2 too" in text
    assert "row 4, column A (respondent): the respondent has no label" in text
    assert "row 5, column F: '8' stands in a column without a name" in text
    assert len(found) == 8


def test_row_numbers_are_those_of_the_sheet():
    assert faults("\n\nrespondent,P1.current\n\nann,3\n\nbob,9\n")[0].startswith("row 7, column B")


def test_names_are_no_groups_even_where_they_are_few():
    rows = "".join(f"r{n},n{n}@client.example,team {n % 9},3\n" for n in range(30))
    assert faults(f"respondent,Email,team,P1.current\n{rows}") == [
        "column B (Email): there are 30 different values in 30 rows; "
        "they look like names, not groups; merge some of them or remove the column"
    ]


def test_a_column_that_is_nearly_named_right_is_pointed_out():
    assert faults("Respondent,P1.current\nann,3\n") == [
        "row 1: the column 'respondent' is missing; rename 'Respondent'"
    ]


def test_a_missing_column_is_named():
    assert faults("name,P1.current\nann,3\n") == [
        "row 1: the column 'respondent' is missing; add it, with a label of its own for each row"
    ]
    assert (
        "no column holds ratings; name at least one like P1.current"
        in faults("respondent,function\nann,IT\n")[0]
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty"),
        (b"  \n\n", "the file is empty"),
        (b",,\n,,\n", "sheet is empty"),
        (b"respondent,P1.current\n", "there is no respondent"),
        ("respondent,P1.current\nZo\u00eb,3\n".encode("latin-1"), "not UTF-8 (line 2"),
        (b"%PDF-1.7 stuff", "not a spreadsheet"),
        (b"<html><body>Sign in</body></html>", "not a spreadsheet"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not UTF-8"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old XLS"),
        (b"PK\x03\x04 broken", "damaged"),
        (b'respondent,P1.current\n"ann,3\n', "cannot be read as CSV"),
        (b"respondent,P1.current\na\0b,3\n", "not a spreadsheet"),
    ],
)
def test_what_is_no_spreadsheet_is_refused_in_a_sentence(data, said):
    assert said.lower() in " ".join(faults(data)).lower()


def test_an_archive_that_is_no_workbook_is_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as out:
        out.writestr("word/document.xml", "<w/>")
    assert "not an XLSX workbook" in faults(buffer.getvalue())[0]


def test_an_empty_workbook_is_refused():
    assert "empty" in faults(workbook())[0]


def test_very_many_faults_are_counted_not_listed():
    rows = "".join(f"r{n},9\n" for n in range(1500))
    with pytest.raises(AnswerFaults) as caught:
        read_answers(f"respondent,P1.current\n{rows}".encode(), ONE)
    assert (len(caught.value.faults), caught.value.unlisted) == (1000, 500)


def test_a_column_of_names_is_no_group():
    rows = "".join(f"r{n},name {n},3\n" for n in range(101))
    assert faults(f"respondent,e-mail,P1.current\n{rows}") == [
        "column B (e-mail): there are 101 different values; "
        "a column of groups may have 100; merge some of them or remove the column"
    ]


def test_control_characters_do_not_come_through():
    answers = read_answers(b"respondent,function,P1.current,P1.comment\nann,S\x07ales,3,a\x1bb\n", ONE)
    assert answers.groups["function"] == ("Sales",)
    assert answers.comments[0].text == "ab"


@settings(max_examples=150)
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_give_answers_or_faults(data):
    with suppress(AnswerFaults):
        assert read_answers(data, ONE).respondents
