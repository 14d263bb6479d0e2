"""Findings over HTTP: suggested from figures, decided on by consultants, kept when the figures change."""

import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from questionnaires.loading import shipped_pack
from tests.workshop import people, world
from tests.workshop.conftest import NOW
from tests.workshop.prioritised import Strategy, begun
from workshop import create_app
from workshop.assessments.importing import import_answers, import_engagement
from workshop.assessments.scored import scored
from workshop.assessments.store import latest_counted, release
from workshop.database import connect, write
from workshop.engagements import store as engagements
from workshop.findings.reading import Accepted, accepted, basis, basis_of
from workshop.weights.reading import weights_of

PACK = shipped_pack("customer_success_operations")
GAP, OTHER = "gap:R1", "gap:R2"
HIDDEN = "Finance"
PEOPLE = [
    *(("Marketing", (today, "4")) for today in "11111224444555"),
    *(("Product", ("2", "4")) for _ in range(6)),
    *((HIDDEN, ("3", "4")) for _ in range(3)),
]
"""They rate all capabilities alike: a gap of 1.3 levels, and they do not agree about today."""


def opened(app: Flask, client: FlaskClient, engagement: int) -> Strategy:
    return Strategy(app, client, engagement, people.csrf(client))


def assessed(app: Flask) -> Strategy:
    db = connect(app.config["DATABASE"])
    number = import_engagement(
        db,
        client=world.CLIENT,
        consultancy="Fenwick Hale Advisory",
        pack_name=PACK.id,
        data=world.answers(PEOPLE, method=PACK),
        file_name="answers.csv",
        now=NOW,
        actor=people.actor(app, people.INES),
    )
    db.close()
    return opened(app, people.signed_in(app, people.INES), number)


@pytest.fixture
def place(untouched: Strategy, tmp_path: Path) -> Strategy:
    """A copy of the one below: much quicker than to answer again."""
    folder = tmp_path / "data"
    shutil.copytree(Path(untouched.app.config["DATABASE"]).parent, folder)
    app = create_app(folder, testing=True)
    return opened(app, people.signed_in(app, people.INES), untouched.engagement_id)


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Strategy:
    """One for the tests of what is refused, which change nothing."""
    return assessed(create_app(tmp_path_factory.mktemp("untouched"), testing=True))


def mark(place: Strategy, key: str) -> dict[str, str]:
    """Return what the forms of a finding carry on its page as it is now."""
    page = place.get("findings")
    carried = rf'name="key" value="{re.escape(key)}"><input type="hidden" name="mark" value="(\w+)"'
    found = re.search(carried, page)
    assert found is not None, f"{key} is not there"
    return {"key": key, "mark": found[1]}


def decide(place: Strategy, deed: str, key: str, expected: int = 303, **fields: object) -> str:
    return place.post(f"findings/{deed}", expected, **{**mark(place, key), **fields})


def keys(page: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r'name="key" value="([^"]+)"', page)))


def counts(page: str) -> dict[str, int]:
    """Return the counted tiles of the page."""
    tiles = re.findall(r"<b>(?:<svg.*?</svg>)?([\d,]+)</b><span>([^<]+)</span></a>", page, re.DOTALL)
    return {name: int(number) for number, name in tiles}


def told(place: Strategy) -> tuple[Accepted, ...]:
    with place.app.app_context():
        return accepted(place.db, place.engagement_id, basis(place.db, place.engagement))


def answer_anew(place: Strategy, today: str, wanted: str, many: int = 12) -> None:
    """Let the next wave be answered, by people of one mind."""
    data = world.answers([("Marketing", (today, wanted))] * many, method=PACK)
    actor = people.actor(place.app, people.INES)
    import_answers(place.db, place.engagement, actor, data=data, file_name="w.csv", now=NOW)


def test_what_the_figures_suggest_is_listed_with_its_evidence_and_rules(untouched: Strategy) -> None:
    page = untouched.get("findings")
    assert "findings to decide." in page
    assert "from the figures of wave 1, ordered by strategic worth" in page
    assert "There is no alignment yet, so a capability weighs its mean importance." in page
    assert {each.partition(":")[0] for each in keys(page)} == {"disagreement", "gap"}
    assert len(keys(page)) == 9, "five gaps and four disagreements of 12"
    assert 'href="/engagements/1/capabilities/R1"' in page
    assert "The gap is 1.0 levels or more." in page
    assert HIDDEN not in page, "a group that is hidden"
    assert untouched.count("finding") == 0, "what nobody touched is not stored"


