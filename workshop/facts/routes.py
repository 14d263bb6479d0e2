"""The page of what the worksheets say."""

from datetime import UTC, datetime

from flask import Blueprint

from reports.facts.saying import Bar, Bars
from workshop.access import consulted
from workshop.addresses import ENGAGEMENT
from workshop.database import database
from workshop.engagements.frame import framed
from workshop.facts.reading import Read, read

bp = Blueprint("facts", __name__, template_folder="templates")


@bp.get(f"{ENGAGEMENT}/facts")
def facts(engagement_id: int) -> str:
    """Show what each worksheet says today."""
    access = consulted(engagement_id)
    day = access.engagement.manner.today(datetime.now(UTC))
    found = read(database(), access.engagement, day)
    title, lead = _opening(found)
    return framed(
        "facts/facts.html",
        access,
        found=found,
        spoken=[each for each in found if each.saying],
        silent=[each for each in found if not each.saying],
        title=title,
        lead=lead,
        day_read=day,
        pieces=pieces,
    )


def pieces(bars: Bars) -> list[tuple[Bar, list[tuple[str, str, str]]]]:
    """Return the bars, each with its lengths: tone, where it begins, how wide it is in percent."""
    longest = max((each.whole for each in bars.drawn), default=0.0) or 1.0
    found = []
    for bar in bars.drawn:
        before, lengths = 0.0, []
        for tone, length in bar.lengths:
            lengths.append((tone, f"{100 * before / longest:.2f}%", f"{100 * length / longest:.2f}%"))
            before += length
        found.append((bar, lengths))
    return found


def _opening(found: list[Read]) -> tuple[str, str]:
    """Return title and lead of the page."""
    spoken = sum(each.saying is not None for each in found)
    if not spoken:
        return "The worksheets say nothing yet.", "Each says something as soon as one row has what it takes."
    verb = "says" if spoken == 1 else "say"
    title = f"{spoken} of {len(found)} worksheets {verb} something."
    return title, "One finding each, with the figures it rests on. The blueprint shows the same."
