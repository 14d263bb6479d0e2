"""The frame of every page inside an engagement: its header, its road, and what both are made from."""

from datetime import UTC, datetime

from flask import render_template

from workshop.access import Opened
from workshop.database import database
from workshop.engagements import store
from workshop.engagements.road import road
from workshop.engagements.sponsored import as_told


def framed(template: str, access: Opened, **values: object) -> str:
    """Render a page of an engagement for its visitor."""
    engagement = access.engagement
    facts = store.facts(database(), engagement.id)
    facts = as_told(facts) if access.by_sponsor else facts
    today = engagement.manner.today(datetime.now(UTC))
    return render_template(
        template,
        engagement=engagement,
        by_sponsor=access.by_sponsor,
        facts=facts,
        road=road(engagement, facts, today, sponsored=access.by_sponsor),
        **values,
    )