def test_nothing_is_suggested_before_answers_are_counted(app: Flask) -> None:
    place = begun(app)
    assert "No answers are counted yet." in place.get("findings")
    page = place.post("findings", title="Budgets move twice a year")
    assert "Every finding is decided." in page
    assert "There are not two findings to merge." in place.get("findings/merging")
    assert [each.title for each in told(place)] == ["Budgets move twice a year"]


def test_a_finding_is_accepted_and_taken_back(place: Strategy) -> None:
    page = decide(place, "acceptance", GAP)
    assert "It is accepted." in page
    assert counts(page) == {"To decide": 8, "Accepted": 1, "Left out": 0}
    assert "Accepted by <bdi>Ines Okafor</bdi>" in page
    [each] = told(place)
    assert (each.kind_name, each.capabilities, each.by) == ("Gap", ("R1",), "Ines Okafor")
    assert [one.name for one in each.evidence] == ["Gap", "Today", "Wanted"]
    assert not each.changes
    assert "accepted a finding" in place.get("history")
    assert counts(decide(place, "return", GAP))["To decide"] == 9
    assert place.count("finding") == 0
    assert place.count("finding_figure") == 0


def test_words_are_changed_with_or_without_accepting_and_come_back_when_emptied(place: Strategy) -> None:
    suggested = re.search(r"<h3><bdi>([^<]+)</bdi></h3>", place.get("findings?kind=gap"))
    assert suggested is not None
    words = {"title": "One <b>plan</b> & one owner", "text": "x\x00y\u202e"}
    page = decide(place, "words", GAP, **words)
    assert "One &lt;b&gt;plan&lt;/b&gt; &amp; one owner" in page
    assert "\x00" not in page
    assert "\u202e" not in page
    assert counts(page)["To decide"] == 9
    page = decide(place, "words", GAP, **words, accept="y")
    assert counts(page)["Accepted"] == 1
    assert told(place)[0].title == "One <b>plan</b> & one owner"
    assert told(place)[0].reworded
    decide(place, "words", GAP, title="", text="")
    assert told(place)[0].title == unescape(suggested[1])
    assert not told(place)[0].reworded


def test_one_is_left_out_with_a_reason_and_decided_again(place: Strategy) -> None:
    page = decide(place, "dismissal", GAP, 422, reason=" ")
    assert "Say in a few words why it is left out." in page
    page = decide(place, "dismissal", GAP, reason="Settled in March.")
    assert "Settled in March." in page
    assert counts(page)["Left out"] == 1
    assert not told(place)
    assert counts(decide(place, "return", GAP))["Left out"] == 0


def test_whoever_decides_comes_back_to_the_finding_and_sees_what_is_next(place: Strategy) -> None:
    waiting = keys(place.get("findings?state=open"))
    first, second, *_ = dict.fromkeys(waiting)
    sent = place.client.post(
        place.at("findings/acceptance?state=open"), data={"csrf_token": place.token, **mark(place, first)}
    )
    anchor = sent.location.partition("#")[2]
    assert f"state=open&decided={anchor}#" in sent.location
    page = place.client.get(sent.location).text
    item = page.partition(f'<li class="finding" id="{anchor}" tabindex="-1">')[2].partition("</li>")[0]
    assert "It is accepted." in item, "it stays in sight, though only those to decide are asked for"
    following = re.search(r'Next to decide: <a href="#(f\w+)">', item)
    assert following
    assert f'<li class="finding" id="{following[1]}"' in page
    assert f'value="{second}"' in page.partition(f'id="{following[1]}"')[2].partition("</li>")[0]


def test_a_finding_that_went_says_so_where_it_was_named(place: Strategy) -> None:
    page = place.post("findings", title="What the board said", text="")
    own = next(each for each in keys(page) if each.startswith("own:"))
    page = decide(place, "removal", own)
    told = page.partition("people-done")[2].partition("</div></div>")[0]
    assert 'tabindex="-1"' in told
    assert "It is removed." in told
    assert "Next to decide:" in told
    assert "people-done" not in place.get('findings?decided="><b>'), "nothing else is taken from an address"


