"""The check of a list of people: what it says of each row, and what holds for any list whatever."""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop.people.cells import cleaned, fault_of_email, fault_of_name, meant_email
from workshop.people.checking import check
from workshop.people.columns import Field
from workshop.people.preview import Choice, Entry, Known, Line, Preview
from workshop.people.roles import Role

GROUPS = {"function": ("Marketing", "Sales", "IT"), "seniority": ("Head", "Lead", "Specialist")}
EMPTY: dict[Field, str] = dict.fromkeys(("name", "email", "title", "function", "seniority", "roles"), "")


def entry(number: int, **values: str) -> Entry:
    return Entry(number, EMPTY | values)  # type: ignore[arg-type]


def ann(number: int = 2, **values: str) -> Entry:
    return entry(number, **({"name": "Ann Lind", "email": "ann@alder.example"} | values))


def known(identity: int = 1, name: str = "Ann Lind", email: str = "ann@alder.example", *roles: Role) -> Known:
    return Known(identity, name, email, frozenset(roles))


def checked(
    *entries: Entry, here: Sequence[Known] = (), choices: Mapping[int, Choice] | None = None
) -> Preview:
    return check(entries, GROUPS, here, choices or {}, "respondent")


def only(preview: Preview) -> Line:
    (line,) = preview.lines
    return line


def test_a_row_without_a_fault_becomes_a_person() -> None:
    preview = checked(ann(function="MARKETING", seniority="head", roles="Sponsor; interview", title="CMO"))
    (newcomer,) = preview.newcomers
    assert only(preview).tile == "ready"
    assert (newcomer.function, newcomer.seniority, newcomer.title) == ("Marketing", "Head", "CMO")
    assert newcomer.roles == {"sponsor", "interviewee"}


def test_who_has_no_role_gets_the_one_that_was_chosen() -> None:
    assert checked(ann()).newcomers[0].roles == {"respondent"}


@pytest.mark.parametrize(
    ("values", "said", "meant", "addable"),
    [
        ({"name": ""}, "The name is missing.", "", ""),
        ({"name": "x@y.example"}, "This is a mail address. Write the name here.", "", ""),
        ({"name": "\U0001f642"}, "Use a name that can be read", "", ""),
        ({"name": "A" * 121}, "Shorten the name to 120 characters or fewer.", "", ""),
        ({"email": "ann(at)alder"}, "Not a mail address. Write it as name@place.", "", ""),
        ({"email": "ann (at) alder.example"}, "Not a mail address.", "ann@alder.example", ""),
        ({"email": "ann@alder,example"}, "Not a mail address.", "ann@alder.example", ""),
        ({"email": "ann@alder.example."}, "Not a mail address.", "ann@alder.example", ""),
        ({"email": "ann@alder"}, "The ending after alder is missing.", "", ""),
        ({"email": "änn@alder.example"}, "Mail cannot be sent to this address.", "", ""),
        ({"function": "Mktg Ops"}, "No such function here.", "Marketing", "Mktg Ops"),
        ({"function": "Legal"}, "No such function here.", "", "Legal"),
        ({"function": "L" * 81}, "No such function here. One has 80 characters or fewer.", "", ""),
        ({"seniority": "Leed"}, "No such seniority here.", "Lead", "Leed"),
        ({"seniority": "\U0001f642"}, "No such seniority here.", "", ""),
        ({"roles": "Interviwee"}, "No such role here.", "Interviewee", ""),
        ({"roles": "Marketing manager"}, "No such role here.", "", ""),
        ({"title": "C" * 121}, "Shorten the title to 120 characters or fewer.", "", ""),
    ],
)
def test_a_fault_names_its_remedy(values: dict[str, str], said: str, meant: str, addable: str) -> None:
    preview = checked(ann(**values))
    (fault,) = only(preview).faults
    assert fault.field == next(iter(values))
    assert fault.text.startswith(said)
    assert (fault.meant, fault.addable) == (meant, addable)
    assert not preview.newcomers


def test_all_faults_of_a_row_are_found_and_what_is_missing_is_gathered() -> None:
    preview = checked(ann(2, name="", email="?", function="Legal"), ann(3, function="legal", seniority="VP"))
    assert len(preview.lines[0].faults) == 3
    assert preview.missing() == {"function": ["Legal"], "seniority": ["VP"]}


def test_the_second_of_two_rows_of_one_person_gives_its_role_to_the_first() -> None:
    preview = checked(ann(9), ann(31, email="ANN@alder.example", name="ANN LIND", roles="sponsor"))
    assert [line.tile for line in preview.lines] == ["ready", "twice"]
    said = "Same address as row 9. The first one is kept. It gets the role sponsor too."
    assert preview.lines[1].said == said
    assert preview.newcomers[0].roles == {"respondent", "sponsor"}


def test_of_two_names_at_one_address_one_is_kept_or_both() -> None:
    rows = [ann(57, name="Ina Roos"), ann(58, name="Ida Roos")]
    plain = checked(*rows)
    assert [each.name for each in plain.newcomers] == ["Ina Roos"]
    assert plain.lines[1].said == "Same address as row 57, another name. Row 57 is kept."
    assert plain.lines[1].choices == ("this", "both")
    assert [each.name for each in checked(*rows, choices={58: "this"}).newcomers] == ["Ida Roos"]
    assert [each.name for each in checked(*rows, choices={58: "both"}).newcomers] == ["Ina Roos", "Ida Roos"]


