"""Pages that are drawn once and filled for each: equal to what Jinja renders for that person alone."""

import re
from functools import cache
from gzip import decompress
from typing import Any

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from tests.workshop.asked import ITEMS, Wave, pack, wave
from workshop.answering import guard, store
from workshop.answering.drawing import drawn, rendered
from workshop.answering.filling import items_of, shown, values
from workshop.answering.outline import Outline, outline
from workshop.answering.preview import part_preview, welcome_preview
from workshop.answering.segments import Drawn, Filled, Holes
from workshop.answering.sent import sent
from workshop.answering.store import Sheet
from workshop.database import connect
from workshop.engagements.store import engagement
from workshop.waves.store import Questionnaire, wave_by_id

ALL = [*ITEMS, ("A1", "importance"), ("A2", "importance")]


@pytest.fixture
def made(app: Flask) -> Wave:
    made = wave(app, ALL, picks=3, charter=True, client="Alder & <Sons>")
    made.join("Karin Ahl")
    return made


@cache
def whole() -> Outline:
    return outline(pack(), Questionnaire(1, 1, "Everyone", 3, True, frozenset(ALL), frozenset()))


@st.composite
def sheets(draw: Any) -> Sheet:
    asked = whole()
    codes = draw(st.dictionaries(st.sampled_from(sorted(asked.items)), st.integers(1, 7), max_size=20))
    codes = {item: min(code, asked.items[item]) for item, code in codes.items()}
    text = st.dictionaries(st.sampled_from(["A1", "A2", "B1"]), st.text("<&\"'\nab", min_size=1), max_size=2)
    picks = draw(st.frozensets(st.sampled_from(["A1", "B1", "F9"]), max_size=3))
    return Sheet(codes, draw(text), draw(text), picks)


@settings(max_examples=15, deadline=None)
@given(sheet=sheets(), place=st.integers(0, 7))
def test_a_filled_page_is_the_one_that_is_rendered(app: Flask, made: Wave, sheet: Sheet, place: int) -> None:
    db = connect(app.config["DATABASE"])
    found = store.holder(db, guard.hash_of(made.tokens["Karin Ahl"]))
    assert found is not None
    with app.test_request_context("/"):
        asked = guard.outline_of(db, found.wave, found.questionnaire_id)
        page = asked.pages[place]
        held = guard.Held(found, asked, "open")
        told = Filled(values(asked, page, sheet))
        whole = rendered(pack(), found.wave, found.client, asked, page, told)
        filled = drawn(db, held, page).fill(values(asked, page, sheet))
        assert re.sub(" +(?=[ >])", "", filled) == re.sub(" +(?=[ >])", "", whole)
        assert decompress(drawn(db, held, page).packed(values(asked, page, sheet))).decode() == filled
    db.close()


@settings(deadline=None)
@given(sheet=sheets(), place=st.integers(0, 7))
def test_a_page_that_comes_back_as_it_was_shown_changes_nothing(sheet: Sheet, place: int) -> None:
    asked = whole()
    page = asked.pages[place]
    form: MultiDict[str, str] = MultiDict({"shown": shown(asked, page, sheet)})
    for capability, question in items_of(asked, page):
        code = sheet.codes.get((capability, question), 0)
        if 1 <= code <= 5:
            form[f"{question}-{capability}"] = str(code)
        elif code:
            form[f"instead-{capability}"] = {6: "na", 7: "dk"}[code]
    for each in page.asked:
        form[f"comment-{each.id}"] = sheet.comments.get(each.id, "").strip()
        form[f"why-{each.id}"] = " ".join(sheet.reasons.get(each.id, "").split())
    form.setlist("pick", sorted(sheet.picks))
    changes = sent(form, asked, page, 1).changes
    mixed = {item[0] for item, code in sheet.codes.items() if code > 5}
    assert {each.capability for each in changes.answers} <= mixed
    assert changes.picks is None
    tidy = {each: text for each, text in sheet.comments.items() if text == text.strip()}
    assert not {each.capability for each in changes.comments} & tidy.keys()


def test_holes_take_what_they_are_given_and_else_stay_empty() -> None:
    hole = Holes()
    page = Drawn(f"a{hole('x', 1)}b{hole('y')}c{hole('x', 1)}d")
    assert page.fill({("x", "1"): "<1>", ("z",): "unused"}) == "a<1>bc<1>d"
    assert page.fill({}) == "abcd"


def test_previews_show_the_pages_and_save_nothing(app: Flask, made: Wave) -> None:
    db = connect(app.config["DATABASE"])
    found, about = wave_by_id(db, made.id), engagement(db, made.room.number)
    db.close()
    assert found is not None
    assert about is not None
    asked = Questionnaire(1, 1, "Everyone", 3, True, frozenset(ALL), frozenset())
    with app.test_request_context("/engagements/1/waves/1/preview"):
        first = welcome_preview(
            about, found, pack(), asked, names="Ines", to="?page={}".format, notice="Seen"
        )
        assert "Fenwick Hale Advisory asks you" in first
        assert 'href="?page=A"' in first
        for address in ("A", "picks", "charter"):
            page = part_preview(about, found, pack(), asked, address, to="?page={}".format)
            assert page is not None
            assert 'method="post"' not in page
            assert 'type="submit"' not in page
            assert "<script" not in page
        assert part_preview(about, found, pack(), asked, "Z", to=str) is None


def test_a_component_named_like_one_of_our_pages_keeps_its_own_address() -> None:
    method = pack()
    first = method.components[0]
    renamed = type(first)(**{each: getattr(first, each) for each in first.__struct_fields__} | {"id": "save"})
    changed = type(method)(
        **{each: getattr(method, each) for each in method.__struct_fields__}
        | {"components": (renamed, *method.components[1:])}
    )
    asked = outline(changed, Questionnaire(1, 1, "Everyone", 0, False, frozenset(ALL), frozenset()))
    assert [each.address for each in asked.pages] == ["save~", "B", "C", "D", "E", "F"]