def test_a_page_is_narrowed_by_state_kind_and_component(place: Strategy) -> None:
    decide(place, "acceptance", GAP)
    assert GAP in keys(place.get("findings?state=accepted"))
    assert GAP not in keys(place.get("findings?state=open"))
    assert {each.partition(":")[0] for each in keys(place.get("findings?kind=gap"))} == {"gap"}
    assert keys(place.get("findings?component=R")) == keys(place.get("findings?component=R&kind=<b>"))
    assert "No finding fits." in place.get("findings?component=D&kind=gap")
    token = {"csrf_token": place.token, **mark(place, GAP)}
    answer = place.client.post(place.at("findings/return?kind=gap&state=no&evil=1"), data=token)
    assert answer.location.partition("&decided=")[0] == place.at("findings?state=no&kind=gap")


def test_a_decision_outlives_its_figures_and_says_what_changed(place: Strategy) -> None:
    decide(place, "acceptance", GAP)
    decide(place, "words", OTHER, title="In our words", text="", accept="y")
    decide(place, "dismissal", "disagreement:R1", reason="Known.")
    answer_anew(place, "1", "4")
    page = place.get("findings")
    assert "Look at these again" in page
    assert "Look at it again:" in page
    assert re.search(r"Gap was \+1\.3,\s+now <b>\+3\.0</b>", page)
    assert "The figures do not suggest it any more." in page
    assert counts(page)["To look at again"] == 3
    [gap, own] = told(place)
    assert gap.changes[0].now == "+3.0"
    assert own.title == "In our words"
    page = decide(place, "confirmation", GAP)
    assert counts(page)["To look at again"] == 2
    page = decide(place, "confirmation", "disagreement:R1")
    assert counts(page)["To look at again"] == 1
    assert "Known." in page, "it is still left out"
    assert counts(decide(place, "removal", "disagreement:R1"))["Left out"] == 0


def test_what_is_not_suggested_any_more_is_kept_until_it_is_removed(place: Strategy) -> None:
    decide(place, "acceptance", GAP)
    answer_anew(place, "4", "4")
    [each] = told(place)
    assert each.gone
    assert not each.evidence
    assert each.title.endswith("1.3 levels to go"), "as it was accepted"
    assert "Its words stand as they were accepted, here and in documents." in place.get("findings")
    decide(place, "return", GAP)
    assert GAP in keys(place.get("findings?state=open"))
    decide(place, "removal", GAP)
    assert place.count("finding") == 0


def test_several_become_one_and_come_back_when_it_is_taken_apart(place: Strategy) -> None:
    page = place.get("findings/merging")
    parts = re.findall(r'name="parts" value="([^"]+)"', page)[:3]
    assert "Choose 2 to 12 findings." in place.post("findings/merging", 422, parts=parts[:1], title="One")
    assert "Say in one sentence" in place.post("findings/merging", 422, parts=parts, title="!")
    page = place.post("findings/merging", parts=parts, title="One cause", text="Seen three times.")
    assert "3 findings in one" in page
    assert counts(page)["Accepted"] == 1
    assert place.count("finding_merger") == 3
    [whole] = told(place)
    assert (whole.title, len(whole.parts), whole.kind_name) == ("One cause", 3, "Merged finding")
    own = next(each for each in keys(page) if each.startswith("own:"))
    assert not {part.key for part in whole.parts} & {*keys(page)}
    assert "Nothing was changed: one of the findings" in place.post(
        "findings/merging", 422, parts=parts, title="Again"
    ), "they are parts already"
    assert counts(decide(place, "removal", own))["To decide"] >= 9
    assert place.count("finding_merger") == 0


def test_a_merged_finding_is_brought_up_again_when_a_part_changes(place: Strategy) -> None:
    page = place.get("findings/merging")
    parts = re.findall(r'name="parts" value="([^"]+)"', page)[:2]
    place.post("findings/merging", parts=parts, title="One cause")
    answer_anew(place, "1", "4")
    page = place.get("findings?state=again")
    [own] = [each for each in keys(page) if each.startswith("own:")]
    assert counts(decide(place, "confirmation", own)).get("To look at again") is None