def test_who_is_here_already_is_given_further_roles_only() -> None:
    here = [known(7, "Ann Lind", "ann@alder.example", "interviewee")]
    preview = checked(ann(), here=here)
    assert only(preview).said == "Already here as interviewee. Respondent is added."
    assert preview.further == {7: {"respondent"}}
    assert not preview.newcomers
    nothing = checked(ann(roles="interviewee"), here=here)
    assert only(nothing).said == "Already here. Nothing changes."
    assert not nothing.further


def test_another_name_at_an_address_that_is_here_can_be_added_as_well() -> None:
    here = [known(7, "Ina Roos", "ann@alder.example")]
    preview = checked(ann(), here=here)
    assert only(preview).said == "Already here with this address: Ina Roos. Nothing changes."
    assert not preview.newcomers
    assert checked(ann(), here=here, choices={2: "both"}).newcomers[0].name == "Ann Lind"


def test_a_name_without_an_address_is_taken_for_the_one_person_who_has_it() -> None:
    assert checked(ann(email=""), here=[known(7)]).further == {7: {"respondent"}}
    assert checked(ann(2), ann(3, email="", roles="sponsor")).newcomers[0].roles == {"respondent", "sponsor"}
    two = [known(7), known(8, "Ann Lind", "ann2@alder.example")]
    unsure = checked(ann(email=""), here=two)
    assert only(unsure).said == "2 people have this name. Nothing changes; give the address."
    assert not unsure.further
    assert not unsure.newcomers


def test_two_of_one_name_without_addresses_can_both_be_added() -> None:
    rows = [ann(2, email=""), ann(3, email="")]
    assert len(checked(*rows).newcomers) == 1
    assert len(checked(*rows, choices={3: "both"}).newcomers) == 2


def test_a_row_with_a_fault_stands_in_no_other_row_s_way() -> None:
    preview = checked(ann(2, function="Legal"), ann(3))
    assert [line.tile for line in preview.lines] == ["fault", "ready"]


names = st.sampled_from(["Ann", "ANN ", "Ida", "Åke", "", "\U0001f642"]) | st.text(max_size=6)
emails = st.sampled_from(["", "a@x.example", "A@X.EXAMPLE", "b@x.example", "b(at)x"]) | st.text(max_size=6)
texts = st.sampled_from(["", "Sales", "sles", "Legal", "Head"]) | st.text(max_size=6)
roles = st.sampled_from(["", "sponsor", "interviewee, sponsor", "boss"]) | st.text(max_size=6)
rows = st.lists(
    st.fixed_dictionaries(
        {
            "name": names,
            "email": emails,
            "function": texts,
            "seniority": texts,
            "roles": roles,
            "title": texts,
        }
    ),
    max_size=9,
)
chosen = st.dictionaries(st.integers(1, 9), st.sampled_from(["this", "both"]), max_size=5)
people = st.lists(
    st.tuples(
        st.sampled_from(["Ann", "Ida", "Åke"]),
        st.sampled_from(["", "a@x.example", "b@x.example"]),
        st.frozensets(st.sampled_from(["interviewee", "respondent", "sponsor"])),
    ),
    max_size=4,
)


def added_to(here: Sequence[Known], preview: Preview) -> list[Known]:
    """Return who is in the engagement once a preview was carried out."""
    changed = [
        Known(each.id, each.name, each.email, each.roles | preview.further.get(each.id, frozenset()))
        for each in here
    ]
    new = [
        Known(place, each.name, each.email, each.roles)
        for place, each in enumerate(preview.newcomers, start=len(here) + 1)
    ]
    return [*changed, *new]


@settings(deadline=None)
@given(rows, people, chosen)
def test_any_list_is_sorted_into_tiles_and_adding_it_twice_is_adding_it_once(
    given_rows: list[dict[str, str]],
    given_people: list[tuple[str, str, frozenset[Role]]],
    choices: dict[int, Choice],
) -> None:
    entries = [
        entry(number, **{field: cleaned(text) for field, text in row.items()})
        for number, row in enumerate(given_rows, start=1)
    ]
    here = [known(place, name, email, *its) for place, (name, email, its) in enumerate(given_people, start=1)]
    first = checked(*entries, here=here, choices=choices)
    assert sum(first.count(tile) for tile in ("ready", "fault", "twice", "here")) == len(entries)
    assert first.count("ready") == len(first.newcomers)
    assert all(bool(line.faults) == (line.tile == "fault") for line in first.lines)
    assert all(line.said for line in first.lines if line.tile in ("twice", "here"))
    assert all(0 < len(each.name) <= 120 and not fault_of_email(each.email) for each in first.newcomers)
    again = checked(*entries, here=added_to(here, first), choices=choices)
    assert not again.newcomers
    assert not again.further


@settings(deadline=None)
@given(st.text())
def test_tidying_twice_is_tidying_once(text: str) -> None:
    assert cleaned(cleaned(text)) == cleaned(text)
    fault_of_name(cleaned(text))
    meant = meant_email(cleaned(text))
    assert not meant or not fault_of_email(meant)
