"""The list of quotes; marking, changing, asking speakers and their answers are registered beside it."""

from flask import request

from workshop.access import consulted
from workshop.database import database
from workshop.engagements.frame import framed
from workshop.engagements.packs import engagement_pack
from workshop.interviews import store as interviews
from workshop.quotes import approving, asking, editing, marking, store
from workshop.quotes.asking import to_ask
from workshop.quotes.forms import DeedForm
from workshop.quotes.listing import Chosen, judged
from workshop.quotes.questions import questions_of
from workshop.quotes.room import QUOTES, bp
from workshop.quotes.showing import gate_of
from workshop.quotes.wording import APPROVALS, CHIPS, CONSENTS
from workshop.themes import store as themes

__all__ = ["approving", "asking", "bp", "editing", "marking"]

MOST = 50
"""How many quotes stand on a page."""

bp.add_app_template_global(CONSENTS, "QUOTE_CONSENTS")
bp.add_app_template_global(APPROVALS, "QUOTE_APPROVALS")
bp.add_app_template_global(CHIPS, "QUOTE_CHIPS")


@bp.get(QUOTES)
def quotes(engagement_id: int) -> str:
    """Show every passage that was marked, or those that were chosen."""
    access, db = consulted(engagement_id), database()
    chosen = Chosen.asked_for(request.args)
    gate, passages = gate_of(db, engagement_id), store.passages(db, engagement_id)
    everything = judged(gate, passages)
    found = [each for each in everything if chosen.fits(each.passage)]
    page = max(1, min(request.args.get("page", 1, int), -(-len(found) // MOST)))
    held = interviews.interviews(db, engagement_id)
    return framed(
        "quotes/quotes.html",
        access,
        chosen=chosen,
        everything=everything,
        found=found[(page - 1) * MOST : page * MOST],
        total=len(found),
        first=(page - 1) * MOST + 1,
        earlier=chosen.address(page - 1) if page > 1 else None,
        later=chosen.address(page + 1) if page * MOST < len(found) else None,
        themes=themes.themes(db, engagement_id),
        interviews=held,
        questions=questions_of(engagement_pack(db, access.engagement), held),
        to_ask=len({each.person_id for each in to_ask(gate, passages)}),
        form=DeedForm(formdata=None),
    )