def test_consultants_add_their_own_and_put_it_first(place: Strategy) -> None:
    page = place.post("findings", 422, title="", capabilities=["R1"])
    assert "Say in one sentence what was found." in page
    assert 'value="R1" checked' in page
    assert place.post("findings", 422, title="Own", capabilities=["Z9"])
    decide(place, "acceptance", GAP)
    for _ in range(2):
        place.post("findings", title="Heard in sales", text="", capabilities=["P1", "D2"])
    assert place.count("finding", "kind = 'own'") == 1, "sent twice, there once"
    own = next(each for each in keys(place.get("findings")) if each.startswith("own:"))
    decide(place, "place", own)
    assert [each.key for each in told(place)] == [own, GAP]
    decide(place, "place", own)
    decide(place, "place", GAP)
    assert [each.key for each in told(place)] == [GAP, own]
    assert "or remove it" in decide(place, "words", own, 422, title="", text="More")
    decide(place, "removal", own)
    assert [each.key for each in told(place)] == [GAP]


def test_two_consultants_at_once_lose_no_decision(place: Strategy) -> None:
    tom_id = people.account(place.db, people.TOM).id
    with write(db := place.db):
        engagements.add_member(db, place.engagement_id, tom_id)
    tom = opened(place.app, people.signed_in(place.app, people.TOM), place.engagement_id)
    seen = mark(tom, GAP)
    decide(place, "words", GAP, title="Said by Ines", text="", accept="y")
    page = tom.post("findings/dismissal", 422, **seen, reason="Not from Tom’s chair")
    assert "stands otherwise than on your page" in page
    assert "<bdi>Ines Okafor</bdi> decided on it meanwhile." in page
    assert "Not from Tom’s chair" in page, "what was typed is kept"
    assert [each.title for each in told(place)] == ["Said by Ines"]
    page = tom.post("findings/words", 422, **seen, title="Said by Tom", text="")
    assert "Said by Tom" in page
    again = mark(tom, GAP)
    tom.post("findings/dismissal", **again, reason="Not from Tom’s chair")
    assert not told(place)


def test_a_second_press_changes_nothing(place: Strategy) -> None:
    seen = mark(place, GAP)
    for _ in range(2):
        place.post("findings/acceptance", **seen)
    assert place.count("finding") == 1
    assert place.get("history").count("accepted a finding") == 1


def test_figures_that_moved_meanwhile_are_seen_before_they_are_accepted(place: Strategy) -> None:
    seen = mark(place, GAP)
    answer_anew(place, "1", "4")
    page = place.post("findings/acceptance", 422, **seen)
    assert "its figures changed, since you opened the page" in page
    assert not told(place)


@pytest.mark.parametrize(
    "path", ["acceptance", "words", "dismissal", "return", "confirmation", "place", "removal"]
)
def test_what_is_not_here_is_said(untouched: Strategy, path: str) -> None:
    for gone in ("", "gap:Z9", "own:x", "gap:R1\x00", "x" * 9_000):
        page = untouched.post(f"findings/{path}", 422, key=gone, mark="x", title="x", text="x", reason="x")
        assert "This finding is not here any more." in page
    assert untouched.count("finding") == 0


def test_long_and_odd_words_are_refused_or_kept_as_they_are(untouched: Strategy) -> None:
    page = decide(untouched, "words", GAP, 422, title="x" * 10_000, text="y" * 10_000)
    assert "Shorten it to 200 or fewer." in page
    assert "Shorten it to 1,200 or fewer." in page
    assert untouched.count("finding") == 0


def test_a_sponsor_gets_only_what_was_decided_on_released_figures(place: Strategy) -> None:
    decide(place, "acceptance", GAP)
    db = place.db
    wave = latest_counted(db, place.engagement_id)
    assert wave is not None
    lars = people.account(db, people.LARS)
    with write(db):
        db.execute("INSERT INTO sponsorship VALUES (:a, :e)", {"a": lars.id, "e": place.engagement_id})
        release(db, wave.id, lars.id, NOW)
    sponsor = people.signed_in(place.app, people.LARS)
    assert sponsor.get(place.at("findings")).status_code == 404
    assert sponsor.get(place.at("findings/merging")).status_code == 404
    answer_anew(place, "1", "4")
    decide(place, "words", OTHER, title="Three levels to go, as wave 2 shows", text="", accept="y")
    with place.app.app_context():
        scores = scored(wave, weights_of(db, place.engagement, wave.pack))
        shown = accepted(db, place.engagement_id, basis_of(db, place.engagement, wave, scores))
    assert [each.key for each in shown] == [GAP], "the other rests on a wave that is not released"
    assert shown[0].title.endswith("1.3 levels to go")
