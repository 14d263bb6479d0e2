"""The way to a sheet: whoever has the token of a link, or the page that tells why there is nothing."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn

from flask import abort, current_app, make_response, render_template, request
from sqlite_utils import Database

from workshop.answering import store
from workshop.answering.outline import Outline, outline
from workshop.answering.store import Client, Holder
from workshop.database import database
from workshop.engagements import store as engagements
from workshop.invitations.members.store import consultant_names
from workshop.invitations.nowhere import nowhere
from workshop.languages import gettext, listed, speak
from workshop.links import hash_of
from workshop.manner import PLAIN, Manner
from workshop.waves.packs import frozen_pack
from workshop.waves.store import State, Wave, questionnaires

_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}", re.ASCII)
_KEPT = 128


@dataclass(frozen=True, slots=True)
class Held:
    """A participant with what is asked of them, and the state of their wave at this moment."""

    holder: Holder
    outline: Outline
    state: State

    @property
    def sheet_id(self) -> int:
        """Return the sheet of an open wave, which everyone in it has."""
        if self.holder.sheet_id is None:
            raise LookupError("this participant has no sheet")
        return self.holder.sheet_id

    @property
    def open(self) -> bool:
        """Return whether answers are taken."""
        return self.state == "open" and self.holder.sheet_id is not None


def held(db: Database, token: str, now: datetime) -> Held | None:
    """Return who holds a link to a launched wave, or None; an archived engagement takes nobody in."""
    found = store.holder(db, hash_of(token)) if _TOKEN.fullmatch(token) else None
    if found is None or found.client.archived:
        return None
    speak(found.client.manner)
    return Held(found, outline_of(db, found.wave, found.questionnaire_id), found.wave.state(now))


def opened(token: str, now: datetime) -> Held:
    """Return who may answer now, or answer the request with the page that tells why not."""
    found = held(database(), token, now)
    if found is None:
        leads_nowhere(token)
    if not found.open:
        abort(make_response(told(found)))
    return found


def leads_nowhere(token: str) -> NoReturn:
    """Answer the request with the page of a link that opens nothing (any more)."""
    abort(make_response(*nowhere(token)))


def outline_of(db: Database, wave: Wave, questionnaire_id: int) -> Outline:
    """Return what a questionnaire of a launched wave asks; it never changes, and is kept."""
    kept: dict[object, Outline] = current_app.extensions.setdefault("outlines", {})
    key = (wave.id, wave.created_at, wave.launched_at, questionnaire_id)
    found = kept.get(key)
    if found is None:
        pack = frozen_pack(db, wave)
        for each in questionnaires(db, wave.id):
            if len(kept) >= _KEPT:
                kept.pop(next(iter(kept)), None)
            kept[*key[:3], each.id] = outline(pack, each)
        found = kept[key]
    return found


def told(found: Held, lost: bool = False, late: bool = False) -> str:
    """Return the page of a wave that takes no answers.

    `lost` says that some were just sent, `late` that those which are stored were just to be handed in.
    """
    wave, client = found.holder.wave, found.holder.client
    title, *sentences = _words(found, lost)
    if late and found.state == "closed":
        words = gettext("It was too late to hand in. What you answered is saved, and counts as it is.")
        sentences.insert(0, words)
    has_own = found.state == "closed" and found.holder.sheet_id is not None
    link = "yours" if has_own else ""
    return page(
        "answering/told.html", client, title=title, sentences=sentences, link=link,
        link_name=gettext("See your answers"), wave=wave,
    )  # fmt: skip


def not_asked(found: Held, onward: str) -> str:
    """Return the page of an address below a good link that is none of its pages; `onward` is one that is."""
    title = gettext("This questionnaire has no such page.")
    same = gettext("Your link is good. Go on from here; what you answered is where you left it.")
    return page(
        "answering/told.html", found.holder.client, title=title, sentences=(same,), link=onward,
        link_name=gettext("Go on answering"), wave=found.holder.wave,
    )  # fmt: skip


def page(template: str, client: Client, **values: object) -> str:
    """Return a page of a questionnaire without level cards, for the request's own address."""
    # Without what was copied along behind the link.
    token = (request.view_args or {}).get("token", "")[:22]
    base = f"{request.script_root}/p/{token}/" if token else ""
    values.setdefault("to", lambda address: base + address)
    values.setdefault("base", base)
    if client.logo and base:
        values.setdefault("logo", f"{base}logo.png?v={client.logo}")
    return render_template(template, client=client, **values)


def whom_to_ask(client: Client) -> str:
    """Return the names of those who can help."""
    engagement = engagements.engagement(database(), client.engagement_id)
    names = listed(consultant_names(database(), client.engagement_id))
    return (
        names or (engagement.consultancy if engagement else "") or gettext("the person who sent you the link")
    )


def _words(found: Held, lost: bool) -> tuple[str, ...]:
    wave, who = found.holder.wave, whom_to_ask(found.holder.client)
    engagement = engagements.engagement(database(), wave.engagement_id)
    manner = engagement.manner if engagement else PLAIN
    unsaved = (gettext("What you just sent was not saved."),) if lost else ()
    if found.state == "waiting" and wave.opens_at:
        opens = gettext("It opens on %(day)s at %(time)s.", **_moment(manner, wave.opens_at))
        title, same = gettext("This questionnaire is not open yet."), gettext("This link stays the same.")
        return (title, *unsaved, opens, same)
    if found.state == "sealed" or (found.holder.sheet_id is None and not found.holder.by_door):
        kept = (
            gettext(
                "What links people to their answers was destroyed, so nobody can look at or change them here."
            )
            if wave.mode == "confidential"
            else gettext("The answers can no longer be changed.")
        )
        ask = gettext("If you have a question about it, ask %(who)s.", who=who)
        return (gettext("This questionnaire is over and sealed."), *unsaved, kept, ask)
    ended = wave.closed_at or wave.closes_at
    when = (gettext("It closed on %(day)s at %(time)s.", **_moment(manner, ended)),) if ended else ()
    ask = gettext("If you could not finish, ask %(who)s: they can open it again until it is sealed.", who=who)
    return (gettext("This questionnaire is closed."), *unsaved, *when, ask)


def _moment(manner: Manner, when: datetime) -> dict[str, str]:
    return {"day": manner.short_day(when), "time": manner.time(when)}
