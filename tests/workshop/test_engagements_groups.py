"""Functions and seniorities are renamed, ordered, added and removed, and people stay in theirs."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from tests.workshop import people, world
from tests.workshop.conftest import NOW
from workshop.database import connect, write
from workshop.dates import as_text
from workshop.engagements.groups.editing import MOST, edited
from workshop.engagements.groups.store import COLUMNS, Choice, choices


@pytest.fixture
def home(client: FlaskClient) -> str:
    """The groups of a new engagement."""
    data = {"csrf_token": people.csrf(client), "client": "Birch", "pack": world.PACK}
    return client.post("/engagements/new", data=data).headers["Location"] + "/groups"


def post(client: FlaskClient, address: str, /, **form: str) -> TestResponse:
    return client.post(address, data={"csrf_token": people.csrf(client), **form})


def kept(app: Flask, column: str = "function", number: int = 1) -> tuple[Choice, ...]:
    db = connect(app.config["DATABASE"])
    try:
        return choices(db, number, column)
    finally:
        db.close()


def names(app: Flask, column: str = "function") -> list[str]:
    return [each.name for each in kept(app, column)]


def put(app: Flask, function: int) -> None:
    """Store a person of a function."""
    db = connect(app.config["DATABASE"])
    with write(db):
        db.execute(
            """
            INSERT INTO person (engagement_id, name, email, function_id, added_at)
            VALUES (1, 'Ida', '', :function, :now)""",
            {"function": function, "now": as_text(NOW)},
        )
    db.close()


def test_a_name_is_changed_where_it_stands(app: Flask, client: FlaskClient, home: str) -> None:
    sales = kept(app)[1]
    put(app, sales.id)
    assert post(client, home, **{f"name-{sales.id}": " Sales  and partners "}).status_code == 303
    assert kept(app)[1] == Choice(sales.id, "Sales and partners", 1)
    assert "renamed the function Sales to Sales and partners" in client.get("/engagements/1").text


def test_two_may_change_names_with_each_other(app: Flask, client: FlaskClient, home: str) -> None:
    marketing, sales = kept(app)[:2]
    post(client, home, **{f"name-{marketing.id}": "sales", f"name-{sales.id}": "Marketing"})
    assert [(each.id, each.name) for each in kept(app)[:2]] == [
        (marketing.id, "sales"),
        (sales.id, "Marketing"),
    ]


def test_groups_are_added_removed_and_ordered(app: Flask, client: FlaskClient, home: str) -> None:
    product = kept(app)[2]
    answer = post(
        client,
        home,
        **{f"remove-{product.id}": "yes", "add-function": "Legal\n\n  Facilities \n", "add-seniority": ""},
    )
    assert answer.status_code == 303
    assert names(app) == ["Marketing", "Sales", "IT", "Finance", "Legal", "Facilities"]
    assert "Both lists are saved." in client.get(answer.headers["Location"]).text
    legal = kept(app)[4]
    post(client, home, up=str(legal.id))
    assert names(app) == ["Marketing", "Sales", "IT", "Legal", "Finance", "Facilities"]
    post(client, home, up=str(kept(app)[0].id))
    assert names(app)[0] == "Marketing"
    page = client.get("/engagements/1").text
    assert "added the function Legal and Facilities; removed the function Product" in page
    assert "put the function Legal further up" in page


def test_a_group_with_people_in_it_stays(app: Flask, client: FlaskClient, home: str) -> None:
    sales = kept(app)[1]
    put(app, sales.id)
    assert f'name="remove-{sales.id}"' not in client.get(home).text
    answer = post(client, home, **{f"remove-{sales.id}": "yes", "add-function": "Legal"})
    assert answer.status_code == 422
    assert "1\N{NO-BREAK SPACE}person is in Sales. Give them another function first." in answer.text
    assert "Legal" in answer.text
    assert names(app) == ["Marketing", "Sales", "Product", "IT", "Finance"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Give it a name, or remove it."),
        ("x" * 81, "Shorten this to 80 characters or fewer."),
        ("…", "Use a name that can be read"),
        ("SALES", "Sales is here already. Give it another name."),
    ],
)
def test_a_name_that_cannot_be_is_told(
    app: Flask, client: FlaskClient, home: str, typed: str, said: str
) -> None:
    first = kept(app)[0]
    answer = post(client, home, **{f"name-{first.id}": typed, "add-seniority": "Chair"})
    assert answer.status_code == 422
    assert said in answer.text
    assert "Chair" in answer.text
    assert names(app)[0] == "Marketing"
    assert "Chair" not in names(app, "seniority")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Legal\nlegal", "legal is here already."),
        ("sales", "sales is here already."),
        ("Legal\n" + "x" * 81, "Shorten this to 80 characters or fewer."),
        (
            "\n".join(f"Team {number}" for number in range(MOST)),
            "There may be 60; with these it would be 65.",
        ),
    ],
)
def test_what_cannot_be_added_is_told(
    app: Flask, client: FlaskClient, home: str, typed: str, said: str
) -> None:
    answer = post(client, home, **{"add-function": typed})
    assert answer.status_code == 422
    assert said in answer.text
    assert len(names(app)) == 5


def test_a_removed_name_is_free_again_at_once(app: Flask, client: FlaskClient, home: str) -> None:
    product = kept(app)[2]
    assert post(client, home, **{f"remove-{product.id}": "yes", "add-function": "Product"}).status_code == 303
    assert names(app) == ["Marketing", "Sales", "IT", "Finance", "Product"]


def test_groups_of_another_engagement_are_out_of_reach(app: Flask, client: FlaskClient, home: str) -> None:
    tom = people.signed_in(app, people.TOM)
    post(tom, "/engagements/new", client="Other", pack=world.PACK)
    theirs = kept(app, number=2)
    one = theirs[0].id
    answer = post(
        client, home, **{f"name-{one}": "Stolen", f"remove-{theirs[1].id}": "yes", "up": str(theirs[2].id)}
    )
    assert answer.status_code == 303
    assert kept(app, number=2) == theirs


def test_an_empty_list_offers_the_usual_names(app: Flask, client: FlaskClient, home: str) -> None:
    post(client, home, **{f"remove-{each.id}": "yes" for each in kept(app, "seniority")})
    assert names(app, "seniority") == []
    assert "Executive\nHead\nManager\nSpecialist</textarea>" in client.get(home).text


NAMES = st.text(max_size=90) | st.sampled_from(["Marketing", "Sales", "SALES", "ß", "SS"])


@given(
    st.lists(NAMES, max_size=6),
    st.lists(st.booleans(), min_size=6, max_size=6),
    st.lists(st.integers(0, 3), min_size=6, max_size=6),
    st.lists(NAMES, max_size=4),
    st.integers(0, 7),
)
def test_a_sound_list_has_readable_names_once_each(
    typed: list[str], gone: list[bool], people_in: list[int], added: list[str], up: int
) -> None:
    there = [Choice(at, f"Group {at}", people_in[at]) for at in range(len(typed))]
    form = {f"name-{at}": name for at, name in enumerate(typed)} | {"add-function": "\n".join(added)}
    form |= {f"remove-{each.id}": "yes" for each in there if gone[each.id]}
    draft = edited(COLUMNS[0], there, form)
    if draft.is_sound:
        stay = [line.name for line in draft.lines if not line.goes]
        found = [name.casefold() for name in (*stay, *draft.new_names)]
        assert len(set(found)) == len(found)
        assert all(1 <= len(name) <= 80 for name in stay)
        assert not any(line.goes and line.choice.people for line in draft.lines)
    assert sorted(draft.order(str(up))) == sorted(draft.order(None))
