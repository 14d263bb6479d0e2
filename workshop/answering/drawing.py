"""Drawing a page of questions: once for all who get the same one, then filled for each of them."""

from collections.abc import Callable
from itertools import groupby
from typing import Any

from flask import Response, current_app, render_template, request
from markupsafe import Markup
from sqlite_utils import Database
from werkzeug.datastructures import Headers

from questionnaires.charter import Charter
from questionnaires.pack import MethodPack
from workshop.answering.bundle import takes_gzip
from workshop.answering.filling import MARKS, TEXTS, Refused, state_of, values
from workshop.answering.guard import Held
from workshop.answering.outline import CHARTER_PAGE, PICKS, REVIEW, Outline, Page
from workshop.answering.segments import Drawn, Filled, Holes
from workshop.answering.store import Client, Sheet
from workshop.languages import gettext, language
from workshop.waves.packs import frozen_pack
from workshop.waves.store import Wave

_KEPT = 200
_PLAIN = Headers({"Content-Type": "text/html; charset=utf-8", "Vary": "Accept-Encoding"})
_PACKED = Headers([*_PLAIN, ("Content-Encoding", "gzip")])
_TEMPLATES = {PICKS: "answering/picks.html", CHARTER_PAGE: "answering/charter.html"}


def answer_with(
    db: Database, held: Held, page: Page, sheet: Sheet, refused: Refused | None = None, status: int = 200
) -> Response:
    """Answer the request with a page of questions as one participant sees it, compressed if that is taken."""
    found = drawn(db, held, page)
    if not takes_gzip(request.headers.get("Accept-Encoding", "")):
        plain = found.fill(values(held.outline, page, sheet, refused))
        return Response(plain, status, Headers(_PLAIN))
    # Most who come to a page come to it alike: all before it answered, and nothing of it.
    state = None if refused else state_of(held.outline, page, sheet)
    packed = found.known.get(state) if state else None
    if packed is None:
        packed = found.packed(values(held.outline, page, sheet, refused))
        if state:
            found.remember(state, packed)
    return Response(packed, status, Headers(_PACKED))


def drawn(db: Database, held: Held, page: Page) -> Drawn:
    """Return a page of questions with holes where it depends on whose it is."""
    wave, client = held.holder.wave, held.holder.client
    kept: dict[object, Drawn] = current_app.extensions.setdefault("drawn pages", {})
    key = (
        wave.id, wave.created_at, wave.launched_at, held.holder.questionnaire_id, page.address, client,
        request.script_root, language().code,
    )  # fmt: skip
    found = kept.get(key)
    if found is None:
        while len(kept) >= _KEPT:
            kept.pop(next(iter(kept)), None)
        pack = frozen_pack(db, wave)
        drawing = rendered(pack, wave, client, held.outline, page, Holes())
        kept[key] = found = Drawn(drawing, MARKS, TEXTS)
    return found


def rendered(
    pack: MethodPack,
    wave: Wave,
    client: Client,
    outline: Outline,
    page: Page,
    hole: Holes | Filled,
    to: Callable[[str], str] = str,
    **more: Any,
) -> str:
    """Return a page of questions with whatever `hole` gives for what differs from person to person.

    `to` makes links of addresses; those of the person's own pages are relative as they are.
    """
    told: dict[str, Any] = {"logo": f"logo.png?v={client.logo}" if client.logo else "", "inert": False}
    if page.address == PICKS:
        told["groups"] = _by_component(pack, outline)
    elif page.address == CHARTER_PAGE and outline.charter:
        told["anchors"] = _anchors(outline.charter)
    return render_template(
        _TEMPLATES.get(page.address, "answering/part.html"),
        wave=wave, client=client, outline=outline, page=page, hole=hole, to=to, names=pack.level_names,
        next_name=_next_name(outline, page), **(told | more),
    )  # fmt: skip


def _next_name(outline: Outline, page: Page) -> str:
    after = outline.after(page)
    if after == REVIEW:
        return gettext("Next: review")
    page = outline.page[after]
    # The rest gives way where there is little room.
    more = Markup(' <span class="foot-more">{}</span>').format(page.short_name)
    return Markup("{}{}").format(
        gettext("Next: %(page)s", page=page.code or page.short_name), more if page.code else ""
    )


def _by_component(pack: MethodPack, outline: Outline) -> list[tuple[str, list[Any]]]:
    by = groupby(outline.pickable, lambda each: pack.component_of[each.id].name)
    return [(name, list(group)) for name, group in by]


def _anchors(charter: Charter) -> dict[str, list[tuple[int, str, str]]]:
    """Return for each statement its five steps; between two kinds of function lies a step without a text."""
    places = {round(each.place): each for each in charter.archetypes}
    found = {}
    for statement in charter.statements:
        steps = []
        for level in range(1, 6):
            kind = places.get(level)
            name = kind.name if kind else gettext("In between")
            steps.append((level, name, statement.behaviours.get(kind.id, "") if kind else ""))
        found[statement.id] = steps
    return found
