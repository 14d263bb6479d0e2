"""The texts of an engagement's mails: changed, previewed, refused in words, and brought back."""

from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.workshop import people
from tests.workshop.mailing import bare_engagement, write_mail
from workshop.database import connect
from workshop.history.store import entries
from workshop.mail import store
from workshop.mail.store import Template
from workshop.mail.writing import DEFAULTS


@pytest.fixture
def engagement(app: Flask) -> int:
    return bare_engagement(app)


def text(engagement: int, kind: str = "questionnaire") -> str:
    return f"/engagements/{engagement}/mail/texts/{kind}"


def save(client: FlaskClient, engagement: int, **values: str) -> tuple[int, str]:
    data = {"csrf_token": people.csrf(client), "subject": "Hello", "body": "{link}", "person": "0", **values}
    answer = client.post(text(engagement), data=data)
    return answer.status_code, unescape(answer.text)


def kept(app: Flask, engagement: int) -> dict[str, Template]:
    db = connect(app.config["DATABASE"])
    try:
        return store.templates(db, engagement)
    finally:
        db.close()


def deeds(app: Flask, engagement: int) -> list[str]:
    db = connect(app.config["DATABASE"])
    try:
        return [each.deed for each in entries(db, engagement)]
    finally:
        db.close()


def test_every_text_is_listed_and_begins_as_the_standard_one(client: FlaskClient, engagement: int) -> None:
    shown = client.get(f"/engagements/{engagement}/mail/texts").text
    assert "Every text is the standard one." in shown
    for kind, default in DEFAULTS.items():
        assert text(engagement, kind) in shown
        assert default.body.strip() in unescape(client.get(text(engagement, kind)).text)
    assert client.get(text(engagement, "password")).status_code == 404


def test_a_text_is_changed_and_brought_back(app: Flask, client: FlaskClient, engagement: int) -> None:
    code, _ = save(client, engagement, subject="  Your   view ", body="Hi {name},\r\n\r\n{link}  \r\n\r\n")
    assert code == 303
    assert kept(app, engagement) == {"questionnaire": Template("Your view", "Hi {name},\n\n{link}\n")}
    assert "Back to the standard text" in client.get(text(engagement)).text
    token = people.csrf(client)
    assert client.post(f"{text(engagement)}/standard", data={"csrf_token": token}).status_code == 303
    assert client.post(f"{text(engagement)}/standard", data={"csrf_token": token}).status_code == 303
    assert not kept(app, engagement)
    assert deeds(app, engagement) == [
        "went back to the standard text of mails: invitation to the questionnaire",
        "changed the text of mails: invitation to the questionnaire",
    ]


def test_what_cannot_be_seen_is_not_kept(app: Flask, client: FlaskClient, engagement: int) -> None:
    save(client, engagement, subject="Your\x00 view\x1b\u202e", body="Hi\x00 you\x07\n{link}\x0b")
    assert kept(app, engagement) == {"questionnaire": Template("Your view", "Hi you\n{link}\n")}


def test_a_text_that_did_not_change_is_no_deed(app: Flask, client: FlaskClient, engagement: int) -> None:
    default = DEFAULTS["questionnaire"]
    assert save(client, engagement, subject=default.subject, body=default.body)[0] == 303
    assert not kept(app, engagement)
    assert not deeds(app, engagement)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"subject": ""}, "Say in a few words what the mail is about."),
        ({"subject": "x" * 151}, "Shorten the subject to 150 characters or fewer."),
        ({"body": " \n "}, "Write the mail, with {link}"),
        ({"body": "{link}" + "x" * 5000}, "Shorten the text to 5,000 characters or fewer."),
        ({"body": "no place for it"}, "Put {link} where the personal link should stand"),
        ({"body": "{link} {fistname}"}, "There is no {fistname}."),
        ({"subject": "{link}"}, "Take {link} out of the subject"),
        ({"body": "{link} {"}, "A brace stands alone."),
    ],
)
def test_a_text_that_cannot_be_used_comes_back_with_what_is_wrong(
    app: Flask, client: FlaskClient, engagement: int, change: dict[str, str], said: str
) -> None:
    code, shown = save(client, engagement, **{"body": "typed with care {link}", **change})
    assert code == 422
    assert said in shown
    assert "thing to mend" in shown
    assert change.get("body", "typed with care {link}").strip() in shown
    assert not kept(app, engagement)


def test_a_preview_saves_nothing(app: Flask, client: FlaskClient, engagement: int) -> None:
    person = write_mail(app, engagement, name="Lea <b>Strand</b>").person
    code, shown = save(
        client,
        engagement,
        subject="For {client}",
        body="Dear {first_name},\n\n- {function}\n\n{link}",
        person=str(person),
        preview="1",
    )
    assert code == 200
    assert "For Alder & Sons" in shown
    assert "Dear Lea," in shown
    assert "/p/each-person-has-their-own" in shown
    assert not kept(app, engagement)


def test_a_preview_for_someone_of_another_engagement_is_for_someone_of_this_one(
    app: Flask, client: FlaskClient, engagement: int
) -> None:
    other = bare_engagement(app, people.TOM, "Marlow Reed")
    stranger = write_mail(app, other, name="Oskar Stranger").person
    write_mail(app, engagement, name="Lea Strand")
    _, shown = save(client, engagement, body="Dear {name} {link}", person=str(stranger), preview="1")
    assert "Oskar" not in shown
    assert "Dear Lea Strand" in shown
    assert save(client, engagement, body="Dear {name} {link}", person="nobody", preview="1")[0] == 200


def test_markup_in_a_text_stays_text(client: FlaskClient, engagement: int) -> None:
    data = {
        "csrf_token": people.csrf(client),
        "subject": "<script>1</script>",
        "body": "<script>2</script> {link} </textarea></pre>",
        "person": "0",
        "preview": "1",
    }
    raw = client.post(text(engagement), data=data).text
    assert "<script>1" not in raw
    assert "<script>2" not in raw
    assert "{link} </textarea>" not in raw
