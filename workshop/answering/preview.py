"""What a respondent will see, for the consultants who plan a wave: the same pages, which save nothing."""

from collections.abc import Callable

from flask import render_template
from markupsafe import Markup

from questionnaires.pack import MethodPack
from workshop.answering.drawing import rendered
from workshop.answering.filling import values
from workshop.answering.outline import outline
from workshop.answering.segments import Filled
from workshop.answering.store import EMPTY, Client
from workshop.answering.welcome import words_of
from workshop.engagements.store import Engagement
from workshop.languages import gettext, speak
from workshop.waves.store import Questionnaire, Wave

To = Callable[[str], str]


def welcome_preview(
    engagement: Engagement,
    wave: Wave,
    pack: MethodPack,
    questionnaire: Questionnaire,
    *,
    names: str,
    to: To,
    notice: Markup | str = "",
) -> str:
    """Return the page that a link will open on.

    `names` are the consultants' in one text; `to` makes the preview's address of a page's ("" is this page);
    `notice` stands on top.
    """
    speak(engagement.manner.locale)
    asked = outline(pack, questionnaire)
    first = asked.pages[0].address if asked.pages else ""
    return render_template(
        "answering/welcome.html",
        client=_client(engagement), **words_of(wave, asked, engagement, names), outline=asked,
        hole=Filled({("done", each.address): "0" for each in asked.pages}), state="open", name="",
        asks_named=wave.mode == "named", begin=gettext("Begin"), first=first, to=to,
        base="", inert=True, notice=notice,
    )  # fmt: skip


def part_preview(
    engagement: Engagement,
    wave: Wave,
    pack: MethodPack,
    questionnaire: Questionnaire,
    address: str,
    *,
    to: To,
    notice: Markup | str = "",
) -> str | None:
    """Return a page of questions, None where the questionnaire has no page with this address."""
    asked = outline(pack, questionnaire)
    page = asked.page.get(address)
    if page is None:
        return None
    speak(engagement.manner.locale)
    hole = Filled(values(asked, page, EMPTY))
    return rendered(
        pack, wave, _client(engagement), asked, page, hole, to, inert=True, notice=notice, logo=""
    )


def _client(engagement: Engagement) -> Client:
    return Client(
        engagement.id,
        engagement.client,
        engagement.brand,
        engagement.accent,
        "",
        engagement.manner.locale,
        False,
    )
