"""The first page of the roadmap, and the sentences that its head is made of."""

from flask import after_this_request, url_for
from sqlite_utils import Database
from werkzeug import Response

from questionnaires.pack import MethodPack
from questionnaires.roadmap.checking import breaks
from questionnaires.roadmap.plan import Placement, Roadmap
from questionnaires.roadmap.problem import RULE, Problem, problem
from workshop.access import Opened
from workshop.database import database
from workshop.engagements.frame import framed
from workshop.engagements.packs import engagement_pack
from workshop.headers import SAVING
from workshop.jobs.queue import store as jobs
from workshop.jobs.queue.store import Job
from workshop.roadmap import store
from workshop.roadmap.forms import DeedForm, SearchForm
from workshop.roadmap.improve_job import KIND, under_way
from workshop.roadmap.reading import roadmap_of, wording_of
from workshop.roadmap.scheduling import store as schedules
from workshop.roadmap.scheduling.store import Offer
from workshop.roadmap.told import Difference, charts_of, difference, groups_of, reached, rows_of, terms_of


def page(access: Opened, *, deed: DeedForm | None = None, search: SearchForm | None = None) -> str:
    """Return the page of the roadmap; a form with faults is shown again where it stood."""
    db, engagement = database(), access.engagement
    found, pack = roadmap_of(db, engagement), engagement_pack(db, engagement)
    wording, standing = wording_of(engagement), store.standing(db, engagement.id)
    broken = breaks(found, pack, wording)
    asked = problem(found, pack, {}) if found.placements else None
    told = told_of(db, engagement.id)
    made = schedules.made(db, engagement.id)
    seen = {"revision": str(standing.revision)}
    return framed(
        "roadmap/roadmap.html",
        access,
        roadmap=found,
        rows=rows_of(found, pack, broken),
        terms=terms_of(found),
        groups=groups_of(broken),
        cannot=sum(1 for each in broken if each.is_broken),
        look=sum(1 for each in broken if not each.is_broken),
        charts=charts_of(found, wording),
        waived=waived_of(found, asked) if asked else (),
        rule=RULE,
        reached=reached,
        standing=standing,
        made=made,
        told=told,
        begun=bool(found.placements or made or told[1]),
        offered=offered_of(db, engagement.id, found, pack, access),
        deed=deed or DeedForm(data=seen, formdata=None),
        search=search or SearchForm(data={**seen, "seconds": search_default()}, formdata=None),
        limited=found.capacity.budget is not None or bool(found.capacity.days),
    )


def search_default() -> str:
    """Return for how long a search is offered first."""
    return str(SearchForm.seconds.kwargs["default"])


def waived_of(found: Roadmap, asked: Problem) -> tuple[tuple[str, str], ...]:
    """Return the foundations that no schedule keeps to, as titles: an initiative, and what it rests on."""
    titles = {each.id: each.title for each in found.initiatives}
    return tuple((titles[number], titles[other]) for number, other in asked.waived)


def told_of(db: Database, engagement_id: int) -> tuple[Job | None, schedules.Wish | None]:
    """Return the job that improves the schedule, or that failed last, with what was asked for."""
    job = under_way(db, engagement_id)
    if job is None:
        last = jobs.latest_ended(db, KIND, engagement_id)
        return (last if last and last.state == "failed" else None), None
    after_this_request(_let_it_be_followed)
    return job, schedules.wish(db, engagement_id)


def _let_it_be_followed(answer: Response) -> Response:
    answer.headers["Content-Security-Policy"] = SAVING  # the script asks how far the search is
    return answer


def offered_of(
    db: Database, engagement_id: int, found: Roadmap, pack: MethodPack, access: Opened
) -> tuple[Offer, Difference] | None:
    """Return the schedule that came too late, with what it would break and mend now; None without one."""
    offer = schedules.offer(db, engagement_id)
    if offer is None:
        return None
    after = Roadmap(found.initiatives, found.capacity, taken_over(found, offer), horizons=found.horizons)
    return offer, difference(found, after, pack, wording_of(access.engagement))


def taken_over(found: Roadmap, offer: Offer) -> dict[int, Placement]:
    """Return the placements that an offered schedule makes; what is pinned by now stays where it is."""
    pinned = {number: place for number, place in found.placements.items() if place.pinned}
    offered = {number: Placement(start) for number, start in offer.starts.items()}
    return {**offered, **pinned}


def overtaken(form: DeedForm, standing: store.Standing, access: Opened) -> bool:
    """Return whether the roadmap was changed since a form was shown; the form then says so."""
    if (form.revision.data or "0") == str(standing.revision):
        return False
    who = "You" if standing.by == access.account.name else standing.by or "Somebody"
    form.revision.errors = [f"{who} changed the roadmap meanwhile. Look at it, and send again."]
    form.revision.data = str(standing.revision)
    return True


def home(engagement_id: int, anchor: str | None = None) -> str:
    """Return the address of the roadmap."""
    return url_for("roadmap.roadmap", engagement_id=engagement_id, _anchor=anchor)
