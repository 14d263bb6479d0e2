"""What a list of people does to an engagement: checked against it, then stored in one go."""

from collections.abc import Sequence
from datetime import datetime

from sqlite_utils import Database

from workshop.engagements.groups import store as groups_store
from workshop.engagements.groups.editing import MOST
from workshop.people import store
from workshop.people.cells import folded
from workshop.people.drafts import Draft
from workshop.people.groups import groups_of, names, numbers
from workshop.people.preview import Group, Preview


def checked(db: Database, engagement_id: int, draft: Draft) -> Preview:
    """Return what adding a list would do to the engagement as it is now."""
    return draft.preview(names(groups_of(db, engagement_id)), store.known(db, engagement_id))


# What follows is called inside write().


def add_people(db: Database, engagement_id: int, preview: Preview, now: datetime) -> None:
    """Store the newcomers of a list that was just checked, and the further roles of those who are here."""
    groups = numbers(groups_of(db, engagement_id))
    for each in preview.newcomers:
        store.add_person(
            db,
            engagement_id,
            name=each.name,
            email=each.email,
            title=each.title,
            function_id=groups["function"].get(each.function),
            seniority_id=groups["seniority"].get(each.seniority),
            roles=each.roles,
            now=now,
        )
    store.add_roles(db, preview.further)


def add_groups(db: Database, engagement_id: int, column: Group, wanted: Sequence[str]) -> list[str]:
    """Store further functions or seniorities, up to as many as there may be; return those that are new."""
    here = {folded(each.name) for each in groups_store.choices(db, engagement_id, column)}
    new = [name for name in wanted if folded(name) not in here][: max(0, MOST - len(here))]
    groups_store.add_choices(db, engagement_id, column, new)
    return new
