"""Interviews on paper: the file that is fetched, and the notes that come back from it."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.loading import shipped_pack
from questionnaires.word_file import MAX_LINES, MAX_TEXT, MAX_UNPACKED, NotAWordFile, read_lines
from reports.interview_paper import interview_paper
from tests.workshop import people
from tests.workshop.interviewed import NOW, OWN, OWN_TEXT, talk
from workshop.interviews.papers.placing import placed
from workshop.interviews.papers.values import guide_of, paper_of
from workshop.interviews.store import GENERAL, Chosen, Interview, Interviewer
from workshop.manner import PLAIN

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ASKED = ("G1", "G2", "G4", "G7", OWN)
LABELS = {each: each for each in ASKED} | {OWN: "Own 1", GENERAL: "in general"}


@pytest.fixture
def karin(app):
    return talk(app)


def filled(file, notes):
    """Return a paper with notes typed into it: on the line of the mark, and on lines put in below."""
    document = Document(BytesIO(file))
    for question, note in notes.items():
        mark = f"Notes {LABELS[question]}:"
        [here] = [each for each in document.paragraphs if each.text.startswith(mark)]
        first, *others = note.split("\n")
        here.add_run(first)
        after = here._p.getnext()
        for line in others:
            made = document.add_paragraph(line)
            after.addprevious(made._p)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def send(client, karin, **values):
    body = {"csrf_token": people.csrf(client), **values}
    return client.post(f"{karin.page}/paper", data=body, content_type="multipart/form-data")


def add(client, karin, **notes):
    body = {"csrf_token": people.csrf(client)} | {f"note-{each}": text for each, text in notes.items()}
    return client.post(f"{karin.page}/paper/notes", data=body)


def test_the_paper_asks_what_the_interview_asks_with_room_for_each(client, karin):
    answer = client.get(f"{karin.page}/paper.docx")
    assert answer.status_code == 200
    assert "Karin-Ahl-interview.docx" in answer.headers["Content-Disposition"]
    lines = read_lines(answer.data)
    assert "Interview with Karin Ahl" in lines
    assert "Ines Okafor" in lines
    assert "G1\tWhich business outcomes matter most to the company this year?" in lines
    assert f"Own 1\t{OWN_TEXT}" in lines
    assert [each for each in lines if each.startswith("Notes ")] == [
        "Notes G1:\t", "Notes G2:\t", "Notes G4:\t", "Notes Own 1:\t",
        "Notes on everything else", "Notes in general:\t",
    ]  # fmt: skip
    assert "Which one would you keep if you could keep only one?" in lines
    assert "Ratings" in lines


def test_the_paper_has_room_for_the_points_where_they_are_asked_for(client, karin):
    lines = read_lines(client.get(f"{karin.page}/paper.docx").data)
    assert "Grow in the Nordics" in lines[lines.index("Points for the priorities") :]
    page = send(client, karin, pasted="\n".join([*lines, "Grow: 60, she said."])).text
    assert "1 line stands at no question." in page, "what the paper prints is no note"
    assert "Grow: 60, she said." in page
    karin.room.put("UPDATE interview SET points = 0")
    assert "Points for the priorities" not in read_lines(client.get(f"{karin.page}/paper.docx").data)


def test_the_blank_guide_holds_every_question_and_nobodys_name(client, karin):
    answer = client.get(f"/engagements/{karin.room.number}/interviews/guide.docx")
    lines = read_lines(answer.data)
    assert "Interview guide" in lines
    assert sum(each.startswith("Notes G") for each in lines) == 30
    assert "Karin Ahl" not in "".join(lines)


def test_notes_come_back_are_shown_and_added_behind_what_stands_there(client, karin):
    karin.room.put(
        """INSERT INTO note (interview_id, interviewer_id, question, text, revision, saved_at)
        VALUES (1, 1, 'G1', 'Said before.', 1, '2026-11-22T10:00:00Z')"""
    )
    notes = {"G1": "Grow.\nIn the north.", OWN: "More people", GENERAL: "Tired"}
    file = filled(client.get(f"{karin.page}/paper.docx").data, notes)
    page = send(client, karin, file=(BytesIO(file), "filled.docx")).text
    assert "3 questions have notes." in page
    assert "Add notes to 3 questions" in page
    assert "Said before." in page
    assert "\nGrow.\nIn the north.</textarea>" in page
    assert karin.notes() == {"G1": "Said before."}
    for _ in range(2):
        assert add(client, karin, **notes).status_code == 303
    assert karin.notes() == {"G1": "Said before.\n\nGrow.\nIn the north.", OWN: "More people", "": "Tired"}
    assert karin.room.deeds() == ["added notes from paper to 3 questions of an interview"]


def test_whoever_adds_notes_adds_to_their_own(app, client, karin):
    ada = people.signed_in(app, people.ADA)
    assert add(ada, karin, G1="From Ada").status_code == 303
    assert add(client, karin, G1="From Ines").status_code == 303
    rows = karin.room.rows(
        "SELECT name, text FROM note JOIN interviewer ON interviewer.id = interviewer_id ORDER BY name"
    )
    assert [(each["name"], each["text"]) for each in rows] == [
        ("Ada Brandt", "From Ada"),
        ("Ines Okafor", "From Ines"),
    ]


def test_what_stands_at_no_question_goes_to_the_general_notes(client, karin):
    page = send(client, karin, pasted="Coffee first\n\nNotes G1: Grow\nNotes G99: what is this").text
    assert "1 line stands at no question." in page
    assert "Coffee first" in page
    assert "Grow\nNotes G99: what is this" in page


def test_notes_too_long_are_told_and_nothing_is_added(client, karin):
    answer = add(client, karin, G1="x" * 20_001, G2="Short")
    assert answer.status_code == 422
    assert "x" * 20_001 in answer.text
    assert "Short" in answer.text
    assert karin.notes() == {}


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "Paste the text of the paper, or choose its file."),
        ({"pasted": "x" * 200_001}, "Paste up to 200,000 characters at a time."),
        ({"file": (b"not a file", "a.docx")}, "This is not a Word file (.docx)."),
        ({"pasted": "x", "file": (b"x", "a.docx")}, "not both"),
    ],
)
def test_what_cannot_be_read_is_told_beside_its_field(client, karin, values, said):
    values = {name: (BytesIO(each[0]), each[1]) if name == "file" else each for name, each in values.items()}
    answer = send(client, karin, **values)
    assert answer.status_code == 422
    assert said in answer.text


def test_a_paper_without_notes_says_so(client, karin):
    file = client.get(f"{karin.page}/paper.docx").data
    answer = send(client, karin, file=(BytesIO(file), "empty.docx"))
    assert answer.status_code == 422
    assert "There are no notes in it" in answer.text


def word_file(body, head=""):
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as parts:
        document = f'{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        parts.writestr("word/document.xml", document)
    return written.getvalue()


def test_only_what_is_to_be_seen_of_a_file_is_read():
    body = (
        "<w:p><w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>cell</w:t></w:r></w:ins></w:p></w:tc></w:tr></w:tbl>"
        "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    assert read_lines(word_file(body)) == ("one\ttwo", "three", "cell", "")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7",
        b"PK\x03\x04 broken",
        word_file("", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        word_file("<w:p>&x;</w:p>", '<!DOCTYPE a [<!ENTITY x "y">]>'),
        word_file("<w:p><w:r><w:t>" + "x" * (MAX_TEXT + 1) + "</w:t></w:r></w:p>"),
        word_file("<w:p/>" * (MAX_LINES + 1)),
        word_file("<w:p>" * (MAX_LINES + 1) + "</w:p>" * (MAX_LINES + 1)),
        word_file("<a/>" * (MAX_UNPACKED // 4)),
        word_file("<w:p>" + " " * (65 * 1024 * 1024) + "</w:p>"),
        word_file("<w:p>"),
    ],
)
def test_files_that_are_no_word_files_or_mean_harm_are_refused(data):
    with pytest.raises(NotAWordFile, match=r"\.$"):
        read_lines(data)


def paper():
    pack = shipped_pack("marketing_operations")
    interview = Interview(
        1, 1, 1, "Karin Ahl", "Chief", "", "", "", None, 45, "", True, False, NOW, None, None, None,
        (Interviewer(1, 1, "Ines"),),
        tuple(Chosen(each, OWN_TEXT if each == OWN else "") for each in ASKED),
    )  # fmt: skip
    return paper_of(_Engagement(), interview, pack, NOW.date())


class _Engagement:
    """As much of an engagement as the paper shows."""

    client, consultancy, function_assessed, page_size = "Alder", "Fenwick", "marketing operations", "A4"

    manner = PLAIN


LINE = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=30)
NOTE = st.lists(LINE, min_size=1, max_size=4).map("\n".join).map(str.strip).filter(bool)
NOTES = st.dictionaries(st.sampled_from([*ASKED, GENERAL]), NOTE, max_size=4)


def printed(values):
    """Return the lines of a blank paper, as they are copied from a program of texts."""
    return read_lines(interview_paper(values))


PAPER = paper()
GUIDE = guide_of(_Engagement(), shipped_pack("marketing_operations"), NOW.date())
PRINTED = printed(PAPER)


def tidied(note):
    return "\n".join(line.rstrip() for line in note.split("\n")).strip()


@given(NOTES, st.sampled_from(["\t", " ", "\n", "  \t "]), st.randoms(use_true_random=False))
def test_notes_written_into_the_paper_come_back_by_question(notes, gap, random):
    lines = []
    for each in PRINTED:
        mark = next((key for key in notes if each.startswith(f"Notes {LABELS[key]}:")), None)
        if mark is None:
            lines.append(f"{random.choice(['', '  '])}{each}" if each else "")
        else:
            lines += f"{each.rstrip()}{gap}{notes[mark]}".split("\n")
    found = placed(PAPER, GUIDE, lines)
    assert {key: tidied(text) for key, text in found.notes.items()} == {
        key: tidied(text) for key, text in notes.items() if tidied(text)
    }
    assert found.unplaced == ()


@given(NOTES, st.permutations(ASKED))
def test_notes_find_their_question_by_its_words_in_any_order(notes, order):
    asked = {each.id: each for section in PAPER.sections for each in section.questions}
    lines = []
    for each in order:
        # As it is copied without the marks: the question is written smaller, and its words are parted anew.
        lines += [f" \u2022 {asked[each].text.upper().replace(' ', '  ')}", *asked[each].probes]
        lines += notes.get(each, "").split("\n")
    found = placed(PAPER, GUIDE, lines)
    kept = {key: tidied(text) for key, text in notes.items() if key != GENERAL and tidied(text)}
    assert {key: tidied(text) for key, text in found.notes.items()} == kept


@given(st.lists(LINE | st.sampled_from(PRINTED), max_size=30))
def test_nothing_is_dropped_but_what_the_paper_prints(lines):
    found = placed(PAPER, GUIDE, lines)
    kept = "".join("".join([*found.notes.values(), *found.unplaced]).split())
    printed_words = {"".join(each.split()).casefold() for each in PRINTED}
    for line in lines:
        words = "".join(line.split())
        if words.casefold() not in printed_words and not words.startswith(("Notes", "G1", "G2", "G4", "G7")):
            assert words in kept


@pytest.mark.parametrize("line", ["G1{}x", "G1:{}x", "Notes G1{}x", "Own{}1{}x", "•{}x"])
def test_a_line_of_blanks_takes_no_longer_than_others(line):
    # Read in every way that its blanks could be parted, this line would take a quarter of an hour.
    text = line.replace("{}", " " * 400_000)
    result = placed(PAPER, GUIDE, [text])
    assert "x" in "".join((*result.notes.values(), *result.unplaced))


def test_the_whole_guide_filled_in_by_hand_comes_back_too():
    lines = [f"{each} on {each[6:9]}" if each.startswith("Notes G") else each for each in printed(GUIDE)]
    found = placed(PAPER, GUIDE, lines)
    assert set(found.notes) == {"G1", "G2", "G4", "G7"}
    assert found.notes["G4"] == "on G4:"
    assert len(found.unplaced) == 26
    assert "G3: on G3:" in found.unplaced
